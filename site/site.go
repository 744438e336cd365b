// Package site publishes a corpus as static pages.
//
// In goes a *corpus.Corpus, out come files through a Writer: pages in
// Japanese, one stylesheet, one script and the data of the search. The pages
// read fully without script, hold relative addresses only, load nothing from
// another origin, and work from file:// as from any path of a web server.
//
//	err := site.Build(c, site.Options{}, site.DirWriter("public"))
//
// Build writes the same bytes for the same corpus. It knows nothing of
// folders being swapped or refused; that is the command's part.
package site

import (
	"fmt"
	"sort"

	"shogo/corpus"
	"shogo/corpus/assessment"
	"shogo/index"
)

// Options of a build. The zero value is a complete site.
type Options struct {
	// Report is where a visitor reports an error: an address (https://…,
	// mailto:…) or a plain Japanese phrase. Without one the pages name the
	// person who handed the site on.
	Report string
	// Index is the index of the same corpus, whose data the browser searches.
	// Nil makes one in memory, which takes about a second.
	Index *index.Index

	noSearch bool // for tests of the pages alone
}

// Build writes the whole site for c to w. Errors name the id or file they are
// about; after an error the output is incomplete and must not be published.
func Build(c *corpus.Corpus, opts Options, w Writer) error {
	b, err := newBuilder(c, opts)
	if err != nil {
		return err
	}
	sums := &summing{w: w, sums: map[string]string{}}
	w = sums
	assets, err := writeAssets(w)
	if err != nil {
		return err
	}
	b.assets = assets
	for _, p := range b.pages() {
		data, err := p.render()
		if err != nil {
			return fmt.Errorf("build site: page %q: %w", p.Name, err)
		}
		if err := w.WriteFile(p.Name, data); err != nil {
			return err
		}
	}
	if err := b.writeDiffs(w); err != nil {
		return err
	}
	if err := b.writeSearch(w); err != nil {
		return err
	}
	return sums.finish()
}

// builder holds what every page needs, looked up once.
type builder struct {
	c         *corpus.Corpus
	opts      Options
	addr      *address
	assets    assets
	linksFrom map[string][]*corpus.Link
	linksTo   map[string][]*corpus.Link
	groups    map[string]*corpus.Group
	rejected  map[[2]string]*corpus.Link // by both ends
	refused   map[string]int             // rejected links that end at an id
	findings  map[string][]corpus.Finding
	terms     *glossary
	forms     []*assessment.Form
	listings  map[string]string // page of a source's listing, by file name
}

func newBuilder(c *corpus.Corpus, opts Options) (*builder, error) {
	addr, err := newAddress(c)
	if err != nil {
		return nil, err
	}
	b := &builder{
		c: c, opts: opts, addr: addr, terms: newGlossary(c), forms: assessment.Forms(c),
		linksFrom: map[string][]*corpus.Link{}, linksTo: map[string][]*corpus.Link{},
		groups: map[string]*corpus.Group{}, findings: map[string][]corpus.Finding{}, listings: map[string]string{},
	}
	for _, g := range c.Groups {
		b.groups[g.ID] = g
	}
	seen := map[string]bool{}
	for _, r := range c.Requirements {
		if seen[r.ID] {
			return nil, fmt.Errorf("build site: requirement %q stands twice in the corpus", r.ID)
		}
		seen[r.ID] = true
	}
	for _, l := range c.Links {
		from, to := b.canonical(l.From), b.canonical(l.To)
		for _, end := range []string{from, to} {
			if _, ok := addr.place[end]; !ok {
				return nil, fmt.Errorf("build site: link %q: no requirement or group %q", l.ID, end)
			}
		}
		b.linksFrom[from] = append(b.linksFrom[from], l)
		b.linksTo[to] = append(b.linksTo[to], l)
	}
	b.rejected, b.refused = map[[2]string]*corpus.Link{}, map[string]int{}
	for _, l := range c.Rejected {
		b.rejected[[2]string{b.canonical(l.From), b.canonical(l.To)}] = l
		b.refused[b.canonical(l.To)]++
	}
	for _, f := range c.Findings {
		b.findings[f.ID] = append(b.findings[f.ID], f)
	}
	for _, a := range c.Audits {
		if a.Text != nil {
			b.listings[a.Source] = listingPage(a.Source)
		}
	}
	return b, nil
}

// pages lists every page of the site in the order of their names.
func (b *builder) pages() []page {
	out := []page{b.startPage(), b.listPage(), b.crosswalkPage(), b.auditPage(), b.prosePage("about"), b.prosePage("help"), b.prosePage("guide"), b.prosePage("workspace"), b.prosePage("cluster")}
	out = append(out, b.licensePage())
	out = append(append(out, b.termsPage(), b.comparePage()), b.matrixPages()...)
	out = append(append(out, b.prosePage("sheet-help")), b.sheetPages()...)
	out = append(out, b.diffPages()...)
	out = append(out, b.contractPage(), b.prosePage("contract-help"))
	for _, d := range b.c.Documents {
		out = append(out, b.documentPage(d))
	}
	for _, p := range b.addr.order {
		out = append(out, b.sectionPage(p))
	}
	for _, a := range b.c.Audits {
		if a.Text != nil {
			out = append(out, b.listing(a))
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}
