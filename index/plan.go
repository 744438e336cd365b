package index

import (
	"slices"
)

// alternative is a term a piece is searched by, and what it is worth against
// the word as typed.
type alternative struct {
	term   int
	weight float64
}

// planned is a piece of the query with everything it is searched by.
type planned struct {
	word   string
	weight float64 // W of rank.go, in 1024ths of idf
	extra  float64 // weight of what the piece leaves unexplained, see planSliver
	alts   []alternative
	parts  []int // terms of a compound
	base   []int // the terms that are the word, or its readings; the parts are theirs
	pairs  []string
	from   string        // "prefix" or "typo" when the word itself was not found
	off    []alternative // switched off, see switchOff
	guess  bool          // what was found instead may well be another word
}

// put adds an alternative, keeping the higher of two weights.
func (p *planned) put(term int, w float64) {
	for i, a := range p.alts {
		if a.term == term {
			p.alts[i].weight = max(a.weight, w)
			return
		}
	}
	p.alts = append(p.alts, alternative{term, w})
}

func (s *session) weightOf(k kind) float64 {
	switch k {
	case kindVariant, kindSkeleton:
		return s.man.Weights.Variant
	case kindReading:
		return s.man.Weights.Reading
	}
	return 1
}

// planAll turns pieces into what is searched.
func (s *session) planAll(q query, opts SearchOptions) []planned {
	var out []planned
	for _, p := range q.pieces {
		var x planned
		if p.known() {
			x = s.planKnown(p, opts)
		} else {
			x = s.planUnknown(p, opts)
		}
		s.planSliver(p, &x)
		out = append(out, x)
	}
	s.planJoints(q, out)
	s.switchOff(q, out, opts.Without)
	return out
}

// planJoints looks at two words typed as one (確定申告). Where no
// document has the characters that meet and those beside them, the word they
// make is in none, and a document with one of the two is no answer: the query
// weighs more than both. The pair that meets is not enough: among many texts
// 掃除機 has its 除機 in 削除機能.
func (s *session) planJoints(q query, plan []planned) {
	for i := 1; i < len(plan); i++ {
		a, b := q.pieces[i-1], q.pieces[i]
		x, y := []rune(a.word), []rune(b.word)
		if a.after != y[0] || b.before != x[len(x)-1] || !isCJK(a.after) || !isCJK(b.before) {
			continue
		}
		if plan[i-1].extra == 0 && plan[i].extra == 0 && !s.together(x[max(0, len(x)-2):], y[:min(2, len(y))]) {
			plan[i].extra = float64(s.man.Weights.Joint * (plan[i-1].weight + plan[i].weight))
		}
	}
}

// together reports a document that has every pair of characters of a and b one
// behind the other in one field.
func (s *session) together(a, b []rune) bool {
	r := append(slices.Clone(a), b...)
	var docs []int32
	var where []uint8
	for i, any := 0, true; i+1 < len(r); i++ {
		p := s.pairOf([2]rune{r[i], r[i+1]})
		switch {
		case p == nil:
			return false
		case p.common:
		case any:
			docs, where, any = slices.Clone(p.docs), slices.Clone(p.where), false
		default:
			if docs, where = together(docs, where, p); len(docs) == 0 {
				return false
			}
		}
	}
	return true
}

// planSliver finds the 英 of 英会話: one kanji beside another with which it forms
// a pair no document has. What was found is then not what was meant; the query
// weighs as much as if that kanji were unknown, and its coverage falls. The same
// holds for two katakana before a ー (スキー is not スキ).
func (s *session) planSliver(p piece, out *planned) {
	r := []rune(p.word)
	if len(r) <= 2 && p.class == classKatakana && p.after == 'ー' {
		out.extra, out.guess = float64(s.man.IDF0)-out.weight, true
	}
	if len(r) != 1 || p.class != classKanji {
		return
	}
	if isKanji(p.before) && s.pairOf([2]rune{p.before, r[0]}) == nil || isKanji(p.after) && s.pairOf([2]rune{r[0], p.after}) == nil {
		out.extra, out.guess = float64(s.man.IDF0)-out.weight, true
	}
}

// planKnown: the terms of the key, the parts of a compound, the members of its
// synonym groups, and katakana that differ by ー only.
func (s *session) planKnown(p piece, opts SearchOptions) planned {
	out := planned{word: p.word}
	var groups []int
	for _, e := range p.entries {
		if e.kind == kindSynonym {
			groups = addNew(groups, e.target)
			continue
		}
		out.put(e.target, s.weightOf(e.kind))
	}
	base := s.ownTerms(out.alts)
	for _, id := range base {
		for _, g := range s.inGroup[id] {
			groups = addNew(groups, g)
		}
	}
	var members []int
	for _, g := range groups {
		for _, id := range s.groups[g] {
			members = addNew(members, id)
		}
	}
	out.parts, out.base = s.partsOf(base), base
	switch {
	case len(base) > 0:
		out.weight = s.leastIDF(base)
	case len(members) > 0:
		out.weight = s.leastIDF(members)
	default:
		out.weight = float64(s.man.IDF0)
	}
	if out.parts != nil {
		out.weight = s.sumIDF(out.parts)
	}
	if len(base) == 0 {
		s.planInside(p.word, &out)
	}
	s.putMembers(&out, members, len(base) > 0, opts)
	if squeezable(p.word) {
		s.putSqueezed(&out)
	}
	return out
}

func addNew(list []int, id int) []int {
	for _, x := range list {
		if x == id {
			return list
		}
	}
	return append(list, id)
}

// ownTerms are the alternatives that count as the word itself, or all of them
// when none does (a reading).
func (s *session) ownTerms(alts []alternative) []int {
	var own, all []int
	for _, a := range alts {
		all = append(all, a.term)
		if a.weight >= s.man.Weights.Own {
			own = append(own, a.term)
		}
	}
	if own != nil {
		return own
	}
	return all
}

// partsOf returns the parts of the first compound among the terms, unless one
// of them is a plain word.
func (s *session) partsOf(ids []int) []int {
	var out []int
	for _, id := range ids {
		if p := s.term(id).parts; p != nil && out == nil {
			out = p
		}
	}
	return out
}

func (s *session) leastIDF(ids []int) float64 {
	out := s.man.IDF0
	for _, id := range ids {
		out = min(out, s.term(id).idf)
	}
	return float64(out)
}

func (s *session) sumIDF(ids []int) float64 {
	sum := 0
	for _, id := range ids {
		sum += s.term(id).idf
	}
	return float64(sum)
}

// planInside cuts a synonym member that is no term of the corpus into words
// that are: 遠隔保守 is also found by 保守.
func (s *session) planInside(word string, out *planned) {
	r := []rune(word)
	defer func(was bool) { s.running = was }(s.running)
	s.running = false // a member is no running text
	for _, p := range s.cutRun(r, r, true) {
		best, cost := -1, farAway
		for _, e := range p.entries {
			if s.weightOf(e.kind) >= s.man.Weights.Own && e.cost < cost {
				best, cost = e.target, e.cost
			}
		}
		if best >= 0 {
			out.parts = append(out.parts, best)
		}
	}
	if out.parts != nil {
		out.weight = max(out.weight, s.sumIDF(out.parts))
	}
}

func (s *session) putMembers(out *planned, members []int, present bool, opts SearchOptions) {
	if opts.NoExpansion {
		return
	}
	w := s.man.Weights.Instead
	if present {
		w = s.man.Weights.Synonym
	}
	for _, id := range members {
		out.put(id, w)
	}
}

func (s *session) putSqueezed(out *planned) {
	for _, e := range s.lookup(squeezed(out.word)) {
		if e.kind == kindSqueezed {
			out.put(e.target, s.man.Weights.Squeezed)
		}
	}
}

// Shards read at most for a prefix and for a typo: a fixed bound, so that a
// query's bytes do not grow with the corpus without end.
const (
	prefixShards = 4
	typoShards   = 16
)

func hasAlternative(alts []alternative, id int) bool {
	for _, a := range alts {
		if a.term == id {
			return true
		}
	}
	return false
}
