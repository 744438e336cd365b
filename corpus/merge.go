package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// addClause joins a clause that a source prints or quotes with the catalog: a
// stub is filled, a text of the guideline itself stands above a quotation, and
// a quotation whose number is lost keeps an id of its own.
func (b *builder) addClause(r, old *Requirement) {
	for n := 2; old != nil && !old.Stub && isQuoted(r.ID) && fingerprint(old.Text) != fingerprint(r.Text); n++ {
		id := fmt.Sprintf("%s-q%d", chapterOf(r.ID), n)
		b.quoted[r.ID] = id
		r.ID = id
		old = b.c.Requirement(id)
	}
	switch {
	case old == nil:
		b.insertClause(r)
	case old.Stub:
		old.fill(r)
	case fingerprint(old.Text) != fingerprint(r.Text):
		b.c.Findings = append(b.c.Findings, Finding{Kind: FindingConflict, Source: r.Provenance.Source, Page: r.Provenance.Page, Lines: r.Provenance.Lines, ID: r.ID,
			Message: fmt.Sprintf("%s の文言が %s と異なります。先に読んだ文言を残しました。", r.Citation, old.Provenance.Source)})
	}
}

// isQuoted reports the id of a quoted clause whose item number is lost.
func isQuoted(id string) bool { return strings.Contains(id, "-q") }

func chapterOf(id string) string { return id[:strings.LastIndex(id, "-q")] }

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

// insertClause puts a clause the registry does not know behind the items of
// its chapter, or at the end of the volume's chapters.
func (b *builder) insertClause(r *Requirement) {
	chapter := b.reg.clauseID(strings.TrimPrefix(r.Document, "mhlw-"), r.Volume, strings.SplitN(r.Section.Number, ".", 2)[0], "", 0)
	last := ""
	for _, q := range b.c.Requirements {
		if q.ID == chapter || strings.HasPrefix(q.ID, chapter+"-") && q.ID < r.ID {
			last = q.ID
		}
	}
	if last == "" {
		b.c.Requirements = append(b.c.Requirements, r)
		b.c.byID = nil
		return
	}
	if c := b.c.Requirement(chapter); c != nil {
		if r.Section.Number == c.Section.Number {
			r.Section = c.Section
		}
		if len(r.Target) == 0 {
			r.Target, r.TargetExceptions = slices.Clone(c.Target), c.TargetExceptions
		}
	}
	b.c.insertAfter(last, r)
}
