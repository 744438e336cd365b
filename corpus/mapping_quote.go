package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

// readQuotes parts the quoted requirements into the table in force and the
// older layer, and gives the texts in force to their chapter cells.
func (p *mappingPage) readQuotes(quotes []*chain) {
	final, draft := partLayers(quotes, p.hasDraft())
	for _, c := range draft {
		p.setRole(RoleDraft, c.lines...)
	}
	for _, c := range p.cells {
		if c.layer == layerDraft {
			p.setRole(RoleDraft, c.fragments()...)
		} else {
			p.setRole(RoleCitation, c.fragments()...)
		}
	}
	p.giveTexts(final)
	p.emitQuotes(draft)
}

// hasDraft reports signs of the older layer: its narrow chapter cells, or a
// volume that lost its 編 for want of width.
func (p *mappingPage) hasDraft() bool {
	for _, c := range p.cells {
		if c.layer == layerDraft {
			return true
		}
	}
	return false
}

// partLayers tells the two layers of quoted text apart by where their lines
// wrap. Texts that wrap alike in both are told apart by their twins: of two
// texts of nearly the same words one belongs to each layer.
func partLayers(quotes []*chain, hasDraft bool) (final, draft []*chain) {
	if !hasDraft {
		return quotes, nil
	}
	diff := func(c *chain) float64 { // positive: a draft
		final, draft := columnFinal.misfit(c), columnDraft.misfit(c)
		return final - draft
	}
	done := map[*chain]bool{}
	for _, c := range quotes {
		if done[c] {
			continue
		}
		var twins []*chain
		for _, d := range quotes {
			if !done[d] && (d == c || textSimilarity(c.text(), d.text()) >= 0.7) {
				twins = append(twins, d)
				done[d] = true
			}
		}
		slices.SortStableFunc(twins, func(a, b *chain) int {
			switch x, y := diff(a), diff(b); {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return a.first() - b.first()
		})
		for i, t := range twins {
			if d := diff(t); d < 0 || i == 0 && (d == 0 || len(twins) > 1) {
				t.column = columnFinal
				final = append(final, t)
			} else {
				t.column = columnDraft
				draft = append(draft, t)
			}
		}
	}
	byFirst := func(a, b *chain) int { return a.first() - b.first() }
	slices.SortStableFunc(final, byFirst)
	slices.SortStableFunc(draft, byFirst)
	return final, draft
}

// textSimilarity is Dice's coefficient over character pairs, without the
// allowance for cut titles that titleSimilarity makes.
func textSimilarity(a, b string) float64 {
	return pairSimilarity([]rune(matchKey(a)), []rune(matchKey(b)))
}

// leadsList matches 次に掲げる対策, 以下の事項を: a lead sentence whose bullets
// follow as texts of their own, their marks lost.
var leadsList = pattern.New(`次に掲げる|以下に掲げる|(次|以下)の(各?(事項|対策|項目|要件|点|措置))`)

// giveTexts pairs the texts in force with the chapter cells: by the sentence
// the registry knows, by the words that title and text share, by distance.
func (p *mappingPage) giveTexts(final []*chain) {
	var cells []*citedCell
	for _, c := range p.cells {
		if c.layer == layerFinal {
			cells = append(cells, c)
		}
	}
	const alone = 30.0
	match := pair(len(cells), len(final), func(i, j int) float64 { return p.quoteCost(cells[i], final[j]) },
		func(int) float64 { return alone },
		func(j int) float64 {
			if leadsList.MatchString(final[j].text()) {
				return alone + 10
			}
			return alone
		})
	taken := map[*chain]bool{}
	for i, j := range match {
		if j >= 0 {
			cells[i].texts = []*chain{final[j]}
			taken[final[j]] = true
		}
	}
	for _, c := range final {
		if taken[c] {
			continue
		}
		if lead := nearestLead(cells, c); lead != nil {
			lead.texts = append(lead.texts, c)
		} else {
			p.orphans = append(p.orphans, c)
		}
	}
	for _, c := range cells {
		for _, t := range c.texts {
			p.setRole(RoleRequirement, t.lines...)
		}
	}
}

func (p *mappingPage) quoteCost(cell *citedCell, text *chain) float64 {
	cost := 0.2 * nearest(cell.fragments(), text.lines[0])
	volume, number := p.actualChapter(cell)
	if _, _, ok := p.reg.annexQuotedItem(p.page, volume, number, text.text()); ok {
		cost -= 40
	}
	return cost - 40*textSimilarity(cell.title, text.text())
}

// actualChapter tells the chapter that the cell's title belongs to; the
// printed volume may be another one.
func (p *mappingPage) actualChapter(cell *citedCell) (volume, number string) {
	printed := cell.printedVolume()
	number = fmt.Sprint(cell.number)
	v, n, sim := p.reg.chapterByTitle(annexCites, printed, cell.title)
	if sim >= 0.8 && n == number {
		return v, n
	}
	return printed, number
}

func (c *citedCell) printedVolume() string {
	switch {
	case c.volume == nil:
		return ""
	case c.volume.text == "システム運用":
		return "システム運用編"
	}
	return c.volume.text
}

// nearestLead returns the cell whose text announces a list, nearest to c.
func nearestLead(cells []*citedCell, c *chain) *citedCell {
	var best *citedCell
	at := forbidden
	for _, cell := range cells {
		if len(cell.texts) == 0 || !leadsList.MatchString(cell.texts[0].text()) {
			continue
		}
		if d := nearest(cell.texts[0].lines, c.lines[0]); best == nil || d < at {
			best, at = cell, d
		}
	}
	return best
}

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

// orderList sorts the bullets behind a lead sentence in the order in which the
// older layer prints them, where it has them all; that layer was read without
// leaps. Else they stay in the order of their first lines.
func orderList(texts, draft []*chain) {
	if len(texts) < 3 {
		return
	}
	at := map[*chain]int{}
	for _, t := range texts[1:] {
		at[t] = -1
		for _, d := range draft {
			if textSimilarity(t.text(), d.text()) >= 0.7 {
				at[t] = d.first()
			}
		}
		if at[t] < 0 {
			return
		}
	}
	slices.SortStableFunc(texts[1:], func(a, b *chain) int { return at[a] - at[b] })
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
