package site

import (
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"shogo/corpus"
	"shogo/corpus/assessment"
)

//go:embed content/*.md
var contentFS embed.FS

// startBody is the body of index.html.
type startBody struct {
	Documents []editionView
	Checklist []checklistView
}

// checklistView is a checklist as a quick list.
type checklistView struct {
	Document *corpus.Document
	Edition  string
	Sections []checklistSection
}

type checklistSection struct {
	Name  string
	URL   string
	Roles []string
	Items []itemLink
}

type itemLink struct {
	URL, Label, Title, Citation string
	Stub                        bool
	ID, Targets, Roles          string // Targets and Roles apart by spaces
}

func (b *builder) startPage() page {
	p := b.newPage("index.html", "start.html", "照合")
	p.Current, p.Index = "start", !b.opts.noSearch
	p.Lead = "医療情報システムの安全管理に関する公的な資料を、項目ごとに検索し、互いの引用をたどるためのサイトです。"
	body := startBody{Documents: p.Editions}
	for _, d := range b.c.Documents {
		if d.Family != corpus.FamilyChecklistManual {
			continue
		}
		v := checklistView{Document: d, Edition: editionName(d.Edition)}
		for _, sp := range b.topPages(d) {
			v.Sections = append(v.Sections, b.checklistSection(sp, p.Name))
		}
		body.Checklist = append(body.Checklist, v)
	}
	p.Body = body
	return p
}

func (b *builder) checklistSection(sp *sectionPage, from string) checklistSection {
	s := checklistSection{Name: sectionTitle(sp.section), URL: root(from) + sp.name, Roles: sp.section.Roles}
	for _, t := range b.titlesOnly(sp.doc, sp.section, from) {
		s.Items = append(s.Items, t.itemLink)
	}
	for _, id := range sp.requirements {
		s.Items = append(s.Items, b.itemLink(id, from))
	}
	if len(s.Items) > len(sp.requirements) { // the titles alone belong between the others
		slices.SortStableFunc(s.Items, byLabel)
	}
	return s
}

func (b *builder) itemLink(id, from string) itemLink {
	r := b.c.Requirement(id)
	if r == nil {
		return itemLink{URL: b.addr.of(id, from), Label: id}
	}
	l := itemLink{URL: b.addr.of(id, from), Label: r.Label, Title: r.Title, Citation: r.Citation, Stub: r.Stub,
		ID: r.ID, Targets: strings.Join(r.Target, " "), Roles: strings.Join(assessment.SheetNames(r.Roles), " ")}
	if r.Kind == corpus.KindMeasure {
		l.Title = r.Text
	}
	return l
}

// documentBody is the body of a document's own page.
type documentBody struct {
	Edition  editionView
	Sources  []sourceView
	Contents []sectionLink
	Total    int
	Stubs    int
}

type sourceView struct {
	*corpus.Source
	Date     string
	Official string // where the text was published, if a page may link there
	Listing  string
}

func (b *builder) documentPage(d *corpus.Document) page {
	p := b.newPage(documentPage(d.ID), "document.html", d.Title)
	p.Lead = d.Title + " " + editionName(d.Edition)
	p.Kicker = d.Publisher
	p.home()
	p.crumb(d.ShortName, "")
	body := documentBody{Edition: b.edition(d, p.Name), Contents: b.sectionLinks(b.topPages(d), p.Name)}
	for _, s := range body.Contents {
		body.Total, body.Stubs = body.Total+s.Count, body.Stubs+s.Stubs
	}
	body.Sources = b.sources(d.Sources, p.Name)
	p.Body = body
	return p
}

func (b *builder) sources(names []string, from string) []sourceView {
	var out []sourceView
	for _, n := range names {
		s := b.c.Source(n)
		if s == nil {
			s = &corpus.Source{Name: n}
		}
		v := sourceView{Source: s, Date: dateName(s.Date), Official: webAddress(s.Address)}
		if l, ok := b.listings[n]; ok {
			v.Listing = root(from) + l
		}
		out = append(out, v)
	}
	return out
}

// sectionBody is the body of a volume's, chapter's or table page's page.
type sectionBody struct {
	Edition      editionView
	Section      *corpus.Section
	Badge        badge
	NoTitle      bool
	Contents     []sectionLink // of a volume
	Requirements []requirementView
	TitlesOnly   []titleOnly // of a checklist
	Groups       []groupView
	Stubs        int
	Findings     []corpus.Finding // about the section itself
	Moved        []movedView
	Prev, Next   *crumb
}

// movedView leads from an old address to the new one.
type movedView struct {
	Anchor string
	Link   itemLink
}

func (b *builder) sectionPage(sp *sectionPage) page {
	p := b.newPage(sp.name, "section.html", sectionTitle(sp.section))
	p.Lead = sp.doc.ShortName + " " + sectionTitle(sp.section)
	p.home()
	p.crumb(sp.doc.ShortName, p.Root+documentPage(sp.doc.ID))
	p.Kicker = sp.doc.ShortName
	for _, parent := range sp.parents {
		p.crumb(sectionTitle(parent), p.Root+b.addr.place[parent.ID].page)
		p.Kicker = sp.doc.ShortName + " ・ " + sectionTitle(parent)
	}
	p.crumb(p.Title, "")
	body := sectionBody{Edition: b.edition(sp.doc, p.Name), Section: sp.section, NoTitle: sp.section.Title == "" && sp.section.Kind != corpus.SectionVolume,
		Badge: newBadge(sp.section.Certainty, sp.section.CertaintyReason), Contents: b.sectionLinks(sp.children, p.Name), Findings: b.sectionFindings(sp)}
	for _, id := range sp.groups {
		if g := b.groups[id]; g != nil {
			body.Groups = append(body.Groups, b.group(g, sp))
		}
	}
	body.Requirements, body.TitlesOnly = b.loose(sp), b.titlesOnly(sp.doc, sp.section, p.Name)
	for _, r := range body.Requirements {
		if r.Stub {
			body.Stubs++
		}
	}
	for _, m := range sp.moved {
		body.Moved = append(body.Moved, movedView{m.anchor, b.itemLink(m.id, p.Name)})
	}
	body.Prev, body.Next = b.neighbours(sp)
	p.Body = body
	return p
}

// sectionFindings are the findings about the section or its document as a
// whole; a finding about a requirement stands in its article.
func (b *builder) sectionFindings(sp *sectionPage) []corpus.Finding {
	if r := b.c.Requirement(sp.section.ID); r != nil {
		return nil
	}
	return b.findings[sp.section.ID]
}

// loose returns the requirements of a page that no group on it shows.
func (b *builder) loose(sp *sectionPage) []requirementView {
	inGroup := map[string]bool{}
	for _, id := range sp.groups {
		if g := b.groups[id]; g != nil {
			for _, m := range g.Members {
				inGroup[m] = true
			}
		}
	}
	var out []requirementView
	for _, id := range sp.requirements {
		if r := b.c.Requirement(id); r != nil && !inGroup[id] {
			out = append(out, b.requirement(r, sp, 2))
		}
	}
	return out
}

// neighbours are the pages before and after sp in its document.
func (b *builder) neighbours(sp *sectionPage) (prev, next *crumb) {
	for i, q := range b.addr.order {
		if q != sp {
			continue
		}
		if i > 0 && b.addr.order[i-1].doc == sp.doc {
			prev = b.neighbour(b.addr.order[i-1], sp)
		}
		if i+1 < len(b.addr.order) && b.addr.order[i+1].doc == sp.doc {
			next = b.neighbour(b.addr.order[i+1], sp)
		}
	}
	return prev, next
}

func (b *builder) neighbour(q, sp *sectionPage) *crumb {
	name := sectionTitle(q.section)
	if n := len(q.parents); n > 0 && (len(sp.parents) == 0 || sp.parents[len(sp.parents)-1] != q.parents[n-1]) {
		name = sectionTitle(q.parents[n-1]) + " " + name
	}
	return &crumb{name, root(sp.name) + q.name}
}

// documentNames lists what a query names documents by: doc:clm-r7.
func (b *builder) documentNames() string {
	var out strings.Builder
	for _, d := range b.c.Documents {
		fmt.Fprintf(&out, "<li><code>%s</code> %s</li>", template.HTMLEscapeString(d.ID), template.HTMLEscapeString(d.ShortName))
	}
	return "<ul>" + out.String() + "</ul>"
}

// listBody is the plain list of everything.
type listBody struct{ Documents []listDocument }

type listDocument struct {
	Edition  editionView
	Sections []listSection
}

type listSection struct {
	Name  string
	URL   string
	Depth int
	Items []itemLink
}

func (b *builder) listPage() page {
	p := b.newPage("list.html", "list.html", "全項目一覧")
	p.Current = "list"
	p.home()
	p.crumb(p.Title, "")
	var body listBody
	for _, d := range b.c.Documents {
		doc := listDocument{Edition: b.edition(d, p.Name)}
		for _, sp := range b.addr.order {
			if sp.doc != d {
				continue
			}
			s := listSection{Name: sectionTitle(sp.section), URL: sp.name, Depth: len(sp.parents)}
			for _, id := range sp.requirements {
				s.Items = append(s.Items, b.itemLink(id, p.Name))
			}
			doc.Sections = append(doc.Sections, s)
		}
		body.Documents = append(body.Documents, doc)
	}
	p.Body = body
	return p
}

// proseBody is one of our own pages.
type proseBody struct {
	HTML    template.HTML
	Sources []sourceView // of the about page
}

var proseTitles = map[string]string{"about": "このサイトについて", "help": "検索の使い方", "guide": "使い方", "sheet-help": "記入シートの使い方", "workspace": "資料を加える", "cluster": "大きな環境で使う", "contract-help": "契約書との照合の使い方"}

func (b *builder) prosePage(name string) page {
	p := b.newPage(name+".html", "prose.html", proseTitles[name])
	p.Current = name
	p.home()
	p.crumb(p.Title, "")
	src, err := contentFS.ReadFile("content/" + name + ".md")
	if err != nil {
		panic(fmt.Sprintf("site: embedded page %s: %v", name, err)) // a file of our own is missing from the build
	}
	body := proseBody{HTML: prose(src)}
	if name == "help" {
		body.HTML = template.HTML(strings.Replace(string(body.HTML), "<p>{{documents}}</p>", b.documentNames(), 1))
	}
	if name == "about" {
		var names []string
		for _, s := range b.c.Sources {
			names = append(names, s.Name)
		}
		body.Sources = b.sources(names, p.Name)
	}
	p.Body = body
	return p
}
