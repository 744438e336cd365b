package pdf

import "math"

// Text in two columns is read down the left one first. The gutter between them
// is a place near the page's middle that few lines run through, where most lines
// of the left column end and those of the right one begin.

const (
	columnLines = 8  // that each column has at least
	columnWidth = 10 // ems of its widest line at least
)

// splitColumns puts the lines of a page with a gutter at x in the order of reading.
// Those of the right column are moved to the left one's place, in which they are
// judged; their boxes stay. Lines that run through the gutter part the page into
// bands, as a title over both columns does.
func splitColumns(ls []textLine, x float64) []textLine {
	if x == 0 {
		return ls
	}
	var out []textLine
	var left, right []char
	shift := columnStart(ls, x) - columnStart(ls, 0)
	flush := func() {
		out = append(out, toLines(left)...)
		for _, l := range toLines(right) {
			for i := range l.chars {
				l.chars[i].x0 -= float32(shift)
				l.chars[i].x1 -= float32(shift)
			}
			out = append(out, l)
		}
		left, right = nil, nil
	}
	for _, l := range ls {
		a, b := parted(l, x)
		if a < 0 {
			flush()
			out = append(out, l)
			continue
		}
		left = append(left, l.chars[:a]...)
		right = append(right, l.chars[b:]...)
	}
	flush()
	return out
}

// manyRules tells of horizontal rules that part more than a page's head and foot
// from its text: those of a table.
func (s *sheet) manyRules() bool {
	var ys []float64
	for _, r := range s.horizontal {
		if r.b-r.a > .1*s.width {
			ys = append(ys, r.pos)
		}
	}
	return len(cluster(ys, 3)) > 3
}

// mayHaveColumns is a quick look: many lines begin, or begin again after a gap,
// in the right half.
func mayHaveColumns(ls []textLine, width float64) bool {
	n := 0
	for _, l := range ls {
		if l.x0 > .45*width {
			n++
			continue
		}
		for i := 1; i < len(l.chars); i++ {
			c, p := &l.chars[i], &l.chars[i-1]
			if float64(c.x0) > .4*width && c.x0-p.x1 > c.size && float64(c.x0) < .75*width {
				n++
				break
			}
		}
	}
	return n >= columnLines
}

// parted gives the end of a line's part left of x and the start of its part
// right of it; a is -1 where the line runs through.
func parted(l textLine, x float64) (a, b int) {
	for b < len(l.chars) && float64(l.chars[b].x0) < x {
		b++
	}
	a = b
	for a > 0 && blank(l.chars[a-1].r) {
		a--
	}
	for b < len(l.chars) && blank(l.chars[b].r) {
		b++
	}
	if a > 0 && float64(l.chars[a-1].x1) > x+1 || a > 0 && b < len(l.chars) && l.chars[b].x0-l.chars[a-1].x1 < .8*l.chars[b].size {
		return -1, -1
	}
	return a, b
}

// gutter looks for the place near the middle that the fewest lines of a page run
// through, 0 if the page has no two columns.
func gutter(ls []textLine, width float64) (at float64) {
	if !mayHaveColumns(ls, width) {
		return 0
	}
	best := math.Inf(1)
	var xs []float64 // with as few lines
	for x := .35 * width; x < .65*width; x += 3 {
		switch crossed, ok := columnsAt(ls, x); {
		case !ok || crossed > best:
		case crossed < best:
			best, xs = crossed, append(xs[:0], x)
		default:
			xs = append(xs, x)
		}
	}
	return percentile(xs, .5)
}

// likeTheOthers gives short pages, such as a last one, the gutter of the others
// if most pages have it and hardly a line of this one runs through it.
func likeTheOthers(gutters []float64, lines [][]textLine) {
	var xs []float64
	for _, x := range gutters {
		if x > 0 {
			xs = append(xs, x)
		}
	}
	if len(xs) == 0 || len(xs)*2 < len(gutters) {
		return
	}
	x := percentile(xs, .5)
	for i, ls := range lines {
		crossed, right := 0, 0
		for _, l := range ls {
			switch a, b := parted(l, x); {
			case a < 0:
				crossed++
			case b < len(l.chars):
				right++
			}
		}
		if gutters[i] == 0 && right > 1 && crossed*3 < len(ls) {
			gutters[i] = x
		}
	}
}

// columnsAt tells whether the lines stand in two columns left and right of x, and
// how many of them run through it.
func columnsAt(ls []textLine, x float64) (crossed float64, ok bool) {
	var ends, starts, rights []float64
	first, size := math.Inf(1), 0.0
	torn := 0.0 // lines with another gap: those of a table without rules
	for _, l := range ls {
		a, b := parted(l, x)
		if a < 0 {
			crossed++
			continue
		}
		size = math.Max(size, l.size)
		if gaps(l.chars[:a])+gaps(l.chars[b:]) > 0 {
			torn++
		}
		if a > 0 {
			ends = append(ends, float64(l.chars[a-1].x1))
			first = math.Min(first, float64(l.chars[0].x0))
		}
		if b < len(l.chars) {
			starts = append(starts, float64(l.chars[b].x0))
			rights = append(rights, float64(l.chars[len(l.chars)-1].x1))
		}
	}
	n := min(len(ends), len(starts))
	if n < columnLines || torn > .2*float64(len(ls)) || crossed > .35*float64(max(len(ends), len(starts))) {
		return crossed, false
	}
	size = percentile(sizesOf(ls), .5)
	end, start, right := percentile(ends, .9), percentile(starts, .1), percentile(rights, .9)
	if end-first < columnWidth*size || right-start < columnWidth*size {
		return crossed, false
	}
	return crossed, share(ends, end-1.6*size, math.Inf(1)) >= .45 && share(starts, start-size, start+6.2*size) >= .85 && share(starts, start-size, start+2.2*size) >= .35 &&
		share(rights, right-1.6*size, math.Inf(1)) >= .35
}

// gaps counts the gaps in a part of a line that are too wide for a sentence.
func gaps(cs []char) (n int) {
	last := -1
	for i := range cs {
		if blank(cs[i].r) {
			continue
		}
		if last >= 0 && cs[i].x0-cs[last].x1 > 2.2*cs[i].size {
			n++
		}
		last = i
	}
	return n
}

func sizesOf(ls []textLine) []float64 {
	out := make([]float64, len(ls))
	for i, l := range ls {
		out[i] = l.size
	}
	return out
}

// share is that of the values between two bounds.
func share(vs []float64, from, to float64) float64 {
	n := 0
	for _, v := range vs {
		if v >= from && v <= to {
			n++
		}
	}
	return float64(n) / float64(len(vs))
}

// columnStart is where the lines right of x begin.
func columnStart(ls []textLine, x float64) float64 {
	var starts []float64
	for _, l := range ls {
		if _, b := parted(l, x); b >= 0 && b < len(l.chars) {
			starts = append(starts, float64(l.chars[b].x0))
		}
	}
	return percentile(starts, .02)
}
