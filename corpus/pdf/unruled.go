package pdf

import (
	"math"
	"slices"
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
	d.stretch = make([][2]int, len(d.sheets))
	for i := range d.sheets {
		d.findStretch(i)
	}
	d.reclaim()
	for i := 0; i < len(d.sheets); i++ {
		if !d.tabular(i) {
			continue
		}
		edges := d.gutters(i, i+1)
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

// findStretch finds the longest stretch of a page's lines without running text,
// whose lines are as wide as the page's text.
func (d *prose) findStretch(i int) {
	ls := d.body[i]
	x0, x1 := math.Inf(1), math.Inf(-1)
	for _, l := range ls {
		x0, x1 = math.Min(x0, l.ink0), math.Max(x1, l.ink1)
	}
	d.stretch[i] = [2]int{}
	running, from := false, 0
	for k := 0; k <= len(ls); k++ {
		if k < len(ls) {
			l := ls[k]
			one := pieces(l.textLine) == 1
			running = one && (l.ink1-l.ink0 > .85*(x1-x0) || running && l.ink0 < x0+2*l.size && l.base-ls[k-1].base < 2*l.size)
		}
		if k == len(ls) || running {
			if at := d.stretch[i]; k-from > at[1]-at[0] {
				d.stretch[i] = [2]int{from, k}
			}
			from = k + 1
		}
	}
}

// lines are those of a page that may be a table without rules.
func (d *prose) lines(i int) []proseLine { return d.body[i][d.stretch[i][0]:d.stretch[i][1]] }

// tabular tells whether most lines of a page without ruled tables fall into
// columns.
func (d *prose) tabular(i int) bool {
	if len(d.sheets[i].grids) > 0 || len(d.lines(i)) < minGutterLines || d.contents(i) {
		return false
	}
	edges := d.gutters(i, i+1)
	if len(edges) < minUnruledColumn+1 {
		return false
	}
	wide := 0
	used := make([]int, len(edges)-1)
	for _, l := range d.lines(i) {
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
	return filled >= minUnruledColumn && wide*4 >= len(d.lines(i))
}

// contents tells whether most lines of a page are lines of the contents.
func (d *prose) contents(i int) bool {
	n := 0
	for _, l := range d.lines(i) {
		if l.toc != "" {
			n++
		}
	}
	return n*2 > len(d.lines(i))
}

// fits tells whether a page's lines keep to the columns of a page beside it.
func (d *prose) fits(i int, edges []float64) bool {
	if len(d.sheets[i].grids) > 0 || len(d.lines(i)) == 0 || d.contents(i) {
		return false
	}
	keeps, columns := 0, 0
	for _, l := range d.lines(i) {
		if l.crosses(edges) == 0 {
			keeps++
		}
		columns = max(columns, l.columns(edges))
	}
	return keeps*10 >= len(d.lines(i))*7 && columns >= minUnruledColumn
}

func (l proseLine) inkIn(a, b float64) bool {
	for _, c := range l.chars {
		if x := c.cx(); x > a && x < b && !blank(c.r) {
			return true
		}
	}
	return false
}

func (d *prose) readUnruled(from, to int) {
	edges := d.sheets[from].band.divide(d.gutters(from, to), d.body[from:to])
	if len(edges) < minUnruledColumn+1 {
		for i := from; i < to; i++ { // each page has its own columns
			d.pageGrid(i, d.gutters(i, i+1), false)
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
	ls := d.lines(i)
	a, b := len(ls), -1
	lone := withoutSpanning(ls, d.sheets[i].horizontal)
	for k, l := range lone {
		if crosses := l.crosses(edges); crosses == 0 && (l.columns(edges) > 1 || a <= k && b >= 0) {
			a, b = min(a, k), k
		}
	}
	if b < a {
		return
	}
	for a > 0 && len(lone[a-1].chars) < len(ls[a-1].chars) && lone[a-1].crosses(edges) == 0 {
		a--
	}
	// The rest of a text that the page before began may stand in one column
	// above the others.
	for a > 0 && goesOn && ls[a-1].crosses(edges) == 0 {
		a--
	}
	var chars []char
	for _, l := range ls[a : b+1] {
		chars = append(chars, l.chars...)
	}
	least := 4 // less is a frame and a line below the captions
	if goesOn && d.endsLined(i-1) {
		least = 2
	}
	g := d.ruledRows(i, chars, edges, least)
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
	from := d.stretch[i][0]
	d.body[i] = slices.Concat(d.body[i][:from+a], d.body[i][from+b+1:])
}

// endsLined tells whether the table at the end of a page has rules between its
// rows.
func (d *prose) endsLined(i int) bool {
	gs := d.sheets[i].grids
	return len(gs) > 0 && gs[len(gs)-1].lined
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
		x0, x1 := c.inkEnds()
		for _, x := range edges[1 : len(edges)-1] {
			if x0 < x-.5 && x1 > x+.5 {
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
