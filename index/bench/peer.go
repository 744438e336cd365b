package main

import (
	"os"
	"path/filepath"
	"strings"
)

// peer is a contestant of peers/ whose whole index is one JSON file, read
// before the first query. Its manual shows fetch(), which file:// forbids, so a
// second page has the same index wrapped in a script.
type peer struct {
	t    *tools
	file string
}

func (p peer) name() string            { return p.file }
func (peer) page() string              { return "index.html" }
func (peer) filePage() string          { return "wrapped.html" }
func (peer) perQuery() bool            { return false }
func (peer) prepare(_, _ string) error { return nil }
func (peer) published(rel string) bool { return rel != "wrapped.html" && rel != "index.js" }
func (p peer) command(corpus, dir string) []string {
	return []string{"node", "--max-old-space-size=12000", filepath.Join(p.t.node, "peers", "build.mjs"), p.file, corpus, filepath.Join(dir, "index.json")}
}

func (p peer) finish(dir string) error {
	if err := p.t.writeScript(p.file, dir); err != nil {
		return err
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		return err
	}
	if err := write(dir, "index.js", "window.indexText = "+scriptString(string(index))+";\n"); err != nil {
		return err
	}
	if err := write(dir, "index.html", pageHTML("", `<script src="app.js"></script>`)); err != nil {
		return err
	}
	return write(dir, "wrapped.html", pageHTML("", `<script src="index.js"></script><script src="app.js"></script>`))
}

// scriptString quotes JSON for a script. Single quotes leave the many double
// quotes of JSON alone.
func scriptString(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`, "\r", `\r`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(s) + "'"
}
