package htmldoc

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// citation takes a block of ▶ citations: it belongs to the block that stands
// beside it, or above it in running text.
func (w *walker) citation(s string, n *html.Node) bool {
	if !shape.IsXref(s) {
		if w.xrefAt >= 0 && shape.CitesFit(w.doc.Blocks[w.xrefAt].Xref, s) && shape.GoesOn(s) {
			w.attach(w.xrefAt, s)
			return true
		}
		return false
	}
	if w.hidden || !shape.CitesFit(w.xrefNext, s) {
		return false
	}
	row, beside := rowOf(n)
	at := len(w.doc.Blocks) - 1
	if beside {
		at = -1
		for i := w.starts[row]; i < len(w.doc.Blocks); i++ {
			if b := w.doc.Blocks[i]; !b.Hidden && b.Type != block.Header && b.Type != block.Footer {
				at = i
				break
			}
		}
		if at < 0 { // the margin comes first in the file
			w.xrefNext = shape.AddLines(w.xrefNext, s)
			return true
		}
	}
	if at < 0 || w.doc.Blocks[at].Type == block.Header || w.doc.Blocks[at].Type == block.Cell || !shape.CitesFit(w.doc.Blocks[at].Xref, s) {
		return false
	}
	w.attach(at, s)
	return true
}

func (w *walker) attach(at int, s string) {
	b := &w.doc.Blocks[at]
	b.Xref = shape.AddLines(b.Xref, s)
	w.xrefAt = at
}

// flushXref gives citations that no block followed as text of their own.
func (w *walker) flushXref() {
	if s := w.xrefNext; s != "" {
		w.xrefNext = ""
		w.add(block.Block{Type: block.Para, Text: s, Place: "line 1"}, nil)
	}
}

// rowOf is the element whose children stand side by side, one of which holds
// the block n; beside is false if n is a part of the running text.
func rowOf(n *html.Node) (row *html.Node, beside bool) {
	for ; n != nil && n.Parent != nil; n = n.Parent {
		p := n.Parent
		switch p.DataAtom {
		case atom.Body, atom.Html, atom.Main, atom.Article, atom.Section, atom.Li, atom.Ol, atom.Ul:
			return p, false
		}
		if others := textKids(p); others > 1 {
			return p, others <= 3
		}
	}
	return nil, false
}

// textKids counts the element children that hold text.
func textKids(n *html.Node) int {
	count := 0
	for k := n.FirstChild; k != nil && count < 5; k = k.NextSibling {
		if k.Type == html.ElementNode && hasText(k) {
			count++
		}
	}
	return count
}
