package docx

import (
	"slices"
	"strings"

	"shogo/corpus/block"
)

// plain is the text of content: a line for every paragraph, numbers included.
// Tables inside are blocks of their own.
func plain(content []piece) string {
	var out []string
	for _, c := range content {
		if c.p == nil {
			continue
		}
		out = append(out, c.p.marked())
		for _, b := range c.p.boxes {
			out = append(out, plain(b.content))
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// marked is the text of a paragraph behind its number. A number alone is text
// too, as in a column of numbers that Word counts; a bullet alone is none.
func (p *para) marked() string {
	text := strings.TrimSpace(p.text)
	switch {
	case p.mark == "" || text == "" && p.bullet:
		return text
	case text == "" || p.tight:
		return p.mark + text
	}
	return p.mark + "　" + text
}

// emitTable gives the cells of a table, then the tables inside its cells.
func (r *reader) emitTable(t *table) {
	r.tables++
	t.number = r.tables
	slices.SortStableFunc(t.cells, func(a, b *cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	for _, c := range t.cells {
		r.add(block.Block{Type: block.Cell, Text: plain(c.content), Table: t.number, Row: c.row, Col: c.col,
			RowSpan: c.rowSpan, ColSpan: c.colSpan, HeaderRow: c.header, Place: c.place, Hidden: c.hidden})
	}
	r.lastBlock = -1
	for _, c := range t.cells {
		r.emitNested(c.content)
	}
}

// emitNested gives the tables and the hidden text within content whose visible
// text is given already.
func (r *reader) emitNested(content []piece) {
	for _, c := range content {
		if c.t != nil {
			r.warn(c.t.firstPlace(), "セルの中に別の表があります。別の表として読みました。")
			r.emitTable(c.t)
			continue
		}
		if h := strings.TrimSpace(c.p.hidden); h != "" {
			r.add(block.Block{Type: block.Para, Text: h, Place: c.p.place, Hidden: true})
			r.warn(c.p.place, "隠し文字に設定された文字があります。")
		}
		for _, b := range c.p.boxes {
			r.emitNested(b.content)
		}
	}
}

func (t *table) firstPlace() string {
	if len(t.cells) == 0 {
		return ""
	}
	return t.cells[0].place
}
