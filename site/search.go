package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"shogo/corpus"
	"shogo/index"
)

// writeSearch writes what the browser needs to search: the index, where the
// hits stand, which the index does not know, and what a citation's target is
// called.
func (b *builder) writeSearch(w Writer) error {
	places, names := b.places()
	for _, f := range []struct {
		name, function string
		value          any
	}{{"names", "shogoNames", names}, {"places", "shogoPlaces", places}} {
		data, err := call(f.function, f.value)
		if err != nil {
			return err
		}
		if err := w.WriteFile("search/"+f.name+".js", data); err != nil {
			return err
		}
	}
	return b.writeIndex(w)
}

// writeIndex exports the index.
func (b *builder) writeIndex(w Writer) (err error) {
	if b.opts.noSearch {
		return nil
	}
	ix := b.opts.Index
	if ix == nil {
		if ix, err = index.Build(index.FromCorpus(b.c), index.Options{}); err != nil {
			return fmt.Errorf("build search: %w", err)
		}
	}
	return ix.Export(func(name string, data []byte) error { return w.WriteFile("search/"+name, data) })
}

// places lists, page by page, id, anchor, page of the source and certainty (0
// certain, 1 likely, 2 ambiguous) of every requirement, as
//
//	shogoPlaces({"documents":["別紙2 対応表"],"pages":[["doc/annex2-1.1/p25.html",0,[["annex2-1.1-p25-2-4","2-4",25,1]]]]})
//
// with, where the page is one of another document that quotes the text, the
// number of that document; and, in the same order, their citation, title, and 1 for a stub, as
//
//	shogoNames([["別紙2 ②-4","特権IDの最小限の利用",0]])
func (b *builder) places() (places, names any) {
	documents := []string{}
	number := map[string]int{}
	for i, d := range b.c.Documents {
		documents = append(documents, d.ShortName)
		number[d.ID] = i
	}
	pages, called := [][]any{}, [][]any{}
	for _, sp := range b.addr.order {
		items := [][]any{}
		for _, id := range sp.requirements {
			r := b.c.Requirement(id)
			if r == nil || b.addr.place[id].page != sp.name {
				continue
			}
			item := []any{r.ID, b.addr.place[id].anchor, r.Provenance.Page, grade(r.Certainty)}
			if d := b.quotedBy(r); d != nil {
				item = append(item, number[d.ID])
			}
			items = append(items, item)
			called = append(called, []any{r.Citation, r.Title, stubMark(r.Stub)})
		}
		if len(items) > 0 {
			pages = append(pages, []any{sp.name, number[sp.doc.ID], items})
		}
	}
	return map[string]any{"documents": documents, "pages": pages}, called
}

// quotedBy returns the document in whose source the text of r was read, if
// that is not r's own: a table that quotes a guideline. Its page is no page of
// the guideline.
func (b *builder) quotedBy(r *corpus.Requirement) *corpus.Document {
	var other *corpus.Document
	for _, d := range b.c.Documents {
		switch {
		case !slices.Contains(d.Sources, r.Provenance.Source):
		case d.ID == r.Document:
			return nil
		case other == nil:
			other = d
		}
	}
	return other
}

// call is a script that hands a value to a global function.
func call(function string, value any) ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString(function + "(")
	if err := json.NewEncoder(&buf).Encode(value); err != nil {
		return nil, fmt.Errorf("build search data for %s: %w", function, err)
	}
	buf.Truncate(buf.Len() - 1) // the encoder ends with a line break
	buf.WriteString(");\n")
	return buf.Bytes(), nil
}

func stubMark(stub bool) int {
	if stub {
		return 1
	}
	return 0
}

func grade(c corpus.Certainty) int {
	switch c {
	case corpus.Certain:
		return 0
	case corpus.Likely:
		return 1
	}
	return 2
}
