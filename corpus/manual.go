package corpus

import (
	"strings"

	"shogo/corpus/pattern"
)

// manualDialect reads the 厚生労働省 manuals of the yearly cyber security
// checklist: numbered items with systems in parentheses, explanation, terms,
// supplements, examples and ▶ citations of the guideline. It takes converter
// output and pages of both scrapes alike.
var manualDialect = dialect{name: "checklist-manual", family: FamilyChecklistManual, start: startsManual, parse: parseManual}

// startsManual looks for the title on the site's header or, without one, for ▶
// before a volume or a heading that names who has to answer.
func startsManual(t *Text) bool {
	roles, _, _, title := furniture(t)
	if title != "" {
		return strings.Contains(squash(title), "チェックリストマニュアル")
	}
	arrow, answers, marks := 0, 0, 0
	for i := range t.Lines {
		s := lineText(t, i)
		if roles[i] != "" || s == "" {
			continue
		}
		if at := strings.IndexAny(s, arrows); at >= 0 {
			if rest := strings.TrimLeft(s[at:], arrows+" 　"); startsVolume(rest) {
				arrow++
			}
		}
		if rolesPrinted(s) != nil {
			answers++
		}
		if n, _, ok := anyMark(s); ok && n > 0 {
			marks++
		}
	}
	return marks > 0 && (arrow > 0 || answers > 0)
}

func startsVolume(s string) bool {
	if name, ok := partialVolume(s); ok && name != "" {
		return true
	}
	_, _, ok := parseVolume(s)
	return ok
}

// anyMark reads ⑥ or (6) at the start of a line.
func anyMark(s string) (n int, rest string, ok bool) {
	if n, rest = listMark(s); n > 0 {
		return n, rest, true
	}
	if m := parenMark.FindStringSubmatch(s); m != nil {
		return chapterInt(foldWidth(m[1])), m[2], true
	}
	return 0, s, false
}

// A manual is one text on its way to requirements.
type manual struct {
	t       *Text
	reg     *Registry
	pages   []scrapePage
	title   string // on the site's header, else on the first lines
	roles   []Role
	margin  *margin
	lines   []proseLine
	edition manualEdition
	paren   bool // items are marked (1), not ①
	old     bool // a page of the scrape that drops lone marks
	width   int  // characters of a full line
	// similar and exact remember which titles the registry knows.
	similar, exact map[string]*checklistItem

	sections []*manualSection
	findings []Finding
}

// manualSection is a printed heading, or the lack of one, with its items.
type manualSection struct {
	number, title string
	roles         []string
	printed       bool
	lines         []int // line indices of the heading
	items         []*manualItem
	certainty     Certainty
	reason        string
}

// parseManual reads a manual. The edition decides ids and cited guideline, and
// it may only be known from the items, so they are read first.
func parseManual(t *Text, reg *Registry) *parsed {
	m := &manual{t: t, reg: reg, pages: scrapePages(t), similar: map[string]*checklistItem{}, exact: map[string]*checklistItem{}}
	m.roles, _, _, m.title = furniture(t)
	m.old = dropsLoneMarks(t, m.pages)
	m.markContents()
	m.markPageNumber()
	m.margin = readMargin(t, m.roles, m.beginsSection)
	m.collectLines()
	m.paren = m.prefersParen()
	m.segment()
	m.edition = m.findEdition()
	m.placeSections()
	p := &parsed{document: m.document()}
	for _, s := range m.sections {
		for _, it := range s.items {
			p.requirements = m.add(p.requirements, m.requirement(s, it))
		}
	}
	m.linkInternal(p.requirements)
	m.outline(p.document, p.requirements)
	m.finishRoles()
	p.roles = m.roles
	p.findings = append(m.findings, m.margin.findings...)
	for i := range p.findings {
		p.findings[i].Page = m.pageOf(p.findings[i].Lines)
	}
	return p
}

// contentsLine matches an entry of a table of contents: `2.1 概要 ...... 5`.
var contentsLine = pattern.New(`(\.{4,}|…{2,}|・{4,}|･{4,}|‥{3,})\s*[-–‐−－]?\s*[0-9０-９]*\s*[-–‐−－]?$`)

// markContents takes tables of contents out: they repeat headings and are no
// statements.
func (m *manual) markContents() {
	for i := range m.t.Lines {
		if s := lineText(m.t, i); m.roles[i] == "" && (contentsLine.MatchString(s) || squash(s) == "目次") {
			m.roles[i] = RoleFurniture
		}
	}
}

// markPageNumber takes a bare page number out that ends a page behind a block of
// citations, where only its closeness to the page tells it from a 項番.
func (m *manual) markPageNumber() {
	for _, p := range m.pages {
		i := p.Body[1] - 1
		if p.Page == 0 || i <= p.Body[0] || !bareNumber.MatchString(lineText(m.t, i)) {
			continue
		}
		n, before := chapterInt(foldWidth(lineText(m.t, i))), i-1
		for before > p.Body[0] && m.roles[before] != "" {
			before--
		}
		if n > p.Page || p.Page-n > 2 || !startsNumber.MatchString(lineText(m.t, before)) {
			continue
		}
		m.roles[i] = RoleFurniture
		m.findings = append(m.findings, Finding{Kind: FindingInference, Source: m.t.Name, Lines: lineNumbers(m.t, []int{i}),
			Message: "ページの最後の「" + lineText(m.t, i) + "」は、参照の番号ではなくページ番号と判断しました。"})
	}
}

// markdownHeading matches the `## ` a converter sets before a heading.
var markdownHeading = pattern.New(`^#{1,6}\s+`)

// collectLines lists the lines of body.
func (m *manual) collectLines() {
	blanks, cited := 0, false
	for i := range m.t.Lines {
		if m.margin.citation[i] {
			m.roles[i] = RoleCitation
		}
		switch s := markdownHeading.ReplaceAllString(m.margin.text[i], ""); {
		case s != "":
			m.lines = append(m.lines, proseLine{i: i, s: s, blanks: blanks, cited: cited})
			blanks, cited = 0, false
			// A line that also holds the start of a citation: the citation
			// comes behind its text.
			cited = m.margin.citation[i]
		case m.margin.citation[i]:
			cited = true
		case m.roles[i] == RoleBlank:
			blanks++
		}
	}
}

// pageOf is the page that the first of the lines (1-based) stands on.
func (m *manual) pageOf(lines []int) int {
	if len(lines) == 0 {
		return 0
	}
	for _, p := range m.pages {
		if i := lines[0] - m.t.Lines[0].No; i >= p.First && i < p.End {
			return p.Page
		}
	}
	return 0
}

// finishRoles gives every line that nothing claimed its role, and says so.
func (m *manual) finishRoles() {
	var lost []int
	for i, r := range m.roles {
		if r == "" {
			m.roles[i] = RoleUnassigned
			lost = append(lost, i)
		}
	}
	if len(lost) == 0 {
		return
	}
	message := "どの項目にも属さない行です。内容は項目として収録していません。"
	if m.pages[0].Page > 0 && m.firstItemLine() > lost[0] {
		message = "最初の項目より前の行です。前のページの項目の続きと思われますが、番号が分からないため、項目として収録していません。"
	}
	m.findings = append(m.findings, Finding{Kind: FindingLoss, Source: m.t.Name, Lines: lineNumbers(m.t, lost), Message: message})
}

func (m *manual) firstItemLine() int {
	for _, s := range m.sections {
		for _, it := range s.items {
			return it.lines[0]
		}
	}
	return len(m.t.Lines)
}
