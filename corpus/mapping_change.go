package corpus

import "slices"

// exchange swaps the tails of two cells.
func (s *search) exchange(x, y *joinedCell) {
	for p := 0; p <= len(x.lines); p++ {
		for q := 0; q <= len(y.lines); q++ {
			if p > len(x.lines) || p == 0 && q == 0 || p == len(x.lines) && q == len(y.lines) {
				continue
			}
			xp, xn, yp, yn := at(x.lines, p-1), at(x.lines, p), at(y.lines, q-1), at(y.lines, q)
			if s.junction(xp, yn)+s.junction(yp, xn)-s.junction(xp, xn)-s.junction(yp, yn) > worth {
				continue
			}
			s.a = append(append(s.a[:0], x.lines[:p]...), y.lines[q:]...)
			s.b = append(append(s.b[:0], y.lines[:q]...), x.lines[p:]...)
			// One of the two new cells may be better off in two pieces.
			if !s.settle(x, y) && p > 0 && q > 0 && p < len(x.lines) && q < len(y.lines) {
				s.settleParted(x, y, p, q)
			}
		}
	}
}

// settleParted tries an exchange of tails in which one of the tails becomes a
// cell of its own.
func (s *search) settleParted(x, y *joinedCell, p, q int) {
	z := s.cells[len(s.cells)-1]
	if len(z.lines) > 0 || s.weighing {
		return
	}
	for _, c := range [2][2]*joinedCell{{x, y}, {y, x}} {
		a, b := c[0], c[1]
		head, tail := slices.Clone(a.lines[:p]), slices.Clone(a.lines[p:])
		join := slices.Clone(append(append(s.a[:0], b.lines[:q]...), tail...))
		rest := slices.Clone(b.lines[q:])
		if s.settleThree([3]*joinedCell{a, b, z}, [3][]int{head, join, rest}) {
			return
		}
		p, q = q, p
	}
}

func (s *search) settleThree(cells [3]*joinedCell, lines [3][]int) bool {
	delta := 0.0
	var cost [3]float64
	var col [3]*column
	for i, c := range cells {
		cost[i], col[i] = s.j.cost(lines[i])
		delta += cost[i] - c.cost
	}
	if delta > -1e-9 {
		return false
	}
	for i, c := range cells {
		c.lines, c.cost, c.column = lines[i], cost[i], col[i]
		s.dirty[c] = true
	}
	s.add(nil)
	return true
}

// longestMove is how many lines are moved at once: more go by exchange.
const longestMove = 2

// move takes lines out of a cell and puts them into another one, or elsewhere
// into the same.
func (s *search) move(x, y *joinedCell) {
	for n := 1; n <= longestMove; n++ {
		for p := 0; p+n <= len(x.lines); p++ {
			from, to := x.lines[p], x.lines[p+n-1]
			out := s.junction(at(x.lines, p-1), at(x.lines, p+n)) - s.junction(at(x.lines, p-1), from) - s.junction(to, at(x.lines, p+n))
			for q := 0; q <= len(y.lines); q++ {
				if p+n > len(x.lines) || x.lines[p] != from {
					break // the cell has changed
				}
				if x == y && q >= p && q <= p+n {
					continue
				}
				before, behind := at(y.lines, q-1), at(y.lines, q)
				if out+s.junction(before, from)+s.junction(to, behind)-s.junction(before, behind) > worth {
					continue
				}
				s.place(x, y, p, n, q)
			}
		}
	}
}

func (s *search) place(x, y *joinedCell, p, n, q int) {
	piece := x.lines[p : p+n]
	if x == y {
		s.a = s.a[:0]
		for i, l := range x.lines {
			if i == q {
				s.a = append(s.a, piece...)
			}
			if i < p || i >= p+n {
				s.a = append(s.a, l)
			}
		}
		if q == len(x.lines) {
			s.a = append(s.a, piece...)
		}
		s.settle(x, nil)
		return
	}
	s.a = append(append(s.a[:0], x.lines[:p]...), x.lines[p+n:]...)
	s.b = append(append(append(s.b[:0], y.lines[:q]...), piece...), y.lines[q:]...)
	s.settle(x, y)
}

// settle makes the change from the cells x and y to the lines in s.a and s.b
// if it helps, or notes how little it would cost.
func (s *search) settle(x, y *joinedCell) bool {
	cost, columnX := s.j.cost(s.a)
	delta := cost - x.cost
	var costY float64
	var columnY *column
	if y != nil {
		costY, columnY = s.j.cost(s.b)
		delta += costY - y.cost
	}
	if s.weighing {
		s.note(x, y, delta)
		return false
	}
	if delta > -1e-9 {
		return false
	}
	x.lines, x.cost, x.column = slices.Clone(s.a), cost, columnX
	s.dirty[x] = true
	if y != nil {
		y.lines, y.cost, y.column = slices.Clone(s.b), costY, columnY
		s.dirty[y] = true
	}
	return true
}

// note lowers the margins of two cells to the cost of a change, unless it
// gives the same texts.
func (s *search) note(x, y *joinedCell, delta float64) {
	if delta < s.limit {
		c := change{x: x, y: y, linesX: slices.Clone(s.a), wasX: x.lines, delta: delta}
		if y != nil {
			c.linesY, c.wasY = slices.Clone(s.b), y.lines
		}
		s.changes = append(s.changes, c)
	}
	if delta >= x.margin && (y == nil || delta >= y.margin) {
		return
	}
	newX, newY := s.text(s.a), ""
	oldX, oldY := s.text(x.lines), ""
	if y != nil {
		newY, oldY = s.text(s.b), s.text(y.lines)
	}
	if newX == oldX && newY == oldY || newX == oldY && newY == oldX {
		return
	}
	x.margin = min(x.margin, delta)
	if y != nil {
		y.margin = min(y.margin, delta)
	}
}

func (s *search) text(lines []int) string {
	out := ""
	for _, i := range lines {
		out += s.j.lines[i].text
	}
	return out
}
