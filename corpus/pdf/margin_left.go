package pdf

import (
	"math"
	"strings"

	"shogo/corpus/shape"
)

// A margin column may also stand left of the text. Titles often begin at its
// edge, so that only what reads as citations belongs to it.

// leftMargin is the edge of the text right of such a column, with the type size
// of the citations; both are 0 where there is none.
func leftMargin(sheets []*sheet, lines [][]textLine) (edge, size float64) {
	var marks, sizes []float64
	for i, s := range sheets {
		for _, l := range lines[i] {
			if c := l.firstInk(); c != nil && strings.ContainsRune(citationMarks, c.r) && float64(c.x0) < s.width*.35 {
				marks, sizes = append(marks, float64(c.x0)), append(sizes, float64(c.size))
			}
		}
	}
	if len(marks) < 2 {
		return 0, 0
	}
	mark := percentile(marks, .5)
	size = percentile(sizes, .5)
	var starts []float64
	for _, ls := range lines {
		for _, l := range ls {
			for k := range l.chars {
				c := &l.chars[k]
				if float64(c.x0) > mark+3*size && !blank(c.r) && (k == 0 || c.x0-l.chars[k-1].x1 > .3*c.size || abs32(c.size-l.chars[k-1].size) > .5) {
					starts = append(starts, float64(c.x0))
					break
				}
			}
		}
	}
	edge = percentile(starts, .05)
	// the text of a page without a column beside it would begin at the marks
	beside := 0
	for _, v := range starts {
		if v < edge+4*size+20 {
			beside++
		}
	}
	if len(starts) < 10 || beside*2 < len(starts) {
		return 0, 0
	}
	return edge, size
}

// firstInk is the first character that is no white space, nil if there is none.
func (l *textLine) firstInk() *char {
	for k := range l.chars {
		if !blank(l.chars[k].r) {
			return &l.chars[k]
		}
	}
	return nil
}

// splitLeftMargin cuts the citations off that stand left of the edge. Their lines
// are closer than those of the text, which two of them may overlap.
func splitLeftMargin(ls []textLine, edge, size float64) (body, side []textLine) {
	if edge == 0 {
		return ls, nil
	}
	var main, small, margin []char
	for _, l := range ls {
		for _, c := range l.chars {
			if float64(c.x1) < edge+1 && math.Abs(float64(c.size)-size) < .6 {
				small = append(small, c)
			} else {
				main = append(main, c)
			}
		}
	}
	for _, l := range toLines(small) {
		if s := l.trimmed(); strings.ContainsRune(citationMarks, firstRune(s)) || shape.GoesOn(s) {
			margin = append(margin, l.chars...)
		} else {
			main = append(main, l.chars...)
		}
	}
	return toLines(main), toLines(margin)
}
