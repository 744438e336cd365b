package main

import (
	"fmt"
	"strings"

	"shogo/corpus"
	"shogo/index"
)

// resultJSON is the documented form of one answer.
type resultJSON struct {
	Query      string            `json:"query"`
	Expansions []index.Expansion `json:"expansions"`
	Confident  bool              `json:"confident"`
	Total      int               `json:"total"` // documents that scored
	// Citation is set where the query is wholly a citation, Syntax where it has
	// marks such as "…", -word and 編:value.
	Citation    *index.Citation `json:"citation,omitempty"`
	Syntax      *index.Syntax   `json:"syntax,omitempty"`
	Approximate bool            `json:"approximate,omitempty"` // total is an upper bound
	Hits        []hitJSON       `json:"hits"`
}

type hitJSON struct {
	ID       string   `json:"id"`
	Citation string   `json:"citation"`
	Title    string   `json:"title"`
	Score    float64  `json:"score"`
	Fragment string   `json:"fragment"`
	Marks    [][2]int `json:"marks"` // half-open byte ranges of Fragment
	Document string   `json:"document"`
	Volume   string   `json:"volume,omitempty"` // 編 of a clause
	Section  string   `json:"section"`          // number of its chapter or section: 14, 2
	Label    string   `json:"label"`            // as cited inside the document: ⑥, ②-6, 14⑥
	Page     int      `json:"page,omitempty"`
	Stub     bool     `json:"stub"`
	Cited    string   `json:"cited,omitempty"` // named or possible, see index.Hit
	Explain  string   `json:"explain,omitempty"`
}

func (s *searcher) ask(query string) (index.Result, error) {
	res, err := s.index.Search(query, s.n, index.SearchOptions{NoExpansion: s.exact})
	if err != nil {
		return res, fmt.Errorf("search %q: %w", query, err)
	}
	return res, nil
}

// answer searches and returns the documented form.
func (s *searcher) answer(query string) (resultJSON, error) {
	res, err := s.ask(query)
	if err != nil {
		return resultJSON{}, err
	}
	out := resultJSON{Query: query, Expansions: res.Expansions, Confident: res.Confident, Total: res.Total, Hits: []hitJSON{}}
	out.Citation, out.Approximate = res.Citation, res.Approximate
	if s := res.Syntax; len(s.Phrases)+len(s.Excluded)+len(s.Filters)+len(s.Unknown)+s.Omitted > 0 {
		out.Syntax = &s
	}
	if out.Expansions == nil {
		out.Expansions = []index.Expansion{}
	}
	for _, h := range res.Hits {
		hit := hitJSON{ID: h.ID, Citation: h.Citation, Title: h.Title, Score: h.Score,
			Fragment: h.Fragment.Text, Marks: marks(h.Fragment), Stub: h.Stub, Cited: h.Cited}
		if r := s.corpus.Find(h.ID); r != nil {
			hit.Document, hit.Page = r.Document, r.Provenance.Page
			hit.Volume, hit.Section, hit.Label = r.Volume, r.Section.Number, r.Label
		}
		if s.explain {
			e, err := s.explanation(query, h.ID)
			if err != nil {
				return resultJSON{}, err
			}
			hit.Explain = e
		}
		out.Hits = append(out.Hits, hit)
	}
	return out, nil
}

func marks(f index.Fragment) [][2]int {
	out := [][2]int{}
	for _, m := range f.Marks {
		out = append(out, [2]int{m.Start, m.End})
	}
	return out
}

func (s *searcher) printResult(query string, res index.Result) error {
	s.noteReading(query, res)
	for _, e := range res.Expansions {
		fmt.Fprintf(s.stdout, "%s → %s (%s)\n", e.From, strings.Join(e.To, "、"), e.Kind)
	}
	if len(res.Hits) == 0 {
		s.note("nothing in these documents answers %q", query)
		return nil
	}
	if !res.Confident {
		s.note("no good answer to %q; these come closest", query)
	}
	for i, h := range res.Hits {
		s.printHit(i+1, h)
		if s.explain {
			e, err := s.explanation(query, h.ID)
			if err != nil {
				return err
			}
			fmt.Fprintln(s.stdout, indent(e, "      "))
		}
	}
	return nil
}

// noteReading says how a citation or the marks of a query were read.
func (s *searcher) noteReading(query string, res index.Result) {
	switch c := res.Citation; {
	case c != nil && c.Named > 0:
		s.note("%q is a citation; shogo show %q prints what it names", query, query)
	case c != nil:
		s.note("%q reads as a citation of something that is not in these documents", query)
	}
	for _, name := range res.Syntax.Unknown {
		s.note("%q is no field and was searched as text; fields are 資料 (doc), 編, 役割 (role), 対象 (system), 確かさ (certainty)", name)
	}
	for _, f := range res.Syntax.Filters {
		if len(f.Values) == 0 {
			s.note("no %s begins with %q", f.Facet, strings.Join(f.Typed, ", "))
		}
	}
}

// citedNotes stand behind the title of what a citation leads to.
var citedNotes = map[string]string{index.CitedNamed: "  (cited)", index.CitedPossible: "  (the citation may lead into this chapter)"}

// printHit prints rank, citation and title; the fragment, unless it is the
// title; where it stands.
func (s *searcher) printHit(rank int, h index.Hit) {
	title, fragment := h.Title, s.fragment(h.Fragment)
	if h.Fragment.Text == title {
		title, fragment = s.marked(title, marks(h.Fragment)), ""
	}
	fmt.Fprintf(s.stdout, "%2d. %s  %s\n", rank, s.style(escBold, h.Citation), title+s.style(escFaint, citedNotes[h.Cited]))
	if fragment != "" {
		fmt.Fprintf(s.stdout, "    %s\n", fragment)
	}
	if r := s.corpus.Find(h.ID); r != nil {
		fmt.Fprintf(s.stdout, "    %s\n", s.style(escFaint, s.where(r)))
	}
}

// fragment prints a piece of text on one line with an ellipsis where it is cut.
func (s *searcher) fragment(f index.Fragment) string {
	if f.Text == "" {
		return ""
	}
	// Line ends are one byte each, like the space, so that marks still fit.
	text := s.marked(strings.NewReplacer("\n", " ", "\r", " ").Replace(f.Text), marks(f))
	before, after := f.Cut()
	if before {
		text = "…" + text
	}
	if after {
		text += "…"
	}
	return text
}

// where names document and place of a requirement.
func (s *searcher) where(r *corpus.Requirement) string {
	name := r.Document
	if d := s.corpus.Document(r.Document); d != nil {
		name = d.ShortName
	}
	if r.Stub {
		return name + "  (text not in the corpus)"
	}
	return name + "  " + blockPlace(r.Provenance.Source, r.Provenance.Page, nil, r.Provenance.Place)
}

func indent(s, prefix string) string {
	return prefix + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n"+prefix)
}

// explanation is the score of one hit term by term.
func (s *searcher) explanation(query, id string) (string, error) {
	e, err := s.index.Explain(query, id, index.SearchOptions{NoExpansion: s.exact})
	if err != nil {
		return "", fmt.Errorf("explain %q for %s: %w", query, id, err)
	}
	return e.String(), nil
}
