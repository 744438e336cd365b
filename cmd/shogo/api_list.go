package main

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus"
)

// apiDocument is a document with its sections.
type apiDocument struct {
	apiSource
	Family    corpus.Family    `json:"family"`
	Certainty corpus.Certainty `json:"certainty"`
	Reason    string           `json:"certainty_reason,omitempty"`
	Sections  []apiSection     `json:"sections"`
}

// apiSection is a volume, chapter or section and the ids of what stands in it.
type apiSection struct {
	ID           string             `json:"id"`
	Kind         corpus.SectionKind `json:"kind"`
	Number       string             `json:"number,omitempty"`
	Title        string             `json:"title"`
	Certainty    corpus.Certainty   `json:"certainty"`
	Requirements []string           `json:"requirements"`
	Groups       []string           `json:"groups,omitempty"`
	Sections     []apiSection       `json:"sections,omitempty"`
}

// apiSections are the sections of every document.
type apiSections struct {
	Documents []apiDocument `json:"documents"`
}

// sections lists the documents, or the one named.
func (s *api) sections(document string) (*apiSections, error) {
	out := &apiSections{Documents: []apiDocument{}}
	for _, d := range s.corpus.Documents {
		if document != "" && d.ID != document {
			continue
		}
		source := s.source(d.ID, corpus.Provenance{Source: strings.Join(d.Sources, ", ")})
		if source.File == "" {
			source.File = corpus.SourceRegistry
		}
		out.Documents = append(out.Documents, apiDocument{source, d.Family, d.Certainty, d.CertaintyReason, sectionList(d.Outline)})
	}
	if document != "" && len(out.Documents) == 0 {
		return nil, &notFound{fmt.Sprintf("no document has the id %q", document)}
	}
	return out, nil
}

func sectionList(list []*corpus.Section) []apiSection {
	out := []apiSection{}
	for _, s := range list {
		one := apiSection{ID: s.ID, Kind: s.Kind, Number: s.Number, Title: s.Title, Certainty: s.Certainty, Requirements: s.Requirements, Groups: s.Groups}
		if one.Requirements == nil {
			one.Requirements = []string{}
		}
		if len(s.Sections) > 0 {
			one.Sections = sectionList(s.Sections)
		}
		out = append(out, one)
	}
	return out
}

// apiChecklist is a checklist: its items in order, with the clauses each cites.
type apiChecklist struct {
	Document apiSource `json:"document"`
	Items    []apiItem `json:"items"`
}

// apiItem is an item of a checklist.
type apiItem struct {
	apiStatement
	Section string    `json:"section"`
	Roles   []string  `json:"roles"`
	Systems []string  `json:"systems"`
	Links   []apiLink `json:"links"` // to the clauses it cites
}

// checklist lists the items of a checklist, the only one if document is empty;
// role keeps the items whose roles contain it.
func (s *api) checklist(document, role string) (*apiChecklist, error) {
	var ids []string
	for _, d := range s.corpus.Documents {
		if d.Family == corpus.FamilyChecklistManual && (document == "" || d.ID == document) {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) == 0 {
		return nil, &notFound{fmt.Sprintf("no checklist has the id %q", document)}
	} else if len(ids) > 1 {
		return nil, &notFound{"there are several checklists; name one of " + strings.Join(ids, ", ")}
	}
	out := &apiChecklist{Document: s.source(ids[0], corpus.Provenance{}), Items: []apiItem{}}
	if d := s.corpus.Document(ids[0]); d != nil {
		out.Document.File = strings.Join(d.Sources, ", ")
	}
	for _, r := range s.corpus.Requirements {
		fits := role == "" || slices.ContainsFunc(r.Roles, func(w string) bool { return strings.Contains(w, role) })
		if r.Document == ids[0] && r.Kind == corpus.KindChecklistItem && fits {
			section := strings.TrimSpace(r.Section.Number + " " + r.Section.Title)
			out.Items = append(out.Items, apiItem{s.statement(r), section, r.Roles, r.Systems, s.linkList(s.corpus.LinksFrom(r.ID))})
		}
	}
	return out, nil
}

// apiLink is a link with both ends in words.
type apiLink struct {
	ID              string           `json:"id"`
	Set             string           `json:"set"`
	From            apiStatement     `json:"from"`
	To              apiStatement     `json:"to"`
	Relationship    string           `json:"relationship"`
	Method          corpus.Method    `json:"method"`
	Certainty       corpus.Certainty `json:"certainty"`
	CertaintyReason string           `json:"certainty_reason,omitempty"`
	Review          string           `json:"review"`
	State           corpus.State     `json:"state"`
	StateReason     string           `json:"state_reason,omitempty"`
	Decision        *corpus.Decision `json:"decision,omitempty"`
	Changed         *corpus.Changed  `json:"changed,omitempty"`
	Evidence        corpus.Evidence  `json:"evidence"`
}

// apiLinks is a list of links.
type apiLinks struct {
	Links []apiLink `json:"links"`
}

// links lists the links that start or end at a requirement or group, or all of
// them if id is empty.
func (s *api) links(id string) (*apiLinks, error) {
	if id == "" {
		return &apiLinks{s.linkList(s.corpus.Links)}, nil
	}
	if r := s.corpus.Requirement(id); r != nil {
		from, to := linksOf(s.corpus, r)
		return &apiLinks{s.linkList(append(from, to...))}, nil
	}
	if s.corpus.Group(id) == nil {
		return nil, &notFound{fmt.Sprintf("no requirement or group has the id %q", id)}
	}
	return &apiLinks{s.linkList(append(s.corpus.LinksFrom(id), s.corpus.LinksTo(id)...))}, nil
}

func (s *api) linkList(links []*corpus.Link) []apiLink {
	out := []apiLink{}
	for _, l := range links {
		out = append(out, apiLink{ID: l.ID, Set: l.Set, From: s.end(l.From), To: s.end(l.To), Relationship: l.Relationship, Method: l.Method,
			Certainty: l.Certainty, CertaintyReason: l.CertaintyReason, Review: l.Review, State: l.State, StateReason: l.StateReason, Decision: l.Decision, Changed: l.Changed, Evidence: l.Evidence})
	}
	return out
}

func (s *api) end(id string) apiStatement {
	if r := s.corpus.Requirement(id); r != nil {
		return s.statement(r)
	}
	if g := s.corpus.Group(id); g != nil {
		return s.groupStatement(g)
	}
	return apiStatement{ID: id}
}
