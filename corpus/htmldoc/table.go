package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"shogo/corpus/block"
)

// sink takes the lines of a cell's text.
type sink struct {
	lines  []string
	nested []*html.Node
}

// cell is a td or th at its place in the grid.
type cell struct {
	n                          *html.Node
	row, col, rowSpan, colSpan int
	header, hidden             bool
}

// grid places the cells of a table.
type grid struct {
	w       *walker
	cells   []*cell
	rows    int
	cols    int
	reaches []int // row before which a column is taken
}

// maxColumns is the largest column span the format allows.
const maxColumns = 1000

// table reads a table; one that only arranges text is read as text.
func (w *walker) table(n *html.Node) {
	if w.sink != nil {
		w.sink.nested = append(w.sink.nested, n)
		return
	}
	g := &grid{w: w}
	captions := g.sections(n)
	if w.err != nil {
		return
	}
	for _, c := range captions {
		w.element(c)
	}
	texts := make([]*sink, len(g.cells))
	for i, c := range g.cells {
		texts[i] = w.cellText(c.n)
	}
	if g.isLayout(n, texts) {
		for _, c := range g.cells {
			w.starts[c.n.Parent] = min(w.startOf(c.n.Parent), len(w.doc.Blocks))
			w.element(c.n)
		}
		return
	}
	w.tables++
	number := w.tables
	g.headerByLook()
	for i, c := range g.cells {
		w.add(block.Block{Type: block.Cell, Text: strings.Join(texts[i].lines, "\n"), Table: number, Row: c.row, Col: c.col,
			RowSpan: c.rowSpan, ColSpan: c.colSpan, HeaderRow: c.header, Place: w.place(c.n), Hidden: c.hidden}, c.n)
	}
	w.endAsides()
	for _, t := range texts {
		for _, k := range t.nested {
			w.table(k)
		}
	}
}

func (w *walker) startOf(n *html.Node) int {
	if at, ok := w.starts[n]; ok {
		return at
	}
	return len(w.doc.Blocks)
}

// cellText reads the text of a cell, a line for each paragraph.
func (w *walker) cellText(n *html.Node) *sink {
	saved, mark := w.context, w.mark
	w.context, w.mark, w.sink = context{}, "", &sink{}
	w.kids(n)
	w.flush(n)
	out := w.sink
	w.context, w.mark, w.sink = saved, mark, nil
	return out
}
