package corpus

import (
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// ownDialect reads an organisation's own rules from a plain text. Any text could
// be such rules, so that only the manifest says so.
var ownDialect = dialect{name: ownBlocks.name, family: FamilyOwn, start: func(*Text) bool { return false }, parse: parseOwnText}

func parseOwnText(t *Text, reg *Registry) *parsed {
	l := newLiftedText(t)
	last, full := -1, fullLine(l)
	for i := range t.Lines {
		s := lineText(t, i)
		if l.byRow[i] != "" {
			continue
		}
		s = tightDivision(s)
		used := []int{i}
		if next := l.nextText(i); loneDivision.MatchString(s) && next > 0 && !strings.Contains(lineText(t, next), "。") {
			s, used = s+"　"+lineText(t, next), append(used, next)
			l.byRow[next] = RoleHeading // until settled
		}
		for k := i + 1; len(used) < longestWrap && wraps(l.text, used[len(used)-1], full) && k < len(l.byRow) && l.byRow[k] == "" && !opensOwn(lineText(t, k)); k++ {
			s, used = joinText(s, lineText(t, k)), append(used, k) // the print wrapped it
			l.byRow[k] = RoleRequirement                           // until settled
		}
		typ, no, body, scope := shape.Classify(s, shape.Hint{})
		if number, title := cutNumberedTitle(s); typ == block.Item && number != "" && !strings.Contains(s, "。") && standsAlone(l, i) {
			typ, no, body = block.Chapter, number, title // 1. 台帳 between empty lines
		}
		if typ == block.Para && len(l.doc.Blocks) == 0 && !strings.Contains(s, "。") {
			typ = block.Chapter // the title of the rules
		}
		if b := l.last(); b != nil && typ == block.Para && last == i-1 && !numberedParagraph.MatchString(s) && (b.Type == block.Para || b.Type == block.Item || b.Type == block.Note) && !endsSentence(b.Text) {
			l.goOn(i, joinText)
		} else {
			l.put(block.Block{Type: typ, No: no, Text: body, Scope: scope}, used...)
		}
		last = used[len(used)-1]
	}
	p := &blockProse{blockText: l.blockText, reg: reg, articles: true}
	p.walkWithoutHeading()
	p.walk()
	out := p.own(l.ownDocument(FamilyOwn))
	l.sayLines(out, p)
	return l.settled(out)
}

var (
	// looseDivision matches 第 1 条 and 第 2 章 as programs write them that set a space
	// between digits and kanji.
	looseDivision = pattern.New(`^第[ 　]*([0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})[ 　]*([編部章節条款項])`)
	loneDivision  = pattern.New(`^第(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})[編部章節]$`)
)

// numberedParagraph matches the second paragraph of an article: 2 管理者は….
var numberedParagraph = pattern.New(`^[0-9０-９]{1,2}[ 　]+[^0-9０-９ 　]`)

// longestWrap is more lines than a sentence has.
const longestWrap = 40

// fullLine is the width of the lines that the print wrapped, 0 where the lines
// are paragraphs: there their lengths have no end in common.
func fullLine(l *liftedText) float64 {
	var all []float64
	for i := range l.text.Lines {
		if w := width(lineText(l.text, i)); l.byRow[i] == "" && w > 0 {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	if len(all) < 8 {
		return 0
	}
	top, near := all[len(all)-1], 0
	for _, w := range all {
		if w >= top-3 {
			near++
		}
	}
	if near*5 < len(all) {
		return 0
	}
	return top
}

// wraps reports a line of such a text that is full and ends no sentence.
func wraps(t *Text, i int, full float64) bool {
	s := lineText(t, i)
	return full > 0 && width(s) >= full-3 && !endsSentence(s)
}

// opensOwn reports a line that begins something of its own.
func opensOwn(s string) bool {
	typ, _, _, _ := shape.Classify(tightDivision(s), shape.Hint{})
	return typ != block.Para || numberedParagraph.MatchString(s)
}

// tightDivision takes the spaces out of 第 1 条.
func tightDivision(s string) string { return looseDivision.ReplaceAllString(s, "第$1$2") }

// nextText is the line of text behind i, 0 if there is none.
func (l *liftedText) nextText(i int) int {
	for k := i + 1; k < len(l.byRow); k++ {
		if l.byRow[k] == "" {
			return k
		}
	}
	return 0
}

// standsAlone reports a line with empty lines around it, or the edge of the text.
func standsAlone(l *liftedText, i int) bool {
	blank := func(k int) bool { return k < 0 || k >= len(l.byRow) || l.byRow[k] == RoleBlank }
	return blank(i-1) && blank(i+1)
}

// sayLines gives the requirements all their lines: the heading alone, as blocks
// have it, is too little to find a sentence by.
func (l *liftedText) sayLines(out *parsed, p *blockProse) {
	for _, r := range out.requirements {
		if c := p.of[r]; c != nil {
			r.Provenance = l.provenanceOf(append([]int{c.heading}, c.body...)...)
		}
	}
}
