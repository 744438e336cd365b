package index

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
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
	pairs []pairCursor
}

// pairCursor is the place in the encoded postings of a pair.
type pairCursor struct {
	at   int
	last pairPosting
}

func newCursors(m *model) *cursors {
	return &cursors{m, make([]int, len(m.terms)), make([]pairCursor, len(m.pairs))}
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
		key := string(p.pair[:])
		d := decoder{b: p.encoded, at: c.pairs[i].at}
		for d.more() {
			x := c.pairs[i].last.next(&d)
			if x.doc >= to {
				break
			}
			c.pairs[i] = pairCursor{d.at, x}
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
	var all []posting // a document once per field
	for field, name := range termFields {
		err := h.each(name, key, true, func(doc int32, freq int) {
			p := posting{doc: doc}
			p.add(field, freq)
			all = append(all, p)
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b posting) int { return cmp.Compare(a.doc, b.doc) })
	out := all[:0]
	for _, p := range all {
		if n := len(out); n > 0 && out[n-1].doc == p.doc {
			q := &out[n-1] // each field once, so no count is added to another
			q.body, q.title, q.context = q.body+p.body, q.title+p.title, q.context+p.context
			continue
		}
		out = append(out, p)
	}
	return out, nil
}

// pairList returns where a pair of characters stands, by document.
func (h *bleveHome) pairList(p [2]rune) ([]pairPosting, error) {
	var all []pairPosting // a document once per field
	for field, name := range pairFields {
		err := h.each(name, string(p[:]), false, func(doc int32, _ int) { all = append(all, pairPosting{doc, 1 << field}) })
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b pairPosting) int { return cmp.Compare(a.doc, b.doc) })
	out := all[:0]
	for _, x := range all {
		if n := len(out); n > 0 && out[n-1].doc == x.doc {
			out[n-1].where |= x.where
			continue
		}
		out = append(out, x)
	}
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
