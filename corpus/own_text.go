package corpus

import (
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// ownDialect reads an organisation's own rules from a plain text. Any text could
// be such rules, so that only the manifest says so.
var ownDialect = dialect{name: ownBlocks.name, family: FamilyOwn, start: func(*Text) bool { return false }, parse: parseOwnText}

func parseOwnText(t *Text, reg *Registry) *parsed {
	l := newLiftedText(t)
	last := -1
	for i := range t.Lines {
		s := lineText(t, i)
		if l.byRow[i] != "" {
			continue
		}
		typ, no, body, scope := shape.Classify(s, shape.Hint{})
		if number, title := cutNumberedTitle(s); typ == block.Item && number != "" && !strings.Contains(s, "。") && standsAlone(l, i) {
			typ, no, body = block.Chapter, number, title // 1. 台帳 between empty lines
		}
		if typ == block.Para && len(l.doc.Blocks) == 0 && !strings.Contains(s, "。") {
			typ = block.Chapter // the title of the rules
		}
		if b := l.last(); typ == block.Para && last == i-1 && (b.Type == block.Para || b.Type == block.Item || b.Type == block.Note) && !endsSentence(b.Text) {
			l.goOn(i, joinText)
		} else {
			l.put(block.Block{Type: typ, No: no, Text: body, Scope: scope}, i)
		}
		last = i
	}
	p := &blockProse{blockText: l.blockText, reg: reg, articles: true}
	p.walkWithoutHeading()
	p.walk()
	out := p.own(l.ownDocument(FamilyOwn))
	l.sayLines(out, p)
	return l.settled(out)
}

// standsAlone reports a line with empty lines around it, or the edge of the text.
func standsAlone(l *liftedText, i int) bool {
	blank := func(k int) bool { return k < 0 || k >= len(l.byRow) || l.byRow[k] == RoleBlank }
	return blank(i-1) && blank(i+1)
}

// sayLines gives the requirements all their lines: the heading alone, as blocks
// have it, is too little to find a sentence by.
func (l *liftedText) sayLines(out *parsed, p *blockProse) {
	for _, r := range out.requirements {
		if c := p.of[r]; c != nil {
			r.Provenance = l.provenanceOf(append([]int{c.heading}, c.body...)...)
		}
	}
}
