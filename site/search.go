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
// hits stand, which the index does not know, and what to suggest while somebody
// types.
func (b *builder) writeSearch(w Writer) error {
	for _, s := range append(append(b.placeScripts(), b.suggestScripts()...), b.contractScripts()...) {
		data, err := s.bytes()
		if err != nil {
			return err
		}
		if err := w.WriteFile("search/"+s.name+".js", data); err != nil {
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

// script is a file that hands values to a global function: a page from file://
// may not fetch, but it may load a script.
type script struct {
	name, function string
	arguments      []any
}

func (s script) bytes() ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString(s.function + "(")
	for i, a := range s.arguments {
		if i > 0 {
			buf.WriteString(",")
		}
		if err := json.NewEncoder(&buf).Encode(a); err != nil {
			return nil, fmt.Errorf("build search data %s: %w", s.name, err)
		}
		buf.Truncate(buf.Len() - 1) // the encoder ends with a line break
	}
	buf.WriteString(");\n")
	return buf.Bytes(), nil
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

func grade(c corpus.Certainty) int {
	switch c {
	case corpus.Certain:
		return 0
	case corpus.Likely:
		return 1
	}
	return 2
}
