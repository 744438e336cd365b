package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"mime"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Files of a site that the edition in one file cannot hold: the desks and the
// comparison load parts of their own.
var notSingle = []string{"sheet", "compare", "contract.html"}

// Single makes one HTML file of a finished site: every page a section of it,
// stylesheet, script, pictures and search data inside. Names are the files of
// the site and read gives their content. A browser opens it from anywhere; a
// policy that names the script and the stylesheet by their hashes admits
// nothing else, and nothing is fetched. The same site gives the same bytes.
func Single(names []string, read func(name string) ([]byte, error)) ([]byte, error) {
	s := &single{read: read, pages: map[string]bool{}}
	for _, n := range names {
		if path.Ext(n) == ".html" && !slices.ContainsFunc(notSingle, func(p string) bool { return strings.HasPrefix(n, p) }) {
			s.pages[n] = true
		}
	}
	root, err := s.parse(startPage)
	if err != nil {
		return nil, err
	}
	main := firstElement(root, "main")
	if main == nil || !s.pages[startPage] {
		return nil, fmt.Errorf("build single file: the start page has no main part")
	}
	if err := s.rewrite(root, startPage); err != nil {
		return nil, err
	}
	main.AppendChild(wrap(main, startPage))
	for _, name := range slices.Sorted(slices.Values(names)) {
		if name != startPage && s.pages[name] {
			section, err := s.section(name)
			if err != nil {
				return nil, err
			}
			main.AppendChild(section)
		}
	}
	if err := s.inline(root, names); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := html.Render(&out, root); err != nil {
		return nil, fmt.Errorf("build single file: %w", err)
	}
	return append(out.Bytes(), '\n'), nil
}

const startPage = "index.html"

// single is the file being made.
type single struct {
	read          func(string) ([]byte, error)
	pages         map[string]bool
	script, style string // names of the files
}

func (s *single) parse(name string) (*html.Node, error) {
	data, err := s.read(name)
	if err != nil {
		return nil, fmt.Errorf("build single file: %w", err)
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("build single file: %s: %w", name, err)
	}
	return root, nil
}

// section makes a section of a page.
func (s *single) section(name string) (*html.Node, error) {
	root, err := s.parse(name)
	if err != nil {
		return nil, err
	}
	main := firstElement(root, "main")
	if main == nil {
		return nil, fmt.Errorf("build single file: %s has no main part", name)
	}
	if err := s.rewrite(main, name); err != nil {
		return nil, err
	}
	return wrap(main, name), nil
}

// wrap moves what main holds into a section of its own.
func wrap(main *html.Node, name string) *html.Node {
	section := &html.Node{Type: html.ElementNode, Data: "section", Attr: []html.Attribute{{Key: "id", Val: name}, {Key: "data-page", Val: name}}}
	for c := main.FirstChild; c != nil; c = main.FirstChild {
		main.RemoveChild(c)
		section.AppendChild(c)
	}
	return section
}

// firstElement returns the first element of a name below n, nil if there is none.
func firstElement(n *html.Node, name string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == name {
			return d
		}
	}
	return nil
}

// idLists are the attributes that name ids of the same page.
var idLists = []string{"for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant"}

// rewrite makes ids and addresses of a page those of the whole file. The start
// page keeps its ids, for the script knows them.
func (s *single) rewrite(n *html.Node, page string) error {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if page != startPage {
			lower(d)
		}
		for i := range d.Attr {
			a := &d.Attr[i]
			switch {
			case page != startPage && a.Key == "id":
				a.Val = page + "#" + a.Val
			case page != startPage && slices.Contains(idLists, a.Key):
				ids := strings.Fields(a.Val)
				for k := range ids {
					ids[k] = page + "#" + ids[k]
				}
				a.Val = strings.Join(ids, " ")
			case a.Key == "href" && d.Data == "a", a.Key == "action":
				a.Val = s.address(a.Val, page)
			case a.Key == "src" && d.Data == "img":
				uri, err := s.dataURI(path.Join(path.Dir(page), a.Val))
				if err != nil {
					return err
				}
				a.Val = uri
			}
		}
		if d.Data == "a" {
			d.Attr = slices.DeleteFunc(d.Attr, func(a html.Attribute) bool { return a.Key == "href" && a.Val == "" })
		}
	}
	return nil
}

// lower moves a heading one level down: the file has one main heading.
func lower(n *html.Node) {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '5' {
		n.Data = "h" + string(n.Data[1]+1)
		n.DataAtom = 0
	}
}

// address is where a link leads in the file, "" to a page it does not hold.
func (s *single) address(href, page string) string {
	if strings.Contains(href, ":") {
		return href
	}
	file, anchor, marked := strings.Cut(href, "#")
	file, query, _ := strings.Cut(file, "?")
	target := page
	if file != "" {
		target = path.Join(path.Dir(page), file)
	}
	switch {
	case !s.pages[target]:
		return ""
	case query != "" && target == startPage:
		return "#" + query
	case target == startPage && marked:
		return "#" + anchor
	case marked && anchor != "":
		return "#" + target + "#" + anchor
	}
	return "#" + target
}

func (s *single) dataURI(name string) (string, error) {
	data, err := s.read(name)
	if err != nil {
		return "", fmt.Errorf("build single file: %w", err)
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".svg" {
		kind = "image/svg+xml" // whatever this machine calls it
	} else if path.Ext(name) == ".png" {
		kind = "image/png"
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data), nil
}

// inline puts stylesheet, script, icon and search data into the file.
func (s *single) inline(root *html.Node, names []string) error {
	head, body := firstElement(root, "head"), firstElement(root, "body")
	body.Attr = append(body.Attr, html.Attribute{Key: "data-single"})
	var drop []*html.Node
	for d := range head.Descendants() {
		a := attributes(d)
		switch {
		case d.Data == "script" && strings.HasPrefix(a["src"], "assets/shogo-"):
			s.script = a["src"]
			drop = append(drop, d)
		case d.Data == "script":
			drop = append(drop, d)
		case d.Data == "link" && a["rel"] == "stylesheet":
			s.style = a["href"]
			drop = append(drop, d)
		case d.Data == "link" && a["rel"] == "icon":
			uri, err := s.dataURI(a["href"])
			if err != nil {
				return err
			}
			setAttribute(d, "href", uri)
		}
	}
	for _, d := range drop {
		d.Parent.RemoveChild(d)
	}
	style, err := s.element("style", s.style)
	if err != nil {
		return err
	}
	head.AppendChild(style)
	for _, name := range slices.Sorted(slices.Values(names)) {
		if strings.HasPrefix(name, "search/") {
			block, err := s.block(name)
			if err != nil {
				return err
			}
			body.AppendChild(block)
		}
	}
	script, err := s.element("script", s.script)
	if err != nil {
		return err
	}
	body.AppendChild(script)
	for d := range head.Descendants() {
		if d.Data == "meta" && strings.EqualFold(attributes(d)["http-equiv"], "Content-Security-Policy") {
			setAttribute(d, "content", "default-src 'none'; script-src '"+sourceHash(script)+"'; style-src '"+sourceHash(style)+"'; img-src data:; form-action 'none'; base-uri 'none'")
		}
	}
	return nil
}

// element makes a script or style of a file.
func (s *single) element(kind, name string) (*html.Node, error) {
	data, err := s.read(name)
	if err != nil {
		return nil, fmt.Errorf("build single file: %w", err)
	}
	if kind == "script" {
		// A script ends at the first such word, even inside of a string.
		data = regexp.MustCompile(`(?i)</(script)`).ReplaceAll(data, []byte(`<\/$1`))
		data = bytes.ReplaceAll(data, []byte("<!--"), []byte(`\x3c!--`))
	}
	return withText(kind, string(data)), nil
}

func withText(kind, text string, attr ...html.Attribute) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: kind, Attr: attr}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	return n
}

// call is a file of search data: a function and its arguments.
var call = regexp.MustCompile(`(?s)^(?:\(window\.(\w+)\|\|.*?\}\)|(\w+))\((.*)\);\n$`)

// block holds a file of search data as text that no browser runs: the name of
// the function and, on the next line, its arguments.
func (s *single) block(name string) (*html.Node, error) {
	data, err := s.read(name)
	if err != nil {
		return nil, fmt.Errorf("build single file: %w", err)
	}
	m := call.FindSubmatch(data)
	if m == nil {
		return nil, fmt.Errorf("build single file: %s is no call with data", name)
	}
	// < stands in strings only, where this is the same.
	args := bytes.ReplaceAll(m[3], []byte("<"), []byte(`\u003c`))
	return withText("script", string(m[1])+string(m[2])+"\n"+string(args),
		html.Attribute{Key: "type", Val: "text/plain"}, html.Attribute{Key: "data-file", Val: name}), nil
}

// sourceHash is what a policy admits an element by.
func sourceHash(n *html.Node) string {
	sum := sha256.Sum256([]byte(n.FirstChild.Data))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func setAttribute(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
		}
	}
}
