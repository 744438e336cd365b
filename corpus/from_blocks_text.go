package corpus

import (
	"strconv"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// paragraph adds text to the item it goes on with, else to the explanation of
// the section: a paragraph behind the last item of a list ends the list.
func (p *blockProse) paragraph(i int) {
	b := &p.doc.Blocks[i]
	if p.current == nil && shape.IsContentsHead(b.Text) {
		p.roles[i] = RoleFurniture
		return
	}
	if p.current != nil && p.current.item > 0 && !p.continuesItem(i) {
		p.inList, p.current, p.table = false, p.owner(), 0
	}
	p.text(i, Part{Kind: PartGuidance, Text: b.Text}, RoleGuidance)
}

// continuesItem reports whether paragraph i is of the current item: the item
// does not end yet, or the next item of the list follows. Two volumes of the
// guideline print no explanation behind a list but in numbered sections.
func (p *blockProse) continuesItem(i int) bool {
	if p.volume == "企画管理編" || p.volume == "システム運用編" {
		return true
	}
	if len(p.current.body) == 0 {
		return true // its mark stands alone
	}
	last := p.doc.Blocks[p.current.body[len(p.current.body)-1]]
	if isBullet := last.Type == block.Item && markValue(last.No) != p.current.item; !isBullet && !endsSentence(last.Text) {
		return true
	}
	for j := i + 1; j < len(p.doc.Blocks); j++ {
		switch b := p.doc.Blocks[j]; b.Type {
		case block.Chapter, block.Section, block.ClauseHead:
			return false
		case block.Item:
			if k := markValue(b.No); k > 0 {
				return k == p.last+1
			}
		}
	}
	return false
}

// text adds a piece to the current clause.
func (p *blockProse) text(i int, part Part, role Role) {
	if strings.TrimSpace(part.Text) == "" && part.Rows == nil && part.Label == "" {
		return
	}
	if p.current == nil {
		if p.namesDocument(i) {
			p.roles[i] = RoleHeading
			return
		}
		p.unplaced = append(p.unplaced, i)
		return
	}
	if p.roles[i] = role; p.current.item > 0 && (role == RoleGuidance) {
		p.roles[i] = RoleRequirement
	}
	if p.doc.Blocks[i].Type != block.Cell {
		p.table = 0
	}
	p.current.body = append(p.current.body, i)
	p.current.texts = append(p.current.texts, part)
}

// namesDocument reports whether a line before the first heading is the title of
// the document, whole or in part: the guideline's name, its edition or volume,
// or what the file says its title is.
func (p *blockProse) namesDocument(i int) bool {
	s := squash(p.doc.Blocks[i].Text)
	if s == "" || len([]rune(s)) > 80 || strings.Contains(s, "。") {
		return false
	}
	if title := squash(p.doc.Title + p.source.Title); strings.Contains(title, s) || volumeTitle(s) == strings.Trim(s, "()（）[]［］【】<>＜＞") || editionPrinted.FindString(s) == s {
		return true
	}
	return strings.Contains(s, "安全管理に関するガイドライン") || strings.Contains(s, providerTitle)
}

// footnote goes to the clause that its mark stands in, or to the last of its page
// where the reader of the format does not say.
func (p *blockProse) footnote(i int) {
	b := &p.doc.Blocks[i]
	at := p.clauseAt(b.Anchor)
	said := at != nil
	for _, c := range p.clauses {
		if said {
			break
		}
		if b.Page == 0 || p.doc.Blocks[c.heading].Page <= b.Page {
			at = c
		}
	}
	if at == nil {
		p.unplaced = append(p.unplaced, i)
		return
	}
	p.roles[i] = RoleNote
	at.body = append(at.body, i)
	at.texts = append(at.texts, Part{Kind: PartNote, Label: strings.TrimSpace("脚注 " + b.No), Text: b.Text})
	if !said {
		p.footnotes++
	}
}

// clauseAt is the clause that a place of the text belongs to: the last that
// begins there or before. It is nil where two begin at the place.
func (p *blockProse) clauseAt(place string) (at *blockClause) {
	kind, no := cutPlace(place)
	last, two := 0, false
	for _, c := range p.clauses {
		if k, n := cutPlace(p.doc.Blocks[c.heading].Place); no > 0 && k == kind && n <= no {
			at, last, two = c, n, n == no && last == no
		}
	}
	if two {
		return nil
	}
	return at
}

// cutPlace parts paragraph 12 and line 30; no is 0 for a place of another kind.
func cutPlace(place string) (kind string, no int) {
	kind, number, _ := strings.Cut(place, " ")
	no, err := strconv.Atoi(number)
	if err != nil {
		no = 0
	}
	return kind, no
}

// cell adds a cell to the table of the current clause.
func (p *blockProse) cell(i int) {
	b := &p.doc.Blocks[i]
	if p.current == nil {
		p.unplaced = append(p.unplaced, i)
		return
	}
	if p.table != b.Table {
		g := p.grid(b.Table)
		p.text(i, Part{Kind: PartTable, Rows: g.rows()}, RoleTable)
		p.table = b.Table
		return
	}
	p.roles[i] = RoleTable
	p.current.body = append(p.current.body, i)
}
