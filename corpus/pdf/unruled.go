package pdf

import (
	"math"
	"sort"
)

// Tables without rules between their cells are read from the white space: a
// gutter that hardly any line crosses parts columns, a gap between the lines of
// one column begins a cell. That is a guess, and every page read so carries a
// warning.

const (
	minGutterLines   = 6 // lines on a page before white space means anything
	minUnruledColumn = 3 // two columns are a list, a contents page or a margin
	whyGuessed       = "罫線のない表のため、欄の区切りを文字の並びから推定しました。内容を原本と照らしてください"
)

// unruled finds such tables on the pages' body lines and takes the lines out.
// A page that only half looks like a table is one between pages that do.
func (d *prose) unruled() {
	for i := 0; i < len(d.sheets); i++ {
		if !d.tabular(i) {
			continue
		}
		edges := gutters(d.body[i:i+1], d.size)
		from, to := i, i+1
		for to < len(d.sheets) && (d.tabular(to) || d.fits(to, edges)) {
			to++
		}
		for from > 0 && d.fits(from-1, edges) {
			from--
		}
		d.readUnruled(from, to)
		i = to - 1
	}
}

// tabular tells whether most lines of a page without ruled tables fall into
// columns.
func (d *prose) tabular(i int) bool {
	if len(d.sheets[i].grids) > 0 || len(d.body[i]) < minGutterLines || d.contents(i) {
		return false
	}
	edges := gutters(d.body[i:i+1], d.size)
	if len(edges) < minUnruledColumn+1 {
		return false
	}
	wide := 0
	used := make([]int, len(edges)-1)
	for _, l := range d.body[i] {
		n := 0
		for k := range used {
			if l.inkIn(edges[k], edges[k+1]) {
				used[k]++
				n++
			}
		}
		if n >= minUnruledColumn {
			wide++
		}
	}
	filled := 0
	for _, n := range used {
		if n >= 3 {
			filled++
		}
	}
	return filled >= minUnruledColumn && wide*4 >= len(d.body[i])
}

// contents tells whether most lines of a page are lines of the contents.
func (d *prose) contents(i int) bool {
	n := 0
	for _, l := range d.body[i] {
		if l.toc != "" {
			n++
		}
	}
	return n*2 > len(d.body[i])
}

// fits tells whether a page's lines keep to the columns of a page beside it.
func (d *prose) fits(i int, edges []float64) bool {
	if len(d.sheets[i].grids) > 0 || len(d.body[i]) == 0 || d.contents(i) {
		return false
	}
	keeps, columns := 0, 0
	for _, l := range d.body[i] {
		if l.crosses(edges) == 0 {
			keeps++
		}
		columns = max(columns, l.columns(edges))
	}
	return keeps*10 >= len(d.body[i])*7 && columns >= minUnruledColumn
}

func (l proseLine) inkIn(a, b float64) bool {
	for _, c := range l.chars {
		if x := c.cx(); x > a && x < b && !blank(c.r) {
			return true
		}
	}
	return false
}

// gutters gives the edges of the columns, outer ones included: the middles of
// the strips that at most one line in thirty crosses.
func gutters(pages [][]proseLine, size float64) []float64 {
	const step = .5
	var cover []int
	lines := 0
	for _, ls := range pages {
		for _, l := range ls {
			lines++
			cover = l.cover(cover, step)
		}
	}
	allowed := max(1, lines/30)
	first, last := -1, -1
	for k, n := range cover {
		if n > 0 { // a first column may have text on few lines
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	if first < 0 {
		return nil
	}
	edges := []float64{float64(first)*step - 2}
	start := -1
	for k := first; k <= last; k++ {
		switch {
		case cover[k] <= allowed && start < 0:
			start = k
		case cover[k] > allowed && start >= 0:
			if start == first { // no gutter but a column with text on few lines, and one behind it
				for start = k; cover[start-1] == 0; start-- {
				}
			}
			if w := float64(k-start) * step; w >= .6*size || w >= 1.5 && aligned(pages, float64(k)*step) {
				edges = append(edges, float64(k)*step-math.Min(w/2, 2))
			}
			start = -1
		}
	}
	return append(edges, float64(last+1)*step+2)
}

// aligned tells whether the words right of a narrow gutter begin at one place,
// as the texts of a column do, or are centred under others that do not reach it.
func aligned(pages [][]proseLine, x float64) bool {
	at, total := 0, 0
	for _, ls := range pages {
		for _, l := range ls {
			for k, c := range l.chars {
				if float64(c.x0) < x-1.5 || blank(c.r) {
					continue
				}
				if k > 0 && float64(c.x0) < x+float64(c.size) {
					total++
					if float64(c.x0) < x+1 {
						at++
					}
				}
				break
			}
		}
	}
	return at*10 >= total*7
}

// cover counts, for every step of x, the lines with ink there. A single space
// between two characters is part of the text: columns are parted by none.
func (l proseLine) cover(sum []int, step float64) []int {
	done := -1
	for i, c := range l.chars {
		if c.x0 < 0 || c.x1 > 20_000 || blank(c.r) && (i == 0 || i == len(l.chars)-1 || blank(l.chars[i-1].r) || blank(l.chars[i+1].r)) {
			continue
		}
		to := int(float64(c.x1) / step)
		for len(sum) <= to {
			sum = append(sum, 0)
		}
		for k := max(done+1, int(float64(c.x0)/step)); k <= to; k++ {
			sum[k]++
			done = k
		}
	}
	return sum
}

func blank(r rune) bool { return r == ' ' || r == '\u3000' || r == '\u2003' || r == '\u00a0' }

func (d *prose) readUnruled(from, to int) {
	edges := d.sheets[from].band.divide(gutters(d.body[from:to], d.size), d.body[from:to])
	if len(edges) < minUnruledColumn+1 {
		for i := from; i < to; i++ { // each page has its own columns
			d.pageGrid(i, gutters(d.body[i:i+1], d.size), false)
		}
		return
	}
	for i := from; i < to; i++ {
		d.pageGrid(i, edges, i > from)
	}
}

// pageGrid makes a grid of a page's lines from their first tabular line to the
// last; the lines around it stay text. goesOn tells that the page before has a
// part of the same table.
func (d *prose) pageGrid(i int, edges []float64, goesOn bool) {
	if len(edges) < minUnruledColumn+1 {
		return
	}
	a, b := len(d.body[i]), -1
	for k, l := range d.body[i] {
		if crosses := l.crosses(edges); crosses == 0 && (l.columns(edges) > 1 || a <= k && b >= 0) {
			a, b = min(a, k), k
		}
	}
	if b < a {
		return
	}
	// The rest of a text that the page before began may stand in one column
	// above the others.
	for a > 0 && goesOn && d.body[i][a-1].crosses(edges) == 0 {
		a--
	}
	var chars []char
	for _, l := range d.body[i][a : b+1] {
		chars = append(chars, l.chars...)
	}
	g := d.ruledRows(i, chars, edges)
	if g == nil {
		g = unruledGrid(chars, edges)
	}
	if g == nil {
		return
	}
	g.page = d.sheets[i].number
	if b := d.sheets[i].band; b.heads(g) {
		b.captioned(g)
		b.apart = false
	}
	d.sheets[i].grids = append(d.sheets[i].grids, g)
	d.sheets[i].warn = append(d.sheets[i].warn, whyGuessed)
	d.body[i] = append(append([]proseLine(nil), d.body[i][:a]...), d.body[i][b+1:]...)
}

// unusedBands puts tinted lines back that are no captions of a table.
func (d *prose) unusedBands() {
	for i, s := range d.sheets {
		if s.band == nil || !s.band.apart {
			continue
		}
		for _, l := range toLines(s.band.chars) {
			if p, ok := newProseLine(l, i); ok {
				d.body[i] = append(d.body[i], p)
			}
		}
		sort.SliceStable(d.body[i], func(a, b int) bool { return d.body[i][a].base < d.body[i][b].base })
	}
}

func (l proseLine) crosses(edges []float64) (n int) {
	for _, c := range l.chars {
		for _, x := range edges[1 : len(edges)-1] {
			if float64(c.x0) < x-.5 && float64(c.x1) > x+.5 {
				n++
			}
		}
	}
	return n
}

func (l proseLine) columns(edges []float64) (n int) {
	for k := range len(edges) - 1 {
		if l.inkIn(edges[k], edges[k+1]) {
			n++
		}
	}
	return n
}
