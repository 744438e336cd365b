package corpus

import (
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// migrationBlocks reads the table that says where the items of edition 5.2 went:
// their text on one side, a column of citations for each volume on the other.
var migrationBlocks = blockDialect{name: "migration-table", parse: parseMigration, start: func(t *blockText) bool {
	return slices.ContainsFunc(t.tables(), func(g *blockGrid) bool { c, ok := newCitingTable(g); return ok && c.text >= 0 })
}}

// migratedEdition is the edition whose items the table lists, migratedVolume the
// volume of it that has items.
const (
	migratedEdition = "5.2"
	migratedVolume  = "本編"
)

// migration is the table on its way to items and links.
type migration struct {
	*citingRows
	old  *Document // the older edition, to which the items belong; the table itself if it is not the official one
	item oldItem
	last int // block of the item last read
	made *Requirement
}

func parseMigration(t *blockText, reg *Registry) *parsed {
	m := &migration{citingRows: t.citingRows(reg, FamilyMigration)}
	m.openOld()
	for _, g := range t.tables() {
		c, ok := newCitingTable(g)
		if m.table = c; !ok || c.text < 0 {
			continue
		}
		m.last, m.made = -1, nil
		m.headingBefore(g)
		for _, row := range g.data(c.header) {
			m.row(row)
		}
		g.claim(c.header, m.role)
	}
	return m.finish()
}

// openOld makes the catalog that the items go to. Only the official table
// speaks for the older edition.
func (m *migration) openOld() {
	m.old = m.out.document
	if m.old.Unofficial {
		return
	}
	m.old = m.reg.document("mhlw-" + migratedEdition)
	m.old.Outline = []*Section{{ID: m.old.ID + "-" + volumeCode(migratedVolume), Kind: SectionVolume, Title: migratedVolume, Certainty: Certain}}
	m.out.more = []*Document{m.old}
}

func (m *migration) role(col int) Role {
	switch {
	case col == m.table.text:
		return RoleRequirement
	case col == m.table.section || col == m.table.part:
		return RoleHeading
	case slices.ContainsFunc(m.table.volumes, func(c citingColumn) bool { return c.col == col }):
		return RoleCitation
	}
	return RoleNote
}

// headingBefore takes the section from the heading that stands above the table.
func (m *migration) headingBefore(g *blockGrid) {
	at := slices.IndexFunc(m.doc.Blocks, func(b block.Block) bool { return b.Type == block.Cell && b.Table == g.table })
	for i := at - 1; i >= 0 && m.doc.Blocks[i].Table == 0; i-- {
		if b := &m.doc.Blocks[i]; m.isBody(i) && m.item.openSection(strings.TrimSpace(b.No+" "+b.Text)) {
			m.roles[i] = RoleHeading
			return
		}
	}
}

// row reads a row: what of the older edition it is about, then what it cites.
func (m *migration) row(row int) {
	g := m.table.g
	for _, col := range []int{m.table.section, m.table.part} {
		if s := strings.TrimSpace(g.text(row, col)); s != "" {
			m.item.openSection(s)
			m.item.openPart(s)
		}
	}
	i := g.cell(row, m.table.text)
	if i < 0 || strings.TrimSpace(m.doc.Blocks[i].Text) == "" {
		return
	}
	s := strings.TrimSpace(m.doc.Blocks[i].Text)
	if b := &m.doc.Blocks[i]; b.ColSpan > 1 && (m.item.openPart(s) || m.item.openSection(s)) {
		m.roles[i] = RoleHeading // a row of its own between the items
		return
	}
	if i != m.last {
		m.last, m.made = i, m.requirement(i, s)
	}
	if m.made == nil {
		return
	}
	x := &relation{document: m.out.document.ID, id: m.made.ID, quote: m.made.Text, provenance: m.provenance(i)}
	for _, c := range m.table.volumes {
		_, refs := m.citation(c, row)
		x.to = append(x.to, slices.Clone(refs)...)
	}
	if len(x.to) > 0 {
		m.out.relations = append(m.out.relations, x)
	}
}

// requirement makes the item of the older edition that a cell quotes.
func (m *migration) requirement(i int, s string) *Requirement {
	text := m.item.open(s)
	if m.item.section.Number == "" {
		m.find(FindingLoss, i, "", "この行が第%s版のどの節のものか読み取れないため、項目として収録していません。", migratedEdition)
		return nil
	}
	r := m.item.requirement(m.old, m.provenance(i))
	r.Text, r.Parts = statementParts(cellText(text))
	r.Modality = clauseModality(r.Text)
	for _, have := range m.out.requirements {
		if have.ID == r.ID && squash(have.Text) == squash(r.Text) {
			return have // printed again on the next page
		} else if have.ID == r.ID {
			r.ID += "-x" + fingerprint(r.Text)[:6]
			r.Certainty, r.CertaintyReason = Likely, "同じ項番がこの表に二度現れるため、どちらがこの項番のものか確かではありません。"
			m.find(FindingConflict, i, r.ID, "項番 %s がもう一度、別の内容で現れます。別の識別子で載せました。", r.Label)
		}
	}
	m.out.requirements = append(m.out.requirements, r)
	if m.old.Unofficial {
		chapter, _, _ := strings.Cut(r.Section.Number, ".")
		node := outlineNode(&m.old.Outline, m.old.ID+"-"+chapter, SectionChapter, chapter, "")
		node.Requirements = append(node.Requirements, r.ID)
	}
	return r
}

// oldItem is the place of an item in edition 5.2: section, part, marks.
type oldItem struct {
	section SectionRef
	part    string // A to D
	title   string // of the part: 最低限のガイドライン
	context string // 【医療機関等に保存する場合】
	marks   [4]string
}

var (
	oldSection = pattern.New(`^(?:第)?([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,3})章?[.．]?[\s　]*([^0-9０-９.．\s　].*)?$`)
	oldPart    = pattern.New(`^([A-DＡ-Ｄ])[.．、\s　]*(.*)$`)
	oldContext = pattern.New(`[【\[]([^【】\[\]]{1,40})[】\]]`)
	oldMarks   = [4]*pattern.Regexp{
		pattern.New(`^([0-9０-９]{1,2})[.．、][\s　]*(\D.*|$)`),
		pattern.New(`^[(（]([0-9０-９]{1,2})[)）][\s　]*(.*)$`),
		pattern.New(`^([①-⑳㉑-㉟])[\s　]*(.*)$`),
		pattern.New(`^[(（]?([a-zａ-ｚ])[)）.．][\s　]*(.*)$`),
	}
)

// openSection reads 7.3 保存性の確保について. A section needs a dotted number; a
// chapter goes without its own items.
func (o *oldItem) openSection(s string) bool {
	m := oldSection.FindStringSubmatch(unwrapCell(s))
	if m == nil || !strings.ContainsAny(m[1], ".．") || strings.Contains(m[2], "。") {
		return false
	}
	number := foldWidth(m[1])
	if number != o.section.Number {
		*o = oldItem{}
	}
	o.section = SectionRef{Number: number, Title: m[2], Certainty: Certain}
	return true
}

// openPart reads C.最低限のガイドライン with what stands below it in 【】.
func (o *oldItem) openPart(s string) bool {
	whole := unwrapCell(s)
	context := ""
	if m := oldContext.FindStringSubmatch(whole); m != nil {
		context = m[1]
		whole = strings.TrimSpace(strings.Replace(whole, m[0], "", 1))
	}
	m := oldPart.FindStringSubmatch(whole)
	if m == nil && context == "" || m != nil && strings.Contains(m[2], "。") {
		return false
	}
	part, title := o.part, o.title
	if m != nil {
		part, title = foldWidth(m[1]), m[2]
	}
	if part != o.part || context != o.context {
		o.marks = [4]string{}
	}
	o.part, o.title, o.context = part, title, context
	return true
}

// open reads the mark in front of an item and returns its text.
func (o *oldItem) open(s string) (text string) {
	line, rest, _ := strings.Cut(s, "\n")
	for level, re := range oldMarks {
		if m := re.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			o.marks[level] = foldWidth(m[1])
			for k := level + 1; k < len(o.marks); k++ {
				o.marks[k] = ""
			}
			return strings.TrimSpace(m[2] + "\n" + rest)
		}
	}
	o.marks = [4]string{}
	o.marks[3] = "x" + fingerprint(s)[:6]
	return s
}
