package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// partRoles is the role of a line by the kind of part it belongs to.
var partRoles = map[PartKind]Role{
	PartGuidance: RoleGuidance, PartItem: RoleGuidance, PartDefinition: RoleDefinition, PartSupplement: RoleSupplement,
	PartExample: RoleExample, PartTable: RoleTable, PartNote: RoleNote,
}

// add opens a new part with the line l.
func (b *partBuilder) add(p Part, l proseLine) {
	b.parts = append(b.parts, p)
	b.open = true
	b.claim(&b.parts[len(b.parts)-1], l)
}

// claim gives the line to the part.
func (b *partBuilder) claim(p *Part, l proseLine) {
	p.Lines = append(p.Lines, b.t.Lines[l.i].No)
	b.roles[l.i] = partRoles[p.Kind]
}

func (b *partBuilder) find(kind FindingKind, l proseLine, message string) {
	b.findings = append(b.findings, Finding{Kind: kind, Source: b.t.Name, Lines: []int{b.t.Lines[l.i].No}, Message: message})
}

// paragraph opens a paragraph of the current mode.
func (b *partBuilder) paragraph(l proseLine, s string) {
	b.inList = false
	p := Part{Kind: b.mode, Text: s}
	if b.mode == PartDefinition {
		if d := definitionLine.FindStringSubmatch(s); d != nil {
			p.Label, p.Text = strings.TrimSpace(d[1]), d[2]
		} else {
			p.Kind = PartGuidance // no term: the glossary must not hold it
		}
	}
	b.add(p, l)
}

// continues reports whether l goes on with the paragraph of the last part.
func (b *partBuilder) continues(l proseLine) bool {
	if !b.open || len(b.parts) == 0 {
		return false
	}
	last := b.parts[len(b.parts)-1]
	if last.Kind == PartTable || last.Kind == PartExample && b.inList && (last.Text == "" || l.blanks > 0) {
		return false
	}
	ended := endsSentence(b.prev.s)
	switch {
	case l.cited:
		return !ended // the margin was written between two lines of a paragraph
	case l.blanks > 0:
		// The old scrape leaves blank lines where it dropped a line.
		return b.old && !ended && !strings.HasSuffix(b.prev.s, "：") && last.Kind != PartItem
	case last.Kind == PartDefinition && (ended || utf8.RuneCountInString(b.prev.s) < b.width*8/10) && definitionLine.MatchString(l.s):
		return false
	case last.Kind == PartItem && (ended || closesList(l.s) || utf8.RuneCountInString(b.prev.s) < b.width/2):
		return false // a line that is not full was not wrapped
	case last.Kind == PartExample && b.inList:
		k, _ := listMark(l.s)
		return k == 0 && utf8.RuneCountInString(b.prev.s) >= b.width*8/10
	}
	// In a scrape no blank line parts paragraphs; a short last line does.
	return !(b.scrape && ended && utf8.RuneCountInString(b.prev.s) < b.width*8/10)
}

// closesList reports whether a line sums up the bullets before it, 等を行うことが…,
// or turns to something else, なお、….
func closesList(s string) bool {
	for _, w := range []string{"等を", "等が", "等の", "などを", "などが", "などの", "といった", "なお、", "また、", "ただし、", "このため", "その際", "さらに、", "しかし"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// row adds a table row. A caption before the first row becomes the table's.
func (b *partBuilder) row(l proseLine) {
	cells := tableCells(strings.Trim(b.t.Lines[l.i].Text, " \r"))
	n := len(b.parts)
	if n > 0 && b.parts[n-1].Kind == PartTable && b.open {
		p := &b.parts[n-1]
		b.claim(p, l)
		if isMarkdownRule(cells) {
			return
		}
		if len(cells) != len(p.Rows[0]) {
			b.find(FindingFault, l, fmt.Sprintf("表の列数（%d）が見出し行の列数（%d）と合いません。省略を表す行などが変換で崩れたと思われます。元の文字のまま収録しています。",
				len(cells), len(p.Rows[0])))
		}
		p.Rows = append(p.Rows, cells)
		return
	}
	if n > 0 && b.parts[n-1].Kind == PartExample && b.parts[n-1].Text == "" && b.inList {
		p := &b.parts[n-1]
		p.Kind, p.Rows = PartTable, [][]string{cells}
		b.claim(p, l)
	} else {
		b.add(Part{Kind: PartTable, Rows: [][]string{cells}}, l)
	}
	b.inList, b.open = false, true
}

// isMarkdownRule matches the cells of `|---|:--|`.
func isMarkdownRule(cells []string) bool {
	for _, c := range cells {
		if strings.Trim(c, "-: ") != "" || !strings.Contains(c, "-") {
			return false
		}
	}
	return true
}

// reportEmptyExamples says which examples have only a caption left: what they
// showed was a figure.
func (b *partBuilder) reportEmptyExamples() {
	for _, p := range b.parts {
		if p.Kind == PartExample && p.Text == "" {
			b.findings = append(b.findings, Finding{Kind: FindingLoss, Source: b.t.Name, Lines: p.Lines,
				Message: "「" + p.Label + "」の内容（図など）は、このテキストには残っていません。"})
		}
	}
}
