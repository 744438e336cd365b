package pdf

import "math"

// thin is the width up to which a filled shape is a line; double rules of
// spreadsheets are 2.5 points over all.
const thin = 3.2

// path is what the path operators have built so far, in page space.
type path struct {
	subs  []subpath
	clips bool
}

type subpath struct {
	points []point
	closed bool
	curved bool
}

type point struct{ x, y float64 }

func (r *run) at(x, y float64) point {
	a, b := r.s.ctm.apply(x, y)
	return point{a, b}
}

func (p *path) begin(pt point) {
	n := len(p.subs)
	if n < cap(p.subs) { // keep the points' memory
		p.subs = p.subs[:n+1]
		s := &p.subs[n]
		s.points, s.closed, s.curved = append(s.points[:0], pt), false, false
		return
	}
	p.subs = append(p.subs, subpath{points: append(make([]point, 0, 4), pt)})
}

func (p *path) last() *subpath {
	if len(p.subs) == 0 {
		return nil
	}
	return &p.subs[len(p.subs)-1]
}

// pathOperator tells whether k was one.
func (r *run) pathOperator(k uint32) bool {
	switch k {
	case 'm':
		r.path.begin(r.at(r.num(0), r.num(1)))
	case 'l':
		if s := r.path.last(); s != nil && len(s.points) < 2000 {
			s.points = append(s.points, r.at(r.num(0), r.num(1)))
		}
	case 'c', 'v', 'y':
		if s := r.path.last(); s != nil && len(s.points) < 2000 {
			s.curved = true
			n := len(r.args)
			s.points = append(s.points, r.at(r.num(n-2), r.num(n-1)))
		}
	case 'h':
		if s := r.path.last(); s != nil {
			s.closed = true
		}
	case 'r'<<8 | 'e':
		x, y, w, h := r.num(0), r.num(1), r.num(2), r.num(3)
		r.path.begin(r.at(x, y))
		s := r.path.last()
		s.points = append(s.points, r.at(x+w, y), r.at(x+w, y+h), r.at(x, y+h))
		s.closed = true
	case 'S':
		r.paint(true, false)
	case 's':
		if s := r.path.last(); s != nil {
			s.closed = true
		}
		r.paint(true, false)
	case 'f', 'F', 'f'<<8 | '*':
		r.paint(false, true)
	case 'B', 'B'<<8 | '*', 'b', 'b'<<8 | '*':
		r.paint(true, true)
	case 'n':
		r.paint(false, false)
	case 'W', 'W'<<8 | '*':
		r.path.clips = true
	default:
		return false
	}
	return true
}

func (r *run) paint(stroke, fill bool) {
	clip := r.page.clips[r.s.clip]
	if stroke || fill {
		for i := 0; i < len(r.path.subs); i++ {
			s := &r.path.subs[i]
			if s.curved {
				continue
			}
			if fill && !stroke && i+1 < len(r.path.subs) {
				if out, sides, ok := border(s, &r.path.subs[i+1]); ok {
					if !r.beside {
						r.page.ring(out, sides, clip)
					}
					i++
					continue
				}
			}
			if !r.beside {
				r.pen.draw(r.page, s, stroke, fill, clip, r.s.fill)
			}
			if fill && !r.s.glass && s.solid() {
				r.cover(s.box().and(clip))
			}
		}
	}
	if r.path.clips {
		box := nowhere
		for _, s := range r.path.subs {
			box = box.or(s.box())
		}
		r.s.clip = r.clipTo(r.s.clip, box)
	}
	r.path.subs, r.path.clips = r.path.subs[:0], false
	if len(r.page.horizontal)+len(r.page.vertical)+len(r.page.shades) > maxPageRules || len(r.page.clips) > maxPageRules {
		r.page.err = errLimit
	}
}

// cover marks the characters that an opaque area is painted over. Some tables
// carry an older draft below their final text.
func (r *run) cover(b rect) {
	cs := r.page.chars
	if b.x1-b.x0 <= thin || b.y1-b.y0 <= thin || len(cs) == 0 || r.reader.file.budget.cover.Add(int64(-len(cs))) < 0 {
		return
	}
	for i := range cs {
		if b.has(cs[i].cx(), cs[i].cy()) {
			cs[i].style |= buried
		}
	}
}

func (s *subpath) box() rect {
	b := nowhere
	for _, p := range s.points {
		b = b.or(rect{p.x, p.y, p.x, p.y})
	}
	return b
}

// pen collects lines. Dotted rules come as thousands of squares in a row:
// neighbours are joined as they come.
type pen struct {
	dots  rect
	count int
}

func (d *pen) draw(p *page, s *subpath, stroke, fill bool, clip rect, color uint32) {
	if len(s.points) < 2 {
		return
	}
	b := s.box()
	w, h := b.x1-b.x0, b.y1-b.y0
	switch {
	case w <= thin && h <= thin && (fill || s.closed):
		if c := clip.and(b); c.x0 <= c.x1 && c.y0 <= c.y1 {
			d.dot(p, b)
		}
	case h <= thin && (fill || s.closed):
		p.addHorizontal(rule{(b.y0 + b.y1) / 2, b.x0, b.x1}, clip)
	case w <= thin && (fill || s.closed):
		p.addVertical(rule{(b.x0 + b.x1) / 2, b.y0, b.y1}, clip)
	default:
		if fill && !nearWhite(color) {
			if c := clip.and(b); c.x1-c.x0 > thin && c.y1-c.y0 > thin {
				p.shades = append(p.shades, shade{c, color})
			}
		}
		if stroke {
			outline(p, s, clip)
		}
	}
}

func outline(p *page, s *subpath, clip rect) {
	n := len(s.points)
	for i := range n {
		if i == n-1 && !s.closed {
			return
		}
		a, b := s.points[i], s.points[(i+1)%n]
		switch {
		case math.Abs(a.y-b.y) < .3:
			p.addHorizontal(rule{(a.y + b.y) / 2, math.Min(a.x, b.x), math.Max(a.x, b.x)}, clip)
		case math.Abs(a.x-b.x) < .3:
			p.addVertical(rule{(a.x + b.x) / 2, math.Min(a.y, b.y), math.Max(a.y, b.y)}, clip)
		}
	}
}

// dotGap is the widest gap inside a dotted or dashed rule.
const dotGap = 4

func (d *pen) dot(p *page, b rect) {
	if d.count > 0 {
		u := d.dots.or(b)
		w, h := u.x1-u.x0, u.y1-u.y0
		near := b.x0 <= d.dots.x1+dotGap && b.x1 >= d.dots.x0-dotGap && b.y0 <= d.dots.y1+dotGap && b.y1 >= d.dots.y0-dotGap
		if near && (w <= thin || h <= thin) && (h < 1.5*(b.y1-b.y0)+.2 || w < 1.5*(b.x1-b.x0)+.2) {
			d.dots = u
			d.count++
			return
		}
	}
	d.flush(p)
	d.dots, d.count = b, 1
}

func (d *pen) flush(p *page) {
	if d.count == 0 {
		return
	}
	b := d.dots
	if b.x1-b.x0 >= b.y1-b.y0 {
		p.addHorizontal(rule{(b.y0 + b.y1) / 2, b.x0, b.x1}, everywhere)
	}
	if b.y1-b.y0 >= b.x1-b.x0 {
		p.addVertical(rule{(b.x0 + b.x1) / 2, b.y0, b.y1}, everywhere)
	}
	d.count = 0
}

func (p *page) addHorizontal(r rule, clip rect) {
	p.horizontal = addRule(p.horizontal, r, clip.x0, clip.x1, clip.y0, clip.y1)
}

func (p *page) addVertical(r rule, clip rect) {
	p.vertical = addRule(p.vertical, r, clip.y0, clip.y1, clip.x0, clip.x1)
}

// addRule cuts a rule to its clip and joins it to the one before if it goes on
// there.
func addRule(rs []rule, r rule, a0, a1, p0, p1 float64) []rule {
	if r.pos < p0-2 || r.pos > p1+2 || r.b < a0-2 || r.a > a1+2 {
		return rs
	}
	r.a, r.b = math.Max(r.a, a0-1), math.Min(r.b, a1+1)
	if n := len(rs); n > 0 {
		if l := &rs[n-1]; math.Abs(l.pos-r.pos) < .2 && r.a <= l.b+dotGap && r.b >= l.a-dotGap {
			l.a, l.b = math.Min(l.a, r.a), math.Max(l.b, r.b)
			return rs
		}
	}
	return append(rs, r)
}
