package corpus

import (
	"slices"
	"strings"
)

// TitlesOnly are the items of the yearly checklists in the corpus of which the
// registry knows the title and no document the text, in the order of documents
// and checklists. They are stubs with the ids that the items will have once
// their text is read. Requirements does not hold them: it says what the
// documents say, and which clauses they cite.
func (c *Corpus) TitlesOnly() []*Requirement {
	var out []*Requirement
	for _, d := range c.Documents {
		known := ChecklistItems(d.ID)
		if known == nil {
			continue
		}
		read := map[string]bool{} // by section and number
		for _, r := range c.Requirements {
			if r.Document == d.ID && r.Kind == KindChecklistItem {
				read[itemPlace(r.Section.Number, r.Label)] = true
			}
		}
		for _, k := range known {
			if len(read) > 0 && c.Requirement(k.ID) == nil && !read[itemPlace(k.Section.Number, k.Label)] && slices.ContainsFunc(d.Outline, func(s *Section) bool { return s.Number == k.Section.Number }) {
				out = append(out, k.stub(d))
			}
		}
	}
	return out
}

// Find is the requirement with the given id or alias, or the item of which only
// the title is known; nil for neither.
func (c *Corpus) Find(id string) *Requirement {
	if r := c.Requirement(id); r != nil {
		return r
	}
	for _, r := range c.TitlesOnly() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func itemPlace(section, label string) string { return section + "-" + Circled(labelNumber(label)) }

// stub is the item as a requirement of the document d without text.
func (k *ChecklistItem) stub(d *Document) *Requirement {
	r := &Requirement{ID: k.ID, Document: d.ID, Kind: KindChecklistItem, Label: k.Label, Title: k.Title, Section: k.Section, Stub: true,
		Parts: []Part{}, Roles: k.Roles, Systems: k.Systems, References: []Reference{}, Provenance: Provenance{Source: SourceRegistry, Lines: []int{}},
		Certainty: k.Certainty, CertaintyReason: k.CertaintyReason}
	if r.Systems == nil {
		r.Systems = []string{}
	}
	label := k.Section.Number + "-" + k.Label
	if k.Section.Number == "0" { // the item of the section without a number goes by its title
		r.Label, label = k.Section.Title, k.Section.Title
	}
	r.Citation = checklistPrefixOf(d.Edition) + label
	return r
}

// checklistPrefixOf stands before the labels of a year's items, of 令和7年度版（案）
// チェックリスト（令和7年度・案）.
func checklistPrefixOf(edition string) string {
	return "チェックリスト（" + strings.NewReplacer("版（案）", "・案", "版", "").Replace(edition) + "） "
}
