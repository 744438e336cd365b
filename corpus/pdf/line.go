package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// textLine is a line of characters, sorted from left to right.
type textLine struct {
	base, x0, x1, size float64
	y0, y1             float64
	chars              []char
}

// toLines groups characters by base line; raised and lowered small ones stay
// with the line their box overlaps. cs is reordered.
func toLines(cs []char) []textLine {
	slices.SortStableFunc(cs, func(a, b char) int {
		switch {
		case a.base < b.base:
			return -1
		case a.base > b.base:
			return 1
		}
		return 0
	})
	var ls []textLine
	start := 0
	var l textLine
	flush := func(end int) {
		if end > start {
			l.chars = cs[start:end]
			ls = append(ls, l.sorted())
		}
	}
	for i, c := range cs {
		b, s := float64(c.base), float64(c.size)
		if i > start && (b-l.base <= .45*math.Max(s, l.size) && b-l.base <= .6*math.Min(s, l.size) || raised(c, cs[i-1])) {
			if s > l.size {
				l.size, l.base = s, b
			}
		} else {
			flush(i)
			start = i
			l = textLine{base: b, size: s, x0: 1e9, x1: -1e9, y0: 1e9, y1: -1e9}
		}
		l.x0, l.x1 = math.Min(l.x0, float64(c.x0)), math.Max(l.x1, float64(c.x1))
		l.y0, l.y1 = math.Min(l.y0, float64(c.y0)), math.Max(l.y1, float64(c.y1))
	}
	flush(len(cs))
	return ls
}

func (l textLine) sorted() textLine {
	slices.SortStableFunc(l.chars, func(a, b char) int {
		switch {
		case a.x0 < b.x0:
			return -1
		case a.x0 > b.x0:
			return 1
		}
		return 0
	})
	l.chars = once(l.chars)
	return l
}

// once drops characters that are printed again at their own place, which makes
// bold type of a font that has none, and shadows.
func once(cs []char) []char {
	out := cs[:0]
	for i, c := range cs {
		if c.r == ' ' && (c.under(out[max(0, len(out)-2):]) || c.under(cs[i+1:min(len(cs), i+3)])) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].twice(c) {
			out[n-1].style |= bold
			continue
		}
		out = append(out, c)
	}
	return out
}

// under tells whether c is printed upon one of these characters: some programs
// underline a text with spaces.
func (c char) under(cs []char) bool {
	x := (c.x0 + c.x1) / 2
	for i := range cs {
		if d := &cs[i]; !blank(d.r) && d.x0 <= x && x <= d.x1 {
			return true
		}
	}
	return false
}

// twice: the same character covers most of this one.
func (c char) twice(d char) bool {
	return c.r == d.r && d.x0-c.x0 < .3*(c.x1-c.x0) && abs32(c.base-d.base) < .1*c.size && abs32(c.size-d.size) < .1*c.size && c.r != ' ' && c.r != '\uFFFD'
}

func abs32(v float32) float32 { return max(v, -v) }

// raised: a small character and its neighbour in base line order share half of
// their height.
func raised(c, k char) bool {
	if c.size > .75*k.size && k.size > .75*c.size {
		return false
	}
	o := min(c.y1, k.y1) - max(c.y0, k.y0)
	return o >= .5*min(c.y1-c.y0, k.y1-k.y0)
}

// String is the line as it stands, with a space where the print has a gap and
// the file no character for it.
func (l textLine) String() string {
	var b strings.Builder
	b.Grow(3 * len(l.chars))
	for i, c := range l.chars {
		if i > 0 {
			p := l.chars[i-1]
			if gap(p, c) && !unicode.IsSpace(p.r) && !unicode.IsSpace(c.r) {
				b.WriteByte(' ')
			}
			if c.r == ' ' && p.r == ' ' { // one is a word space; more are the print's
				continue
			}
		}
		b.WriteRune(c.r)
	}
	return b.String()
}

// gap tells a word space from the stretching of justified Japanese lines.
func gap(p, c char) bool {
	d := c.x0 - p.x1
	switch narrow := narrowRune(p.r); {
	case narrow && narrowRune(c.r):
		return d > .2*c.size
	case narrow || narrowRune(c.r):
		return d > .6*c.size
	}
	return d > .9*c.size
}

func narrowRune(r rune) bool { return r < 0x2000 }

func (l textLine) trimmed() string { return strings.TrimFunc(l.String(), unicode.IsSpace) }

// joinText appends a line to a text: no space between Japanese characters,
// one between words of Latin letters.
func joinText(b *strings.Builder, last rune, s string) rune {
	if s == "" {
		return last
	}
	rs := []rune(s)
	if last != 0 && last < 0x80 && rs[0] < 0x80 && last != '-' && last != ' ' && last != '\n' {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	return rs[len(rs)-1]
}

// cellText joins the lines of a cell; a line that ends early enough to have
// taken the next character ends a paragraph.
func cellText(lines []textLine, box rect) string {
	var b strings.Builder
	var last rune
	var prev textLine
	for _, l := range lines {
		s := strings.TrimRightFunc(strings.TrimLeft(l.String(), " "), unicode.IsSpace)
		if s == "" {
			continue
		}
		if last != 0 && box.x1-box.x0-(prev.x1-prev.x0)-5 > 3*math.Max(prev.size, l.size) {
			b.WriteByte('\n')
			last = '\n'
		}
		last = joinText(&b, last, s)
		prev = l
	}
	return strings.TrimSpace(b.String())
}

// bare is a text without white space, for comparing.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// cluster joins values closer than tol and gives their means, sorted.
func cluster(v []float64, tol float64) []float64 {
	sort.Float64s(v)
	var out []float64
	for i := 0; i < len(v); {
		j, s := i, 0.0
		for j < len(v) && v[j]-v[i] <= tol {
			s += v[j]
			j++
		}
		out = append(out, s/float64(j-i))
		i = j
	}
	return out
}
