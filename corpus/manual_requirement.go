package corpus

import (
	"fmt"
	"strings"
)

// documentID is the id of the edition read: clm-r7, clm-r7-draft.
func (m *manual) documentID() string {
	if m.edition.draft {
		return m.edition.known.ID + draftSuffix
	}
	return m.edition.known.ID
}

// document describes the edition. The manifest of the sources, where there is
// one, knows better and may replace any of it.
func (m *manual) document() *Document {
	d := m.reg.document(m.documentID())
	d.Sources, d.Certainty, d.CertaintyReason = []string{m.t.Name}, m.edition.certainty, m.edition.reason
	return d
}

// citationForm is チェックリスト（令和7年度） 2-⑥.
func (m *manual) citationForm(label string) string {
	edition := m.edition.known.Edition
	if m.edition.draft {
		edition += "（案）"
	}
	return checklistPrefixOf(edition) + label
}

// requirement makes the requirement of an item.
func (m *manual) requirement(s *manualSection, it *manualItem) *Requirement {
	label := Circled(it.n)
	if m.paren {
		label = fmt.Sprintf("(%d)", it.n)
	}
	known := len(m.findings)
	place := s.number
	if place == "" {
		place = "u" // section unknown
		if p := m.pageOf(lineNumbers(m.t, it.lines)); p > 0 {
			place = fmt.Sprintf("p%02d", p)
		}
	}
	r := &Requirement{ID: fmt.Sprintf("%s-%s-i%02d", m.documentID(), place, it.n), Document: m.documentID(), Kind: KindChecklistItem,
		Label: label, Citation: m.citationForm(strings.TrimPrefix(s.number+"-"+label, "-")), Title: it.title.text, TitleNote: it.title.note,
		Text: it.title.text, Parts: m.buildParts(it), Roles: append([]string{}, s.roles...), Systems: append([]string{}, it.title.systems...),
		References: append([]Reference{}, it.refs...), Certainty: Certain,
		Section: SectionRef{Number: s.number, Title: s.title, Certainty: s.certainty, CertaintyReason: s.reason}}
	if s.number == "0" {
		r.Label, r.Citation = s.title, m.citationForm(s.title)
	}
	if it.title.roles != nil {
		r.Roles = it.title.roles
	}
	m.citeGuideline(r)
	m.grade(r, s, it)
	for _, l := range it.body {
		it.lines = append(it.lines, l.i)
	}
	lines := lineNumbers(m.t, it.lines)
	r.Provenance = Provenance{Source: m.t.Name, Page: m.pageOf(lines), Lines: lines}
	r.InternalRefs = m.internalRefs(r)
	r.Truncated = m.isTruncated(it)
	for i := range m.findings[known:] {
		m.findings[known+i].ID = r.ID
	}
	for _, f := range append(faults(it.title.text), faults(it.title.note)...) {
		m.findings = append(m.findings, Finding{Kind: FindingFault, Source: m.t.Name, Lines: lineNumbers(m.t, it.title.lines), ID: r.ID, Message: f})
	}
	return r
}

// buildParts reads the body of it.
func (m *manual) buildParts(it *manualItem) []Part {
	b := newPartBuilder(m.t, m.roles, m.pages[0].Page > 0, m.old, it.body)
	for _, r := range it.refs {
		b.margin = b.margin || r.Certainty != Certain
	}
	parts := b.build(it.body)
	m.findings = append(m.findings, b.findings...)
	return parts
}

// citeGuideline sets the guideline edition that the citations mean. The text
// does not print it; the edition of the checklist implies it.
func (m *manual) citeGuideline(r *Requirement) {
	edition, reason := m.reg.citedEdition(m.documentID())
	for i := range r.References {
		ref := &r.References[i]
		ref.Edition = edition
		if reason != "" {
			ref.Certainty = Weaker(ref.Certainty, Likely)
			ref.Reason += reason
		}
	}
}

// grade states how sure the item's place is.
func (m *manual) grade(r *Requirement, s *manualSection, it *manualItem) {
	weaken := func(c Certainty, reason string) {
		if c != Certain {
			r.Certainty = Weaker(r.Certainty, c)
			r.CertaintyReason += reason
		}
	}
	weaken(s.certainty, s.reason)
	if m.edition.certainty == Ambiguous {
		weaken(Ambiguous, m.edition.reason)
	}
	if it.markLost {
		r.MarkLost = true
		if _, known := m.edition.known.item(it); known == nil && m.numberTaken(s, it) {
			weaken(Ambiguous, "項目の番号が失われています。順序から推定した番号の項目名は、公表されている項目一覧と異なります。")
		} else {
			weaken(Likely, "項目の番号が失われているため、項目名と順序から推定しました。")
		}
	}
	if known := m.exactTitle(it.title.text); it.markLost && (known == nil || known.Number != it.n) { // whose the citations are is as sure as the number
		for i := range r.References {
			if ref := &r.References[i]; ref.Certainty == Certain {
				ref.Certainty, ref.Reason = Likely, "引用している項目の番号が失われているため、どの項目の引用かは推定です。"+ref.Reason
			}
		}
	}
	if it.skipped {
		m.findings = append(m.findings, Finding{Kind: FindingLoss, Source: m.t.Name, Lines: lineNumbers(m.t, it.title.lines), ID: r.ID,
			Message: "この項目の前の番号の項目が、このファイルに見つかりません。"})
	}
}

// numberTaken reports whether the edition is known to have another item of the
// same number.
func (m *manual) numberTaken(s *manualSection, it *manualItem) bool {
	for _, known := range m.edition.known.Sections {
		for _, item := range known.Items {
			if digit(known.Number) == s.number && item.Number == it.n {
				return true
			}
		}
	}
	return false
}

// isTruncated reports whether the page ends in the middle of the item: its text
// is the last of the file, ends in mid-sentence, and no citation follows.
func (m *manual) isTruncated(it *manualItem) bool {
	if m.pages[0].Page == 0 || len(it.body) == 0 {
		return false
	}
	last := it.body[len(it.body)-1]
	if last.i != m.lines[len(m.lines)-1].i || endsSentence(last.s) || tableCells(last.s) != nil {
		return false
	}
	for i := last.i; i < len(m.t.Lines); i++ {
		if m.margin.citation[i] {
			return false
		}
	}
	_, isBullet := bullet(last.s)
	return !isBullet
}

// add appends r, or joins it to the requirement of the same id: a manual lists
// its items once more in an overview.
func (m *manual) add(all []*Requirement, r *Requirement) []*Requirement {
	for _, have := range all {
		if have.ID != r.ID {
			continue
		}
		if matchKey(have.Title) != matchKey(r.Title) {
			m.findings = append(m.findings, Finding{Kind: FindingConflict, Source: m.t.Name, Lines: r.Provenance.Lines, ID: r.ID,
				Message: "同じ番号の項目が、別の項目名「" + r.Title + "」でもう一度現れます。"})
			have.Parts = append(have.Parts, Part{Kind: PartGuidance, Text: r.Title, Lines: r.Provenance.Lines[:1]})
		}
		have.Parts = append(have.Parts, r.Parts...)
		have.References = append(have.References, r.References...)
		have.InternalRefs = append(have.InternalRefs, r.InternalRefs...)
		have.Provenance.Lines = append(have.Provenance.Lines, r.Provenance.Lines...)
		if len(have.Systems) == 0 {
			have.Systems = r.Systems
		}
		if have.TitleNote == "" {
			have.TitleNote = r.TitleNote
		}
		have.Truncated = r.Truncated
		return all
	}
	return append(all, r)
}
