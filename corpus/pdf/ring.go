package pdf

import "math"

// solid tells whether a filled shape fills most of its box: a frame drawn as one
// polygon hides nothing of what stands in it.
func (s *subpath) solid() bool {
	area, n := 0.0, len(s.points)
	for i, p := range s.points {
		q := s.points[(i+1)%n]
		area += p.x*q.y - q.x*p.y
	}
	b := s.box()
	return math.Abs(area)/2 > .5*(b.x1-b.x0)*(b.y1-b.y0)
}

// border tells whether two shapes, one inside the other, are the outer and the
// inner edge of a border, and gives the outer box and the widths of the left,
// right, upper and lower side.
func border(s, t *subpath) (out rect, sides [4]float64, ok bool) {
	if t.curved || len(s.points) < 4 || len(t.points) < 4 {
		return out, sides, false
	}
	out, in := s.box(), t.box()
	if in.x1-in.x0 > out.x1-out.x0 || in.y1-in.y0 > out.y1-out.y0 {
		out, in = in, out
	}
	sides = [4]float64{in.x0 - out.x0, out.x1 - in.x1, in.y0 - out.y0, out.y1 - in.y1}
	widest := 0.0
	for _, w := range sides {
		if w < -.01 || w > thin {
			return out, sides, false
		}
		widest = math.Max(widest, w)
	}
	return out, sides, widest >= .01 && in.x1-in.x0 > thin && in.y1-in.y0 > thin && s.solid() && t.solid()
}

// ring adds the sides of a border as rules. What lies inside is neither tinted
// nor hidden.
func (p *page) ring(out rect, sides [4]float64, clip rect) {
	for k, w := range sides {
		switch {
		case w < .01:
		case k == 0:
			p.addVertical(rule{out.x0 + w/2, out.y0, out.y1}, clip)
		case k == 1:
			p.addVertical(rule{out.x1 - w/2, out.y0, out.y1}, clip)
		case k == 2:
			p.addHorizontal(rule{out.y0 + w/2, out.x0, out.x1}, clip)
		case k == 3:
			p.addHorizontal(rule{out.y1 - w/2, out.x0, out.x1}, clip)
		}
	}
}
