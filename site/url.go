package site

import (
	"fmt"
	"strings"

	"shogo/corpus"
)

// address is the one mapping from ids to places on the site. A requirement
// stands on the page of the chapter, section or table page that holds it:
//
//	mhlw-6.0-sys-8        doc/mhlw-6.0/sys-8.html#clause
//	mhlw-6.0-sys-8-i03    doc/mhlw-6.0/sys-8.html#i03
//	mhlw-6.0-sys-8.1      doc/mhlw-6.0/sys-8.html#8.1
//	clm-r7-2-i06          doc/clm-r7/2.html#i06
//	annex2-1.1-p25-2-4    doc/annex2-1.1/p25.html#2-4
//
// An address depends on ids alone, so that it survives a new reading of the
// same sources.
type address struct {
	place map[string]place           // by id of a requirement, group or section
	pages map[string]*sectionPage    // by file name
	order []*sectionPage             // in document order
	home  map[string]*corpus.Section // page section by requirement or group id
}

// place is a page and an anchor on it; the anchor is empty for a whole page.
type place struct{ page, anchor string }

// String returns the address relative to the root of the site.
func (p place) String() string {
	if p.anchor == "" {
		return p.page
	}
	return p.page + "#" + p.anchor
}

// sectionPage is one page below doc/: a volume, a chapter or a table page.
type sectionPage struct {
	doc     *corpus.Document
	section *corpus.Section
	parents []*corpus.Section // outermost first
	name    string
	// requirements and groups in the order of the outline.
	requirements []string
	groups       []string
	children     []*sectionPage
	moved        []moved
}

// moved is an old address on a page, of a requirement that stands elsewhere
// since its section became known.
type moved struct{ anchor, id string }

// clauseAnchor is the anchor of the requirement that is its page's own section.
const clauseAnchor = "clause"

// newAddress lays out every page. Requirements that no outline names are put
// on a page of their own, because a requirement without a page would be lost
// silently.
func newAddress(c *corpus.Corpus) (*address, error) {
	a := &address{place: map[string]place{}, pages: map[string]*sectionPage{}, home: map[string]*corpus.Section{}}
	for _, d := range c.Documents {
		if !safeName(d.ID) {
			return nil, fmt.Errorf("lay out site: document id %q: use only ASCII letters, digits, dot, hyphen and underscore", d.ID)
		}
		a.place[d.ID] = place{page: documentPage(d.ID)}
		for _, s := range d.Outline {
			if _, err := a.addPage(d, s, nil); err != nil {
				return nil, err
			}
		}
	}
	if err := a.addStrays(c); err != nil {
		return nil, err
	}
	a.keepOld(c)
	for _, r := range c.TitlesOnly() {
		if p := a.pages["doc/"+r.Document+"/"+r.Section.Number+".html"]; p != nil {
			a.place[r.ID] = place{page: p.name, anchor: anchor(r.Document, r.Section.Number, r.ID)}
		}
	}
	return a, nil
}

// keepOld keeps the addresses that requirements had under their aliases, so
// that a link someone has kept still finds them.
func (a *address) keepOld(c *corpus.Corpus) {
	taken := map[place]bool{}
	for _, p := range a.place {
		taken[p] = true
	}
	for _, r := range c.Requirements {
		for _, alias := range r.Aliases {
			d := c.Document(r.Document)
			tail, ok := strings.CutPrefix(alias, r.Document+"-")
			if !ok || !safeName(tail) || a.place[alias].page != "" {
				continue
			}
			p, slug := a.named(d.ID, alias)
			if p == nil {
				slug, _, _ = strings.Cut(tail, "-")
				p = a.extra(d, slug, "移動した項目")
			}
			old := place{p.name, anchor(d.ID, slug, alias)}
			if taken[old] {
				continue
			}
			taken[old] = true
			p.moved = append(p.moved, moved{old.anchor, r.ID})
		}
	}
}

// extra returns the page of that name outside of the outline, made if needed.
func (a *address) extra(d *corpus.Document, slug, title string) *sectionPage {
	name := "doc/" + d.ID + "/" + slug + ".html"
	if p := a.pages[name]; p != nil {
		return p
	}
	s := &corpus.Section{ID: d.ID + "-" + slug, Kind: corpus.SectionChapter, Title: title, Certainty: corpus.Certain}
	p := &sectionPage{doc: d, section: s, name: name}
	a.pages[name] = p
	a.order = append(a.order, p)
	return p
}

func documentPage(id string) string { return "doc/" + id + "/index.html" }

// addPage makes the page of a top-level section or of a volume's chapter, with
// everything that stands below it in deeper sections.
func (a *address) addPage(d *corpus.Document, s *corpus.Section, parents []*corpus.Section) (*sectionPage, error) {
	slug := strings.TrimPrefix(s.ID, d.ID+"-")
	name := "doc/" + d.ID + "/" + slug + ".html"
	if !safeName(slug) || slug == "index" {
		return nil, fmt.Errorf("lay out site: section id %q: use only ASCII letters, digits, dot, hyphen and underscore", s.ID)
	}
	if a.pages[name] != nil {
		return nil, fmt.Errorf("lay out site: section id %q stands twice in the outline of %q", s.ID, d.ID)
	}
	p := &sectionPage{doc: d, section: s, parents: parents, name: name}
	a.pages[name] = p
	a.order = append(a.order, p)
	a.place[s.ID] = place{page: name}
	a.fill(p, s, slug)
	for _, child := range s.Sections {
		if s.Kind != corpus.SectionVolume {
			child.Walk(func(x *corpus.Section) { a.fill(p, x, slug) })
			continue
		}
		cp, err := a.addPage(d, child, append(parents[:len(parents):len(parents)], s))
		if err != nil {
			return nil, err
		}
		p.children = append(p.children, cp)
	}
	return p, nil
}

// fill puts what stands directly in s on page p.
func (a *address) fill(p *sectionPage, s *corpus.Section, slug string) {
	for _, id := range s.Requirements {
		if _, ok := a.home[id]; ok {
			continue
		}
		a.home[id] = s
		a.place[id] = place{page: p.name, anchor: anchor(p.doc.ID, slug, id)}
		p.requirements = append(p.requirements, id)
	}
	for _, id := range s.Groups {
		a.home[id] = s
		a.place[id] = place{page: p.name, anchor: anchor(p.doc.ID, slug, id)}
		p.groups = append(p.groups, id)
	}
}

// anchor returns what an id adds to its page: the part after the document and
// the section, or, for a section of a chapter, after the volume.
func anchor(doc, slug, id string) string {
	tail := strings.TrimPrefix(id, doc+"-")
	if tail == slug {
		return clauseAnchor
	}
	if rest, ok := strings.CutPrefix(tail, slug+"-"); ok {
		return rest
	}
	if volume, _, ok := strings.Cut(slug, "-"); ok {
		if rest, ok := strings.CutPrefix(tail, volume+"-"); ok {
			return rest
		}
	}
	return tail
}

// addStrays gives requirements outside the outlines a page: members of groups
// their group's, others the page their id names, the rest a page 'other' of
// their document.
func (a *address) addStrays(c *corpus.Corpus) error {
	for _, g := range c.Groups {
		if p := a.pages[a.place[g.ID].page]; p != nil {
			s := &corpus.Section{Requirements: g.Members}
			a.fill(p, s, strings.TrimPrefix(p.section.ID, p.doc.ID+"-"))
		}
	}
	for _, r := range c.Requirements {
		if _, ok := a.place[r.ID]; ok {
			continue
		}
		d := c.Document(r.Document)
		if d == nil {
			return fmt.Errorf("lay out site: requirement %q names the unknown document %q", r.ID, r.Document)
		}
		if p, slug := a.named(d.ID, r.ID); p != nil {
			a.fill(p, &corpus.Section{Requirements: []string{r.ID}}, slug)
			continue
		}
		a.fill(a.extra(d, "other", "章立てに現れない項目"), &corpus.Section{Requirements: []string{r.ID}}, "other")
	}
	return nil
}

// named returns the page whose name starts an id: sys-14 for sys-14-q1.
func (a *address) named(doc, id string) (*sectionPage, string) {
	slug := strings.TrimPrefix(id, doc+"-")
	for {
		i := strings.LastIndexByte(slug, '-')
		if i < 0 {
			return nil, ""
		}
		slug = slug[:i]
		if p := a.pages["doc/"+doc+"/"+slug+".html"]; p != nil {
			return p, slug
		}
	}
}

// of returns the address of an id as seen from a page: "../mhlw-6.0/sys-8.html#i03".
func (a *address) of(id, from string) string {
	p, ok := a.place[id]
	if !ok {
		return ""
	}
	if p.page == from && p.anchor != "" {
		return "#" + p.anchor
	}
	return root(from) + p.String()
}

// root returns the way from a page up to the root of the site: "", "../../".
func root(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }

// safeName reports whether a name can stand in a file name and an address as
// it is.
func safeName(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_') {
			return false
		}
	}
	return s != "" && s[0] != '.'
}
