package pdf

import (
	"math"
	"slices"
	"sort"
)

const (
	posTol  = 2.6 // rules closer than this are one: double rules, rounding
	edgeTol = 3.2 // a rule within this of a grid line covers it
	minRule = 6   // shorter ones are dots, ticks, underlines of a letter
)

// mergeRules sorts rules by position and joins those of one position that
// touch or nearly touch.
func mergeRules(rs []rule, minLen float64) []rule {
	rs = append([]rule(nil), rs...)
	sort.Slice(rs, func(i, j int) bool {
		if rs[i].pos != rs[j].pos {
			return rs[i].pos < rs[j].pos
		}
		return rs[i].a < rs[j].a
	})
	var out []rule
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && rs[j].pos-rs[i].pos <= posTol {
			j++
		}
		g := rs[i:j]
		i = j
		sort.Slice(g, func(a, b int) bool { return g[a].a < g[b].a })
		cur, sum, n := g[0], g[0].pos, 1.0
		flush := func() {
			if cur.b-cur.a >= minLen {
				cur.pos = sum / n
				out = append(out, cur)
			}
		}
		for _, x := range g[1:] {
			if x.a > cur.b+dotGap {
				flush()
				cur, sum, n = x, x.pos, 1
				continue
			}
			cur.b = math.Max(cur.b, x.b)
			sum += x.pos
			n++
		}
		flush()
	}
	return out
}

// frame is a group of rules that touch each other: perhaps a table.
type frame struct {
	rect
	horizontal, vertical []rule
}

// beside: two groups that begin and end at the same heights are parts of one
// table, whose merged cells leave a whole page without a rule between them.
func (f *frame) beside(o rect) bool {
	const tol = 3
	return f.y1-f.y0 > 20 && math.Abs(f.y0-o.y0) < tol && math.Abs(f.y1-o.y1) < tol
}

// frames groups rules by touching, and groups whose areas overlap.
func frames(h, v []rule) []frame {
	all := make([]frame, 0, len(h)+len(v))
	for _, r := range h {
		all = append(all, frame{rect{r.a, r.pos, r.b, r.pos}, []rule{r}, nil})
	}
	for _, r := range v {
		all = append(all, frame{rect{r.pos, r.a, r.pos, r.b}, nil, []rule{r}})
	}
	const near = 3.5
	for {
		sort.Slice(all, func(i, j int) bool {
			if all[i].y0 != all[j].y0 {
				return all[i].y0 < all[j].y0
			}
			return all[i].x0 < all[j].x0
		})
		var out []frame
		merged := false
	next:
		for _, f := range all {
			for i := len(out) - 1; i >= 0; i-- {
				o := &out[i]
				touch := f.x0 <= o.x1+near && f.x1 >= o.x0-near && f.y0 <= o.y1+near && f.y1 >= o.y0-near
				if touch || f.beside(o.rect) {
					o.rect = o.or(f.rect)
					o.horizontal = append(o.horizontal, f.horizontal...)
					o.vertical = append(o.vertical, f.vertical...)
					merged = true
					continue next
				}
			}
			out = append(out, f)
		}
		all = out
		if !merged {
			return all
		}
	}
}

// gridCell is a cell of one page: a face of the ruled grid, or several faces
// with no rule between them.
type gridCell struct {
	r0, r1, c0, c1 int
	box            rect
	chars, hidden  []char
	lines          []textLine // of chars
	count          int        // of chars, before they are there
	text           string
	full           string // with the characters that the page clips away
	openTop        bool
	openBottom     bool
	bottom         float64 // of the last line of text
	lastWidth      float64 // and how much of the width it leaves
	em             float64
	shade          uint32
	bold           bool
	stacked        bool // upright characters, one below the other
}

// grid is a table as one page shows it.
type grid struct {
	page   int
	xs, ys []float64
	cells  []*gridCell
	at     [][]*gridCell // by row and column
	ruled  bool          // has rules between its cells; otherwise columns were guessed
	lined  bool          // has rules between its rows
}

func (g *grid) box() rect {
	return rect{g.xs[0], g.ys[0], g.xs[len(g.xs)-1], g.ys[len(g.ys)-1]}
}

// covered tells whether rules lie on most of a to b at pos.
func covered(rs []rule, pos, a, b float64) bool {
	t := 0.0
	for _, r := range rs {
		if math.Abs(r.pos-pos) <= edgeTol {
			t += math.Max(0, math.Min(b, r.b)-math.Max(a, r.a))
		}
	}
	return t >= .6*(b-a)
}

// maxFaces bounds a grid; the largest seen has 600.
const maxFaces = 100_000

// newGrid makes cells of a frame, nil if it is no table.
func newGrid(f frame, b *budget) *grid {
	h, v := f.horizontal, f.vertical
	if len(v) == 0 || len(h) == 0 && len(v) < 4 {
		return nil
	}
	var xs, ys []float64
	for _, r := range v {
		xs = append(xs, r.pos)
	}
	for _, r := range h {
		ys = append(ys, r.pos)
	}
	xs, ys = cluster(xs, 3), cluster(ys, 3)
	// Tables drawn without their outer sides end where their rules end.
	const beyond = 4
	if f.x0 < xs[0]-beyond {
		xs = append([]float64{f.x0}, xs...)
		v = append(v, rule{f.x0, f.y0, f.y1})
	}
	if f.x1 > xs[len(xs)-1]+beyond {
		xs = append(xs, f.x1)
		v = append(v, rule{f.x1, f.y0, f.y1})
	}
	if len(ys) == 0 { // a row longer than the page
		ys = []float64{f.y0, f.y1}
	}
	// Cells cut by the page's end stay open: a grid line, but no rule.
	if f.y0 < ys[0]-beyond {
		ys = append([]float64{f.y0}, ys...)
	}
	if f.y1 > ys[len(ys)-1]+beyond {
		ys = append(ys, f.y1)
	}
	faces := (len(xs) - 1) * (len(ys) - 1)
	if len(xs) < 2 || len(ys) < 2 || faces > maxFaces || !b.lay(faces*(len(h)+len(v))) {
		return nil
	}
	g := &grid{xs: xs, ys: ys, ruled: true, lined: true}
	g.unite(h, v)
	return g
}

// unite joins the faces that no rule parts.
func (g *grid) unite(h, v []rule) {
	nr, nc := len(g.ys)-1, len(g.xs)-1
	parent := make([]int, nr*nc)
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for r := range nr {
		for c := range nc {
			if c+1 < nc && !covered(near(v, g.xs[c+1]), g.xs[c+1], g.ys[r], g.ys[r+1]) {
				parent[find(r*nc+c)] = find(r*nc + c + 1)
			}
			if r+1 < nr && !covered(near(h, g.ys[r+1]), g.ys[r+1], g.xs[c], g.xs[c+1]) {
				parent[find(r*nc+c)] = find((r+1)*nc + c)
			}
		}
	}
	g.at = make([][]*gridCell, nr)
	by := map[int]*gridCell{}
	for r := range nr {
		g.at[r] = make([]*gridCell, nc)
		for c := range nc {
			k := find(r*nc + c)
			x := by[k]
			if x == nil {
				x = &gridCell{r0: r, r1: r, c0: c, c1: c}
				by[k] = x
				g.cells = append(g.cells, x)
			}
			x.r0, x.r1, x.c0, x.c1 = min(x.r0, r), max(x.r1, r), min(x.c0, c), max(x.c1, c)
			g.at[r][c] = x
		}
	}
	for _, x := range g.cells {
		x.box = rect{g.xs[x.c0], g.ys[x.r0], g.xs[x.c1+1], g.ys[x.r1+1]}
		x.openTop = !covered(h, x.box.y0, x.box.x0, x.box.x1)
		x.openBottom = !covered(h, x.box.y1, x.box.x0, x.box.x1)
	}
}

// near cuts the rules down to those that can cover pos.
func near(rs []rule, pos float64) []rule {
	i := 0
	for i < len(rs) && math.Abs(rs[i].pos-pos) > edgeTol {
		i++
	}
	return rs[i:]
}

// cell finds the one at a point, nil outside.
func (g *grid) cell(x, y float64) *gridCell {
	c := sort.SearchFloat64s(g.xs, x) - 1
	r := sort.SearchFloat64s(g.ys, y) - 1
	if c < 0 || r < 0 || c >= len(g.xs)-1 || r >= len(g.ys)-1 {
		return nil
	}
	return g.at[r][c]
}

// take gives the page's characters to the cells and returns the others.
func (g *grid) take(p *page, cs []char) (rest []char) {
	box := g.box()
	cells := make([]*gridCell, len(cs))
	taken := 0
	for i, ch := range cs {
		cy, size := ch.cy(), float64(ch.size)
		// half a line that the page's end cuts belongs to the row at the edge
		clip := p.clips[ch.clip]
		if d := cy - box.y1; d > 0 && d < .7*size && clip.y1 < box.y1+2*size {
			cy = box.y1 - .1
		} else if d := box.y0 - cy; d > 0 && d < .7*size && clip.y0 > box.y0-2*size {
			cy = box.y0 + .1
		}
		x := g.cell(ch.inkX(shareOf(ch.r)), cy)
		if i > 0 && cells[i-1] != nil && (x == nil || x != cells[i-1] && shareOf(ch.r) == .25) && ch.follows(&cs[i-1]) {
			x = cells[i-1] // a line that runs out of the table, a comma that hangs over the rule
		}
		if x != nil {
			x.count++
			cells[i] = x
			taken++
		}
	}
	if taken == 0 {
		return cs
	}
	g.room(taken)
	rest = make([]char, 0, len(cs)-taken)
	for i, ch := range cs {
		if x := cells[i]; x != nil {
			x.chars = append(x.chars, ch)
		} else {
			rest = append(rest, ch)
		}
	}
	for _, ch := range p.hidden {
		// A clipped character belongs to the cell that clips it, so look where
		// the clip is and not where the character would be.
		cl := p.clips[ch.clip].and(box)
		if cl.x1 <= cl.x0 || cl.y1 <= cl.y0 || cl == box {
			continue
		}
		if x := g.cell(ch.cx(), (cl.y0+cl.y1)/2); x != nil {
			x.hidden = append(x.hidden, ch)
		}
	}
	rest = g.takeBelow(rest)
	for _, x := range g.cells {
		x.read()
	}
	g.trim()
	return rest
}

// trim takes away an empty strip between the last row and the page's end, down to
// which some writers draw the outer sides of a table.
func (g *grid) trim() {
	last := len(g.at) - 1
	x := g.at[last][0]
	if last < 2 || x.r0 < last || x.c1 < len(g.at[last])-1 || !x.openBottom || len(x.chars)+len(x.hidden) > 0 {
		return
	}
	g.at, g.ys = g.at[:last], g.ys[:last+1]
	g.cells = slices.DeleteFunc(g.cells, func(c *gridCell) bool { return c == x })
}

// room cuts one piece of memory for the characters of all cells.
func (g *grid) room(n int) {
	all := make([]char, n)
	for _, x := range g.cells {
		x.chars = all[:0:x.count]
		all = all[x.count:]
	}
}

// takeBelow gives lines that run on below the last rules to the cells that the
// page's end leaves open: dashed rules may end a few points early.
func (g *grid) takeBelow(cs []char) (rest []char) {
	box := g.box()
	foot := 0.0 // the lowest base line in open cells
	for _, x := range g.at[len(g.at)-1] {
		for _, c := range x.chars {
			if x.openBottom {
				foot = math.Max(foot, float64(c.base))
			}
		}
	}
	if foot == 0 {
		return cs
	}
	var below []char
	for _, c := range cs {
		if c.cy() > box.y1 && float64(c.base) < box.y1+8*float64(c.size) && c.cx() > box.x0 && c.cx() < box.x1 {
			below = append(below, c)
		} else {
			rest = append(rest, c)
		}
	}
	for _, l := range toLines(below) {
		if l.base-foot > 1.8*l.size || !g.fitsOpen(l) {
			rest = append(rest, l.chars...)
			foot = -1e9 // what follows is below the table
			continue
		}
		foot = l.base
		for _, c := range l.chars {
			x := g.cell(c.cx(), box.y1-.1)
			x.chars = append(x.chars, c)
		}
	}
	return rest
}

// fitsOpen tells whether a line's characters stand in columns left open, and
// none of them between two.
func (g *grid) fitsOpen(l textLine) bool {
	y := g.ys[len(g.ys)-1] - .1
	for _, c := range l.chars {
		a, b := g.cell(float64(c.x0)+.5, y), g.cell(float64(c.x1)-.5, y)
		if a == nil || a != b || !a.openBottom {
			return false
		}
	}
	return true
}

// read makes text of a cell's characters.
func (x *gridCell) read() {
	way := mostlyLying(x.chars)
	if x.stacked = x.stacked || way == 0 && stacked(x.chars); x.stacked {
		way = downward
	}
	if way != 0 {
		x.text = cellText(turned(x.chars, way), x.box.turned(way))
		x.full, x.lines = x.text, nil
		if len(x.hidden) > 0 {
			x.full = cellText(turned(slices.Concat(x.chars, x.hidden), way), x.box.turned(way))
		}
		return
	}
	x.lines = toLines(x.chars)
	x.text = cellText(x.lines, x.box)
	x.full = x.text
	if len(x.hidden) > 0 {
		x.full = cellText(toLines(slices.Concat(x.chars, x.hidden)), x.box)
	}
	ls := x.lines
	if len(ls) == 0 {
		return
	}
	l := ls[len(ls)-1]
	x.bottom, x.em = l.y1, l.size
	x.lastWidth = x.leaves(l)
	strong := 0
	for _, c := range x.chars {
		if c.style&bold != 0 {
			strong++
		}
	}
	x.bold = strong*2 > len(x.chars)
}
