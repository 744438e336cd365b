package site

import (
	"strings"

	"shogo/corpus"
)

// page is what the layout shows around a body.
type page struct {
	Name     string // file name: doc/mhlw-6.0/sys-8.html
	Root     string // way back to the root: ../../
	Template string // file below templates/ that defines "body"
	Title    string // the one h1
	Lead     string // a sentence for search engines and previews
	Kicker   string // small line above the title
	Crumbs   []crumb
	Current  string // which entry of the main navigation is this page
	Wide     bool
	Index    bool   // the page begins to load the index beside the script, and is drawn when both ran
	Frames   bool   // the page frames others of the site
	Desk     string // the script it loads besides the common one, see desks
	Assets   assets
	Editions []editionView
	Report   reportView
	Body     any
}

// crumb is a step of the breadcrumb; the last has no address.
type crumb struct{ Name, URL string }

// reportView says where an error is reported.
type reportView struct{ Text, URL string }

// editionView says which edition is quoted and whether a newer one is known.
type editionView struct {
	Document  *corpus.Document
	Edition   string
	Date      string
	URL       string
	Official  string
	Badge     badge
	Successor *successorView
	// Replaced is set where the official address now serves the successor: the
	// address alone does not lead to the edition quoted here.
	Replaced bool
}

type successorView struct {
	Edition, Published, Official string
	URL, Diff                    string // of the newer edition in this site, and of what has changed; empty if it is not here
	Badge                        badge
}

func (b *builder) newPage(name, template, title string) page {
	p := page{Name: name, Root: root(name), Template: template, Title: title, Assets: b.assets, Report: b.report()}
	for _, d := range b.c.Documents {
		p.Editions = append(p.Editions, b.edition(d, name))
	}
	return p
}

func (b *builder) report() reportView {
	r := b.opts.Report
	switch {
	case r == "":
		return reportView{Text: "このサイトを配布・設置した担当者"}
	case webAddress(r) != "" || len(r) > 7 && r[:7] == "mailto:":
		return reportView{Text: r, URL: r}
	}
	return reportView{Text: r}
}

func (b *builder) edition(d *corpus.Document, from string) editionView {
	v := editionView{
		Document: d, Edition: editionName(d.Edition), Date: dateName(d.Date), URL: root(from) + documentPage(d.ID),
		Official: webAddress(d.LandingPage), Badge: newBadge(d.Certainty, d.CertaintyReason),
	}
	if s := d.Superseded; s != nil {
		v.Successor = &successorView{Edition: editionName(s.Edition), Published: dateName(s.Published),
			Official: webAddress(s.LandingPage), Badge: newBadge(s.Certainty, s.Reason)}
		b.newer(v.Successor, d, from)
		v.Replaced = v.Official != "" && v.Official == v.Successor.Official
	}
	return v
}

func (p *page) crumb(name, url string) { p.Crumbs = append(p.Crumbs, crumb{name, url}) }

// home starts the breadcrumb.
func (p *page) home() { p.crumb("ホーム", p.Root+"index.html") }

// sectionLink is an entry of a table of contents.
type sectionLink struct {
	Section  *corpus.Section
	Name     string
	NoTitle  bool
	URL      string
	Count    int // requirements and groups below it
	Stubs    int // of them without text
	Links    int // links that start or end below it
	Children []sectionLink
}

func (b *builder) sectionLinks(pages []*sectionPage, from string) []sectionLink {
	var out []sectionLink
	for _, sp := range pages {
		l := sectionLink{Section: sp.section, Name: sectionTitle(sp.section), NoTitle: sp.section.Title == "",
			URL: root(from) + sp.name, Children: b.sectionLinks(sp.children, from)}
		for _, id := range append(sp.requirements[:len(sp.requirements):len(sp.requirements)], sp.groups...) {
			l.Links += len(b.linksFrom[id]) + len(b.linksTo[id])
			if r := b.c.Requirement(id); r != nil && b.addr.place[id].anchor != clauseAnchor {
				l.Count++
				if r.Stub {
					l.Stubs++
				}
			}
		}
		for _, c := range l.Children {
			l.Count, l.Stubs, l.Links = l.Count+c.Count, l.Stubs+c.Stubs, l.Links+c.Links
		}
		out = append(out, l)
	}
	return out
}

// sectionTitle is what a section is called in lists and headings. A section
// without a title keeps its number; the template adds that no title is known.
func sectionTitle(s *corpus.Section) string {
	switch {
	case s.Kind == corpus.SectionPage && s.Title == "":
		return strings.TrimPrefix(s.Number, "p.") + "ページ"
	case s.Kind == corpus.SectionVolume && s.Title == "":
		return s.Number
	case s.Number == "" && s.Title == "":
		return s.ID
	}
	return sectionName(s.Number, s.Title)
}

// topPages are the pages of a document that stand in no other page.
func (b *builder) topPages(d *corpus.Document) []*sectionPage {
	var out []*sectionPage
	for _, p := range b.addr.order {
		if p.doc == d && len(p.parents) == 0 {
			out = append(out, p)
		}
	}
	return out
}
