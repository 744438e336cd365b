package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sort"
)

// packing is the number of bytes, before they are deflated, around which shards
// are cut, and whether they are. Small ones mean fewer bytes for a query and more
// files; deflated ones mean fewer bytes, and that the browser unpacks them before
// its engine has compiled anything.
type packing struct {
	words, texts int
	deflate      bool
}

// packings by the number of documents up to which each holds. A large corpus
// takes larger shards, so that its files stay near a thousand; a small one is
// read in few requests anyway. "make bench" prints what each costs.
var packings = []struct {
	documents int
	packing
}{
	{1000, packing{3072, 4096, true}},
	{20_000, packing{8192, 8192, false}},
	{70_000, packing{12288, 16384, false}},
	{math.MaxInt, packing{20480, 32768, false}},
}

func (m *model) packing() packing { return packingOf(len(m.docs)) }

func packingOf(documents int) packing {
	for _, p := range packings {
		if documents <= p.documents {
			return p.packing
		}
	}
	return packing{}
}

// shardSize is the size of shards of words and of keys of citations.
func (m *model) shardSize() int { return m.packing().words }

// model is an index after all documents were read: terms in their final
// numbering, the lexicon, and pairs of characters in order.
type model struct {
	*builder
	lex     *lexicon
	groups  [][]int
	pairs   []*pairList // by pair
	level   lengthLevels
	man     manifest
	shards  map[string][]byte
	worded  int     // documents whose words are searched, which the rarity of a word is a share of
	spilled [][]int // terms of the overflow shards
	firsts  []int   // first terms of the shards of words
}

// freeze numbers the terms by key, so that neighbours share shards, and
// encodes everything.
func (b *builder) freeze() (*model, error) {
	m := &model{builder: b, shards: map[string][]byte{}}
	for i := range b.docs {
		m.worded += bit(!b.docs[i].Named)
	}
	b.waiting = nil
	m.pairs = b.pairs.sorted()
	b.addLiterals()
	b.countSurfaces()
	b.renumber()
	m.lex = newLexicon(b)
	m.lex.putVariants(b)
	m.lex.putUser(b)
	var err error
	if m.groups, err = m.lex.putSynonyms(b); err != nil {
		return nil, fmt.Errorf("index synonyms: %w", err)
	}
	m.lex.putSqueezed(b)
	avg := averages(b.lengths)
	for f := range m.level {
		for _, n := range b.lengths[f] {
			m.level[f] = append(m.level[f], levelOf(n, avg[f]))
		}
	}
	return m, m.encode()
}

// renumber sorts the terms by key and rewrites every reference to them.
func (b *builder) renumber() {
	order := make([]int, len(b.terms))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return b.terms[order[i]].key < b.terms[order[j]].key })
	to := make([]int, len(order))
	sorted := make([]*term, len(order))
	for n, old := range order {
		to[old], sorted[n] = n, b.terms[old]
		b.byKey[sorted[n].key] = n
	}
	b.terms = sorted
	for _, t := range b.terms {
		for i, p := range t.parts {
			t.parts[i] = to[p]
		}
	}
	for i := range b.surfaces {
		b.surfaces[i].term = to[b.surfaces[i].term]
	}
}

func (m *model) encode() error {
	n := len(m.docs)
	m.man = manifest{Version: FormatVersion, Documents: n, Weights: m.weights,
		Unknown: m.lex.unknown, IDF0: idfOf(m.worded, 0), Norms: norms(m.weights)}
	m.man.Stubs = m.encodeStubs()
	m.man.Asides = m.encodeAsides()
	m.man.Stops = m.encodeStops()
	m.man.Groups = encodeGroups(m.groups)
	m.man.Fold, m.man.Letters, m.shards["f"] = encodeFold()
	m.encodeFacets()
	m.encodeCitations()
	m.encodeWords()
	err := m.encodeTexts()
	if err == nil {
		m.man.Base, err = m.baseName()
	}
	return err
}

// encodeStubs: numbers of documents with and without text in turn. Stubs are
// chapters of one edition, neighbours by their ids.
func (m *model) encodeStubs() []byte {
	return encodeTurns(m.docs, func(d *Document) bool { return d.Stub })
}

// encodeAsides: numbers of documents, of requirements and of texts brought
// along in turn; empty where all are texts brought along. Ids keep those of one
// source together, so that it stays short.
func (m *model) encodeAsides() []byte {
	aside := func(d *Document) bool { return d.Aside }
	if !slices.ContainsFunc(m.docs, func(d Document) bool { return !d.Aside }) {
		return nil
	}
	return encodeTurns(m.docs, aside)
}

// encodeTurns: how many documents are not so, how many are, and so on; empty
// where none is.
func encodeTurns(docs []Document, is func(*Document) bool) []byte {
	var e encoder
	n, now := 0, false
	for i := range docs {
		if is(&docs[i]) != now {
			e.uint(n)
			n, now = 0, !now
		}
		n++
	}
	if e.b == nil {
		return nil
	}
	e.uint(n)
	return e.b
}

// encodeStops: key after the key before, cost.
func (m *model) encodeStops() []byte {
	var e encoder
	prev := ""
	for _, k := range sortedStrings(m.lex.stops) {
		e.after(prev, k)
		e.uint(m.lex.stops[k])
		prev = k
	}
	return e.b
}

// encodeGroups: number of terms, the terms as distances.
func encodeGroups(groups [][]int) []byte {
	var e encoder
	for _, g := range groups {
		e.uint(len(g))
		last := 0
		for _, id := range g {
			e.uint(id - last)
			last = id
		}
	}
	return e.b
}

func sortedStrings[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// prefix returns the first n characters of a key, or the key.
func prefix(k string, n int) string {
	for i := range k {
		if n == 0 {
			return k[:i]
		}
		n--
	}
	return k
}

// encodeKeys: key after the key before, number of entries, and for each the
// cost and kind (cost*8+kind) and the target as a distance from the one before.
func (m *model) encodeKeys(keys []string) []byte {
	var e encoder
	prev, last := "", 0
	for _, k := range keys {
		list := m.lex.entries[k]
		sort.Slice(list, func(i, j int) bool {
			return list[i].target < list[j].target || list[i].target == list[j].target && list[i].kind < list[j].kind
		})
		e.after(prev, k)
		e.uint(len(list))
		for _, x := range list {
			e.uint(max(x.cost, 0)*8 + int(x.kind))
			e.int(x.target - last)
			last = x.target
		}
		prev = k
	}
	return e.b
}

// termRecord: the head as a block, then the postings. Head: idf, number of
// parts and the parts as distances from the term, the shown form, number of
// other forms and each after the shown form.
func (m *model) termRecord(id int) []byte {
	var e encoder
	e.block(m.termHead(id))
	e.b = append(e.b, encodePostings(m.terms[id].list, &m.level)...)
	return e.b
}

func (m *model) termHead(id int) []byte {
	t := m.terms[id]
	var e encoder
	e.uint(idfOf(m.worded, len(t.list)))
	e.uint(len(t.parts))
	for _, p := range t.parts {
		e.int(p - id)
	}
	e.after("", t.shown)
	forms := t.otherForms()
	e.uint(len(forms))
	for _, f := range forms {
		e.after(t.shown, f)
	}
	return e.b
}

// otherForms returns the surfaces that fold differently from the shown one,
// sorted: enough to find the word in a text without a dictionary.
func (t *term) otherForms() []string {
	seen := map[string]bool{string(fold1(t.shown, foldQuery).r): true}
	var out []string
	slices.Sort(t.forms)
	for _, f := range t.forms {
		if k := string(fold1(f, foldQuery).r); !seen[k] {
			seen[k] = true
			out = append(out, f)
		}
	}
	return out
}

// encodePostings: for each document distance*32 + level of the body's length*2
// + 1 unless the word stands there once, in the body. Else there follow
// body*16 + context*4 + title (each at most 3, the body at most 255) and, with
// a title or a context, level of the title + level of the context*16.
func encodePostings(list []posting, level *lengthLevels) []byte {
	var e encoder
	last := int32(0)
	for _, p := range list {
		plain := p.body == 1 && p.title == 0 && p.context == 0
		v := int(p.doc-last)*32 + int(level[fieldBody][p.doc])*2
		last = p.doc
		if plain {
			e.uint(v)
			continue
		}
		e.uint(v + 1)
		e.uint(int(p.body)*16 + int(min(p.context, 3))*4 + int(min(p.title, 3)))
		if p.title > 0 || p.context > 0 {
			e.uint(int(level[fieldTitle][p.doc]) + int(level[fieldContext][p.doc])*16)
		}
	}
	return e.b
}

// commonShare is the share of documents from which on a pair of characters is
// no evidence, in a corpus large enough to tell.
const commonShare = .1

// pairRecord: the head as a block, then the postings. Head: the two
// characters, idf*2 (+1 where the pair is too common to be evidence; it has no
// postings then).
func (m *model) pairRecord(i int) []byte {
	p := m.pairs[i]
	n, df := m.worded, int(p.n)
	common := n > 1000 && float64(df) > commonShare*float64(n)
	var head, e encoder
	head.chars(p.pair[:])
	head.uint(idfOf(n, df)*2 + bit(common))
	e.block(head.b)
	if !common {
		e.b = append(e.b, p.encoded...)
	}
	return e.b
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// encodeTexts writes shards d0, d1 … of an equal number of documents: JSON
// [[id, citation, title, body, context, facets], …], as stored.
func (m *model) encodeTexts() error {
	size := 0
	for _, d := range m.docs {
		size += len(d.ID) + len(d.Citation) + len(d.Title) + len(d.Body) + len(d.Context) + 16
	}
	per := 1
	if size > 0 {
		per = max(1, m.packing().texts*len(m.docs)/size)
	}
	m.man.PerShard = per
	for at := 0; at < len(m.docs); at += per {
		var rows [][]byte
		for _, d := range m.docs[at:min(at+per, len(m.docs))] {
			row, err := textRow(d)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		m.shards[fmt.Sprint("d", at/per)] = joinRows(rows)
	}
	return nil
}

// textRow is one document in a shard of texts.
func textRow(d Document) ([]byte, error) {
	d.Facets.DocumentName = "" // once, in shard x
	b, err := marshal([]any{d.ID, d.Citation, d.Title, d.Body, d.Context, d.Facets})
	if err != nil {
		return nil, fmt.Errorf("encode text of %q: %w", d.ID, err)
	}
	return b, nil
}

func joinRows(rows [][]byte) []byte {
	return append(append([]byte("["), bytes.Join(rows, []byte(",\n"))...), ']')
}

// marshal writes JSON without escaping < > &, which only HTML needs.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
