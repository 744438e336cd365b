package corpus

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

var (
	// chapterLine matches `17.証跡のレビュー・システム監査` and `１７．証跡の…`.
	chapterLine = pattern.New(`^([0-9０-９]{1,2})\s*[.．]\s*([^0-9０-９.．\s].*)$`)
	// spacedChapter matches `17 証跡のレビュー`, and 第17章 証跡の….
	spacedChapter = pattern.New(`^第?\s*([0-9０-９]{1,2})\s*[章\s　]\s*([^0-9０-９.．\s].*)$`)
	loneChapter   = pattern.New(`^([0-9０-９]{1,2})\s*[.．]?$`)
	// sectionLine matches `17.1 証跡の…`, `１．１安全管理…` and a lone `13.1.1`.
	sectionLine = pattern.New(`^([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,2})[.．]?(\s*)(.*)$`)
	// targetStart matches `[Ⅰ、Ⅲ]` and the first line of a wrapped one.
	targetStart = pattern.New(`[\[［]\s*[Ⅰ-Ⅳ]`)
)

// cutTarget removes target symbols from the end of a title.
func cutTarget(s string) string {
	if at := targetStart.FindStringIndex(s); at != nil {
		return strings.TrimSpace(s[:at[0]])
	}
	return strings.TrimSpace(s)
}

// headingTitle joins the lines of a wrapped title: as many as make it most like
// the title the registry knows, else one. It returns the words before the
// target symbols, and how many lines they take.
func (g *guideline) headingTitle(n int, first string, node *registryNode) (title string, lines int, similarity float64) {
	title, lines = cutTarget(first), 1
	if node == nil || node.Title == "" {
		return title, lines, 0
	}
	similarity = node.similarity(title)
	joined := title
	for k := 1; k <= 2 && n+k < len(g.lines) && !targetStart.MatchString(first); k++ {
		first = g.lines[n+k].s
		if isRequirementsHead(first) || strings.Contains(first, "。") || sectionLine.MatchString(first) && compareNumbers(sectionLine.FindStringSubmatch(foldWidth(first))[1], node.Number) > 0 {
			break
		}
		joined = joinText(joined, cutTarget(first))
		if q := node.similarity(joined); q > similarity && q >= 0.6 { // below it is another title
			title, lines, similarity = joined, k+1, q
		}
	}
	return title, lines, similarity
}

// node looks a chapter or section up in the registry. Of an edition whose volumes
// the registry cannot list, the titles of 6.0 serve as a hint: they recognise
// headings, and what a clause is called is what was printed.
func (g *guideline) node(number string) *registryNode {
	for _, name := range []string{g.edition, "6.0"} {
		if edition := g.reg.guideline(name); edition != nil {
			if volume := edition.volume(g.volume); volume != nil && len(volume.Chapters) > 0 {
				return volume.node(number)
			}
		}
	}
	return nil
}

// readChapter reads a chapter heading. A numbered line of running text looks the
// same, so that a chapter needs a title like the registry's, a target or
// 【遵守事項】 behind it.
func (g *guideline) readChapter(n int) int {
	s, from := g.lines[n].s, n
	m := chapterLine.FindStringSubmatch(s)
	spaced := false
	if m == nil {
		if m = spacedChapter.FindStringSubmatch(s); m != nil {
			spaced = true
		}
	}
	if m == nil && loneChapter.MatchString(s) && n+1 < len(g.lines) {
		m, spaced, from = []string{s, loneChapter.FindStringSubmatch(s)[1], g.lines[n+1].s}, true, n+1
	}
	if m == nil || strings.Contains(m[2], "。") {
		return 0
	}
	number := foldWidth(m[1])
	title, lines, similarity := g.headingTitle(from, m[2], g.node(number))
	used := from - n + lines
	switch {
	case similarity >= 0.6:
	case spaced || g.isBelow(g.chapter, number) || utf8.RuneCountInString(title) > 50:
		return 0
	case targetStart.MatchString(m[2]) || g.requirementsFollow(n+used):
	case g.untitled(number) && (n == 0 || g.lines[n].blanks > 0 || endsSentence(g.lines[n-1].s)) && g.sectionFollows(n+used, number):
	default:
		return 0
	}
	c := &guidelineClause{number: number, title: title, certainty: Certain}
	if node := g.node(number); node != nil && similarity > 0 && similarity < 0.6 {
		g.find(FindingConflict, []int{g.lines[n].i}, "章の題名「"+title+"」は、登録されている"+g.volume+number+"の題名「"+node.Title+"」と異なります。")
	}
	g.open(c, n, used)
	g.chapter, g.section, c.chapter = c, nil, c
	if last := g.lines[n+used-1]; targetStart.MatchString(last.s) {
		at := targetStart.FindStringIndex(last.s)[0]
		return used + g.takeTarget(last.s[at:], n+used)
	}
	return used
}

// untitled reports whether the registry knows the chapter but not its title.
func (g *guideline) untitled(number string) bool {
	node := g.node(number)
	return node != nil && node.Title == ""
}

// sectionFollows reports whether the first section of the chapter stands on one
// of the next lines.
func (g *guideline) sectionFollows(n int, chapter string) bool {
	for k := n; k < len(g.lines) && k < n+12; k++ {
		if m := sectionLine.FindStringSubmatch(g.lines[k].s); m != nil && foldWidth(m[1]) == chapter+".1" {
			return true
		}
	}
	return false
}

// isBelow reports whether the number does not come after c.
func (g *guideline) isBelow(c *guidelineClause, number string) bool {
	return c != nil && compareNumbers(number, c.number) <= 0
}

// requirementsFollow reports whether 【遵守事項】 or a target stands on one of the
// next lines.
func (g *guideline) requirementsFollow(n int) bool {
	for k := n; k < len(g.lines) && k < n+4; k++ {
		if isRequirementsHead(g.lines[k].s) || strings.HasPrefix(g.lines[k].s, "[Ⅰ") || strings.HasPrefix(g.lines[k].s, "［Ⅰ") {
			return true
		}
	}
	return false
}

// open starts a clause with its heading lines.
func (g *guideline) open(c *guidelineClause, n, used int) {
	for k := n; k < n+used; k++ {
		g.roles[g.lines[k].i] = RoleHeading
		c.heading = append(c.heading, g.lines[k].i)
	}
	g.clauses = append(g.clauses, c)
	g.current, g.inList, g.last, g.label = c, false, 0, ""
}

// readTarget reads target symbols on lines of their own below a chapter.
func (g *guideline) readTarget(n int) int {
	at := targetStart.FindStringIndex(g.lines[n].s)
	if at == nil || at[0] != 0 || g.chapter == nil || g.section != nil || g.inList || g.chapter.target != "" {
		return 0
	}
	g.roles[g.lines[n].i] = RoleHeading
	g.chapter.heading = append(g.chapter.heading, g.lines[n].i)
	return 1 + g.takeTarget(g.lines[n].s, n+1)
}

// takeTarget gives the chapter its target, which may be wrapped over the lines
// from n on; it returns how many of those it took.
func (g *guideline) takeTarget(s string, n int) int {
	used := 0
	for ; !strings.ContainsAny(s, "]］") && used < 3 && n+used < len(g.lines); used++ {
		l := g.lines[n+used]
		if isRequirementsHead(l.s) {
			break
		}
		s = joinText(s, l.s)
		g.roles[l.i] = RoleHeading
		g.chapter.heading = append(g.chapter.heading, l.i)
	}
	g.chapter.target = s
	return used
}

// notTitle matches what follows a number in running text: 8.2に示す, 5.2 版, 12.3は.
var notTitle = pattern.New(`^([はがをにのでともやへ、。，・）)」』]|及び|並びに|又は|または|参照|から|まで|より|以上|以下|以降|版|章|節|項|条|で示|等|%|％|倍|GHz|bit)`)

// readSection reads a section heading such as 17.1; a lone number has its title
// on the next line.
func (g *guideline) readSection(n int) int {
	m := sectionLine.FindStringSubmatch(g.lines[n].s)
	if m == nil {
		return 0
	}
	number, rest, from := foldWidth(m[1]), m[3], n
	if rest == "" {
		if n+1 >= len(g.lines) || sectionLine.MatchString(g.lines[n+1].s) {
			return 0
		}
		from, rest = n+1, g.lines[n+1].s
	}
	node := g.node(number)
	title, lines, similarity := g.headingTitle(from, rest, node)
	if similarity < 0.8 && !g.plausibleSection(n, number, rest) {
		return 0
	}
	used := from - n + lines
	if node == nil || node.Title == "" {
		title, used = g.wrappedTitle(n, used, title)
	}
	c := &guidelineClause{number: number, title: title, certainty: Certain}
	g.section = c
	g.open(c, n, used)
	c.chapter = g.chapter
	return used
}

// plausibleSection judges a numbered line whose title the registry does not
// know.
func (g *guideline) plausibleSection(n int, number, rest string) bool {
	chapter, _, _ := strings.Cut(number, ".")
	switch {
	case notTitle.MatchString(rest), startsNumber.MatchString(squash(rest)), strings.Contains(rest, "。"), utf8.RuneCountInString(rest) > 60,
		g.chapter != nil && g.chapter.number != chapter, g.isBelow(g.section, number), g.node(chapter) == nil:
		return false
	}
	// Running text that wraps before a number: the line above is full and does
	// not end.
	if n > 0 && g.lines[n].blanks == 0 && !endsSentence(g.lines[n-1].s) && g.roles[g.lines[n-1].i] == "" {
		_, isBullet := bullet(g.lines[n-1].s)
		return isBullet || utf8.RuneCountInString(g.lines[n-1].s) < g.width*8/10 || g.isNextSection(number) && g.standsAsTitle(n)
	}
	return true
}

// isNextSection reports whether the number is the one that follows: 8.2 or 8.1.1
// behind 8.1.
func (g *guideline) isNextSection(number string) bool {
	if g.section == nil {
		return g.chapter != nil && number == g.chapter.number+".1"
	}
	at := strings.LastIndex(g.section.number, ".")
	return number == g.section.number+".1" || number == g.section.number[:at+1]+strconv.Itoa(chapterInt(g.section.number[at+1:])+1)
}

// standsAsTitle reports a short line that nothing goes on with.
func (g *guideline) standsAsTitle(n int) bool {
	if utf8.RuneCountInString(g.lines[n].s) > g.width*6/10 || n+1 == len(g.lines) {
		return false
	}
	return !notTitle.MatchString(g.lines[n+1].s)
}

// wrappedTitle adds the second line of a title that fills the first one.
func (g *guideline) wrappedTitle(n, used int, title string) (string, int) {
	const full = 36 // characters; lines of the print break at 40 to 43
	next := n + used
	if next >= len(g.lines) || utf8.RuneCountInString(g.lines[next-1].s) < full || g.lines[next].blanks > 0 {
		return title, used
	}
	s := g.lines[next].s
	if k, _ := listMark(s); k > 0 || strings.Contains(s, "。") || utf8.RuneCountInString(s) > full/2 || isRequirementsHead(s) || startsBlock(s) {
		return title, used
	}
	return joinText(title, s), used + 1
}

// compareNumbers orders 3.4.2 before 3.10 and 3 before 3.1.
func compareNumbers(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := 0; i < len(x) && i < len(y); i++ {
		if d := chapterInt(x[i]) - chapterInt(y[i]); d != 0 {
			return d
		}
	}
	return len(x) - len(y)
}
