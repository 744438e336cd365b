package pdf

import (
	"math"
	"slices"
	"sort"
)

// ruledRows uses horizontal rules where a page has them: they end the cells of
// the columns they run under. It gives nil if there are less than so many.
func (d *prose) ruledRows(i int, chars []char, edges []float64, least int) *grid {
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
	if len(cluster(ys, 3)) < least {
		return nil
	}
	over := captionRules(d.sheets[i].horizontal)
	for k, x := range edges {
		if k == 0 || k == len(edges)-1 {
			f.vertical = append(f.vertical, rule{x, f.y0, f.y1})
		} else {
			f.vertical = append(f.vertical, edgeBesides(x, f.rect, cluster(slices.Clone(ys), 3), chars, over)...)
		}
	}
	g := newGrid(f, newBudget(0))
	if g == nil {
		return nil
	}
	g.ruled, g.lined = false, true
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

// edgeBesides gives the edge of a column, but for the rows in which a single text
// stands over a rule that runs through the edge: a caption over several columns
// that have captions of their own below.
func edgeBesides(x float64, box rect, ys []float64, chars []char, over []rule) (out []rule) {
	ys = append(append([]float64{box.y0}, ys...), box.y1)
	crossed := make([]bool, len(ys)-1)
	row := func(y float64) int { return max(0, min(sort.SearchFloat64s(ys, y)-1, len(crossed)-1)) }
	for _, r := range over {
		i := row(r.pos - edgeTol)
		if r.a > x-edgeTol || r.b < x+edgeTol {
			continue
		}
		var above []char
		left, right := false, false
		for _, c := range chars {
			switch in := c.cx() > r.a && c.cx() < r.b && !blank(c.r); {
			case in && row(c.cy()) == i:
				above = append(above, c)
			case in && row(c.cy()) == i+1:
				left, right = left || c.cx() < x, right || c.cx() > x
			}
		}
		ls := toLines(above)
		crossed[i] = crossed[i] || left && right && len(ls) == 1 && pieces(ls[0]) == 1
	}
	for i, no := range crossed {
		if !no {
			out = append(out, rule{x, ys[i], ys[i+1]})
		}
	}
	return out
}

// splitRows reads the rows of tables that have rules between their columns only:
// where the texts of several columns begin anew at the same heights inside one
// tall cell, these are rows. Rows above it keep their rules: the captions.
func (d *prose) splitRows() {
	var tall []*grid
	first := math.MaxInt // row of the first tall cells
	for _, s := range d.sheets {
		for _, g := range s.grids {
			if r := g.hidesRows(); r >= 0 {
				tall = append(tall, g)
				first = min(first, r)
			}
		}
	}
	for _, s := range d.sheets {
		for k, g := range s.grids {
			if !alike(g, tall) {
				continue
			}
			if u := s.resplit(g, first); u != nil {
				u.page = g.page
				s.grids[k] = u
				s.warn = append(s.warn, whyGuessed)
			}
		}
	}
}

// resplit reads the rows of a grid below the given number of ruled ones, or all
// of it if the rules do not part them.
func (s *sheet) resplit(g *grid, ruled int) *grid {
	if ruled >= len(g.at) || ruled > maxCaptionRows {
		ruled = 0
	}
	for _, x := range g.cells {
		if x.r0 < ruled && x.r1 >= ruled {
			ruled = 0
		}
	}
	var chars []char
	for _, x := range g.cells {
		if x.r0 >= ruled {
			chars = append(chars, x.chars...)
		}
	}
	if ruled == 0 {
		return s.unruledBelow(chars, g.xs)
	}
	u := unruledGrid(chars, g.xs)
	if u == nil {
		return nil
	}
	for _, x := range u.cells {
		x.r0, x.r1 = x.r0+ruled, x.r1+ruled
	}
	for _, x := range g.cells {
		if x.r0 < ruled {
			u.cells = append(u.cells, x)
		}
	}
	u.ys = append(slices.Clone(g.ys[:ruled+1]), u.ys[1:]...)
	u.at = append(slices.Clone(g.at[:ruled]), u.at...)
	return u
}

// unruledBelow reads the captions by themselves if they stand on a band.
func (s *sheet) unruledBelow(chars []char, edges []float64) *grid {
	if below, ok := s.band.part(chars); ok {
		if u := unruledGrid(below, edges); s.band.heads(u) {
			s.band.captioned(u)
			return u
		}
	}
	return unruledGrid(chars, edges)
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
// text after a gap, and gives the first such row, -1 if there are hardly any.
func (g *grid) hidesRows() int {
	if len(g.xs) < minUnruledColumn+1 {
		return -1
	}
	found, first := 0, -1
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
				if first < 0 {
					first = r
				}
			}
			k = j
		}
	}
	if found < 2 {
		return -1
	}
	return first
}
