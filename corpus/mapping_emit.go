package corpus

import (
	"fmt"
	"strings"

	"shogo/corpus/pattern"
)

// mapRowReference matches a reference to another row inside a text: ①-6の結果.
var mapRowReference = pattern.New(`([①-⑳])[-‐‑−－](\d{1,2})`)

// unknownColumns is the doubt about every text of a table whose columns are not
// those of 別紙2: the lines are put together by how wide the columns are.
const unknownColumns = "この表の列の幅は分かっていないため、行のまとまりは確かではありません。PDFまたは表計算の原本から読み込むと確定します。"

// emit writes groups and measures, the outline and what a person should know.
func (p *mappingPage) emit() {
	for _, s := range p.segments {
		if len(s.groups) == 0 && len(s.heads) == 0 {
			continue // a title page
		}
		node := p.node(s)
		for _, g := range s.groups {
			p.emitGroup(s, g, node)
		}
		p.out.stretches = append(p.out.stretches, p.stretch(s, node))
	}
	for _, c := range p.orphans {
		p.finding(FindingLoss, "", c.lineNumbers(), "どの欄の文か分からない行です：「%s」", c.text())
	}
	if p.lossy {
		p.finding(FindingLoss, "", nil, "この旧形式のテキストは1文字だけの行をすべて失っています。区分（◎など）・項番・単独の丸数字は「ない」のではなく「失われた」ものとして扱います。")
	}
}

// node is the outline node of a segment: a page may go on with the 大項目 that the
// page before it names too.
func (p *mappingPage) node(s *segment) *Section {
	id := p.document + "-" + s.name.id
	for _, old := range p.out.document.Outline {
		if old.ID == id {
			if old.Part == "" {
				old.Part = s.part
			}
			return old
		}
	}
	node := &Section{ID: id, Kind: SectionPage, Number: fmt.Sprintf("p.%d", p.page), Part: s.part, Certainty: Certain}
	if s.name.major != nil {
		node.Kind, node.Number, node.Title = SectionMajorItem, s.name.major.Number, s.name.major.Title
	} else {
		node.CertaintyReason = "このページには大項目が印字されていません。"
	}
	p.out.document.Outline = append(p.out.document.Outline, node)
	return node
}

func (p *mappingPage) emitGroup(s *segment, g *mappingGroup, node *Section) {
	out := &Group{ID: g.id, Document: p.document, Label: Circled(g.mark), Title: g.title, MajorItem: s.name.major,
		Members: []string{}, References: []Reference{}, Certainty: Certain}
	frags := append([]*fragment{}, g.titles...)
	if g.scenario != nil {
		out.Scenario = g.scenario.text()
		out.Certainty, out.CertaintyReason = g.scenario.certainty, g.scenario.doubt
		frags = append(frags, g.scenario.lines...)
	}
	if g.doubt != nil && Weaker(out.Certainty, g.doubt.certainty) != out.Certainty {
		out.Certainty, out.CertaintyReason = g.doubt.certainty, "題名："+g.doubt.doubt
	}
	if g.head != nil && g.scenario == nil {
		out.Certainty, out.CertaintyReason = Ambiguous, "リスクシナリオをページから読み取れませんでした。"
		p.finding(FindingLoss, g.id, []int{g.head.line}, "小項目%sのリスクシナリオを読み取れませんでした。", out.Label)
	}
	for _, r := range g.rows {
		frags = append(frags, r.label)
	}
	if !p.official && g.scenario != nil {
		out.Certainty, out.CertaintyReason = Ambiguous, unknownColumns
	}
	out.Provenance = p.provenance(frags...)
	if g.head == nil {
		out.CertaintyReason = "小項目の題名とリスクシナリオは前のページにあり、このページにはありません。"
		p.finding(FindingLoss, g.id, nil, "%s", headless(out.Label))
	}
	for _, r := range g.rows {
		m := p.measure(s, g, r)
		out.Members = append(out.Members, m.ID)
		p.out.requirements = append(p.out.requirements, m)
	}
	for _, c := range g.cells {
		out.References = append(out.References, c.reference)
	}
	node.Groups = append(node.Groups, g.id)
	node.Requirements = append(node.Requirements, out.Members...)
	p.out.groups = append(p.out.groups, out)
}

func (p *mappingPage) measure(s *segment, g *mappingGroup, row *measureRow) *Requirement {
	label := fmt.Sprintf("%s-%d", Circled(g.mark), row.label.num)
	r := &Requirement{ID: fmt.Sprintf("%s-%d", g.id, row.label.num), Document: p.document, Kind: KindMeasure, Label: label,
		Title: g.title, Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{},
		Group: &GroupRef{ID: g.id, Label: Circled(g.mark), Title: g.title}, MajorItem: s.name.major, Certainty: Certain}
	if s.name.major != nil {
		r.Section = *s.name.major
		r.Citation = fmt.Sprintf("%s %s %s", p.name, s.name.major.Number, label)
		r.Aliases = []string{fmt.Sprintf("%s-p%d-%d-%d", p.document, p.page, g.mark, row.label.num)}
	} else {
		r.Section = SectionRef{Number: fmt.Sprintf("p.%d", p.page), Certainty: Certain, CertaintyReason: "大項目はこのページに印字されていません。"}
		r.Citation = fmt.Sprintf("%s %dページ %s", p.name, p.page, label)
	}
	if g.scenario != nil {
		r.Group.Scenario = g.scenario.text()
	}
	frags := []*fragment{row.label}
	if row.text == nil {
		r.Truncated, r.Certainty, r.CertaintyReason = true, Ambiguous, "この番号の本文をページから読み取れませんでした。"
		p.finding(FindingLoss, r.ID, []int{row.label.line}, "%s の本文を読み取れませんでした。", label)
	} else {
		r.Text, r.Truncated = row.text.text(), row.text.open
		r.Certainty, r.CertaintyReason = row.text.certainty, row.text.doubt
		r.Modality = modality(r.Text)
		frags = append(frags, row.text.lines...)
	}
	if !p.official && r.Text != "" {
		r.Certainty, r.CertaintyReason = Ambiguous, unknownColumns
	}
	switch {
	case row.mark != nil:
		r.Mark = row.mark.text
		frags = append(frags, row.mark)
	case p.lossy:
		r.MarkLost = true
	}
	if r.Certainty == Ambiguous && r.CertaintyReason != unknownColumns {
		p.finding(FindingInference, r.ID, p.provenance(frags...).Lines, "%s：%s", label, r.CertaintyReason)
	}
	for _, m := range mapRowReference.FindAllStringSubmatch(foldWidth(r.Text), -1) {
		r.InternalRefs = append(r.InternalRefs, Internal{Raw: m[0], Section: m[1], Item: strings.TrimLeft(m[2], "0"),
			Target: fmt.Sprintf("%s-%s-%d-%s", p.document, s.name.id, CircledValue([]rune(m[1])[0]), m[2])})
	}
	r.Provenance = p.provenance(frags...)
	return r
}
