package corpus

import (
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// A blockGrid is a table of a document: which cell covers which position.
type blockGrid struct {
	t      *blockText
	table  int
	at     [][]int // block index by row and column, -1 for none
	header int     // rows of captions
}

// tables lays out the tables of the body, in order, once.
func (t *blockText) tables() []*blockGrid {
	if t.grids != nil || len(t.doc.Blocks) == 0 {
		return t.grids
	}
	byNumber := map[int]*blockGrid{}
	for i := range t.doc.Blocks {
		b := &t.doc.Blocks[i]
		if b.Type != block.Cell || b.Hidden {
			continue
		}
		g := byNumber[b.Table]
		if g == nil {
			g = &blockGrid{t: t, table: b.Table}
			byNumber[b.Table] = g
			t.grids = append(t.grids, g)
		}
		g.put(i, b)
	}
	return t.grids
}

// grid returns a table of the body by its number.
func (t *blockText) grid(table int) *blockGrid {
	for _, g := range t.tables() {
		if g.table == table {
			return g
		}
	}
	return &blockGrid{t: t, table: table}
}

// put lays cell b, block i, on the positions it covers that are still free.
func (g *blockGrid) put(i int, b *block.Block) {
	for r := b.Row; r < b.Row+max(1, b.RowSpan); r++ {
		for len(g.at) <= r {
			g.at = append(g.at, nil)
		}
		for c := b.Col; c < b.Col+max(1, b.ColSpan); c++ {
			for len(g.at[r]) <= c {
				g.at[r] = append(g.at[r], -1)
			}
			if g.at[r][c] < 0 {
				g.at[r][c] = i
			}
		}
	}
	if b.HeaderRow {
		g.header = max(g.header, b.Row+max(1, b.RowSpan))
	}
}

// cell returns the index of the block at a position, -1 for none.
func (g *blockGrid) cell(row, col int) int {
	if col < 0 || row < 0 || row >= len(g.at) || col >= len(g.at[row]) {
		return -1
	}
	return g.at[row][col]
}

// text is the text at a position, empty for none.
func (g *blockGrid) text(row, col int) string {
	if i := g.cell(row, col); i >= 0 {
		return g.t.doc.Blocks[i].Text
	}
	return ""
}

func (g *blockGrid) columns() int {
	n := 0
	for _, row := range g.at {
		n = max(n, len(row))
	}
	return n
}

// rows gives the texts of the table, a merged cell at its first position only.
func (g *blockGrid) rows() [][]string {
	var out [][]string
	for r := range g.at {
		row := make([]string, g.columns())
		for c := range row {
			if i := g.cell(r, c); i >= 0 && g.t.doc.Blocks[i].Row == r && g.t.doc.Blocks[i].Col == c {
				row[c] = g.t.doc.Blocks[i].Text
			}
		}
		out = append(out, row)
	}
	return out
}

// captions returns what stands over every column, without spaces, the rows of
// captions joined; and how many rows they take. Where the reader marked none,
// the rows count in which known says most words.
func (g *blockGrid) captions(known func(string) bool) (captions []string, rows int) {
	rows = g.header
	if rows == 0 {
		for r := 0; r < min(len(g.at), 6); r++ {
			hits := 0
			for c := range g.at[r] {
				if known(squash(g.text(r, c))) {
					hits++
				}
			}
			if hits >= 2 {
				rows = r + 1
			}
		}
	}
	for c := range g.columns() {
		last, text := -1, ""
		for r := range rows {
			if i := g.cell(r, c); i >= 0 && i != last {
				last, text = i, text+"\n"+squash(g.t.doc.Blocks[i].Text)
			}
		}
		captions = append(captions, strings.TrimPrefix(text, "\n"))
	}
	return captions, rows
}

// claim gives the cells of the captions, and of the given columns below, their
// roles.
func (g *blockGrid) claim(header int, role func(col int) Role) {
	for r := range g.at {
		for c := range g.at[r] {
			i := g.at[r][c]
			if i < 0 || g.t.roles[i] != "" || strings.TrimSpace(g.t.doc.Blocks[i].Text) == "" {
				continue
			}
			if r < header {
				g.t.roles[i] = RoleFurniture
			} else {
				g.t.roles[i] = role(c)
			}
		}
	}
}

// numberedTitle parts `3.7. 機器・ソフトウェア`, `１．人的な管理`, `１\nソフトウェア` into
// number and title.
var numberedTitle = pattern.New(`(?s)^\s*([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*)[.．]?[\s　]*(.*)$`)

func cutNumberedTitle(s string) (number, title string) {
	m := numberedTitle.FindStringSubmatch(s)
	if m == nil {
		return "", unwrapCell(s)
	}
	return foldWidth(m[1]), unwrapCell(m[2])
}

// unwrapCell removes the line breaks inside a title.
func unwrapCell(s string) string {
	out := ""
	for line := range strings.SplitSeq(s, "\n") {
		out = joinText(out, strings.TrimSpace(line))
	}
	return out
}
