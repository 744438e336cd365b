package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
	"shogo/corpus/pdf"
)

// damage changes a letter in every entry of a cache.
func damage(t *testing.T, dir string) {
	t.Helper()
	entries, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(entries) == 0 {
		t.Fatalf("no entries: %v", err)
	}
	for _, name := range entries {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		raw[len(raw)/2]++
		if err := os.WriteFile(name, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A document comes out of the cache as it went in: boxes, hidden blocks, glyphs.
func TestCacheKeepsEverything(t *testing.T) {
	raw, err := os.ReadFile("pdf/testdata/facsimile/pdf/map_xlsx_hair.pdf")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := ReadBlocks("a.pdf", raw)
	if err != nil {
		t.Fatal(err)
	}
	doc.Glyphs = []block.Glyph{{Font: "A+F", Code: 3, Count: 2, Pages: []int{1}}}
	doc.Blocks[0].Hidden, doc.Blocks[0].Joined = true, "推定"
	c := NewCache(t.TempDir())
	c.put("x", doc)
	if diff := cmp.Diff(doc, c.get("x")); diff != "" {
		t.Error(diff)
	}
	// A glyph that a person names is another reading of the same bytes.
	if c.key("a.pdf", raw, nil) == c.key("a.pdf", raw, map[pdf.GlyphCode]string{{Font: "A+F", Code: 3}: "✓"}) {
		t.Error("the key does not tell glyphs apart")
	}
}

// A glyph that shogo.yaml names is shown as a person said, in every document or
// in one.
func TestGlyphsOfTheWorkspace(t *testing.T) {
	w := &Workspace{Glyphs: []GlyphText{{"A+F", 3, "✓", ""}, {"A+F", 3, "●", "b.pdf"}}}
	code := pdf.GlyphCode{Font: "A+F", Code: 3}
	if got := w.glyphs("a.pdf")[code] + w.glyphs("b.pdf")[code]; got != "✓●" {
		t.Errorf("got %s", got)
	}
}

// Two runs at once: what one prunes is what it found and did not use, never
// what the other has just written; a run that loses an entry reads again.
func TestPruneKeepsWhatOthersWrite(t *testing.T) {
	dir := t.TempDir()
	read := func(c *Cache, sources map[string]string) {
		loaded(t, workspaceOf("embedded: omit", sources, nil), LoadOptions{Cache: c})
	}
	names := func() (out []string) {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			out = append(out, f.Name())
		}
		return out
	}
	both := map[string]string{"sys.html": volumeHTML, "rules.md": ownMarkdown}
	read(NewCache(dir), both)
	old := names()
	for name, age := range map[string]time.Duration{".new-killed": 2 * abandoned, ".new-at-work": 0, "note.txt": 2 * abandoned} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		when := time.Now().Add(-age)
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}

	one, other := NewCache(dir), NewCache(dir)
	read(one, map[string]string{"sys.html": volumeHTML})
	read(other, map[string]string{"annex.html": annexHTML})
	written := len(names())
	one.Prune()
	got := names()
	// rules.md is gone from both; annex.html was written since one began.
	if len(old) != 2 || len(got) != written-2 || !slices.Contains(got, ".new-at-work") || !slices.Contains(got, "note.txt") {
		t.Errorf("left %q", got)
	}
	other.Prune()
	again := NewCache(dir)
	read(again, map[string]string{"sys.html": volumeHTML, "annex.html": annexHTML})
	if again.Hits != 1 || again.Reads != 1 {
		t.Errorf("took %d and read %d", again.Hits, again.Reads)
	}
	(&Cache{}).Prune() // no folder
}
