package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

// rolesBlocks reads 役割分担等に関する確認表, and the table of recommended answers that
// comes with it: numbered rows, and a column 「ガイドライン等関連部分」 that says which
// parts of the guidelines stand behind each.
var rolesBlocks = blockDialect{name: "role-table", parse: parseRoles, start: func(t *blockText) bool {
	return slices.ContainsFunc(t.tables(), func(g *blockGrid) bool { _, ok := newRoleColumns(g); return ok })
}}

// roleColumns tells the columns of the table apart; -1 for none.
type roleColumns struct {
	header                   int
	captions                 []string
	number, group, item, say int // 項番, 大項目, 項目, 内容
	cites                    int // ガイドライン等関連部分
}

func newRoleColumns(g *blockGrid) (r roleColumns, ok bool) {
	r = roleColumns{number: -1, group: -1, item: -1, say: -1, cites: -1}
	r.captions, r.header = g.captions(func(s string) bool {
		return isCitesCaption(s) || s == "項番" || s == "項目" || s == "内容" || s == "No." || s == "番号"
	})
	for c, whole := range r.captions {
		s := strings.TrimRight(strings.ToLower(foldWidth(whole[strings.LastIndex(whole, "\n")+1:])), ".")
		switch {
		case isCitesCaption(whole):
			r.cites = c
		case r.number < 0 && (s == "項番" || s == "no" || s == "番号" || s == "№" || s == "#"):
			r.number = c
		case r.group < 0 && (s == "大項目" || s == "分類" || s == "区分" || s == "カテゴリ"):
			r.group = c
		case r.item < 0 && (s == "項目" || s == "小項目" || s == "中項目" || s == "確認項目"):
			r.item = c
		case r.say < 0 && (strings.HasSuffix(s, "内容") || s == "確認事項" || s == "確認すべき事項"):
			r.say = c
		}
	}
	if r.say < 0 { // the item says it all
		r.say, r.item = r.item, -1
	}
	return r, r.cites >= 0 && r.say >= 0
}

// isCitesCaption matches ガイドライン等関連部分 and 関連するガイドラインの箇所.
func isCitesCaption(s string) bool {
	s = squash(s)
	return strings.Contains(s, "ガイドライン") && strings.Contains(s, "関連") && (strings.Contains(s, "部分") || strings.Contains(s, "箇所") || strings.Contains(s, "項目")) &&
		!strings.Contains(s, "要求事項")
}

// roleRows is the table on its way to requirements.
type roleRows struct {
	*blockText
	reg    *Registry
	out    *parsed
	prefix string // of citations
	r      roleColumns
	g      *blockGrid
	node   *Section
	last   [2]int // blocks of number and statement last read
	rows   int
}

func parseRoles(t *blockText, reg *Registry) *parsed {
	m := &roleRows{blockText: t, reg: reg, out: &parsed{document: t.describe(reg, FamilyRoles)}}
	m.prefix = m.out.document.ShortName + " "
	for _, g := range t.tables() {
		r, ok := newRoleColumns(g)
		if !ok {
			continue
		}
		m.g, m.r, m.node, m.last = g, r, nil, [2]int{-1, -1}
		for _, row := range g.data(r.header) {
			m.row(row)
		}
		g.claim(r.header, m.role)
	}
	t.claimAround(RoleNote)
	return m.out
}

func (m *roleRows) role(col int) Role {
	switch col {
	case m.r.number, m.r.group, m.r.item:
		return RoleHeading
	case m.r.say:
		return RoleRequirement
	case m.r.cites:
		return RoleCitation
	}
	return RoleGuidance
}

// row reads a row. A row whose cells are one is the heading of those below.
func (m *roleRows) row(row int) {
	i, number := m.g.cell(row, m.r.number), strings.TrimSpace(m.g.text(row, m.r.number))
	k := m.g.cell(row, m.r.say)
	switch {
	case k < 0 || strings.TrimSpace(m.doc.Blocks[k].Text) == "":
		return
	case k == m.g.cell(row, m.r.cites):
		m.open(k, m.doc.Blocks[k].Text)
		m.roles[k] = RoleHeading
		return
	}
	if j := m.g.cell(row, m.r.group); j >= 0 {
		m.open(j, m.doc.Blocks[j].Text)
	}
	if m.last == [2]int{i, k} {
		m.more(row)
		return
	}
	m.last = [2]int{i, k}
	m.item(row, k, number)
}

// open begins a part of the table; the same one again goes on.
func (m *roleRows) open(i int, s string) {
	number, title := cutNumberedTitle(s)
	if title = strings.TrimSpace(title); number+title == "" || m.node != nil && m.node.Number == number && m.node.Title == title {
		return
	}
	id := number
	if id == "" {
		id = fmt.Sprintf("h%d", len(m.out.document.Outline)+1)
	}
	m.node = outlineNode(&m.out.document.Outline, m.out.document.ID+"-s"+id, SectionChapter, number, title)
	m.rows = len(m.node.Requirements)
}

// item makes the requirement of a row.
func (m *roleRows) item(row, k int, number string) {
	if m.node == nil {
		m.node = outlineNode(&m.out.document.Outline, m.out.document.ID+"-s", SectionChapter, "", "")
	}
	m.rows++
	r := &Requirement{Document: m.out.document.ID, Kind: KindChecklistItem, Label: squash(number), Parts: []Part{}, Roles: []string{}, Systems: []string{},
		References: []Reference{}, Section: SectionRef{Number: m.node.Number, Title: m.node.Title, Certainty: Certain}, Certainty: Certain, Provenance: m.provenance(k)}
	r.ID = m.node.ID + fmt.Sprintf("-r%d", m.rows)
	if code := rowCode(number); code != "" {
		r.ID = m.out.document.ID + "-" + code
	} else {
		r.Label = fmt.Sprintf("%d行目", m.rows)
		r.Certainty, r.CertaintyReason = Likely, "行に番号がないため、順番で識別しています。行が増えると識別子が変わることがあります。"
	}
	for n, id := 2, r.ID; slices.ContainsFunc(m.out.requirements, func(q *Requirement) bool { return q.ID == r.ID }); n++ {
		r.ID = fmt.Sprintf("%s-%d", id, n)
		if n == 2 {
			m.find(FindingConflict, k, r.ID, "番号%sがもう一度現れます。別の識別子で載せました。", r.Label)
		}
	}
	r.Citation = m.prefix + r.Label
	r.Text, r.Parts = statementParts(cellText(m.doc.Blocks[k].Text))
	r.Title = unwrapCell(m.g.text(row, m.r.item))
	m.node.Requirements = append(m.node.Requirements, r.ID)
	m.out.requirements = append(m.out.requirements, r)
	m.more(row)
}

// rowCode is a row's number as part of an id: 3-1 for （3）－①, empty where
// nothing of it can be read.
func rowCode(s string) string {
	s = strings.Map(func(r rune) rune {
		if n := CircledValue(r); n > 0 {
			return rune(0xE000 + n)
		}
		return r
	}, foldWidth(squash(s)))
	var parts []string
	for _, m := range rowNumber.FindAllString(s, -1) {
		if r := []rune(m)[0]; r >= 0xE000 {
			m = fmt.Sprint(int(r - 0xE000))
		}
		parts = append(parts, strings.ToLower(m))
	}
	return strings.Join(parts, "-")
}

var rowNumber = pattern.New(`[0-9]+|[A-Za-z]+|[\x{E001}-\x{E032}]`)

// more adds the other columns of a row to the requirement last made. A row may
// be split where one of them has several cells.
func (m *roleRows) more(row int) {
	r := m.out.requirements[len(m.out.requirements)-1]
	for c, caption := range m.r.captions {
		i := m.g.cell(row, c)
		if i < 0 {
			continue
		}
		s := strings.TrimSpace(m.doc.Blocks[i].Text)
		switch {
		case s == "" || c == m.r.number || c == m.r.group || c == m.r.item || c == m.r.say:
		case c == m.r.cites:
			m.cite(r, i, s)
		case answerCell.MatchString(squash(s)):
			m.roles[i] = RoleTable
		default:
			if p := (Part{Kind: PartGuidance, Label: strings.ReplaceAll(caption, "\n", " "), Text: cellText(s)}); !slices.ContainsFunc(r.Parts, func(q Part) bool { return q.Label == p.Label && q.Text == p.Text }) {
				r.Parts = append(r.Parts, p)
			}
		}
	}
}
