package htmldoc

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/pattern"
)

// references pairs the marks of footnotes with their texts.
type references struct {
	title  string                // of the page
	number map[*html.Node]string // of the block that holds a note
	marks  map[*html.Node]bool   // elements that are only marks or ways back
	places map[string]string     // where the mark of a note stands first
}

// collect reads the style sheets and finds the footnotes: a raised link, or one
// that says it is a note mark, to a place further down.
func collect(root *html.Node, css *sheet) references {
	order, ids, styles := map[*html.Node]int{}, map[string]*html.Node{}, 0
	var links []*html.Node
	r := references{number: map[*html.Node]string{}, marks: map[*html.Node]bool{}, places: map[string]string{}}
	for n := range root.Descendants() {
		order[n] = len(order)
		if id := attr(n, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
		switch n.DataAtom {
		case atom.A:
			if name := attr(n, "name"); name != "" && ids[name] == nil {
				ids[name] = n
			}
			if strings.HasPrefix(attr(n, "href"), "#") {
				links = append(links, n)
			}
		case atom.Title:
			if r.title == "" {
				r.title = strings.Join(strings.Fields(inner(n)), " ")
			}
		case atom.Style:
			if styles += len(inner(n)); styles < 1<<20 {
				css.read(inner(n))
			}
		}
	}
	for _, a := range links {
		target := ids[strings.TrimPrefix(attr(a, "href"), "#")]
		if target == nil || !isMark(a) {
			continue
		}
		if order[target] > order[a] {
			b := blockOf(target)
			if _, twice := r.number[b]; !twice {
				r.number[b] = noteNumber(inner(a))
			}
			r.drop(a)
		} else if _, note := r.number[noteOf(a, r.number)]; note {
			r.drop(a)
		}
	}
	return r
}

// noteNumber is the number that a mark shows.
func noteNumber(mark string) string {
	return strings.Trim(strings.TrimSpace(mark), "[]()（）［］注")
}

// marked notes where the mark of a note stands.
func (r *references) marked(mark, place string) {
	if no := noteNumber(mark); no != "" && r.places[no] == "" {
		r.places[no] = place
	}
}

// drop leaves out a link, with the raised element that holds nothing else.
func (r *references) drop(a *html.Node) {
	r.marks[a] = true
	if p := a.Parent; p != nil && p.DataAtom == atom.Sup && strings.TrimSpace(inner(p)) == strings.TrimSpace(inner(a)) {
		r.marks[p] = true
	}
}

var (
	noteClass = pattern.New(`(?i)footnote|noteref|endnote|fn-?ref`)
	markText  = pattern.New(`^[\[(（［]?(?:注)?[0-9０-９]{0,3}[\])）］]?$|^[*＊†‡※]+[0-9０-９]*$|^[↩↑^⏎]\x{FE0E}?$|^戻る$`)
)

// isMark reports whether a link inside the page looks like a note's mark.
func isMark(a *html.Node) bool {
	s := strings.TrimSpace(inner(a))
	if !markText.MatchString(s) || s == "" {
		return false
	}
	if strings.ContainsAny(s, "↩↑^⏎戻") {
		return true
	}
	for n := a; n != nil && !blockLevel[n.DataAtom]; n = n.Parent {
		if n.DataAtom == atom.Sup || strings.HasPrefix(attr(n, "role"), "doc-note") || strings.HasPrefix(attr(n, "role"), "doc-back") || noteClass.MatchString(attr(n, "class")) {
			return true
		}
	}
	for k := a.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Sup {
			return true
		}
	}
	return false
}

// blockOf is the block element around a node.
func blockOf(n *html.Node) *html.Node {
	for n.Parent != nil && !blockLevel[n.DataAtom] {
		n = n.Parent
	}
	return n
}

// noteOf is the note that a node stands in, nil if none.
func noteOf(n *html.Node, notes map[*html.Node]string) *html.Node {
	for ; n != nil; n = n.Parent {
		if _, ok := notes[n]; ok {
			return n
		}
	}
	return nil
}

// inner is all text below a node.
func inner(n *html.Node) string {
	var b strings.Builder
	for k := range n.Descendants() {
		if k.Type == html.TextNode {
			b.WriteString(k.Data)
		}
	}
	return b.String()
}

// trimNote takes the number off the beginning of a note's text.
func trimNote(s, no string) string {
	if no == "" {
		return s
	}
	rest := strings.TrimLeft(s, "[(（［注※*")
	if after, ok := strings.CutPrefix(rest, no); ok {
		if t := strings.TrimLeft(after, "])）］.．:： 　\t"); t != after || t == "" {
			return t
		}
	}
	return s
}

// hasText reports whether there is any text below a node.
func hasText(n *html.Node) bool {
	for k := range n.Descendants() {
		if k.Type == html.TextNode && strings.TrimSpace(k.Data) != "" {
			return true
		}
	}
	return false
}

// start is the beginning of the text below a node, at most some more than n
// bytes of it.
func start(n *html.Node, most int) string {
	s := ""
	for k := range n.Descendants() {
		if k.Type == html.TextNode {
			if s += k.Data[:min(len(k.Data), most)]; len(s) >= most {
				break
			}
		}
	}
	return s
}
