package index

import (
	"encoding/json"
	"fmt"
	"sort"
	"sync"
)

// source gives shards by name: from memory, or from the internal part of a
// bleve index. nil and no error means there is no such shard.
type source interface {
	shard(name string) ([]byte, error)
}

type memory map[string][]byte

func (m memory) shard(name string) ([]byte, error) { return m[name], nil }

// Index answers queries. It is safe for concurrent use.
type Index struct {
	man    manifest
	src    source
	lists  lister // where postings live, nil: in the shards
	closer func() error

	mu      sync.Mutex
	cited   []string         // first keys of the shards of citation keys
	starts  []string         // first characters of the shards of words
	terms   []int            // first terms of the shards of words
	words   []*wordShard     // nil until read
	spilled []*overflowShard // nil until read
	root    map[string][]entry
	stops   map[string]int
	levels  func() (lengthLevels, error)
	groups  [][]int
	inGroup map[int][]int // term -> groups
	stub    turns
	aside   turns // texts brought along; nil where all documents are of one kind
	texts   map[int]*textShard

	facetTable *facetTable // nil until read
	classes    map[int]*classBlock

	held, limit int   // bytes of shards in memory, see held.go
	clock       int64 // searches
}

// lister reads postings from somewhere else than the shards.
type lister interface {
	termList(key string) ([]posting, error)
	pairList(p [2]rune) ([]pairPosting, error)
	levels() (lengthLevels, error)
}

// record is a term as a query needs it.
type record struct {
	idf   int
	parts []int
	shown string
	forms []string // other surfaces as written
	docs  []int32
	sat   []float64 // saturated frequency per document, see saturation
	said  []bool    // whether title or body has it, not the context alone
}

// pair is a pair of characters as a query needs it.
type pair struct {
	idf    int
	common bool
	docs   []int32
	where  []uint8
}

// newIndex reads the manifest.
func newIndex(man []byte, src source) (*Index, error) {
	x := &Index{src: src, texts: map[int]*textShard{}, classes: map[int]*classBlock{}, limit: heldLimit, inGroup: map[int][]int{}, stops: map[string]int{}}
	if err := json.Unmarshal(man, &x.man); err != nil {
		return nil, fmt.Errorf("open index: read manifest: %w; build the index again", err)
	}
	if x.man.Version != FormatVersion {
		return nil, fmt.Errorf("open index: format version %d, this program reads %d; build the index again", x.man.Version, FormatVersion)
	}
	return x, x.decodeManifest()
}

func (x *Index) decodeManifest() error {
	d := decoder{b: x.man.Stops}
	for k := ""; d.more(); {
		k = d.after(k)
		x.stops[k] = d.uint()
	}
	errs := d.err
	x.root, _, errs = decodeKeys(x.man.Root, errs)
	x.stub, errs = decodeTurns(x.man.Stubs, errs)
	x.aside, errs = decodeTurns(x.man.Asides, errs)
	d = decoder{b: x.man.Groups, err: errs}
	d = decoder{b: x.man.Groups, err: d.err}
	for d.more() {
		id, g := 0, make([]int, d.count())
		for i := range g {
			id += d.uint()
			g[i] = id
			x.inGroup[id] = append(x.inGroup[id], len(x.groups))
		}
		x.groups = append(x.groups, g)
	}
	x.cited, errs = decodeStarts(x.man.Citations, d.err)
	d = decoder{b: x.man.Words, err: errs}
	for id := 0; d.more(); {
		p := decoder{b: d.block()}
		x.starts = append(x.starts, p.rest())
		id += d.uint()
		x.terms = append(x.terms, id)
	}
	if x.man.Overflow < 0 || x.man.Overflow > 1<<20 {
		d.err = errShort
	} else {
		x.words, x.spilled = make([]*wordShard, len(x.starts)), make([]*overflowShard, x.man.Overflow)
	}
	if d.err != nil {
		return fmt.Errorf("open index: read manifest: %w", d.err)
	}
	return nil
}

// turns are half-open ranges of documents, in order.
type turns [][2]int32

func (t turns) has(d int32) bool {
	i := sort.Search(len(t), func(i int) bool { return t[i][1] > d })
	return i < len(t) && t[i][0] <= d
}

// decodeTurns reads what encodeTurns wrote.
func decodeTurns(b []byte, err error) (out turns, _ error) {
	d := decoder{b: b, err: err}
	for doc := int32(0); d.more(); {
		from := doc + int32(d.uint())
		if doc = from; d.more() {
			doc += int32(d.uint())
			out = append(out, [2]int32{from, doc})
		}
	}
	return out, d.err
}

// decodeStarts reads the strings shards begin at, each a block of chars.
func decodeStarts(b []byte, err error) (out []string, _ error) {
	d := decoder{b: b, err: err}
	for d.more() {
		p := decoder{b: d.block()}
		out = append(out, p.rest())
	}
	return out, d.err
}

// decodeKeys reads a lexicon shard.
func decodeKeys(b []byte, err error) (map[string][]entry, []string, error) {
	d := decoder{b: b, err: err}
	m := map[string][]entry{}
	var keys []string
	last := 0
	for k := ""; d.more(); {
		k = d.after(k)
		list := make([]entry, d.count())
		for i := range list {
			v := d.uint()
			last += d.int()
			list[i] = entry{target: last, kind: kind(v & 7), cost: v >> 3}
		}
		m[k], keys = list, append(keys, k)
	}
	return m, keys, d.err
}

func pairKey(raw []byte) [2]rune {
	d := decoder{b: raw}
	h := decoder{b: d.block()}
	return [2]rune{codeChar(h.uint()), codeChar(h.uint())}
}

func decodePair(b []byte) *pair {
	d := decoder{b: b}
	h := decoder{b: d.block()}
	h.uint()
	h.uint()
	v := h.uint()
	r := &pair{idf: v >> 1, common: v&1 == 1}
	for p := (pairPosting{}); d.more(); {
		p = p.next(&d)
		r.docs, r.where = append(r.docs, p.doc), append(r.where, p.where)
	}
	return r
}

// textShard is a shard of documents that was read.
type textShard struct {
	held
	docs []Document
}

func decodeTexts(b []byte) ([]Document, error) {
	var rows [][6]json.RawMessage
	if err := json.Unmarshal(b, &rows); err != nil {
		return nil, err
	}
	out := make([]Document, len(rows))
	for i, r := range rows {
		d := &out[i]
		for j, to := range []any{&d.ID, &d.Citation, &d.Title, &d.Body, &d.Context, &d.Facets} {
			if err := json.Unmarshal(r[j], to); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// withList puts the postings back into one record.
func (x *Index) withList(name string, b []byte, levels *lengthLevels) ([]byte, error) {
	var e encoder
	d := decoder{b: b}
	head := d.block()
	e.block(head)
	if name[0] == 't' {
		list, err := x.lists.termList(string(d.b[d.at:]))
		e.b = append(e.b, encodePostings(list, levels)...)
		return e.b, err
	}
	h := decoder{b: head}
	p := [2]rune{codeChar(h.uint()), codeChar(h.uint())}
	if h.uint()&1 == 1 {
		return e.b, nil // common: without postings
	}
	list, err := x.lists.pairList(p)
	e.b = append(e.b, encodePairList(list)...)
	return e.b, err
}
