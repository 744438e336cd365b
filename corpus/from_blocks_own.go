package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"shogo/corpus/block"
)

// ownBlocks reads an organisation's own rules and notes. Markdown is written
// for this; other formats need the manifest's word.
var ownBlocks = blockDialect{name: "own", start: func(t *blockText) bool { return t.doc.Format == "md" }, parse: parseOwnBlocks}

func parseOwnBlocks(t *blockText, reg *Registry) *parsed {
	p := &blockProse{blockText: t, reg: reg, edition: t.citedEdition(), articles: true}
	p.walkWithoutHeading()
	p.walk()
	return p.own(t.ownDocument(FamilyOwn))
}

// citedEdition is the guideline edition that the document's entry, or else its
// front matter, says it cites; empty if neither does.
func (t *blockText) citedEdition() string {
	if t.source.Cites != "" {
		return t.source.Cites
	}
	return strings.TrimSpace(t.doc.Meta["cites"])
}

// walkWithoutHeading opens a clause for text that stands before any heading,
// so that notes without headings are kept.
func (p *blockProse) walkWithoutHeading() {
	for i := range p.doc.Blocks {
		b := &p.doc.Blocks[i]
		if !p.isBody(i) || b.Type == block.TOC {
			continue
		}
		if b.Type == block.Chapter && b.No == "" && p.isTitle(i) {
			continue
		}
		if b.Type != block.Chapter && b.Type != block.Section {
			c := &blockClause{number: "h0", name: "前文", title: "前文", level: 1, heading: i, certainty: Certain}
			c.chapter, p.preface = c, c
		}
		return
	}
}

// own makes the catalog of a document that is no volume of the guideline.
func (p *blockProse) own(d *Document) *parsed {
	out := &parsed{document: d}
	for _, c := range p.clauses {
		if c.item == 0 && len(c.body) == 0 && p.holds(c) {
			continue // a heading over others says nothing of its own; the outline has it
		}
		r := p.requirement(c)
		r.Document, r.ID = d.ID, p.ownClauseID(d.ID, c, c.item)
		number := c.name
		if number == "" {
			number = c.number
		}
		r.Label = number
		if c.label != "" {
			r.Label += "<" + c.label + ">"
		}
		if c.item > 0 {
			if m, _ := utf8.DecodeRuneInString(c.mark); isDigit(m) {
				r.Label += " " // 第5条 2
			}
			r.Label += c.mark
		}
		r.Citation = d.ShortName + " " + r.Label
		r.Section.Number = c.shownNumber()
		p.siblings(r, c, func(k int) string { return p.ownClauseID(d.ID, c, k) })
		out.requirements = p.add(out.requirements, r, c.heading)
	}
	d.Outline = append(d.Outline, p.outline(out.requirements, func(number string) string { return d.ID + "-" + number })...)
	return out
}

func (p *blockProse) ownClauseID(document string, c *blockClause, item int) string {
	id := document + "-" + c.number
	if c.label != "" {
		id += "-" + labelCode(c.label)
	}
	if item > 0 {
		id += fmt.Sprintf("-i%02d", item)
	}
	return id
}

// holds reports whether other clauses stand below the heading c.
func (p *blockProse) holds(c *blockClause) bool {
	for _, q := range p.clauses {
		if q != c && (q.item > 0 && q.number == c.number || c.level == 1 && q.chapter == c) {
			return true
		}
	}
	return false
}
