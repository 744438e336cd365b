package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

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

// inline is the text of a paragraph as it is shown; bold is true if all of it is
// strong. Marks of footnotes are no text.
func (w *walker) inline(n ast.Node) (s string, bold bool) {
	t := &inlineText{source: w.source}
	t.kids(n, false)
	return strings.TrimSpace(t.b.String()), !t.plain && t.b.Len() > 0
}

type inlineText struct {
	source []byte
	b      strings.Builder
	plain  bool // some text is not strong
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
		case *east.FootnoteLink, *east.FootnoteBacklink:
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
		t.b.WriteByte('\n')
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
