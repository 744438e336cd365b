package corpus

import (
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// markKind tells the marks of a list from those of the lists inside its items.
type markKind int

const (
	markOther markKind = iota
	markCircled
	markParen  // (1)
	markNumber // 1.
)

func markKindOf(no string) markKind {
	s := foldWidth(strings.TrimSpace(no))
	switch r := []rune(s); {
	case len(r) == 0:
		return markOther
	case CircledValue(r[0]) > 0:
		return markCircled
	case r[0] == '(' || strings.HasSuffix(s, ")"):
		return markParen
	case isDigit(r[0]):
		return markNumber
	}
	return markOther
}

// hasRequirementsHead reports whether any list stands below 【遵守事項】.
func (t *blockText) hasRequirementsHead() bool {
	for i := range t.doc.Blocks {
		if b := &t.doc.Blocks[i]; b.Type == block.ClauseHead && isRequirementsHead(b.Text) {
			return true
		}
	}
	return false
}

// listFollows reports whether ① stands right behind block i.
func (p *blockProse) listFollows(i int) bool {
	for j := i + 1; j < len(p.doc.Blocks); j++ {
		if b := &p.doc.Blocks[j]; p.isBody(j) {
			return b.Type == block.Item && markKindOf(b.No) == markCircled && markValue(b.No) == 1
		}
	}
	return false
}

// isHeading reports whether the last block of the body up to i is a heading.
func (p *blockProse) isHeading(i int) bool {
	for ; i >= 0; i-- {
		if b := &p.doc.Blocks[i]; p.isBody(i) {
			return b.Type == block.Chapter || b.Type == block.Section
		}
	}
	return false
}

// partHeading matches Ａ．制度上の要求事項, C.最低限のガイドライン.
var partHeading = pattern.New(`^([A-DＡ-Ｄ])[.．、\s　]\s*([^。]{2,40})$`)

// openPart opens a part of a section: A to D, in this order, whatever their
// words. The lists of C and D count; a case in 【】 below them counts anew.
func (p *blockProse) openPart(i int) bool {
	b := &p.doc.Blocks[i]
	if b.Type == block.Cell || b.Type == block.TOC || b.Type == block.Note || b.Type == block.Footnote || p.owner() == nil {
		return false
	}
	s := strings.TrimSpace(b.No + " " + b.Text)
	if m := oldContext.FindStringSubmatch(s); m != nil && m[0] == s && p.label != "" {
		p.label = p.label[:1] + m[0]
		p.inList, p.last, p.current, p.roles[i] = true, 0, p.part(i), RoleHeading
		return true
	}
	m := partHeading.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	letter := foldWidth(m[1])
	if p.label == "" && letter > "C" && !strings.Contains(m[2], "ガイドライン") || p.label != "" && letter <= p.label[:1] { // no part follows itself
		return false
	}
	p.label, p.category, p.roles[i] = letter, letter+"."+strings.TrimSpace(m[2]), RoleHeading
	p.inList, p.last, p.current = letter >= "C", 0, p.part(i)
	return true
}

// part makes the clause of a part, to which its text and its lists belong.
func (p *blockProse) part(i int) *blockClause {
	p.partClause = nil
	o := p.owner()
	c := &blockClause{number: o.number, name: o.name, label: p.label, category: p.category, title: o.title, chapter: o.chapter, heading: i, certainty: Certain, level: 3}
	p.open(c)
	p.partClause = c
	return c
}

// isPartLabel reports the label of a part of a section: C, or C【…】 where the
// numbers restart under a case.
func isPartLabel(label string) bool {
	return len(label) > 0 && label[0] >= 'A' && label[0] <= 'D' && (len(label) == 1 || strings.HasPrefix(label[1:], "【"))
}

// partCode is a part inside an id: c, c-x1a2b3c.
func partCode(label string) string {
	code := strings.ToLower(label[:1])
	if context := strings.Trim(label[1:], "【】"); context != "" {
		code += "-x" + fingerprint(context)[:6]
	}
	return code
}

// olderVolume is the volume that the title of an edition up to 5 names.
func olderVolume(title string) string {
	m := editionPrinted.FindStringSubmatch(title)
	if m == nil || !strings.HasPrefix(foldWidth(m[1]), "5.") {
		return ""
	}
	for _, name := range []string{"別冊", "本編"} {
		if strings.Contains(title, name) {
			return name
		}
	}
	return ""
}
