package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// addClause joins a clause that a source prints or quotes with the catalog: a
// stub is filled, a text of the guideline itself stands above a quotation in
// whatever order they are read, and a quotation whose number is lost keeps an id
// of its own until the text names it.
func (b *builder) addClause(r, old *Requirement, printed bool) {
	for n := 2; old != nil && !old.Stub && isQuoted(r.ID) && fingerprint(old.Text) != fingerprint(r.Text); n++ {
		id := fmt.Sprintf("%s-q%d", chapterOf(r.ID), n)
		b.quoted[r.ID] = id
		r.ID = id
		old = b.c.Requirement(id)
	}
	at := old
	if at == nil {
		at = r
	}
	wasPrinted := b.official[at.ID]
	if printed {
		b.official[at.ID] = true
	}
	switch {
	case old == nil:
		b.insertClause(r)
	case old.Stub:
		old.fill(r)
		if printed {
			b.entitle(old, r)
		}
	case printed && !wasPrinted:
		b.differs(r, old, "%s の本文は、%s の引用文と異なります。本文を載せました。")
		r.Drafts = append(r.Drafts, old.Drafts...)
		old.fill(r)
		b.entitle(old, r)
	case wasPrinted && !printed:
		b.differs(r, old, "%s の引用文は、%s の本文と異なります。本文を載せました。")
	default:
		b.differs(r, old, "%s の文言が %s と異なります。先に読んだ文言を残しました。")
	}
}

// differs reports that two sources do not print the same words; a heading
// without words of its own says nothing different.
func (b *builder) differs(r, old *Requirement, format string) {
	if r.Text != "" && old.Text != "" && fingerprint(old.Text) != fingerprint(r.Text) {
		b.c.Findings = append(b.c.Findings, Finding{Kind: FindingConflict, Source: r.Provenance.Source, Page: r.Provenance.Page, Lines: r.Provenance.Lines,
			Place: r.Provenance.Place, Block: r.Provenance.Block, ID: old.ID, Message: fmt.Sprintf(format, r.Citation, old.Provenance.Source)})
	}
}

// isGuideline reports a clause of the official guideline, which has one catalog
// for all sources that print or quote it.
func (r *Requirement) isGuideline() bool { return strings.HasPrefix(r.Document, "mhlw-") }

// isQuoted reports the id of a quoted clause whose item number is lost.
func isQuoted(id string) bool { return strings.Contains(id, "-q") }

func chapterOf(id string) string { return id[:strings.LastIndex(id, "-q")] }

// entitle gives a clause the heading that the volume itself prints, in its
// spelling; the registry may know it from a draft, or in another width.
func (b *builder) entitle(r, from *Requirement) {
	if from.Title == "" {
		return
	}
	r.Title = from.Title
	r.Section.Title, r.Section.Certainty, r.Section.CertaintyReason = from.Section.Title, from.Section.Certainty, from.Section.CertaintyReason
	if d := b.c.Document(r.Document); d != nil {
		for _, v := range d.Outline {
			for _, s := range v.Sections {
				if s.ID == r.ID {
					s.Title, s.Certainty, s.CertaintyReason = from.Title, from.Section.Certainty, from.Section.CertaintyReason
				}
			}
		}
	}
}

// fill gives a stub the text that a source prints. Id, citation and place stay
// as the registry has them; the heading too, for a quotation may print a
// variant of it.
func (r *Requirement) fill(from *Requirement) {
	r.Stub = false
	r.Text, r.Parts, r.Drafts = from.Text, from.Parts, from.Drafts
	r.Provenance, r.Truncated, r.Modality = from.Provenance, from.Truncated, from.Modality
	r.References, r.InternalRefs = from.References, from.InternalRefs
	r.Certainty, r.CertaintyReason = from.Certainty, from.CertaintyReason
	if r.Title == "" {
		r.Title, r.Section.Title = from.Title, from.Section.Title
	}
	if from.Category != "" {
		r.Category = from.Category
	}
	if len(from.Target) > 0 {
		r.Target, r.TargetExceptions = from.Target, from.TargetExceptions
	}
	r.Aliases = append(r.Aliases, from.Aliases...)
}

// insertClause puts a clause the registry does not know where its number says:
// items behind their chapter or section, sections in the order of their
// numbers. A chapter that is new gets a place of its own in its volume.
func (b *builder) insertClause(r *Requirement) {
	edition := strings.TrimPrefix(r.Document, "mhlw-")
	chapterNumber, _, _ := strings.Cut(r.Section.Number, ".")
	chapter := b.reg.clauseID(edition, r.Volume, chapterNumber, "", 0)
	if c := b.c.Requirement(chapter); c != nil {
		if r.Section.Number == c.Section.Number {
			r.Section = c.Section
		}
		if len(r.Target) == 0 {
			r.Target, r.TargetExceptions = slices.Clone(c.Target), c.TargetExceptions
		}
	}
	section := b.chapterSection(r, chapter, chapterNumber)
	if section == nil {
		b.c.Requirements = append(b.c.Requirements, r)
		b.c.byID = nil
		return
	}
	if slices.Contains(section.Requirements, r.ID) { // the outline is the parser's own
		b.c.Requirements = append(b.c.Requirements, r)
		b.c.byID = nil
		return
	}
	at := len(section.Requirements)
	for i, id := range section.Requirements {
		if q := b.c.Requirement(id); q != nil && clauseLess(r, q) {
			at = i
			break
		}
	}
	section.Requirements = slices.Insert(section.Requirements, at, r.ID)
	b.c.Requirements = append(b.c.Requirements, r)
	b.c.byID = nil
}

// chapterSection returns the outline node of a clause's chapter, made if the
// volume has none; nil if the document has no such volume.
func (b *builder) chapterSection(r *Requirement, id, number string) *Section {
	d := b.c.Document(r.Document)
	if d == nil {
		return nil
	}
	for _, v := range d.Outline {
		if v.Title != r.Volume {
			continue
		}
		at := len(v.Sections)
		for i, s := range v.Sections {
			if s.ID == id {
				return s
			}
			if at == len(v.Sections) && numberLess(number, s.Number) {
				at = i
			}
		}
		s := &Section{ID: id, Kind: SectionChapter, Number: number, Certainty: r.Certainty, CertaintyReason: r.CertaintyReason}
		if r.Section.Number == number {
			s.Title = r.Section.Title
		}
		v.Sections = slices.Insert(v.Sections, at, s)
		return s
	}
	return nil
}

// clauseLess orders the clauses of one chapter: by section number, a chapter
// or section before its items, items by id, which numbers them with two digits
// and puts quoted ones of unknown number last.
func clauseLess(a, b *Requirement) bool {
	if a.Section.Number != b.Section.Number {
		return numberLess(a.Section.Number, b.Section.Number)
	}
	return a.ID < b.ID
}

// numberLess compares 9.2 and 10.1 by their numbers, a shorter one first.
func numberLess(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return atoi(x[i]) < atoi(y[i])
		}
	}
	return len(x) < len(y)
}
