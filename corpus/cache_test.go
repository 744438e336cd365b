package corpus

import (
	"os"
	"path/filepath"
	"testing"

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
