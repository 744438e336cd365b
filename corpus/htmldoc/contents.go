package htmldoc

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

var (
	contentsName = pattern.New(`(?i)(?:^|[\s_-])(?:toc|msotoc|mokuji|table[\s_-]?of[\s_-]?contents|contents?-?list)(?:$|[\s_-]|[0-9])|目次`)
	pageNumber   = pattern.New(`^[-－–—]?\s*[0-9０-９ivx]{1,4}\s*[-－–—]?$`)
)

// isContents reports whether an element says that it is the table of contents.
func isContents(n *html.Node) bool {
	return contentsName.MatchString(attr(n, "class")) || contentsName.MatchString(attr(n, "id")) || attr(n, "role") == "doc-toc" ||
		n.DataAtom == atom.Nav && onlyLinks(n)
}

// onlyLinks reports whether all text below n is links to places in the page, and
// there are at least two of them.
func onlyLinks(n *html.Node) bool {
	links, left := 0, 5000 // nodes; no contents list is longer
	var check func(*html.Node) bool
	check = func(n *html.Node) bool {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if left--; left < 0 {
				return false
			}
			switch {
			case k.DataAtom == atom.A && strings.HasPrefix(attr(k, "href"), "#"):
				links++
			case k.Type == html.TextNode && strings.TrimSpace(k.Data) != "" && !shape.IsContentsHead(k.Data) && !pageNumber.MatchString(strings.TrimSpace(k.Data)):
				return false
			case !check(k):
				return false
			}
		}
		return true
	}
	return check(n) && links > 1
}

// pageBehind matches a contents line that ends in its page number.
var pageBehind = pattern.New(`(?s)^(.*[^\s.．…‥・･])([\s.．…‥・･]+)([0-9０-９]{1,4})$`)

// entry reads a line of the contents that is one link to a place in the page, as
// office programs save it: title, white space or dots, and page number. It is ok
// only beside another one.
func entry(n *html.Node) (title, page string, ok bool) {
	title, page, ok = linkWithPage(n)
	return title, page, ok && (besideEntry(n, true) || besideEntry(n, false))
}

func besideEntry(n *html.Node, after bool) bool {
	for k := n; ; {
		if after {
			k = k.NextSibling
		} else {
			k = k.PrevSibling
		}
		if k == nil || k.Type == html.ElementNode {
			_, _, ok := linkWithPage(k)
			return ok
		}
	}
}

// linkWithPage takes an element that is nothing but one link within the page.
func linkWithPage(n *html.Node) (title, page string, ok bool) {
	if n == nil {
		return "", "", false
	}
	var link *html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.ElementNode && link == nil && k.DataAtom == atom.A && strings.HasPrefix(attr(k, "href"), "#"):
			link = k
		case k.Type == html.ElementNode && k.DataAtom != atom.Br, k.Type == html.TextNode && strings.TrimSpace(k.Data) != "":
			return "", "", false
		}
	}
	if link == nil {
		return "", "", false
	}
	m := pageBehind.FindStringSubmatch(plainText(link))
	if m == nil || len(m[0]) > 400 {
		return "", "", false
	}
	return m[1], m[3], true
}

// contentsRow reports whether the children of an element stand apart on one
// line of the contents: title, leader, page number.
func (w *walker) contentsRow(n *html.Node) bool {
	var kids []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.TextNode && strings.TrimSpace(k.Data) != "":
			if !w.contents {
				return false
			}
		case k.Type == html.ElementNode:
			kids = append(kids, k)
		}
	}
	if !w.contents && (len(kids) < 2 || w.level > 0 || !pageNumber.MatchString(strings.TrimSpace(start(kids[len(kids)-1], 40)))) {
		return false
	}
	for k := range n.Descendants() {
		if blockLevel[k.DataAtom] && (w.contents || k.FirstChild != nil && k.Parent != n) {
			return false
		}
	}
	if w.contents {
		return len(kids) > 0
	}
	typ, no, _, _ := shape.Classify(start(kids[0], 400), shape.Hint{Emphasis: true})
	return no != "" && (typ == block.Chapter || typ == block.Section)
}

// tabbed reads the children of a contents line with tabs between them.
func (w *walker) tabbed(n *html.Node) {
	for k := n.FirstChild; k != nil && w.err == nil; k = k.NextSibling {
		if k.Type == html.ElementNode {
			w.buf.tab()
			w.kids(k)
			continue
		}
		w.node(k)
	}
}

// numberedHeading reports whether an element holds a heading with a number: it
// is then part of the text, whatever it is called.
func numberedHeading(n *html.Node) bool {
	for k := range n.Descendants() {
		if len(k.Data) == 2 && k.Type == html.ElementNode && k.Data[0] == 'h' && k.Data[1] >= '1' && k.Data[1] <= '6' {
			if _, no, _, _ := shape.Classify(inner(k), shape.Hint{Heading: 1}); no != "" {
				return true
			}
		}
	}
	return false
}
