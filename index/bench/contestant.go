package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// contestant is a search that is built into a folder and opened in a browser.
type contestant interface {
	name() string
	// prepare writes what the build reads, untimed.
	prepare(corpus, dir string) error
	// command is the build that is measured.
	command(corpus, dir string) []string
	// finish writes the pages, untimed.
	finish(dir string) error
	// page is opened over HTTP, filePage from file://: the same search, packed
	// so that it has a chance there.
	page() string
	filePage() string
	// published tells the files a site needs that serves page.
	published(rel string) bool
	// perQuery is true where other queries read other files.
	perQuery() bool
}

// contestants lists all, shogo first.
func contestants(t *tools) []contestant {
	out := []contestant{shogo{t}, pagefind{t}}
	for _, n := range []string{"minisearch-words", "minisearch-bigrams", "lunr", "flexsearch-cjk", "flexsearch-context", "orama"} {
		out = append(out, peer{t, n})
	}
	return out
}

// selected keeps the contestants named in a comma-separated list, "" for all.
func selected(all []contestant, list string) ([]contestant, error) {
	if list == "" {
		return all, nil
	}
	var out []contestant
	for _, want := range strings.Split(list, ",") {
		n := len(out)
		var names []string
		for _, c := range all {
			names = append(names, c.name())
			if c.name() == want {
				out = append(out, c)
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("choose contestants: no %q; there are %s", want, strings.Join(names, ", "))
		}
	}
	return out, nil
}

// onDisk counts the published files of a built contestant and their bytes.
func onDisk(c contestant, dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil || !c.published(filepath.ToSlash(rel)) {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files, bytes = files+1, bytes+info.Size()
		}
		return err
	})
	return files, bytes, err
}

// pageHTML is the page of a contestant around its scripts, in the head or at the
// end. It notes the first error, without folders, so that a page that cannot
// work says so instead of running into the time limit.
func pageHTML(head, end string) string {
	return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>検索</title><link rel="icon" href="data:,">
<script>window.bench = {};
addEventListener("error", (e) => { bench.error ??= e.message || "cannot load " + String(e.target.src ?? "a file").split("/").pop(); }, true);
addEventListener("unhandledrejection", (e) => { bench.error ??= String(e.reason?.message ?? e.reason); });</script>
` + head + `<body><input id="q"><ol id="hits"></ol>` + end + "\n"
}

func write(dir, name, content string) error {
	return os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644)
}
