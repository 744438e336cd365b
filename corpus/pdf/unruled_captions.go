package pdf

import (
	"math"
	"slices"
	"sort"
)

// withoutSpanning leaves out the captions that stand right above captionRules.
func withoutSpanning(ls []proseLine, rules []rule) []proseLine {
	for _, r := range captionRules(rules) {
		ls = withoutAbove(ls, r)
	}
	return ls
}

const maxCaptionRules = 20

// captionRules gives the rules near the top of a table that are not as wide as it:
// they part captions over several columns from those of the columns.
func captionRules(rules []rule) (out []rule) {
	full := 0.0
	for _, r := range rules {
		full = math.Max(full, r.b-r.a)
	}
	rules = slices.DeleteFunc(slices.Clone(rules), func(r rule) bool { return r.b-r.a < full/20 })
	sort.Slice(rules, func(i, j int) bool { return rules[i].pos < rules[j].pos })
	wide := 0 // rules above
	for i, r := range rules {
		switch {
		case r.b-r.a > .9*full:
			if i == 0 || r.pos-rules[i-1].pos > posTol {
				wide++
			}
		case wide < 2 && len(out) < maxCaptionRules:
			out = append(out, r)
		}
	}
	return out
}

// withoutAbove leaves out what stands right above a rule, unless it crowds it.
func withoutAbove(ls []proseLine, r rule) []proseLine {
	out := ls
	for k, l := range ls {
		if r.pos < l.base-.3*l.size || r.pos > l.base+1.5*l.size {
			continue
		}
		over := func(c char) bool { return c.cx() > r.a && c.cx() < r.b }
		a := slices.IndexFunc(l.chars, over)
		if a < 0 {
			continue
		}
		b := a
		for b < len(l.chars) && over(l.chars[b]) {
			b++
		}
		if w := float64(l.chars[b-1].x1 - l.chars[a].x0); w > .8*(r.b-r.a) {
			continue
		}
		if &out[0] == &ls[0] {
			out = slices.Clone(ls)
		}
		out[k].chars = slices.Concat(l.chars[:a], l.chars[b:])
	}
	return out
}

// reclaim takes captions back that were taken for a running head, because they
// come again on every page: several texts side by side right above a table.
func (d *prose) reclaim() {
	captions := map[string]bool{}
	for i := range d.sheets {
		if !d.tabular(i) {
			continue
		}
		near := d.nearHead(i)
		n := 0 // lines up to the highest one with several texts
		for k, l := range near {
			if pieces(l) >= minUnruledColumn || n == k && d.spans(i, l) {
				n = k + 1
			}
		}
		for _, l := range near[:n] {
			captions[bare(l.String())] = true
		}
	}
	for i, s := range d.sheets {
		if len(s.grids) > 0 || len(captions) == 0 {
			continue
		}
		for _, l := range d.nearHead(i) {
			p, ok := newProseLine(l, i)
			if !ok || !captions[bare(l.String())] {
				break
			}
			d.body[i] = slices.Insert(d.body[i], 0, p)
			d.findStretch(i)
			d.head[i] = slices.DeleteFunc(slices.Clone(d.head[i]), func(h textLine) bool { return h.base == l.base })
		}
	}
}

// nearHead gives the lines of a page's head that stand close above its body, from
// below.
func (d *prose) nearHead(i int) (near []textLine) {
	if len(d.body[i]) == 0 {
		return nil
	}
	top, most := d.body[i][0].base, 4.0
	for k := len(d.head[i]) - 1; k >= 0; k-- {
		l := d.head[i][k]
		if l.base > top {
			continue
		}
		if top-l.base > most*l.size {
			break
		}
		near = append(near, l)
		top, most = l.base, 2
	}
	return near
}

// spans tells whether a line is a caption over several columns, with a rule below.
func (d *prose) spans(i int, l textLine) bool {
	p, ok := newProseLine(l, i)
	return ok && len(withoutSpanning([]proseLine{p}, d.sheets[i].horizontal)[0].chars) < len(p.chars)
}

// pieces counts the texts of a line that wide gaps part.
func pieces(l textLine) (n int) {
	for i, c := range l.chars {
		if i == 0 || c.x0-l.chars[i-1].x1 > 1.2*c.size {
			n++
		}
	}
	return n
}
