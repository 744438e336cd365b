package corpus

import (
	"fmt"
	"slices"

	"shogo/corpus/pattern"
)

// nameQuoted gives the quotations whose item number is lost to the item whose
// text they quote, once a volume of the guideline prints it. The id they had
// stays as an alias, and links lead to the item.
func (b *builder) nameQuoted() {
	moved := map[string]string{}
	for _, q := range b.c.Requirements {
		if q.Kind != KindClause || !q.isGuideline() || !isQuoted(q.ID) {
			continue
		}
		if to := b.quotedItem(q); to != nil {
			moved[q.ID] = to.ID
			to.Aliases = append(append(to.Aliases, q.ID), q.Aliases...)
			b.c.Findings = append(b.c.Findings, Finding{Kind: FindingInference, Source: q.Provenance.Source, Page: q.Provenance.Page, Lines: q.Provenance.Lines, ID: to.ID,
				Message: fmt.Sprintf("項番が失われていた引用文は、本文と一致するため %s のものとしました。", to.Citation)})
		}
	}
	b.c.replace(moved)
}

// quotedItem is the one item of the chapter whose printed text is the quoted
// one, nil for none or several.
func (b *builder) quotedItem(q *Requirement) *Requirement {
	var found *Requirement
	for _, r := range b.c.Requirements {
		if r.Document != q.Document || !b.official[r.ID] || r.Section.Number != q.Section.Number || r.Volume != q.Volume || isQuoted(r.ID) {
			continue
		}
		if matchKey(r.Text) == matchKey(q.Text) && r.Text != "" {
			if found != nil {
				return nil
			}
			found = r
		}
	}
	return found
}

// replace takes requirements and groups out of the corpus whose place another
// one has: everything that named them names the other.
func (c *Corpus) replace(moved map[string]string) {
	if len(moved) == 0 {
		return
	}
	gone := func(id string) bool { return moved[id] != "" }
	rename := func(refs []Reference) {
		for i := range refs {
			for k, id := range refs[i].Targets {
				if gone(id) {
					refs[i].Targets[k] = moved[id]
				}
			}
		}
	}
	c.Requirements = slices.DeleteFunc(c.Requirements, func(r *Requirement) bool { return gone(r.ID) })
	c.Groups = slices.DeleteFunc(c.Groups, func(g *Group) bool { return gone(g.ID) })
	for _, r := range c.Requirements {
		rename(r.References)
		for i := range r.InternalRefs {
			if gone(r.InternalRefs[i].Target) {
				r.InternalRefs[i].Target = moved[r.InternalRefs[i].Target]
			}
		}
	}
	for _, g := range c.Groups {
		rename(g.References)
		g.Members = slices.DeleteFunc(g.Members, gone)
	}
	for _, d := range c.Documents {
		d.Outline = withoutGone(d.Outline, gone)
	}
	c.byID = nil
}

// withoutGone takes ids out of an outline, and the nodes that hold nothing then.
func withoutGone(sections []*Section, gone func(string) bool) []*Section {
	return slices.DeleteFunc(sections, func(s *Section) bool {
		before := len(s.Requirements) + len(s.Groups) + len(s.Sections)
		s.Requirements, s.Groups = slices.DeleteFunc(s.Requirements, gone), slices.DeleteFunc(s.Groups, gone)
		s.Sections = withoutGone(s.Sections, gone)
		return before > 0 && len(s.Requirements)+len(s.Groups)+len(s.Sections) == 0
	})
}

// pageMeasure matches the id of a measure whose page does not print its 大項目:
// annex2-1.1-p25-2-4.
var pageMeasure = pattern.New(`^.*-p(\d+)[a-z]?-\d+-\d+$`)

// joinPages gives the measures of a single page to those of the whole table,
// once that is read: page, number and words agree. The id by page stays as an
// alias.
func (c *Corpus) joinPages() {
	type place struct {
		document string
		page     int
		label    string
	}
	at := map[place][]*Requirement{}
	for _, r := range c.Requirements {
		if r.Kind == KindMeasure && r.Provenance.Page > 0 && !pageMeasure.MatchString(r.ID) {
			p := place{r.Document, r.Provenance.Page, r.Label}
			at[p] = append(at[p], r)
		}
	}
	moved, groups := map[string]string{}, map[string]string{}
	told := map[string]bool{}
	for _, r := range c.Requirements {
		if r.Kind != KindMeasure || !pageMeasure.MatchString(r.ID) {
			continue
		}
		for _, whole := range at[place{r.Document, r.Provenance.Page, r.Label}] {
			if moved[r.ID] != "" || titleSimilarity(whole.Text, r.Text) < sameMeasure {
				continue
			}
			moved[r.ID] = whole.ID
			if !slices.Contains(whole.Aliases, r.ID) {
				whole.Aliases = append(whole.Aliases, r.ID)
			}
			if r.Group != nil && whole.Group != nil {
				groups[r.Group.ID] = whole.Group.ID
			}
			if p := r.Provenance; !told[p.Source] {
				told[p.Source] = true
				c.Findings = append(c.Findings, Finding{Kind: FindingInference, Source: p.Source, Page: p.Page, ID: whole.ID,
					Message: fmt.Sprintf("このページの対策項目は、%s にも同じ番号と文言であるため、一つにまとめました。ページによる識別子は別名として残ります。", whole.Provenance.Source)})
			}
		}
	}
	for from, to := range groups { // a group goes when every measure of it has gone
		g := c.Group(from)
		if g != nil && c.Group(to) != nil && !slices.ContainsFunc(g.Members, func(id string) bool { return moved[id] == "" }) {
			moved[from] = to
		}
	}
	c.replace(moved)
}

// sameMeasure is how similar two prints of a measure are at least; a page that
// lost its reading order may lack words.
const sameMeasure = 0.6
