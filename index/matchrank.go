package index

import (
	"math"
	"sort"
)

// sums is the work space of one clause: sums per document, cleared by the
// documents touched.
type sums struct {
	score   []float64
	subject []int32 // words of the subject and wordings found
	touched []int32
	member  []float64 // of the wording at hand
	share   []float64
	best    []float64
}

func newSums(n int) sums {
	return sums{score: make([]float64, n), subject: make([]int32, n), member: make([]float64, n), share: make([]float64, n), best: make([]float64, n)}
}

// matched is a document with its place in the order.
type matched struct {
	doc     int32
	score   float64 // millionths of a point, a whole number
	stub    bool
	enough  bool
	subject int32
}

// rank scores the documents for a clause, best first.
func (m *Matcher) rank(s *session, units []unit) []matched {
	t := &m.sums
	for i := range units {
		u := &units[i]
		u.points = m.points(s, u)
		for _, p := range u.points {
			if t.score[p.doc] == 0 {
				t.touched = append(t.touched, p.doc)
			}
			t.score[p.doc] += float64(u.factor * p.points)
			if u.subject {
				t.subject[p.doc]++
			}
		}
	}
	var texts, stubs []matched
	for _, d := range t.touched {
		r := matched{doc: d, score: points(t.score[d]), subject: t.subject[d], stub: s.stub.has(d)}
		t.score[d], t.subject[d] = 0, 0
		if s.isAside(d) {
			continue // a text brought along asks nothing of a vendor
		}
		if r.stub {
			stubs = append(stubs, r)
		} else if r.score > 0 {
			texts = append(texts, r)
		}
	}
	t.touched = t.touched[:0]
	out := append(texts, m.titles(s, stubs, units)...)
	for i, r := range out {
		least := float64(m.rules.Enough * float64(s.man.IDF0))
		if r.subject == 1 {
			least = float64(m.rules.EnoughAlone * float64(s.man.IDF0))
		}
		out[i].enough = r.subject > 0 && r.score >= points(least)
	}
	sortMatched(out)
	return out
}

func sortMatched(list []matched) {
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		return a.score > b.score || a.score == b.score && a.doc < b.doc
	})
}

// docPoints are the points of a unit for one document, in 1024ths.
type docPoints struct {
	doc    int32
	points float64
}

// points gives the points of a unit before its factor, per document, in an
// order the unit fixes.
func (m *Matcher) points(s *session, u *unit) []docPoints {
	if u.factor == 0 {
		return nil
	}
	if u.group >= 0 {
		return m.wordingPoints(s, u)
	}
	t := m.tally
	s.rankPiece(t, u.plan)
	most := float64(m.rules.Most * float64(s.man.IDF0))
	out := make([]docPoints, len(t.touched))
	for i, d := range t.touched {
		out[i] = docPoints{d, min(most, t.score[d])}
	}
	t.clear()
	return out
}

// wordingPoints gives the points of the best member of a group.
func (m *Matcher) wordingPoints(s *session, u *unit) []docPoints {
	t := &m.sums
	most := float64(m.rules.Most * float64(s.man.IDF0))
	var touched []int32
	for _, member := range u.members {
		terms, sum := m.terms(s, u.group, member)
		var here []int32
		for _, id := range terms {
			r := s.term(id)
			idf := float64(r.idf)
			for i, d := range r.docs {
				if t.member[d] == 0 {
					here = append(here, d)
				}
				t.member[d] += float64(idf * r.sat[i])
				t.share[d] += idf
			}
		}
		for _, d := range here {
			r := t.share[d] / sum
			if p := float64(float64(t.member[d]*r) * r); r > m.rules.MemberShare && p > t.best[d] {
				if t.best[d] == 0 {
					touched = append(touched, d)
				}
				t.best[d] = p
			}
			t.member[d], t.share[d] = 0, 0
		}
	}
	out := make([]docPoints, len(touched))
	for i, d := range touched {
		out[i] = docPoints{d, min(most, t.best[d])}
		t.best[d] = 0
	}
	return out
}

// titles keeps the stubs whose title a clause has for the most part, the first
// of those with one title.
func (m *Matcher) titles(s *session, stubs []matched, units []unit) []matched {
	sortMatched(stubs)
	have := m.found(s, units)
	seen := map[string]int{}
	var out []matched
	for _, r := range stubs[:min(m.rules.StubTop, len(stubs))] {
		d := s.document(r.doc)
		if s.titleShare(d.Title, have) < m.rules.StubTitle {
			continue
		}
		r.score = math.Floor(float64(m.rules.Stub*r.score) + .5)
		key := d.Facets.Document + "\n" + d.Facets.Volume + "\n" + d.Title
		if i, ok := seen[key]; ok {
			out[i] = firstOf(out[i], r)
			continue
		}
		seen[key] = len(out)
		out = append(out, r)
	}
	return out
}

// firstOf is the higher score, and of equal scores the document that stands
// before the other: a chapter before its items.
func firstOf(a, b matched) matched {
	if b.score > a.score || b.score == a.score && b.doc < a.doc {
		return b
	}
	return a
}

// found returns the terms a clause speaks of, but for its common words.
func (m *Matcher) found(s *session, units []unit) map[int]bool {
	have := map[int]bool{}
	for i := range units {
		u := &units[i]
		if u.factor <= m.rules.CommonWeight {
			continue
		}
		for _, a := range u.plan.alts {
			have[a.term] = true
		}
		for _, id := range u.plan.parts {
			have[id] = true
		}
		for _, member := range u.members {
			terms, _ := m.terms(s, u.group, member)
			for _, id := range terms {
				have[id] = true
			}
		}
	}
	return have
}

// titleShare is the share by idf of a title's words that are among terms.
func (s *session) titleShare(title string, have map[int]bool) float64 {
	f := fold1(title, foldText)
	sum, got := 0.0, 0.0
	for _, r := range runs(f.r) {
		w := f.r[r[0]:r[1]]
		for _, p := range s.cutRun(w, toKatakana(w), true) {
			least, has := float64(s.man.IDF0), false
			for _, e := range p.entries {
				t := s.term(e.target)
				least = min(least, float64(t.idf))
				has = has || have[e.target]
				for _, q := range t.parts {
					has = has || have[q]
				}
			}
			sum += least
			if has {
				got += least
			}
		}
	}
	if sum == 0 {
		return 0
	}
	return got / sum
}
