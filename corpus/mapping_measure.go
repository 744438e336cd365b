package corpus

import (
	"slices"
	"strings"
)

// A measureRow is a 対策項目: its label, its mark, its text.
type measureRow struct {
	label *fragment
	mark  *fragment
	group *mappingGroup
	text  *chain // nil if no text was found
}

// columnCosts tells how badly a chain fits each of textColumns.
func (c *chain) columnCosts() []float64 {
	out := make([]float64, len(textColumns))
	for k, col := range textColumns {
		for i, f := range c.lines {
			w := col.next
			if i == 0 {
				w = col.first
			}
			if width(f.text) > w+overfull {
				out[k] += 20
				continue
			}
			if i+1 < len(c.lines) {
				s := slack(f.text, c.lines[i+1].text, w)
				if s < 0 {
					s = 20
				}
				out[k] += min(s, greatestMisfit)
			}
		}
	}
	text := c.text()
	const row, scenario, final, draft = 0, 1, 2, 3
	if c.labelled {
		out[row] -= 4
	}
	// Requirements of the guideline end in …すること。, measures in …する。
	if strings.HasSuffix(text, "こと。") {
		out[final]--
		out[draft]--
		out[row]++
	}
	// A single short line fits every column; most are a measure's.
	if len(c.lines) == 1 {
		out[scenario] += 0.5
		if width(text) <= rowWidth {
			out[final] += 2
			out[draft] += 2
		}
	}
	return out
}

// sortChains tells which column each chain stands in. A page has as many
// measures as row labels, so the chains that fit the column best are taken.
func (p *mappingPage) sortChains(cs []*chain) (rows, scenarios, quotes []*chain) {
	labels := 0
	for _, f := range p.all {
		if f.kind == fragLabel {
			labels++
		}
	}
	type candidate struct {
		c      *chain
		margin float64 // how much better the row column fits than the best other
	}
	var cand []candidate
	for _, c := range cs {
		cost := c.columnCosts()
		cand = append(cand, candidate{c, min(cost[1], cost[2], cost[3]) - cost[0]})
	}
	slices.SortStableFunc(cand, func(a, b candidate) int {
		switch {
		case a.margin > b.margin:
			return -1
		case a.margin < b.margin:
			return 1
		}
		return a.c.first() - b.c.first()
	})
	const clear = -4 // a chain this much worse as a row is none, even if a label stays alone
	isRow := map[*chain]bool{}
	for i, k := range cand {
		isRow[k.c] = i < labels && k.margin > clear
	}
	for _, c := range cs {
		cost := c.columnCosts()
		switch {
		case isRow[c]:
			c.column = columnRow
			rows = append(rows, c)
		case min(cost[2], cost[3]) <= min(cost[0], cost[1]):
			quotes = append(quotes, c)
		default:
			c.column = columnScenario
			scenarios = append(scenarios, c)
		}
	}
	return rows, scenarios, quotes
}

// readRows gives each label its text: labels in the order of their numbers,
// texts in the order of their first lines, at the least distance.
func (p *mappingPage) readRows(texts []*chain) {
	for _, s := range p.segments {
		end := p.segmentEnd(s)
		for _, f := range p.all {
			if f.kind == fragLabel && f.pos >= s.from && f.pos < end {
				g := p.groupIn(s, f.mark)
				r := &measureRow{label: f, group: g}
				g.rows = append(g.rows, r)
			}
		}
		for _, g := range s.groups {
			slices.SortStableFunc(g.rows, func(a, b *measureRow) int { return a.label.num - b.label.num })
			p.rows = append(p.rows, g.rows...)
		}
	}
	p.orphans = append(p.orphans, alignRows(p.rows, texts)...)
	p.readMarks()
	for _, r := range p.rows {
		if r.text != nil {
			p.setRole(RoleRequirement, r.text.lines...)
			r.judge(p)
		}
	}
}

func (p *mappingPage) segmentEnd(s *segment) int {
	for i, t := range p.segments {
		if t == s && i+1 < len(p.segments) {
			return p.segments[i+1].from
		}
	}
	return len(p.all) + 1
}

// alignRows pairs labels and texts without crossing, at the least sum of
// distances (Needleman and Wunsch 1970). It returns the texts left over.
func alignRows(rows []*measureRow, texts []*chain) []*chain {
	const alone = 200.0
	n, m := len(rows), len(texts)
	best := make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n; i >= 0; i-- {
		for j := m; j >= 0; j-- {
			switch {
			case i == n && j == m:
			case i == n:
				best[i][j] = best[i][j+1] + alone
			case j == m:
				best[i][j] = best[i+1][j] + alone
			default:
				best[i][j] = min(best[i+1][j+1]+labelDistance(rows[i], texts[j]), best[i+1][j]+alone, best[i][j+1]+alone)
			}
		}
	}
	var left []*chain
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && best[i][j] == best[i+1][j+1]+labelDistance(rows[i], texts[j]):
			rows[i].text = texts[j]
			i, j = i+1, j+1
		case i < n && (j == m || best[i][j] == best[i+1][j]+alone):
			i++
		default:
			left = append(left, texts[j])
			j++
		}
	}
	return left
}

// labelDistance is 0 for a label within or directly before its text.
func labelDistance(r *measureRow, c *chain) float64 {
	lo, hi := c.first(), c.first()
	for _, f := range c.lines {
		lo, hi = min(lo, f.pos), max(hi, f.pos)
	}
	switch {
	case r.label.pos < lo:
		return float64(lo - r.label.pos - 1)
	case r.label.pos > hi:
		return float64(r.label.pos - hi)
	}
	return 0
}

// readMarks gives every ◎ to the row above it.
func (p *mappingPage) readMarks() {
	for _, f := range p.all {
		if f.kind != fragMark {
			continue
		}
		var row *measureRow
		for _, r := range p.rows {
			if r.label.pos < f.pos && (row == nil || r.label.pos > row.label.pos) {
				row = r
			}
		}
		if row != nil && row.mark == nil {
			row.mark = f
		}
	}
}

// judge lowers the certainty of a text that does not follow its label.
func (r *measureRow) judge(p *mappingPage) {
	c := r.text
	if c.labelled && labelDistance(r, c) <= 1 {
		return
	}
	if w := Weaker(c.certainty, Likely); w != c.certainty {
		c.certainty, c.doubt = w, "番号と本文が離れているため、番号の順と本文の順から対応づけました。"
	}
}

// readScenarios gives each scenario to the group it stands in.
func (p *mappingPage) readScenarios(cs []*chain) {
	for _, c := range cs {
		g := p.groupAt(c.first())
		if g == nil || g.scenario != nil {
			p.orphans = append(p.orphans, c)
			continue
		}
		g.scenario = c
		p.setRole(RoleGuidance, c.lines...)
	}
}
