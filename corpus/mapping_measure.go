package corpus

import "slices"

// A measureRow is a 対策項目: its label, its mark, its text.
type measureRow struct {
	label *fragment
	mark  *fragment
	group *mappingGroup
	text  *chain // nil if no text was found
}

// sortChains tells the cells of running text apart by the column they were
// found to stand in.
func sortChains(cs []*chain) (rows, scenarios, quotes []*chain) {
	for _, c := range cs {
		switch c.column {
		case columnRow:
			rows = append(rows, c)
		case columnScenario:
			scenarios = append(scenarios, c)
		default:
			quotes = append(quotes, c)
		}
	}
	return rows, scenarios, quotes
}

// readRows makes a measure of every label, with the text found for it. A text
// without a label is left over.
func (p *mappingPage) readRows(texts []*chain) {
	byLabel := map[*fragment]*chain{}
	for _, c := range texts {
		if c.head == nil {
			p.orphans = append(p.orphans, c)
			continue
		}
		byLabel[c.head] = c
		p.setRole(RoleRequirement, c.lines...)
	}
	for _, s := range p.segments {
		end := p.segmentEnd(s)
		for _, f := range p.all {
			if f.kind == fragLabel && f.pos >= s.from && f.pos < end {
				g := p.groupIn(s, f.mark)
				g.rows = append(g.rows, &measureRow{label: f, group: g, text: byLabel[f]})
			}
		}
		for _, g := range s.groups {
			slices.SortStableFunc(g.rows, func(a, b *measureRow) int { return a.label.num - b.label.num })
			p.rows = append(p.rows, g.rows...)
		}
	}
	p.readMarks()
}

func (p *mappingPage) segmentEnd(s *segment) int {
	for i, t := range p.segments {
		if t == s && i+1 < len(p.segments) {
			return p.segments[i+1].from
		}
	}
	return len(p.all) + 1
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
			continue
		}
		p.setRole(RoleUnassigned, f)
		p.finding(FindingLoss, "", []int{f.line}, "区分の「%s」がどの行のものか分かりません。", f.text)
	}
}

// readScenarios gives each scenario to the titled group it starts beside. A
// group whose title stands on an earlier page has its scenario there too.
func (p *mappingPage) readScenarios(cs []*chain) {
	var groups []*mappingGroup
	for _, s := range p.segments {
		for _, g := range s.groups {
			if g.head != nil {
				groups = append(groups, g)
			}
		}
	}
	const alone = 1000 // a scenario is left over only where there are more than titles
	stay := func(int) float64 { return alone }
	match := pair(len(groups), len(cs), func(i, j int) float64 { return float64(distance(groups[i].head, cs[j].lines[0])) }, stay, stay)
	given := make([]bool, len(cs))
	for i, j := range match {
		if j < 0 {
			continue
		}
		given[j] = true
		groups[i].scenario = cs[j]
		p.setRole(RoleGuidance, cs[j].lines...)
	}
	for j, c := range cs {
		if !given[j] {
			p.orphans = append(p.orphans, c)
		}
	}
	if len(cs) > len(groups) {
		for _, g := range groups {
			g.scenario.weaken(Ambiguous, "リスクシナリオとみられる文が小項目より多く、どれがこの小項目のものか確かではありません。")
		}
	}
}
