package corpus

import (
	"cmp"
	"math"
	"slices"
)

// worth bounds the search: a change whose new neighbours cost this much more
// than the old ones is not priced as a whole, for columns, labels and brackets
// hardly ever make up for more.
const worth = 7.0

// A cell of the search is a sequence of line indices; margin is how much dearer
// the cheapest other arrangement of its lines is.
type joinedCell struct {
	lines  []int
	cost   float64
	column *column
	margin float64
}

// joinLines finds the arrangement of lines in cells of least cost: it joins
// the cheapest pairs first, then changes the arrangement while that helps, then
// tries changes that help only together with others. Changes are tried in a
// fixed order, so that equal pages give equal cells.
func joinLines(j *joiner) []*joinedCell {
	s := &search{j: j}
	for _, lines := range cheapestFirst(j) {
		s.add(lines)
	}
	s.add(nil) // where a piece cut off goes
	s.descend()
	for range detourRounds {
		s.weigh(greatestDetour)
		if !s.detours() {
			break
		}
	}
	s.uncross()
	s.weigh(0)
	return slices.DeleteFunc(s.cells, func(c *joinedCell) bool { return len(c.lines) == 0 })
}

type search struct {
	j     *joiner
	cells []*joinedCell
	dirty map[*joinedCell]bool // changed since all changes of it were tried
	// weighing: changes are priced, not made; those below limit are kept.
	weighing bool
	limit    float64
	changes  []change
	a, b     []int // scratch
}

// A change replaces the lines of two cells, or of one where y is nil.
type change struct {
	x, y       *joinedCell
	linesX     []int
	linesY     []int
	wasX, wasY []int
	delta      float64
}

// Bounds of the detours, for the time they take: 6 finds nearly all that 9
// does.
const (
	greatestDetour = 6.0
	detourRounds   = 3
	mostDetours    = 250
)

// detours makes each change that costs little, and what then helps, and keeps
// the outcome if it is cheaper.
func (s *search) detours() bool {
	changes := s.changes
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.delta, b.delta) })
	better := false
	for _, c := range changes[:min(len(changes), mostDetours)] {
		if !slices.Equal(c.x.lines, c.wasX) || c.y != nil && !slices.Equal(c.y.lines, c.wasY) {
			continue
		}
		before, n := s.total(), len(s.cells)
		kept := make([]joinedCell, n)
		for i, k := range s.cells {
			kept[i] = *k
		}
		s.set(c.x, c.linesX)
		if c.y != nil {
			s.set(c.y, c.linesY)
		}
		if s.descend(); s.total() < before-1e-9 {
			better = true
			continue
		}
		s.cells = s.cells[:n]
		for i, k := range s.cells {
			*k = kept[i]
		}
	}
	return better
}

// mostUncrossed is what it may cost to give two rows their texts in the order
// of their numbers.
const mostUncrossed = 5.0

// uncross exchanges the texts of neighbouring rows that are read in the wrong
// order: a table's rows follow each other, which no single cell shows.
func (s *search) uncross() {
	for _, x := range s.cells {
		for _, y := range s.cells {
			if len(x.lines) < 2 || len(y.lines) < 2 {
				continue
			}
			a, b := s.j.lines[x.lines[0]].frag, s.j.lines[y.lines[0]].frag
			if a.kind != fragLabel || b.kind != fragLabel || a.mark != b.mark || b.num != a.num+1 ||
				s.j.lines[x.lines[1]].frag.pos < s.j.lines[y.lines[1]].frag.pos {
				continue
			}
			s.a = append(append(s.a[:0], x.lines[0]), y.lines[1:]...)
			s.b = append(append(s.b[:0], y.lines[0]), x.lines[1:]...)
			cx, _ := s.j.cost(s.a)
			cy, _ := s.j.cost(s.b)
			if cx+cy-x.cost-y.cost < mostUncrossed {
				s.set(x, slices.Clone(s.a))
				s.set(y, slices.Clone(s.b))
			}
		}
	}
}

func (s *search) total() float64 {
	sum := 0.0
	for _, c := range s.cells {
		sum += c.cost
	}
	return sum
}

func (s *search) set(c *joinedCell, lines []int) {
	c.lines = lines
	c.cost, c.column = s.j.cost(lines)
	s.dirty[c] = true
}

// descend makes changes until none helps.
func (s *search) descend() {
	for len(s.dirty) > 0 {
		was := s.dirty
		s.dirty = map[*joinedCell]bool{}
		s.try(func(x, y *joinedCell) bool { return was[x] || was[y] || s.dirty[x] || s.dirty[y] })
	}
}

func (s *search) add(lines []int) {
	c := &joinedCell{lines: lines, margin: math.Inf(1)}
	c.cost, c.column = s.j.cost(lines)
	s.cells = append(s.cells, c)
	if s.dirty == nil {
		s.dirty = map[*joinedCell]bool{}
	}
	s.dirty[c] = true
}

// cheapestFirst joins pairs of lines in the order of their cost.
func cheapestFirst(j *joiner) [][]int {
	type join struct {
		x, y int
		cost float64
	}
	var joins []join
	n := len(j.lines)
	for x := range n {
		for y := range n {
			if c := j.joins[x][y]; c < j.w.start+j.w.openEnd {
				joins = append(joins, join{x, y, c})
			}
		}
	}
	slices.SortStableFunc(joins, func(a, b join) int { return cmp.Compare(a.cost, b.cost) })
	cell := make([]int, n)
	lines := make([][]int, n)
	next, before := make([]bool, n), make([]bool, n)
	for i := range n {
		cell[i], lines[i] = i, []int{i}
	}
	for _, k := range joins {
		if next[k.x] || before[k.y] || cell[k.x] == cell[k.y] {
			continue
		}
		next[k.x], before[k.y] = true, true
		to, from := cell[k.x], cell[k.y]
		for _, i := range lines[from] {
			cell[i] = to
		}
		lines[to], lines[from] = append(lines[to], lines[from]...), nil
	}
	return slices.DeleteFunc(lines, func(l []int) bool { return l == nil })
}

// junction is the cost of y behind x, where either may be no line.
func (s *search) junction(x, y int) float64 {
	switch {
	case x < 0 && y < 0:
		return 0
	case x < 0:
		if s.j.lines[y].head() {
			return 0
		}
		return s.j.startCost(s.j.lines[y], 2)
	case y < 0:
		if l := s.j.lines[x]; l.closes || l.head() {
			return 0
		}
		return s.j.w.openEnd
	}
	return s.j.joins[x][y]
}

func at(lines []int, i int) int {
	if i < 0 || i >= len(lines) {
		return -1
	}
	return lines[i]
}

// try tries the changes of all pairs of cells that wanted holds for.
func (s *search) try(wanted func(x, y *joinedCell) bool) {
	for a := 0; a < len(s.cells); a++ {
		for b := range s.cells {
			x, y := s.cells[a], s.cells[b]
			if !wanted(x, y) || len(x.lines) == 0 && len(y.lines) == 0 {
				continue
			}
			if a < b {
				s.exchange(x, y)
			}
			s.move(x, y)
		}
		if last := s.cells[len(s.cells)-1]; len(last.lines) > 0 {
			s.add(nil)
		}
	}
}

// weigh prices every change, sets the margin of every cell, and keeps the
// changes that cost less than limit.
func (s *search) weigh(limit float64) {
	s.weighing, s.limit, s.changes = true, limit, nil
	for _, c := range s.cells {
		c.margin = math.Inf(1)
	}
	s.try(func(x, y *joinedCell) bool { return true })
	s.weighing = false
	s.dirty = map[*joinedCell]bool{}
}
