package site

import (
	_ "embed"
	"regexp"
	"sort"
	"strings"

	"shogo/corpus"
)

//go:embed content/abbreviations.tsv
var abbreviations string

// term is a word that a source defines or, for an abbreviation that none
// defines, that we explain ourselves.
type term struct {
	Name   string
	Text   []string // paragraphs
	Source string   // citation of the requirement that defines it; empty for our own words
	id     string   // of that requirement
	Anchor string   // on the page of terms
}

// Own reports whether the explanation is ours and no source's.
func (t *term) Own() bool { return t.id == "" }

// glossary finds terms in texts.
type glossary struct {
	terms   []*term // in the order of their names
	byName  map[string]*term
	pattern *regexp.Regexp
}

// newGlossary collects the definitions of the corpus, the first of each term,
// and then the abbreviations that none of them defines.
func newGlossary(c *corpus.Corpus) *glossary {
	g := &glossary{byName: map[string]*term{}}
	for _, r := range c.Requirements {
		for _, p := range r.Parts {
			if p.Kind == corpus.PartDefinition {
				g.add(&term{Name: p.Label, Text: paragraphs(p.Text), Source: r.Citation, id: r.ID})
			}
		}
	}
	for _, line := range strings.Split(abbreviations, "\n") {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			g.add(&term{Name: f[0], Text: []string{f[1], f[2]}})
		}
	}
	sort.Slice(g.terms, func(i, j int) bool { return g.terms[i].Name < g.terms[j].Name })
	var names []string
	for i, t := range g.terms {
		t.Anchor = numberAnchor("t", i)
		names = append(names, t.Name)
	}
	// The longest first: MAC アドレス before MAC.
	sort.SliceStable(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	for i, n := range names {
		names[i] = regexp.QuoteMeta(n)
	}
	g.pattern = regexp.MustCompile(strings.Join(names, "|"))
	return g
}

// add keeps the first term of a name. A name of one character would mark words
// everywhere.
func (g *glossary) add(t *term) {
	if t.Name = strings.TrimSpace(t.Name); len([]rune(t.Name)) < 2 || g.byName[t.Name] != nil {
		return
	}
	g.byName[t.Name] = t
	g.terms = append(g.terms, t)
}

// termsBody is the body of terms.html.
type termsBody struct{ Terms []termView }

type termView struct {
	*term
	URL string
}

func (b *builder) termsPage() page {
	p := b.newPage("terms.html", "terms.html", "用語と略語")
	p.home()
	p.crumb(p.Title, "")
	var body termsBody
	for _, t := range b.terms.terms {
		v := termView{term: t}
		if !t.Own() {
			v.URL = b.addr.of(t.id, p.Name)
		}
		body.Terms = append(body.Terms, v)
	}
	p.Body = body
	return p
}
