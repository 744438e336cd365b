package sheet

import (
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// tableRegion is a table being turned into blocks.
type tableRegion struct {
	*layout
	rect
	number, firstRow int // firstRow is added to the rows of a table that goes on
	captions         int
	joined           string
	work             int // positions that merges may still touch
}

// emit gives the regions of a sheet in reading order.
func (r *reader) emit(g *grid) error {
	l := r.newLayout(g)
	var last *tableRegion
	for _, reg := range l.regions() {
		if reg.left > reg.right {
			continue
		}
		if reg.lines {
			if l.emitLines(reg.rect) > 0 {
				last = nil
			}
			continue
		}
		t := &tableRegion{layout: l, rect: reg.rect}
		if l.titled(t) {
			l.emitLines(rect{t.top, t.left, t.top, t.right})
			t.top, last = t.top+1, nil
		}
		if r.cells += t.height() * (t.right - t.left + 1); r.cells > r.opts.Cells {
			return r.tooLarge(g.name)
		}
		t.captions = l.captions(t)
		if last != nil && last.continues(t) {
			t.number, t.firstRow = last.number, last.firstRow+last.height()
			t.joined = "空行をはさんで同じ列が続き、見出し行がないため、一つの表とみなしました"
		} else {
			r.tables++
			t.number = r.tables
		}
		t.emit()
		last = t
	}
	return nil
}

// titled reports whether the first row of a table is one cell over all its
// columns, and the captions stand below it: a title, in whatever lines it is.
func (l *layout) titled(t *tableRegion) bool {
	if t.height() < 3 || t.right == t.left || !slices.Contains(t.inMerge[t.top], rect{t.top, t.left, t.top, t.right}) {
		return false
	}
	below := &tableRegion{layout: l, rect: t.rect}
	below.top++
	return l.captions(below) > 0
}

// maxGap is how many blank rows may cut a table that goes on.
const maxGap = 2

// continues reports whether next is the same table below a blank row: the same
// columns, and no captions of its own.
func (t *tableRegion) continues(next *tableRegion) bool {
	return (t.captions > 0 || t.joined != "") && next.captions == 0 && next.left == t.left && next.right == t.right &&
		next.right > next.left && next.top > t.bottom && next.top-t.bottom-1 <= maxGap
}

// emitLines gives texts outside tables, and returns how many there were.
func (l *layout) emitLines(box rect) int {
	n := 0
	for row := box.top; row <= box.bottom; row++ {
		for _, col := range l.rows[row] {
			e := l.g.cells[pos{row, col}]
			text := strings.TrimSpace(e.text)
			if col < box.left || col > box.right || text == "" {
				continue
			}
			n++
			l.doubt(e, row, col)
			typ, no, body, scope := shape.Classify(text, shape.Hint{Emphasis: l.look(e.style).bold})
			l.doc.Blocks = append(l.doc.Blocks, block.Block{Type: typ, No: no, Text: body, Scope: scope,
				Place: l.g.place(row, col), Hidden: l.hidden(rect{row, col, row, col})})
		}
	}
	return n
}

// hidden reports whether no part of a range is seen.
func (l *layout) hidden(m rect) bool {
	if l.g.hidden {
		return true
	}
	rows, cols := true, true
	for row := m.top; row <= m.bottom && rows; row++ {
		rows = l.g.hiddenRows[row]
	}
	for col := m.left; col <= m.right && cols; col++ {
		cols = l.g.hiddenCol(col)
	}
	return rows || cols
}

// emit gives every cell of the table, also the empty ones, row by row.
func (t *tableRegion) emit() {
	wide := t.right - t.left + 1
	t.work = 8 * wide * t.height()
	span := make([]rect, t.height()*wide) // of the cell that begins here
	covered := make([]bool, len(span))
	at := func(row, col int) int { return (row-t.top)*wide + col - t.left }
	for row := t.top; row <= t.bottom; row++ {
		for _, m := range t.inMerge[row] {
			if m.top == row && m.left >= t.left && m.right <= t.right && m.bottom <= t.bottom {
				t.merge(m, span, covered, at)
			}
		}
	}
	var first []string
	for row := t.top; row <= t.bottom; row++ {
		for col := t.left; col <= t.right; col++ {
			m := span[at(row, col)]
			if m.top == 0 {
				m = rect{row, col, row, col}
			}
			t.cell(m, covered[at(row, col)])
		}
		if row == t.top {
			first = t.texts(0)
		} else if t.captions > 0 && row-t.top >= t.captions && len(first) > 1 && slices.Equal(first, t.texts(row-t.top)) {
			t.repeated(row)
		}
	}
}

// merge notes a merged range; one that overlaps another does not count.
func (t *tableRegion) merge(m rect, span []rect, covered []bool, at func(row, col int) int) {
	for row := m.top; row <= m.bottom; row++ {
		for col := m.left; col <= m.right; col++ {
			if t.work--; t.work < 0 {
				return
			}
			if i := at(row, col); covered[i] || span[i].top != 0 {
				t.warn(t.g.place(m.top, m.left), "セルの結合が重なっています。結合していないものとして読みました。")
				return
			}
		}
	}
	for row := m.top; row <= m.bottom; row++ {
		for col := m.left; col <= m.right; col++ {
			covered[at(row, col)] = true
		}
	}
	covered[at(m.top, m.left)] = false
	span[at(m.top, m.left)] = m
}

// cell gives one cell; text below a merge is hidden.
func (t *tableRegion) cell(m rect, covered bool) {
	e := t.g.cells[pos{m.top, m.left}]
	text := ""
	if e != nil {
		text = strings.TrimSpace(e.text)
		t.doubt(e, m.top, m.left)
	}
	if covered {
		if text == "" {
			return
		}
		t.warn(t.g.place(m.top, m.left), "結合されたセルの下に、表示されない文字があります。")
	}
	row := m.top - t.top
	t.doc.Blocks = append(t.doc.Blocks, block.Block{Type: block.Cell, Text: text,
		Table: t.number, Row: t.firstRow + row, Col: m.left - t.left, RowSpan: m.bottom - m.top + 1, ColSpan: m.right - m.left + 1,
		HeaderRow: row < t.captions, Place: t.g.place(m.top, m.left), Hidden: covered || t.hidden(m), Joined: t.joined})
}

// repeated marks a row that repeats the captions by hand.
func (t *tableRegion) repeated(row int) {
	for i := len(t.doc.Blocks) - 1; i >= 0; i-- {
		b := &t.doc.Blocks[i]
		if b.Type != block.Cell || b.Table != t.number || b.Row != t.firstRow+row-t.top {
			return
		}
		b.HeaderRow = true
	}
}

// doubt reports a cell whose text may not be what its author means.
func (l *layout) doubt(e *entry, row, col int) {
	place := l.g.place(row, col)
	switch {
	case e.fault:
		l.warn(place, "セルの値がエラー（%s）です。", e.text)
	case strings.TrimSpace(e.text) != "" && l.look(e.style).strike:
		l.warn(place, "取り消し線の付いたセルです。消されたものかどうか分からないため、本文として読みました。")
	}
}
