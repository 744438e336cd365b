package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// checklistBlocks reads the form of a checklist: sections in a merged column,
// items with marks, はい・いいえ to fill in.
var checklistBlocks = blockDialect{name: "checklist", parse: parseChecklistBlocks, start: func(t *blockText) bool {
	return slices.ContainsFunc(t.tables(), func(g *blockGrid) bool { return newChecklistForm(g).isForm() })
}}

// checklistForm tells the columns of a form apart.
type checklistForm struct {
	g       *blockGrid
	header  int
	item    int // column of the items
	mark    int // column of the items' marks, the column of the items itself in most forms
	section int // column of the sections, -1 if they stand in rows of their own
	remark  int // 備考, -1 if there is none
	answers int // cells to fill in
	marked  int // items found
}

// answerCell matches what is to be filled in: はい・いいえ, （　／　）.
var answerCell = pattern.New(`^(?:はい[・･/／]?いいえ.*|[（(][\s　]*[／/][\s　]*[）)]|[□☐]?はい|[□☐]?いいえ)$`)

func newChecklistForm(g *blockGrid) checklistForm {
	f := checklistForm{g: g, item: -1, mark: -1, section: -1, remark: -1}
	captions, header := g.captions(func(s string) bool {
		return strings.Contains(s, "チェック項目") || strings.Contains(s, "確認結果") || s == "備考" || s == "目標日"
	})
	f.header = header
	for c, whole := range captions {
		switch {
		case strings.Contains(whole, "チェック項目") || whole == "項目" || whole == "確認項目":
			if f.item < 0 {
				f.item = c
			}
		case whole == "備考":
			f.remark = c
		}
	}
	marks := make([]int, g.columns())
	for r := header; r < len(g.at); r++ {
		for c := range g.at[r] {
			s := strings.TrimSpace(g.text(r, c))
			if answerCell.MatchString(squash(s)) {
				f.answers++
			}
			if _, _, ok := anyMark(s); ok {
				marks[c]++
			}
		}
	}
	if f.item < 0 && len(marks) > 0 { // no caption: the column with most marks
		for c := range marks {
			if f.item < 0 || marks[c] > marks[f.item] {
				f.item = c
			}
		}
	}
	if f.item >= 0 {
		if f.mark = f.item; marks[f.item] == 0 && f.item > 0 && marks[f.item-1] > 0 { // ① | 台帳を…
			f.mark = f.item - 1
		}
		f.marked = marks[f.mark]
		if f.mark > 0 && marks[f.mark-1] == 0 {
			f.section = f.mark - 1
		}
	}
	return f
}

// itemAt is the mark of an item and what follows it, from one cell or two.
func (f checklistForm) itemAt(row int) (n int, rest string, ok bool) {
	text := strings.TrimSpace(f.g.text(row, f.item))
	if f.mark == f.item {
		return anyMark(text)
	}
	n, rest, ok = anyMark(strings.TrimSpace(f.g.text(row, f.mark)))
	return n, strings.TrimSpace(rest + text), ok && text != ""
}

func (f checklistForm) isForm() bool { return f.marked > 0 && f.answers > 0 }

// checklist is a form on its way to items.
type checklist struct {
	*blockText
	out     *parsed
	form    checklistForm
	prefix  string // of citations
	roles   []string
	section SectionRef
	own     []string // roles of the section
	node    *Section
	remarks map[string]*Requirement // ※１ -> the item it is printed beside
}

func parseChecklistBlocks(t *blockText, reg *Registry) *parsed {
	title := strings.Join(t.titles(), " ")
	c := &checklist{blockText: t, remarks: map[string]*Requirement{}}
	c.out = &parsed{document: c.identify(reg, title)}
	for _, s := range t.titles() {
		if c.roles == nil {
			c.roles = formRoles(s)
		}
	}
	whole := c.roles
	for _, g := range t.tables() {
		if f := newChecklistForm(g); f.isForm() {
			c.form = f
			if c.roles = t.rolesAbove(g); c.roles == nil {
				c.roles = whole
			}
			c.read()
			g.claim(f.header, func(int) Role { return RoleTable })
		}
	}
	c.notes()
	return c.out
}

// identify finds the edition of the official checklist, or describes a form of
// its own.
func (c *checklist) identify(reg *Registry, title string) *Document {
	id, reason := c.source.Document, ""
	if id == "" && strings.Contains(squash(title), "サイバーセキュリティ対策チェックリスト") {
		e, draft := reg.checklistEdition(title)
		if year := checklistYear(title); e == nil && year > 0 {
			reg = reg.unknownYear(year, c.printedTitle())
			e, _ = reg.checklistEdition(title)
			reason = e.Edition + reasonUnknownYear
		}
		if e != nil {
			if id = e.ID; draft {
				id += draftSuffix
			}
		}
	}
	if d := reg.document(id); d != nil && d.Family == FamilyChecklistManual {
		if reason != "" {
			d.Certainty, d.CertaintyReason = Likely, reason
		}
		c.prefix = checklistPrefixOf(d.Edition)
		return d
	}
	d := c.ownDocument(FamilyOwn)
	c.prefix = d.ShortName + " "
	return d
}

// printedTitle is the title that names the checklist.
func (c *checklist) printedTitle() string {
	for _, s := range c.titles() {
		if strings.Contains(squash(s), "チェックリスト") {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// formRole matches the role that a form's title names: 医療機関確認用.
var formRole = pattern.New(`[\p{Han}・･]{2,12}確認用`)

func formRoles(title string) []string {
	if roles := rolesPrinted(title); roles != nil {
		return roles
	}
	if m := formRole.FindString(squash(title)); m != "" {
		return []string{m}
	}
	return nil
}

// rolesAbove are the roles that the lines between a form and the table above it
// name, else those that its sheet is called by: every sheet of a workbook is for
// another reader.
func (t *blockText) rolesAbove(g *blockGrid) []string {
	first := g.edge(0)
	if first < 0 {
		return nil
	}
	sheet, _ := t.column(first)
	for i := first - 1; i >= 0 && t.doc.Blocks[i].Type != block.Cell; i-- {
		if above, _ := t.column(i); above != sheet {
			break
		}
		if roles := formRoles(t.doc.Blocks[i].Text); roles != nil {
			return roles
		}
	}
	return formRoles(sheet)
}

func (c *checklist) read() {
	last, lastSection := -1, -1
	c.node = nil
	for _, row := range c.form.g.data(c.form.header) {
		if i := c.form.g.cell(row, c.form.section); i >= 0 && i != lastSection && strings.TrimSpace(c.doc.Blocks[i].Text) != "" {
			lastSection = i
			c.openSection(i)
		}
		i := c.form.g.cell(row, c.form.item)
		if i < 0 || i == last {
			continue
		}
		last = i
		s := strings.TrimSpace(c.doc.Blocks[i].Text)
		if n, rest, ok := c.form.itemAt(row); ok {
			c.item(row, i, n, rest)
		} else if number, title := cutNumberedTitle(s); number != "" && title != "" {
			c.openSection(i) // a section in a row of its own
		}
	}
}

// openSection reads `１\n体制構築\n【医療機関確認用】`.
func (c *checklist) openSection(i int) {
	s := c.doc.Blocks[i].Text
	number, title := cutNumberedTitle(withoutRoles(s))
	if c.node != nil && c.section.Number == number && (title == "" || c.section.Title == title) {
		return // printed again on the next page
	}
	c.blockText.roles[i] = RoleHeading
	c.section, c.own = SectionRef{Number: number, Title: title, Certainty: Certain}, rolesPrinted(s)
	if number == "" {
		number = fmt.Sprintf("h%d", len(c.out.document.Outline)+1)
	}
	c.node = nil
	for _, have := range c.out.document.Outline {
		if have.ID == c.out.document.ID+"-"+number {
			c.node = have
		}
	}
	if c.node == nil {
		c.node = &Section{ID: c.out.document.ID + "-" + number, Kind: SectionChapter, Number: c.section.Number, Title: title, Roles: c.itemRoles(), Certainty: Certain}
		c.out.document.Outline = append(c.out.document.Outline, c.node)
	}
}

// itemRoles are the roles of the section, else those of the form.
func (c *checklist) itemRoles() []string {
	if c.own != nil {
		return slices.Clone(c.own)
	}
	return append([]string{}, c.roles...)
}

// item makes the requirement of an item.
func (c *checklist) item(row, i, n int, rest string) {
	if c.node == nil {
		c.section = SectionRef{Certainty: Likely, CertaintyReason: "区分の欄がないため、どの節の項目か分かりません。"}
		c.node = &Section{ID: c.out.document.ID + "-u", Kind: SectionChapter, Certainty: Likely, CertaintyReason: c.section.CertaintyReason}
		c.out.document.Outline = append(c.out.document.Outline, c.node)
	}
	title, systems, note := cutSystems(unwrapCell(rest))
	if at := strings.Index(title, "※"); at > 0 && note == "" {
		title, note = strings.TrimSpace(title[:at]), title[at:]
	}
	label := Circled(n)
	if r := []rune(strings.TrimSpace(c.form.g.text(row, c.form.mark))); CircledValue(r[0]) == 0 {
		label = fmt.Sprintf("(%d)", n)
	}
	r := &Requirement{ID: fmt.Sprintf("%s-i%02d", c.node.ID, n), Document: c.out.document.ID, Kind: KindChecklistItem, Label: label,
		Citation: c.prefix + strings.TrimPrefix(c.section.Number+"-"+label, "-"), Title: title, TitleNote: note, Text: title, Parts: []Part{},
		Roles: c.itemRoles(), Systems: append([]string{}, systems...), References: []Reference{}, Section: c.section,
		Certainty: c.section.Certainty, CertaintyReason: c.section.CertaintyReason, Provenance: c.provenance(i)}
	for _, ref := range parseInlineRefs(rest, 0) {
		ref.Lines, ref.Certainty = nil, Certain
		r.References = append(r.References, ref)
	}
	c.blockText.roles[i] = RoleRequirement
	if j := c.form.g.cell(row, c.form.mark); j >= 0 {
		c.blockText.roles[j] = RoleRequirement
	}
	if j := c.form.g.cell(row, c.form.remark); j >= 0 {
		c.remark(r, j)
	}
	for _, have := range c.out.requirements {
		if have.ID != r.ID {
			continue
		}
		if matchKey(have.Title) == matchKey(r.Title) { // the sheets of two roles ask the same
			have.Roles = append(have.Roles, slices.DeleteFunc(r.Roles, func(s string) bool { return slices.Contains(have.Roles, s) })...)
			return
		}
		c.find(FindingConflict, i, r.ID, "同じ番号の項目が、別の項目名「%s」でもう一度現れます。先のものを残し、これは別の識別子で載せました。", r.Title)
		r.ID += fmt.Sprintf("-t%d", c.form.g.table)
	}
	c.node.Requirements = append(c.node.Requirements, r.ID)
	c.out.requirements = append(c.out.requirements, r)
}

// remark keeps what stands in 備考: a mark that a note below explains, or words.
func (c *checklist) remark(r *Requirement, j int) {
	s := strings.TrimSpace(c.doc.Blocks[j].Text)
	switch {
	case s == "":
	case noteMark.FindString(s) == s:
		c.blockText.roles[j] = RoleNote
		c.remarks[foldWidth(squash(s))+"\x00"+r.ID] = r
	default:
		c.blockText.roles[j] = RoleNote
		r.Parts = append(r.Parts, Part{Kind: PartNote, Label: "備考", Text: cellText(s)})
	}
}

// noteMark matches ※, ※１.
var noteMark = pattern.New(`^※[\s　]*[0-9０-９]*`)

// notes gives the notes around the table to the items that carry their mark.
func (c *checklist) notes() {
	for i := range c.doc.Blocks {
		b := &c.doc.Blocks[i]
		if !c.isBody(i) || c.blockText.roles[i] != "" || b.Type == block.Cell {
			continue
		}
		c.blockText.roles[i] = RoleHeading
		mark := foldWidth(squash(noteMark.FindString(b.Text)))
		if b.Type == block.Note || mark != "" {
			c.blockText.roles[i] = RoleNote
		}
		for _, r := range c.out.requirements {
			if mark != "" && (c.remarks[mark+"\x00"+r.ID] != nil || mark != "※" && foldWidth(squash(r.TitleNote)) == mark) {
				r.Parts = append(r.Parts, Part{Kind: PartNote, Text: b.Text})
			}
		}
	}
}
