package sheet

import (
	"slices"
	"strings"
)

// region is a part of a sheet: a table, or lines of text.
type region struct {
	rect
	lines bool
}

// layout divides a sheet into tables and lines of text.
type layout struct {
	*reader
	g       *grid
	rows    map[int][]int // columns with an entry, ascending, by row
	inMerge map[int][]rect
}

func (r *reader) newLayout(g *grid) *layout {
	l := &layout{reader: r, g: g, rows: map[int][]int{}, inMerge: map[int][]rect{}}
	for p := range g.cells {
		l.rows[p.row] = append(l.rows[p.row], p.col)
	}
	for _, cols := range l.rows {
		slices.Sort(cols)
	}
	l.trimMerges()
	return l
}

// trimMerges forgets merged ranges that hold nothing and have no border, and
// notes the others by row. What they cover together is bounded.
func (l *layout) trimMerges() {
	budget := 4 * l.opts.Cells
	var kept []rect
	for _, m := range l.g.merges {
		e := l.g.cells[pos{m.top, m.left}]
		if e == nil {
			continue
		}
		if budget -= m.bottom - m.top + 1; budget < 0 {
			l.warn(l.g.name, "シート「%s」の結合セルが多すぎるため、一部を結合していないものとして読みました。", l.g.name)
			break
		}
		kept = append(kept, m)
		for row := m.top; row <= m.bottom; row++ {
			l.inMerge[row] = append(l.inMerge[row], m)
		}
	}
	l.g.merges = kept
}

// content counts the cells of a row that show text, and those in boxes.
func (l *layout) content(row int) (texts, boxed, boxedTexts int) {
	for _, col := range l.rows[row] {
		e := l.g.cells[pos{row, col}]
		shown := strings.TrimSpace(e.text) != ""
		box := l.look(e.style).boxed
		switch {
		case shown && box:
			texts, boxed, boxedTexts = texts+1, boxed+1, boxedTexts+1
		case shown:
			texts++
		case box:
			boxed++
		}
	}
	return texts, boxed, boxedTexts
}

// occupied lists the rows that hold anything, in order.
func (l *layout) occupied() []int {
	seen := map[int]bool{}
	for row := range l.rows {
		seen[row] = true
	}
	for row := range l.inMerge {
		seen[row] = true
	}
	var out []int
	for row := range seen {
		if texts, boxed, _ := l.content(row); texts > 0 || boxed > 0 || len(l.inMerge[row]) > 0 {
			out = append(out, row)
		}
	}
	slices.Sort(out)
	return out
}

// regions divides the sheet: runs of rows between blank ones, within them
// tables and lines, within tables blocks of columns.
func (l *layout) regions() []region {
	var out []region
	rows := l.occupied()
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j] == rows[j-1]+1 {
			j++
		}
		out = append(out, l.band(rows[i], rows[j-1])...)
		i = j
	}
	return out
}

// band divides a run of rows. Rows of boxes are tables; without any box, rows of
// two texts and more are.
func (l *layout) band(top, bottom int) []region {
	tabular := make([]bool, bottom-top+1)
	any := false
	for row := top; row <= bottom; row++ {
		_, boxed, boxedTexts := l.content(row)
		tabular[row-top] = boxedTexts > 0 || boxed > 1
		any = any || tabular[row-top]
	}
	if !any {
		return l.plainBand(top, bottom)
	}
	for row := top; row <= bottom; row++ {
		for _, m := range l.inMerge[row] { // rows that a box spans belong to its table
			if m.top != m.bottom && tabular[m.top-top] {
				tabular[row-top] = true
			}
		}
	}
	l.takeCaptions(tabular, top)
	var out []region
	for i := 0; i < len(tabular); {
		j := i + 1
		for j < len(tabular) && tabular[j] == tabular[i] {
			j++
		}
		box := l.extent(top+i, top+j-1)
		if tabular[i] {
			out = append(out, l.columns(box)...)
		} else {
			out = append(out, region{rect: box, lines: true})
		}
		i = j
	}
	return out
}

// takeCaptions adds the row above the boxes if it names most of their columns.
func (l *layout) takeCaptions(tabular []bool, top int) {
	for i := 1; i < len(tabular); i++ {
		if !tabular[i] || tabular[i-1] {
			continue
		}
		above, _, _ := l.content(top + i - 1)
		below, boxed, _ := l.content(top + i)
		if above >= 2 && above*2 > max(below, boxed) {
			tabular[i-1] = true
		}
	}
}

// plainBand divides a run of rows without boxes: single texts at its ends are
// lines.
func (l *layout) plainBand(top, bottom int) []region {
	from, to := top, bottom
	single := func(row int) bool { texts, _, _ := l.content(row); return texts < 2 }
	for from <= to && single(from) {
		from++
	}
	for to >= from && single(to) {
		to--
	}
	var out []region
	if from > top {
		out = append(out, region{rect: l.extent(top, from-1), lines: true})
	}
	if from <= to {
		out = append(out, region{rect: l.extent(from, to)})
	}
	if to < bottom && from <= to {
		out = append(out, region{rect: l.extent(to+1, bottom), lines: true})
	}
	return out
}
