package corpus

import (
	"strings"
	"unicode/utf8"
)

// A partBuilder turns the lines of one item or clause into parts and gives each
// line its role.
type partBuilder struct {
	t        *Text
	roles    []Role // of the text; one per line
	scrape   bool   // the text is a scraped page, where blank lines part no paragraphs
	old      bool   // and of the scrape that leaves a blank line for every line it dropped
	width    int    // characters of a full line
	margin   bool   // citations are interleaved, so that one between two lines ends nothing
	parts    []Part
	findings []Finding

	open   bool     // the last part may take further lines
	mode   PartKind // what a plain paragraph is: guidance, definition, supplement
	inList bool     // an example with a caption is open
	prev   proseLine
	ahead  []proseLine // the lines behind the one being read
}

// newPartBuilder returns a builder for lines of t.
func newPartBuilder(t *Text, roles []Role, scrape, old bool, lines []proseLine) *partBuilder {
	return &partBuilder{t: t, roles: roles, scrape: scrape, old: old, mode: PartGuidance, width: wrapWidth(lines)}
}

// build reads the lines in order.
func (b *partBuilder) build(lines []proseLine) []Part {
	for n, l := range lines {
		if n > 0 {
			b.prev = lines[n-1]
		}
		b.ahead = lines[n+1:]
		b.line(l, n == 0)
	}
	b.reportEmptyExamples()
	if b.parts == nil {
		return []Part{}
	}
	return b.parts
}

// line assigns one line.
func (b *partBuilder) line(l proseLine, first bool) {
	s := l.s
	for _, f := range faults(s) {
		b.find(FindingFault, l, f)
	}
	if l.cited && !first && !b.margin && endsSentence(b.prev.s) {
		b.mode, b.inList, b.open = PartGuidance, false, false
	}
	if kind, rest := readBlockMarker(s); kind != "" {
		b.mode, b.inList, b.open = kind, false, false
		b.roles[l.i] = partRoles[kind]
		if s = rest; s == "" {
			return
		}
	}
	switch caption, rest := exampleCaption(s); {
	case caption != "" && rest == "" && !inlineExample.MatchString(s):
		b.add(Part{Kind: PartExample, Label: caption}, l)
		b.inList = true
	case caption != "":
		b.add(Part{Kind: PartExample, Label: caption, Text: rest}, l)
		b.inList = false
	case tableCells(strings.Trim(b.t.Lines[l.i].Text, " \r")) != nil:
		b.row(l)
	case noteLine.MatchString(s):
		b.add(Part{Kind: PartNote, Text: s}, l)
		b.inList = false
	default:
		b.plainOrBullet(l, s)
	}
}

func (b *partBuilder) plainOrBullet(l proseLine, s string) {
	if b.captionOpen() {
		last := &b.parts[len(b.parts)-1]
		last.Label = joinText(last.Label, s)
		b.claim(last, l)
		return
	}
	if text, ok := bullet(s); ok {
		if b.inList {
			b.exampleLine(l, bulletAsPrinted(s))
		} else {
			b.add(Part{Kind: PartItem, Text: text}, l)
		}
		return
	}
	if b.numbered(l, s) && !b.inList {
		b.add(Part{Kind: PartItem, Text: s}, l)
		return
	}
	switch {
	case b.continues(l):
		last := &b.parts[len(b.parts)-1]
		last.Text = joinText(last.Text, s)
		b.claim(last, l)
	case b.inList && b.belongsToExample(l, s):
		b.exampleLine(l, s)
	default:
		b.paragraph(l, s)
	}
}

// numbered reports whether s is an entry of a numbered list inside the text:
// ①役目を書き出す, (1) 手順を作る. The mark stays in its words.
func (b *partBuilder) numbered(l proseLine, s string) bool {
	k, rest, ok := anyMark(s)
	if !ok || rest == "" || siblingWords.MatchString(rest) || strings.Contains(rest, Circled(k+1)) {
		return false
	}
	n := len(b.parts)
	inside := n > 0 && b.parts[n-1].Kind == PartItem
	for i := 0; k == 1 && i < len(b.ahead) && i < 4; i++ {
		if next, _, _ := anyMark(b.ahead[i].s); next == 2 {
			return true
		}
	}
	return inside || l.blanks > 0 || endsSentence(b.prev.s) || strings.HasSuffix(b.prev.s, ":") || strings.HasSuffix(b.prev.s, "：")
}

// captionOpen reports whether the last caption ends inside a parenthesis.
func (b *partBuilder) captionOpen() bool {
	if !b.inList || len(b.parts) == 0 {
		return false
	}
	last := b.parts[len(b.parts)-1]
	return last.Kind == PartExample && last.Text == "" && opensBracket(last.Label)
}

// bulletAsPrinted drops the hyphen that a converter sets before a printed ・.
func bulletAsPrinted(s string) string {
	if text, ok := bullet(s); ok && strings.ContainsAny(s[:len(s)-len(text)], "・･") {
		return "・" + text
	}
	return s
}

// exampleLine adds a line to the open example; its lines stay lines, because
// they are alternatives and no running text.
func (b *partBuilder) exampleLine(l proseLine, s string) {
	last := &b.parts[len(b.parts)-1]
	if last.Kind != PartExample {
		b.add(Part{Kind: PartExample, Text: s}, l)
		return
	}
	if last.Text != "" {
		s = "\n" + s
	}
	last.Text += s
	b.claim(last, l)
	b.open = true
}

// belongsToExample tells the content of a captioned example from the text that
// goes on after it. A figure that the text has lost leaves a gap of several
// blank lines; a sentence behind such a gap is no example.
func (b *partBuilder) belongsToExample(l proseLine, s string) bool {
	last := b.parts[len(b.parts)-1]
	if k, _ := listMark(s); k > 0 {
		return true
	}
	if last.Kind != PartExample || last.Text != "" {
		short := utf8.RuneCountInString(s) < b.width/2
		return !strings.Contains(s, "。") && (l.blanks == 0 || short && l.blanks < 3)
	}
	return l.blanks < 2
}
