package corpus

import (
	"fmt"
	"math"
	"slices"
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
	plainCoverage        = 0.9  // of a part and of the whole, where parts are looked for before likeness is
	leastConfidence      = 0.35 // of two texts of different numbers: below, either could as well be another's
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
	cover   map[[2]*unit][]int32 // what covered found
	nearest map[*unit]float64    // best similarity to anything it was compared with
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
		scores: map[[2]*unit]float64{}, cover: map[[2]*unit][]int32{}, nearest: map[*unit]float64{}, second: map[*unit]float64{}}
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
		p := &pairing{a: w.a, b: w.b, score: m.similarity(w.a, w.b)}
		if w.a.key == w.b.key || m.confidence(p) >= leastConfidence {
			m.of[w.a], m.of[w.b] = p, p
		}
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

func percent(f float64) string { return fmt.Sprintf("%d%%", int(f*100+0.5)) }
