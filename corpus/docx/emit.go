package docx

import (
	"fmt"
	"slices"
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
		typ, no, body, scope := shape.Classify(part, hint)
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
		Emphasis: p.bold || p.size*10 > r.bodySize*11,
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

// plain is the text of content: a line for every paragraph, numbers included.
// Tables inside are blocks of their own.
func plain(content []piece) string {
	var out []string
	for _, c := range content {
		if c.p == nil {
			continue
		}
		text := strings.TrimSpace(c.p.text)
		if c.p.mark != "" && text != "" {
			text = c.p.mark + "　" + text
		}
		out = append(out, text)
		for _, b := range c.p.boxes {
			out = append(out, plain(b.content))
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// emitTable gives the cells of a table, then the tables inside its cells.
func (r *reader) emitTable(t *table) {
	r.tables++
	t.number = r.tables
	slices.SortStableFunc(t.cells, func(a, b *cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	for _, c := range t.cells {
		r.add(block.Block{Type: block.Cell, Text: plain(c.content), Table: t.number, Row: c.row, Col: c.col,
			RowSpan: c.rowSpan, ColSpan: c.colSpan, HeaderRow: c.header, Place: c.place, Hidden: c.hidden})
	}
	r.lastBlock = -1
	for _, c := range t.cells {
		r.emitNested(c.content)
	}
}

// emitNested gives the tables and the hidden text within content whose visible
// text is given already.
func (r *reader) emitNested(content []piece) {
	for _, c := range content {
		if c.t != nil {
			r.warn(c.t.firstPlace(), "セルの中に別の表があります。別の表として読みました。")
			r.emitTable(c.t)
			continue
		}
		if h := strings.TrimSpace(c.p.hidden); h != "" {
			r.add(block.Block{Type: block.Para, Text: h, Place: c.p.place, Hidden: true})
			r.warn(c.p.place, "隠し文字に設定された文字があります。")
		}
		for _, b := range c.p.boxes {
			r.emitNested(b.content)
		}
	}
}

func (t *table) firstPlace() string {
	if len(t.cells) == 0 {
		return ""
	}
	return t.cells[0].place
}

// isLayout reports whether the table only sets citations beside the text: two
// columns, one of which holds nothing but ▶ blocks.
func (t *table) isLayout() bool { return t.citationColumn() >= 0 }

func (t *table) citationColumn() int {
	if t.cols != 2 {
		return -1
	}
	cites, texts := [2]int{}, [2]int{}
	for _, c := range t.cells {
		s := strings.TrimSpace(plain(c.content))
		switch {
		case s == "" || c.col > 1:
		case c.colSpan > 1:
		case shape.IsXref(s):
			cites[c.col]++
		default:
			texts[c.col]++
		}
	}
	for col := 1; col >= 0; col-- {
		if cites[col] > 0 && texts[col] == 0 && cites[1-col] == 0 {
			return col
		}
	}
	return -1
}

// emitLayout gives the text column as running text and the other as citations.
func (r *reader) emitLayout(t *table) {
	at := t.citationColumn()
	for row := range t.rows {
		first, cites := len(r.doc.Blocks), []string{}
		for _, c := range t.cells {
			switch {
			case c.row != row:
			case c.col == at && c.colSpan == 1:
				if s := shape.AddLines(plain(c.content), ""); s != "" {
					cites = append(cites, s)
				}
			default:
				r.emit(c.content)
			}
		}
		if len(cites) == 0 {
			continue
		}
		if r.lastBlock = first; first == len(r.doc.Blocks) {
			r.lastBlock = first - 1
		}
		if !r.cite(strings.Join(cites, "\n")) {
			r.add(block.Block{Type: block.Para, Text: strings.Join(cites, "\n"), Place: t.firstPlace()})
		}
	}
}

// furniture gives headers or footers, each distinct text once.
func (r *reader) furniture(kind string, typ block.Type) {
	var parts []string
	for _, rel := range r.pkg.Rels(r.main) {
		if rel.Kind == kind && !rel.External && r.pkg.Has(rel.Target) && !slices.Contains(parts, rel.Target) {
			parts = append(parts, rel.Target)
		}
	}
	slices.Sort(parts)
	var seen []string
	for _, part := range parts {
		root, err := r.pkg.Parse(part, skipped...)
		if err != nil {
			continue
		}
		r.part, r.paras, r.fields = kind, 0, nil
		content, err := r.flow(root, nil)
		if err != nil {
			continue
		}
		r.flush(&content)
		if text := strings.TrimSpace(plain(content)); text != "" && !slices.Contains(seen, text) {
			seen = append(seen, text)
			r.add(block.Block{Type: typ, Text: text, Place: part})
		}
	}
	r.part = "paragraph"
}

// reportSymbols tells which symbol fonts hold characters without a meaning in
// Unicode.
func (r *reader) reportSymbols() {
	var fonts []string
	for f := range r.symbols {
		fonts = append(fonts, f)
	}
	slices.Sort(fonts)
	for _, f := range fonts {
		r.warn("", "記号フォント「%s」の文字が %d 個あります。Unicode に対応する文字が分からないため、符号のまま示します。", f, r.symbols[f])
	}
}

// reportParts tells what the package holds that is not text of the document.
func (r *reader) reportParts() {
	for _, name := range r.pkg.Faults() {
		r.warn(name, "この部分は壊れていて読めませんでした。")
	}
	if part := r.pkg.Related(r.main, "comments"); part != "" {
		if root, err := r.pkg.Parse(part); err == nil && len(root.Kids) > 0 {
			r.warn(part, "%s", fmt.Sprintf("コメントが %d 件あります。本文ではないため読んでいません。", len(root.Kids)))
		}
	}
}
