package index

import (
	"slices"
	"strings"
)

// gate lets the hits of a query through: its filters, phrases and exclusions.
type gate struct {
	s       *session
	failed  []uint8 // by class, facets not passed; see failed
	barred  []bool  // by class, shut out whatever the score; nil for none
	out     []bool  // the same by document
	all     bool    // a query of filters only: every document is a candidate
	phrases []phrase
	banned  []phrase
}

// phrase is a wording a text must hold, or must not.
type phrase struct {
	key  string  // folded as texts are
	docs []int32 // the only ones that can hold it, in order
	any  bool    // its characters tell nothing: every text can
}

// gate reads what a query asks for beside its words.
func (s *session) gate(ask *asked, opts SearchOptions) (*gate, error) {
	g := &gate{s: s, all: strings.TrimFunc(ask.Words, isBlank) == "" && len(ask.Filters) > 0}
	filter := opts.Filter
	if len(ask.Filters) > 0 {
		s.matchFields(ask.Filters)
		filter = g.filters(s, ask.Filters, filter)
	}
	var err error
	if g.failed, err = s.failed(filter); err != nil {
		return nil, err
	}
	for _, p := range ask.Phrases {
		g.phrases = append(g.phrases, s.phrase(p))
	}
	for _, x := range ask.without {
		g.exclude(s, x)
	}
	return g, nil
}

// filters adds those typed to those given: a hit passes both.
func (g *gate) filters(s *session, fields []Field, given map[string][]string) map[string][]string {
	out := map[string][]string{}
	for k, v := range given {
		out[k] = v
	}
	for _, f := range fields {
		if f.Not {
			g.bar(s.facets(), f)
			continue
		}
		values := []string{}
		old, narrowed := out[f.Facet]
		for _, v := range f.Values {
			if !narrowed || slices.Contains(old, v) {
				values = append(values, v)
			}
		}
		out[f.Facet] = values
	}
	return out
}

// bar shuts out the classes that have one of the values.
func (g *gate) bar(t *facetTable, f Field) {
	if g.barred == nil {
		g.barred = make([]bool, len(t.classes))
	}
	for i, class := range t.classes {
		for _, n := range class {
			v := t.values[n]
			g.barred[i] = g.barred[i] || v.facet == f.Facet && slices.Contains(f.Values, v.value)
		}
	}
}

// isOut reports a document shut out whatever its score.
func (g *gate) isOut(d int32) bool {
	return g.out != nil && g.out[d] || g.barred != nil && g.barred[g.s.classOf(d)]
}

func (g *gate) shut(s *session, docs []int32) {
	if g.out == nil {
		g.out = make([]bool, s.man.Documents)
	}
	for _, d := range docs {
		g.out[d] = true
	}
}

// exclude shuts out the documents that hold a word. A wording, and a word that
// is no single key, is looked for in the texts.
func (g *gate) exclude(s *session, x exclusion) {
	q := s.cut(x.text)
	if x.wording || len(q.runs) != 1 || len(q.pieces) != 1 || !q.pieces[0].known() || q.pieces[0].word != q.runs[0] {
		g.banned = append(g.banned, s.phrase(x.text))
		return
	}
	p := s.planKnown(q.pieces[0], SearchOptions{NoExpansion: true})
	for _, id := range s.ownTerms(p.alts) {
		r := s.term(id)
		var docs []int32
		for i, d := range r.docs {
			if r.said[i] {
				docs = append(docs, d)
			}
		}
		g.shut(s, docs)
	}
}

// phrase finds the documents that have all pairs of characters of a wording in
// one field.
func (s *session) phrase(text string) phrase {
	r := []rune(sought(fold1(strings.TrimFunc(text, isBlank), foldText).r))
	p := phrase{key: string(r), any: true}
	var where []uint8
	for _, run := range runs(r) {
		for i := run[0]; i+1 < run[1]; i++ {
			x := s.pairOf([2]rune{r[i], r[i+1]})
			switch {
			case x == nil:
				return phrase{key: p.key}
			case x.common:
			case p.any:
				p.docs, where, p.any = slices.Clone(x.docs), slices.Clone(x.where), false
			default:
				p.docs, where = together(p.docs, where, x)
			}
		}
	}
	return p
}

// together keeps the documents that have a pair in a field where they had all
// others.
func together(docs []int32, where []uint8, x *pair) ([]int32, []uint8) {
	n, k := 0, 0
	for i, d := range docs {
		for k < len(x.docs) && x.docs[k] < d {
			k++
		}
		if k < len(x.docs) && x.docs[k] == d && where[i]&x.where[k] != 0 {
			docs[n], where[n] = d, where[i]&x.where[k]
			n++
		}
	}
	return docs[:n], where[:n]
}

// candidates returns the documents a query can find, in a fixed order.
func (g *gate) candidates(touched []int32, documents int) []int32 {
	from := touched
	if g.all {
		from = make([]int32, documents)
		for i := range from {
			from[i] = int32(i)
		}
	}
	narrow := -1
	for i, p := range g.phrases {
		if !p.any && (narrow < 0 || len(p.docs) < len(g.phrases[narrow].docs)) {
			narrow = i
		}
	}
	if narrow >= 0 {
		from = g.phrases[narrow].docs
	}
	out := make([]int32, 0, len(from))
	for _, d := range from {
		if !g.isOut(d) && !slices.ContainsFunc(g.phrases, func(p phrase) bool { return !p.can(d) }) {
			out = append(out, d)
		}
	}
	return out
}

// can reports whether a document can hold the phrase.
func (p phrase) can(doc int32) bool {
	if p.any {
		return true
	}
	_, found := slices.BinarySearch(p.docs, doc)
	return found
}

// passes reports whether a document passes the filters and is not shut out.
func (g *gate) passes(d int32) bool { return g.filtered(d) && !g.isOut(d) }

// filtered reports whether a document passes the filters.
func (g *gate) filtered(d int32) bool {
	return g.failed == nil || g.failed[g.s.classOf(d)] == 0
}

// reads reports whether texts must be read to tell.
func (g *gate) reads() bool { return len(g.phrases)+len(g.banned) > 0 }

// readTexts reads the texts of the best until n are sure, and drops those that
// do not hold what they must, or hold what they must not.
func (s *session) readTexts(g *gate, r *ranking, n int) {
	wrong := map[int32]bool{}
	var sure []ranked
	at := 0
	for ; at < len(r.top) && len(sure) < n; at++ {
		if x := r.top[at]; g.sure(s, x.doc) {
			sure = append(sure, x)
		} else {
			wrong[x.doc] = true
		}
	}
	read := map[int32]bool{}
	for _, x := range r.top[:at] {
		read[x.doc] = true
	}
	r.approximate = slices.ContainsFunc(r.found, func(d int32) bool { return !read[d] && g.passes(d) && g.unsure(d) })
	r.top = sure
	r.found = slices.DeleteFunc(r.found, func(d int32) bool { return wrong[d] })
}

// unsure reports a document whose text must be read.
func (g *gate) unsure(doc int32) bool {
	return len(g.phrases) > 0 || slices.ContainsFunc(g.banned, func(p phrase) bool { return p.can(doc) })
}

// sure reports whether a document holds every phrase and nothing banned.
func (g *gate) sure(s *session, doc int32) bool {
	if !g.unsure(doc) {
		return true
	}
	d := s.document(doc)
	var texts [fieldContext]letterText
	for f := range texts {
		texts[f] = lettersOf(d.fieldText(f))
	}
	held := func(p phrase) bool {
		return slices.ContainsFunc(texts[:], func(t letterText) bool { return t.has(p.key) })
	}
	return !slices.ContainsFunc(g.phrases, func(p phrase) bool { return !held(p) }) && !slices.ContainsFunc(g.banned, held)
}
