package docx

import (
	"fmt"
	"strings"

	"shogo/corpus/ooxml"
)

// table is a grid of cells in row order.
type table struct {
	cells      []*cell
	rows, cols int
	number     int // of the document, 0 until it is emitted
}

type cell struct {
	row, col, rowSpan, colSpan int
	header, shaded, hidden     bool
	content                    []piece
	place                      string
}

// maxColumns is the largest column Word accepts, with room.
const maxColumns = 1000

// tableState places cells while rows are read.
type tableState struct {
	*reader
	t     *table
	above map[int]*cell // the cell that a vertical merge goes on, by column
}

func (r *reader) table(n *ooxml.Node) (*table, error) {
	s := &tableState{reader: r, t: &table{}, above: map[int]*cell{}}
	if err := s.rows(n); err != nil {
		return nil, err
	}
	s.headerByLook()
	return s.t, nil
}

func (s *tableState) rows(n *ooxml.Node) error {
	for _, k := range n.Kids {
		var err error
		switch k.Name {
		case "tr":
			err = s.row(k)
		case "tblPr", "tblGrid", "del", "moveFrom", "sdtPr":
		case "AlternateContent":
			if c := chosen(k); c != nil {
				err = s.rows(c)
			}
		default: // sdt, sdtContent, customXml, ins
			err = s.rows(k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *tableState) row(n *ooxml.Node) error {
	pr := n.Kid("trPr")
	if pr.Kid("del") != nil {
		return nil
	}
	row := &tableRow{tableState: s, header: pr.Flag("tblHeader"), hidden: pr.Flag("hidden"), next: map[int]*cell{}}
	if v, ok := pr.Val("gridBefore"); ok {
		row.col = clamp(atoi(v, 0), 0, maxColumns)
	}
	if err := row.read(n); err != nil {
		return err
	}
	s.above = row.next
	s.t.rows++
	if s.cells += max(row.col, 1); s.cells > s.opts.Cells {
		return &Error{Place: s.place(), Msg: fmt.Sprintf("the tables have more than %d cells", s.opts.Cells), Remedy: "split the document into smaller files"}
	}
	return nil
}

// tableRow is a row being read.
type tableRow struct {
	*tableState
	header, hidden bool
	col            int
	next           map[int]*cell
	last           *cell // for horizontal merges of old files
}

func (w *tableRow) read(n *ooxml.Node) error {
	for _, k := range n.Kids {
		var err error
		switch k.Name {
		case "tc":
			err = w.cell(k)
		case "trPr", "tblPrEx", "del", "moveFrom", "sdtPr":
		case "AlternateContent":
			if c := chosen(k); c != nil {
				err = w.read(c)
			}
		default:
			err = w.read(k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *tableRow) cell(n *ooxml.Node) error {
	pr := n.Kid("tcPr")
	if pr.Kid("cellDel") != nil {
		return nil
	}
	span := 1
	if v, ok := pr.Val("gridSpan"); ok {
		span = clamp(atoi(v, 1), 1, maxColumns)
	}
	if w.col+span > maxColumns {
		return &Error{Place: w.place(), Msg: fmt.Sprintf("a table row has more than %d columns", maxColumns), Remedy: "save the document again in its office program"}
	}
	c := &cell{row: w.t.rows, col: w.col, rowSpan: 1, colSpan: span, header: w.header, hidden: w.hidden, shaded: shaded(pr)}
	c.place = fmt.Sprintf("%s %d", w.part, w.paras+1)
	var err error
	if c.content, err = w.flow(n, nil); err != nil {
		return err
	}
	w.flush(&c.content)
	w.put(c, pr)
	w.col += span
	w.t.cols = max(w.t.cols, w.col)
	return nil
}

// put adds the cell, or lengthens the one it is merged with. Text that a merge
// covers is kept as hidden.
func (w *tableRow) put(c *cell, pr *ooxml.Node) {
	if v, ok := pr.Val("hMerge"); ok && v != "restart" && w.last != nil {
		w.last.colSpan += c.colSpan
		w.covered(c)
		return
	}
	if v, ok := pr.Val("vMerge"); ok && v != "restart" {
		if up := w.above[c.col]; up != nil && up.colSpan == c.colSpan {
			up.rowSpan++
			w.next[c.col], w.last = up, nil
			w.covered(c)
			return
		}
	}
	w.last = c
	if _, ok := pr.Val("vMerge"); ok {
		w.next[c.col] = c
	}
	w.t.cells = append(w.t.cells, c)
}

// covered keeps the text of a cell that a merge hides.
func (w *tableRow) covered(c *cell) {
	if holdsText(c.content) {
		c.hidden = true
		w.t.cells = append(w.t.cells, c)
		w.warn(c.place, "結合されたセルの下に、表示されない文字があります。")
	}
}

// holdsText reports whether content has more than numbers that stand before
// nothing.
func holdsText(content []piece) bool {
	for _, c := range content {
		if c.p != nil && (strings.TrimSpace(c.p.text) != "" || len(c.p.boxes) > 0) {
			return true
		}
	}
	return false
}

// shaded reports whether the cell has a background of its own.
func shaded(pr *ooxml.Node) bool {
	fill := strings.ToLower(pr.Kid("shd").Get("fill"))
	return fill != "" && fill != "auto" && fill != "ffffff"
}

// headerByLook marks the first rows as captions if the format marks none and
// they alone are shaded or bold.
func (s *tableState) headerByLook() {
	for _, c := range s.t.cells {
		if c.header {
			return
		}
	}
	caption := make([]bool, s.t.rows)
	for i := range caption {
		caption[i] = true
	}
	for _, c := range s.t.cells {
		if !c.hidden && strings.TrimSpace(plain(c.content)) != "" && !c.shaded && !allBold(c.content) {
			caption[c.row] = false
		}
	}
	n := 0
	for n < len(caption) && caption[n] {
		n++
	}
	if n == 0 || n > 3 || n == len(caption) {
		return
	}
	for _, c := range s.t.cells {
		c.header = c.row < n
	}
}

func allBold(content []piece) bool {
	for _, c := range content {
		if c.p != nil && strings.TrimSpace(c.p.text) != "" && !c.p.bold {
			return false
		}
	}
	return true
}

func clamp(n, low, high int) int { return max(low, min(n, high)) }
