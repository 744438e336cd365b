package sheet

import (
	"slices"
	"strings"
)

// extent is the smallest range around what the rows hold.
func (l *layout) extent(top, bottom int) rect {
	out := rect{top: top, bottom: bottom, left: maxCol + 1}
	take := func(left, right int) { out.left, out.right = min(out.left, left), max(out.right, right) }
	for row := top; row <= bottom; row++ {
		for _, col := range l.rows[row] {
			if e := l.g.cells[pos{row, col}]; strings.TrimSpace(e.text) != "" || l.look(e.style).boxed {
				take(col, col)
			}
		}
		for _, m := range l.inMerge[row] {
			take(m.left, m.right)
		}
	}
	return out
}

// columns cuts a table at columns that are blank in all its rows, so that tables
// side by side stay apart.
func (l *layout) columns(box rect) []region {
	if box.left > box.right {
		return nil
	}
	used := make([]int, box.right-box.left+2) // changes of use
	take := func(left, right int) { used[left-box.left]++; used[right-box.left+1]-- }
	for row := box.top; row <= box.bottom; row++ {
		for _, col := range l.rows[row] {
			if e := l.g.cells[pos{row, col}]; strings.TrimSpace(e.text) != "" || l.look(e.style).boxed {
				take(col, col)
			}
		}
		for _, m := range l.inMerge[row] {
			take(m.left, m.right)
		}
	}
	var out []region
	for i, sum, from := 0, 0, -1; i < len(used); i++ {
		sum += used[i]
		switch {
		case sum > 0 && from < 0:
			from = i
		case sum == 0 && from >= 0:
			out = append(out, l.shrink(rect{box.top, box.left + from, box.bottom, box.left + i - 1}))
			from = -1
		}
	}
	return out
}

// shrink takes blank rows off a block of columns.
func (l *layout) shrink(box rect) region {
	holds := func(row int) bool {
		for _, col := range l.rows[row] {
			if e := l.g.cells[pos{row, col}]; col >= box.left && col <= box.right && (strings.TrimSpace(e.text) != "" || l.look(e.style).boxed) {
				return true
			}
		}
		return slices.ContainsFunc(l.inMerge[row], func(m rect) bool { return m.left >= box.left && m.right <= box.right })
	}
	for box.top < box.bottom && !holds(box.top) {
		box.top++
	}
	for box.bottom > box.top && !holds(box.bottom) {
		box.bottom--
	}
	texts := 0
	for row := box.top; row <= box.bottom; row++ {
		for _, col := range l.rows[row] {
			if col >= box.left && col <= box.right && strings.TrimSpace(l.g.cells[pos{row, col}].text) != "" {
				texts++
			}
		}
	}
	return region{rect: box, lines: texts == 1 && box.left == box.right && box.top == box.bottom}
}
