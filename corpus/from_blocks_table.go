package corpus

import (
	"slices"
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

// tables lays out the tables of the body, in order, once. What an empty row of a
// sheet parts is one table.
func (t *blockText) tables() []*blockGrid {
	if t.joined != nil {
		return t.joined
	}
	for _, g := range t.laidOut() {
		if n := len(t.joined); n > 0 {
			if shift, ok := t.goesOn(t.joined[n-1], g); ok {
				for _, row := range g.at {
					t.joined[n-1].at = append(t.joined[n-1].at, append(slices.Repeat([]int{-1}, shift), row...))
				}
				continue
			}
		}
		whole := *g
		whole.at = slices.Clone(g.at)
		t.joined = append(t.joined, &whole)
	}
	return t.joined
}

// linesOnTop are the texts of the first rows as far as each holds one alone: what
// stands above the captions where a whole sheet was saved as one table.
func (g *blockGrid) linesOnTop() []string {
	var out []string
	for r := range min(len(g.at), 6) {
		text, last := "", -1
		for _, i := range g.at[r] {
			if i < 0 || i == last || strings.TrimSpace(g.t.doc.Blocks[i].Text) == "" {
				continue
			}
			if text != "" {
				return out
			}
			text, last = g.t.doc.Blocks[i].Text, i
		}
		if text != "" && len([]rune(text)) <= 80 {
			out = append(out, text)
		}
	}
	return out
}

// goesOn reports whether a table of a sheet without rules goes on with the one
// above it: no column beyond those of the other, nothing but empty rows between,
// and data, not captions, in its first row. shift is how many columns farther
// right it begins.
func (t *blockText) goesOn(above, g *blockGrid) (shift int, ok bool) {
	if t.doc.Format != string(FormatXLSX) || g.header > 0 {
		return 0, false
	}
	last, corner, first := above.edge(len(above.at)-1), above.edge(0), g.edge(0)
	if last < 0 || corner < 0 || first < 0 {
		return 0, false
	}
	sheet, column := t.column(first)
	before, left := t.column(corner)
	if shift = column - left; sheet != before || shift < 0 || shift+g.columns() > above.columns() {
		return 0, false
	}
	for i := last + 1; i < first; i++ {
		if t.isBody(i) && t.doc.Blocks[i].Type != block.Cell {
			return 0, false
		}
	}
	return shift, slices.ContainsFunc(g.at[0], func(i int) bool {
		return i >= 0 && (strings.Contains(t.doc.Blocks[i].Text, "。") || rowCode(t.doc.Blocks[i].Text) != "" && startsNumbered.MatchString(foldWidth(squash(t.doc.Blocks[i].Text))))
	})
}

// startsNumbered matches what the first cell of data begins with: 1-1, ①-2, (3).
var startsNumbered = pattern.New(`^(?:[①-⑳㉑-㊿]|\(?[0-9]{1,2}\)?(?:[-－.][0-9]{1,2})*\.?$)`)

// column is the sheet of cell i and the number of the column, from 1, at which
// the first column of its table stands: Sheet1!B7 in column 1 gives 1.
func (t *blockText) column(i int) (sheet string, column int) {
	place := t.doc.Blocks[i].Place
	at := strings.LastIndex(place, "!")
	for _, r := range place[at+1:] {
		if r >= 'A' && r <= 'Z' {
			column = column*26 + int(r-'A') + 1
		}
	}
	return place[:max(0, at)], column - t.doc.Blocks[i].Col
}

// edge is the first cell of a row, -1 for none.
func (g *blockGrid) edge(row int) int {
	if row >= 0 && row < len(g.at) {
		for _, i := range g.at[row] {
			if i >= 0 {
				return i
			}
		}
	}
	return -1
}

// laidOut lays out the tables as the reader saw them.
func (t *blockText) laidOut() []*blockGrid {
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
	for _, g := range t.laidOut() {
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
// or not all of them, the rows count in which known says most words.
func (g *blockGrid) captions(known func(string) bool) (captions []string, rows int) {
	says := func(r int) (hits int) {
		for c := range g.at[r] {
			if known(squash(g.text(r, c))) {
				hits++
			}
		}
		return hits
	}
	rows = g.header
	for r := rows; r < min(len(g.at), 6); r++ {
		if rows > 0 && g.repeats(r, rows) {
			break // another table below
		}
		if says(r) >= 2 {
			rows = r + 1
		} else if g.header > 0 {
			break // only the row below a marked one may be another that was not marked
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

// repeats reports whether a row prints the captions once more, as where tables
// below each other were saved as one.
func (g *blockGrid) repeats(row, header int) bool {
	same := 0
	for c := range g.at[row] {
		s, caption := squash(g.text(row, c)), false
		for r := range min(header, row) {
			caption = caption || squash(g.text(r, c)) == s
		}
		switch {
		case s != "" && !caption:
			return false
		case s != "":
			same++
		}
	}
	return same > 1
}

// data are the rows below the captions, without those that repeat them.
func (g *blockGrid) data(header int) []int {
	var out []int
	for row := header; row < len(g.at); row++ {
		if !g.repeats(row, header) {
			out = append(out, row)
		}
	}
	return out
}

// claim gives the cells of the captions, and of the given columns below, their
// roles.
func (g *blockGrid) claim(header int, role func(col int) Role) {
	for r := range g.at {
		repeated := g.repeats(r, header)
		for c := range g.at[r] {
			i := g.at[r][c]
			if i < 0 || g.t.roles[i] != "" || strings.TrimSpace(g.t.doc.Blocks[i].Text) == "" {
				continue
			}
			if r < header || repeated {
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
