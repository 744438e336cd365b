package index

import (
	"runtime/debug"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Build analyses documents into an index in memory. It loads the dictionary
// (half a second). Errors: an empty or repeated id.
func Build(docs []Document, opts Options) (*Index, error) {
	m, err := buildModel(docs, opts)
	if err != nil {
		return nil, err
	}
	man, err := marshal(m.man)
	if err != nil {
		return nil, err
	}
	return newIndex(man, memory(m.shards))
}

func buildModel(docs []Document, opts Options) (*model, error) {
	// addAll sets it tighter; here it is put back.
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	b, err := newBuilder(docs, opts)
	if err != nil {
		return nil, err
	}
	if err := b.addAll(); err != nil {
		return nil, err
	}
	return b.freeze()
}

// Close releases the files of an index on disk. An index in memory has none.
func (x *Index) Close() error {
	if x.closer == nil {
		return nil
	}
	return x.closer()
}

// Len returns the number of documents, stubs included.
func (x *Index) Len() int { return x.man.Documents }

var tallies sync.Pool

// borrowTally returns a cleared work space for n documents.
func borrowTally(n int) *tally {
	if t, ok := tallies.Get().(*tally); ok && len(t.score) >= n {
		return t
	}
	return newTally(n)
}

// Search returns the best n hits, best first; what a citation names stands
// before them. An error means the index on disk could not be read; a query that
// finds nothing is no error.
func (x *Index) Search(text string, n int, opts SearchOptions) (Result, error) {
	s := &session{Index: x}
	defer x.tidy()
	ask := readSyntax(text)
	named, possible, cited := s.citeAsked(ask)
	q := s.cut(ask.Words)
	plan := s.planAll(q, opts)
	g, err := s.gate(&ask, opts)
	if err != nil {
		return Result{}, err
	}
	r := s.rank(q, plan, g, max(n, x.man.Weights.VerifyTop), append(slices.Clone(named), possible...))
	r.top = s.verify(q, r.top, r.weight, max(n, sure))
	res := Result{Query: text, Expansions: s.expansions(q, plan), Confident: s.confident(q, r.top), Syntax: ask.Syntax, Citation: cited, Approximate: r.approximate}
	order := r.citedFirst(named, possible, cited)
	if cited != nil {
		res.Confident = cited.Named > 0
	} else if (g.all || len(g.phrases) > 0) && len(r.top) > 0 {
		res.Confident = true
	}
	if opts.Facets {
		res.Facets = s.countFacets(r.found, g.failed)
	}
	res.Total = g.passing(r.found)
	marks := s.marker(q, plan)
	for _, r := range order[:min(n, len(order))] {
		res.Hits = append(res.Hits, s.hit(r, marks))
	}
	return res, s.err
}

// citeAsked reads the query, or what is left of it beside filters, as a
// citation.
func (s *session) citeAsked(ask asked) (named, possible []answer, out *Citation) {
	if named, possible, out = s.cite(ask.text); out == nil && len(ask.Filters) > 0 && len(ask.Phrases)+len(ask.Excluded) == 0 {
		return s.cite(ask.Words)
	}
	return named, possible, out
}

// citedFirst puts what the query names before the ranked, and tells how much
// of it the filters let through.
func (r *ranking) citedFirst(named, possible []answer, c *Citation) []ranked {
	if c == nil {
		return r.top
	}
	var out []ranked
	seen := map[int32]bool{}
	for i, a := range append(slices.Clone(named), possible...) {
		x, ok := r.cited[int32(a.doc)]
		if !ok || seen[x.doc] {
			continue
		}
		x.cited = CitedNamed
		if i >= len(named) {
			x.cited = CitedPossible
			c.Possible++
		} else {
			c.Named++
		}
		for _, t := range r.top {
			if t.doc == x.doc {
				x.score, x.cover = t.score, t.cover
			}
		}
		seen[x.doc] = true
		out = append(out, x)
	}
	for _, t := range r.top {
		if !seen[t.doc] {
			out = append(out, t)
		}
	}
	return out
}

// Cut returns the pieces a query is searched by, folded, in order; "?" follows
// a piece that nothing in the corpus explains. Function words are left out.
func (x *Index) Cut(text string) ([]string, error) {
	s := &session{Index: x}
	var out []string
	for _, p := range s.cut(text).pieces {
		if !p.known() {
			p.word += "?"
		}
		out = append(out, p.word)
	}
	return out, s.err
}

// ranking is what one search found.
type ranking struct {
	top         []ranked         // the best, before the literal check
	found       []int32          // all, whether they pass the facets or not
	cited       map[int32]ranked // of the documents cited, those that pass
	weight      float64          // of the query
	approximate bool
}

// rank scores the documents and keeps the best n the gate lets through.
func (s *session) rank(q query, plan []planned, g *gate, n int, cited []answer) *ranking {
	t := borrowTally(s.man.Documents)
	defer func() {
		t.clear()
		tallies.Put(t)
	}()
	weight := 0.0
	for _, p := range plan {
		weight += p.weight + p.extra
		s.rankPiece(t, p)
	}
	weight, pairs := s.rankLiteral(t, q, weight)
	r := &ranking{weight: weight, found: g.candidates(t.touched, s.man.Documents), cited: map[int32]ranked{}}
	keep := n
	if g.reads() {
		keep = n * phraseTexts
	}
	for _, d := range r.found {
		if g.passes(d) {
			r.top = insert(r.top, s.finish(t, d, weight, pairs), keep)
		}
	}
	if g.reads() {
		s.readTexts(g, r, n)
	}
	isFound := map[int32]bool{}
	for _, a := range cited {
		d := int32(a.doc)
		if !isFound[d] && g.passes(d) {
			r.cited[d] = s.finish(t, d, weight, pairs)
		}
		isFound[d] = true
	}
	r.addCited(isFound)
	return r
}

// addCited counts the cited among the found.
func (r *ranking) addCited(cited map[int32]bool) {
	if len(cited) == 0 {
		return
	}
	for _, d := range r.found {
		delete(cited, d)
	}
	for d := range cited {
		r.found = append(r.found, d)
	}
}

// passing counts the documents the filters let through.
func (g *gate) passing(found []int32) int {
	n := 0
	for _, d := range found {
		n += bit(g.filtered(d))
	}
	return n
}

// insert keeps the best n in order.
func insert(top []ranked, r ranked, n int) []ranked {
	if len(top) == n && !r.before(top[n-1]) {
		return top
	}
	i := sort.Search(len(top), func(i int) bool { return r.before(top[i]) })
	if len(top) < n {
		top = append(top, ranked{})
	}
	copy(top[i+1:], top[i:])
	top[i] = r
	return top
}

// shortWord is the length in characters up to which a query without a space is
// one word rather than a phrase.
const shortWord = 4

// sure is the number of first hits that decide whether a result is confident.
const sure = 3

// ordered is the number of texts that are compared for the order of the query's
// letters: as many as a page shows, so that no text is read for it alone.
const ordered = 10

// verify looks for the query's letter runs in the text of the first hits. Once
// n of them have the letters it stops: the same points for all keep their
// order, so that none behind can come among the first n, and its text need not
// be read.
func (s *session) verify(q query, order []ranked, weight float64, n int) []ranked {
	var want []string
	for _, r := range q.texts {
		if len([]rune(r)) > 1 {
			want = append(want, r)
		}
	}
	top := order[:min(s.man.Weights.VerifyTop, len(order))]
	if len(want) == 0 {
		return order
	}
	all, n := strings.Join(q.texts, ""), max(n, ordered)
	held, firm := 0, 0 // texts that hold the letters, and requirements among them
	for i := range top {
		r := &top[i]
		aside := s.isAside(r.doc)
		if !r.literal || firm >= n || aside && held >= n {
			continue
		}
		d := s.document(r.doc)
		how := d.held(want, all)
		if how == 0 {
			continue
		}
		r.score += points(s.verified(how, len(q.texts), held < ordered, aside, weight))
		r.cover = 1
		held++
		if !aside {
			firm++
		}
	}
	sort.SliceStable(top, func(i, j int) bool { return top[i].before(top[j]) })
	return order
}

// verified is what a text gains that holds the query's letters: of more than
// one run most where they stand in order.
func (s *session) verified(how, runs int, first, aside bool, weight float64) float64 {
	w := &s.man.Weights
	x := w.Verified
	if first && runs > 1 && how&heldInOrder != 0 {
		x += w.InOrder
	}
	if first && how&heldAsTitle != 0 {
		x += w.Heading
	}
	if aside {
		x = float64(x * w.Aside)
	}
	return float64(x * weight)
}

// confident reports an answer among the first. Of a word of several parts, half
// of it is another word: 編み物 is not answered by 物.
func (s *session) confident(q query, order []ranked) bool {
	least := s.man.Weights.Confident
	if len(q.runs) == 1 && len(q.pieces) > 1 && len([]rune(q.runs[0])) <= shortWord {
		least = s.man.Weights.Whole
	}
	for _, r := range order[:min(sure, len(order))] {
		if r.cover >= least {
			return true
		}
	}
	return false
}

func (s *session) hit(r ranked, m marker) Hit {
	d := s.document(r.doc)
	return Hit{Cited: r.cited, ID: d.ID, Citation: d.Citation, Title: d.Title, Score: r.score / 1e6, Coverage: r.cover,
		Fragment: m.fragment(d), Stub: r.stub, Facets: d.Facets}
}
