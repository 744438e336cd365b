package index

import "slices"

// unit is a word of a clause, or a group of wordings with a member in it.
type unit struct {
	typed   string
	at      []Span // in the clause, bytes
	factor  float64
	subject bool // a word of the subject
	plan    planned
	group   int   // -1 for a word
	members []int // of the group, those not in the clause
	points  []docPoints
}

// units cuts a clause as a query is cut and finds the wordings in it. A word
// that stands there twice counts once.
func (m *Matcher) units(s *session, clause string) []unit {
	f := fold1(clause, foldText)
	var words []unit
	known := map[string]int{}
	var wordings []unit
	grouped := map[int]int{}
	for _, r := range runs(f.r) {
		w := f.r[r[0]:r[1]]
		k := toKatakana(w)
		for _, p := range s.cutRun(w, k, false) {
			at := Span{int(f.from[r[0]+p.start]), int(f.to[r[0]+p.end-1])}
			i, ok := known[p.word]
			if !ok {
				i = len(words)
				known[p.word] = i
				words = append(words, m.word(s, p))
				words[i].typed = clause[at.Start:at.End]
			}
			words[i].at = append(words[i].at, at)
		}
		for i := range k {
			for _, x := range m.byFirst[k[i]] {
				key := m.groups[x.group][x.member].key
				if !standsAt(w, k, i, key) {
					continue
				}
				at := Span{int(f.from[r[0]+i]), int(f.to[r[0]+i+len(key)-1])}
				j, ok := grouped[x.group]
				if !ok {
					j = len(wordings)
					grouped[x.group] = j
					wordings = append(wordings, unit{typed: clause[at.Start:at.End], factor: m.rules.Phrase, subject: true, group: x.group})
				}
				wordings[j].at = append(wordings[j].at, at)
				wordings[j].members = append(wordings[j].members, x.member) // turned around below
			}
		}
	}
	for i := range wordings {
		u := &wordings[i]
		there := u.members
		u.members = nil
		for n := range m.groups[u.group] {
			if !slices.Contains(there, n) {
				u.members = append(u.members, n)
			}
		}
	}
	return append(words, wordings...)
}

// standsAt reports a key in the run k from i on. In katakana and in Latin
// letters it must be a whole word: ログ is not in ログイン. w tells hiragana.
func standsAt(w, k []rune, i int, key []rune) bool {
	n := i + len(key)
	if n > len(k) || !slices.Equal(k[i:n], key) {
		return false
	}
	return (i == 0 || !oneWord(w[i-1], w[i])) && (n == len(k) || !oneWord(w[n-1], w[n]))
}

func oneWord(a, b rune) bool {
	c := class(a)
	return (c == classKatakana || c == classOther) && c == class(b)
}

// word plans a word of the clause. Words cut short and typos are not looked
// for: in running text they are other words.
func (m *Matcher) word(s *session, p piece) unit {
	u := unit{group: -1, factor: m.rules.Plain, plan: planned{word: p.word, weight: float64(s.man.IDF0)}}
	if p.known() {
		u.plan = s.planKnown(p, SearchOptions{})
	} else if squeezable(p.word) {
		s.putSqueezed(&u.plan)
	}
	n := len([]rune(p.word))
	switch {
	case number(p.word):
		u.factor = 0
	case n == 1 || s.isAmong(m.common, p.word, u.plan):
		u.factor = m.rules.CommonWeight
	case s.isAmong(m.things, p.word, u.plan):
	case p.known() && s.inSynonyms(p, u.plan) || n >= 4 && p.class != classHiragana && p.class != classNone:
		u.factor, u.subject = 1, true
	}
	return u
}

func number(w string) bool {
	for _, c := range w {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// isAmong knows a word by its letters, and a form of it by its term.
func (s *session) isAmong(list map[string]bool, word string, plan planned) bool {
	if list[word] {
		return true
	}
	for _, a := range plan.alts {
		if a.weight >= s.man.Weights.Own && list[Fold(s.term(a.term).shown)] {
			return true
		}
	}
	return false
}

// inSynonyms reports a member of a synonym group.
func (s *session) inSynonyms(p piece, plan planned) bool {
	for _, e := range p.entries {
		if e.kind == kindSynonym {
			return true
		}
	}
	for _, a := range plan.alts {
		if a.weight >= s.man.Weights.Own && len(s.inGroup[a.term]) > 0 {
			return true
		}
	}
	return false
}

// terms returns the words of a member, nil where the documents lack one, and
// the sum of their idf.
func (m *Matcher) terms(s *session, group, member int) ([]int, float64) {
	w := &m.groups[group][member]
	if !w.plan {
		w.plan = true
		w.terms = s.ownWords(w.key)
		w.sum = s.sumIDF(w.terms)
	}
	return w.terms, w.sum
}

// ownWords cuts a text into terms of the documents, each by its likeliest
// reading; nil where a part of it is none.
func (s *session) ownWords(key []rune) []int {
	var out []int
	for _, p := range s.cutRun(key, key, true) {
		best, cost := -1, farAway
		for _, e := range p.entries {
			if e.kind != kindSynonym && s.weightOf(e.kind) >= s.man.Weights.Own && e.cost < cost {
				best, cost = e.target, e.cost
			}
		}
		if best < 0 {
			return nil
		}
		out = append(out, best)
	}
	return out
}
