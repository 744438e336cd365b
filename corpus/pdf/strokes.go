package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Not every straight line is a rule of a table: amended words are underlined or
// struck through, and some pages have a frame around all they show.

// tableRules gives the rules of a page that may be those of its tables, merged.
func (p *page) tableRules() (h, v []rule) {
	v = mergeRules(p.vertical, minRule)
	h = mergeRules(p.withoutUnderlines(v), minRule)
	const frames = 3 // double ones
	for range frames {
		var ok bool
		if h, v, ok = withoutPageFrame(h, v); !ok {
			break
		}
	}
	return h, v
}

// baseRun is characters that follow each other on one base line.
type baseRun struct {
	base, size, x0, x1 float64
	chars              []char
}

// withoutUnderlines leaves out horizontal rules that stand below or in a text as
// long as they are, and end at no vertical rule.
func (p *page) withoutUnderlines(v []rule) []rule {
	if len(p.horizontal) == 0 {
		return nil
	}
	var runs []baseRun
	largest := 0.0
	for i := 0; i < len(p.chars); {
		j := i + 1
		for j < len(p.chars) && p.chars[j].base == p.chars[i].base && p.chars[j].x0 >= p.chars[j-1].x0 {
			j++
		}
		c := p.chars[i]
		runs = append(runs, baseRun{float64(c.base), float64(c.size), float64(c.x0), float64(p.chars[j-1].x1), p.chars[i:j]})
		largest = math.Max(largest, float64(c.size))
		i = j
	}
	sort.SliceStable(runs, func(a, b int) bool { return runs[a].base < runs[b].base })
	return slices.DeleteFunc(slices.Clone(p.horizontal), func(r rule) bool {
		from := sort.Search(len(runs), func(i int) bool { return runs[i].base >= r.pos-.4*largest })
		for i := from; i < len(runs) && runs[i].base <= r.pos+.6*largest; i++ {
			if run := &runs[i]; run.x0 <= r.b && run.x1 >= r.a && run.underlined(r) {
				return !meets(v, r)
			}
		}
		return false
	})
}

// underlined tells whether a rule begins where a character does, ends where one
// does, and stands right below or in the middle of what is between.
func (b *baseRun) underlined(r rule) bool {
	below := (r.pos - b.base) / b.size
	if below < -.55 || below > .4 || below > -.15 && below < -.02 || r.b-r.a < .7*b.size {
		return false
	}
	const tol = 1.2
	starts, ends, covered := false, false, 0.0
	for i := range b.chars {
		c := &b.chars[i]
		x0, x1 := float64(c.x0), float64(c.x1)
		starts = starts || math.Abs(x0-r.a) < tol
		ends = ends || math.Abs(x1-r.b) < tol
		covered += math.Max(0, math.Min(x1, r.b)-math.Max(x0, r.a))
	}
	return starts && ends && covered > .85*(r.b-r.a)
}

// meets tells whether a vertical rule stands at one of a horizontal rule's ends.
func meets(v []rule, r rule) bool {
	const tol = 1.5
	for _, x := range v {
		if (math.Abs(x.pos-r.a) < tol || math.Abs(x.pos-r.b) < tol) && x.a < r.pos+tol && x.b > r.pos-tol {
			return true
		}
	}
	return false
}

// withoutPageFrame takes away a rectangle that no other rule touches, if there
// are rules inside; ok tells whether there was one.
func withoutPageFrame(h, v []rule) (rows, columns []rule, ok bool) {
	const tol = 1.5
	if len(h) < 4 || len(v) < 4 {
		return h, v, false
	}
	byPlace := func(a, b rule) int { return cmp.Compare(a.pos, b.pos) }
	left, right := slices.MinFunc(v, byPlace), slices.MaxFunc(v, byPlace)
	top, bottom := slices.MinFunc(h, byPlace), slices.MaxFunc(h, byPlace)
	closed := func(r, low, high rule) bool {
		return math.Abs(r.a-low.pos) < tol && math.Abs(r.b-high.pos) < tol
	}
	if !closed(top, left, right) || !closed(bottom, left, right) || !closed(left, top, bottom) || !closed(right, top, bottom) {
		return h, v, false
	}
	inside := func(rs []rule, a, b, low, high rule) (out []rule) {
		for _, r := range rs {
			switch {
			case r == a || r == b:
			case r.a < low.pos+tol || r.b > high.pos-tol || r.pos < a.pos+tol || r.pos > b.pos-tol:
				return nil
			default:
				out = append(out, r)
			}
		}
		return out
	}
	rows, columns = inside(h, top, bottom, left, right), inside(v, left, right, top, bottom)
	if rows == nil || columns == nil {
		return h, v, false
	}
	return rows, columns, true
}
