package htmldoc

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// text gathers the inline text of a paragraph as a browser shows it.
type text struct {
	b     strings.Builder
	space bool // white space is due before the next character
	wrap  bool // it holds a line end of the source
	pre   int
	strong,
	plain int // depth of bold elements, characters outside them
}

// inline takes a text node.
func (w *walker) inline(n *html.Node) {
	if w.buf.pre > 0 {
		for i, line := range strings.Split(strings.ReplaceAll(n.Data, "\r\n", "\n"), "\n") {
			if i > 0 {
				w.buf.line()
			}
			w.buf.add(line)
		}
		return
	}
	w.buf.collapse(n.Data)
}

// collapse adds text with its ASCII white space collapsed. A line end of the
// source between two Japanese characters leaves nothing.
func (t *text) collapse(s string) {
	for _, r := range s {
		switch r {
		case ' ', '\t', '\f':
			t.space = true
			continue
		case '\n', '\r':
			t.space, t.wrap = true, true
			continue
		case '\u00AD', '\u200B', '\uFEFF': // soft hyphen and break opportunities
			continue
		case '\u00A0':
			r = ' '
		}
		if t.space {
			t.due(r)
		}
		t.put(r)
	}
}

// due writes the white space that stands before r, if any is to be seen.
func (t *text) due(r rune) {
	last, _ := utf8.DecodeLastRuneInString(t.b.String())
	if t.b.Len() > 0 && last != '\n' && last != '\t' && !(t.wrap && wide(last) && wide(r)) {
		t.b.WriteByte(' ')
	}
	t.space, t.wrap = false, false
}

func wide(r rune) bool { return r >= 0x2000 }

func (t *text) put(r rune) {
	if t.strong == 0 && r != ' ' && r != '　' {
		t.plain++
	}
	t.b.WriteRune(r)
}

// add writes text as it is.
func (t *text) add(s string) {
	for _, r := range s {
		if t.space {
			t.due(r)
		}
		t.put(r)
	}
}

// line is a forced line break.
func (t *text) line() {
	t.space, t.wrap = false, false
	if t.b.Len() > 0 {
		t.b.WriteByte('\n')
	}
}

// tab separates what stands apart on one line.
func (t *text) tab() {
	t.space, t.wrap = false, false
	if t.b.Len() > 0 {
		t.b.WriteByte('\t')
	}
}

func (t *text) bold(is bool, d int) {
	if is {
		t.strong += d
	}
}

// take ends the paragraph and returns it; bold is true if all of it was.
func (t *text) take() (s string, bold bool) {
	s, bold = strings.TrimSpace(t.b.String()), t.plain == 0
	t.b.Reset()
	t.space, t.wrap, t.plain = false, false, 0
	return s, bold && s != ""
}
