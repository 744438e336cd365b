package corpus

import (
	"fmt"
	"slices"

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
