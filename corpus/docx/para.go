package docx

import (
	"strings"

	"shogo/corpus/ooxml"
)

// para is a paragraph as a page shows it.
type para struct {
	text, hidden string // \n for forced breaks, \t for tabs
	mark         string // generated number, without which text stands
	bullet       bool
	tight        bool   // nothing separates the number from the text
	style        *style // with the paragraph's own properties laid over
	size         int    // half points, of most of its text
	bold         bool   // all of it
	contents     bool   // line of the table of contents
	heads        bool   // it keeps to what follows, or begins a page
	boxes        []*box
	place        string
	// The text of paragraphs joined to this one, while it is carried.
	pieces, hiddenPieces []string
}

// box is a text box anchored in a paragraph.
type box struct{ content []piece }

// run gathers the text of one paragraph.
type run struct {
	*reader
	p       *para
	b, hide strings.Builder
	sizes   map[int]int
	plain   bool // some text is not bold
}

// paragraph reads a w:p. It returns nil if its end is deleted, so that its text
// goes on in the next one.
func (r *reader) paragraph(n *ooxml.Node) *para {
	r.paras++
	pr := n.Kid("pPr")
	id, _ := pr.Val("pStyle")
	st := *r.styles.paragraph(id)
	st.applyParagraph(pr)
	p := &para{style: &st, place: r.place(), heads: pr.Flag("keepNext") || pr.Flag("pageBreakBefore")}
	t := &run{reader: r, p: p, sizes: map[int]int{}}
	p.contents = tocName.MatchString(st.name)
	t.walk(n, &st)
	p.text, p.hidden, p.bold = t.b.String(), t.hide.String(), !t.plain && t.b.Len() > 0
	p.size = st.size
	for size, k := range t.sizes {
		if k > t.sizes[p.size] || k == t.sizes[p.size] && size > p.size {
			p.size = size
		}
	}
	if mark := pr.Kid("rPr"); mark.Kid("del") != nil || mark.Kid("moveFrom") != nil {
		r.carry(p)
		return nil
	}
	if c := r.carried; c != nil {
		r.carried = nil
		c.take(p)
		p.text, p.hidden = c.joined()
		p.place, p.boxes = c.place, c.boxes
	}
	r.number(p, id)
	return p
}

// carry keeps the text of a paragraph whose end is deleted.
func (r *reader) carry(p *para) {
	if r.carried == nil {
		r.carried = &para{style: p.style, size: p.size, place: p.place}
	}
	r.carried.take(p)
}

// take adds the text of a paragraph that is joined to this one.
func (p *para) take(next *para) {
	p.pieces = append(p.pieces, next.text)
	p.hiddenPieces = append(p.hiddenPieces, next.hidden)
	p.boxes = append(p.boxes, next.boxes...)
}

// joined puts together all that was taken.
func (p *para) joined() (text, hidden string) {
	return strings.Join(p.pieces, ""), strings.Join(p.hiddenPieces, "")
}

// number evaluates the automatic number of a paragraph.
func (r *reader) number(p *para, styleID string) {
	st := p.style
	u := r.nums.nums[st.numID]
	if st.numID == "" || st.numID == "0" || u == nil || u.list == nil {
		return
	}
	at := st.level
	if at < 0 {
		at = 0
		for i := range levels {
			if styleID != "" && u.level(i).pStyle == styleID {
				at = i
			}
		}
	}
	if at >= levels || !u.level(at).known && u.override[at] == nil {
		return
	}
	p.mark, p.bullet = u.next(at)
	p.tight = u.level(at).tight
}

// walk gathers the text below n, which st formats.
func (t *run) walk(n *ooxml.Node, st *style) {
	for _, k := range n.Kids {
		switch k.Name {
		case "pPr", "rPr", "del", "moveFrom", "delText", "sdtPr", "sdtEndPr", "rt", "commentReference", "annotationRef", "delInstrText", "footnoteRef", "endnoteRef":
		case "r":
			t.run(k, st)
		case "fldSimple":
			t.simpleField(k, st)
		case "AlternateContent":
			if c := chosen(k); c != nil {
				t.walk(c, st)
			}
		case "txbxContent":
			t.box(k)
		default:
			if !t.leaf(k, st) {
				t.walk(k, st)
			}
		}
	}
}

// run reads a w:r with its own properties.
func (t *run) run(n *ooxml.Node, st *style) {
	own := *st
	pr := n.Kid("rPr")
	if id, ok := pr.Val("rStyle"); ok {
		if c := t.styles.byID[id]; c != nil {
			own.applyRun(c.Kid("rPr"))
		}
	}
	own.applyRun(pr)
	t.walk(n, &own)
}

// leaf writes what an element of a run shows; false if it is none.
func (t *run) leaf(k *ooxml.Node, st *style) bool {
	switch k.Name {
	case "t":
		s := k.Chars
		if k.Get("space") != "preserve" {
			s = strings.TrimSpace(s)
		}
		t.write(strings.NewReplacer("\u00AD", "", "\n", " ", "\r", "").Replace(s), st)
	case "tab", "ptab":
		t.write("\t", st)
	case "br":
		if v := k.Get("type"); v == "" || v == "textWrapping" {
			t.write("\n", st)
		}
	case "cr":
		t.write("\n", st)
	case "noBreakHyphen":
		t.write("-", st)
	case "softHyphen":
	case "sym":
		t.symbol(k, st)
	case "instrText":
		t.instruction(k.Chars)
	case "fldChar":
		t.fieldChar(k, st)
	case "footnoteReference", "endnoteReference":
		if t.shown() {
			t.noteMark(k)
		}
	default:
		return false
	}
	return true
}

// write adds text unless a field hides it.
func (t *run) write(s string, st *style) {
	switch {
	case s == "" || !t.shown():
		return
	case st.vanish:
		t.hide.WriteString(s)
		return
	}
	if strings.TrimSpace(s) != "" {
		t.sizes[st.size] += len(s)
		t.p.contents = t.p.contents || t.inContents()
		t.plain = t.plain || !st.bold
		if st.strike {
			t.warn(t.p.place, "取り消し線の付いた文字があります。消されたものかどうか分からないため、本文として読みました。")
		}
	}
	t.b.WriteString(s)
}

// symbol writes a character of a symbol font as its code, which has no meaning
// in Unicode and is reported.
func (t *run) symbol(k *ooxml.Node, st *style) {
	code := 0
	for _, c := range k.Get("char") {
		d := strings.IndexRune("0123456789ABCDEF", c&^0x20)
		if c >= '0' && c <= '9' {
			d = int(c - '0')
		}
		if d < 0 || code > 0xFFFF {
			code = 0xFFFD
			break
		}
		code = code<<4 | d
	}
	if code == 0 || code > 0x10FFFF {
		code = 0xFFFD
	}
	t.symbols[k.Get("font")]++
	t.write(string(rune(code)), st)
}

// box reads a text box; its paragraphs stand behind the one that anchors it.
func (t *run) box(n *ooxml.Node) {
	if !t.shown() {
		return
	}
	saved, carried := t.fields, t.carried
	t.fields, t.carried = nil, nil
	content, err := t.flow(n, nil)
	t.flush(&content)
	t.fields, t.carried = saved, carried
	if err == nil && len(content) > 0 {
		t.p.boxes = append(t.p.boxes, &box{content})
	}
}
