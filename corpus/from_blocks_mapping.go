package corpus

import (
	"fmt"
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
		cites, ok := annexNamed(s)
		if ok && id == "" {
			id = annexDocument
		}
		if !ok && cites != "" { // a table of the kind that maps to another edition
			m.cites = cites
		}
	}
	d := reg.document(id)
	if m.official = d != nil && d.Family == FamilyMappingTable; m.official {
		m.cites, _ = reg.citedEdition(id)
		m.name = "別紙2"
	} else {
		d = t.ownDocument(FamilyMappingTable)
		if s := t.citedEdition(); s != "" {
			m.cites = s
		}
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
	for _, row := range m.g.data(header) {
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
