package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// soft stands for a line end that only wraps the source.
const soft = "\v"

// unwrap removes the line ends that only wrap the source.
func unwrap(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = shape.JoinLines(strings.ReplaceAll(lines[i], soft, "\n"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// forced stands for a line break that ends no line of the source: <br>.
const forced = "\r\n"

// ends matches what a line ends with behind which an item may begin on the next
// line, though Markdown would wrap the two.
var ends = pattern.New(`[。．.：:」』】）)\]]$`)

// split cuts a paragraph at the line breaks behind which something of its own
// begins: forced ones, and those of the source behind the end of a sentence or a
// head, for rules are often written with an item on each line.
func split(s string) []string {
	var out []string
	for _, part := range shape.Split(s) {
		lines := strings.Split(part, soft)
		from := 0
		for i := 1; i < len(lines); i++ {
			before := strings.TrimSpace(lines[i-1])
			if !ends.MatchString(before) && !shape.IsClauseHead(before) {
				continue
			}
			if pieces := shape.Split("x\n" + strings.TrimSpace(lines[i])); len(pieces) > 1 {
				out, from = append(out, strings.Join(lines[from:i], soft)+soft), i
			}
		}
		out = append(out, strings.Join(lines[from:], soft)+"\n")
	}
	return out
}

// lines counts the line ends of the source in a part.
func lines(part string) int {
	return strings.Count(part, soft) + strings.Count(part, "\n") - strings.Count(part, forced)
}

// inline is the text of a paragraph as it is shown; bold is true if all of it is
// strong. Marks of footnotes are no text.
func (w *walker) inline(n ast.Node) (s string, bold bool) {
	t := &inlineText{source: w.source}
	t.kids(n, false)
	for _, note := range t.notes {
		if w.marks[note] == "" {
			w.marks[note] = w.place(n)
		}
	}
	if t.struck {
		w.doc.Warnings = append(w.doc.Warnings, block.Warning{Place: w.place(n), Message: "取り消し線の付いた文字があります。消されたものかどうか分からないため、本文として読みました。"})
	}
	return strings.TrimSpace(t.b.String()), !t.plain && t.b.Len() > 0
}

type inlineText struct {
	source []byte
	b      strings.Builder
	plain  bool  // some text is not strong
	notes  []int // whose marks stand in it
	struck bool  // some text is struck through
}

var lineBreak = pattern.New(`(?i)^<br\s*/?>$`)

func (t *inlineText) kids(n ast.Node, strong bool) {
	for k := n.FirstChild(); k != nil; k = k.NextSibling() {
		switch k := k.(type) {
		case *ast.Text:
			t.write(unescape(k.Segment.Value(t.source), k.IsRaw() || k.Parent().Kind() == ast.KindCodeSpan), strong)
			switch {
			case k.HardLineBreak():
				t.b.WriteByte('\n')
			case k.SoftLineBreak():
				t.b.WriteString(soft)
			}
		case *ast.String:
			t.write(string(k.Value), strong)
		case *ast.AutoLink:
			t.write(string(k.Label(t.source)), strong)
		case *ast.RawHTML:
			t.raw(k)
		case *east.TaskCheckBox:
			if k.IsChecked {
				t.write("☑ ", strong)
			} else {
				t.write("☐ ", strong)
			}
		case *east.FootnoteLink:
			t.notes = append(t.notes, k.Index)
		case *east.FootnoteBacklink:
		case *east.Strikethrough:
			t.struck = true
			t.kids(k, strong)
		case *ast.Emphasis:
			t.kids(k, strong || k.Level >= 2)
		default:
			t.kids(k, strong)
		}
	}
}

// raw takes an HTML tag inside a paragraph: only <br> shows.
func (t *inlineText) raw(n *ast.RawHTML) {
	var s strings.Builder
	for i := range n.Segments.Len() {
		at := n.Segments.At(i)
		s.Write(at.Value(t.source))
	}
	if lineBreak.MatchString(s.String()) {
		t.b.WriteString(forced)
	}
}

func (t *inlineText) write(s string, strong bool) {
	if !strong && strings.TrimSpace(s) != "" {
		t.plain = true
	}
	t.b.WriteString(s)
}

// unescape resolves \ and & as a page shows them; code keeps them.
func unescape(b []byte, code bool) string {
	if code {
		return string(b)
	}
	return string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(b))))
}
