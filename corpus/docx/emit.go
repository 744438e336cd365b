package docx

import (
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

func (r *reader) add(b block.Block) {
	r.doc.Blocks = append(r.doc.Blocks, b)
	r.cited = false
}

// emit turns content into blocks.
func (r *reader) emit(content []piece) {
	for _, c := range content {
		switch {
		case c.t != nil && c.t.isLayout():
			r.emitLayout(c.t)
		case c.t != nil:
			r.emitTable(c.t)
		default:
			r.emitParagraph(c.p)
		}
	}
}

// emitParagraph gives a paragraph as one block, or as several where its forced
// breaks separate items; then what is anchored in it.
func (r *reader) emitParagraph(p *para) {
	if text := strings.TrimSpace(p.text); p.mark == "" && (shape.IsXref(text) || r.cited && shape.GoesOn(text)) && r.cite(text) {
		return
	}
	first := len(r.doc.Blocks)
	r.emitText(p)
	if len(r.doc.Blocks) > first {
		r.lastBlock = first
	}
	if h := strings.TrimSpace(p.hidden); h != "" {
		r.add(block.Block{Type: block.Para, Text: h, Place: p.place, Hidden: true})
		r.warn(p.place, "隠し文字に設定された文字があります。")
	}
	anchor := r.lastBlock
	for _, b := range p.boxes {
		if text := strings.TrimSpace(plain(b.content)); shape.IsXref(text) && r.cite(text) {
			continue
		}
		r.emit(b.content)
		if anchor >= 0 {
			r.lastBlock = anchor // citations below belong to the text, not to the box
		}
	}
}

// cite attaches a margin citation to the block it stands beside.
func (r *reader) cite(text string) bool {
	if r.lastBlock < 0 {
		return false
	}
	b := &r.doc.Blocks[r.lastBlock]
	if !shape.CitesFit(b.Xref, text) {
		return false
	}
	b.Xref = shape.AddLines(b.Xref, text)
	r.cited = true
	return true
}

func (r *reader) emitText(p *para) {
	text := strings.TrimSpace(p.text)
	switch {
	case text == "" && (p.mark == "" || p.bullet):
		return
	case tocHeadName.MatchString(p.style.name), p.mark == "" && shape.IsContentsHead(text):
		r.add(block.Block{Type: block.Header, Text: text, Place: p.place})
		return
	case shape.IsScope(text) && r.scope(text):
		return
	}
	hint := r.hint(p, text)
	parts := []string{text}
	if !hint.Contents && hint.Heading == 0 {
		parts = shape.Split(text)
	}
	for i, part := range parts {
		if i > 0 {
			hint.Mark, hint.Heading = "", 0
		}
		if i > 0 && shape.IsXref(part) {
			r.lastBlock = len(r.doc.Blocks) - 1
			r.cite(part)
			continue
		}
		hint.Emphasis = hint.Emphasis || r.entries.Lists(hint.Mark, part)
		typ, no, body, scope := shape.Classify(part, hint)
		if typ == block.TOC {
			r.entries.Add(body)
		}
		if typ == block.Chapter || typ == block.Section || typ == block.TOC {
			body = shape.JoinLines(body)
		}
		r.add(block.Block{Type: typ, No: no, Text: body, Scope: scope, Place: p.place})
	}
}

// hint tells what the format says about a paragraph.
func (r *reader) hint(p *para, text string) shape.Hint {
	hint := shape.Hint{
		Heading:  p.style.outline,
		Emphasis: p.heads || p.bold || p.size*10 > r.bodySize*11,
		Listed:   p.mark != "" || p.style.hanging,
		Contents: p.contents,
		Mark:     p.mark,
	}
	if p.style.leader && !hint.Contents {
		if entry, _, _ := shape.CutLeader(text); entry != text {
			hint.Contents = true
		}
	}
	return hint
}

// scope gives target symbols on a line of their own to the heading above.
func (r *reader) scope(text string) bool {
	n := len(r.doc.Blocks)
	if n == 0 {
		return false
	}
	b := &r.doc.Blocks[n-1]
	if b.Scope != "" || b.Type != block.Chapter && b.Type != block.Section {
		return false
	}
	b.Scope = text
	return true
}
