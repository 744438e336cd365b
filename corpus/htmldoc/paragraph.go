package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// flush ends a paragraph; n is the block element it stands in.
func (w *walker) flush(n *html.Node) {
	defer w.endAsides()
	s, bold := w.buf.take()
	if s == "" {
		return
	}
	place := w.place(n)
	if w.sink != nil {
		if w.mark != "" {
			s, w.mark = w.mark+"　"+s, ""
		}
		w.sink.lines = append(w.sink.lines, s)
		return
	}
	if w.furnish != "" || shape.IsContentsHead(s) {
		typ := w.furnish
		if typ == "" {
			typ = block.Header
		}
		w.add(block.Block{Type: typ, Text: s, Place: place}, n)
		return
	}
	if w.isNote {
		w.add(block.Block{Type: block.Footnote, No: w.note, Text: trimNote(s, w.note), Place: place, Anchor: w.notes.places[w.note]}, n)
		return
	}
	if w.citation(s, n) {
		return
	}
	hint := shape.Hint{Heading: w.level, Emphasis: bold, Listed: w.listed, Contents: w.contents}
	parts := []string{s}
	if !w.contents && w.level == 0 {
		parts = shape.Split(s)
	}
	for i, part := range parts {
		if i > 0 && shape.IsXref(part) {
			w.attach(len(w.doc.Blocks)-1, part)
			continue
		}
		w.paragraph(part, hint, n, place, i == 0)
	}
}

// paragraph gives one piece of running text.
func (w *walker) paragraph(s string, hint shape.Hint, n *html.Node, place string, first bool) {
	if shape.IsScope(strings.TrimSpace(s)) && w.scope(strings.TrimSpace(s)) {
		return
	}
	if first && w.mark != "" {
		if _, _, own := shape.CutMark(strings.TrimSpace(s)); !own && !hint.Contents && !shape.IsNote(s) {
			hint.Mark = w.mark
		}
		w.mark = ""
	}
	hint.Emphasis = hint.Emphasis || w.entries.Lists(hint.Mark, s)
	typ, no, body, scope := shape.Classify(s, hint)
	if typ == block.TOC {
		w.entries.Add(body)
	}
	if typ == block.Chapter || typ == block.Section || typ == block.TOC {
		body = shape.JoinLines(body)
	}
	w.add(block.Block{Type: typ, No: no, Text: body, Scope: scope, Place: place}, n)
}

// scope gives target symbols on a line of their own to the heading above.
func (w *walker) scope(s string) bool {
	if len(w.doc.Blocks) == 0 {
		return false
	}
	b := &w.doc.Blocks[len(w.doc.Blocks)-1]
	if b.Scope != "" || b.Type != block.Chapter && b.Type != block.Section {
		return false
	}
	b.Scope = s
	return true
}

func (w *walker) add(b block.Block, n *html.Node) {
	w.emitAsides()
	if b.Hidden = b.Hidden || w.hidden; b.Hidden {
		w.doc.Warnings = append(w.doc.Warnings, block.Warning{Place: b.Place, Message: whyHidden})
	}
	if w.xrefNext != "" && b.Type != block.Header && b.Type != block.Footer && !b.Hidden {
		b.Xref, w.xrefNext = w.xrefNext, ""
	}
	w.xrefAt = -1
	w.doc.Blocks = append(w.doc.Blocks, b)
}
