package pdf

import (
	"math"
	"strings"
	"unicode"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// writer turns lines into blocks. cur is the open block; it is in out already
// or will be when flushed.
type writer struct {
	*prose
	out    []*block.Block
	notes  []*block.Block
	starts []blockStart
	cur    *block.Block
	last   rune
	text   strings.Builder
	prev   proseLine
	next   *proseLine // on the same page
	first  proseLine  // of the open block
	contX  float64    // indent of its second and later lines, or unknown
	full   float64    // where its longest line that goes on ends, from the margin; 0 if none does
	mark   int        // number of the last item of the open list
	markX  float64
	number string // of the last heading

	wrappedTOC bool // cur is the first line of an entry of the contents that goes on
}

func (w *writer) flush() {
	if w.cur == nil {
		return
	}
	w.cur.Text = w.text.String()
	if w.cur.Type == block.Chapter || w.cur.Type == block.Section {
		if t, scope := splitScope(w.cur.Text); scope != "" {
			w.cur.Text, w.cur.Scope = t, scope
		}
	}
	w.cur = nil
}

func (w *writer) open(b block.Block, l proseLine) {
	w.flush()
	b.Page, b.Box = l.page+1, boxOf(rect{l.x0, l.y0, l.x1, l.y1})
	w.cur = &b
	w.out = append(w.out, w.cur)
	w.starts = append(w.starts, blockStart{l.base, w.cur})
	w.text.Reset()
	s := b.Text
	if b.Scope != "" {
		s += b.Scope // put together again; flush takes it off
		w.cur.Scope = ""
	}
	w.last = joinText(&w.text, 0, s)
	w.first, w.contX, w.full = l, unknown, 0
}

func (w *writer) extend(l proseLine, s string) {
	w.last = joinText(&w.text, w.last, s)
	if w.contX == unknown {
		w.contX = w.indent(l)
	}
	w.full = math.Max(w.full, w.prev.ink1-w.left[w.prev.page%2])
	if w.cur.Page == l.page+1 && w.cur.Box != nil {
		b := w.cur.Box
		w.cur.Box = boxOf(rect{b[0], b[1], b[2], b[3]}.or(rect{l.x0, l.y0, l.x1, l.y1}))
	}
}

func (w *writer) furniture(i int, top bool) {
	for _, l := range w.head[i] {
		if (l.base < w.sheets[i].height/2) != top {
			continue
		}
		t := block.Footer
		if top {
			t = block.Header
		}
		b := &block.Block{Type: t, Text: l.trimmed(), Page: i + 1, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})}
		w.out = append(w.out, b)
	}
}

// line judges one line of the body.
func (w *writer) line(l proseLine) {
	l = w.dropNoteMarks(l)
	if l.s == "" {
		return
	}
	defer func() { w.prev = l }()
	goesOn := w.cur != nil && w.goesOn(l)
	if t, ok := l.toc, l.toc != ""; ok {
		if w.cur != nil && w.cur.Type == block.TOC && w.wrappedTOC {
			w.extend(l, t)
			w.wrappedTOC = false
			return
		}
		w.open(block.Block{Type: block.TOC, Text: t}, l)
		return
	}
	if b, ok := w.headingOf(l, goesOn); ok {
		w.open(b, l)
		w.mark, w.number = 0, b.No
		return
	}
	if isClauseHead(l.s) {
		w.open(block.Block{Type: block.ClauseHead, Text: l.s}, l)
		w.mark = 0
		return
	}
	if b, ok := w.itemOf(l, goesOn); ok {
		w.open(b, l)
		return
	}
	if strings.HasPrefix(l.s, "※") && !(goesOn && w.contX != unknown && math.Abs(w.indent(l)-w.contX) < 2 && w.contX > w.indent(w.first)+2) {
		w.open(block.Block{Type: block.Note, Text: l.s}, l)
		return
	}
	if goesOn && !(bulletMark(l.s) != "" && w.brokeEarly(l)) {
		w.extend(l, l.s)
		return
	}
	w.open(plain(l.s), l)
}

// isClauseHead: 【遵守事項】 or a label such as <説明責任> alone on its line.
func isClauseHead(s string) bool {
	return strings.HasPrefix(s, "【") && strings.HasSuffix(s, "】") && len([]rune(s)) < 20 || strings.ContainsRune("<＜〈", firstRune(s)) && labelLine.MatchString(s)
}

// plain is a bullet, or a paragraph.
func plain(s string) block.Block {
	if mark := bulletMark(s); mark != "" && len(s) > len(mark) {
		return block.Block{Type: block.Item, No: mark, Text: strings.TrimSpace(s[len(mark):])}
	}
	return block.Block{Type: block.Para, Text: s}
}

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
		return sameStyle && w.headStyle(l) && !w.brokeEarly(l) && !w.farBelow(l)
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
		return math.Abs(w.indent(l)-w.contX) < .5*l.size
	}
	indent := w.indent(w.first)
	if w.cur.Type == block.Para && indent > .5*w.size && indent < 2.5*w.size &&
		math.Abs(w.indent(l)-indent) < .3*l.size && endsSentence(p.s) {
		return false
	}
	if w.cur.Type == block.Para && indent < .3*w.size && w.indent(l) > .6*w.size && endsSentence(p.s) {
		return false
	}
	return true
}

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
// meant.
func (w *writer) brokeEarly(l proseLine) bool {
	p := w.prev
	if w.cur != nil && w.full > 0 && p.ink1-w.left[p.page%2] > w.full-.6*p.height {
		return false // as long as a line of this block that did go on
	}
	room := w.right[p.page%2] - p.ink1
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

// headStyle: larger or bolder than the body.
func (w *writer) headStyle(l proseLine) bool {
	return l.height >= w.size*1.06 || l.bold && !w.bold
}

// headingOf reads a heading: a numbered title that is set apart by its type, or
// that the contents list, or that stands alone between gaps.
func (w *writer) headingOf(l proseLine, goesOn bool) (block.Block, bool) {
	b, ok := heading(l.s)
	if !ok {
		if digitValue(firstRune(l.s)) >= 0 && w.headStyle(l) && sectionOnly.MatchString(l.s) { // the title follows on the next line
			return block.Block{Type: block.Section, No: l.s}, true
		}
		return b, false
	}
	styled := w.headStyle(l)
	if b.Type == block.Chapter && styled && l.height < w.size*1.06 && goesOn {
		return b, false
	}
	listed := w.toc[bare(l.s)]
	if !listed && !styled && !w.standsAlone(l, b, goesOn) {
		return b, false
	}
	if listed && goesOn && !styled && w.cur.Type != block.Chapter && w.cur.Type != block.Section && !endsSentence(w.prev.s) {
		return b, false
	}
	return b, true
}

// itemOf reads a list item. A circled number at the start of a line may also be
// a citation that the line break put there: it is an item if it goes on with
// the count at the list's place, or if the line above was ended on purpose.
func (w *writer) itemOf(l proseLine, goesOn bool) (block.Block, bool) {
	if r := firstRune(l.s); r < '①' && r != '(' || r > '㊿' && r != '（' {
		return block.Block{}, false
	}
	m := itemLine.FindStringSubmatch(l.s)
	if m == nil || strings.HasPrefix(l.s, m[1]+m[2]) && referring.MatchString(m[2]) {
		return block.Block{}, false
	}
	n := markValue(m[1])
	next := n == w.mark+1 && w.mark > 0 && math.Abs(w.indent(l)-w.markX) < w.size || n == 1 && w.mark == 0
	if goesOn && !(next && (endsSentence(w.prev.s) || w.cur.Type == block.Item && w.contX == unknown && w.indent(l) < w.indent(w.first)+.5*w.size)) {
		if w.contX == unknown || math.Abs(w.indent(l)-w.contX) < .5*w.size || !next {
			return block.Block{}, false
		}
	}
	w.mark, w.markX = n, w.indent(l)
	return block.Block{Type: block.Item, No: m[1], Text: m[2]}, true
}

// standsAlone takes a title that looks like the text around it for a heading:
// short, no sentence, and either between gaps or with the number that is due.
func (w *writer) standsAlone(l proseLine, b block.Block, goesOn bool) bool {
	if endsSentence(l.s) || len([]rune(l.s)) > 40 || w.right[l.page%2]-l.ink1 < 3*w.size {
		return false
	}
	if goesOn && !endsSentence(w.prev.s) {
		return false
	}
	if follows(w.number, b.No) || w.next != nil && isClauseHead(w.next.s) {
		return true
	}
	return b.Type == block.Section && l.page == w.prev.page && l.base-w.prev.base > 1.25*w.lead
}

// dropNoteMarks removes raised numbers, which point to footnotes.
func (w *writer) dropNoteMarks(l proseLine) proseLine {
	var keep []char
	for i, c := range l.chars {
		raised := float64(c.size) < l.height*.8 && float64(c.base) < l.base-.1*l.height
		alone := l.height < .75*w.size && len(l.s) <= 3 && w.cur != nil // on a line of its own
		if (raised || alone) && (unicode.IsDigit(c.r) || strings.ContainsRune("*＊)）※注", c.r)) {
			if keep == nil {
				keep = append(make([]char, 0, len(l.chars)), l.chars[:i]...)
			}
			continue
		}
		if keep != nil {
			keep = append(keep, c)
		}
	}
	if keep != nil {
		l.chars = keep
		l.s = l.trimmed()
	}
	return l
}

// footLine starts a footnote: 12 text, *3 text, 注1) text.
var footLine = pattern.New(`^(?:注|※|\*)?\s*([0-9０-９]{1,3})[\s　)）．.:：]*(.+)$`)

func (w *writer) footnotes(ls []proseLine) {
	for _, l := range ls {
		if m := footLine.FindStringSubmatch(l.s); m != nil && w.startsNote(l, m[1]) {
			w.notes = append(w.notes, &block.Block{Type: block.Footnote, No: m[1], Text: m[2], Page: l.page + 1, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})})
			continue
		}
		if n := len(w.notes); n > 0 {
			w.notes[n-1].Text = joinPages(w.notes[n-1].Text, l.s)
			continue
		}
		w.notes = append(w.notes, &block.Block{Type: block.Footnote, Text: l.s, Page: l.page + 1, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})})
	}
}

// startsNote: the number is the next one, or is set off by a raise or a gap.
func (w *writer) startsNote(l proseLine, no string) bool {
	if n := len(w.notes); n > 0 && markValue(no) == markValue(w.notes[n-1].No)+1 {
		return true
	}
	if len(w.notes) == 0 {
		return true
	}
	c := l.chars[0]
	return float64(c.size) < .85*l.height || markValue(no) == 1
}
