package pdf

import (
	"math"
	"sort"
)

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
			ls := x.lines
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

// unruledGrid lets every gap between the lines of a column begin a cell, and
// every beginning a row.
func unruledGrid(chars []char, edges []float64) *grid {
	if len(chars) == 0 {
		return nil
	}
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
	// Lines inside cells are the closest ones; where every line fills most
	// columns, each is a row.
	lead := math.Min(percentile(leads, .1), 1.7*float64(chars[0].size))
	if everyLineFull(chars, edges) {
		lead = 0
	}
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
	ys = cluster(ys, math.Max(3, .4*float64(chars[0].size)))
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

func everyLineFull(chars []char, edges []float64) bool {
	full := 0
	lines := toLines(append([]char(nil), chars...))
	for _, l := range lines {
		if (proseLine{textLine: l}).columns(edges)*5 >= (len(edges)-1)*3 {
			full++
		}
	}
	return full*10 >= len(lines)*7
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
