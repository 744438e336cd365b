package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// manualEdition is the edition a manual turned out to be.
type manualEdition struct {
	known     *ChecklistEdition
	draft     bool
	certainty Certainty
	reason    string
}

// titleReachLines is how far from the top a title page's lines are looked at.
const titleReachLines = 15

// findEdition decides the edition: by the title or the date on it, else by
// whose item titles the text has, else by the style of its marks.
func (m *manual) findEdition() manualEdition {
	title := m.title
	if printed := m.titlePage(); title == "" {
		title = printed
	}
	printed, draft := m.reg.checklistEdition(title)
	if year := checklistYear(title); year > 0 && printed == nil {
		m.reg = m.reg.unknownYear(year, strings.TrimSpace(imprint.ReplaceAllString(title, "")))
		printed, _ = m.reg.checklistEdition(title)
		return manualEdition{known: printed, draft: draft, certainty: Likely, reason: printed.Edition + reasonUnknownYear}
	}
	e := manualEdition{known: printed, draft: draft, certainty: Certain}
	if printed != nil && strings.Contains(title, "年度") {
		return e
	}
	if printed != nil {
		e.certainty, e.reason = Likely, "発行の年月から"+printed.Edition+"と推定しました。"
		return e
	}
	var unique bool
	if e.known, unique = m.editionByTitles(); e.known != nil {
		e.certainty, e.reason = Likely, "版の表示がこのファイルにないため、項目名の一致から"+e.known.Edition+"と推定しました。"
		if !unique {
			e.certainty, e.reason = Ambiguous, "版の表示がこのファイルになく、項目名は複数の年度版に一致します。"+e.known.Edition+"として扱います。"
		}
		return e
	}
	e.known, e.certainty = m.editionByMark(), Ambiguous
	e.reason = "版の表示がこのファイルにありません。項目番号の書き方から" + e.known.Edition + "として扱います。"
	return e
}

// reasonUnknownYear follows the edition that a document prints and no registry
// knows.
const reasonUnknownYear = "は登録情報にない年度です。印字された年度のとおりに扱います。"

// subtitle matches what stands below the title: ～医療機関等・事業者向け～, 厚生労働省医政局….
var subtitle = pattern.New(`^[～~〜－―-].*[～~〜－―-]$|^厚生労働省`)

// imprint matches what follows the title on its page: 令和9年5月 厚生労働省….
var imprint = pattern.New(`(?:[(（]?令和[0-9０-９元]+年[0-9０-９]+月[)）]?|厚生労働省).*$`)

// titlePage reads the title of the manual and the edition beside it off the
// first lines of a text without the site's header.
func (m *manual) titlePage() string {
	title := ""
	for _, i := range titlePage(m.t, m.roles, func(s string) bool {
		edition, _ := m.reg.checklistEdition(s)
		return strings.Contains(s, "チェックリストマニュアル") || edition != nil && strings.Contains(s, "年度") || subtitle.MatchString(s)
	}) {
		title += lineText(m.t, i)
		m.roles[i] = RoleHeading
	}
	for n := 0; n < len(m.lines) && n < titleReachLines; n++ {
		s, i := m.lines[n].s, m.lines[n].i
		short := utf8.RuneCountInString(s) <= 80 && !strings.Contains(s, "。")
		if m.roles[i] != "" || !short {
			continue
		}
		edition, _ := m.reg.checklistEdition(s)
		if strings.Contains(squash(s), "チェックリストマニュアル") || title != "" && (edition != nil || checklistYear(s) > 0 || subtitle.MatchString(squash(s))) {
			title += s
			m.roles[i] = RoleHeading
		}
	}
	return title
}

// editionByTitles returns the edition that has the most of this text's item
// titles, and whether no other has as many. Only editions with this text's style
// of marks count; among equals the newest wins.
func (m *manual) editionByTitles() (best *ChecklistEdition, unique bool) {
	most := 0
	for i := len(m.reg.Checklists) - 1; i >= 0; i-- {
		e, n := m.reg.Checklists[i], 0
		if (e.Year < firstCircledYear) != m.paren {
			continue
		}
		for _, s := range m.sections {
			for _, it := range s.items {
				if _, known := e.item(it); known != nil {
					n++
				}
			}
		}
		if n > most {
			best, most, unique = e, n, true
		} else if n == most && n > 0 {
			unique = false
		}
	}
	return best, unique
}

// firstCircledYear is the first edition whose items are marked ① and not (1).
const firstCircledYear = 7

func (m *manual) editionByMark() *ChecklistEdition {
	want := firstCircledYear
	if m.paren {
		want--
	}
	for _, e := range m.reg.Checklists {
		if e.Year == want {
			return e
		}
	}
	return m.reg.Checklists[len(m.reg.Checklists)-1]
}

// item finds an item of the edition by its title; among titles alike, the one
// with the same number wins.
func (e *ChecklistEdition) item(it *manualItem) (section *checklistSection, known *checklistItem) {
	best := sameTitleSimilarity
	for s := range e.Sections {
		for i := range e.Sections[s].Items {
			k := &e.Sections[s].Items[i]
			similarity := titleSimilarity(k.Title, it.title.text)
			if similarity > best || similarity == best && (known == nil || k.Number == it.n && known.Number != it.n) {
				section, known, best = &e.Sections[s], k, similarity
			}
		}
	}
	return section, known
}

const (
	reasonSectionByTitle = "節の見出しがこのファイルにないため、項目名と番号の並びから、公表されている項目一覧に照らして推定しました。"
	reasonSectionByOrder = "節の見出しがこのファイルにないため、次の節の番号から推定しました。"
	reasonSectionUnknown = "節の見出しがこのファイルになく、項目名からも節を決められません。"
)

// placeSections finds the section of the items that stand under no heading.
func (m *manual) placeSections() {
	for n, s := range m.sections {
		if s.printed {
			continue
		}
		s.certainty, s.reason = Ambiguous, reasonSectionUnknown
		if known := m.sectionOfItems(s.items); known != nil {
			s.number, s.title, s.roles = digit(known.Number), known.Title, known.Roles
			s.certainty, s.reason = Likely, reasonSectionByTitle
		} else if n+1 < len(m.sections) && m.sections[n+1].printed && m.sections[n+1].number > "1" {
			s.number = digit(chapterInt(m.sections[n+1].number) - 1)
			s.certainty, s.reason = Likely, reasonSectionByOrder
			for _, known := range m.edition.known.Sections {
				if digit(known.Number) == s.number {
					s.title, s.roles = known.Title, known.Roles
				}
			}
		}
		var lines []int
		for _, it := range s.items {
			lines = append(lines, it.lines[0])
		}
		m.findings = append(m.findings, Finding{Kind: FindingInference, Source: m.t.Name, Lines: lineNumbers(m.t, lines), Message: s.reason})
	}
}

// sectionOfItems returns the section that most of the items belong to by title,
// in this edition or, where the registry knows too little of it, in another.
func (m *manual) sectionOfItems(items []*manualItem) *checklistSection {
	editions := []*ChecklistEdition{m.edition.known}
	for i := len(m.reg.Checklists) - 1; i >= 0; i-- {
		editions = append(editions, m.reg.Checklists[i])
	}
	for _, e := range editions {
		votes := map[int]int{}
		var best *checklistSection
		for _, it := range items {
			if s, _ := e.item(it); s != nil {
				if votes[s.Number]++; best == nil || votes[s.Number] > votes[best.Number] {
					best = s
				}
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}
