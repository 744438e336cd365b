package site

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"sort"
	"strings"

	"golang.org/x/net/html"
)

// Check reads every page of a finished site and returns what is wrong with it,
// as lines "page: what", sorted by page: structure (one h1, unique ids,
// language, policy), script or style inside a page, anything loaded from
// elsewhere, and links that lead nowhere. An empty result means that a visitor
// meets no dead end.
func Check(m Memory) []string {
	var out []string
	pages := map[string]*pageFacts{}
	for _, name := range m.Pages() {
		f, err := readPage(m[name])
		if err != nil {
			return append(out, name+": "+err.Error())
		}
		pages[name] = f
	}
	for _, name := range m.Pages() {
		for _, problem := range append(pages[name].problems(), deadLinks(name, pages, m)...) {
			out = append(out, name+": "+problem)
		}
	}
	return out
}

// pageFacts is what Check needs of a page.
type pageFacts struct {
	lang, policy string
	headings     []int
	ids          map[string]int
	references   []string // id references of labels and aria attributes
	links        []link
	inline       []string // what a policy without 'unsafe-inline' refuses
}

// link is an attribute that names another file.
type link struct {
	element, target string
	loads           bool // the browser fetches it by itself
}

func readPage(data []byte) (*pageFacts, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	f := &pageFacts{ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f.read(n)
		}
	}
	return f, nil
}

func (f *pageFacts) read(n *html.Node) {
	a := attributes(n)
	for key, value := range a {
		switch {
		case key == "id":
			f.ids[value]++
		case key == "style", strings.HasPrefix(key, "on"):
			f.inline = append(f.inline, n.Data+" "+key)
		case key == "for", key == "aria-labelledby", key == "aria-describedby":
			f.references = append(f.references, strings.Fields(value)...)
		case key == "href", key == "src", key == "action", key == "srcset", key == "poster", key == "data":
			f.links = append(f.links, link{n.Data, value, n.Data != "a" && n.Data != "form"})
		}
	}
	switch n.Data {
	case "html":
		f.lang = a["lang"]
	case "meta":
		if strings.EqualFold(a["http-equiv"], "Content-Security-Policy") {
			f.policy = a["content"]
		}
	case "script":
		if a["src"] == "" {
			f.inline = append(f.inline, "script")
		}
	case "style", "iframe", "object", "embed", "base":
		f.inline = append(f.inline, n.Data)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		f.headings = append(f.headings, int(n.Data[1]-'0'))
	}
}

func attributes(n *html.Node) map[string]string {
	a := map[string]string{}
	for _, x := range n.Attr {
		a[x.Key] = x.Val
	}
	return a
}

// problems are the faults a page shows by itself.
func (f *pageFacts) problems() []string {
	var out []string
	if f.lang != "ja" {
		out = append(out, fmt.Sprintf("lang is %q, want \"ja\"", f.lang))
	}
	if !strings.Contains(f.policy, "default-src 'none'") || strings.Contains(f.policy, "unsafe") {
		out = append(out, fmt.Sprintf("content security policy %q is missing or weak", f.policy))
	}
	ones, last := 0, 0
	for _, h := range f.headings {
		if h == 1 {
			ones++
		}
		if h > last+1 {
			out = append(out, fmt.Sprintf("heading level jumps from %d to %d", last, h))
		}
		last = h
	}
	if ones != 1 {
		out = append(out, fmt.Sprintf("%d h1 headings, want 1", ones))
	}
	for _, id := range sortedKeys(f.ids) {
		if f.ids[id] > 1 {
			out = append(out, fmt.Sprintf("id %q stands %d times", id, f.ids[id]))
		}
	}
	for _, id := range f.references {
		if f.ids[id] == 0 {
			out = append(out, fmt.Sprintf("attribute names the missing id %q", id))
		}
	}
	for _, x := range f.inline {
		out = append(out, "the policy forbids "+x+" inside a page")
	}
	return out
}

// deadLinks follows every link of a page within the site.
func deadLinks(name string, pages map[string]*pageFacts, m Memory) []string {
	var out []string
	for _, l := range pages[name].links {
		u, err := url.Parse(l.target)
		switch {
		case err != nil:
			out = append(out, fmt.Sprintf("%s: address %q cannot be read", l.element, l.target))
			continue
		case u.Scheme != "" || u.Host != "":
			if l.loads || l.element == "form" || u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
				out = append(out, fmt.Sprintf("%s: reaches for %q", l.element, l.target))
			}
			continue
		case strings.HasPrefix(u.Path, "/"):
			out = append(out, fmt.Sprintf("%s: address %q is not relative", l.element, l.target))
			continue
		}
		target := name
		if u.Path != "" {
			target = path.Join(path.Dir(name), u.Path)
		}
		if _, ok := m[target]; !ok {
			out = append(out, fmt.Sprintf("%s: no file %q", l.element, target))
		} else if u.Fragment != "" && (pages[target] == nil || pages[target].ids[u.Fragment] == 0) {
			out = append(out, fmt.Sprintf("%s: no place %q in %q", l.element, u.Fragment, target))
		}
	}
	return out
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
