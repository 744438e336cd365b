package pdf

import (
	"math"
	"sort"
	"strings"
	"unicode"

	"shogo/corpus/block"
)

// The margin column holds citations, each block of them led by ▶. It is found
// by these marks, not by type size: where they stand in the right half at one
// place, and almost no line of text crosses that place, all that stands right
// of it is the column.

const citationMarks = "▶►▸▷"

// marginStart gives the left edges of the margin column on even and odd pages,
// whose margins may be mirrored; 0 where there is none.
func marginStart(sheets []*sheet, lines [][]textLine) (start [2]float64) {
	var xs [2][]float64
	for i, s := range sheets {
		for _, l := range lines[i] {
			for _, c := range l.chars {
				if strings.ContainsRune(citationMarks, c.r) && float64(c.x0) > s.width*.5 {
					xs[i%2] = append(xs[i%2], float64(c.x0))
				}
			}
		}
	}
	for k := range 2 {
		from := xs[k]
		if len(from) == 0 {
			from = xs[1-k]
		}
		if len(from) > 0 {
			start[k] = percentile(append([]float64(nil), from...), .5)
		}
	}
	for k := range 2 {
		if start[k] > 0 && !gutterAt(lines, k, start[k]) {
			start[k] = 0
		}
	}
	return start
}

// gutterAt tells whether hardly a line of the even or odd pages runs through x.
func gutterAt(lines [][]textLine, parity int, x float64) bool {
	cross, total := 0, 0
	for i := parity; i < len(lines); i += 2 {
		for _, l := range lines[i] {
			total++
			for _, c := range l.chars {
				if float64(c.x0) < x-1 && float64(c.x1) > x+1 {
					cross++
					break
				}
			}
		}
	}
	return cross*25 <= total
}

// splitMargin cuts the lines of a page at the column's left edge.
func splitMargin(lines []textLine, start float64) (body, side []textLine) {
	if start == 0 {
		return lines, nil
	}
	var main, margin []char
	for _, l := range lines {
		cut := len(l.chars)
		for cut > 0 && float64(l.chars[cut-1].x0) >= start-2 {
			cut--
		}
		// a line that runs through the edge is no margin text
		if cut > 0 && cut < len(l.chars) && l.chars[cut].x0-l.chars[cut-1].inkEnd() < .5*l.chars[cut].size {
			cut = len(l.chars)
		}
		// a title with a number behind it is a line of the contents
		if cut > 0 && cut < len(l.chars) && onlyNumbers([]textLine{{chars: l.chars[cut:]}}) {
			if _, ok := heading((textLine{chars: l.chars[:cut]}).trimmed()); ok {
				cut = len(l.chars)
			}
		}
		main = append(main, l.chars[:cut]...)
		margin = append(margin, l.chars[cut:]...)
	}
	if side = toLines(margin); onlyNumbers(side) {
		return lines, nil
	}
	return toLines(main), side
}

// inkEnd is where a character ends, without the empty half of a comma or a
// bracket, which may hang over the edge of the text.
func (c char) inkEnd() float32 {
	if strings.ContainsRune(leftHalves, c.r) {
		return c.x0 + .5*(c.x1-c.x0)
	}
	return c.x1
}

// onlyNumbers tells a page without citations. One without marks may still carry the rest of a column from the page before, but not
// bare numbers: those are the page numbers of a table of contents.
func onlyNumbers(side []textLine) bool {
	for _, l := range side {
		for _, c := range l.chars {
			if digitValue(c.r) < 0 && !unicode.IsSpace(c.r) && !strings.ContainsRune("-–—－ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹivx", c.r) {
				return false
			}
		}
	}
	return true
}

// attach gives every citation of the margin to the block beside it. Citations
// are set level with the first line of their block, but in smaller type and
// narrower lines, so a ▶ may stand up to a line above it.
func (w *writer) attach(side []textLine) {
	to := w.cited // a citation may go on on the next page
	for _, l := range side {
		s := l.trimmed()
		if to == nil || strings.ContainsRune(citationMarks, []rune(s)[0]) {
			to = w.beside(l.base)
			w.cited = to
		}
		if to == nil {
			continue
		}
		if to.Xref != "" {
			to.Xref += "\n"
		}
		to.Xref += s
	}
}

// beside finds the block that begins at a height, or else the last one above.
func (w *writer) beside(y float64) (found *block.Block) {
	near := math.Inf(1)
	for _, s := range w.starts {
		d := s.base - y
		if d > -.45*w.lead && d < 1.05*w.lead && math.Abs(d) < near {
			near, found = math.Abs(d), s.block
		}
	}
	if found != nil {
		return found
	}
	for i, s := range w.starts {
		if i == 0 || s.base <= y {
			found = s.block
		}
	}
	return found
}

// percentile of sorted or unsorted values; v is reordered.
func percentile(v []float64, share float64) float64 {
	if len(v) == 0 {
		return 0
	}
	sort.Float64s(v)
	return v[int(math.Min(float64(len(v)-1), share*float64(len(v))))]
}
