package corpus

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"shogo/corpus/block"
)

// oneBlock is a document of one item with citations in its margin.
func oneBlock(xref string) *block.Document {
	return &block.Document{Blocks: []block.Block{{Type: block.Item, No: "①", Text: "記録すること。", Xref: xref}}}
}

func circledAll(items []int) []string {
	var out []string
	for _, n := range items {
		out = append(out, Circled(n))
	}
	return out
}

// replaceTitle puts a title into a page.
func replaceTitle(page, title string) string { return strings.ReplaceAll(page, "TITLE", title) }

// parsedCase reads a file of the test data without a manifest.
func parsedCase(t *testing.T, path string) *Corpus {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parsedFile(t, filepath.Base(path), string(raw))
}

// parsedFiles reads several files without a manifest, in the order of their names.
func parsedFiles(t *testing.T, files map[string]string) *Corpus {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	c, err := ParseFiles(fsys, slices.Sorted(maps.Keys(files)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
