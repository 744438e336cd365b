package pdf

import (
	"math"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
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
	next   *proseLine   // on the same page
	first  proseLine    // of the open block
	contX  float64      // indent of its second and later lines, or unknown
	full   float64      // where its longest line that goes on ends, from the margin; 0 if none does
	lists  [2]list      // open ones, counted with ① and with (1)
	number string       // of the last heading
	cited  *block.Block // beside which the last citation of the margin stands
}

// list is where a list has come to.
type list struct {
	n int // number of its last item, 0 if it has none
	x float64
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
	if w.contX == unknown && !hangs(l) {
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
		if w.cur != nil && w.cur.Type == block.TOC && w.prev.tocGoesOn {
			w.extend(l, t)
		} else {
			w.open(block.Block{Type: block.TOC, Text: t}, l)
		}
		return
	}
	if b, ok := w.headingOf(l, goesOn); ok {
		w.open(b, l)
		w.lists, w.number = [2]list{}, b.No
		return
	}
	if isClauseHead(l.s) {
		w.open(block.Block{Type: block.ClauseHead, Text: l.s}, l)
		w.lists = [2]list{}
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
	if goesOn && !w.startsBullet(l) {
		w.extend(l, l.s)
		return
	}
	w.open(plain(l.s), l)
}

// isClauseHead: 【遵守事項】 or a label such as <説明責任> alone on its line.
func isClauseHead(s string) bool {
	return strings.HasPrefix(s, "【") && strings.HasSuffix(s, "】") && len([]rune(s)) < 20 || strings.ContainsRune("<＜〈", firstRune(s)) && labelLine.MatchString(s)
}

// startsBullet tells a bullet from a mark that the line break put at the start of
// a line: the line above was ended, or the mark stands where no line of the open
// block goes on.
func (w *writer) startsBullet(l proseLine) bool {
	mark := bulletMark(l.s)
	if mark == "" {
		mark, _ = letterMark(l.s)
	}
	if mark == "" {
		return false
	}
	if w.brokeEarly(l) || endsSentence(w.prev.s) || strings.ContainsRune("：:", lastRune(w.prev.s)) {
		return true
	}
	return w.cur.Type == block.Item && w.contX == unknown && (mark == w.cur.No || w.indent(l) < w.indent(w.first)+.5*w.size)
}

// plain is a bullet, or a paragraph.
func plain(s string) block.Block {
	mark := bulletMark(s)
	rest := s[len(mark):]
	if mark == "" {
		mark, rest = letterMark(s)
	}
	if rest = strings.TrimSpace(rest); mark != "" && rest != "" {
		return block.Block{Type: block.Item, No: mark, Text: rest}
	}
	return block.Block{Type: block.Para, Text: s}
}

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
	n, kind := markValue(m[1]), 0
	if r := firstRune(m[1]); r == '(' || r == '（' {
		kind = 1
	}
	open := w.lists[kind]
	next := open.n > 0 && n == open.n+1 && math.Abs(w.indent(l)-open.x) < w.size || n == 1 && (open.n == 0 || kind == 1)
	if goesOn && !(next && (endsSentence(w.prev.s) || w.cur.Type == block.Item && w.contX == unknown && w.indent(l) < w.indent(w.first)+.5*w.size)) {
		if w.contX == unknown || math.Abs(w.indent(l)-w.contX) < .5*w.size || !next {
			return block.Block{}, false
		}
	}
	w.lists[kind] = list{n, w.indent(l)}
	if other := &w.lists[1-kind]; other.x > w.indent(l)+.5*w.size { // it was inside of the item above
		*other = list{}
	}
	return block.Block{Type: block.Item, No: m[1], Text: m[2]}, true
}

// aside is what stands in brackets, which may hold a sentence.
var aside = pattern.New(`（[^（）]*）`)

// isTitle tells a numbered title from a sentence that begins with a number.
func isTitle(s string) bool {
	typ, _, _, _ := shape.Classify(aside.ReplaceAllString(s, ""), shape.Hint{Emphasis: true})
	return typ == block.Section || typ == block.Chapter
}

// standsAlone takes a title that looks like the text around it for a heading:
// short, no sentence, and either between gaps, with target symbols, or with the
// number that is due.
func (w *writer) standsAlone(l proseLine, b block.Block, goesOn bool) bool {
	if endsSentence(l.s) || len([]rune(l.s)) > 60 || w.fills(l) && !(follows(w.number, b.No) && (w.opensText(l) || isTitle(l.s))) {
		return false
	}
	if goesOn && !endsSentence(w.prev.s) {
		return false
	}
	if b.Scope != "" || follows(w.number, b.No) || w.next != nil && isClauseHead(w.next.s) {
		return true
	}
	return b.Type == block.Section && l.page == w.prev.page && l.base-w.prev.base > 1.25*w.lead
}
