package corpus

import (
	"slices"
	"strings"
)

// requirement makes the requirement of a clause, without id and citation.
func (p *blockProse) requirement(c *blockClause) *Requirement {
	r := &Requirement{Kind: KindClause, Title: c.title, Volume: p.volume, Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{},
		Section:   SectionRef{Number: c.number, Title: c.title, Certainty: c.certainty, CertaintyReason: c.reason},
		Certainty: c.certainty, CertaintyReason: c.reason, Provenance: p.provenance(c.heading)}
	if c.chapter != nil {
		r.Target, r.TargetExceptions = parseTarget(strings.Trim(c.chapter.target, "〔〕【】"))
	}
	whole := true // still at the statement
	for _, t := range c.texts {
		if whole && t.Kind == PartGuidance && (r.Text == "" || c.item > 0) {
			r.Text = joinParagraphs(r.Text, t.Text)
			continue
		}
		whole = false
		r.Parts = append(r.Parts, t)
	}
	if c.item > 0 || strings.HasPrefix(c.number, "a") {
		r.Modality = clauseModality(r.Text)
	}
	p.cite(r, c)
	p.of[r] = c
	return r
}

// joinParagraphs keeps paragraphs apart, as the pages of the site show them.
func joinParagraphs(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

// cite reads the citations printed beside the clause and inside its text.
func (p *blockProse) cite(r *Requirement, c *blockClause) {
	at := c.body
	if !slices.Contains(at, c.heading) {
		at = slices.Concat([]int{c.heading}, at)
	}
	for _, i := range at {
		b := &p.doc.Blocks[i]
		for _, ref := range slices.Concat(p.marginRefs(i), parseInlineRefs(b.Text, 0)) {
			if ref.Edition == "" {
				ref.Edition = p.edition
			}
			if ref.Certainty == "" {
				ref.Certainty = Certain
			}
			if ref.Lines, ref.Targets = nil, []string{}; ref.Items == nil {
				ref.Items = []int{}
			}
			if !slices.ContainsFunc(r.References, func(have Reference) bool { return have.Raw == ref.Raw && have.Volume == ref.Volume }) {
				r.References = append(r.References, ref)
			}
		}
	}
}

// marginRefs reads the ▶ citations beside block i: a volume, then a number a
// line.
func (p *blockProse) marginRefs(i int) []Reference {
	var out []Reference
	volume := ""
	for line := range strings.SplitSeq(p.doc.Blocks[i].Xref, "\n") {
		s := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), arrows))
		if v, rest, ok := parseVolume(s); ok {
			volume, s = v, strings.TrimSpace(rest)
		}
		for s != "" {
			number, label, items, rest, ok := parseNumref(s)
			if !ok || number == "" || volume == "" {
				p.find(FindingUnresolved, i, "", "欄外の引用「%s」を読み取れませんでした。", line)
				break
			}
			out = append(out, Reference{Raw: strings.TrimSpace(s[:len(s)-len(rest)]), Volume: volume, Number: number, Label: label, Items: items})
			s = strings.TrimLeft(rest, "、,， 　")
		}
	}
	return out
}
