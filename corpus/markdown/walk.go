package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"shogo/corpus/block"
	"shogo/corpus/htmldoc"
	"shogo/corpus/shape"
)

// walker turns the syntax tree into blocks.
type walker struct {
	doc    *block.Document
	opts   Options
	source []byte
	err    error
	tables int
	cells  int
	marks  map[int]string // where the mark of a footnote stands first
	last   int            // block that a citation belongs to, -1 if none
	cited  bool           // nothing has followed the last citation
}

// context is what the nodes around a paragraph say.
type context struct {
	depth    int
	mark     *string // of the list item around, until its first paragraph takes it
	listed   bool
	footnote string
	note     int // its index
}

func (w *walker) kids(n ast.Node, c context) {
	if c.depth > w.opts.Depth && w.err == nil {
		w.err = &Error{Place: w.place(n), Msg: fmt.Sprintf("quotations and lists nest deeper than %d", w.opts.Depth), Remedy: "write the text with less nesting"}
	}
	c.depth++
	for k := n.FirstChild(); k != nil && w.err == nil; k = k.NextSibling() {
		w.block(k, c)
	}
}

func (w *walker) block(n ast.Node, c context) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n, c)
	case *ast.List:
		w.list(n, c)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.add(block.Block{Type: block.Para, Text: strings.TrimRight(w.raw(n), "\n"), Place: w.place(n)})
	case *ast.HTMLBlock:
		w.html(n)
	case *east.Table:
		w.table(n)
	case *east.FootnoteList:
		w.kids(n, c)
	case *east.Footnote:
		c.footnote, c.note = strconv.Itoa(n.Index), n.Index
		w.kids(n, c)
	case *ast.ThematicBreak:
	default: // Blockquote and what extensions add
		w.kids(n, c)
	}
}

func (w *walker) add(b block.Block) {
	if b.Text == "" && b.No == "" && b.Type != block.Cell {
		return
	}
	w.doc.Blocks = append(w.doc.Blocks, b)
	w.cited = false
	if w.last = len(w.doc.Blocks) - 1; b.Type == block.Cell {
		w.last = -1
	}
}

func (w *walker) heading(n *ast.Heading) {
	s, _ := w.inline(n)
	s = shape.JoinLines(strings.ReplaceAll(s, soft, "\n"))
	if shape.IsContentsHead(s) {
		w.add(block.Block{Type: block.Header, Text: s, Place: w.place(n)})
		return
	}
	if w.doc.Title == "" && n.Level == 1 {
		w.doc.Title = s
	}
	typ, no, body, scope := shape.Classify(s, shape.Hint{Heading: n.Level})
	w.add(block.Block{Type: typ, No: no, Text: body, Scope: scope, Place: w.place(n)})
}

func (w *walker) paragraph(n ast.Node, c context) {
	s, bold := w.inline(n)
	if cites := strings.ReplaceAll(s, soft, "\n"); w.last >= 0 && shape.CitesFit(w.doc.Blocks[w.last].Xref, cites) && (shape.IsXref(s) || w.cited && shape.GoesOn(cites)) {
		w.cite(cites)
		return
	}
	if c.footnote != "" {
		w.add(block.Block{Type: block.Footnote, No: c.footnote, Text: unwrap(s), Place: w.place(n), Anchor: w.marks[c.note]})
		return
	}
	first, at := w.line(n), 0
	for i, part := range split(s) {
		place := fmt.Sprintf("line %d", first+at)
		at += lines(part)
		if i > 0 && shape.IsXref(part) {
			w.cite(strings.ReplaceAll(part, soft, "\n"))
			continue
		}
		part = unwrap(part)
		if shape.IsScope(part) && w.scope(part) {
			continue
		}
		hint := shape.Hint{Emphasis: bold, Listed: c.listed}
		if c.mark != nil && *c.mark != "" {
			if _, _, own := shape.CutMark(part); !own && !shape.IsNote(part) {
				hint.Mark, hint.Emphasis = *c.mark, false
			}
			*c.mark = ""
		}
		typ, no, body, scope := shape.Classify(part, hint)
		w.add(block.Block{Type: typ, No: no, Text: body, Scope: scope, Place: place})
	}
}

// cite attaches a block of ▶ citations to the block above.
func (w *walker) cite(lines string) {
	b := &w.doc.Blocks[w.last]
	b.Xref = shape.AddLines(b.Xref, lines)
	w.cited = true
}

// scope gives target symbols on a line of their own to the heading above.
func (w *walker) scope(s string) bool {
	if w.last < 0 {
		return false
	}
	b := &w.doc.Blocks[w.last]
	if b.Scope != "" || b.Type != block.Chapter && b.Type != block.Section {
		return false
	}
	b.Scope = s
	return true
}

func (w *walker) list(n *ast.List, c context) {
	count := n.Start
	for k := n.FirstChild(); k != nil && w.err == nil; k = k.NextSibling() {
		mark := string(n.Marker)
		if n.IsOrdered() {
			mark = strconv.Itoa(count) + mark
			count++
		}
		item := c
		item.mark, item.listed = &mark, true
		w.kids(k, item)
	}
}

// html reads HTML within Markdown, such as a table with spans.
func (w *walker) html(n *ast.HTMLBlock) {
	raw := w.raw(n)
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(w.source))
	}
	doc, err := htmldoc.Read([]byte(raw), htmldoc.Options{Cells: w.opts.Cells - w.cells})
	if err != nil {
		return // a comment, or nothing that shows
	}
	first, base := w.line(n), w.tables
	for _, b := range doc.Blocks {
		if line, err := strconv.Atoi(strings.TrimPrefix(b.Place, "line ")); err == nil {
			b.Place = fmt.Sprintf("line %d", first+line-1)
		}
		if b.Type == block.Cell {
			b.Table += base
			w.tables = max(w.tables, b.Table)
			w.cells += max(1, b.ColSpan)
		}
		w.add(b)
	}
}

// table reads a table of GitHub's kind, whose first row holds the captions.
func (w *walker) table(n *east.Table) {
	w.tables++
	row := 0
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		_, header := k.(*east.TableHeader)
		col := 0
		for c := k.FirstChild(); c != nil; c = c.NextSibling() {
			if w.cells++; w.cells > w.opts.Cells {
				w.err = &Error{Place: w.place(k), Msg: fmt.Sprintf("the tables have more than %d cells", w.opts.Cells), Remedy: "split the file"}
				return
			}
			s, _ := w.inline(c)
			w.add(block.Block{Type: block.Cell, Text: unwrap(s), Table: w.tables, Row: row, Col: col, RowSpan: 1, ColSpan: 1, HeaderRow: header, Place: w.place(k)})
			col++
		}
		row++
	}
}

// raw is the source of a code or HTML block.
func (w *walker) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		b.Write(at.Value(w.source))
	}
	return b.String()
}

func (w *walker) place(n ast.Node) string { return fmt.Sprintf("line %d", w.line(n)) }

// line is the line that a node begins on.
func (w *walker) line(n ast.Node) int {
	at := -1
	_ = ast.Walk(n, func(k ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case k.Type() == ast.TypeBlock && k.Lines() != nil && k.Lines().Len() > 0:
			at = k.Lines().At(0).Start
		case k.Kind() == ast.KindText:
			at = k.(*ast.Text).Segment.Start
		}
		if at >= 0 {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	if at < 0 {
		return 1
	}
	return 1 + bytes.Count(w.source[:min(at, len(w.source))], []byte("\n"))
}
