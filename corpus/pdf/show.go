package pdf

import (
	"math"
	"strings"
)

func (r *run) textOperator(k uint32) {
	switch k {
	case 'B'<<8 | 'T':
		r.tm, r.tlm = identity, identity
	case 'T'<<8 | 'f':
		if len(r.args) >= 2 {
			r.s.font, r.s.size = r.fontNamed(string(r.args[0].b)), r.args[1].num
		}
	case 'T'<<8 | 'd':
		r.line(r.num(0), r.num(1))
	case 'T'<<8 | 'D':
		r.s.tl = -r.num(1)
		r.line(r.num(0), r.num(1))
	case 'T'<<8 | 'm':
		r.tlm = r.matrix()
		r.tm = r.tlm
	case 'T'<<8 | '*':
		r.line(0, -r.s.tl)
	case 'T'<<8 | 'c':
		r.s.tc = r.num(0)
	case 'T'<<8 | 'w':
		r.s.tw = r.num(0)
	case 'T'<<8 | 'z':
		r.s.tz = r.num(0) / 100
	case 'T'<<8 | 'L':
		r.s.tl = r.num(0)
	case 'T'<<8 | 's':
		r.s.rise = r.num(0)
	case 'T'<<8 | 'r':
		r.s.mode = int(r.num(0))
	case 'T'<<8 | 'j', 'T'<<8 | 'J':
		r.show(r.args)
	case '\'':
		r.line(0, -r.s.tl)
		r.show(r.args)
	case '"':
		r.s.tw, r.s.tc = r.num(0), r.num(1)
		r.line(0, -r.s.tl)
		if len(r.args) > 2 {
			r.show(r.args[2:3])
		}
	}
}

func (r *run) line(x, y float64) {
	r.tlm = matrix{1, 0, 0, 1, x, y}.mul(r.tlm)
	r.tm = r.tlm
}

func (r *run) fontNamed(n string) *font {
	o := r.fonts[n]
	if _, ok := o.(ref); ok {
		return r.reader.font(o)
	}
	ft, ok := r.direct[n]
	if !ok {
		ft = r.reader.font(o)
		r.direct[n] = ft
	}
	return ft
}

// show paints the strings of a Tj or TJ; numbers between them move back.
func (r *run) show(args []token) {
	f := r.s.font
	if f == nil {
		return
	}
	t := r.tm.mul(r.s.ctm)
	u := 0.0 // how far, in text space
	for _, a := range args {
		switch a.kind {
		case tokNumber:
			u -= a.num / 1000 * r.s.size * r.s.tz
		case tokString:
			if f.vert {
				u = r.showDown(f, a.b, t, u)
			} else {
				u = r.showString(f, a.b, t, u)
			}
		}
		if r.page.err != nil {
			return
		}
	}
	if f.vert {
		r.tm = matrix{1, 0, 0, 1, 0, u}.mul(r.tm)
	} else {
		r.tm = matrix{1, 0, 0, 1, u, 0}.mul(r.tm)
	}
}

func (r *run) showString(f *font, b []byte, t matrix, u float64) float64 {
	s := &r.s
	em := math.Hypot(t[2], t[3]) * math.Abs(s.size)
	turn, across := r.turn(t, s.size)
	lean := [4]style{0, upward, 0, downward}[(turn-r.facing+4)%4]
	if across {
		lean = askew
	}
	bottom, top := s.rise+f.desc*s.size, s.rise+f.asc*s.size
	f.each(b, func(k code, g *glyph) {
		w := g.width * s.size * s.tz
		x0, y0 := t.apply(u, bottom)
		x1, y1 := t.apply(u+w, top)
		_, base := t.apply(u, s.rise)
		r.turns[turn]++
		c := char{
			x0: float32(math.Min(x0, x1)), y0: float32(math.Min(y0, y1)),
			x1: float32(math.Max(x0, x1)), y1: float32(math.Max(y0, y1)),
			base: float32(base), size: float32(em), style: lean,
		}
		r.emit(f, k, g, c)
		u += w + s.tc*s.tz
		if k.n == 1 && k.v == 32 {
			u += s.tw * s.tz
		}
	})
	return u
}

// showDown is vertical writing: one em down for each glyph.
func (r *run) showDown(f *font, b []byte, t matrix, v float64) float64 {
	s := &r.s
	em := math.Hypot(t[2], t[3]) * math.Abs(s.size)
	f.each(b, func(k code, g *glyph) {
		x, y := t.apply(0, v)
		c := char{x0: float32(x - em/2), x1: float32(x + em/2), y0: float32(y), y1: float32(y + em), base: float32(y + em), size: float32(em), style: downward}
		r.emit(f, k, g, c)
		v -= s.size + s.tc
	})
	return v
}

// turn is the direction in user space, before the page is turned; across tells
// that it is none of the four.
func (r *run) turn(t matrix, size float64) (turn int, across bool) {
	// t ends in page space; undo the flip's linear part by its sign pattern
	x, y := t[0]*size, t[1]*size
	f := r.flip
	det := f[0]*f[3] - f[1]*f[2]
	ux, uy := (x*f[3]-y*f[2])/det, (y*f[0]-x*f[1])/det
	across = math.Min(math.Abs(ux), math.Abs(uy)) > .2*math.Max(math.Abs(ux), math.Abs(uy))
	switch {
	case math.Abs(ux) >= math.Abs(uy) && ux >= 0:
		return 0, across
	case math.Abs(ux) >= math.Abs(uy):
		return 2, across
	case uy > 0:
		return 1, across
	}
	return 3, across
}

// halves are the marks that fill only the left or the right half of their square.
// At the end of a justified line the empty half may lie outside of the clip.
const (
	leftHalves  = "、。，．）］｝〕〉》」』】’”"
	rightHalves = "（［｛〔〈《「『【‘“"
)

// inkShare is how far into its box the middle of a character's ink lies.
func inkShare(text string) float64 {
	switch {
	case text == "":
	case strings.Contains(leftHalves, text):
		return .25
	case strings.Contains(rightHalves, text):
		return .75
	}
	return .5
}

// shareOf is inkShare of a single character.
func shareOf(r rune) float64 {
	if r < 0x2018 || r > 0x301D && r < 0xFF00 { // most characters
		return .5
	}
	return inkShare(string(r))
}

// inkEnds is the character's box without the empty half of a mark.
func (c *char) inkEnds() (x0, x1 float64) {
	x0, x1 = float64(c.x0), float64(c.x1)
	switch shareOf(c.r) {
	case .25:
		x1 = (x0 + x1) / 2
	case .75:
		x0 = (x0 + x1) / 2
	}
	return x0, x1
}

// follows tells whether the character stands right behind another one.
func (c *char) follows(p *char) bool {
	return c.style == p.style && abs32(c.base-p.base) < .1*c.size && abs32(c.x0-p.x1) < .3*c.size
}

// inkX is where the middle of the ink lies, which decides whether a clip leaves
// the character to be seen.
func (c char) inkX(share float64) float64 { return float64(c.x0) + share*float64(c.x1-c.x0) }

// emit files a glyph's characters as visible, clipped or invisible.
func (r *run) emit(f *font, k code, g *glyph, c char) {
	if r.glyphs++; r.glyphs > maxPageGlyphs || !r.reader.file.budget.glyph() {
		r.page.err = errLimit
		return
	}
	s := &r.s
	if f.bold || s.mode == 2 {
		c.style |= bold
	}
	if nearWhite(s.fill) {
		c.style |= white
	} else if s.glass || s.fill != 0 && luminance(s.fill) > .7 {
		c.style |= pale
	}
	if g.given {
		r.lost[GlyphCode{f.id, int(k.v)}]++
	}
	if !g.ok {
		c.style |= unmapped
		id := GlyphCode{f.id, int(k.v)}
		r.lost[id]++
		if len(r.actual) > 0 && len(r.recent) < maxPageGlyphs {
			r.recent = append(r.recent, id)
		}
	}
	c.clip = s.clip
	dst := &r.page.chars
	switch {
	case s.mode == 3 || s.mode == 7:
		dst = &r.veiled
	case !r.page.clips[s.clip].has(c.inkX(g.ink), c.cy()):
		dst = &r.page.hidden
	}
	r.page.radicals += g.radicals
	r.page.dots = r.page.dots || g.dot
	w := (c.x1 - c.x0) / float32(len(g.runes))
	x := c.x0
	for i, u := range g.runes {
		c.r, c.x0, c.x1 = u, x+w*float32(i), x+w*float32(i+1)
		*dst = append(*dst, c)
	}
}
