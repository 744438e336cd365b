package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// siblingWords matches what follows a circled digit that refers to a sibling:
// ③の委託契約の際に, ①及び②, ②~④を踏まえて.
var siblingWords = pattern.New(`^\s*([のにをはがでともや、，・~～〜)）」』]|及び|並びに|又は|または|から|まで|以外|等|について|に関|と同|[①-⑳])`)

// readListItem reads an item of 【遵守事項】 that starts at line n. It must
// continue the numbering: circled digits also refer to siblings.
func (g *guideline) readListItem(n int) int {
	l := g.lines[n]
	k, rest := listMark(l.s)
	if k == 0 {
		return g.readLostItem(n)
	}
	if !g.inList && !g.startsInMidList(n, k) || rest != "" && siblingWords.MatchString(rest) && !g.refersBack(n, k, rest) {
		return 0
	}
	switch settled := rest == "" || g.settled(n); {
	case !settled, k <= g.last:
		return 0
	case k == g.last+1:
	case g.last == 0 && !g.inList: // the page starts inside the list
	case rest == "" && g.loneMarks: // a lone ⑤ after ③ in a text that keeps lone marks
		g.find(FindingLoss, []int{l.i}, Circled(g.last+1)+"から"+Circled(k-1)+"までの項目が、このファイルに見つかりません。")
	default:
		g.shareLost(n, k)
	}
	g.openItem(k, n)
	if rest != "" {
		l.s = rest
		g.current.body = append(g.current.body, l)
		return 1
	}
	g.roles[l.i] = RoleRequirement
	return 1
}

// refersBack reports whether item k begins with the marks of other items:
// ④①及び②の対応に当たっては, ② ③の結果を. A list of references is one of marks that
// rise, with nothing between them, and it opens no list.
func (g *guideline) refersBack(n, k int, rest string) bool {
	first, _ := utf8.DecodeRuneInString(rest)
	sibling := CircledValue(first)
	if !g.inList || k != g.last+1 || sibling == 0 || !g.settled(n) || g.nextMark(n+1) == k {
		return false
	}
	s := g.lines[n].s
	spaced := len(s)-len(rest) > len(Circled(k))
	return sibling <= k || spaced || g.current == nil && k == 1
}

// openItem starts item k of the list at line n.
func (g *guideline) openItem(k, n int) {
	c := &guidelineClause{label: g.label, item: k, chapter: g.chapter, heading: []int{g.lines[n].i}, certainty: Certain}
	if o := g.owner(); o != nil {
		c.number, c.title = o.number, o.title
	}
	g.clauses = append(g.clauses, c)
	g.current, g.inList, g.last = c, true, k
}

// settled reports whether the text before line n can end there: a sentence, a
// heading, a bullet, or nothing.
func (g *guideline) settled(n int) bool {
	if n == 0 || g.current == nil || len(g.current.body) == 0 {
		return true
	}
	before := g.current.body[len(g.current.body)-1]
	if endsSentence(before.s) || g.lines[n].blanks > 1 {
		return true
	}
	for k := len(g.current.body) - 1; k >= 0 && k >= len(g.current.body)-3; k-- {
		if _, ok := bullet(g.current.body[k].s); ok {
			return true
		}
	}
	return false
}

// requirementEnd matches the end of a requirement: すること。 望ましい。
var requirementEnd = pattern.New(`(こと|望ましい|とする|ものとする|する)。?\s*$`)

// startsInMidList reports whether a page without any heading so far begins
// inside a list of requirements: numbered lines that end as requirements do,
// with the numbers ascending.
func (g *guideline) startsInMidList(n, k int) bool {
	if g.section != nil || g.chapter != nil && len(g.chapter.body) > 0 || g.volume == "概説編" {
		return false
	}
	if g.chapter != nil && g.last == 0 && k > 1 {
		return false
	}
	next := 0
	for j := n + 1; j < len(g.lines) && j < n+markReach && next == 0; j++ {
		if m, rest := listMark(g.lines[j].s); m > 0 && !siblingWords.MatchString(rest) {
			next = m
			return next == k+1 && requirementEnd.MatchString(g.lines[j-1].s)
		}
		if sectionLine.MatchString(g.lines[j].s) {
			return requirementEnd.MatchString(g.lines[j-1].s)
		}
	}
	return requirementEnd.MatchString(g.lines[len(g.lines)-1].s)
}

// lostMarkGap is how many blank lines at least stand where a lone mark was
// dropped; a plain break leaves one at most.
const lostMarkGap = 2

const reasonLostMark = "項目の番号が失われているため、段落の順序から推定しました。"

// readLostItem recovers an item whose lone mark was dropped: in the old scrape a
// paragraph of a list that starts after a gap is the next item.
func (g *guideline) readLostItem(n int) int {
	l := g.lines[n]
	if !g.inList || !g.old || g.loneMarks {
		return 0
	}
	first := g.current == nil && g.last == 0
	if !first && (l.blanks < lostMarkGap || !g.settled(n) || !g.moreItems(n)) {
		return 0
	}
	if _, ok := bullet(l.s); ok || strings.HasPrefix(l.s, "※") {
		return 0
	}
	k := g.last + 1
	if o := g.owner(); o != nil && g.node(o.number) != nil {
		if count := g.node(o.number).itemCount(g.label); count != nil && count.Exact && k > count.Count {
			return 0
		}
	}
	g.openItem(k, n)
	g.current.certainty, g.current.reason, g.current.markLost = Likely, reasonLostMark, true
	g.current.body = append(g.current.body, l)
	g.find(FindingInference, []int{l.i}, "項目の番号が失われています。段落の順序から"+Circled(k)+"と推定しました。")
	return 1
}

// moreItems reports whether another item can start at line n: its paragraph
// ends as requirements do, and the printed marks behind it leave room.
func (g *guideline) moreItems(n int) bool {
	for j := n; j < len(g.lines) && j < n+markReach; j++ {
		s := g.lines[j].s
		if j > n {
			if k, rest := listMark(s); k > 0 && !siblingWords.MatchString(rest) {
				return k > g.last+1
			}
			if sectionLine.MatchString(s) || chapterLine.MatchString(s) {
				return false
			}
		}
		if endsSentence(s) {
			if !requirementEnd.MatchString(s) {
				return false
			}
			if k := g.nextMark(j + 1); k > 0 {
				return k > g.last+1
			}
			return true
		}
	}
	return false
}

// markReach is how many lines ahead the next mark of a list is looked for: more
// than the longest item has.
const markReach = 80

// nextMark is the next printed item mark of the list from line n on, 0 if none.
func (g *guideline) nextMark(n int) int {
	for end := n + markReach; n < len(g.lines) && n < end; n++ {
		if sectionLine.MatchString(g.lines[n].s) {
			return 0
		}
		if k, rest := listMark(g.lines[n].s); k > 0 && rest != "" && !siblingWords.MatchString(rest) {
			return k
		}
	}
	return 0
}

// shareLost notes that items before k have no text of their own: their marks
// are lost, and what they say stands at the end of the item before.
func (g *guideline) shareLost(n, k int) {
	if g.current != nil && g.current.item > 0 && len(g.current.body) > 1 {
		g.current.certainty = Ambiguous
		g.current.reason = "この後の項目の番号が失われているため、この本文は次の項目の文を含むおそれがあります。"
	}
	g.find(FindingLoss, []int{g.lines[n].i}, Circled(g.last+1)+"から"+Circled(k-1)+"までの項目の番号が、このファイルに見つかりません。")
}

// endsList reports whether line n is explanation behind the last item. Only
// 経営管理編 prints explanation without a heading of its own below its lists.
func (g *guideline) endsList(n int) bool {
	if g.listsPerChapter() || g.current == nil || len(g.current.body) == 0 || !g.settled(n) || g.nextMark(n) == g.last+1 || g.loneMarkAhead(n) {
		return false
	}
	if _, ok := bullet(g.lines[n].s); ok {
		return false
	}
	before := g.current.body[len(g.current.body)-1].s
	if _, ok := bullet(before); ok && !endsSentence(before) {
		return utf8.RuneCountInString(before) < g.width/2
	}
	if !endsSentence(before) {
		return false
	}
	for j := n; j < len(g.lines); j++ { // a second sentence of the requirement ends as one
		if endsSentence(g.lines[j].s) {
			return !requirementEnd.MatchString(g.lines[j].s)
		}
	}
	return true
}

func (g *guideline) loneMarkAhead(n int) bool {
	for end := n + markReach; n < len(g.lines) && n < end && !sectionLine.MatchString(g.lines[n].s); n++ {
		if k, rest := listMark(g.lines[n].s); k == g.last+1 && rest == "" {
			return true
		}
	}
	return false
}

// listsPerChapter reports whether the volume prints one list per chapter, with
// its explanation in numbered sections.
func (g *guideline) listsPerChapter() bool {
	return g.volume == "企画管理編" || g.volume == "システム運用編"
}
