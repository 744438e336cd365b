package corpus

import (
	"strings"
	"unicode/utf8"
)

// manualItem is an item of a manual on its way to a requirement.
type manualItem struct {
	n     int
	title itemTitle
	lines []int // line indices: title, citations; body lines are added with the parts
	body  []proseLine
	refs  []Reference
	next  int // index into manual.lines behind the title

	markLost bool // the number was recovered
	skipped  bool // numbers are missing before it
	resets   bool // numbering starts again without a heading
}

// prefersParen decides whether the items of this text are marked (1) or ①, by
// which of the two marks more lines that look like items.
func (m *manual) prefersParen() bool {
	paren, circled := 0, 0
	for n, l := range m.lines {
		if p := parenMark.FindStringSubmatch(l.s); p != nil {
			paren += m.evidence(n, chapterInt(foldWidth(p[1])), m.readTitle(n, p[2]), false)
		} else if k, rest := listMark(l.s); k > 0 {
			circled += m.evidence(n, k, m.readTitle(n, rest), false)
		}
	}
	return paren > circled
}

// mark reads the item mark of this text's style.
func (m *manual) mark(s string) (n int, rest string) {
	if !m.paren {
		return listMark(s)
	}
	if p := parenMark.FindStringSubmatch(s); p != nil {
		return chapterInt(foldWidth(p[1])), p[2]
	}
	return 0, s
}

// readItem reads an item that starts at line n, or returns nil. Circled digits
// also stand in examples and in running text, so that a mark counts only if it
// continues the numbering and its line looks like an item.
func (m *manual) readItem(n int, section *manualSection, before *manualItem, afterHeading bool) *manualItem {
	last := 0
	if before != nil {
		last = before.n
	}
	k, rest := m.mark(m.lines[n].s)
	if k == 0 {
		return m.readUnmarked(n, section, last, afterHeading)
	}
	title := m.readTitle(n, rest)
	if title.text == "" {
		return nil
	}
	e := m.evidence(n, k, title, afterHeading)
	it := &manualItem{n: k, title: title, next: title.next}
	switch {
	case k == last+1 || last == 0 && (section == nil || !section.printed):
		if e < enoughEvidence {
			return nil
		}
	case k > last+1 && e >= strongEvidence:
		it.skipped = true
	case k == 1 && e >= strongEvidence && (last > 1 || !m.sameTitle(before, title)):
		it.resets = true
	default:
		return nil
	}
	m.claimTitle(it)
	return it
}

func (m *manual) sameTitle(it *manualItem, title itemTitle) bool {
	return it != nil && matchKey(it.title.text) == matchKey(title.text)
}

// Points of evidence that a marked line is an item. A title the registry knows
// or systems in parentheses decide; place and form of the line only help.
const (
	enoughEvidence = 2
	strongEvidence = 4
)

func (m *manual) evidence(n, number int, title itemTitle, afterHeading bool) int {
	e := 0
	if title.text == "" {
		return 0
	}
	if m.knownTitle(title.text) != nil {
		e += strongEvidence
	}
	if title.systems != nil || title.roles != nil {
		e += strongEvidence
	}
	if afterHeading {
		e += strongEvidence
	}
	l := m.lines[n]
	if n == 0 || l.cited || l.blanks > 0 || endsSentence(m.lines[n-1].s) {
		e++
	}
	if endsSentence(title.text) {
		e++
	}
	if k, _ := listMark(m.lines[n].s); k > 0 && strings.ContainsFunc(title.text, func(r rune) bool { return CircledValue(r) == k+1 }) {
		e -= 3 // ①パスワード+指紋認証 ②ICカード+パスワード
	}
	if m.insideExample(n) {
		e -= 2
	}
	return e
}

// insideExample reports whether the lines before n are an example that nothing
// has ended yet.
func (m *manual) insideExample(n int) bool {
	for k := n - 1; k >= 0 && n-k <= 8 && !m.lines[k+1].cited; k-- {
		s := m.lines[k].s
		if caption, _ := exampleCaption(s); caption != "" {
			return true
		}
		if endsSentence(s) {
			return false
		}
	}
	return false
}

// knownTitle returns the item of any edition with this title.
func (m *manual) knownTitle(title string) *checklistItem {
	found, ok := m.similar[title]
	if !ok {
		found = m.eachItem(func(i *checklistItem) bool { return titleSimilarity(i.Title, title) >= sameTitleSimilarity })
		m.similar[title] = found
	}
	return found
}

// eachItem returns the first item of any edition, the newest first, that fits.
func (m *manual) eachItem(fits func(*checklistItem) bool) *checklistItem {
	for e := len(m.reg.Checklists) - 1; e >= 0; e-- {
		for _, s := range m.reg.Checklists[e].Sections {
			for i := range s.Items {
				if fits(&s.Items[i]) {
					return &s.Items[i]
				}
			}
		}
	}
	return nil
}

// sameTitleSimilarity tells two wordings of one item from two items: editions
// reword a title a little, and the closest two items of one edition reach 0.45.
const sameTitleSimilarity = 0.8

// readUnmarked recovers an item whose mark is lost: scrapes drop lines of one
// character. Only a title that the registry knows word for word, or a sentence
// with systems in parentheses, is taken, and only where a paragraph starts.
func (m *manual) readUnmarked(n int, section *manualSection, last int, afterHeading bool) *manualItem {
	l := m.lines[n]
	if n > 0 && l.blanks == 0 && !l.cited && !afterHeading || startsBlock(l.s) || utf8.RuneCountInString(l.s) > 60 {
		return nil
	}
	title := m.readTitle(n, l.s)
	unnumbered := afterHeading && section != nil && section.number == "0" && endsSentence(title.text)
	number := 0
	switch known := m.exactTitle(title.text); {
	case known != nil && known.Number > last:
		number = known.Number
	case title.systems != nil && endsSentence(title.text) && strings.Count(title.text, "。") <= 2, unnumbered:
		number = last + 1
	default:
		return nil
	}
	it := &manualItem{n: number, title: title, next: title.next, markLost: !unnumbered, skipped: last > 0 && number > last+1}
	m.claimTitle(it)
	if it.markLost {
		m.findings = append(m.findings, Finding{Kind: FindingInference, Source: m.t.Name, Lines: lineNumbers(m.t, it.lines),
			Message: "項目の番号が失われています。項目名と順序から" + Circled(number) + "と推定しました。"})
	}
	return it
}

// exactTitle returns the item of any edition whose title is the same but for
// width and punctuation; the newest first.
func (m *manual) exactTitle(title string) *checklistItem {
	found, ok := m.exact[title]
	if !ok {
		key := matchKey(title)
		found = m.eachItem(func(i *checklistItem) bool { return matchKey(i.Title) == key })
		m.exact[title] = found
	}
	return found
}

// claimTitle gives the lines of the title to the item.
func (m *manual) claimTitle(it *manualItem) {
	it.lines = append(it.lines, it.title.lines...)
	m.setRoles(it.title.lines, RoleRequirement)
	m.setRoles(it.title.noteLines, RoleNote)
	it.lines = append(it.lines, it.title.noteLines...)
}
