package exchange

import (
	"strings"

	"shogo/corpus"
)

// matrixTable has a row per requirement that something cites and a column per
// citing document; a cell lists the labels that cite, a line each. It joins
// nothing that the sources do not join: two labels in one row cite the same
// clause, no more. Links a person has rejected are left out.
func matrixTable(c *corpus.Corpus) *Table {
	t := &Table{Name: "matrix", Title: "対応表", Columns: []Column{
		{"id", "ID"}, {"document", "資料"}, {"citation", "引用の形"}, {"title", "見出し"}}}
	column := map[string]int{}
	cells := map[string]map[int][]string{}
	citing := map[string]bool{}
	for _, l := range c.Links {
		if !rejected(l) {
			citing[documentOf(c, l.From)] = true
		}
	}
	for _, d := range c.Documents {
		if citing[d.ID] {
			column[d.ID] = len(t.Columns)
			t.Columns = append(t.Columns, Column{d.ID, d.ShortName})
		}
	}
	for _, l := range c.Links {
		to, at := canonical(c, l.To), column[documentOf(c, l.From)]
		if rejected(l) || at == 0 {
			continue
		}
		if cells[to] == nil {
			cells[to] = map[int][]string{}
		}
		cells[to][at] = append(cells[to][at], matrixCell(c, l))
	}
	for _, r := range c.Requirements {
		if cells[r.ID] == nil {
			continue
		}
		row := make([]string, len(t.Columns))
		row[0], row[1], row[2], row[3] = r.ID, r.Document, r.Citation, r.Title
		for i, labels := range cells[r.ID] {
			row[i] = strings.Join(labels, "\n")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// matrixCell names the citing end, what is less than certain about the link,
// and where it stands with those who review it, unless nobody has looked yet: a
// table that is passed on must not make it surer than it is.
func matrixCell(c *corpus.Corpus, l *corpus.Link) string {
	var notes []string
	if l.Certainty != corpus.Certain || l.Status != corpus.Resolved {
		notes = append(notes, string(l.Certainty))
	}
	if l.Status != corpus.Resolved {
		notes = append(notes, string(l.Status))
	}
	switch state := string(l.State); {
	case l.State == corpus.StateResolved:
		notes = append(notes, l.Review)
	case l.State != corpus.StateUnreviewed && state != string(l.Status) && state != string(l.Certainty):
		notes = append(notes, state)
	}
	s := c.Name(l.From)
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s
}

// canonical returns the id of the requirement that an id or alias names.
func canonical(c *corpus.Corpus, id string) string {
	if r := c.Requirement(id); r != nil {
		return r.ID
	}
	return id
}

// documentOf returns the document of a requirement or group, "" if there is
// no such id.
func documentOf(c *corpus.Corpus, id string) string {
	if r := c.Requirement(id); r != nil {
		return r.Document
	}
	if g := c.Group(id); g != nil {
		return g.Document
	}
	return ""
}

// rejected reports a link that a person has looked at and refused. It stays in
// the link tables with that word; no other format states it as a link.
func rejected(l *corpus.Link) bool { return l.Review == corpus.ReviewRejected }
