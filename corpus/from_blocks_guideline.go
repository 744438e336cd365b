package corpus

import (
	"strings"

	"shogo/corpus/block"
)

// guidelineBlocks reads a volume of the guideline, and any document that is
// built like one: 【遵守事項】 with ①… below numbered chapters.
var guidelineBlocks = blockDialect{name: guidelineDialect.name, start: startsGuidelineBlocks, parse: parseGuidelineBlocks}

func startsGuidelineBlocks(t *blockText) bool {
	chapters, heads, items := 0, 0, 0
	for i := range t.doc.Blocks {
		b := &t.doc.Blocks[i]
		switch {
		case !t.isBody(i):
		case b.Type == block.Chapter && headingNumber(b.No) != "":
			chapters++
		case b.Type == block.ClauseHead && isRequirementsHead(b.Text):
			heads++
		case b.Type == block.Item && heads > 0 && len([]rune(b.No)) == 1 && CircledValue([]rune(b.No)[0]) > 0:
			items++
		}
	}
	return chapters > 0 && heads > 0 && items > 0 || t.isOfficialVolume()
}

// isOfficialVolume reports a volume that its titles name and whose headings are
// numbered; one volume has no 【遵守事項】. A manual names the guideline too.
func (t *blockText) isOfficialVolume() bool {
	if _, _, _, ok := t.officialGuideline(registry()); !ok {
		return false
	}
	numbered := 0
	for i := range t.doc.Blocks {
		if b := &t.doc.Blocks[i]; t.isBody(i) && (b.Type == block.Chapter || b.Type == block.Section) && headingNumber(b.No) != "" {
			numbered++
		}
	}
	text, _ := t.lines()
	return numbered > 1 && !startsManual(text)
}

// parseGuidelineBlocks makes the clauses. Only a document that is named as the
// guideline fills the guideline's catalog; another one is a catalog of its own.
func parseGuidelineBlocks(t *blockText, reg *Registry) *parsed {
	edition, volume, reason, official := t.officialGuideline(reg)
	p := &blockProse{blockText: t, reg: reg, volume: volume, edition: edition}
	if !official {
		p.volume, p.edition = "", t.citedEdition()
		p.walk()
		return p.own(t.ownDocument(FamilyOwn))
	}
	p.parts, p.headless = strings.HasPrefix(edition, "5."), !t.hasRequirementsHead()
	p.walk()
	g := guideline{t: &Text{Name: t.source.Name}, reg: reg, edition: edition, volume: volume, certainty: Certain,
		draft: strings.HasSuffix(t.source.Document, draftSuffix) || isDraftTitle(squash(strings.Join(t.titles(), " ")))}
	if reason != "" {
		g.certainty, g.reason = Likely, reason
	}
	out := &parsed{document: g.document()}
	for _, c := range p.clauses {
		r := p.requirement(c)
		r.Document, r.ID = g.documentID(), reg.clauseID(g.idEdition(), volume, c.number, c.label, c.item)
		r.Label = clauseLabel(c.number, c.label, c.item)
		r.Citation = volume + " " + r.Label
		if r.Category = c.category; c.item > 0 && c.label == "" && r.Category == "" {
			r.Category = "遵守事項"
		}
		if g.certainty != Certain {
			r.Certainty, r.CertaintyReason = Weaker(r.Certainty, g.certainty), r.CertaintyReason+g.reason
		}
		p.compareTitle(r, c)
		p.siblings(r, c, func(k int) string { return reg.clauseID(g.idEdition(), volume, c.number, c.label, k) })
		out.requirements = p.add(out.requirements, r, c.heading)
	}
	volumeNode := &Section{ID: g.documentID() + "-" + volumeCode(volume), Kind: SectionVolume, Title: volume, Certainty: g.certainty, CertaintyReason: g.reason}
	volumeNode.Sections = p.outline(out.requirements, func(number string) string { return reg.clauseID(g.idEdition(), volume, number, "", 0) })
	out.document.Outline = []*Section{volumeNode}
	return out
}

// compareTitle reports a heading that is not the one registered under its
// number: the file may be of another edition or volume than it was taken for.
func (p *blockProse) compareTitle(r *Requirement, c *blockClause) {
	g := p.reg.guideline(p.edition)
	if c.item > 0 || c.title == "" || g == nil || g.volume(p.volume) == nil {
		return
	}
	if n := g.volume(p.volume).node(c.number); n != nil && n.Title != "" && n.similarity(c.title) < titleFits {
		p.find(FindingConflict, c.heading, r.ID, "印字された題名「%s」は、登録されている題名「%s」と異なります。版と編を確かめてください。", c.title, n.Title)
	}
}

// siblings reads the items of the same list that an item names.
func (p *blockProse) siblings(r *Requirement, c *blockClause, id func(item int) string) {
	if c.item == 0 {
		return
	}
	for _, raw := range siblingRef.FindAllString(r.Text, -1) {
		items, rest, _ := parseItems(raw)
		for _, k := range items {
			r.InternalRefs = appendInternal(r.InternalRefs, Internal{Raw: strings.TrimSuffix(raw, rest), Section: c.number, Item: Circled(k), Target: id(k)})
		}
	}
}

// add appends r, or joins it to the clause of the same id.
func (p *blockProse) add(all []*Requirement, r *Requirement, at int) []*Requirement {
	for _, have := range all {
		if have.ID != r.ID {
			continue
		}
		if r.Text != "" {
			have.Parts = append(have.Parts, Part{Kind: PartGuidance, Text: r.Text})
		}
		have.Parts = append(have.Parts, r.Parts...)
		have.References = append(have.References, r.References...)
		p.find(FindingConflict, at, r.ID, "同じ番号の箇条がもう一度現れます。後のものを前のものに続けて載せました。")
		return all
	}
	return append(all, r)
}

// outline lists the chapters with their clauses in order.
func (p *blockProse) outline(all []*Requirement, id func(number string) string) []*Section {
	var out []*Section
	byNumber := map[string]*Section{}
	place := map[string]*blockClause{} // chapter of every number
	for _, c := range p.clauses {
		if c.item == 0 && place[c.number] == nil {
			place[c.number] = c
			if c.chapter != nil {
				place[c.number] = c.chapter
			}
		}
	}
	for _, r := range all {
		c := place[p.of[r].number]
		s := byNumber[c.number]
		if s == nil {
			s = &Section{ID: id(c.number), Kind: SectionChapter, Number: c.shownNumber(), Title: c.title, Target: c.target, Certainty: c.certainty, CertaintyReason: c.reason}
			byNumber[c.number] = s
			out = append(out, s)
		}
		s.Requirements = append(s.Requirements, r.ID)
	}
	return out
}

// shownNumber is the number as people read it: 第5条, 8.1; none for a heading
// without.
func (c *blockClause) shownNumber() string {
	switch {
	case c.name == c.title && c.name != "":
		return ""
	case c.name != "":
		return c.name
	}
	return c.number
}
