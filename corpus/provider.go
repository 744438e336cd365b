package corpus

import (
	"slices"
	"strings"
	"unicode"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// providerDialect reads the provider guideline from scraped text: sections are
// told by their numbers, which count on.
var providerDialect = dialect{name: providerBlocks.name, family: FamilyProvider, start: startsProvider, parse: parseProviderText}

const providerTitle = "提供事業者における安全管理ガイドライン"

// providerHeading matches `3.1.3 受託者の説明義務`, `３．１．３` and `1. はじめに`.
var providerHeading = pattern.New(`^([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,3})([.．]?[ 　]*)(.*)$`)

func startsProvider(t *Text) bool {
	if !namedOnTop(t, providerTitle) {
		return false
	}
	return len(newProviderText(t).headings()) > 1
}

// providerText is such a text on its way to sections.
type providerText struct {
	*liftedText
}

func newProviderText(t *Text) *providerText {
	l := newLiftedText(t)
	l.titleLines(providerTitle, "ガイドライン第")
	return &providerText{l}
}

func parseProviderText(t *Text, reg *Registry) *parsed {
	l := newProviderText(t)
	l.blocks()
	d := l.describe(reg, FamilyProvider)
	edition, _ := reg.citedEdition(d.ID)
	p := &blockProse{blockText: l.blockText, reg: reg, edition: edition}
	p.walk()
	out := p.own(d)
	l.sayLines(out, p)
	return l.settled(out)
}

// textHeading is a numbered heading, over one line or two.
type textHeading struct {
	number, title string
	lines         []int
}

// headings finds the headings by line: numbers that count on. A number of one
// part is a chapter only if its first section follows, for a list counts too.
func (l *providerText) headings() map[int]textHeading {
	var all []textHeading
	for i := range l.text.Lines {
		if h, ok := l.headingAt(i); ok {
			all = append(all, h)
		}
	}
	out := map[int]textHeading{}
	last := []int{}
	for k, h := range all {
		n := shape.Number(h.number)
		if !countsOn(last, n) || len(n) == 1 && !firstSectionFollows(all[k+1:], n[0]) {
			continue
		}
		out[h.lines[0]], last = h, n
	}
	return out
}

// firstSectionFollows reports N.1 before the chapter behind N.
func firstSectionFollows(all []textHeading, chapter int) bool {
	for _, h := range all {
		switch n := shape.Number(h.number); {
		case slices.Equal(n, []int{chapter, 1}):
			return true
		case len(n) > 1 && n[0] == chapter+1:
			return false
		}
	}
	return false
}

// countsOn reports whether the number b may follow a: 3.1.3 or 3.2 or 4 behind
// 3.1.2. One number may be lost.
func countsOn(a, b []int) bool {
	if len(a) == 0 {
		return true
	}
	for k := range b {
		switch {
		case k >= len(a):
			return b[k] <= 2
		case b[k] > a[k]:
			return b[k] <= a[k]+2 && !slices.ContainsFunc(b[k+1:], func(n int) bool { return n > 2 })
		case b[k] < a[k]:
			return false
		}
	}
	return false
}

func (l *providerText) headingAt(i int) (h textHeading, ok bool) {
	s := lineText(l.text, i)
	if l.byRow[i] != "" || isContentsLine(s) {
		return h, false
	}
	m := providerHeading.FindStringSubmatch(s)
	if m == nil || strings.ContainsAny(m[3], "。、") || len([]rune(m[3])) > 50 {
		return h, false
	}
	h = textHeading{number: foldWidth(m[1]), title: m[3], lines: []int{i}}
	deep := strings.Contains(h.number, ".")
	switch {
	case m[3] == "" && !deep && !strings.ContainsAny(m[2], ".．"), m[2] == "" && !deep, m[3] != "" && isDigit([]rune(m[3])[0]),
		m[3] != "" && m[2] == "" && strings.Count(h.number, ".") < 2 && startsWithUnit(m[3]):
		return h, false
	case m[3] != "":
		return h, true
	}
	return l.titleBelow(h)
}

// stackedNumbers is the most numbers beside one that titles are looked for below:
// a chapter begins with a section and a section of that.
const stackedNumbers = 2

// titleBelow finds the title of a number that is a line of its own, below it.
// Programs that lose the order of a line write the numbers of two headings first,
// then their titles.
func (l *providerText) titleBelow(h textHeading) (textHeading, bool) {
	i := h.lines[0]
	before, behind := 0, 0
	for k := l.textLine(i, -1); k >= 0 && before < stackedNumbers && l.isLoneNumber(k); k = l.textLine(k, -1) {
		before++
	}
	last := i
	for k := l.textLine(i, 1); k >= 0 && behind < stackedNumbers && l.isLoneNumber(k); k = l.textLine(k, 1) {
		last, behind = k, behind+1
	}
	at := -1
	for n, k := 0, l.textLine(last, 1); n <= before+behind; n, k = n+1, l.textLine(k, 1) {
		if k < 0 || !l.isTitleLine(k) {
			return h, false
		}
		if n == before {
			at = k
		}
	}
	h.title, h.lines = lineText(l.text, at), append(h.lines, at)
	return h, true
}

// textLine is the next line of text from i in steps of by, -1 if furniture or the
// end comes first.
func (l *providerText) textLine(i, by int) int {
	for k := i + by; k >= 0 && k < len(l.byRow); k += by {
		if l.byRow[k] == "" {
			return k
		} else if l.byRow[k] != RoleBlank {
			return -1
		}
	}
	return -1
}

func (l *providerText) isLoneNumber(i int) bool {
	m := providerHeading.FindStringSubmatch(lineText(l.text, i))
	return m != nil && m[3] == "" && strings.ContainsAny(m[1]+m[2], ".．")
}

func (l *providerText) isTitleLine(i int) bool {
	s := lineText(l.text, i)
	return !providerHeading.MatchString(s) && !strings.Contains(s, "。") && len([]rune(s)) <= 50
}

// startsWithUnit reports what follows a number in running text: 3か月, 2023年. A
// unit that begins a word is none: 年次計画, 回線.
func startsWithUnit(s string) bool {
	if r := []rune(s); len(r) > 1 && unicode.Is(unicode.Han, r[1]) && !strings.ContainsRune("以程間未目", r[1]) && !strings.HasPrefix(s, "か") {
		return false
	}
	return slices.ContainsFunc([]string{"年", "月", "日", "時", "分", "か月", "ヶ月", "回", "つ", "件", "人", "名", "版", "章", "節", "条", "項", "％", "%", ")", "）"}, func(u string) bool { return strings.HasPrefix(s, u) })
}

// blocks puts the lines into headings, items and paragraphs.
func (l *providerText) blocks() {
	headings := l.headings()
	for i := range l.text.Lines {
		s := lineText(l.text, i)
		if l.byRow[i] != "" {
			continue
		}
		if h, ok := headings[i]; ok {
			typ := block.Section
			if !strings.Contains(h.number, ".") {
				typ = block.Chapter
			}
			l.put(block.Block{Type: typ, No: h.number, Text: h.title}, h.lines...)
			for _, k := range h.lines[1:] {
				l.byRow[k] = RoleHeading // until settled
			}
			continue
		}
		typ, no, body, scope := shape.Classify(s, shape.Hint{})
		if typ == block.Chapter || typ == block.Section { // a number that does not count on
			typ, no, body = block.Para, "", s
		}
		if b := l.last(); typ == block.Para && b != nil && (b.Type == block.Para || b.Type == block.Item || b.Type == block.Note) && !endsSentence(b.Text) {
			l.goOn(i, joinText)
			continue
		}
		l.put(block.Block{Type: typ, No: no, Text: body, Scope: scope}, i)
	}
}
