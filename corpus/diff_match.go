package corpus

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// What makes two requirements the same. Decided on the editions written for
// the tests: unrelated obligations of one chapter, which share すること and
// their topic, stay below 0.4; a sentence half rewritten stays above 0.45.
const (
	sameNumberSimilarity = 0.75 // with one number, before anything else is tried
	leastSimilarity      = 0.45 // below, two texts are two requirements
	candidateSimilarity  = 0.2  // of character pairs: worth a closer look
	mostCandidates       = 12   // of a unit that get one
	leastRun             = 4    // characters in a row that are no coincidence
	leastPart            = 12   // characters a part of a split must have
	partCoverage         = 0.6  // of a part that must stand in the whole, where nothing else of the part's kin stands
	restCoverage         = 0.7  // or of what the others leave open of the whole, where the part says more than that
	leastShare           = 0.3  // of such a part that must stand in the whole
	looseCoverage        = 0.55 // of the whole that its parts must make up, where no part is like it by itself
	largestAssignment    = 800  // rows for which the best sum is looked for; beyond it best pairs come first
)

// pairing is an older and a newer unit and how alike they are.
type pairing struct {
	a, b  *unit
	score float64
	exact bool
}

// matcher pairs the units of two catalogs. Nothing in it depends on which of
// the two is called the older.
type matcher struct {
	a, b    []*unit
	of      map[*unit]*pairing
	parts   map[*pairing][]*unit // of a split: further newer units; of a merge: further older ones
	loose   []loose              // splits and merges without a pairing
	inLoose map[*unit]bool
	scores  map[[2]*unit]float64
	nearest map[*unit]float64 // best similarity to anything it was compared with
	second  map[*unit]float64
}

// loose is a whole and its parts, none of which is like the whole by itself.
type loose struct {
	whole    *unit
	parts    []*unit
	coverage float64
}

func newMatcher(a, b []*unit) *matcher {
	for _, u := range b {
		u.side = 1
	}
	return &matcher{a: a, b: b, of: map[*unit]*pairing{}, parts: map[*pairing][]*unit{}, inLoose: map[*unit]bool{},
		scores: map[[2]*unit]float64{}, nearest: map[*unit]float64{}, second: map[*unit]float64{}}
}

func (m *matcher) pair(a, b *unit, score float64, exact bool) {
	p := &pairing{a: a, b: b, score: score, exact: exact}
	m.of[a], m.of[b] = p, p
}

// free reports a unit with words that nothing is known of yet.
func (m *matcher) free(u *unit) bool { return m.of[u] == nil && !m.inLoose[u] && u.runes > 0 }

// equal pairs units of equal words: with one number first, then in order.
func (m *matcher) equal() {
	byWords := map[string][]*unit{}
	for _, u := range m.b {
		if u.runes > 0 {
			byWords[u.equal] = append(byWords[u.equal], u)
		}
	}
	take := func(fits func(a, b *unit) bool) {
		for _, a := range m.a {
			for _, b := range byWords[a.equal] {
				if m.free(a) && m.free(b) && fits(a, b) {
					m.pair(a, b, 1, true)
				}
			}
		}
	}
	take(func(a, b *unit) bool { return a.key == b.key })
	take(func(a, b *unit) bool { return a.chap == b.chap })
	take(func(a, b *unit) bool { return true })
}

// numbered pairs units of one number whose words are much alike.
func (m *matcher) numbered() {
	byKey := map[string]*unit{}
	for _, b := range m.b {
		byKey[b.key] = b
	}
	for _, a := range m.a {
		b := byKey[a.key]
		if b == nil || !m.free(a) || !m.free(b) {
			continue
		}
		if s := m.similarity(a, b); s >= sameNumberSimilarity {
			m.pair(a, b, s, false)
		}
	}
}

// similarity of two units, 0 to 1: twice the characters of common runs of two
// and more through all characters. Long texts are compared by character pairs.
func (m *matcher) similarity(a, b *unit) float64 {
	key := [2]*unit{a, b}
	if s, ok := m.scores[key]; ok {
		return s
	}
	s := gramSimilarity(a, b)
	if a.runes*b.runes <= maxCells/16 {
		x, y := a.text, b.text
		if a.equal > b.equal {
			x, y = y, x // the same runs in both directions
		}
		s = 2 * float64(runsOf(x, y, 2)) / float64(a.runes+b.runes)
	}
	m.scores[key] = s
	return s
}

// runsOf counts the characters of common runs of at least n characters.
func runsOf(x, y string, n int) int {
	total, run, last := 0, 0, -2
	end := func() {
		if run >= n {
			total += run
		}
		run = 0
	}
	for _, j := range matchLetters(letters(x), letters(y)) {
		if j < 0 || j != last+1 {
			end()
		}
		if j >= 0 {
			run++
			last = j
		} else {
			last = -2
		}
	}
	end()
	return total
}

func gramSimilarity(a, b *unit) float64 {
	shared := 0
	if len(a.grams) > len(b.grams) {
		a, b = b, a
	}
	for g, n := range a.grams {
		shared += min(n, b.grams[g])
	}
	if n := a.runes + b.runes - 2; n > 0 {
		return 2 * float64(shared) / float64(n)
	}
	return 0
}

// assign pairs the rest so that the sum of weights is largest.
func (m *matcher) assign() {
	var a, b []*unit
	for _, u := range m.a {
		if m.free(u) {
			a = append(a, u)
		}
	}
	for _, u := range m.b {
		if m.free(u) {
			b = append(b, u)
		}
	}
	var all []weighted
	for _, c := range m.candidates(a, b) {
		s := m.similarity(c.a, c.b)
		m.see(c.a, s)
		m.see(c.b, s)
		if s >= leastSimilarity {
			all = append(all, weighted{c.a, c.b, m.weight(c.a, c.b, s)})
		}
	}
	for _, w := range bestAssignment(all) {
		m.pair(w.a, w.b, m.similarity(w.a, w.b), false)
	}
}

// candidates are the pairs worth a closer look: for every unit those that share
// most character pairs with it.
func (m *matcher) candidates(a, b []*unit) []weighted {
	var all []weighted
	for _, x := range a {
		for _, y := range b {
			if s := gramSimilarity(x, y); s >= candidateSimilarity {
				all = append(all, weighted{x, y, m.weight(x, y, s)})
			}
		}
	}
	best := bestFirst(all)
	keep := map[[2]*unit]bool{}
	for _, side := range []func(weighted) *unit{func(w weighted) *unit { return w.a }, func(w weighted) *unit { return w.b }} {
		n := map[*unit]int{}
		for _, w := range best {
			if u := side(w); n[u] < mostCandidates {
				n[u]++
				keep[[2]*unit{w.a, w.b}] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(w weighted) bool { return !keep[[2]*unit{w.a, w.b}] })
}

func (m *matcher) see(u *unit, s float64) {
	if s > m.nearest[u] {
		m.nearest[u], m.second[u] = s, m.nearest[u]
	} else if s > m.second[u] {
		m.second[u] = s
	}
}

// weight prefers one good pair to two poor ones, and among equals one number,
// one chapter, and the same relative place.
func (m *matcher) weight(a, b *unit, s float64) float64 {
	w := s * s
	if a.key == b.key {
		w += 0.1
	} else if a.chap == b.chap {
		w += 0.03
	}
	return w - 1e-4*math.Abs(float64(a.at)/float64(len(m.a))-float64(b.at)/float64(len(m.b)))
}

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
	m.attachLoose(m.a, m.b)
	m.attachLoose(m.b, m.a)
}

// wholes are the paired units of the other side that u could be a part of.
func (m *matcher) wholes(u *unit) []*unit {
	var out []*unit
	for _, w := range m.other(u) {
		if p := m.of[w]; p != nil && !p.exact && (p.a == w || p.b == w) && w.runes > u.runes/2 && shares(w, u) {
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

// shares reports whether a third of the character pairs of u stand in w: cheap,
// and true of every part.
func shares(w, u *unit) bool {
	n := 0
	for g, k := range u.grams {
		n += min(k, w.grams[g])
	}
	return 10*n >= 3*(u.runes-1)
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
// small beside them.
func (m *matcher) attachLoose(wholes, parts []*unit) {
	for _, w := range wholes {
		if !m.free(w) {
			continue
		}
		taken := make([]bool, w.runes)
		var found []*unit
		sum := 0
		for _, u := range parts {
			if !m.free(u) || u.runes < leastPart || u.runes > w.runes || !shares(w, u) {
				continue
			}
			trial := slices.Clone(taken)
			n := covered(w, u, trial)
			if float64(n)/float64(u.runes) >= partCoverage {
				taken, found, sum = trial, append(found, u), sum+n
			}
		}
		if share := float64(sum) / float64(w.runes); len(found) > 1 && share >= looseCoverage {
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

func percent(f float64) string { return fmt.Sprintf("%d%%", int(f*100+0.5)) }
