package htmldoc

import (
	"strings"

	"golang.org/x/net/html"

	"shogo/corpus/pattern"
)

// sheet holds the few declarations of a page's own style sheets that change
// what is text: which simple selectors hide, and which lists show no mark.
type sheet struct {
	hide, blocks, unmarked map[string]bool // by selector: p, .note, #menu, p.note
}

var (
	cssComment = pattern.New(`(?s)/\*.*?\*/`)
	cssRule    = pattern.New(`([^{}]+)\{([^{}]*)\}`)
	simple     = pattern.New(`^[A-Za-z][\w-]*$|^[A-Za-z]?[\w-]*[.#][\w-]+$`)

	hides    = pattern.New(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))`)
	shows    = pattern.New(`(?i)(?:^|;)\s*display\s*:\s*(block|inline|flex|grid|table|list-item)`)
	markless = pattern.New(`(?i)(?:^|;)\s*list-style(?:-type)?\s*:[^;]*\bnone\b`)
)

func (s *sheet) read(text string) {
	text = cssComment.ReplaceAllString(text, "")
	for _, m := range cssRule.FindAllStringSubmatch(outsideMedia(text), -1) {
		for selector := range strings.SplitSeq(m[1], ",") {
			selector = strings.TrimSpace(selector)
			if !simple.MatchString(selector) {
				continue
			}
			switch {
			case hides.MatchString(m[2]):
				s.hide[selector] = true
			case shows.MatchString(m[2]):
				delete(s.hide, selector)
				s.blocks[selector] = !strings.EqualFold(shows.FindStringSubmatch(m[2])[1], "inline")
			}
			if markless.MatchString(m[2]) {
				s.unmarked[selector] = true
			}
		}
	}
}

// outsideMedia leaves out rules that only count on some device or page.
func outsideMedia(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '@')
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		text = text[at:]
		depth, end := 0, len(text)
		for i := range len(text) {
			switch text[i] {
			case '{':
				depth++
			case '}':
				depth--
			}
			if text[i] == '}' && depth <= 0 || text[i] == ';' && depth == 0 {
				end = i + 1
				break
			}
		}
		text = text[end:]
	}
}

// has reports whether a selector of the set matches the element.
func (s *sheet) has(set map[string]bool, n *html.Node) bool {
	if len(set) == 0 {
		return false
	}
	if set[n.Data] {
		return true
	}
	if id := attr(n, "id"); id != "" && (set["#"+id] || set[n.Data+"#"+id]) {
		return true
	}
	for _, c := range strings.Fields(attr(n, "class")) {
		if set["."+c] || set[n.Data+"."+c] {
			return true
		}
	}
	return false
}

// hidden reports whether the page hides the element.
func (s *sheet) hidden(n *html.Node) bool {
	style := attr(n, "style")
	switch {
	case hides.MatchString(style):
		return true
	case shows.MatchString(style):
		return false
	case hasAttr(n, "hidden"):
		return true
	}
	return s.has(s.hide, n)
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// isBlock reports whether a style makes an inline element stand apart.
func (s *sheet) isBlock(n *html.Node) bool {
	if m := shows.FindStringSubmatch(attr(n, "style")); m != nil {
		return !strings.EqualFold(m[1], "inline")
	}
	return s.has(s.blocks, n)
}
