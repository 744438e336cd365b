package index

import "sort"

// candidate tells what made the score of a requirement.
func (m *Matcher) candidate(s *session, r matched, units []unit) Candidate {
	d := s.document(r.doc)
	c := Candidate{ID: d.ID, Citation: d.Citation, Title: d.Title, Stub: r.stub, Score: r.score / 1e6, Enough: r.enough}
	fields := foldFields(d)
	all := marker{words: map[string]bool{}, longest: map[rune]int{}}
	for i := range units {
		u := &units[i]
		for _, p := range u.points {
			if p.doc != r.doc {
				continue
			}
			w := SharedWord{Word: u.typed, Wording: u.group >= 0, Weight: u.plan.weight / idfScale, Factor: u.factor,
				Points: points(float64(u.factor*p.points)) / 1e6, Clause: u.at}
			mark := marker{words: map[string]bool{}, longest: map[rune]int{}}
			for _, id := range m.said(s, u, r.doc) {
				rec := s.term(id)
				w.Terms = appendNew(w.Terms, rec.shown)
				mark.addTerm(rec)
				all.addTerm(rec)
			}
			w.Requirement = fields.places(mark)
			c.Shared = append(c.Shared, w)
			break
		}
	}
	sort.SliceStable(c.Shared, func(i, j int) bool { return c.Shared[i].Points > c.Shared[j].Points })
	c.Passage = all.fragment(d)
	return c
}

func appendNew(list []string, w string) []string {
	for _, x := range list {
		if x == w {
			return list
		}
	}
	return append(list, w)
}

// said returns the terms of a unit that a document has.
func (m *Matcher) said(s *session, u *unit, doc int32) []int {
	var out []int
	add := func(id int) {
		if _, ok := s.term(id).satIn(doc); ok {
			out = addNew(out, id)
		}
	}
	for _, id := range u.plan.parts {
		add(id)
	}
	for _, a := range u.plan.alts {
		add(a.term)
	}
	for _, member := range u.members {
		terms, sum := m.terms(s, u.group, member)
		if got := s.sumIDF(having(s, terms, doc)); got/sum > m.rules.MemberShare {
			for _, id := range terms {
				add(id)
			}
		}
	}
	return out
}

// having returns the terms a document has.
func having(s *session, terms []int, doc int32) (out []int) {
	for _, id := range terms {
		if _, ok := s.term(id).satIn(doc); ok {
			out = append(out, id)
		}
	}
	return out
}

// foldedFields are the fields of a document folded once for many words.
type foldedFields []struct {
	name string
	f    *folded
	k    []rune
}

func foldFields(d Document) (out foldedFields) {
	for _, x := range []struct{ name, text string }{{"title", d.Title}, {"body", d.Body}, {"context", d.Context}} {
		f := fold1(x.text, foldText)
		out = append(out, struct {
			name string
			f    *folded
			k    []rune
		}{x.name, f, toKatakana(f.r)})
	}
	return out
}

func (l foldedFields) places(m marker) []Place {
	var out []Place
	for _, x := range l {
		for _, sp := range m.spansIn(x.f, x.k) {
			out = append(out, Place{x.name, sp})
		}
	}
	return out
}
