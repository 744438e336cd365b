package index

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"sync"
)

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
	words    []*word // met so far, a word once per worker
	surfaces []surface
	stops    map[string]int // function words, folded
	pairs    *pairTable
	lengths  [fieldCount][]int
	total    int // all words, function words included
	runs     runsOf
	key, raw []byte // of the compound at hand
}

// surface says how often a word of the documents counts for a term.
type surface struct {
	key  string // folded, katakana
	term int
	n    int
}

// analysed is one field of one document, ready to be counted.
type analysed struct {
	words []*word
	users []int  // user words, as often as they stand there
	text  []rune // folded, hiragana kept
}

// newBuilder sorts the documents by id, which makes document numbers, and with
// them every order, independent of the order of the input.
func newBuilder(docs []Document, opts Options) (*builder, error) {
	b := &builder{opts: opts, weights: DefaultWeights(), byKey: map[string]int{}, waiting: map[uint64]pending{},
		stops: map[string]int{}, pairs: newPairTable()}
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
// on, a tighter collector saves a seventh of the peak for a twentieth of the time.
const (
	tightFrom    = 15_000
	tightPercent = 60
)

func (b *builder) addAll() error {
	fields := make([][fieldCount]analysed, chunk)
	workers := make([]*worker, runtime.GOMAXPROCS(0))
	for i := range workers {
		workers[i] = &worker{builder: b, vocabulary: newVocabulary()}
	}
	for at := 0; at < len(b.docs); at += chunk {
		if at >= tightFrom {
			debug.SetGCPercent(tightPercent)
		}
		part := b.docs[at:min(at+chunk, len(b.docs))]
		if err := analyseChunk(part, fields, workers); err != nil {
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

// worker analyses documents with buffers of its own.
type worker struct {
	*builder
	*vocabulary
	text   folded
	tokens []token
}

func analyseChunk(docs []Document, out [][fieldCount]analysed, workers []*worker) error {
	var wg sync.WaitGroup
	errs := make([]error, len(workers))
	for n, w := range workers {
		wg.Go(func() {
			for i := n; i < len(docs) && errs[n] == nil; i += len(workers) {
				errs[n] = w.analyse(&docs[i], &out[i])
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
	if d.Named {
		return ""
	}
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

// analyse writes into the slices of an earlier document.
func (w *worker) analyse(d *Document, out *[fieldCount]analysed) (err error) {
	for f := range out {
		x, text := &out[f], d.fieldText(f)
		w.tokens, x.users, err = w.dict.tokenize(w.tokens[:0], x.users[:0], string(w.text.fold(text, foldTokens).r))
		if err != nil {
			return err
		}
		x.words = w.vocabulary.words(x.words[:0], w.tokens)
		x.text = append(x.text[:0], w.text.fold(text, foldText).r...)
	}
	return nil
}

func (b *builder) add(doc int32, fields *[fieldCount]analysed) error {
	for f := range fields {
		for _, u := range fields[f].users {
			if err := b.addUser(doc, f, u); err != nil {
				return err
			}
		}
		for _, w := range fields[f].words {
			if w.gap == isWord {
				b.meet(w)
			}
		}
		n := 0
		for _, run := range b.runs.of(fields[f].words) {
			n += len(run)
			b.addRun(doc, f, run)
		}
		b.lengths[f] = append(b.lengths[f], n)
		if f != fieldContext {
			b.pairs.addText(doc, f, fields[f].text)
		}
	}
	return nil
}

// meet counts a word, whatever it is worth.
func (b *builder) meet(w *word) {
	if w.n == 0 {
		b.words = append(b.words, w)
	}
	w.n++
	b.total++
}

// countSurfaces adds up the words by surface and term, and the function words.
func (b *builder) countSurfaces() {
	for _, w := range b.words {
		if w.stop {
			b.stops[w.surfaceKey] += w.n
			continue
		}
		b.surfaces = append(b.surfaces, surface{w.surfaceKey, w.id - 1, w.n})
	}
	b.words = nil
	slices.SortFunc(b.surfaces, func(x, y surface) int {
		return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.term, y.term))
	})
	out := b.surfaces[:0]
	for _, s := range b.surfaces {
		if n := len(out); n > 0 && out[n-1].key == s.key && out[n-1].term == s.term {
			out[n-1].n += s.n
			continue
		}
		out = append(out, s)
	}
	b.surfaces = out
}
