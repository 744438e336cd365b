package corpus

import (
	"slices"
	"strings"
)

// What a requirement was split into or merged from: the rest is attached to pairs.

// chance is a unit that could be a part of a paired unit of the other side.
type chance struct {
	u, w  *unit
	p     *pairing
	at    int // parts that p had when the score was found, -1 before
	score float64
}

// attach finds units that are a part of another one: each further part of a
// split or merge covers what the parts found so far leave open.
func (m *matcher) attach() {
	var chances []*chance
	for _, u := range slices.Concat(m.a, m.b) {
		if m.free(u) && u.runes >= leastPart {
			chances = append(chances, m.chances(u)...)
		}
	}
	for {
		var best *chance
		for _, c := range chances {
			if !m.free(c.u) || !m.extends(c.p, c.u) {
				continue
			}
			if n := len(m.parts[c.p]); c.at != n {
				c.at, c.score = n, m.residual(c.w, c.u, c.p)
			}
			if c.score >= partCoverage && (best == nil || c.score > best.score || c.score == best.score && c.u.key < best.u.key) {
				best = c
			}
		}
		if best == nil {
			break
		}
		m.parts[best.p] = append(m.parts[best.p], best.u)
		m.of[best.u] = best.p
	}
	m.attachLoose(m.a, m.b, partCoverage, looseCoverage)
	m.attachLoose(m.b, m.a, partCoverage, looseCoverage)
}

// divide finds wholes that were plainly cut in pieces, or put together of them:
// before anything else that is merely like a piece can take it.
func (m *matcher) divide() {
	m.attachLoose(m.a, m.b, plainCoverage, plainCoverage)
	m.attachLoose(m.b, m.a, plainCoverage, plainCoverage)
}

// chances are the paired units of the other side that u could be a part of, in
// document order: of many, those that have most in common with it.
func (m *matcher) chances(u *unit) []*chance {
	type likely struct {
		c      *chance
		common int
	}
	var all []likely
	for _, w := range m.other(u) {
		if p := m.of[w]; p != nil && !p.exact && (p.a == w || p.b == w) && w.runes > u.runes/2 && shares(w, u, partCoverage/2) {
			if n := common(w, u); float64(n) >= leastShare*float64(u.runes) {
				all = append(all, likely{&chance{u: u, w: w, p: p, at: -1}, n})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y likely) int { return y.common - x.common })
	all = all[:min(len(all), mostCandidates)]
	slices.SortFunc(all, func(x, y likely) int { return x.c.w.at - y.c.w.at })
	out := make([]*chance, len(all))
	for i, l := range all {
		out[i] = l.c
	}
	return out
}

func (m *matcher) other(u *unit) []*unit {
	if u.side == 0 {
		return m.b
	}
	return m.a
}

// shares reports whether a share of the character pairs of u stand in w: cheap,
// and true of every part of which some more of the characters do.
func shares(w, u *unit, share float64) bool {
	n := 0
	for g, k := range u.grams {
		n += min(k, w.grams[g])
	}
	return float64(n) >= share*float64(u.runes-1)
}

// common is how many characters of u stand in runs that w has too, wherever: no
// fewer than covered finds.
func common(w, u *unit) int {
	n, end := 0, 0 // the characters before end are counted
	for i := range len(u.keys) - leastRun + 1 {
		if w.runs[[leastRun]rune(u.keys[i:])] {
			n += i + leastRun - max(i, end)
			end = i + leastRun
		}
	}
	return n
}

// extends reports whether u may become a further part: a pairing grows on one
// side only.
func (m *matcher) extends(p *pairing, u *unit) bool {
	for _, x := range m.parts[p] {
		if x.side != u.side {
			return false
		}
	}
	return true
}

// residual tells how much of u stands in w where the other parts do not, as a
// share of u; where u says more than w did, as a share of what they leave open.
func (m *matcher) residual(w, u *unit, p *pairing) float64 {
	taken := make([]bool, w.runes)
	kin := append([]*unit{p.a}, m.parts[p]...)
	if w.side == 0 {
		kin[0] = p.b
	}
	open := w.runes
	for _, x := range kin {
		open -= take(taken, m.covered(w, x))
	}
	n := take(taken, m.covered(w, u))
	share := float64(n) / float64(u.runes)
	if share < partCoverage && share >= leastShare && open >= leastPart && float64(n) >= restCoverage*float64(open) {
		return partCoverage
	}
	return share
}

// take marks characters and returns how many of them were free.
func take(taken []bool, at []int32) int {
	n := 0
	for _, i := range at {
		if !taken[i] {
			taken[i] = true
			n++
		}
	}
	return n
}

// covered lists the characters of w that stand in u in runs. What it found it
// keeps: attach asks again and again.
func (m *matcher) covered(w, u *unit) []int32 {
	key := [2]*unit{w, u}
	if at, ok := m.cover[key]; ok {
		return at
	}
	var at, run []int32
	last := -2
	end := func() {
		if len(run) >= leastRun {
			at = append(at, run...)
		}
		run = run[:0]
	}
	for i, j := range matchLetters(w.letters, u.letters) {
		if j < 0 || j != last+1 {
			end()
		}
		if j >= 0 {
			run = append(run, int32(i))
			last = j
		} else {
			last = -2
		}
	}
	end()
	m.cover[key] = at
	return at
}

// attachLoose finds wholes that are paired with nothing because each part is
// small beside them. ofPart is how much of a part has to stand in the whole,
// ofWhole how much of the whole its parts have to make up.
func (m *matcher) attachLoose(wholes, parts []*unit, ofPart, ofWhole float64) {
	for _, w := range wholes {
		if !m.free(w) {
			continue
		}
		taken := make([]bool, w.runes)
		var found []*unit
		sum := 0
		for _, u := range parts {
			if !m.free(u) || u.runes < leastPart || u.runes > w.runes || !shares(w, u, ofPart-0.2) ||
				float64(common(w, u)) < ofPart*float64(u.runes) {
				continue
			}
			trial := slices.Clone(taken)
			n := take(trial, m.covered(w, u))
			if float64(n)/float64(u.runes) >= ofPart {
				taken, found, sum = trial, append(found, u), sum+n
			}
		}
		if share := float64(sum) / float64(w.runes); len(found) > 1 && share >= ofWhole {
			m.loose = append(m.loose, loose{w, found, share})
			for _, u := range append(found, w) {
				m.inLoose[u] = true
			}
		}
	}
}

// joined is the text of several units, in document order.
func joined(units []*unit) string {
	var out []string
	for _, u := range units {
		out = append(out, u.text)
	}
	return strings.Join(out, "\n")
}

func ids(units []*unit) []string {
	out := []string{}
	for _, u := range units {
		out = append(out, u.r.ID)
	}
	return out
}
