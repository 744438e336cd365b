package corpus

import (
	"strings"

	"shogo/corpus/block"
)

// manualBlocks reads the checklist's manual. Its items, notes and citations are
// told by their words and not by their layout, so the blocks are written out as
// lines and read by the dialect for text.
var manualBlocks = blockDialect{name: manualDialect.name, start: func(t *blockText) bool {
	text, _ := t.lines()
	return len(text.Lines) > 0 && startsManual(text)
}, parse: parseManualBlocks}

// lines writes the body out as a text: a line per block, and behind it the
// citations of its margin. blocks holds the block of every line.
func (t *blockText) lines() (text *Text, blocks []int) {
	text = &Text{Name: t.source.Name, Encoding: t.doc.Format}
	put := func(i int, s string) {
		for line := range strings.SplitSeq(s, "\n") {
			if strings.TrimSpace(line) != "" {
				text.Lines = append(text.Lines, Line{No: len(text.Lines) + 1, Text: line})
				blocks = append(blocks, i)
			}
		}
	}
	row := -1
	for i := range t.doc.Blocks {
		b := &t.doc.Blocks[i]
		if !t.isBody(i) || b.Type == block.TOC {
			continue
		}
		if b.Type == block.Cell { // a row of a table is a line, its cells parted by bars
			cell := "| " + unwrapCell(b.Text) + " |"
			if n := len(text.Lines); row == b.Table<<20|b.Row && n > 0 {
				text.Lines[n-1].Text += cell[1:]
			} else {
				put(i, cell)
			}
			row = b.Table<<20 | b.Row
			continue
		}
		row = -1
		put(i, strings.TrimSpace(b.No+" "+b.Text))
		put(i, b.Xref)
	}
	return text, blocks
}

func parseManualBlocks(t *blockText, reg *Registry) *parsed {
	text, blocks := t.lines()
	return t.placed(manualDialect.parse(text, reg), blocks)
}

// qaBlocks reads a Q&A, whose questions are told by their numbers and not by
// their layout.
var qaBlocks = blockDialect{name: qaDialect.name, start: func(t *blockText) bool {
	text, _ := t.lines()
	return len(text.Lines) > 0 && startsQA(text, strings.Join(t.titles(), " "))
}, parse: func(t *blockText, reg *Registry) *parsed {
	text, blocks := t.lines()
	return t.placed(parseQA(text, reg, t.describe(reg, FamilyQA)), blocks)
}}

// placed puts the places of blocks where a dialect for text has put lines.
func (t *blockText) placed(p *parsed, blocks []int) *parsed {
	first := func(lines []int) int {
		if len(lines) == 0 {
			return -1
		}
		return blocks[lines[0]-1]
	}
	for _, r := range p.requirements {
		if i := first(r.Provenance.Lines); i >= 0 {
			r.Provenance = t.provenance(i)
		}
		for k := range r.Parts {
			r.Parts[k].Lines = nil
		}
		for k := range r.References {
			r.References[k].Lines = nil
		}
	}
	for _, f := range p.findings {
		if i := first(f.Lines); i >= 0 {
			t.find(f.Kind, i, f.ID, "%s", f.Message)
			continue
		}
		t.findings = append(t.findings, f)
	}
	p.findings = nil
	for k, role := range p.roles {
		if i := blocks[k]; t.roles[i] == "" || t.roles[i] == RoleUnassigned {
			t.roles[i] = role
		}
	}
	for i := range t.doc.Blocks { // the cells of a row share a line
		if b := &t.doc.Blocks[i]; b.Type == block.Cell && t.roles[i] == "" && t.isBody(i) && strings.TrimSpace(b.Text) != "" {
			t.roles[i] = RoleTable
		}
	}
	return p
}
