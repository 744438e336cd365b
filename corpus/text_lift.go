package corpus

import (
	"slices"
	"strings"

	"shogo/corpus/block"
)

// A liftedText is a text on its way through a dialect of blocks: it is put into
// blocks first, and what the dialect says of a block is said of its lines
// afterwards.
type liftedText struct {
	*blockText
	text  *Text
	byRow []Role  // one per line: furniture and blank lines, later all
	pages []int   // page of every line, 0 if unknown
	lines [][]int // indices of the lines of every block
}

func newLiftedText(t *Text) *liftedText {
	l := &liftedText{text: t}
	title := ""
	for _, p := range scrapePages(t) {
		l.byRow = append(l.byRow, p.Roles...)
		for range p.Roles {
			l.pages = append(l.pages, p.Page)
		}
		if title == "" {
			title = p.Title
		}
	}
	l.blockText = &blockText{source: t.entry(), doc: &block.Document{Format: string(FormatText), Title: title}}
	return l
}

// put adds a block of the given lines.
func (l *liftedText) put(b block.Block, lines ...int) {
	if len(lines) > 0 {
		b.Page = l.pages[lines[0]]
	}
	l.doc.Blocks = append(l.doc.Blocks, b)
	l.lines = append(l.lines, lines)
	l.roles = append(l.roles, "")
}

// last is the block added last, nil for none.
func (l *liftedText) last() *block.Block {
	if n := len(l.doc.Blocks); n > 0 {
		return &l.doc.Blocks[n-1]
	}
	return nil
}

// goOn adds a line to the block added last.
func (l *liftedText) goOn(i int, join func(a, b string) string) {
	b, n := l.last(), len(l.lines)-1
	b.Text = join(b.Text, lineText(l.text, i))
	l.lines[n] = append(l.lines[n], i)
}

// provenanceOf names the lines of blocks.
func (l *liftedText) provenanceOf(blocks ...int) Provenance {
	p := Provenance{Source: l.text.Name, Lines: []int{}}
	for _, i := range blocks {
		if p.Page == 0 {
			p.Page = l.doc.Blocks[i].Page
		}
		p.Lines = append(p.Lines, lineNumbers(l.text, l.lines[i])...)
	}
	p.Lines = sortedUnique(p.Lines)
	return p
}

// settled is what the dialect has made of the blocks, said of lines. A line that
// no block took is left over.
func (l *liftedText) settled(p *parsed) *parsed {
	for _, r := range p.requirements {
		if i := r.Provenance.Block - 1; i >= 0 {
			r.Provenance = l.provenanceOf(i)
		}
	}
	for _, f := range append(l.findings, p.findings...) {
		if i := f.Block - 1; i >= 0 {
			at := l.provenanceOf(i)
			f.Page, f.Lines, f.Place, f.Block = at.Page, at.Lines, "", 0
		}
		p.findings = append(p.findings, f)
	}
	l.finishRoles()
	for i, lines := range l.lines {
		for _, k := range lines {
			l.byRow[k] = l.roles[i]
		}
	}
	for i, r := range l.byRow {
		if r == "" {
			l.byRow[i] = RoleUnassigned
		}
	}
	p.roles = l.byRow
	return p
}

// titleLines gives the lines of the title page, and those near the top that hold
// one of the words, their role, and to the document its title.
func (l *liftedText) titleLines(words ...string) {
	holds := func(s string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
	}
	for _, i := range titlePage(l.text, l.byRow, holds) {
		l.byRow[i] = RoleHeading
		l.doc.Title += lineText(l.text, i)
	}
	seen := 0
	for i := range l.text.Lines {
		s := lineText(l.text, i)
		if l.byRow[i] != "" {
			continue
		}
		if seen++; seen > titleReachLines {
			return
		}
		if holds(squash(s)) && len([]rune(s)) <= 80 && !strings.Contains(s, "。") {
			l.byRow[i] = RoleHeading
			l.doc.Title += s
		}
	}
}

// namedOnTop reports whether the title of a text, or one of the lines in front
// of its first sentence, holds the words. Other documents name them in a note
// or in 「」.
func namedOnTop(t *Text, words ...string) bool {
	roles, _, _, title := furniture(t)
	if title != "" {
		return containsAll(squash(title), words)
	}
	seen := 0
	for i := range t.Lines {
		if roles[i] != "" {
			continue
		}
		s := squash(lineText(t, i))
		if seen++; seen > titleReachLines || strings.Contains(s, "。") {
			return false
		}
		if containsAll(s, words) && len([]rune(s)) <= 80 && !strings.ContainsRune("※「『[(（・-*", []rune(s)[0]) {
			return true
		}
	}
	return false
}
