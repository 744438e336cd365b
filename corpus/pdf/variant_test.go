package pdf

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The variants are seeded documents in many ways of writing PDF: what differs
// between programs must not change what is read.

func tableVariants() map[string]look {
	v := map[string]look{
		"plain": {}, "glyph by glyph": {draw: "glyph"}, "kerned": {draw: "kerned"}, "printed twice": {draw: "twice"},
		"form": {wrap: "form"}, "form in a form": {wrap: "nested", face: "ranges"}, "marked content": {wrap: "marked"},
		"fills": {rules: "fills"}, "dots": {rules: "dots"}, "dashes": {rules: "dashes"}, "double": {rules: "double"},
		"boxes": {rules: "boxes"}, "hair": {rules: "hair", face: "ranges"}, "no frame": {frameless: true, plain: true},
		"packed": {packed: true}, "crop box": {crop: true}, "crop box, turned": {crop: true, rotate: 90, landscape: true},
		"landscape": {landscape: true, size: 8}, "open page ends": {breaks: "open"}, "closed page ends": {breaks: "closed"},
		"open page ends, captions once": {breaks: "open", once: true}, "two rows of captions": {two: true},
		"centred": {middle: true, once: true}, "small and tight": {size: 6, lead: 1.1}, "large": {size: 12, lead: 1.7, landscape: true},
	}
	for _, f := range []string{"truetype", "cmap", "simple", "bytes", "type3", "90ms-RKSJ-H", "EUC-H", "UniJIS-UTF16-H", "UniJIS-UCS2-H"} {
		v["face "+f] = look{face: f}
	}
	for _, r := range []int{90, 180, 270} {
		v[fmt.Sprintf("turned %d", r)] = look{rotate: r, landscape: r != 180}
	}
	return v
}

func TestTableVariants(t *testing.T) {
	var cells, rows score
	for name, l := range tableVariants() {
		for seed := range uint64(2) {
			p := newPress(l, seed)
			ledger := newLedger(p.rng, p.w-80, p.size, int(2200/p.size/p.size))
			p.printTable(ledger)
			data := p.done()
			keep(t, fmt.Sprintf("table %s %d", name, seed), data)
			doc := mustRead(t, data, Options{})
			want := ledger.truth(p.two)
			c, r, wrong := tableScores(want, doc)
			h, bad := captions(want, doc)
			cells, rows = add(cells, c), add(rows, r)
			if c.recall() < .98 || c.precision() < .98 || r.recall() < .985 || h.right != h.want || h.got != h.want || len(doc.Glyphs) > 0 {
				t.Errorf("%s, seed %d, %d pages: cells %d of %d (%d read), rows %d of %d, captions %d of %d (%d read), glyphs %d, warnings %v\n%s\n%s", name, seed, doc.Pages,
					c.right, c.want, c.got, r.right, r.want, h.right, h.want, h.got, len(doc.Glyphs), doc.Warnings, strings.Join(wrong[:min(len(wrong), 12)], "\n"), strings.Join(bad[:min(len(bad), 6)], "\n"))
			}
			for _, b := range doc.Visible() {
				if b.Type != "cell" {
					t.Errorf("%s, seed %d: %s outside of the table: %s", name, seed, b.Type, b.Text)
				}
			}
		}
	}
	t.Logf("cells %.4f, invented %.4f, rows %.4f", cells.recall(), 1-cells.precision(), rows.recall())
}

// TestUnruledVariants: rows that only white space shows are a guess, right nine
// times in ten, and every page says so.
func TestUnruledVariants(t *testing.T) {
	var cells, rows score
	for _, inner := range []string{"none", "columns", "rows"} {
		for name, l := range map[string]look{"": {}, " landscape": {landscape: true, size: 10}, " two rows of captions": {two: true}, " cut rows": {breaks: "closed"}, " small": {size: 7, lead: 1.3}} {
			for seed := range uint64(2) {
				l.inner = inner
				p := newPress(l, seed)
				ledger := newLedger(p.rng, p.w-80, p.size, int(2200/p.size/p.size))
				p.printTable(ledger)
				data := p.done()
				keep(t, fmt.Sprintf("unruled %s%s %d", inner, name, seed), data)
				doc := mustRead(t, data, Options{})
				c, r, wrong := tableScores(ledger.truth(p.two), doc)
				h, bad := captions(ledger.truth(p.two), doc)
				cells, rows = add(cells, c), add(rows, r)
				if warned := len(doc.Warnings); warned < doc.Pages {
					t.Errorf("%s%s, seed %d: %d warnings on %d pages", inner, name, seed, warned, doc.Pages)
				}
				if c.recall() < .98 || c.precision() < .98 || r.recall() < .9 || h.right != h.want || h.got != h.want {
					t.Errorf("%s%s, seed %d, %d pages: cells %d of %d (%d read), rows %d of %d, captions %d of %d (%d read)\n%s\n%s", inner, name, seed, doc.Pages,
						c.right, c.want, c.got, r.right, r.want, h.right, h.want, h.got, strings.Join(wrong[:min(len(wrong), 8)], "\n"), strings.Join(bad[:min(len(bad), 6)], "\n"))
				}
			}
		}
	}
	t.Logf("cells %.4f, invented %.4f, rows %.4f", cells.recall(), 1-cells.precision(), rows.recall())
}

func proseVariants() map[string]look {
	v := map[string]look{
		"plain": {}, "glyph by glyph": {draw: "glyph"}, "kerned": {draw: "kerned"}, "printed twice": {draw: "twice"}, "form": {wrap: "form"},
		"marked content": {wrap: "marked"}, "packed": {packed: true}, "crop box": {crop: true}, "margin": {margin: true, gap: .4},
		"half-width numbers": {half: true}, "indented": {hang: 1, gap: .5}, "wide": {lead: 2, size: 11}, "tight": {lead: 1.25, size: 10},
		"other foot": {foot: "%d / 12"}, "gaps": {gap: 1}, "margin and indent": {margin: true, hang: 1, size: 10, gap: .3},
	}
	for _, f := range []string{"truetype", "cmap", "simple", "type3", "90ms-RKSJ-H", "UniJIS-UTF16-H"} {
		v["face "+f] = look{face: f}
	}
	for _, r := range []int{90, 180, 270} {
		v[fmt.Sprintf("turned %d", r)] = look{rotate: r}
	}
	return v
}

func TestProseVariants(t *testing.T) {
	var total score
	for name, l := range proseVariants() {
		for seed := range uint64(2) {
			if l.size == 0 {
				l.size = 10.5
			}
			if l.lead == 0 {
				l.lead = 1.6
			}
			p := newPress(l, seed)
			want := p.printVolume(newVolume(p, 5))
			data := p.done()
			keep(t, fmt.Sprintf("prose %s %d", name, seed), data)
			doc := mustRead(t, data, Options{})
			all, marks, wrong := proseScores(want, doc)
			total = add(total, all)
			if all.recall() < .99 || all.precision() < .98 || marks.right != marks.want || marks.got != marks.want || len(doc.Glyphs) > 0 {
				t.Errorf("%s, seed %d, %d pages: blocks %d of %d (%d read), headings and marks %d of %d (%d read), glyphs %d, warnings %v\n%s", name, seed, doc.Pages,
					all.right, all.want, all.got, marks.right, marks.want, marks.got, len(doc.Glyphs), doc.Warnings, strings.Join(wrong[:min(len(wrong), 12)], "\n"))
			}
		}
	}
	t.Logf("blocks: recall %.4f, precision %.4f", total.recall(), total.precision())
}

// keep writes a document to the folder that SHOGO_VARIANTS names, for looking
// at it.
func keep(t *testing.T, name string, data []byte) {
	if dir := os.Getenv("SHOGO_VARIANTS"); dir != "" {
		if err := os.WriteFile(dir+"/"+strings.ReplaceAll(name, " ", "_")+".pdf", data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
