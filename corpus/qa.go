package corpus

import (
	"fmt"
	"strings"

	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// qaDialect reads the Q&A of the guideline: the clauses a question is about on a
// line of their own (シス10章第④条、企7章③条), the question behind its number (シQ-24),
// and the answer behind A.
var qaDialect = dialect{name: "qa", family: FamilyQA,
	start: func(t *Text) bool { return startsQA(t, "") },
	parse: func(t *Text, reg *Registry) *parsed { return parseQA(t, reg, nil) }}

var (
	// question matches `シQ-23 …`, `企 Q-39 …`, `Q5．…` after foldWidth. A word of
	// Latin script that begins with Q is none.
	question = pattern.New(`^(概説|概|経営管理|経営|経|企画管理|企画|企|システム運用|シス|シ|保守委託機関|保守|保|総論|共通|全般|総|共)?\s*Q\s*[-–‐−―ー]?\s*([0-9]{1,3})(?:[-–][0-9]{1,2})?(?:\s*[.:)]\s*|\s+|$|([^0-9A-Za-z.\-]))`)
	// answer matches `A 約束が…`, `A. …`, `A：…`, `A23 …` after foldWidth; A社 is no mark.
	answer = pattern.New(`^A(?:\s*[-–‐−―ー]?[0-9]{0,3}\s*[.:)]\s*|[-–‐−―ー]?[0-9]{1,3}\s+|\s+|$|([^\s0-9A-Za-z社氏院科棟号案型級班・、/&+\-]))`)
	// aboutClauses matches a line that is nothing but citations, after foldWidth
	// and without spaces: シス10章第④条、企7章③条, 企9章②条関係.
	aboutClauses = pattern.New(`^(?:(?:概説編?|概|経営管理編?|経|企画管理編?|企|システム運用編?|シス|シ|保守委託機関編?)?第?[0-9]{1,2}(?:\.[0-9]{1,2})*[章節]?第?(?:[①-⑳㉑-㉟]|[・~,、及びと])*[条項]?(?:関係)?[,、・]?)+$`)
	qaChapter    = pattern.New(`^([0-9０-９]{1,2})[.．\s　]\s*([^0-9０-９\s　.．].*)$`)
)

// startsQA looks for numbered questions, and for the title or the citations of
// the Q&A.
func startsQA(t *Text, title string) bool {
	roles, _, _, scraped := furniture(t)
	named := isQATitle(title + scraped)
	questions, about := 0, 0
	for i := range t.Lines {
		switch s := lineText(t, i); {
		case roles[i] != "":
		case question.MatchString(foldWidth(s)):
			questions++
		case isAboutClauses(s):
			about++
		case len(s) < 300 && isQATitle(s):
			named = true
		}
	}
	return questions > 0 && named || questions > 1 && about > 0
}

func isQATitle(s string) bool { return strings.Contains(foldWidth(squash(s)), "Q&A") }

// isAboutClauses reports whether the line is nothing but citations, the first
// behind the name of a volume.
func isAboutClauses(line string) bool {
	s := foldWidth(strings.Trim(squash(line), "【】[]［］()（）〔〕"))
	if len(s) > 400 || !aboutClauses.MatchString(s) {
		return false
	}
	_, _, ok := parseVolume(s)
	return ok
}

// qaReader is a Q&A on its way to requirements.
type qaReader struct {
	t       *Text
	reg     *Registry
	roles   []Role
	pages   []scrapePage
	out     *parsed
	edition string
	prefix  string // of citations
	whole   bool   // every line is a paragraph; else the print wrapped it
	volume  string // of the heading
	chapter SectionRef
	of      string // volume of the chapter, once a question below it names one
	about   []int  // lines of citations that wait for their question
}

// parseQA reads the lines of a Q&A. d describes the document, nil for a text,
// which describes itself.
func parseQA(t *Text, reg *Registry, d *Document) *parsed {
	roles, _, _, scraped := furniture(t)
	q := &qaReader{t: t, reg: reg, roles: roles, pages: scrapePages(t), prefix: "Q&A ", whole: d != nil}
	if d == nil {
		d = q.identify(scraped)
	}
	q.edition, _ = reg.citedEdition(d.ID)
	if q.out = (&parsed{document: d, roles: roles}); d.Unofficial {
		q.prefix = d.ShortName + " "
	}
	for i := 0; i < len(t.Lines); {
		i = q.read(i)
	}
	q.reportOpen()
	return q.out
}

// identify finds the edition whose Q&A a text is, by the site's header or the
// first lines.
func (q *qaReader) identify(title string) *Document {
	for i := 0; i < min(len(q.t.Lines), titleReachLines); i++ {
		if s := lineText(q.t, i); q.roles[i] == "" && len(s) < 300 && !question.MatchString(foldWidth(s)) {
			title += " " + s
		}
	}
	if d := q.reg.document(q.t.entry().Document); d != nil && d.Family == FamilyQA {
		return d
	}
	if d := q.reg.byTitle(FamilyQA, title+" "+q.t.entry().Edition); d != nil && q.t.entry().Document == "" {
		return d
	}
	return newLiftedText(q.t).ownDocument(FamilyQA)
}

// read reads what begins at line i and returns the line behind it.
func (q *qaReader) read(i int) int {
	s := lineText(q.t, i)
	switch {
	case q.roles[i] != "":
	case isContentsLine(s), shape.IsContentsHead(s):
		q.roles[i] = RoleFurniture
	case isAboutClauses(s):
		q.roles[i] = RoleCitation
		q.about = append(q.about, i)
	case question.MatchString(foldWidth(s)):
		return q.question(i)
	default:
		if h := q.heading(i); h.end > i {
			return q.openHeading(i, h)
		}
		q.roles[i] = RoleUnassigned
		if len(q.out.requirements) == 0 {
			q.roles[i] = RoleHeading // the title page
		}
	}
	return i + 1
}

func isContentsLine(s string) bool { _, _, ok := shape.CutLeader(s); return ok }

// opens reports whether line i begins something of its own.
func (q *qaReader) opens(i int) bool {
	s := lineText(q.t, i)
	return isAboutClauses(s) || question.MatchString(foldWidth(s)) || q.heading(i).end > i
}

// qaHeading is the name of a volume, or the title of a chapter.
type qaHeading struct {
	end                   int // the line behind it; 0 for none
	volume, number, title string
}

// heading reads the name of a volume, or the title of a chapter in front of a
// question.
func (q *qaReader) heading(i int) qaHeading {
	s := strings.Trim(lineText(q.t, i), "【】<>＜＞[]［］■◆●○ 　")
	if volume, rest, ok := parseVolume(s); ok && strings.Contains(s, "編") && len([]rune(rest)) <= 12 && !strings.ContainsAny(s, "。、") && !isAboutClauses(s) {
		return qaHeading{end: i + 1, volume: volume}
	}
	m := qaChapter.FindStringSubmatch(s)
	if m == nil || strings.Contains(s, "。") {
		return qaHeading{}
	}
	h := qaHeading{end: i + 1, number: foldWidth(m[1]), title: m[2]}
	for n := 0; h.end < len(q.t.Lines) && n < 3; h.end++ {
		next := lineText(q.t, h.end)
		switch {
		case q.roles[h.end] == RoleBlank || q.roles[h.end] == RoleFurniture:
		case (isAboutClauses(next) || question.MatchString(foldWidth(next))) && q.isChapter(i, h):
			return h
		case strings.Contains(next, "。"):
			return qaHeading{}
		default:
			h.title, n = joinText(h.title, next), n+1
		}
	}
	return qaHeading{}
}

// isChapter judges a numbered line in front of a question. A title that the
// registry does not know must stand behind a whole sentence: an answer may end
// with a list.
func (q *qaReader) isChapter(i int, h qaHeading) bool {
	if _, known, similarity := q.reg.chapterByTitle(q.edition, q.volume, h.title); similarity >= titleFits && known == h.number {
		return true
	}
	for k := i - 1; k >= 0; k-- {
		switch q.roles[k] {
		case RoleBlank, RoleFurniture:
		case "", RoleRequirement:
			return endsSentence(lineText(q.t, k))
		default:
			return true
		}
	}
	return true
}

func (q *qaReader) openHeading(i int, h qaHeading) int {
	for k := i; k < h.end; k++ {
		if q.roles[k] == "" {
			q.roles[k] = RoleHeading
		}
	}
	if h.volume != "" {
		if q.volume != h.volume {
			q.chapter = SectionRef{}
		}
		q.volume = h.volume
	} else {
		q.chapter, q.of = SectionRef{Number: h.number, Title: h.title, Certainty: Certain}, ""
	}
	return h.end
}

// page is the page that line i stands on, 0 if unknown.
func (q *qaReader) page(i int) int {
	for _, p := range q.pages {
		if i >= p.First && i < p.End {
			return p.Page
		}
	}
	return 0
}

func (q *qaReader) find(kind FindingKind, lines []int, id, format string, args ...any) {
	q.out.findings = append(q.out.findings, Finding{Kind: kind, Source: q.t.Name, Page: q.page(lines[0]), Lines: lineNumbers(q.t, lines), ID: id, Message: fmt.Sprintf(format, args...)})
}
