package corpus

import (
	"strings"

	"shogo/corpus/pattern"
)

// guidelineDialect reads the volumes of 医療情報システムの安全管理に関するガイドライン:
// chapters with target symbols, 【遵守事項】 with their ① items, and numbered
// sections of explanation.
var guidelineDialect = dialect{name: "guideline", family: FamilyGuideline, start: startsGuideline, parse: parseGuideline}

// editionPrinted matches `第6.0版`.
var editionPrinted = pattern.New(`第\s*([0-9０-９]+[.．][0-9０-９]+)\s*版`)

// startsGuideline looks for edition and volume in the title of the scrape.
// Without a header it looks for 【遵守事項】 below a chapter of the registry; ▶
// before a volume tells a manual, which also quotes chapters.
func startsGuideline(t *Text) bool {
	roles, _, _, title := furniture(t)
	if title != "" {
		if !strings.Contains(title, "安全管理に関するガイドライン") || !editionPrinted.MatchString(title) || isAboutVolumes(title) {
			return false
		}
		if volumeTitle(title) != "" {
			return true
		}
	}
	requirements, chapter := false, false
	for i := range t.Lines {
		s := lineText(t, i)
		if roles[i] != "" {
			continue
		}
		if at := strings.IndexAny(s, arrows); at >= 0 && startsVolume(strings.TrimLeft(s[at:], arrows+" 　")) {
			return false
		}
		requirements = requirements || isRequirementsHead(s)
		if m := chapterLine.FindStringSubmatch(s); m != nil && !chapter {
			_, number, similarity := registry().chapterByTitle("6.0", "", cutTarget(m[2]))
			chapter = similarity >= 0.9 && number == foldWidth(m[1])
		}
	}
	return requirements && chapter
}

// isAboutVolumes reports whether the title is of a document about the volumes.
func isAboutVolumes(title string) bool {
	s := squash(title)
	for _, other := range []string{"Q&A", "Ｑ＆Ａ", "対応表", "相関表", "概要", "別冊", "付表", "チェックリスト", "別紙", "確認表", "ガイダンス"} {
		if strings.Contains(s, other) {
			return true
		}
	}
	return false
}

// volumeTitle returns the volume that a title names, "" if it names none or is
// of a document about several.
func volumeTitle(title string) string {
	s := squash(title)
	if isAboutVolumes(title) {
		return ""
	}
	for _, v := range volumeCodes {
		if strings.Contains(s, v.name) {
			return v.name
		}
	}
	return ""
}

// isRequirementsHead matches the line that opens a list of requirements.
func isRequirementsHead(s string) bool {
	s = squash(s)
	return s == "【遵守事項】" || s == "[遵守事項]" || s == "［遵守事項］" || s == "遵守事項"
}

// A guideline is a text of one volume on its way to clauses.
type guideline struct {
	t         *Text
	reg       *Registry
	pages     []scrapePage
	roles     []Role
	lines     []proseLine
	width     int    // characters of a full line
	old       bool   // a page of the scrape that drops lone marks
	loneMarks bool   // marks stand on lines of their own
	edition   string // 6.0
	draft     bool
	volume    string
	certainty Certainty // of edition and volume
	reason    string

	clauses  []*guidelineClause
	chapter  *guidelineClause // nil until one is known
	section  *guidelineClause
	current  *guidelineClause // takes the lines of text
	inList   bool             // between 【遵守事項】 and the next heading
	label    string           // 説明責任 …, under which a list restarts
	last     int              // the last item of the list
	findings []Finding
}

// guidelineClause is a chapter, a section or an item.
type guidelineClause struct {
	number, label string
	item          int
	title         string
	target        string
	chapter       *guidelineClause
	heading       []int // line indices
	body          []proseLine
	certainty     Certainty
	reason        string
	place         Certainty // of the chapter, empty where its heading was read
	placeReason   string
	markLost      bool
}

func parseGuideline(t *Text, reg *Registry) *parsed {
	g := &guideline{t: t, reg: reg, pages: scrapePages(t), certainty: Certain}
	title := ""
	g.roles, _, _, title = furniture(t)
	g.dropContents()
	g.dropRunningHeads()
	g.collectLines()
	g.identify(title)
	g.width = wrapWidth(g.lines)
	g.old = dropsLoneMarks(t, g.pages)
	for _, l := range g.lines {
		k, rest := listMark(l.s)
		g.loneMarks = g.loneMarks || k > 0 && rest == ""
	}
	for n := 0; n < len(g.lines); {
		n += g.read(n)
	}
	g.placeOrphans()
	p := &parsed{document: g.document()}
	for _, c := range g.clauses {
		p.requirements = g.add(p.requirements, g.requirement(c))
	}
	g.outline(p.document, p.requirements)
	g.finishRoles()
	p.roles, p.findings = g.roles, g.findings
	for i, f := range p.findings {
		if len(f.Lines) > 0 {
			p.findings[i].Page = g.pageOf(f.Lines[0] - t.Lines[0].No)
		}
	}
	return p
}

func (g *guideline) collectLines() {
	blanks := 0
	for i := range g.t.Lines {
		switch g.roles[i] {
		case RoleBlank:
			blanks++
		case RoleFurniture:
			blanks = 0 // what a page begins with is no gap of its text
		case "":
			g.lines = append(g.lines, proseLine{i: i, s: lineText(g.t, i), blanks: blanks})
			blanks = 0
		}
	}
}

func (g *guideline) pageOf(i int) int {
	for _, p := range g.pages {
		if i >= p.First && i < p.End {
			return p.Page
		}
	}
	return 0
}

// read takes the lines from n on that belong together and returns how many.
func (g *guideline) read(n int) int {
	g.forgetAcrossPages(n)
	l := g.lines[n]
	if used := g.readChapter(n); used > 0 {
		return used
	}
	if used := g.readSection(n); used > 0 {
		return used
	}
	if used := g.readTarget(n); used > 0 {
		return used
	}
	if isRequirementsHead(l.s) {
		g.roles[l.i] = RoleHeading
		g.inList, g.last, g.label = true, 0, ""
		g.current = nil
		return 1
	}
	if label := listLabel(l.s); label != "" {
		g.roles[l.i] = RoleHeading
		g.inList, g.last, g.label, g.current = true, 0, label, nil
		return 1
	}
	if used := g.readListItem(n); used > 0 {
		return used
	}
	if g.inList && g.endsList(n) {
		g.inList, g.current = false, g.owner()
	}
	if g.current != nil {
		g.current.body = append(g.current.body, l)
	}
	return 1
}

// owner is the clause that explanation belongs to.
func (g *guideline) owner() *guidelineClause {
	if g.section != nil {
		return g.section
	}
	return g.chapter
}

// forgetAcrossPages drops what is open where pages are missing in the file.
func (g *guideline) forgetAcrossPages(n int) {
	if n == 0 {
		return
	}
	before, now := g.pageOf(g.lines[n-1].i), g.pageOf(g.lines[n].i)
	if before != now && now != before+1 {
		g.chapter, g.section, g.current, g.inList, g.last, g.label = nil, nil, nil, false, 0, ""
	}
}

// listLabel matches `<管理責任>` on a line of its own.
func listLabel(s string) string {
	m := labelLine.FindStringSubmatch(strings.TrimSpace(foldWidth(s)))
	if m == nil {
		return ""
	}
	return squash(m[1])
}

var labelLine = pattern.New(`^[<《\[]\s*([^<>《》\[\]]{1,10}責任)\s*[>》\]]$`)
