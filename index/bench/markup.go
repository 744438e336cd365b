package main

import (
	"strings"

	"golang.org/x/net/html"
)

var (
	// markupSkip holds no text of the page itself.
	markupSkip = wordSet("script style head nav footer aside header info")
	// markupBreak ends a paragraph, in HTML and in Mallard.
	markupBreak = wordSet("p div li dd tr td th pre br ul ol dl table section blockquote " +
		"item list steps terms note screen code media page")
	markupHead = wordSet("h1 h2 h3 h4 h5 h6 dt title")
)

// markup reads the sections of an HTML or Mallard page: headings and the
// paragraphs up to the next one. A term of a definition list stands behind the
// heading it belongs to. name is the title of text before any heading.
func markup(c *collector, name, text string) {
	m := markupReader{c: c, title: name}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			m.section()
			return
		case html.TextToken:
			m.text(string(z.Text()))
		case html.StartTagToken:
			tag, _ := z.TagName()
			m.open(string(tag))
		case html.EndTagToken:
			tag, _ := z.TagName()
			m.close(string(tag))
		case html.SelfClosingTagToken:
			if tag, _ := z.TagName(); markupBreak[string(tag)] {
				m.paragraph()
			}
		}
	}
}

type markupReader struct {
	c          *collector
	top, title string
	head       string // the heading being read, by its tag
	skip       string // the outermost element left out
	depth      int    // of elements of that name
	buf        strings.Builder
	paragraphs []string
}

func (m *markupReader) open(tag string) {
	switch {
	case m.skip != "":
		if tag == m.skip {
			m.depth++
		}
	case markupSkip[tag]:
		m.skip, m.depth = tag, 1
	case markupHead[tag]:
		m.section()
		m.head = tag
	case markupBreak[tag]:
		m.paragraph()
	}
}

func (m *markupReader) close(tag string) {
	switch {
	case m.skip != "":
		if tag == m.skip {
			m.depth--
			if m.depth == 0 {
				m.skip = ""
			}
		}
	case m.head != "" && tag == m.head:
		m.heading()
	case markupBreak[tag]:
		m.paragraph()
	}
}

func (m *markupReader) text(s string) {
	if m.skip == "" {
		m.buf.WriteString(html.UnescapeString(s))
	}
}

func (m *markupReader) heading() {
	h := m.buf.String()
	if m.head == "title" {
		h = tagless(h) // the tokenizer leaves markup inside <title> alone
	}
	h = clean(h)
	switch {
	case h == "":
	case m.head == "dt" && m.top != "":
		m.title = m.top + " - " + h
	case m.head == "dt":
		m.title = h
	default:
		m.top, m.title = h, h
	}
	m.head = ""
	m.buf.Reset()
}

func (m *markupReader) paragraph() {
	if m.head != "" {
		return
	}
	if m.buf.Len() > 0 {
		m.paragraphs = append(m.paragraphs, m.buf.String())
		m.buf.Reset()
	}
}

func (m *markupReader) section() {
	m.head = ""
	m.paragraph()
	m.c.add(m.title, m.paragraphs)
	m.paragraphs = nil
}

// tagless drops everything between < and >.
func tagless(s string) string {
	var b strings.Builder
	in := false
	for _, c := range s {
		switch {
		case c == '<':
			in = true
		case c == '>' && in:
			in = false
		case !in:
			b.WriteRune(c)
		}
	}
	return b.String()
}
