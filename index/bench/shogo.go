package main

import (
	"fmt"
	"os"
	"path/filepath"

	"shogo/index"
)

// shogo is the search of this project: exported files and the client's engine.
type shogo struct{ t *tools }

func (shogo) name() string              { return "shogo" }
func (shogo) page() string              { return "index.html" }
func (shogo) filePage() string          { return "index.html" }
func (shogo) perQuery() bool            { return true }
func (shogo) prepare(_, _ string) error { return nil }
func (shogo) published(string) bool     { return true }
func (s shogo) command(corpus, dir string) []string {
	return []string{s.t.self, "export", corpus, dir}
}

func (s shogo) finish(dir string) error {
	if err := s.t.writeScript("shogo", dir); err != nil {
		return err
	}
	// As on the site's own search page: the first file of the index is asked for by
	// the page, and nothing is drawn before the search of the address is on its way.
	return write(dir, "index.html", pageHTML(`<script src="search/index.js" defer blocking="render"></script><script src="app.js" defer blocking="render"></script>`, ""))
}

// export is the process that is measured: it reads a corpus, analyses it and
// writes the browser's files.
func export(args []string) error {
	docs, err := readDocs(args[0])
	if err != nil {
		return err
	}
	x, err := index.Build(docs, index.Options{})
	if err != nil {
		return err
	}
	made := map[string]bool{}
	return x.Export(func(name string, data []byte) error {
		name = filepath.Join(args[1], "search", filepath.FromSlash(name))
		if dir := filepath.Dir(name); !made[dir] {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			made[dir] = true
		}
		return os.WriteFile(name, data, 0o644)
	})
}
