package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

// migrationDialect reads scraped pages of the item migration table. The columns
// are lost, and with them the volume of every citation: a number tells its
// volume only where no other volume has it. The rows are known by their marks.
var migrationDialect = dialect{name: migrationBlocks.name, family: FamilyMigration, start: startsMigration, parse: parseMigrationText}

// citedCell matches a line that is nothing but numbers: 3、4 and 15②③ and 18.1,
// after foldWidth and without spaces.
var citedCellLine = pattern.New(`^[0-9]{1,2}(?:\.[0-9]{1,2})*\.?(?:[①-⑳㉑-㉟][、・~]?)*(?:[、,・][0-9]{1,2}(?:\.[0-9]{1,2})*\.?(?:[①-⑳㉑-㉟][、・~]?)*)*$`)

// migrationCaptions are the words of the caption rows, without spaces, in the
// pieces that a print may cut them into.
var migrationCaptions = []string{"項番", "区分", "内容", "記載内容", "第5.2版記載内容", "第5.2版", "第6.0版", "概説", "概説編", "経営管理編", "企画管理編", "システム運用編",
	"(Overview)", "(Governance)", "(Management)", "(Control)", "Q&A", "Q", "A"}

func isMigrationTitle(s string) bool { return strings.Contains(squash(s), "移行対応表") }

func startsMigration(t *Text) bool {
	roles, _, _, title := furniture(t)
	named, captions, cells := isMigrationTitle(title), 0, 0
	for i := range t.Lines {
		s := foldWidth(squash(lineText(t, i)))
		switch {
		case roles[i] != "":
		case slices.Contains(migrationCaptions, s):
			captions++
		case citedCellLine.MatchString(s):
			cells++
		}
		named = named || i < titleReachLines && isMigrationTitle(s)
	}
	return named && captions > 2 && cells > 0
}

// migrationText is such a text on its way to items.
type migrationText struct {
	t     *Text
	reg   *Registry
	out   *parsed
	roles []Role
	page  int
	seen  map[string]int // items by id
	item  oldItem
	part  string // of the name of a part that the cell wraps
	open  string // 【 of a case, until 】
	made  *Requirement
	row   *relation

	refs    []Reference // of the cell that is being read
	cellEnd int         // its last line so far
	whole   int         // cells that mark a volume and no clause of it
	left    []int       // lines of no section
	taken   []string    // volumes that cells of this row were found to be of
}

func parseMigrationText(t *Text, reg *Registry) *parsed {
	m := &migrationText{t: t, reg: reg, out: &parsed{document: reg.document("mig-6.0")}, seen: map[string]int{}}
	old := reg.document("mhlw-" + migratedEdition)
	old.Outline = []*Section{{ID: old.ID + "-" + volumeCode(migratedVolume), Kind: SectionVolume, Title: migratedVolume, Certainty: Certain}}
	m.out.more = []*Document{old}
	pages := scrapePages(t)
	for _, p := range pages {
		m.roles = append(m.roles, p.Roles...)
	}
	for _, p := range pages {
		m.page, m.made = p.Page, nil
		for i := p.First; i < p.End; i++ {
			if m.roles[i] == "" {
				if m.roles[i] = m.line(i, old); m.roles[i] != RoleCitation {
					m.closeCell()
				}
			}
		}
		m.closeCell()
	}
	m.finish()
	m.out.roles = m.roles
	return m.out
}

// line reads one line and tells its role.
func (m *migrationText) line(i int, old *Document) Role {
	s := lineText(m.t, i)
	folded := foldWidth(squash(s))
	switch {
	case slices.Contains(migrationCaptions, folded):
		return RoleFurniture
	case bareMark(s) && strings.Trim(s, "○◯〇●◎") == "":
		m.whole++
		return RoleTable
	case bareMark(s):
		return RoleTable
	case m.open != "" && len(m.open) < longestPart || strings.HasPrefix(s, "【"):
		return m.context(s)
	case m.made == nil && m.part != "" && len(m.part) < longestPart && !oldMarks[0].MatchString(s) && !oldMarks[1].MatchString(s) && len([]rune(s)) < 12 && !strings.Contains(s, "。"):
		m.part += s
		m.item.openPart(m.part)
		return RoleHeading
	case citedCellLine.MatchString(folded):
		m.cell(i, s)
		return RoleCitation
	case m.item.openSection(s):
		m.made, m.part = nil, ""
		return RoleHeading
	case m.item.openPart(s):
		m.made, m.part = nil, s
		return RoleHeading
	}
	return m.text(i, s, old)
}

// longestPart is the length in bytes beyond which no name of a part, and no case
// in 【】, goes on over further lines.
const longestPart = 200

// context reads the case in 【】 that restarts the numbers, over several lines.
func (m *migrationText) context(s string) Role {
	m.open += s
	if strings.Contains(s, "】") {
		m.item.openPart(m.open)
		m.open, m.made = "", nil
	}
	return RoleHeading
}

// text opens an item at its mark, or goes on with the last one.
func (m *migrationText) text(i int, s string, old *Document) Role {
	marked := slices.ContainsFunc(oldMarks[:], func(re *pattern.Regexp) bool { return re.MatchString(s) })
	switch {
	case m.made != nil && !marked:
		m.made.Text = joinText(m.made.Text, s)
		m.made.Provenance.Lines = append(m.made.Provenance.Lines, m.t.Lines[i].No)
		return RoleRequirement
	case m.item.section.Number == "":
		m.left = append(m.left, i)
		return RoleUnassigned
	}
	m.closeCell()
	m.taken = nil
	text := m.item.open(s)
	r := m.item.requirement(old, Provenance{Source: m.t.Name, Page: m.page, Lines: []int{m.t.Lines[i].No}})
	r.Text = text
	r.Certainty, r.CertaintyReason = Likely, "表の列がこのテキストでは失われているため、文のまとまりは行の並びから推定しました。"
	m.seen[r.ID]++
	if n := m.seen[r.ID]; n > 1 {
		r.ID += fmt.Sprintf("-n%d", n)
	}
	m.made = r
	m.row = &relation{document: m.out.document.ID, id: r.ID, provenance: r.Provenance}
	m.out.requirements = append(m.out.requirements, r)
	m.out.relations = append(m.out.relations, m.row)
	return RoleRequirement
}

// cell reads a line of numbers beside the last item. Lines without a blank line
// between them are of one cell.
func (m *migrationText) cell(i int, s string) {
	line := []int{m.t.Lines[i].No}
	if m.made == nil {
		m.unresolved(line, "", fmt.Sprintf("引用「%s」がどの項目のものか読み取れません。", s))
		return
	}
	if i != m.cellEnd+1 {
		m.closeCell()
	}
	refs, _ := citingColumn{edition: "6.0"}.cites(s, "6.0")
	for k := range refs {
		refs[k].Lines = line
	}
	m.refs, m.cellEnd = append(m.refs, refs...), i
	m.row.provenance.Lines = append(slices.Clone(m.row.provenance.Lines), line...)
}

func (m *migrationText) unresolved(lines []int, id, message string) {
	m.out.findings = append(m.out.findings, Finding{Kind: FindingUnresolved, Source: m.t.Name, Page: m.page, Lines: lines, ID: id, Message: message})
}

func (m *migrationText) finish() {
	if len(m.left) > 0 {
		m.out.findings = append(m.out.findings, Finding{Kind: FindingLoss, Source: m.t.Name, Lines: lineNumbers(m.t, m.left),
			Message: fmt.Sprintf("第%s版のどの節のものか読み取れない行が%d行あります。", migratedEdition, len(m.left))})
	}
	if m.whole > 0 {
		m.out.findings = append(m.out.findings, wholeMarks(m.t.Name, m.whole))
	}
	for _, x := range m.out.relations {
		at := slices.IndexFunc(m.out.requirements, func(r *Requirement) bool { return r.ID == x.id })
		r := m.out.requirements[at]
		r.Modality = clauseModality(r.Text)
		x.quote = r.Text
	}
	m.out.relations = slices.DeleteFunc(m.out.relations, func(x *relation) bool { return len(x.to) == 0 })
	if len(m.out.relations) > 0 {
		m.out.findings = append(m.out.findings, Finding{Kind: FindingInference, Source: m.t.Name,
			Message: "移行対応表の列がこのテキストでは失われています。引用の編は番号から推定し、複数の編にある番号は候補をすべて示しています。PDFまたは表計算の原本から読み込むと確定します。"})
	}
}
