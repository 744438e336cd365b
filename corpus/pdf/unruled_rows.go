package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// A table without rules shows its rows by white space alone. In each column a
// gap between two lines begins a text. The texts of most columns begin at the
// top of their rows: where they do, rows begin. A column whose texts are set at
// the bottom or in the middle of their rows shares the rows of the column that
// it matches text by text.

// stack is a column of such a table: its lines, and the texts they make.
type stack struct {
	lines []textLine
	texts []stackText
	top   bool // texts begin at the top of their rows
}

// stackText is lines[from:to]; it lies in rows r0 to r1.
type stackText struct {
	from, to int
	y0, y1   float64
	r0, r1   int
}

// unruledGrid reads the rows of a table from characters and column edges.
func unruledGrid(chars []char, edges []float64) *grid {
	if len(chars) == 0 {
		return nil
	}
	nc := len(edges) - 1
	by := make([][]char, nc)
	for _, c := range chars {
		k := min(max(sort.SearchFloat64s(edges, c.cx())-1, 0), nc-1)
		by[k] = append(by[k], c)
	}
	size := float64(chars[0].size)
	stacks := make([]*stack, nc)
	var leads []float64
	for k := range by {
		stacks[k] = &stack{lines: toLines(by[k])}
		for n := 1; n < len(stacks[k].lines); n++ {
			leads = append(leads, stacks[k].lines[n].base-stacks[k].lines[n-1].base)
		}
	}
	// Lines inside cells are the closest ones; where every line fills most
	// columns, each is a row.
	lead := math.Min(percentile(leads, .1), 1.7*size)
	if everyLineFull(chars, edges) {
		lead = 0
	}
	for _, s := range stacks {
		s.cut(lead)
	}
	near := math.Max(3, .4*size)
	findTops(stacks, near)
	ys := rowTops(stacks, near)
	if len(ys) == 0 || len(ys)*nc > maxFaces {
		return nil
	}
	if splitAtTops(stacks, edges, ys, near) {
		ys = rowTops(stacks, near)
	}
	return gridOf(stacks, edges, ys)
}

// cut parts the lines into texts at the gaps.
func (s *stack) cut(lead float64) {
	for n, l := range s.lines {
		if n == 0 || l.base-s.lines[n-1].base > 1.25*lead {
			s.texts = append(s.texts, stackText{from: n, y0: l.top()})
		}
		t := &s.texts[len(s.texts)-1]
		t.to, t.y1 = n+1, l.top()+l.size
	}
}

// top is where a line's type begins. Fonts differ in the height that they claim,
// and one row may have several.
func (l textLine) top() float64 { return l.base - .88*l.size }

// findTops tells which columns begin at the top of their rows: the one with
// most lines, and those that begin where it does. Where these are too few, all
// are taken for it.
func findTops(stacks []*stack, near float64) {
	anchor := stacks[0]
	for _, s := range stacks {
		if len(s.lines) > len(anchor.lines) {
			anchor = s
		}
	}
	anchor.top = true
	n, used := 0, 0
	for _, s := range stacks {
		s.top = s.top || s.agrees(anchor, near)
		if len(s.texts) > 0 {
			used++
		}
		if s.top {
			n++
		}
	}
	n += growTops(stacks, near)
	if n*2 > used {
		return
	}
	for _, s := range stacks {
		s.top = true
	}
}

// growTops adds columns whose texts begin where those of any of the top ones do,
// and counts them.
func growTops(stacks []*stack, near float64) (n int) {
	var ys []float64
	add := func(s *stack) {
		for _, t := range s.texts {
			ys = append(ys, t.y0)
		}
	}
	for _, s := range stacks {
		if s.top {
			add(s)
		}
	}
	for grown := true; grown; {
		grown = false
		for _, s := range stacks {
			in := 0
			for _, t := range s.texts {
				if slices.ContainsFunc(ys, func(y float64) bool { return math.Abs(t.y0-y) < near }) {
					in++
				}
			}
			if !s.top && len(s.texts) > 0 && in*5 >= len(s.texts)*4 {
				s.top, grown = true, true
				n++
				add(s)
			}
		}
	}
	return n
}

// agrees: most texts of the column with fewer of them begin where one of the
// other begins.
func (s *stack) agrees(o *stack, near float64) bool {
	if len(s.texts) > len(o.texts) {
		s, o = o, s
	}
	n := 0
	for _, t := range s.texts {
		if slices.ContainsFunc(o.texts, func(u stackText) bool { return math.Abs(t.y0-u.y0) < near }) {
			n++
		}
	}
	return n > 0 && n*10 >= len(s.texts)*6
}

func rowTops(stacks []*stack, near float64) []float64 {
	var ys []float64
	for _, s := range stacks {
		for _, t := range s.texts {
			if s.top {
				ys = append(ys, t.y0)
			}
		}
	}
	return cluster(ys, near)
}

// splitAtTops parts texts that no gap parts, because their rows are a line high:
// where most columns begin a row, and the line above has room for more.
func splitAtTops(stacks []*stack, edges, ys []float64, near float64) (split bool) {
	begin, used := make([]int, len(ys)), 0
	for _, s := range stacks {
		if !s.top || len(s.texts) == 0 {
			continue
		}
		used++
		for _, t := range s.texts {
			begin[nearest(ys, t.y0)]++
		}
	}
	for k, s := range stacks {
		if !s.top {
			continue
		}
		for i := 0; i < len(s.texts); i++ {
			t := s.texts[i]
			for n := t.from + 1; n < t.to; n++ {
				l, above := s.lines[n], s.lines[n-1]
				r := nearest(ys, l.top())
				if math.Abs(ys[r]-l.top()) >= near || begin[r]*2 <= used || above.x1+1.5*l.size > edges[k+1] {
					continue
				}
				s.texts[i].to, s.texts[i].y1 = n, above.top()+above.size
				s.texts = slices.Insert(s.texts, i+1, stackText{from: n, to: t.to, y0: l.top(), y1: t.y1})
				split = true
				break
			}
		}
	}
	return split
}

// gridOf puts the texts into rows that begin at ys.
func gridOf(stacks []*stack, edges, ys []float64) *grid {
	bottom := ys[len(ys)-1]
	for _, s := range stacks {
		for _, l := range s.lines {
			bottom = math.Max(bottom, l.y1)
		}
	}
	g := &grid{xs: edges, ys: append(append([]float64(nil), ys...), bottom+1)}
	g.at = make([][]*gridCell, len(ys))
	for r := range g.at {
		g.at[r] = make([]*gridCell, len(stacks))
	}
	for _, s := range stacks {
		if s.top {
			s.place(ys)
		}
	}
	merged := mergedColumns(stacks, ys)
	for k, s := range stacks {
		spans := s.texts
		if s.top && !merged[k] {
			spans = s.apart(len(ys))
		} else if !s.top {
			spans = s.adopt(stacks, ys)
		} else if s.marks() {
			if rows := s.matched(stacks, ys, .6); rows != nil {
				spans = rows
			}
		}
		g.fillColumn(k, s, spans)
	}
	for _, x := range g.cells {
		x.read()
	}
	return g
}

// place gives every text the rows from its own to the next text's.
func (s *stack) place(ys []float64) {
	for i := range s.texts {
		s.texts[i].r0 = nearest(ys, s.texts[i].y0)
	}
	for i := range s.texts {
		s.texts[i].r1 = len(ys) - 1
		if i+1 < len(s.texts) {
			s.texts[i].r1 = max(s.texts[i].r0, s.texts[i+1].r0-1)
		}
	}
}

// marks: a column of ◎, ○ and the like, which are never merged over rows: a row
// without one has none.
func (s *stack) marks() bool {
	known := 0
	for _, t := range s.texts {
		text := s.lines[t.from].trimmed()
		if t.to > t.from+1 || len([]rune(text)) > 2 {
			return false
		}
		if strings.Contains("◎○●〇△▲×✕☓✓✔□■－―‐-", text) {
			known++
		}
	}
	return len(s.texts) >= 3 || known > 0 && known == len(s.texts)
}

// adopt gives the rows of a column whose texts do not begin at the top of their
// rows.
func (s *stack) adopt(stacks []*stack, ys []float64) []stackText {
	if rows := s.matched(stacks, ys, .2); rows != nil {
		return rows
	}
	return s.halfway(ys)
}

// matched gives the rows of the column that this one matches best, text by text;
// nil if there is none where only the given share stands alone.
func (s *stack) matched(stacks []*stack, ys []float64, share float64) (best []stackText) {
	least := math.MaxInt
	for _, o := range stacks {
		if o == s || !o.top || len(o.texts) < len(s.texts) {
			continue
		}
		spans, alone := s.match(o, ys)
		if spans != nil && alone < least && float64(alone) <= share*float64(len(spans)) {
			best, least = spans, alone
		}
	}
	return best
}

// match pairs the texts of two columns, and counts those of the other that stand
// alone; nil where two share one.
func (s *stack) match(o *stack, ys []float64) ([]stackText, int) {
	out := make([]stackText, 0, len(o.texts))
	next, alone := 0, 0
	for i, u := range o.texts {
		end := math.Inf(1)
		if i+1 < len(o.texts) {
			end = ys[o.texts[i+1].r0] - 1
		}
		t := stackText{r0: u.r0, r1: u.r1}
		n := 0
		for ; next < len(s.texts) && (s.texts[next].y0+s.texts[next].y1)/2 < end; next++ {
			t.from, t.to = s.texts[next].from, s.texts[next].to
			n++
		}
		if n > 1 {
			return nil, 0
		}
		if n == 0 {
			alone++
		}
		out = append(out, t)
	}
	return out, alone
}

// halfway parts the rows of two texts in the middle between them.
func (s *stack) halfway(ys []float64) []stackText {
	out := slices.Clone(s.texts)
	first := 0
	for i := range out {
		out[i].r0, out[i].r1 = first, len(ys)-1
		if i+1 < len(out) {
			mid := nearest(ys, (out[i].y0+out[i].y1+out[i+1].y0+out[i+1].y1)/4)
			out[i].r1 = min(max(mid-1, first), len(ys)-1)
			first = min(out[i].r1+1, len(ys)-1)
		}
	}
	return out
}

// fillColumn makes the cells of a column, each down to the next one; texts that
// share a row share a cell.
func (g *grid) fillColumn(k int, s *stack, spans []stackText) {
	var cells []*gridCell
	open := func(r0 int) {
		cells = append(cells, &gridCell{r0: r0, c0: k, c1: k})
	}
	open(0) // it may be the rest of a text that the page before began
	for _, t := range spans {
		if t.r0 > cells[len(cells)-1].r0 {
			open(t.r0)
		}
		x := cells[len(cells)-1]
		for _, l := range s.lines[t.from:t.to] {
			x.chars = append(x.chars, l.chars...)
		}
	}
	for i, x := range cells {
		x.r1 = len(g.at) - 1
		if i+1 < len(cells) {
			x.r1 = cells[i+1].r0 - 1
		}
		x.box = rect{g.xs[k], g.ys[x.r0], g.xs[k+1], g.ys[x.r1+1]}
		for r := x.r0; r <= x.r1; r++ {
			g.at[r][k] = x
		}
	}
	g.cells = append(g.cells, cells...)
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

func nearest(ys []float64, y float64) (best int) {
	for i, v := range ys {
		if math.Abs(v-y) < math.Abs(ys[best]-y) {
			best = i
		}
	}
	return best
}
