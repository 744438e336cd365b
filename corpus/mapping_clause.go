package corpus

import (
	"fmt"
	"strings"
)

// What the table quotes, as clauses of the guideline.

// emitQuotes makes the clauses quoted on this page, and puts the wording of
// the older layer beside the clause it resembles.
func (p *mappingPage) emitQuotes(draft []*chain) {
	var clauses []*Requirement
	for _, cell := range p.cells {
		if cell.layer == layerFinal {
			orderList(cell.texts, draft)
			p.emitCell(cell, &clauses)
		}
	}
	for _, d := range draft {
		p.giveDraft(d, clauses)
	}
	p.out.requirements = append(p.out.requirements, clauses...)
}

// emitCell makes the reference of one cell, and the clause if its text is
// quoted.
func (p *mappingPage) emitCell(cell *citedCell, clauses *[]*Requirement) {
	volume, number := p.actualChapter(cell)
	ref := Reference{Edition: p.cites, Volume: cell.printedVolume(), Number: number, Items: []int{}, Targets: []string{},
		Title: cell.title, Certainty: Certain, Lines: p.provenance(cell.fragments()...).Lines}
	raw := []string{cell.printedVolume(), fmt.Sprintf("%d.%s", cell.number, cell.title)}
	if cell.item != nil {
		ref.Items = []int{cell.item.num}
		raw = append(raw, Circled(cell.item.num))
	}
	if cell.category != nil {
		ref.Category = strings.Trim(cell.category.text, "【】")
		raw = append(raw, cell.category.text)
	}
	ref.Raw = strings.TrimSpace(strings.Join(raw, " "))
	switch {
	case len(cell.texts) > 0 && p.official:
		c := p.clause(cell, volume, number, &ref, *clauses)
		*clauses = append(*clauses, c)
		ref.Quote = c.Text
	case len(cell.texts) > 0: // no clause of the guideline says it in these words
		var lines []string
		for _, t := range cell.texts {
			lines = append(lines, t.text())
			ref.Certainty = Weaker(ref.Certainty, t.certainty)
			p.setRole(RoleCitation, t.lines...)
		}
		if ref.Quote = strings.Join(lines, "\n"); ref.Certainty != Certain {
			ref.Reason = "引用文のまとまりは行の幅から推定しました。"
		}
	}
	g, sure := p.groupOf(cell)
	if g == nil {
		g = p.groupIn(p.segments[0], 0)
	}
	if !sure && ref.Certainty == Certain {
		ref.Certainty = Likely
		ref.Reason = fmt.Sprintf("欄の行が小項目の境にあるため、引用文の位置から小項目%sのものと推定しました。", Circled(g.mark))
	}
	if len(cell.texts) == 0 && len(ref.Items) == 0 && g.mergeReference(cell, ref) {
		return
	}
	cell.reference = ref
	g.cells = append(g.cells, cell)
}

// mergeReference adds a cell that repeats a chapter without number and text to
// the reference that is there.
func (g *mappingGroup) mergeReference(cell *citedCell, ref Reference) bool {
	for _, c := range g.cells {
		old := &c.reference
		if c.number != cell.number || len(c.texts) > 0 || len(old.Items) > 0 || old.Volume != ref.Volume {
			continue
		}
		old.Lines = sortedUnique(append(old.Lines, ref.Lines...))
		if old.Category == "" && ref.Category != "" {
			old.Category, old.Raw = ref.Category, ref.Raw
		}
		return true
	}
	return false
}

// groupOf returns the group a cell belongs to, and whether that is sure: the
// group in whose lines its text stands, else its own lines. Cells are read
// somewhat before the title they stand beside, so the text is the better sign.
func (p *mappingPage) groupOf(cell *citedCell) (g *mappingGroup, sure bool) {
	var texts []*fragment
	for _, t := range cell.texts {
		texts = append(texts, t.lines...)
	}
	byCell := p.groupOfLines(cell.fragments())
	if len(texts) == 0 {
		return byCell, true
	}
	g = p.groupOfLines(texts)
	return g, g == byCell
}

// groupOfLines returns the group in whose lines most of the fragments stand.
func (p *mappingPage) groupOfLines(frags []*fragment) *mappingGroup {
	votes := map[*mappingGroup]int{}
	var best *mappingGroup
	for _, f := range frags {
		if g := p.groupAt(f.pos); g != nil {
			votes[g]++
			if best == nil || votes[g] > votes[best] {
				best = g
			}
		}
	}
	return best
}

// clause makes the requirement that a cell quotes.
func (p *mappingPage) clause(cell *citedCell, volume, number string, ref *Reference, before []*Requirement) *Requirement {
	lead := cell.texts[0]
	r := &Requirement{Document: "mhlw-" + annexCites, Kind: KindClause, Title: cell.title, Text: lead.text(), Parts: []Part{},
		Volume: volume, Section: SectionRef{Number: number, Title: cell.title}, Category: ref.Category,
		Roles: []string{}, Systems: []string{}, References: []Reference{},
		Modality: modality(lead.text()), Certainty: lead.certainty, CertaintyReason: lead.doubt, Truncated: lead.open}
	weaken := func(to Certainty, why string) {
		if w := Weaker(r.Certainty, to); w != r.Certainty || r.CertaintyReason == "" && why != "" && to != Certain {
			r.Certainty, r.CertaintyReason = w, why
		}
	}
	frags := append(cell.fragments(), lead.lines...)
	for _, t := range cell.texts[1:] {
		r.Parts = append(r.Parts, Part{Kind: PartItem, Text: t.text(), Lines: t.lineNumbers()})
		frags = append(frags, t.lines...)
		weaken(t.certainty, t.doubt)
		r.Truncated = r.Truncated || t.open
	}
	item, certainty := 0, Certain
	switch n, c, ok := p.reg.annexQuotedItem(p.page, volume, number, lead.text()); {
	case cell.item != nil:
		item = cell.item.num
	case ok:
		item, certainty = n, c
		ref.Items = []int{item}
	}
	if item > 0 {
		r.ID = p.reg.clauseID(annexCites, volume, number, "", item)
		r.Label = number + Circled(item)
		r.Citation = volume + " " + r.Label
		if certainty != Certain {
			ref.Certainty = certainty
			weaken(certainty, "項番の文字が失われているため、引用文の書き出しから項番を推定しました。")
		}
	} else {
		n := 1
		for _, b := range before {
			if strings.HasPrefix(b.ID, p.reg.clauseID(annexCites, volume, number, "", 0)+"-q") {
				n++
			}
		}
		r.ID = fmt.Sprintf("%s-q%d", p.reg.clauseID(annexCites, volume, number, "", 0), n)
		r.Label = number + "（項番不明）"
		r.Citation = volume + " " + number + " (項番不明)"
		ref.Certainty = Ambiguous
		weaken(Ambiguous, "項番の文字が失われており、どの遵守事項かはこのページだけでは分かりません。")
	}
	ref.Targets = []string{r.ID}
	r.Provenance = p.provenance(frags...)
	return r
}

// giveDraft puts a text of the older layer under the clause it resembles most.
func (p *mappingPage) giveDraft(d *chain, clauses []*Requirement) {
	var best *Requirement
	at := 0.5
	for _, c := range clauses {
		texts := []string{c.Text}
		for _, part := range c.Parts {
			texts = append(texts, part.Text)
		}
		for _, s := range texts {
			if sim := textSimilarity(s, d.text()); sim > at {
				best, at = c, sim
			}
		}
	}
	if best == nil {
		p.finding(FindingInference, "", d.lineNumbers(), "旧草案の層とみられる文です。対応する遵守事項が見つかりません：「%s」", d.text())
		return
	}
	draft := Draft{Text: d.text(), Lines: d.lineNumbers()}
	for _, cell := range p.cells {
		if cell.layer == layerDraft && fmt.Sprint(cell.number) == best.Section.Number && titleKey(cell.title) != titleKey(best.Title) {
			draft.Title = cell.title
		}
	}
	best.Drafts = append(best.Drafts, draft)
}

// modality reads すること / 望ましい off the end of a statement.
func modality(text string) string {
	if strings.Contains(text, "望ましい") {
		return "recommended"
	}
	return "required"
}
