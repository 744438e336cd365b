package index

import (
	"runtime/debug"
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
	// Half of a build's memory would be garbage waiting: at 22,000 documents a
	// tighter collector saves a third of the peak for a tenth of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(40))
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

// Search returns the best n hits, best first. An error means the index on disk
// could not be read; a query that finds nothing is no error.
func (x *Index) Search(text string, n int, opts SearchOptions) (Result, error) {
	s := &session{Index: x}
	q := s.cut(text)
	plan := s.planAll(q, opts)
	failed, err := s.failed(opts.Filter)
	if err != nil {
		return Result{}, err
	}
	order, found, weight := s.rank(q, plan, max(n, x.man.Weights.VerifyTop), failed)
	order = s.verify(q, order, weight)
	res := Result{Query: text, Total: passing(found, failed), Expansions: s.expansions(q, plan), Confident: s.confident(order)}
	if opts.Facets {
		res.Facets = s.countFacets(found, failed)
	}
	marks := s.marker(q, plan)
	for _, r := range order[:min(n, len(order))] {
		res.Hits = append(res.Hits, s.hit(r, marks))
	}
	return res, s.err
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

// rank returns the best n documents before the literal check, the numbers of
// all with a score whether they pass the filter or not, and the weight of the
// query.
func (s *session) rank(q query, plan []planned, n int, failed []uint8) ([]ranked, []int32, float64) {
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
	var top []ranked
	for _, d := range t.touched {
		if failed == nil || failed[d] == 0 {
			top = insert(top, s.finish(t, d, weight, pairs), n)
		}
	}
	return top, append([]int32(nil), t.touched...), weight
}

// passing counts the documents a filter lets through.
func passing(found []int32, failed []uint8) int {
	n := 0
	for _, d := range found {
		if failed == nil || failed[d] == 0 {
			n++
		}
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

// verify looks for the query's letter runs in the text of the first hits.
func (s *session) verify(q query, order []ranked, weight float64) []ranked {
	var want []string
	for _, r := range q.runs {
		if len([]rune(r)) > 1 {
			want = append(want, r)
		}
	}
	top := order[:min(s.man.Weights.VerifyTop, len(order))]
	if len(want) == 0 {
		return order
	}
	bonus := points(float64(s.man.Weights.Verified * weight))
	for i := range top {
		if top[i].literal && s.holds(top[i].doc, want) {
			top[i].score += bonus
			top[i].cover = 1
		}
	}
	sort.SliceStable(top, func(i, j int) bool { return top[i].before(top[j]) })
	return order
}

// holds reports whether the body or the title has every run, folded.
func (s *session) holds(doc int32, want []string) bool {
	d := s.document(doc)
	for f := range fieldContext {
		text := string(toKatakana(fold1(d.fieldText(f), foldText).r))
		all := true
		for _, w := range want {
			all = all && strings.Contains(text, w)
		}
		if all {
			return true
		}
	}
	return false
}

func (s *session) confident(order []ranked) bool {
	for _, r := range order[:min(3, len(order))] {
		if r.cover >= s.man.Weights.Confident {
			return true
		}
	}
	return false
}

func (s *session) hit(r ranked, m marker) Hit {
	d := s.document(r.doc)
	return Hit{ID: d.ID, Citation: d.Citation, Title: d.Title, Score: r.score / 1e6, Coverage: r.cover,
		Fragment: m.fragment(d), Stub: r.stub, Facets: d.Facets}
}
