package index

import "slices"

// Citation says what a query names that is wholly a citation.
type Citation struct {
	// Named is the number of documents the citation names; 0 says that what it
	// names is not here.
	Named int `json:"named"`
	// Possible is the number of chapters, in other volumes, whose list may go
	// on to the item asked for.
	Possible int `json:"possible"`
	// Open is true where the query names neither a document nor a volume: it
	// may mean something that is not here.
	Open bool `json:"open"`
}

// Values of Hit.Cited.
const (
	CitedNamed    = "named"    // the citation names this document
	CitedPossible = "possible" // the citation may lead into this chapter
)

// cite returns the documents a query names, those it may lead to, each in the
// order of the documents, and nil where it is no citation.
func (s *session) cite(query string) (named, possible []answer, out *Citation) {
	c, ok := readCitation(query)
	if !ok {
		return nil, nil, nil
	}
	out = &Citation{Open: c.open}
	if c.id != "" {
		if named = s.answers(c.id); len(named) > 0 {
			out.Open = false
			return inOrder(named), nil, out
		}
	}
	if len(c.named) == 0 {
		return nil, nil, nil // the shape of an id, as any word-with-hyphen has
	}
	for _, r := range c.named {
		named = append(named, s.answering(r)...)
	}
	for _, r := range c.more {
		for _, a := range s.answering(r) {
			if len(named) > 0 && !slices.ContainsFunc(named, func(n answer) bool { return samePlace(n, a) }) {
				possible = append(possible, a)
			}
		}
	}
	return inOrder(named), inOrder(possible), out
}

// answering returns the documents that answer to a key and to all that must
// stand beside it.
func (s *session) answering(r reading) []answer {
	var out []answer
	for _, a := range s.answers(r.key) {
		if !slices.ContainsFunc(r.with, func(w string) bool { return !slices.Contains(a.with, w) }) {
			out = append(out, a)
		}
	}
	return out
}

// samePlace reports clauses of one volume and edition, the first two words
// beside their keys.
func samePlace(a, b answer) bool {
	return len(a.with) >= 2 && len(b.with) >= 2 && slices.Equal(a.with[:2], b.with[:2])
}

// inOrder sorts by the order of the documents and leaves out repeats.
func inOrder(list []answer) []answer {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b answer) int {
		if a.order != b.order {
			return a.order - b.order
		}
		return a.doc - b.doc
	})
	return slices.CompactFunc(list, func(a, b answer) bool { return a.doc == b.doc })
}
