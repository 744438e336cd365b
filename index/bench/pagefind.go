package main

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// pagefind indexes a folder of finished pages, so each section is a page here.
// The pages belong to the site and are not counted as its index.
type pagefind struct{ t *tools }

func (pagefind) name() string     { return "pagefind" }
func (pagefind) page() string     { return "index.html" }
func (pagefind) filePage() string { return "index.html" }
func (pagefind) perQuery() bool   { return true }
func (pagefind) published(rel string) bool {
	return !strings.HasPrefix(rel, "p/")
}

func (pagefind) prepare(corpus, dir string) error {
	docs, err := readDocs(corpus)
	if err != nil {
		return err
	}
	pages := filepath.Join(dir, "p")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		return err
	}
	for _, d := range docs {
		f, err := os.Create(filepath.Join(pages, d.ID+".html"))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		title := html.EscapeString(d.Title)
		fmt.Fprintf(w, `<!doctype html><html lang="ja"><meta charset="utf-8"><title>%s</title><body><main data-pagefind-body><h1>%s</h1><p>%s</p></main>`,
			title, title, html.EscapeString(d.Body))
		if err := errors.Join(w.Flush(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// command runs the binary itself, without the Node program that starts it.
func (p pagefind) command(_, dir string) []string {
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return []string{filepath.Join(p.t.node, "node_modules", "@pagefind", runtime.GOOS+"-"+arch, "bin", "pagefind_extended"), "--site", dir, "--silent"}
}

func (p pagefind) finish(dir string) error {
	if err := p.t.writeScript("pagefind", dir); err != nil {
		return err
	}
	return write(dir, "index.html", pageHTML("", `<script type="module" src="app.js"></script>`))
}
