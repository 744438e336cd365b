package pdf

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"shogo/corpus/block"
)

// truth is the answer to a facsimile: invented text in the structure of the
// official documents, printed by Calc, Writer or Chromium.
type truth struct {
	Kind    string
	Columns []string
	NRows   int `json:"nrows"`
	Header  json.RawMessage
	Cells   []struct {
		R0, R1, C int
		Text      string
	}
	Blocks []block.Block
}

// score counts what was wanted, got, and got right.
type score struct{ want, got, right int }

func (s score) recall() float64    { return float64(s.right) / float64(max(s.want, 1)) }
func (s score) precision() float64 { return float64(s.right) / float64(max(s.got, 1)) }

// common gives the length of the longest common subsequence and what of a and
// of b is not in it.
func common(a, b []string) (n int, onlyA, onlyB []string) {
	m := make([][]int32, len(a)+1)
	for i := range m {
		m[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				m[i][j] = m[i+1][j+1] + 1
			} else {
				m[i][j] = max(m[i+1][j], m[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j, n = i+1, j+1, n+1
		case j >= len(b) || i < len(a) && m[i+1][j] >= m[i][j+1]:
			onlyA = append(onlyA, a[i])
			i++
		default:
			onlyB = append(onlyB, b[j])
			j++
		}
	}
	return n, onlyA, onlyB
}

type placed struct {
	r0, r1, c int
	text      string
}

// tableScores compares cells column by column and whole rows.
func tableScores(want truth, doc *block.Document) (cells, rows score, wrong []string) {
	var a, b []placed
	for _, c := range want.Cells {
		a = append(a, placed{c.R0, c.R1, c.C, bare(c.Text)})
	}
	offset, top, number := 0, 0, 0
	for _, c := range doc.Blocks {
		if c.Type != block.Cell {
			continue
		}
		if c.Table != number {
			number, offset = c.Table, top
		}
		if c.HeaderRow {
			continue
		}
		r := offset + c.Row
		b = append(b, placed{r, r + c.RowSpan - 1, c.Col, bare(c.Text)})
		top = max(top, r+c.RowSpan)
	}
	n := len(want.Columns)
	for k := range n {
		x, y := column(a, k), column(b, k)
		m, miss, extra := common(x, y)
		cells.want, cells.got, cells.right = cells.want+len(x), cells.got+len(y), cells.right+m
		for _, s := range miss {
			wrong = append(wrong, "  missed "+string(rune('0'+k))+": "+s)
		}
		for _, s := range extra {
			wrong = append(wrong, "  extra  "+string(rune('0'+k))+": "+s)
		}
	}
	x, y := rowTexts(a, n), rowTexts(b, n)
	rows.want, rows.got = len(x), len(y)
	rows.right, _, _ = common(x, y)
	return cells, rows, wrong
}

func column(ps []placed, k int) (out []string) {
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].r0 < ps[j].r0 })
	for _, p := range ps {
		if p.c == k && p.text != "" {
			out = append(out, p.text)
		}
	}
	return out
}

func rowTexts(ps []placed, n int) (out []string) {
	rows := map[int][]string{}
	top := 0
	for _, p := range ps {
		for r := p.r0; r <= p.r1; r++ {
			if rows[r] == nil {
				rows[r] = make([]string, n)
			}
			if p.c < n {
				rows[r][p.c] = p.text
			}
			top = max(top, r+1)
		}
	}
	for r := range top {
		if rows[r] != nil {
			out = append(out, strings.Join(rows[r], "|"))
		}
	}
	return out
}

func blockKey(b block.Block) string {
	return bare(strings.Join([]string{string(b.Type), b.No, b.Scope, b.Text, b.Xref}, "|"))
}

func proseScores(want truth, doc *block.Document) (all, marks score, wrong []string) {
	keys := func(bs []block.Block, only bool) (out []string) {
		for _, b := range bs {
			structural := b.Type == block.Chapter || b.Type == block.Section || b.Type == block.ClauseHead || b.Type == block.Item
			if only && structural {
				if b.Type == block.Item {
					b.Text = ""
				}
				b.Xref = ""
			}
			if !only || structural {
				out = append(out, blockKey(b))
			}
		}
		return out
	}
	x, y := keys(want.Blocks, false), keys(doc.Visible(), false)
	n, miss, extra := common(x, y)
	all = score{len(x), len(y), n}
	for _, s := range miss {
		wrong = append(wrong, "  missed "+s)
	}
	for _, s := range extra {
		wrong = append(wrong, "  extra  "+s)
	}
	x, y = keys(want.Blocks, true), keys(doc.Visible(), true)
	n, _, _ = common(x, y)
	return all, score{len(x), len(y), n}, wrong
}

// captions compares the caption rows, column spans included.
func captions(want truth, doc *block.Document) (score, []string) {
	var rows [][]struct {
		Text           string
		C0, C1, R0, R1 int
	}
	_ = json.Unmarshal(want.Header, &rows)
	key := func(text string, r0, r1, c0, c1 int) string {
		return strings.Join([]string{bare(text), string(rune('0' + r0)), string(rune('0' + r1)), string(rune('0' + c0)), string(rune('0' + c1))}, "|")
	}
	var x, y []string
	for _, r := range rows {
		for _, c := range r {
			x = append(x, key(c.Text, c.R0, c.R1, c.C0, c.C1))
		}
	}
	for _, c := range doc.Blocks {
		if c.Type == block.Cell && c.HeaderRow {
			y = append(y, key(c.Text, c.Row, c.Row+c.RowSpan-1, c.Col, c.Col+c.ColSpan-1))
		}
	}
	sort.Strings(x)
	sort.Strings(y)
	n, a, b := common(x, y)
	return score{len(x), len(y), n}, append(a, b...)
}

func facsimiles() string {
	if dir := os.Getenv("SHOGO_FACSIMILE"); dir != "" {
		return dir
	}
	return "testdata/facsimile"
}

// TestFacsimiles measures the documents of testdata, or of the folder that
// SHOGO_FACSIMILE names (with pdf/ and truth/ in it), against the bars.
func TestFacsimiles(t *testing.T) {
	dir := facsimiles()
	files, _ := filepath.Glob(filepath.Join(dir, "pdf", "*.pdf"))
	if len(files) == 0 {
		t.Fatalf("no documents in %s", dir)
	}
	var cells, rows, prose score
	for _, name := range files {
		base := strings.TrimSuffix(filepath.Base(name), ".pdf")
		t.Run(base, func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var want truth
			js, err := os.ReadFile(filepath.Join(dir, "truth", base+".json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(js, &want); err != nil && want.Kind == "table" {
				t.Fatal(err)
			}
			doc, err := Read(data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range doc.Visible() {
				if strings.ContainsRune(b.Text, '\uFFFD') && len(doc.Glyphs) == 0 {
					t.Errorf("unmapped glyph not reported: %s", b.Text)
				}
			}
			if want.Kind == "table" {
				c, r, wrong := tableScores(want, doc)
				h, bad := captions(want, doc)
				t.Logf("cells %d/%d recall %.4f precision %.4f  rows %d/%d (got %d)  captions %d/%d got %d  lost glyphs %d", c.right, c.want, c.recall(), c.precision(), r.right, r.want, r.got, h.right, h.want, h.got, len(doc.Glyphs))
				cells, rows = add(cells, c), add(rows, r)
				if c.recall() < .98 || c.precision() < .98 || h.right != h.want || h.got != h.want {
					t.Errorf("below the bar\n%s\n%s", strings.Join(wrong[:min(len(wrong), 30)], "\n"), strings.Join(bad, "\n"))
				} else if len(wrong) > 0 {
					t.Log("\n" + strings.Join(wrong[:min(len(wrong), 10)], "\n"))
				}
				return
			}
			all, marks, wrong := proseScores(want, doc)
			t.Logf("blocks %d/%d recall %.4f precision %.4f  headings and marks %d/%d got %d", all.right, all.want, all.recall(), all.precision(), marks.right, marks.want, marks.got)
			prose = add(prose, all)
			if all.recall() < .98 || all.precision() < .97 || marks.right != marks.want || marks.got != marks.want {
				t.Errorf("below the bar\n%s", strings.Join(wrong[:min(len(wrong), 30)], "\n"))
			} else if len(wrong) > 0 {
				t.Log("\n" + strings.Join(wrong[:min(len(wrong), 10)], "\n"))
			}
		})
	}
	t.Logf("all tables: cells %.4f, invented %.4f, rows %.4f; all prose: recall %.4f precision %.4f",
		cells.recall(), 1-cells.precision(), rows.recall(), prose.recall(), prose.precision())
	if cells.want > 0 && (cells.recall() < .995 || cells.precision() < .995 || rows.recall() < .985) {
		t.Error("tables below the bar")
	}
	if prose.want > 0 && (prose.recall() < .99 || prose.precision() < .98) {
		t.Error("prose below the bar")
	}
}

func add(a, b score) score { return score{a.want + b.want, a.got + b.got, a.right + b.right} }
