package site

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"shogo/corpus"
)

// requirementView is a requirement as its article shows it.
type requirementView struct {
	*corpus.Requirement
	*marker
	Anchor     string
	Heading    string // what the article is called
	Subtitle   string // title beside the heading, empty if the page already says it
	NoTitle    bool   // no source prints a title and the heading is a bare citation
	Level      int    // of the heading, 2 to 4
	Badge      badge
	Document   *corpus.Document
	Origin     originView
	QuotedBy   string // short name of the document the text was read in, if it is another one
	Blocks     []blockView
	Outgoing   []citationView
	Incoming   []endView
	Refused    int // links to here that a person rejected, listed at RefusedURL
	RefusedURL string
	Internal   []internalView
	Findings   []corpus.Finding
	GroupURL   string
	// Statement is the text by paragraphs; empty where the heading says it.
	Statement []string
	// Patterns are the target symbols; empty where the page's heading shows them.
	Patterns   []string
	SameReason bool   // the certainty has the reason the page's heading gives
	Official   string // address of the official page, for a stub
	Compact    bool   // a stub with nothing else to show
}

// ShowOrigin reports whether the article names a source; a stub already says
// that its text is in none.
func (v requirementView) ShowOrigin() bool { return !v.Stub || !v.Origin.Registry }

// Sub returns the heading level below the article's own.
func (v requirementView) Sub() int { return v.Level + 1 }

// FullCitation is what a quotation of the text names: document, edition, number.
func (v requirementView) FullCitation() string {
	if v.Document == nil {
		return v.Citation
	}
	return v.Document.Title + " " + editionName(v.Document.Edition) + " " + v.Citation
}

// QuoteHeading is the heading where it is a sentence of the source.
func (v requirementView) QuoteHeading() string {
	if v.Kind == corpus.KindChecklistItem {
		return v.Title
	}
	return ""
}

// Address is the official page of the document.
func (v requirementView) Address() string {
	if v.Document == nil {
		return ""
	}
	return webAddress(v.Document.LandingPage)
}

// blockView is a run of parts of one kind.
type blockView struct {
	*marker
	Kind  corpus.PartKind
	Parts []corpus.Part
	Notes []template.HTML // of a note: the rendered text, one per part
}

// internalView is a reference to another item of the same document.
type internalView struct{ Raw, URL, Citation string }

// originView is a place in a source.
type originView struct {
	Source   string // file name, empty if only the registry knows
	Page     int
	Lines    string // 12–18、20
	Place    string // in a format without lines: シート「表」B7
	Box      string // where on the page: 上から18～29mm、左から27～111mm
	URL      string // of the listing, at the first line or block
	Registry bool
}

// groupView is a 小項目 of the mapping table with its rows.
type groupView struct {
	*corpus.Group
	Anchor   string
	Document *corpus.Document
	Badge    badge
	Origin   originView
	Outgoing []citationView
	Incoming []endView
	Findings []corpus.Finding
	Members  []requirementView
}

// requirement makes the view of r as seen from page p.
func (b *builder) requirement(r *corpus.Requirement, p *sectionPage, level int) requirementView {
	m := b.newMarker(r, p.name)
	v := requirementView{
		Requirement: r,
		marker:      m,
		Anchor:      b.addr.place[r.ID].anchor,
		Level:       level,
		Badge:       newBadge(r.Certainty, r.CertaintyReason),
		Document:    b.c.Document(r.Document),
		Origin:      b.origin(r.Provenance, p.name),
		Blocks:      b.blocks(r.Parts, m),
		Outgoing:    b.citations(r.ID, r.References, p.name),
		Incoming:    b.incoming(r.ID, p.name),
		Refused:     b.refused[r.ID],
		RefusedURL:  root(p.name) + "audit.html#links-rejected",
		Internal:    b.internal(r, p.name),
		Findings:    b.findings[r.ID],
	}
	if d := b.quotedBy(r); d != nil {
		v.QuotedBy = d.ShortName
	}
	v.Heading, v.Subtitle = b.heading(r, p)
	if r.Text != v.Subtitle {
		v.Statement = paragraphs(r.Text)
	}
	if p.section.Target == "" || !r.Stub {
		v.Patterns = r.Target
	}
	v.SameReason = r.CertaintyReason != "" && r.CertaintyReason == p.section.CertaintyReason && p.section.Certainty != corpus.Certain
	v.NoTitle = r.Title == "" && r.Kind != corpus.KindMeasure
	if r.Stub {
		v.Official = webAddress(v.Document.LandingPage)
	}
	if r.Group != nil && b.addr.place[r.Group.ID].page != "" {
		v.GroupURL = b.addr.of(r.Group.ID, p.name)
	}
	v.Compact = r.Stub && len(v.Blocks)+len(v.Incoming)+len(v.Outgoing)+len(v.Findings)+len(r.Drafts) == 0
	return v
}

// heading splits what an article is called from its title. An item of a clause
// carries the title of its chapter, which the page's own heading already says.
func (b *builder) heading(r *corpus.Requirement, p *sectionPage) (heading, title string) {
	switch r.Kind {
	case corpus.KindChecklistItem:
		return r.Label, r.Title
	case corpus.KindMeasure:
		return r.Label, ""
	}
	if r.Title == p.section.Title && b.addr.place[r.ID].anchor != clauseAnchor {
		return r.Citation, ""
	}
	return r.Citation, r.Title
}

// blocks joins neighbouring parts of one kind, so that bullets share a list
// and terms a definition list.
func (b *builder) blocks(parts []corpus.Part, m *marker) []blockView {
	var out []blockView
	for _, part := range parts {
		if n := len(out); n == 0 || out[n-1].Kind != part.Kind {
			out = append(out, blockView{Kind: part.Kind, marker: m})
		}
		last := &out[len(out)-1]
		last.Parts = append(last.Parts, part)
		if part.Kind == corpus.PartNote {
			last.Notes = append(last.Notes, note(part.Text))
		}
	}
	return out
}

func (b *builder) internal(r *corpus.Requirement, from string) []internalView {
	var out []internalView
	for _, ref := range r.InternalRefs {
		v := internalView{Raw: ref.Raw}
		if t := b.c.Requirement(ref.Target); t != nil {
			v.URL, v.Citation = b.addr.of(t.ID, from), t.Citation
		}
		out = append(out, v)
	}
	return out
}

// origin makes the place view; the listing of a source has an anchor per line
// or block.
func (b *builder) origin(p corpus.Provenance, from string) originView {
	if p.Source == "" || p.Source == corpus.SourceRegistry {
		return originView{Registry: true}
	}
	v := originView{Source: p.Source, Page: p.Page, Lines: lineRanges(p.Lines), Place: placeName(p.Place), Box: boxName(p.Box)}
	if name, ok := b.listings[p.Source]; ok {
		v.URL = root(from) + name
		if len(p.Lines) > 0 {
			v.URL += "#" + lineAnchor(p.Lines[0])
		} else if p.Block > 0 {
			v.URL += "#" + lineAnchor(p.Block)
		}
	}
	return v
}

// boxName says where a box lies on its page in millimetres, which a ruler on the
// printed page finds: 上から18～29mm、左から27～111mm.
func boxName(box *[4]float64) string {
	if box == nil {
		return ""
	}
	mm := func(points float64) int { return int(math.Round(points * 25.4 / 72)) }
	return fmt.Sprintf("上から%d～%dmm、左から%d～%dmm", mm(box[1]), mm(box[3]), mm(box[0]), mm(box[2]))
}

// placeNames are the words of the readers' places in Japanese.
var placeNames = map[string]string{"line": "%s行目", "paragraph": "段落%s", "footnote": "脚注%s", "endnote": "文末脚注%s", "page": "%sページ"}

// placeName says a place in words: 段落12, シート「表」のB7.
func placeName(place string) string {
	if sheet, cell, ok := strings.Cut(place, "!"); ok {
		return "シート「" + sheet + "」の" + cell
	}
	if kind, n, ok := strings.Cut(place, " "); ok && placeNames[kind] != "" {
		return fmt.Sprintf(placeNames[kind], n)
	}
	return place
}

func (b *builder) group(g *corpus.Group, p *sectionPage) groupView {
	v := groupView{
		Group:    g,
		Anchor:   b.addr.place[g.ID].anchor,
		Document: b.c.Document(g.Document),
		Badge:    newBadge(g.Certainty, g.CertaintyReason),
		Origin:   b.origin(g.Provenance, p.name),
		Outgoing: b.citations(g.ID, g.References, p.name),
		Incoming: b.incoming(g.ID, p.name),
		Findings: b.findings[g.ID],
	}
	for _, id := range g.Members {
		if r := b.c.Requirement(id); r != nil && b.addr.place[r.ID].page == p.name {
			v.Members = append(v.Members, b.requirement(r, p, 3))
		}
	}
	return v
}
