package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

// rowLabel matches ①-1, ①－１ and 1-1.
var rowLabel = pattern.New(`^([①-⑳㉑-㉟㊱-㊿]|[0-9]{1,2})\s*-\s*([0-9]{1,2})$`)

// measure makes the measure of a row.
func (m *mappingRows) measure(row, i int, s string) {
	x := rowLabel.FindStringSubmatch(foldWidth(squash(s)))
	if x == nil {
		m.find(FindingLoss, i, "", "番号「%s」を読み取れないため、この行を対策項目として収録していません。", s)
		m.roles[i] = RoleUnassigned
		return
	}
	mark, n := CircledValue([]rune(x[1])[0]), atoi(x[2])
	if mark == 0 {
		mark = atoi(x[1])
	}
	if m.group == nil || m.group.Label != Circled(mark) {
		if g := m.groupIn(mark); g != nil {
			m.group = g
		} else {
			m.newGroup(i, mark, "")
			m.group.CertaintyReason = "小項目の題名は、この表から読み取れませんでした。"
			m.find(FindingLoss, i, m.group.ID, "小項目%sの題名を読み取れませんでした。", m.group.Label)
		}
	}
	g := m.group
	label := fmt.Sprintf("%s-%d", g.Label, n)
	r := &Requirement{ID: fmt.Sprintf("%s-%d", g.ID, n), Document: m.out.document.ID, Kind: KindMeasure, Label: label, Title: g.Title,
		Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{}, MajorItem: m.major, Certainty: Certain,
		Group: &GroupRef{ID: g.ID, Label: g.Label, Title: g.Title, Scenario: g.Scenario}, Provenance: m.provenance(i)}
	page := r.Provenance.Page
	switch {
	case m.major != nil:
		r.Section = *m.major
		r.Citation = strings.Join(strings.Fields(m.name+" "+m.major.Number+" "+label), " ")
		if page > 0 && m.official {
			r.Aliases = []string{fmt.Sprintf("%s-p%d-%d-%d", m.out.document.ID, page, mark, n)}
		}
	case page > 0:
		r.Section = SectionRef{Number: fmt.Sprintf("p.%d", page), Certainty: Certain, CertaintyReason: m.node.CertaintyReason}
		r.Citation = fmt.Sprintf("%s %dページ %s", m.name, page, label)
	default:
		r.Section = SectionRef{Number: m.node.Number, Certainty: Certain, CertaintyReason: m.node.CertaintyReason}
		r.Citation = m.name + " " + label
	}
	if slices.ContainsFunc(m.out.requirements, func(q *Requirement) bool { return q.ID == r.ID }) {
		m.find(FindingConflict, i, r.ID, "番号%sがもう一度現れます。先のものを残しました。", label)
		return
	}
	_, text := m.at(row, ofText)
	if r.Text = cellText(text); r.Text == "" {
		r.Certainty, r.CertaintyReason = Ambiguous, "この番号の内容の欄が空です。"
		m.find(FindingLoss, i, r.ID, "%s の内容の欄が空です。", label)
	} else {
		r.Modality = modality(r.Text)
	}
	_, r.Mark = m.at(row, ofMark)
	for _, x := range mapRowReference.FindAllStringSubmatch(foldWidth(r.Text), -1) {
		r.InternalRefs = append(r.InternalRefs, Internal{Raw: x[0], Section: x[1], Item: strings.TrimLeft(x[2], "0"),
			Target: fmt.Sprintf("%s-%d-%s", m.node.ID, CircledValue([]rune(x[1])[0]), strings.TrimLeft(x[2], "0"))})
	}
	g.Members = append(g.Members, r.ID)
	m.node.Requirements = append(m.node.Requirements, r.ID)
	m.out.requirements = append(m.out.requirements, r)
}

// cellText removes the line breaks of the print inside a cell and keeps those
// between sentences and before bullets.
func cellText(s string) string {
	out := ""
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		_, isBullet := bullet(line)
		k, _ := listMark(line)
		if out != "" && (isBullet || k > 0 || endsSentence(out) || strings.HasPrefix(line, "※")) && line != "" {
			out += "\n" + line
			continue
		}
		out = joinText(out, line)
	}
	return out
}
