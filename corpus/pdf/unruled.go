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
	if len(d.sheets[i].grids) > 0 || len(d.body[i]) < minGutterLines {
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

// fits tells whether a page's lines keep to the columns of a page beside it.
func (d *prose) fits(i int, edges []float64) bool {
	if len(d.sheets[i].grids) > 0 || len(d.body[i]) == 0 {
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
		if x := c.cx(); x > a && x < b && c.r != ' ' && c.r != '\u3000' && c.r != '\u2003' {
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
				if float64(c.x0) < x-1.5 || c.r == ' ' || c.r == '\u3000' || c.r == '\u2003' {
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

// cover counts, for every step of x, the lines with ink there.
func (l proseLine) cover(sum []int, step float64) []int {
	done := -1
	for _, c := range l.chars {
		if c.r == ' ' || c.r == '\u3000' || c.r == '\u2003' || c.x0 < 0 || c.x1 > 20_000 {
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

func (d *prose) readUnruled(from, to int) {
	edges := gutters(d.body[from:to], d.size)
	if len(edges) < minUnruledColumn+1 {
		for i := from; i < to; i++ { // each page has its own columns
			d.pageGrid(i, gutters(d.body[i:i+1], d.size))
		}
		return
	}
	for i := from; i < to; i++ {
		d.pageGrid(i, edges)
	}
}

// pageGrid makes a grid of a page's lines from their first tabular line to the
// last; the lines around it stay text.
func (d *prose) pageGrid(i int, edges []float64) {
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
	d.sheets[i].grids = append(d.sheets[i].grids, g)
	d.sheets[i].warn = append(d.sheets[i].warn, whyGuessed)
	d.body[i] = append(append([]proseLine(nil), d.body[i][:a]...), d.body[i][b+1:]...)
}

// ruledRows uses horizontal rules where a page has them: they end the cells of
// the columns they run under.
func (d *prose) ruledRows(i int, chars []char, edges []float64) *grid {
	box := nowhere
	for _, c := range chars {
		box = box.or(c.box())
	}
	f := frame{rect: rect{edges[0], box.y0 - 2, edges[len(edges)-1], box.y1 + 2}}
	var ys []float64
	for _, r := range d.sheets[i].horizontal {
		if r.pos > box.y0-2 && r.pos < box.y1+2 && r.b > f.x0 && r.a < f.x1 {
			f.horizontal = append(f.horizontal, r)
			ys = append(ys, r.pos)
		}
	}
	if len(cluster(ys, 3)) < 4 { // only a frame and a line below the captions
		return nil
	}
	for _, x := range edges {
		f.vertical = append(f.vertical, rule{x, f.y0, f.y1})
	}
	g := newGrid(f, newBudget(0))
	if g == nil {
		return nil
	}
	g.ruled = false
	for _, c := range chars {
		if x := g.cell(c.cx(), math.Min(math.Max(c.cy(), g.ys[0]+.1), g.ys[len(g.ys)-1]-.1)); x != nil {
			x.chars = append(x.chars, c)
		}
	}
	for _, x := range g.cells {
		x.read()
	}
	return g
}

// splitRows reads the rows of tables that have rules between their columns only:
// where the texts of several columns begin anew at the same heights inside one
// tall cell, these are rows.
func (d *prose) splitRows() {
	var tall []*grid
	for _, s := range d.sheets {
		for _, g := range s.grids {
			if g.hidesRows() {
				tall = append(tall, g)
			}
		}
	}
	for _, s := range d.sheets {
		for k, g := range s.grids {
			if !alike(g, tall) {
				continue
			}
			var chars []char
			for _, x := range g.cells {
				chars = append(chars, x.chars...)
			}
			if u := unruledGrid(chars, g.xs); u != nil {
				u.page = g.page
				s.grids[k] = u
				s.warn = append(s.warn, whyGuessed)
			}
		}
	}
}

// alike: the table on this page, or its part on another one, hides rows.
func alike(g *grid, tall []*grid) bool {
	for _, t := range tall {
		if t == g || (&table{parts: []*part{{grid: t}}}).sameColumns(g) {
			return true
		}
	}
	return false
}

// hidesRows looks for heights at which two or more cells of a row begin a new
// text after a gap.
func (g *grid) hidesRows() bool {
	if len(g.xs) < minUnruledColumn+1 {
		return false
	}
	found := 0
	for r := range g.at {
		var ys []float64
		lead := math.Inf(1)
		for c := range g.at[r] {
			x := g.at[r][c]
			if x.r0 != r || c > 0 && g.at[r][c-1] == x {
				continue
			}
			ls := toLines(append([]char(nil), x.chars...))
			for n := 1; n < len(ls); n++ {
				lead = math.Min(lead, math.Max(ls[n].base-ls[n-1].base, ls[n].size))
			}
			for n := 1; n < len(ls); n++ {
				if ls[n].base-ls[n-1].base > 1.8*ls[n].size && ls[n].base-ls[n-1].base > 1.25*lead {
					ys = append(ys, ls[n].base)
				}
			}
		}
		sort.Float64s(ys)
		for k := 0; k < len(ys); {
			j := k
			for j < len(ys) && ys[j]-ys[k] < 2 {
				j++
			}
			if j-k >= 3 || j-k == 2 && len(g.at) <= 4 {
				found++
			}
			k = j
		}
	}
	return found >= 2
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

// unruledGrid lets every gap between the lines of a column begin a cell, and
// every beginning a row.
func unruledGrid(chars []char, edges []float64) *grid {
	nc := len(edges) - 1
	columns := make([][]textLine, nc)
	by := make([][]char, nc)
	for _, c := range chars {
		k := min(max(sort.SearchFloat64s(edges, c.cx())-1, 0), nc-1)
		by[k] = append(by[k], c)
	}
	var leads []float64
	for k := range by {
		columns[k] = toLines(by[k])
		for n := 1; n < len(columns[k]); n++ {
			leads = append(leads, columns[k][n].base-columns[k][n-1].base)
		}
	}
	lead := percentile(leads, .3) // lines inside cells outnumber the gaps between
	var ys []float64
	starts := make([][]int, nc) // lines that begin a cell
	for k, ls := range columns {
		for n, l := range ls {
			if n == 0 || l.base-ls[n-1].base > 1.25*lead {
				starts[k] = append(starts[k], n)
				ys = append(ys, l.y0)
			}
		}
	}
	ys = cluster(ys, math.Max(3, .5*lead))
	if len(ys) == 0 || len(ys)*nc > maxFaces {
		return nil
	}
	bottom := ys[len(ys)-1]
	for _, c := range chars {
		bottom = math.Max(bottom, float64(c.y1))
	}
	g := &grid{xs: edges, ys: append(append([]float64(nil), ys...), bottom+1)}
	g.at = make([][]*gridCell, len(ys))
	for r := range g.at {
		g.at[r] = make([]*gridCell, nc)
	}
	for k := range columns {
		g.fillColumn(k, columns[k], starts[k], ys)
	}
	for _, x := range g.cells {
		x.read()
	}
	return g
}

func (g *grid) fillColumn(k int, lines []textLine, starts []int, ys []float64) {
	open := func(r int) *gridCell {
		x := &gridCell{r0: r, r1: len(ys) - 1, c0: k, c1: k}
		g.cells = append(g.cells, x)
		return x
	}
	cells := make([]*gridCell, len(ys))
	for s, n := range starts {
		end := len(lines)
		if s+1 < len(starts) {
			end = starts[s+1]
		}
		r := nearest(ys, lines[n].y0)
		if cells[r] == nil {
			cells[r] = open(r)
		}
		for _, l := range lines[n:end] {
			cells[r].chars = append(cells[r].chars, l.chars...)
		}
	}
	var cur *gridCell
	for r := range ys {
		if cells[r] != nil {
			if cur != nil {
				cur.r1 = r - 1
			}
			cur = cells[r]
		} else if cur == nil {
			cur = open(r)
		}
		g.at[r][k] = cur
	}
	for _, x := range cells {
		if x != nil {
			x.box = rect{g.xs[k], g.ys[x.r0], g.xs[k+1], g.ys[x.r1+1]}
		}
	}
	if g.at[0][k].box == (rect{}) {
		x := g.at[0][k]
		x.box = rect{g.xs[k], g.ys[0], g.xs[k+1], g.ys[x.r1+1]}
		if len(starts) > 0 {
			for r := range ys {
				if g.at[r][k] != x {
					x.r1 = r - 1
					x.box.y1 = g.ys[r]
					break
				}
			}
		}
	}
}

func nearest(ys []float64, y float64) (best int) {
	for i, v := range ys {
		if math.Abs(v-y) < math.Abs(ys[best]-y) {
			best = i
		}
	}
	return best
}
