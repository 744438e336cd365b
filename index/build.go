package index

import (
	"fmt"
	"hash/fnv"
	"runtime"
	"runtime/debug"
	"sort"
	"sync"
)

// posting says how often a term stands in a document's body, title and
// context. Counts saturate at 255; no score tells higher ones apart.
type posting struct {
	doc                  int32
	body, title, context uint8
}

// term is a word or compound while the index is built.
type term struct {
	key     string // folded, katakana
	s1      string // folded, hiragana kept: inflection and okurigana need it
	shown   string // as the documents write it, for people
	ctype   string
	pos     string // 品詞
	reading string
	mixed   string // compound of verbs with the last part in kana (使いまわす)
	simple  bool   // seen as one word: never taken apart
	parts   []int  // of a compound
	cf      int
	list    []posting
	forms   map[string]int // other surfaces as written
}

// pending is a compound seen in one document so far.
type pending struct {
	posting
	n int32
}

// fields of a document, in the order of their postings.
const (
	fieldBody = iota
	fieldTitle
	fieldContext
	fieldCount
)

// builder collects terms, pairs of characters and counts over all documents.
type builder struct {
	opts     Options
	dict     *userDict // nil for none
	weights  Weights
	docs     []Document
	minDF    int
	byKey    map[string]int
	terms    []*term
	waiting  map[uint64]pending
	surfaces map[string]map[int]int // folded surface -> term -> count
	stops    map[string]int         // function words, folded
	bigrams  map[[2]rune][]pairPosting
	lengths  [fieldCount][]int
	total    int // all words, function words included
}

// pairPosting says in which fields of a document a pair of characters stands.
type pairPosting struct {
	doc   int32
	where uint8 // bit fieldBody, bit fieldTitle
}

// analysed is one field of one document, ready to be counted.
type analysed struct {
	words []word
	users []int  // user words, as often as they stand there
	text  []rune // folded, hiragana kept
}

// newBuilder sorts the documents by id, which makes document numbers, and with
// them every order, independent of the order of the input.
func newBuilder(docs []Document, opts Options) (*builder, error) {
	b := &builder{opts: opts, weights: DefaultWeights(), byKey: map[string]int{}, waiting: map[uint64]pending{},
		surfaces: map[string]map[int]int{}, stops: map[string]int{}, bigrams: map[[2]rune][]pairPosting{}}
	if opts.Weights != nil {
		b.weights = *opts.Weights
	}
	var err error
	if b.dict, err = newUserDict(opts.UserDict); err != nil {
		return nil, err
	}
	b.docs = append(b.docs, docs...)
	sort.SliceStable(b.docs, func(i, j int) bool { return b.docs[i].ID < b.docs[j].ID })
	for i, d := range b.docs {
		if d.ID == "" {
			return nil, fmt.Errorf("index documents: document %q has no id", d.Citation)
		}
		if i > 0 && b.docs[i-1].ID == d.ID {
			return nil, fmt.Errorf("index documents: id %q occurs twice", d.ID)
		}
	}
	b.minDF = 1
	if len(docs) > 1000 {
		b.minDF = 2
	}
	return b, nil
}

// chunk documents are analysed at a time: enough to keep every core busy, few
// enough that their morphemes never matter for memory.
const chunk = 256

// Half of a build's memory would be garbage waiting: from tightFrom documents
// on, a tighter collector saves a third of the peak for a tenth of the time.
const (
	tightFrom    = 15_000
	tightPercent = 35
)

func (b *builder) addAll() error {
	fields := make([][fieldCount]analysed, chunk)
	memos := make([]memo, runtime.GOMAXPROCS(0))
	for i := range memos {
		memos[i] = memo{}
	}
	for at := 0; at < len(b.docs); at += chunk {
		if at >= tightFrom {
			debug.SetGCPercent(tightPercent)
		}
		part := b.docs[at:min(at+chunk, len(b.docs))]
		if err := b.analyseChunk(part, fields, memos); err != nil {
			return err
		}
		for i := range part {
			if err := b.add(int32(at+i), &fields[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// analyseChunk analyses documents with one worker per memo.
func (b *builder) analyseChunk(docs []Document, out [][fieldCount]analysed, memos []memo) error {
	var wg sync.WaitGroup
	workers := len(memos)
	errs := make([]error, workers)
	for w, m := range memos {
		wg.Go(func() {
			for i := w; i < len(docs) && errs[w] == nil; i += workers {
				out[i], errs[w] = b.analyse(docs[i], m)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return fmt.Errorf("index documents: load dictionary: %w", err)
		}
	}
	return nil
}

// fieldText returns the text a field is searched by. The citation counts like
// context: as part of the title, the volume's name would make every clause of
// システム運用編 an answer to システム.
func (d *Document) fieldText(field int) string {
	switch field {
	case fieldBody:
		return d.Body
	case fieldTitle:
		return d.Title
	}
	if d.Citation == "" || d.Context == "" {
		return d.Citation + d.Context
	}
	return d.Citation + "\n\n" + d.Context
}

func (b *builder) analyse(d Document, m memo) (out [fieldCount]analysed, err error) {
	for f := range out {
		text := d.fieldText(f)
		tokens, users, err := b.dict.tokenize(text)
		if err != nil {
			return out, err
		}
		out[f] = analysed{words: words(tokens, m), users: users, text: fold1(text, foldText).r}
	}
	return out, nil
}

func (b *builder) add(doc int32, fields *[fieldCount]analysed) error {
	pairs := map[[2]rune]uint8{}
	for f := range fields {
		for _, u := range fields[f].users {
			if err := b.addUser(doc, f, u); err != nil {
				return err
			}
		}
		for _, w := range fields[f].words {
			if w.gap != isWord {
				continue
			}
			b.total++
			if w.stop {
				b.stops[kata(w.surface)]++
			}
		}
		n := 0
		for _, run := range contentRuns(fields[f].words) {
			n += len(run)
			b.addRun(doc, f, run)
		}
		b.lengths[f] = append(b.lengths[f], n)
		if f != fieldContext {
			addPairs(pairs, fields[f].text, f)
		}
	}
	for p, where := range pairs {
		b.bigrams[p] = append(b.bigrams[p], pairPosting{doc, where})
	}
	return nil
}

// addPairs adds the pairs of characters of a text as queries are compared with
// it, and those with the ー that plain drops.
func addPairs(pairs map[[2]rune]uint8, text []rune, field int) {
	for _, t := range [][]rune{plain(text), toKatakana(text)} {
		for _, run := range runs(t) {
			for i := run[0]; i+1 < run[1]; i++ {
				pairs[[2]rune{t[i], t[i+1]}] |= 1 << field
			}
		}
	}
}

// maxCompound is the length in characters and maxParts the number of words up
// to which adjacent words are indexed as one.
const (
	maxCompound = 16
	maxParts    = 3
)

func (b *builder) addRun(doc int32, field int, run []word) {
	for i, w := range run {
		id := b.termOf(w)
		b.hit(id, doc, field)
		m := b.surfaces[kata(w.surface)]
		if m == nil {
			m = map[int]int{}
			b.surfaces[kata(w.surface)] = m
		}
		m[id]++
		for n := 2; n <= maxParts && i+n <= len(run); n++ {
			if !b.addCompound(doc, field, run[i:i+n]) {
				break
			}
		}
	}
}

// termOf returns the term of a single word, making it when it is new.
func (b *builder) termOf(w word) int {
	key := kata(w.term)
	id, ok := b.byKey[key]
	if !ok {
		id = b.newTerm(&term{key: key, s1: w.term, shown: w.shown, pos: w.pos, reading: w.reading})
	}
	t := b.terms[id]
	t.simple, t.parts = true, nil
	if t.ctype == "" {
		t.ctype = w.ctype
	}
	t.sawForm(w.raw)
	return id
}

func (b *builder) newTerm(t *term) int {
	b.terms = append(b.terms, t)
	b.byKey[t.key] = len(b.terms) - 1
	return len(b.terms) - 1
}

func (t *term) sawForm(raw string) {
	if raw == t.shown {
		return
	}
	if t.forms == nil {
		t.forms = map[string]int{}
	}
	t.forms[raw]++
}

// addCompound counts adjacent words as one term, from the second document on
// in a large corpus. It returns false when the compound is too long, which
// longer ones then are as well.
func (b *builder) addCompound(doc int32, field int, ws []word) bool {
	last := ws[len(ws)-1]
	head := ""
	for _, w := range ws[:len(ws)-1] {
		head += w.surface
	}
	s1 := head + last.term
	if len([]rune(s1)) > maxCompound {
		return false
	}
	if asciiWord(s1) {
		return true
	}
	key := kata(s1)
	id, ok := b.byKey[key]
	if !ok {
		first, ready := b.promote(key, doc, field)
		if !ready {
			return true
		}
		id = b.newTerm(b.compound(key, s1, head, ws))
		if first.n > 0 {
			t := b.terms[id]
			t.list, t.cf = append(t.list, first.posting), int(first.n)
		}
	}
	t := b.terms[id]
	if t.ctype == "" && !t.simple {
		t.ctype = last.ctype
	}
	t.sawForm(rawOf(ws))
	b.hit(id, doc, field)
	return true
}

// promote keeps a compound waiting while one document has it. A hash of 64
// bits stands for its key: a million waiting compounds take 50 MB so, and two
// of them share a hash once in thirty million corpora.
func (b *builder) promote(key string, doc int32, field int) (pending, bool) {
	if b.minDF < 2 {
		return pending{}, true
	}
	h := fnv.New64a()
	h.Write([]byte(key))
	p, seen := b.waiting[h.Sum64()]
	if seen && p.doc != doc {
		delete(b.waiting, h.Sum64())
		return p, true
	}
	p.doc = doc
	p.n++
	p.count(field)
	b.waiting[h.Sum64()] = p
	return p, false
}

// compound makes the term of adjacent words with what readings are known.
func (b *builder) compound(key, s1, head string, ws []word) *term {
	last := ws[len(ws)-1]
	t := &term{key: key, s1: s1, ctype: last.ctype}
	verb, said := false, ""
	for i, w := range ws {
		t.parts = append(t.parts, b.termOf(w))
		verb = verb || w.verb
		if i < len(ws)-1 {
			t.shown += w.raw
			said += w.said
		}
	}
	t.shown += last.shown
	if allSaid(ws) && last.reading != "" {
		t.reading = said + last.reading
	}
	if verb && last.reading != "" && last.reading != kata(last.term) {
		t.mixed = head + hira(last.reading)
	}
	return t
}

func allSaid(ws []word) bool {
	for _, w := range ws {
		if w.said == "" {
			return false
		}
	}
	return true
}

func rawOf(ws []word) string {
	s := ""
	for _, w := range ws {
		s += w.raw
	}
	return s
}

func (b *builder) hit(id int, doc int32, field int) {
	t := b.terms[id]
	t.cf++
	if n := len(t.list); n == 0 || t.list[n-1].doc != doc {
		t.list = append(t.list, posting{doc: doc})
	}
	t.list[len(t.list)-1].count(field)
}

func (p *posting) count(field int) { p.add(field, 1) }

func (p *posting) add(field, n int) {
	c := &p.body
	switch field {
	case fieldTitle:
		c = &p.title
	case fieldContext:
		c = &p.context
	}
	*c = uint8(min(int(*c)+n, 255))
}
