package site

import (
	"bytes"
	"encoding/json"
	"fmt"

	"shogo/corpus"
	"shogo/index"
)

// placesFile is the script that tells the browser where a hit stands. The
// index knows texts and terms; addresses are the site's own.
const placesFile = "search/places.js"

// writeSearch writes what the browser needs to search: where the hits stand,
// and the index itself.
func (b *builder) writeSearch(w Writer) error {
	data, err := b.places()
	if err != nil {
		return err
	}
	if err := w.WriteFile(placesFile, data); err != nil {
		return err
	}
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
func (b *builder) places() ([]byte, error) {
	documents := []string{}
	number := map[string]int{}
	for i, d := range b.c.Documents {
		documents = append(documents, d.ShortName)
		number[d.ID] = i
	}
	pages := [][]any{}
	for _, sp := range b.addr.order {
		items := [][]any{}
		for _, id := range sp.requirements {
			r := b.c.Requirement(id)
			if r == nil || b.addr.place[id].page != sp.name {
				continue
			}
			items = append(items, []any{r.ID, b.addr.place[id].anchor, r.Provenance.Page, grade(r.Certainty)})
		}
		if len(items) > 0 {
			pages = append(pages, []any{sp.name, number[sp.doc.ID], items})
		}
	}
	var buf bytes.Buffer
	buf.WriteString("shogoPlaces(")
	enc := json.NewEncoder(&buf)
	if err := enc.Encode(map[string]any{"documents": documents, "pages": pages}); err != nil {
		return nil, fmt.Errorf("build search places: %w", err)
	}
	buf.Truncate(buf.Len() - 1) // the encoder ends with a line break
	buf.WriteString(");\n")
	return buf.Bytes(), nil
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
