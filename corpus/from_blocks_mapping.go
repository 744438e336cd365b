package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// mappingBlocks reads a mapping table whose cells are known, from a workbook or
// a ruled page: 大項目, 小項目, numbered measures, their scenario, and beside them
// the clauses of the guideline that are related.
var mappingBlocks = blockDialect{name: mappingTableDialect.name, parse: parseMappingBlocks, start: func(t *blockText) bool {
	return slices.ContainsFunc(t.tables(), func(g *blockGrid) bool { _, _, ok := mappingColumns(g); return ok })
}}

// mappingColumn names what a column holds.
type mappingColumn int

const (
	ofOther mappingColumn = iota
	ofMajor
	ofMinor
	ofNo
	ofText
	ofMark
	ofScenarios
	ofVolume
	ofChapter // chapter or 項番; two columns in some prints
	ofCategory
	ofQuoted
)

// mappingColumns reads the captions. Both halves of the table have 区分 and
// 内容: what stands behind 編, or below the caption on requirements, is of the
// guideline.
func mappingColumns(g *blockGrid) (columns []mappingColumn, header int, ok bool) {
	captions, header := g.captions(func(s string) bool {
		return s == "大項目" || s == "小項目" || s == "内容" || s == "編" || s == "項番"
	})
	columns = make([]mappingColumn, len(captions))
	seen := map[mappingColumn]bool{}
	right := false
	for i, whole := range captions {
		lines := strings.Split(whole, "\n")
		s := lines[len(lines)-1]
		right = right || strings.HasPrefix(s, "編") || len(lines) > 1 && strings.Contains(lines[0], "要求事項")
		switch no := strings.TrimRight(strings.ToLower(foldWidth(s)), "."); {
		case strings.Contains(s, "シナリオ"):
			columns[i] = ofScenarios
		case s == "大項目":
			columns[i] = ofMajor
		case s == "小項目":
			columns[i] = ofMinor
		case !right && (no == "no" || no == "№" || no == "番号" || no == "項番"):
			columns[i] = ofNo
		case strings.HasSuffix(s, "区分") && right:
			columns[i] = ofCategory
		case strings.HasSuffix(s, "区分"):
			columns[i] = ofMark
		case strings.HasSuffix(s, "内容") && right:
			columns[i] = ofQuoted
		case strings.HasSuffix(s, "内容"):
			columns[i] = ofText
		case s == "編" || s == "編名":
			columns[i] = ofVolume
		case right && (s == "" || strings.HasPrefix(s, "章") || s == "項番" || s == "項目"):
			columns[i] = ofChapter
		}
		seen[columns[i]] = true
	}
	return columns, header, seen[ofNo] && seen[ofText] && seen[ofVolume] && seen[ofChapter] && (seen[ofMinor] || seen[ofMajor])
}

// mappingRows is a mapping table on its way to groups and measures.
type mappingRows struct {
	*blockText
	reg      *Registry
	out      *parsed
	official bool   // 別紙2 itself, whose quotations are the guideline's words
	cites    string // edition of the guideline, empty if unknown
	name     string // in citations: 別紙2

	g       *blockGrid
	columns []mappingColumn
	major   *SectionRef
	node    *Section
	segment string // id of the node behind the document's
	group   *Group
	label   int // block of the number last read
	title   int // block of the 小項目 last read
	cited   string
	blocks  map[*Group][]int
	quoted  map[string]int // clauses of unknown number by chapter
}

func parseMappingBlocks(t *blockText, reg *Registry) *parsed {
	m := &mappingRows{blockText: t, reg: reg, quoted: map[string]int{}, blocks: map[*Group][]int{}}
	id := t.source.Document
	for _, s := range t.titles() {
		if id == "" && strings.Contains(foldWidth(squash(s)), "対策項目一覧と医療情報安全管理ガイドライン") {
			id = annexDocument
		}
	}
	d := reg.document(id)
	if m.official = d != nil && d.Family == FamilyMappingTable; m.official {
		m.cites, _ = reg.citedEdition(id)
		m.name = "別紙2"
	} else {
		d = t.ownDocument(FamilyMappingTable)
		m.name = d.ShortName
	}
	m.out = &parsed{document: d}
	for _, g := range t.tables() {
		if columns, header, ok := mappingColumns(g); ok {
			m.g, m.columns = g, columns
			m.read(header)
			g.claim(header, m.role)
		}
	}
	for i := range t.doc.Blocks { // title and remarks around the table
		if b := &t.doc.Blocks[i]; t.isBody(i) && t.roles[i] == "" && b.Table == 0 {
			t.roles[i] = RoleNote
		}
	}
	return m.out
}

func (m *mappingRows) role(col int) Role {
	switch m.columns[col] {
	case ofMajor, ofMinor:
		return RoleHeading
	case ofNo, ofText, ofMark:
		return RoleRequirement
	case ofScenarios:
		return RoleGuidance
	case ofVolume, ofChapter, ofCategory, ofQuoted:
		return RoleCitation
	}
	return RoleUnassigned
}

// at returns the block and the text of the column in a row, -1 for none.
func (m *mappingRows) at(row int, want mappingColumn) (int, string) {
	for c, col := range m.columns {
		if col == want {
			if i := m.g.cell(row, c); i >= 0 {
				return i, strings.TrimSpace(m.doc.Blocks[i].Text)
			}
		}
	}
	return -1, ""
}

func (m *mappingRows) read(header int) {
	m.label, m.title, m.cited = -1, -1, ""
	lastMajor, lastScenario := -1, -1
	for row := header; row < len(m.g.at); row++ {
		if i, s := m.at(row, ofMajor); s != "" && i != lastMajor {
			lastMajor = i
			m.openMajor(i, s)
		}
		if i, s := m.at(row, ofMinor); s != "" && i != m.title {
			m.title = i
			m.openGroup(i, s)
		}
		if i, s := m.at(row, ofNo); s != "" && i != m.label {
			m.label = i
			m.measure(row, i, s)
		}
		if i, s := m.at(row, ofScenarios); s != "" && i != lastScenario && m.group != nil {
			lastScenario = i
			m.scenario(i, cellText(s))
		}
		m.references(row)
	}
}

// openMajor begins a 大項目. The same one, printed again on the next page, goes
// on.
func (m *mappingRows) openMajor(i int, s string) {
	number, title := cutNumberedTitle(s)
	if m.major != nil && m.major.Number == number && m.major.Title == title {
		return
	}
	m.major = &SectionRef{Number: number, Title: title, Certainty: Certain}
	m.node, m.group = nil, nil
	if number == "" {
		m.find(FindingInference, i, "", "大項目「%s」に番号がないため、順番で識別しています。", title)
	}
}

// openNode makes the outline node that groups go to.
func (m *mappingRows) openNode(i int) {
	if m.node != nil {
		return
	}
	page := m.doc.Blocks[i].Page
	switch {
	case m.major != nil && m.major.Number != "":
		m.segment = m.major.Number
	case m.major != nil:
		m.segment = fmt.Sprintf("h%d", len(m.out.document.Outline)+1)
	case page > 0:
		m.segment = fmt.Sprintf("p%d", page)
	default:
		m.segment = fmt.Sprintf("t%d", m.g.table)
	}
	base := m.segment
	for n := 'b'; slices.ContainsFunc(m.out.document.Outline, func(s *Section) bool { return s.ID == m.out.document.ID+"-"+m.segment }); n++ {
		m.segment = base + string(n)
	}
	m.node = &Section{ID: m.out.document.ID + "-" + m.segment, Kind: SectionPage, Number: "p." + strings.TrimPrefix(m.segment, "p"), Certainty: Certain}
	if m.major != nil {
		m.node.Kind, m.node.Number, m.node.Title = SectionMajorItem, m.major.Number, m.major.Title
	} else {
		m.node.CertaintyReason = "この表には大項目が印字されていません。"
	}
	m.out.document.Outline = append(m.out.document.Outline, m.node)
}

// openGroup begins a 小項目: ①利用者の登録.
func (m *mappingRows) openGroup(i int, s string) {
	mark, title := 0, unwrapCell(s)
	if k, rest := listMark(title); k > 0 {
		mark, title = k, rest
	} else if number, rest := cutNumberedTitle(title); number != "" {
		mark, title = atoi(number), rest
	}
	if m.group != nil && m.group.Label == Circled(mark) && m.group.Title == title {
		return // printed again on the next page
	}
	m.newGroup(i, mark, title)
}

func (m *mappingRows) newGroup(i, mark int, title string) {
	m.openNode(i)
	if m.groupIn(mark) != nil { // the marks restart: another 大項目 whose heading is not printed
		m.node = nil
		m.openNode(i)
	}
	m.group = &Group{ID: fmt.Sprintf("%s-%d", m.node.ID, mark), Document: m.out.document.ID, Label: Circled(mark), Title: title,
		MajorItem: m.major, Members: []string{}, References: []Reference{}, Provenance: m.provenance(i), Certainty: Certain}
	m.node.Groups = append(m.node.Groups, m.group.ID)
	m.out.groups = append(m.out.groups, m.group)
	m.cited = ""
}

// groupIn returns the group of the open node with the mark, nil for none.
func (m *mappingRows) groupIn(mark int) *Group {
	for _, g := range m.out.groups {
		if m.node != nil && g.ID == fmt.Sprintf("%s-%d", m.node.ID, mark) {
			return g
		}
	}
	return nil
}

func (m *mappingRows) scenario(i int, s string) {
	for line := range strings.SplitSeq(m.group.Scenario, "\n") {
		if squash(line) == squash(s) {
			return
		}
	}
	m.group.Scenario = joinParagraphs(m.group.Scenario, s)
	for _, r := range m.out.requirements {
		if r.Group != nil && r.Group.ID == m.group.ID {
			r.Group.Scenario = m.group.Scenario
		}
	}
}

// rowLabel matches ①-1, ①－１ and 1-1.
var rowLabel = regexp.MustCompile(`^([①-⑳㉑-㉟㊱-㊿]|[0-9]{1,2})\s*-\s*([0-9]{1,2})$`)

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
