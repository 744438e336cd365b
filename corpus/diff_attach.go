package corpus

import (
	"cmp"
	"slices"
	"strings"
)

// What a requirement was split into or merged from: the rest is attached to pairs.

// attach finds units that are a part of another one: each further part of a
// split or merge covers what the parts found so far leave open.
func (m *matcher) attach() {
	type attachment struct {
		u     *unit
		p     *pairing
		score float64
	}
	for {
		var best attachment
		better := func(x attachment) bool {
			if d := cmp.Compare(x.score, best.score); d != 0 || best.u == nil {
				return d > 0
			}
			return x.u.key < best.u.key
		}
		for _, u := range slices.Concat(m.a, m.b) {
			if !m.free(u) || u.runes < leastPart {
				continue
			}
			for _, w := range m.wholes(u) {
				p := m.of[w]
				if !m.extends(p, u) {
					continue
				}
				if s := m.residual(w, u, p); s >= partCoverage {
					if x := (attachment{u, p, s}); better(x) {
						best = x
					}
				}
			}
		}
		if best.u == nil {
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

// wholes are the paired units of the other side that u could be a part of.
func (m *matcher) wholes(u *unit) []*unit {
	var out []*unit
	for _, w := range m.other(u) {
		if p := m.of[w]; p != nil && !p.exact && (p.a == w || p.b == w) && w.runes > u.runes/2 && shares(w, u, partCoverage/2) {
			out = append(out, w)
		}
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
		open -= covered(w, x, taken)
	}
	n := covered(w, u, taken)
	share := float64(n) / float64(u.runes)
	if share < partCoverage && share >= leastShare && open >= leastPart && float64(n) >= restCoverage*float64(open) {
		return partCoverage
	}
	return share
}

// covered marks the characters of w that stand in u in runs, and returns how
// many it marked that were free.
func covered(w, u *unit, taken []bool) int {
	n := 0
	var run []int
	last := -2
	end := func() {
		if len(run) >= leastRun {
			for _, i := range run {
				if !taken[i] {
					taken[i] = true
					n++
				}
			}
		}
		run = nil
	}
	for i, j := range matchLetters(letters(w.text), letters(u.text)) {
		if j < 0 || j != last+1 {
			end()
		}
		if j >= 0 {
			run = append(run, i)
			last = j
		} else {
			last = -2
		}
	}
	end()
	return n
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
			if !m.free(u) || u.runes < leastPart || u.runes > w.runes || !shares(w, u, ofPart-0.2) {
				continue
			}
			trial := slices.Clone(taken)
			n := covered(w, u, trial)
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
