package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// bleve's schema ("mapping" is kept for catalogs): one field of terms per
// field of the document, one of character pairs for body and title, keyword
// fields for the facets, and the document itself as stored text.
const rowField = "row"

var (
	termFields = [fieldCount]string{"body", "title", "context"}
	pairFields = [fieldContext]string{"body.pairs", "title.pairs"}
)

// docPostings are the terms and pairs of one document.
type docPostings struct {
	terms [fieldCount][]string // a term as often as it occurs
	pairs [fieldContext][]string
}

// cursors walks all posting lists in step, document by document, so that they
// can be written by document without being turned around in memory.
type cursors struct {
	m     *model
	terms []int
	pairs []int
}

func newCursors(m *model) *cursors {
	return &cursors{m, make([]int, len(m.terms)), make([]int, len(m.pairs))}
}

// take returns the postings of documents from (inclusive) to (exclusive).
func (c *cursors) take(from, to int32) []docPostings {
	out := make([]docPostings, to-from)
	for id, t := range c.m.terms {
		for ; c.terms[id] < len(t.list) && t.list[c.terms[id]].doc < to; c.terms[id]++ {
			p := t.list[c.terms[id]]
			for f, n := range [fieldCount]uint8{p.body, p.title, p.context} {
				for range n {
					out[p.doc-from].terms[f] = append(out[p.doc-from].terms[f], t.key)
				}
			}
		}
	}
	for i, p := range c.m.pairs {
		list := c.m.bigrams[p]
		key := string(p[:])
		for ; c.pairs[i] < len(list) && list[c.pairs[i]].doc < to; c.pairs[i]++ {
			x := list[c.pairs[i]]
			for f := range pairFields {
				if x.where>>f&1 == 1 {
					out[x.doc-from].pairs[f] = append(out[x.doc-from].pairs[f], key)
				}
			}
		}
	}
	return out
}

// given is an analyzer that returns terms found before: bleve stores what our
// analysis made and adds nothing.
type given []string

func (g given) Analyze([]byte) analysis.TokenStream {
	out := make(analysis.TokenStream, len(g))
	for i, t := range g {
		out[i] = &analysis.Token{Term: []byte(t), Position: i + 1}
	}
	return out
}

func bleveDocument(d Document, p docPostings) (*document.Document, error) {
	row, err := textRow(d)
	if err != nil {
		return nil, err
	}
	out := document.NewDocument(d.ID)
	out.AddField(document.NewTextFieldCustom(rowField, nil, row, bleveindex.StoreField, given{}))
	for f, name := range termFields {
		out.AddField(document.NewTextFieldCustom(name, nil, nil, bleveindex.IndexField, given(p.terms[f])))
	}
	for f, name := range pairFields {
		opts := bleveindex.IndexField | bleveindex.SkipFreqNorm
		out.AddField(document.NewTextFieldCustom(name, nil, nil, opts, given(p.pairs[f])))
	}
	for _, facet := range facetNames {
		for i, v := range d.Facets.values(facet) {
			if v != "" {
				opts := bleveindex.IndexField | bleveindex.DocValues
				out.AddField(document.NewTextFieldCustom(facet, []uint64{uint64(i)}, []byte(v), opts, given{v}))
			}
		}
	}
	return out, nil
}

// bleveHome reads shards, texts and postings from an open bleve index.
type bleveHome struct {
	reader bleveindex.IndexReader
	per    int // documents in a shard of texts
	once   sync.Once
	ids    []string         // of all documents, in our order
	number map[uint64]int32 // bleve's number of a document -> ours
	err    error
}

// shard returns a shard; those of texts are put together from the documents.
func (h *bleveHome) shard(name string) ([]byte, error) {
	if name[0] != 'd' {
		return h.reader.GetInternal([]byte(keyShard + name))
	}
	if err := h.mapNumbers(); err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(name[1:])
	if err != nil {
		return nil, err
	}
	var rows [][]byte
	for _, id := range h.ids[n*h.per : min((n+1)*h.per, len(h.ids))] {
		row, err := h.row(id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return joinRows(rows), nil
}

// row returns the stored text of a document.
func (h *bleveHome) row(id string) (row []byte, err error) {
	d, err := h.reader.Document(id)
	if err != nil || d == nil {
		return nil, fmt.Errorf("read document %q: %w", id, errors.Join(err, errShort))
	}
	d.VisitFields(func(f bleveindex.Field) {
		if f.Name() == rowField {
			row = f.Value()
		}
	})
	return row, nil
}

// mapNumbers maps bleve's document numbers, which depend on batches and merges,
// to ours, which are the order of the ids.
func (h *bleveHome) mapNumbers() error {
	h.once.Do(func() {
		byID := map[string]uint64{}
		all, err := h.reader.DocIDReaderAll()
		for h.err = err; h.err == nil; {
			var in bleveindex.IndexInternalID
			if in, h.err = all.Next(); in == nil || h.err != nil {
				break
			}
			n := binary.BigEndian.Uint64(in)
			var id string
			id, h.err = h.reader.ExternalID(in)
			byID[id] = n
		}
		h.ids = sortedStrings(byID)
		h.number = make(map[uint64]int32, len(byID))
		for i, id := range h.ids {
			h.number[byID[id]] = int32(i)
		}
	})
	return h.err
}

// each calls f for every document that has a term in a field.
func (h *bleveHome) each(field, term string, freq bool, f func(doc int32, freq int)) error {
	if err := h.mapNumbers(); err != nil {
		return err
	}
	r, err := h.reader.TermFieldReader(context.Background(), []byte(term), field, freq, false, false)
	if err != nil {
		return err
	}
	defer r.Close()
	var buf bleveindex.TermFieldDoc
	for {
		d, err := r.Next(&buf)
		if d == nil || err != nil {
			return err
		}
		f(h.number[binary.BigEndian.Uint64(d.ID)], int(d.Freq))
	}
}

// termList returns the postings of a term, by document.
func (h *bleveHome) termList(key string) ([]posting, error) {
	byDoc := map[int32]*posting{}
	for field, name := range termFields {
		err := h.each(name, key, true, func(doc int32, freq int) {
			p := byDoc[doc]
			if p == nil {
				p = &posting{doc: doc}
				byDoc[doc] = p
			}
			for range freq {
				p.count(field)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	out := make([]posting, 0, len(byDoc))
	for _, p := range byDoc {
		out = append(out, *p)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].doc < out[j].doc })
	return out, nil
}

// pairList returns where a pair of characters stands, by document.
func (h *bleveHome) pairList(p [2]rune) ([]pairPosting, error) {
	where := map[int32]uint8{}
	for field, name := range pairFields {
		err := h.each(name, string(p[:]), false, func(doc int32, _ int) { where[doc] |= 1 << field })
		if err != nil {
			return nil, err
		}
	}
	out := make([]pairPosting, 0, len(where))
	for d, w := range where {
		out = append(out, pairPosting{d, w})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].doc < out[j].doc })
	return out, nil
}

// levels returns the levels of length of all documents.
func (h *bleveHome) levels() (out lengthLevels, err error) {
	for f := range out {
		if out[f], err = h.reader.GetInternal(fmt.Append(nil, keyLevels, f)); err != nil {
			return out, err
		}
	}
	return out, nil
}
