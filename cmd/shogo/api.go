package main

import (
	"fmt"
	"strings"

	"shogo/corpus"
	"shogo/index"
)

// api answers the questions that programs ask, over HTTP and over the Model
// Context Protocol alike. Whatever it says of a requirement comes with the
// citation, the words themselves, how sure the reading is and where it was
// read, so that nothing can be passed on without them.
type api struct {
	*app
	corpus *corpus.Corpus
	index  *index.Index
}

// notFound is an answer to a question about something that is not there.
type notFound struct{ msg string }

func (e *notFound) Error() string { return e.msg }

// apiStatement is a requirement or group as every answer gives it.
type apiStatement struct {
	ID       string `json:"id"`
	Citation string `json:"citation"`
	Title    string `json:"title"`
	// Quote is the text as read; of a stub, whose text is not in the corpus, it
	// is empty.
	Quote           string           `json:"quote"`
	Stub            bool             `json:"stub"`
	Certainty       corpus.Certainty `json:"certainty"`
	CertaintyReason string           `json:"certainty_reason,omitempty"`
	Source          apiSource        `json:"source"`
}

// apiSource says which edition a statement belongs to and where it was read.
type apiSource struct {
	Document    string `json:"document"` // id
	Title       string `json:"title"`
	Edition     string `json:"edition"`
	Date        string `json:"date,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	LandingPage string `json:"landing_page,omitempty"`
	// SupersededBy names the newer edition, empty if none is known.
	SupersededBy string `json:"superseded_by,omitempty"`
	// File is where it was read: a file name, or "registry" where no text is in
	// the corpus.
	File  string `json:"file"`
	Page  int    `json:"page,omitempty"`
	Lines []int  `json:"lines,omitempty"`
	Place string `json:"place,omitempty"`
}

func (s *api) statement(r *corpus.Requirement) apiStatement {
	return apiStatement{ID: r.ID, Citation: r.Citation, Title: r.Title, Quote: r.Text, Stub: r.Stub,
		Certainty: r.Certainty, CertaintyReason: r.CertaintyReason, Source: s.source(r.Document, r.Provenance)}
}

func (s *api) groupStatement(g *corpus.Group) apiStatement {
	return apiStatement{ID: g.ID, Citation: s.corpus.Name(g.ID), Title: g.Title, Quote: g.Scenario,
		Certainty: g.Certainty, CertaintyReason: g.CertaintyReason, Source: s.source(g.Document, g.Provenance)}
}

func (s *api) source(document string, p corpus.Provenance) apiSource {
	out := apiSource{Document: document, File: p.Source, Page: p.Page, Lines: p.Lines, Place: p.Place}
	if d := s.corpus.Document(document); d != nil {
		out.Title, out.Edition, out.Date, out.Publisher, out.LandingPage = d.Title, d.Edition, d.Date, d.Publisher, d.LandingPage
		if d.Superseded != nil {
			out.SupersededBy = d.Superseded.ID
		}
	}
	return out
}

// apiHit is a hit of the search with its statement.
type apiHit struct {
	apiStatement
	Score    float64  `json:"score"`
	Fragment string   `json:"fragment"`
	Marks    [][2]int `json:"marks"`
	Cited    string   `json:"cited,omitempty"`
}

// apiResult is the answer to a search: that of "shogo search --json", its hits
// with statements.
type apiResult struct {
	resultJSON
	Hits []apiHit `json:"hits"`
}

func (s *api) search(query string, n int) (*apiResult, error) {
	if strings.TrimSpace(query) == "" {
		return nil, &notFound{"no query given"}
	}
	res, err := (&searcher{app: s.app, searchFlags: searchFlags{n: n}, corpus: s.corpus, index: s.index}).answer(query)
	if err != nil {
		return nil, err
	}
	out := &apiResult{resultJSON: res, Hits: []apiHit{}}
	for _, h := range res.Hits {
		if r := s.corpus.Find(h.ID); r != nil {
			out.Hits = append(out.Hits, apiHit{apiStatement: s.statement(r), Score: h.Score, Fragment: h.Fragment, Marks: h.Marks, Cited: h.Cited})
		}
	}
	return out, nil
}

// apiRequirement is a requirement with all that is known of it.
type apiRequirement struct {
	apiStatement
	Requirement *corpus.Requirement `json:"requirement"`
	Links       []apiLink           `json:"links"` // that start or end here, its group's included
}

func (s *api) requirement(id string) (*apiRequirement, error) {
	r := s.corpus.Find(id)
	if r == nil {
		return nil, &notFound{fmt.Sprintf("no requirement has the id %q", id)}
	}
	from, to := linksOf(s.corpus, r)
	return &apiRequirement{s.statement(r), r, s.linkList(append(from, to...))}, nil
}

// apiResolved is what a citation names.
type apiResolved struct {
	Query string `json:"query"`
	// Ambiguous is true where several requirements fit.
	Ambiguous    bool           `json:"ambiguous"`
	Requirements []apiStatement `json:"requirements"`
}

func (s *api) resolve(citation string) (*apiResolved, error) {
	found := s.corpus.Lookup(citation)
	if len(found) == 0 {
		return nil, &notFound{fmt.Sprintf("%q names nothing in these documents", citation)}
	}
	out := &apiResolved{Query: citation, Ambiguous: len(found) > 1}
	for _, r := range found {
		out.Requirements = append(out.Requirements, s.statement(r))
	}
	return out, nil
}
