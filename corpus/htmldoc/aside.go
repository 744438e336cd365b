package htmldoc

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// aside is text within a paragraph or a cell that a reader does not see as part
// of it: what the page hides, and what an edit took out. It comes behind the
// paragraph or table, marked as hidden.
type aside struct{ text, place, why string }

// The reasons, for readers.
const (
	whyHidden  = "ページでは表示されない部分です。"
	whyDeleted = "削除されたと印のある部分（del）です。本文に含めていません。"
)

// aside takes n off the running text if it is to be kept apart.
func (w *walker) aside(n *html.Node) bool {
	deleted := n.DataAtom == atom.Del
	inline := !blockLevel[n.DataAtom] && !w.css.isBlock(n)
	if w.hidden || !deleted && !(w.css.hidden(n) && (inline || w.sink != nil)) {
		return false
	}
	a := aside{text: plainText(n), place: w.place(n), why: whyHidden}
	if deleted {
		a.why = whyDeleted
	}
	if a.text != "" && !w.contents { // page numbers that only print
		w.asides = append(w.asides, a)
	}
	return true
}

// endAsides ends the paragraph or table that asides stand in, unless a cell is
// being read. What follows may still be a citation or a target of that block.
func (w *walker) endAsides() {
	if w.sink == nil {
		w.due, w.asides = append(w.due, w.asides...), nil
	}
}

// emitAsides gives the asides of what has ended.
func (w *walker) emitAsides() {
	for _, a := range w.due {
		w.warn(a.place, a.why)
		w.doc.Blocks = append(w.doc.Blocks, block.Block{Type: block.Para, Text: a.text, Place: a.place, Hidden: true})
	}
	w.due = nil
}

func (w *walker) warn(place, message string) {
	w.doc.Warnings = append(w.doc.Warnings, block.Warning{Place: place, Message: message})
}

// warnOnce reports a doubt once for each place.
func (w *walker) warnOnce(n *html.Node, message string) {
	if k := len(w.doc.Warnings); k == 0 || w.doc.Warnings[k-1] != (block.Warning{Place: w.place(n), Message: message}) {
		w.warn(w.place(n), message)
	}
}

// plainText is the text below n with its white space collapsed.
func plainText(n *html.Node) string {
	var t text
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			t.collapse(n.Data)
		case dropped[n.DataAtom]:
			return
		case n.DataAtom == atom.Br || blockLevel[n.DataAtom]:
			t.line()
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			visit(k)
		}
	}
	visit(n)
	s, _ := t.take()
	return s
}

func isStruck(n *html.Node) bool {
	return n.DataAtom == atom.S || n.DataAtom == atom.Strike || struckStyle.MatchString(attr(n, "style"))
}

var struckStyle = pattern.New(`(?i)text-decoration(?:-line)?\s*:[^;]*line-through`)
