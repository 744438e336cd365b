package index

import (
	"strings"

	"shogo/corpus"
)

// FromCorpus makes one document of every requirement, in the order of the
// corpus. A measure's group title and risk scenario are its context: they
// belong to all measures of the group alike. Drafts are not searched, for
// their wording is not in force.
func FromCorpus(c *corpus.Corpus) []Document {
	families, names := map[string]corpus.Family{}, map[string]string{}
	for _, d := range c.Documents {
		families[d.ID], names[d.ID] = d.Family, d.ShortName
	}
	out := make([]Document, 0, len(c.Requirements))
	for i, r := range c.Requirements {
		d := Document{ID: r.ID, Citation: r.Citation, Title: r.Title, Body: body(r), Stub: r.Stub, Aside: r.Kind == corpus.KindEntry,
			Keys: citationKeys(r, families[r.Document]), Order: i,
			Facets: Facets{Document: r.Document, DocumentName: names[r.Document], Volume: r.Volume, Roles: r.Roles, Systems: r.Systems, Certainty: string(r.Certainty)}}
		if r.Group != nil {
			d.Title = ""
			d.Context = strings.TrimSpace(r.Group.Title + "\n" + r.Group.Scenario)
		}
		out = append(out, d)
	}
	return out
}

// body is what the requirement says besides its title: the statement, unless
// the title repeats it, and every part, one a line.
func body(r *corpus.Requirement) string {
	var lines []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, s)
		}
	}
	if r.Text != r.Title {
		add(r.Text)
	}
	add(r.TitleNote)
	for _, p := range r.Parts {
		if p.Label != "" && !strings.HasPrefix(p.Text, p.Label) {
			add(p.Label)
		}
		add(p.Text)
		for _, row := range p.Rows {
			add(strings.Join(row, " "))
		}
	}
	return strings.Join(lines, "\n")
}
