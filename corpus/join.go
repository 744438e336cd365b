package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// add joins what one source says with what is there.
func (b *builder) add(s *Source, p *parsed) {
	p.document.Sources = []string{s.Name}
	b.join(s.Name, p)
}

// join adds what was parsed from the named file.
func (b *builder) join(name string, p *parsed) {
	b.quoted = map[string]string{}
	b.addDocument(p.document)
	for _, d := range p.more {
		b.addDocument(d)
	}
	b.c.relations = append(b.c.relations, p.relations...)
	b.stretches = append(b.stretches, p.stretches...)
	for _, r := range p.requirements {
		switch old := b.c.Requirement(r.ID); {
		case r.Kind == KindClause && r.isGuideline():
			b.addClause(r, old, p.document.Family == FamilyGuideline)
		case old == nil || old.ID != r.ID: // an alias is no requirement of its own
			b.c.Requirements = append(b.c.Requirements, r)
			b.c.note(r)
		case r.Document == old.Document && r.Title == old.Title && fingerprint(r.Text) == fingerprint(old.Text):
			// the same words in another file: an excerpt beside the whole
		default:
			b.c.Findings = append(b.c.Findings, Finding{Kind: FindingConflict, Source: name, Page: r.Provenance.Page, Lines: r.Provenance.Lines, ID: old.ID,
				Message: fmt.Sprintf("%s は %s からも、異なる文言で読み取られています。先に読んだものを残しました。", r.Citation, old.Provenance.Source)})
		}
	}
	for _, g := range p.groups {
		for i := range g.References {
			for k, id := range g.References[i].Targets {
				if moved, ok := b.quoted[id]; ok {
					g.References[i].Targets[k] = moved
				}
			}
		}
		switch old := b.c.Group(g.ID); {
		case old == nil:
			b.c.Groups = append(b.c.Groups, g)
		case old.Provenance.Source == g.Provenance.Source, g.Provenance.Page > 0 && old.Provenance.Page > 0 && old.Provenance.Page != g.Provenance.Page:
			old.goOn(g)
		default: // the same page in another file
		}
	}
}

// addDocument adds a document, or joins its outline and sources with the one
// of the same id.
func (b *builder) addDocument(d *Document) {
	old := b.c.Document(d.ID)
	if old == nil {
		b.c.Documents = append(b.c.Documents, d)
		return
	}
	old.Sources = append(old.Sources, d.Sources...)
	for _, s := range d.Outline {
		at := slices.IndexFunc(old.Outline, func(o *Section) bool { return o.ID == s.ID })
		switch {
		case at >= 0 && d.Family == FamilyGuideline: // its clauses find their places one by one
		case at >= 0:
			old.Outline[at].goOn(s)
		case !hasSection(old, s.ID):
			old.Outline = append(old.Outline, s)
		}
	}
	if d.Family == FamilyChecklistManual { // pages may be read in any order
		slices.SortStableFunc(old.Outline, func(x, y *Section) int { return strings.Compare(x.ID, y.ID) })
		for _, s := range old.Outline {
			slices.Sort(s.Requirements) // items have two digits: clm-r7-2-i06
		}
	}
}

// goOn adds what another file says of the section: a page of its own that goes
// on with it.
func (s *Section) goOn(more *Section) {
	if s.Part == "" {
		s.Part = more.Part
	}
	for _, id := range more.Groups {
		if !slices.Contains(s.Groups, id) {
			s.Groups = append(s.Groups, id)
		}
	}
	for _, id := range more.Requirements {
		if !slices.Contains(s.Requirements, id) {
			s.Requirements = append(s.Requirements, id)
		}
	}
	for _, sub := range more.Sections {
		at := slices.IndexFunc(s.Sections, func(o *Section) bool { return o.ID == sub.ID })
		if at >= 0 {
			s.Sections[at].goOn(sub)
		} else {
			s.Sections = append(s.Sections, sub)
		}
	}
}

func hasSection(d *Document, id string) bool {
	found := false
	for _, s := range d.Outline {
		s.Walk(func(s *Section) { found = found || s.ID == id })
	}
	return found
}
