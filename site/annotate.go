package site

import (
	"html/template"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"shogo/corpus"
)

// marker puts links into the text of one article: to the definitions of terms,
// the first time each occurs, and to what the text refers to. It adds tags
// around words and changes no character of them.
type marker struct {
	b      *builder
	page   string
	anchor string // of the article
	refs   []textRef
	seen   map[*term]bool
	tips   []tip
}

// textRef is a reference as it stands in the text, and where it leads.
type textRef struct{ raw, url, title string }

// tip is the explanation of a marked term, shown beside it.
type tip struct {
	ID, Source string
	Text       []string
}

// span is a stretch of a text with the tag that opens it.
type span struct {
	from, to int
	open     string
}

func (b *builder) newMarker(r *corpus.Requirement, page string) *marker {
	m := &marker{b: b, page: page, anchor: b.addr.place[r.ID].anchor, seen: map[*term]bool{}}
	for _, x := range r.InternalRefs {
		m.refer(x.Raw, x.Target)
	}
	for _, x := range r.References {
		if x.Status == corpus.Resolved && len(x.Targets) > 0 {
			m.refer(x.Raw, x.Targets[0])
		}
	}
	// The longest first: 2-①② before 2-①.
	sort.SliceStable(m.refs, func(i, j int) bool { return len(m.refs[i].raw) > len(m.refs[j].raw) })
	return m
}

func (m *marker) refer(raw, target string) {
	r := m.b.c.Requirement(target)
	if raw = strings.TrimSpace(raw); raw == "" || r == nil {
		return
	}
	m.refs = append(m.refs, textRef{raw: raw, url: m.b.addr.of(r.ID, m.page), title: strings.TrimSpace(r.Citation + " " + r.Title)})
}

// Annotate returns the text as HTML with its references and terms as links.
func (m *marker) Annotate(s string) template.HTML {
	spans := m.references(s)
	spans = append(spans, m.terms(s, spans)...)
	sort.Slice(spans, func(i, j int) bool { return spans[i].from < spans[j].from })
	var out strings.Builder
	at := 0
	for _, x := range spans {
		out.WriteString(template.HTMLEscapeString(s[at:x.from]))
		out.WriteString(x.open + template.HTMLEscapeString(s[x.from:x.to]) + "</a>")
		at = x.to
	}
	out.WriteString(template.HTMLEscapeString(s[at:]))
	return template.HTML(out.String())
}

// Tips are the explanations of the terms marked so far.
func (m *marker) Tips() []tip { return m.tips }

func (m *marker) references(s string) []span {
	var out []span
	for _, ref := range m.refs {
		for at := 0; ; {
			i := strings.Index(s[at:], ref.raw)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(ref.raw)
			at = to
			if free(out, from, to) && wholeWord(s, from, to) {
				out = append(out, span{from, to, `<a class="ref" href="` + template.HTMLEscapeString(ref.url) + `" title="` + template.HTMLEscapeString(ref.title) + `">`})
			}
		}
	}
	return out
}

func (m *marker) terms(s string, taken []span) []span {
	var out []span
	for _, loc := range m.b.terms.pattern.FindAllStringIndex(s, -1) {
		t := m.b.terms.byName[s[loc[0]:loc[1]]]
		if m.seen[t] || !free(taken, loc[0], loc[1]) || !wholeWord(s, loc[0], loc[1]) {
			continue
		}
		m.seen[t] = true
		url := root(m.page) + "terms.html#" + t.Anchor
		if !t.Own() {
			url = m.b.addr.of(t.id, m.page)
		}
		id := "tip-" + m.anchor + "-" + strconv.Itoa(len(m.tips)+1)
		m.tips = append(m.tips, tip{ID: id, Text: t.Text, Source: t.Source})
		out = append(out, span{loc[0], loc[1], `<a class="term" href="` + template.HTMLEscapeString(url) + `" aria-describedby="` + template.HTMLEscapeString(id) + `">`})
	}
	return out
}

// free reports whether no span overlaps from to to.
func free(spans []span, from, to int) bool {
	for _, x := range spans {
		if from < x.to && x.from < to {
			return false
		}
	}
	return true
}

// wholeWord reports whether the stretch does not cut a word or number of ASCII
// letters: OS is no term inside of DoS, 1.1 none inside of 11.1.
func wholeWord(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	first, _ := utf8.DecodeRuneInString(s[from:])
	last, _ := utf8.DecodeLastRuneInString(s[:to])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !(wordRune(before) && wordRune(first)) && !(wordRune(last) && wordRune(after))
}

func wordRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-'
}

// numberAnchor is the anchor of the i-th of something, counted from 1.
func numberAnchor(kind string, i int) string { return kind + strconv.Itoa(i+1) }
