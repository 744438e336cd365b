package corpus

import (
	"strings"
)

// appendInternal adds x unless its target is already there.
func appendInternal(all []Internal, x Internal) []Internal {
	for _, have := range all {
		if have.Section == x.Section && have.Item == x.Item {
			return all
		}
	}
	return append(all, x)
}

// add appends r, or joins it to the clause of the same id, which pages that
// overlap print twice.
func (g *guideline) add(all []*Requirement, r *Requirement) []*Requirement {
	for _, have := range all {
		if have.ID != r.ID {
			continue
		}
		have.Provenance.Lines = append(have.Provenance.Lines, r.Provenance.Lines...)
		if matchKey(have.Text) != matchKey(r.Text) && r.Text != "" {
			have.Parts = append(have.Parts, Part{Kind: PartGuidance, Text: r.Text, Lines: r.Provenance.Lines})
			g.findings = append(g.findings, Finding{Kind: FindingConflict, Source: g.t.Name, Lines: r.Provenance.Lines, ID: r.ID,
				Message: "同じ番号の箇条が、別の文でもう一度現れます。"})
		}
		have.Parts = append(have.Parts, r.Parts...)
		return all
	}
	return append(all, r)
}

// outline lists the chapters read, with their clauses in order.
func (g *guideline) outline(d *Document, all []*Requirement) {
	volume := &Section{ID: d.ID + "-" + volumeCode(g.volume), Kind: SectionVolume, Title: g.volume, Certainty: g.certainty, CertaintyReason: g.reason}
	d.Outline = []*Section{volume}
	chapters := map[string]*Section{}
	for _, r := range all {
		number, _, _ := strings.Cut(r.Section.Number, ".")
		s := chapters[number]
		if s == nil {
			s = g.chapterSection(number, r)
			chapters[number] = s
			volume.Sections = append(volume.Sections, s)
		}
		s.Requirements = append(s.Requirements, r.ID)
	}
}

func (g *guideline) chapterSection(number string, r *Requirement) *Section {
	s := &Section{ID: g.reg.clauseID(g.idEdition(), g.volume, number, "", 0), Kind: SectionChapter, Number: number, Certainty: Likely,
		CertaintyReason: "章の見出しはこのファイルに含まれていません。"}
	if number == "" {
		s.ID, s.Certainty = r.ID+"-chapter", Ambiguous
	}
	if node := g.node(number); node != nil {
		s.Title, s.Target = node.Title, node.Target
	}
	for _, c := range g.clauses {
		if c.item == 0 && c.number == number {
			s.Title, s.Target, s.Certainty, s.CertaintyReason = c.title, c.target, c.certainty, c.reason
		}
	}
	return s
}

// finishRoles gives every line that nothing claimed its role, and says so.
func (g *guideline) finishRoles() {
	var lost []int
	for i, r := range g.roles {
		if r == "" {
			g.roles[i] = RoleUnassigned
			lost = append(lost, i)
		}
	}
	if lost != nil {
		g.find(FindingLoss, lost, "見出しや項目番号より前の行です。前のページの続きと思われますが、どの箇条のものか分からないため、箇条として収録していません。")
	}
}
