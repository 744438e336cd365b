package htmldoc

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// walker turns the tree into blocks.
type walker struct {
	doc   *block.Document
	opts  Options
	css   sheet
	notes references
	err   error

	context
	buf      text
	hidden   bool
	entries  shape.Contents
	mark     string // of a list item, until its first paragraph takes it
	xrefNext string // citations that wait for the block they stand beside
	xrefAt   int    // block that took citations last, -1 if something followed
	tables   int
	cells    int
	starts   map[*html.Node]int // how many blocks there were when an element began
	sink     *sink              // takes the text of a cell, nil outside
	asides   []aside            // of the paragraph or table that is being read
	due      []aside            // of those that have ended, before the next block
}

// context is what the elements around a paragraph say.
type context struct {
	furnish  block.Type // header or footer, empty in the text
	contents bool       // inside the table of contents
	level    int        // of the heading around
	listed   bool
	isNote   bool
	note     string // number of the note around
}

func newWalker(doc *block.Document, opts Options, root *html.Node) *walker {
	w := &walker{doc: doc, opts: opts, starts: map[*html.Node]int{}, xrefAt: -1,
		css: sheet{hide: map[string]bool{}, blocks: map[string]bool{}, unmarked: map[string]bool{}}}
	w.notes = collect(root, &w.css)
	return w
}

// page reads the whole document.
func (w *walker) page(root *html.Node) {
	w.kids(root)
	w.flush(root)
	w.flushXref()
	w.emitAsides()
}

func (w *walker) kids(n *html.Node) {
	for k := n.FirstChild; k != nil && w.err == nil; k = k.NextSibling {
		w.node(k)
	}
}

func (w *walker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.inline(n)
	case html.DocumentNode:
		w.kids(n)
	case html.ElementNode:
		w.element(n)
	}
}

// dropped elements hold no text of the document.
var dropped = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true,
	atom.Object: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Rt: true, atom.Rp: true, atom.Rtc: true, atom.Datalist: true, atom.Head: true, atom.Map: true}

// blockLevel elements end the paragraph before them.
var blockLevel = map[atom.Atom]bool{atom.Html: true, atom.Body: true, atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true, atom.Dl: true, atom.Dt: true,
	atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true,
	atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hgroup: true, atom.Hr: true, atom.Legend: true, atom.Li: true,
	atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.Optgroup: true, atom.Option: true, atom.P: true, atom.Pre: true, atom.Search: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Ul: true, atom.Caption: true, atom.Tr: true, atom.Td: true, atom.Th: true}

func (w *walker) element(n *html.Node) {
	switch {
	case dropped[n.DataAtom]:
		return
	case w.aside(n):
		return
	case w.css.hidden(n) && !w.hidden:
		w.flush(n.Parent)
		w.hidden = true
		w.element(n)
		w.flush(n)
		w.hidden = false
		return
	case n.DataAtom == atom.Br:
		w.buf.line()
		return
	case n.DataAtom == atom.Input:
		w.buf.add(shownInput(n))
		return
	case n.DataAtom == atom.Q:
		w.buf.add("「")
		w.kids(n)
		w.buf.add("」")
		return
	case w.notes.marks[n]:
		w.notes.marked(inner(n), w.place(n))
		return
	case !blockLevel[n.DataAtom] && !w.css.isBlock(n):
		if isStruck(n) {
			w.warnOnce(n, "取り消し線の付いた文字があります。消されたものかどうか分からないため、本文として読みました。")
		}
		w.buf.bold(isBold(n), 1)
		w.kids(n)
		w.buf.bold(isBold(n), -1)
		return
	}
	w.flush(n.Parent)
	w.starts[n] = len(w.doc.Blocks)
	w.block(n)
}

// block reads a block element with what it changes for the text inside.
func (w *walker) block(n *html.Node) {
	saved := w.context
	defer func() {
		w.flush(n)
		w.context = saved
	}()
	w.contents = w.contents || isContents(n)
	if w.furnish == "" {
		w.furnish = w.role(n)
	}
	if no, ok := w.notes.number[n]; ok {
		w.isNote, w.note = true, no
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.level = int(n.Data[1] - '0')
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		w.list(n)
		return
	case atom.Table:
		w.table(n)
		return
	case atom.Pre:
		w.buf.pre++
		defer func() { w.buf.pre-- }()
	}
	if title, page, ok := entry(n); ok && w.level == 0 {
		w.contents = true
		w.buf.add(title)
		w.buf.tab()
		w.buf.add(page)
		return
	}
	if w.contentsRow(n) {
		w.contents = true
		w.tabbed(n)
		return
	}
	w.kids(n)
}

// role tells furniture: navigation, and the head and foot of the whole page.
func (w *walker) role(n *html.Node) block.Type {
	outer := n.Parent != nil && (n.Parent.DataAtom == atom.Body || n.Parent.Parent != nil && n.Parent.Parent.DataAtom == atom.Body && n.Parent.DataAtom == atom.Div)
	switch r := attr(n, "role"); {
	case w.contents:
		return ""
	case n.DataAtom == atom.Nav, r == "navigation", r == "banner", n.DataAtom == atom.Header && outer && !numberedHeading(n):
		return block.Header
	case r == "contentinfo", n.DataAtom == atom.Footer && outer, n.DataAtom == atom.Div && outer && attr(n, "title") == "footer":
		return block.Footer
	case n.DataAtom == atom.Div && outer && attr(n, "title") == "header": // as LibreOffice saves a running head
		return block.Header
	}
	return ""
}

// place is the line of the element or, if the parser made it up, of the nearest
// one around.
func (w *walker) place(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if s := attr(n, lineAttr); s != "" {
			return "line " + s
		}
	}
	return "line 1"
}

// shownInput is what a page shows of a form's field: its mark or its value.
func shownInput(n *html.Node) string {
	switch t := strings.ToLower(attr(n, "type")); {
	case t == "hidden" || t == "password" || t == "image" || t == "file" || t == "color" || t == "range":
		return ""
	case t != "checkbox" && t != "radio":
		return attr(n, "value")
	case hasAttr(n, "checked"):
		return "☑"
	}
	return "☐"
}

func isBold(n *html.Node) bool {
	return n.DataAtom == atom.B || n.DataAtom == atom.Strong || boldStyle.MatchString(attr(n, "style"))
}

var boldStyle = pattern.New(`(?i)font-weight\s*:\s*(?:bold|bolder|[6-9]00)`)

// fail keeps the first error.
func (w *walker) fail(place, format string, args ...any) {
	if w.err == nil {
		w.err = &Error{Place: place, Msg: fmt.Sprintf(format, args...), Remedy: "split the page into smaller files"}
	}
}
