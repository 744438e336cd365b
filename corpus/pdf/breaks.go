package pdf

import (
	"math"
	"strings"
	"unicode"

	"shogo/corpus/block"
)

// goesOn tells whether the open block continues in l, marks aside.
func (w *writer) goesOn(l proseLine) bool {
	p := w.prev
	sameStyle := math.Abs(l.height-p.height) <= .6 && l.bold == p.bold
	switch w.cur.Type {
	case block.TOC, block.ClauseHead:
		return false
	case block.Chapter, block.Section:
		s := w.text.String()
		if scopeOpen.MatchString(s) || scopeTail.MatchString("x"+l.s) && strings.IndexAny(l.s, "[［〔") == 0 {
			return true
		}
		if !sameStyle || w.brokeEarly(l) || w.farBelow(l) {
			return false
		}
		// the rest of a title that looks like text is a short line, not indented
		return w.headStyle(l) || w.fills(p) && !w.fills(l) && !endsSentence(l.s) && w.indent(l) < w.indent(w.first)+.5*w.size && w.next != nil
	}
	if !sameStyle && math.Abs(l.height-p.height) > .6 || l.bold != p.bold && l.bold != w.bold {
		return false
	}
	if w.farBelow(l) || w.brokeEarly(l) && !w.midSentence(l) {
		return false
	}
	if alike := math.Abs(w.indent(l)-w.indent(w.first)) < .5*l.size; l.page != p.page && alike && endsSentence(p.s) && w.loneLine(l) {
		return false
	}
	if w.contX != unknown {
		d := w.indent(l) - w.contX
		return (math.Abs(d) < .5*l.size || hangs(l) && d < 0 && d > -.65*l.size) && !w.indentsParagraph(l)
	}
	indent := w.indent(w.first)
	if math.Abs(w.indent(l)-indent) > .5*w.size && w.indentsParagraph(l) {
		return false
	}
	if endsSentence(p.s) && w.indent(l)-indent > 4*w.size { // a centred caption
		return false
	}
	if w.cur.Type == block.Para && indent > .5*w.size && indent < 2.5*w.size &&
		math.Abs(w.indent(l)-indent) < .3*l.size && endsSentence(p.s) {
		return false
	}
	if w.cur.Type == block.Para && indent < .3*w.size && w.indent(l) > .6*w.size && endsSentence(p.s) {
		return false
	}
	return true
}

// hangs: the empty half of an opening bracket may stand left of the edge.
func hangs(l proseLine) bool { return strings.ContainsRune(noEnd, firstRune(l.s)) }

// indentsParagraph: after the end of a sentence, a full line of a list's text is
// followed by one that stands further left; it is the first line of a paragraph
// that is indented as far as the list hangs.
func (w *writer) indentsParagraph(l proseLine) bool {
	n := w.next
	if n == nil || w.cur.Type == block.Para || !endsSentence(w.prev.s) || endsSentence(l.s) {
		return false
	}
	d := w.indent(l) - w.indent(*n)
	if d < .6*w.size || d > 2.5*w.size || n.toc != "" || n.base-l.base > 1.32*w.lead || math.Abs(n.height-l.height) > .6 {
		return false
	}
	if _, numbered := heading(n.s); numbered || isClauseHead(n.s) || itemLine.MatchString(n.s) || bulletMark(n.s) != "" || strings.HasPrefix(n.s, "※") {
		return false
	}
	return w.right[l.page%2]-l.ink1 <= firstWord(*n)+.8*l.height
}

// opensText: the next line stands apart from l, by a gap or as the indented first
// line of a paragraph.
func (w *writer) opensText(l proseLine) bool {
	n := w.next
	return n != nil && (n.base-l.base > 1.32*w.lead || w.indent(*n)-w.indent(l) > .6*w.size && w.indent(*n)-w.indent(l) < 1.6*w.size)
}

// fills tells whether a line leaves so little room that it may go on below.
func (w *writer) fills(l proseLine) bool { return w.right[l.page%2]-l.ink1 < 3*w.size }

// midSentence: the line above ends early, but in the middle of a sentence and
// not by much, as beside a figure or where pages differ in width.
func (w *writer) midSentence(l proseLine) bool {
	p := w.prev
	k := p.page % 2
	room, width := w.right[k]-p.ink1, w.right[k]-w.left[k]
	last := lastRune(p.s)
	return room < .25*width && !strings.ContainsRune("。．.：:）)」』】］]！？!?", last) && bulletMark(l.s) == "" &&
		math.Abs(w.indent(l)-w.indent(p)) < 2.5*w.size
}

// loneLine: a paragraph that goes on over a page break has at least two lines
// on both sides; type setters and programs leave no widows and orphans.
func (w *writer) loneLine(l proseLine) bool {
	if w.contX == unknown || w.next == nil {
		return true
	}
	lead := w.lead * math.Max(1, l.height/w.size)
	return w.next.base-l.base > 1.32*lead || math.Abs(w.next.height-l.height) > .6
}

// indent is the distance from the left margin, which may differ between odd and
// even pages.
func (w *writer) indent(l proseLine) float64 { return l.ink0 - w.left[l.page%2] }

// unknown stands for an indent not seen yet; real ones may be negative.
const unknown = -1e9

// farBelow: a gap wider than the leading parts paragraphs.
func (w *writer) farBelow(l proseLine) bool {
	if l.page != w.prev.page {
		return false
	}
	lead := w.lead * math.Max(1, l.height/w.size)
	return l.base-w.prev.base > 1.32*lead
}

// brokeEarly: the line above had room for the first word of l, so the break was
// meant. In justified text every line that goes on reaches the edge.
func (w *writer) brokeEarly(l proseLine) bool {
	p := w.prev
	slack := .6 * p.height
	if w.justified && endsSentence(p.s) {
		slack = .15 * p.height
	}
	if w.cur != nil && w.full > 0 && p.ink1-w.left[p.page%2] > w.full-slack {
		return false // as long as a line of this block that did go on
	}
	room := w.right[p.page%2] - p.ink1
	if w.justified && endsSentence(p.s) && room > .3*p.height {
		return true
	}
	return room > firstWord(l)+.8*p.height
}

const (
	noStart = "、。，．・：；:;,.!?！？ー゛゜ヽヾゝゞ々)）]］}｝〕〉》」』】%％℃°っッゃゅょャュョぁぃぅぇぉァィゥェォゎヮヵヶ’”"
	noEnd   = "(（[［{｛〔〈《「『【‘“"
)

// firstWord is the width of what cannot be parted at the start of a line: a
// word of Latin letters or digits, or a character with the punctuation that
// must not begin the next line (JIS X 4051).
func firstWord(l proseLine) float64 {
	end, started, glue := l.ink0, false, true
	var prev rune
	for _, c := range l.chars {
		if unicode.IsSpace(c.r) {
			if started && !narrowRune(c.r) || float64(c.x0) > l.ink0+1 && started {
				break
			}
			continue
		}
		if started && !glue && !strings.ContainsRune(noStart, c.r) && !(latin(prev) && latin(c.r)) {
			break
		}
		started, prev = true, c.r
		glue = strings.ContainsRune(noEnd, c.r)
		end = float64(c.x1)
	}
	return end - l.ink0
}

func latin(r rune) bool { return r > 0x20 && r < 0x2000 }
