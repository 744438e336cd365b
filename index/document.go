package index

import (
	"slices"
	"strings"

	"shogo/corpus"
)

// FromCorpus makes one document of every requirement, in the order of the
// corpus, and behind them of every item of a checklist of which only the title is
// known. Those are found by their number alone: their titles would change what a
// word is worth and take the place of requirements that have a text. A measure's
// group title and risk scenario are its context: they belong to all measures of the group alike. Drafts are not searched, for
// their wording is not in force.
func FromCorpus(c *corpus.Corpus) []Document {
	families, names := map[string]corpus.Family{}, map[string]string{}
	for _, d := range c.Documents {
		families[d.ID], names[d.ID] = d.Family, d.ShortName
	}
	requirements := slices.Concat(c.Requirements, c.TitlesOnly())
	out := make([]Document, 0, len(requirements))
	for i, r := range requirements {
		d := Document{ID: r.ID, Citation: r.Citation, Title: r.Title, Body: body(r), Stub: r.Stub, Aside: r.Kind == corpus.KindEntry, Named: i >= len(c.Requirements),
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
