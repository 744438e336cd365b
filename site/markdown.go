package site

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Two readers of Markdown. Our own pages (content/*.md) may use all of it. A
// note of a source is somebody else's print: only paragraphs and links are
// recognised there, so that an asterisk, a number with a dot or a tag stays
// the text it was.
var (
	pageMarkdown = goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAttribute()), // ## 見出し {#report}
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(sourceRenderer{}, 100), util.Prioritized(pageRenderer{}, 90))),
	)
	noteMarkdown = goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
			parser.WithInlineParsers(util.Prioritized(parser.NewLinkParser(), 200)),
		)),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(sourceRenderer{}, 100), util.Prioritized(literalRenderer{}, 90))),
	)
)

// note renders a note of a source. The result holds p, a, span and br only.
func note(text string) template.HTML { return render(noteMarkdown, []byte(text)) }

// prose renders one of our own pages.
func prose(src []byte) template.HTML { return render(pageMarkdown, src) }

func render(md goldmark.Markdown, src []byte) template.HTML {
	var buf bytes.Buffer
	if err := md.Convert(src, &buf); err != nil {
		// Only a failing writer makes goldmark fail; a buffer does not. Should it
		// ever happen the text must still be readable.
		return template.HTML(template.HTMLEscapeString(string(src)))
	}
	return template.HTML(buf.Bytes())
}

// sourceRenderer prints links that a page may have and shows raw HTML as the
// text it is. goldmark by itself would leave raw HTML out, and with it words
// of the source.
type sourceRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (sourceRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, renderLink)
	reg.Register(ast.KindImage, renderImage)
	reg.Register(ast.KindRawHTML, renderRawHTML)
	reg.Register(ast.KindHTMLBlock, renderHTMLBlock)
}

func renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	dest := string(n.Destination)
	switch {
	case webAddress(dest) != "":
		if entering {
			_, _ = w.WriteString(`<a rel="noreferrer" href="` + template.HTMLEscapeString(dest) + `">`)
		} else {
			_, _ = w.WriteString(`</a>`)
		}
	case isLocalPage(dest):
		if entering {
			_, _ = w.WriteString(`<a href="` + template.HTMLEscapeString(dest) + `">`)
		} else {
			_, _ = w.WriteString(`</a>`)
		}
	case !entering:
		_, _ = w.WriteString(`<span class="muted">（リンク先は資料に残っていません）</span>`)
	}
	return ast.WalkContinue, nil
}

// pageRenderer prints what only our own pages may have besides: links into the
// site and its pictures.
type pageRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, func(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		dest := string(node.(*ast.Link).Destination)
		if webAddress(dest) != "" {
			return renderLink(w, source, node, entering)
		}
		if entering {
			_, _ = w.WriteString(`<a href="` + template.HTMLEscapeString(dest) + `">`)
		} else {
			_, _ = w.WriteString(`</a>`)
		}
		return ast.WalkContinue, nil
	})
	reg.Register(ast.KindImage, func(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
		n := node.(*ast.Image)
		if !entering {
			return ast.WalkContinue, nil
		}
		var alt strings.Builder
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				alt.Write(t.Value(source))
			}
		}
		_, _ = w.WriteString(`<img class="picture" loading="lazy" src="` + template.HTMLEscapeString(string(n.Destination)) + `" alt="` + template.HTMLEscapeString(alt.String()) + `">`)
		return ast.WalkSkipChildren, nil
	})
}

// isLocalPage reports whether an address is a page of this site beside the
// page itself: "help.html".
func isLocalPage(dest string) bool {
	return safeName(dest) && len(dest) > 5 && dest[len(dest)-5:] == ".html"
}

// renderImage shows the words of an image; pages load nothing from elsewhere.
func renderImage(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func renderRawHTML(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		segments := node.(*ast.RawHTML).Segments
		for i := 0; i < segments.Len(); i++ {
			s := segments.At(i)
			_, _ = w.Write(util.EscapeHTML(s.Value(source)))
		}
	}
	return ast.WalkSkipChildren, nil
}

func renderHTMLBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.HTMLBlock)
	_, _ = w.WriteString("<p>")
	for i := 0; i < n.Lines().Len(); i++ {
		s := n.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(s.Value(source)))
	}
	if n.HasClosure() {
		_, _ = w.Write(util.EscapeHTML(n.ClosureLine.Value(source)))
	}
	_, _ = w.WriteString("</p>\n")
	return ast.WalkContinue, nil
}

// literalRenderer prints text as the bytes it stands for: no entity and no
// backslash is resolved.
type literalRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (literalRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindText, renderLiteral)
}

func renderLiteral(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Text)
	html.DefaultWriter.RawWrite(w, n.Segment.Value(source))
	if n.SoftLineBreak() || n.HardLineBreak() {
		_, _ = w.WriteString("<br>")
	}
	return ast.WalkContinue, nil
}
