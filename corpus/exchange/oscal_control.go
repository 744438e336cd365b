package exchange

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus"
)

// controlID is the id of the control that stands for a requirement or group in
// the catalogs: its own, or with -all where a group of the catalog has it.
func controlID(c *corpus.Corpus, id string) string {
	if c.Group(id) != nil {
		return token(id) + allSuffix
	}
	r := c.Requirement(id)
	if r == nil {
		return ""
	}
	if d := c.Document(r.Document); d != nil && isSection(d, r.ID) {
		return token(r.ID) + allSuffix
	}
	return token(r.ID)
}

func isSection(d *corpus.Document, id string) bool {
	found := false
	for _, s := range d.Outline {
		s.Walk(func(s *corpus.Section) { found = found || s.ID == id })
	}
	return found
}

// control makes the control of a requirement.
func (k *cataloguer) control(r *corpus.Requirement) *oscalUnit {
	u := &oscalUnit{ID: k.id(controlID(k.c, r.ID)), Class: token(string(r.Kind)), Title: title(r.Title, r.Text, r.Citation)}
	if r.Title == "" && r.Text != "" {
		u.Title = title(r.Citation)
	}
	u.Props = k.controlProps(r, u.Title)
	if r.Text != "" {
		u.Parts = append(u.Parts, oscalPart{ID: k.id(u.ID + "_smt"), Name: "statement", Prose: markup(r.Text)})
	}
	for i, p := range r.Parts {
		u.Parts = append(u.Parts, k.part(fmt.Sprintf("%s_p%d", u.ID, i+1), p))
	}
	for i, d := range r.Drafts {
		var p props
		p.add("source-lines", numbers(d.Lines))
		u.Parts = append(u.Parts, oscalPart{ID: k.id(fmt.Sprintf("%s_draft%d", u.ID, i+1)), Name: "draft", NS: namespace,
			Title: optional(d.Title), Props: p, Prose: markup(d.Text)})
	}
	return u
}

func (k *cataloguer) controlProps(r *corpus.Requirement, shown string) props {
	var p props
	p.label(r.Citation)
	p.add("id", r.ID)
	p.add("kind", string(r.Kind))
	p.add("citation", r.Citation)
	p.add("item-label", r.Label)
	k.exactTitle(&p, r.Title, shown)
	p.all("alias", r.Aliases)
	p.add("title-note", r.TitleNote)
	p.add("volume", r.Volume)
	p.structured("section", sectionOf(r.Section))
	p.add("category", r.Category)
	p.all("role", r.Roles)
	p.all("system", r.Systems)
	p.all("target", r.Target)
	p.add("target-exceptions", r.TargetExceptions)
	p.add("modality", r.Modality)
	p.add("mark", r.Mark)
	p.yes("mark-lost", r.MarkLost)
	p.structured("major-item", r.MajorItem)
	p.structured("internal-references", r.InternalRefs)
	p.provenance(r.Provenance)
	p.certainty(r.Certainty, r.CertaintyReason)
	p.yes("stub", r.Stub)
	p.yes("truncated", r.Truncated)
	return p
}

// sectionOf is nil for a requirement that stands in no section.
func sectionOf(s corpus.SectionRef) *corpus.SectionRef {
	if s == (corpus.SectionRef{}) {
		return nil
	}
	return &s
}

// part makes a part; OSCAL knows guidance, the other names are ours.
func (k *cataloguer) part(id string, p corpus.Part) oscalPart {
	out := oscalPart{ID: k.id(id), Name: token(string(p.Kind)), NS: namespace, Title: optional(p.Label), Prose: markup(p.Text)}
	if p.Kind == corpus.PartGuidance {
		out.NS = ""
	}
	var list props
	if p.Label != "" && unmarkup(out.Title) != p.Label {
		list.add("label-as-printed", p.Label)
	}
	list.add("source-lines", numbers(p.Lines))
	list.structured("rows", p.Rows)
	out.Props = list
	if len(p.Rows) > 0 {
		var rows []string
		for _, row := range p.Rows {
			rows = append(rows, oneLine(strings.Join(row, " | ")))
		}
		out.Parts = []oscalPart{{Name: "rows", NS: namespace, Prose: markup(strings.Join(rows, "\n"))}}
	}
	return out
}

// optional is a title that may be missing.
func optional(s string) string {
	if oneLine(s) == "" {
		return ""
	}
	return title(s)
}

// metadata describes the edition: title, publisher and date are those of the
// publication, for the catalog says nothing that it does not.
func (k *cataloguer) metadata() oscalMetadata {
	d := k.d
	modified, known := dateTime(d.Date)
	m := oscalMetadata{Title: title(d.Title, d.ID), LastModified: modified, Version: firstNonEmpty(oneLine(d.Edition), "-"), OSCAL: oscalVersion}
	var p props
	p.add("document", d.ID)
	p.add("family", string(d.Family))
	k.exactTitle(&p, d.Title, m.Title)
	p.add("short-name", d.ShortName)
	p.add("edition", d.Edition)
	p.add("date", d.Date)
	p.yes("date-unknown", !known)
	p.add("landing-page", d.LandingPage)
	p.yes("unofficial", d.Unofficial)
	p.certainty(d.Certainty, d.CertaintyReason)
	p.structured("superseded-by", d.Superseded)
	p.add("publisher", d.Publisher)
	m.Props = p
	if webLink(d.LandingPage) {
		m.Links = append(m.Links, oscalLink{Href: d.LandingPage, Rel: "reference", Text: "公式ページ"})
	}
	if d.Publisher != "" {
		party := uuid("party", d.Publisher)
		m.Roles = []oscalRole{{ID: "publisher", Title: "発行者"}}
		m.Parties = []oscalParty{{UUID: party, Type: "organization", Name: oneLine(d.Publisher)}}
		m.Responsible = []oscalResponsible{{Role: "publisher", Parties: []string{party}}}
	}
	m.Remarks = markup("shogo が資料を機械的に読み取って作成したもので、公式のものではありません。公式の資料が優先します。")
	return m
}

// webLink reports an address that can stand as a reference.
func webLink(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n\"<>\\^`{|}")
}

// sourceResource pins a file that was read.
func sourceResource(s *corpus.Source) oscalResource {
	var p props
	p.add("file", s.Name)
	p.add("document", s.Document)
	p.add("dialect", s.Dialect)
	p.add("title", s.Title)
	p.add("publisher", s.Publisher)
	p.add("edition", s.Edition)
	p.add("date", s.Date)
	p.add("address", s.Address)
	p.add("landing-page", s.LandingPage)
	p.add("terms", s.Terms)
	p.all("uncertain", s.Uncertain)
	p.add("bytes", number(s.Bytes))
	out := oscalResource{UUID: uuid("source", s.Name, s.SHA256), Title: title(s.Title, s.Name), Props: p}
	if s.SHA256 != "" {
		out.Rlinks = append(out.Rlinks, oscalRlink{Href: fileHref(s.Name), Hashes: []oscalHash{{"SHA-256", s.SHA256}}})
	}
	for _, address := range slices.Compact([]string{s.Address, s.LandingPage}) {
		if webLink(address) { // the published file need not be the one that was read: no hash
			out.Rlinks = append(out.Rlinks, oscalRlink{Href: address})
		}
	}
	return out
}
