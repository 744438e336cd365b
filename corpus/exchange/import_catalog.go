package exchange

import (
	"fmt"
	"strings"

	"shogo/corpus"
)

// catalogReader makes an edition of an OSCAL catalog. One that shogo has
// written comes back as it was; of any other the groups become sections and
// the controls entries.
type catalogReader struct {
	name string
	out  *corpus.Catalog

	notes []string // of Imported
}

func readCatalog(name, set string, c *oscalCatalog) (*Imported, error) {
	p := readProps(c.Metadata.Props)
	r := &catalogReader{name: name, out: &corpus.Catalog{Sources: []*corpus.Source{}, Requirements: []*corpus.Requirement{}, Groups: []*corpus.Group{}}}
	r.document(c, p, set)
	if c.BackMatter != nil {
		for _, res := range c.BackMatter.Resources {
			r.source(res)
		}
	}
	d := r.out.Document
	for i, g := range c.Groups {
		if g.Class == "other" && p.one("document") != "" {
			r.controls(nil, g.Controls) // shogo's place for what stands in no section
			continue
		}
		d.Outline = append(d.Outline, r.section(g, fmt.Sprintf("%s-g%d", d.ID, i+1)))
	}
	if len(c.Controls) > 0 {
		s := &corpus.Section{ID: d.ID + "-items", Kind: corpus.SectionChapter, Title: d.Title, Certainty: corpus.Certain}
		r.controls(s, c.Controls)
		d.Outline = append(d.Outline, s)
	}
	if d.Outline == nil {
		d.Outline = []*corpus.Section{}
	}
	if fault := r.out.Fault(); fault != "" {
		return nil, &corpus.SyntaxError{Source: name, Msg: fault, Remedy: "correct the catalog and import it again"}
	}
	return &Imported{Catalog: r.out, Notes: r.notes}, nil
}

// document reads the metadata.
func (r *catalogReader) document(c *oscalCatalog, p propReader, set string) {
	m := c.Metadata
	d := &corpus.Document{ID: p.one("document"), Family: corpus.Family(p.one("family")), Title: exact(p, m.Title), ShortName: p.one("short-name"),
		Edition: p.one("edition"), Date: p.one("date"), LandingPage: p.one("landing-page"), Unofficial: p.one("unofficial") != "", Publisher: p.one("publisher")}
	d.Certainty, d.CertaintyReason = p.certainty()
	p.structured("superseded-by", &d.Superseded)
	if d.ID == "" { // written by another program
		d.ID, d.Family, d.ShortName, d.Unofficial = set, corpus.FamilyCollection, d.Title, true
		d.Edition, d.Certainty = m.Version, corpus.Likely
		d.CertaintyReason = "取り込んだ OSCAL のカタログによります。原文とは照合していません。"
		if len(m.LastModified) >= 10 {
			d.Date = m.LastModified[:10]
		}
		for _, party := range m.Parties {
			d.Publisher = firstNonEmpty(d.Publisher, party.Name)
		}
		r.out.Sources = append(r.out.Sources, &corpus.Source{Name: r.name, Document: d.ID, Title: d.Title, Publisher: d.Publisher, Edition: d.Edition, Date: d.Date})
		d.Sources = append(d.Sources, r.name)
	}
	r.out.Document = d
}

// exact is a heading as it was before the format's title needed it otherwise.
func exact(p propReader, shown string) string {
	if p.one("untitled") != "" {
		return ""
	}
	return firstNonEmpty(p.one("title-as-printed"), unmarkup(shown))
}

func (r *catalogReader) source(res oscalResource) {
	p := readProps(res.Props)
	if p.one("file") == "" {
		return
	}
	s := &corpus.Source{Name: p.one("file"), Document: p.one("document"), Dialect: p.one("dialect"), Title: p.one("title"), Publisher: p.one("publisher"),
		Edition: p.one("edition"), Date: p.one("date"), Address: p.one("address"), LandingPage: p.one("landing-page"), Terms: p.one("terms"),
		Uncertain: p["uncertain"], Bytes: p.number("bytes")}
	for _, l := range res.Rlinks {
		for _, h := range l.Hashes {
			s.SHA256 = h.Value
		}
	}
	r.out.Sources = append(r.out.Sources, s)
	r.out.Document.Sources = append(r.out.Document.Sources, s.Name)
}

// section reads a group as a node of the outline.
func (r *catalogReader) section(g *oscalGroup, fallback string) *corpus.Section {
	p := readProps(g.Props)
	s := &corpus.Section{ID: firstNonEmpty(g.ID, fallback), Kind: corpus.SectionKind(g.Class), Number: p.one("number"), Title: exact(p, g.Title),
		Part: p.one("part"), Roles: p["role"], Target: p.one("target-pattern")}
	s.Certainty, s.CertaintyReason = p.certainty()
	if s.Certainty == "" {
		s.Kind, s.Certainty = corpus.SectionChapter, corpus.Certain
		for _, part := range g.Parts { // a section has no text of its own here
			r.notes = append(r.notes, fmt.Sprintf("what the group %q says itself is not kept: %q", s.Title, unmarkup(prose(part))))
		}
	}
	for i, sub := range g.Groups {
		switch {
		case sub.Class == "items" && sub.ID == s.ID+"-items":
			r.controls(s, sub.Controls)
		case sub.Class == "measure-group":
			r.group(s, sub)
		default:
			s.Sections = append(s.Sections, r.section(sub, fmt.Sprintf("%s.%d", s.ID, i+1)))
		}
	}
	r.controls(s, g.Controls)
	return s
}

// group reads a 小項目: the control for the whole says what it is.
func (r *catalogReader) group(s *corpus.Section, g *oscalGroup) {
	out := &corpus.Group{ID: g.ID, Document: r.out.Document.ID, Members: []string{}, References: []corpus.Reference{}, Title: unmarkup(g.Title)}
	ref := &corpus.GroupRef{ID: out.ID}
	for _, u := range g.Controls {
		if u.Class != classGroup {
			out.Members = append(out.Members, r.control(s, u, ref).ID)
			continue
		}
		p := readProps(u.Props)
		out.ID, out.Label, out.Title = firstNonEmpty(p.one("id"), g.ID), p.one("item-label"), exact(p, u.Title)
		p.structured("major-item", &out.MajorItem)
		out.Provenance = p.provenance()
		out.Certainty, out.CertaintyReason = p.certainty()
		for _, part := range u.Parts {
			if part.Name == "scenario" {
				out.Scenario = unmarkup(part.Prose)
			}
		}
		*ref = corpus.GroupRef{ID: out.ID, Label: out.Label, Title: out.Title, Scenario: out.Scenario}
	}
	s.Groups = append(s.Groups, out.ID)
	r.out.Groups = append(r.out.Groups, out)
}

func (r *catalogReader) controls(s *corpus.Section, list []*oscalUnit) {
	for _, u := range list {
		r.control(s, u, nil)
	}
}

// control reads a requirement and puts it in the section.
func (r *catalogReader) control(s *corpus.Section, u *oscalUnit, group *corpus.GroupRef) *corpus.Requirement {
	p := readProps(u.Props)
	q := &corpus.Requirement{ID: firstNonEmpty(p.one("id"), u.ID), Aliases: p["alias"], Document: r.out.Document.ID, Kind: corpus.Kind(p.one("kind")),
		Label: p.one("item-label"), Citation: p.one("citation"), Title: exact(p, u.Title), TitleNote: p.one("title-note"), Volume: p.one("volume"),
		Category: p.one("category"), Roles: p.list("role"), Systems: p.list("system"), Target: p["target"], TargetExceptions: p.one("target-exceptions"),
		Modality: p.one("modality"), Mark: p.one("mark"), MarkLost: p.one("mark-lost") != "", Group: group, References: []corpus.Reference{},
		Stub: p.one("stub") != "", Truncated: p.one("truncated") != "", Parts: []corpus.Part{}}
	p.structured("section", &q.Section)
	p.structured("major-item", &q.MajorItem)
	p.structured("internal-references", &q.InternalRefs)
	q.Provenance = p.provenance()
	q.Certainty, q.CertaintyReason = p.certainty()
	if p.one("kind") == "" {
		r.foreign(s, u, p, q)
	}
	for _, part := range u.Parts {
		r.part(q, part)
	}
	if s != nil {
		s.Requirements = append(s.Requirements, q.ID)
	}
	r.out.Requirements = append(r.out.Requirements, q)
	r.controls(s, u.Controls)
	return q
}

// foreign fills in what another program's control says elsewhere.
func (r *catalogReader) foreign(s *corpus.Section, u *oscalUnit, p propReader, q *corpus.Requirement) {
	q.Kind, q.Certainty, q.CertaintyReason = corpus.KindEntry, r.out.Document.Certainty, r.out.Document.CertaintyReason
	q.Label = firstNonEmpty(p.one("label"), u.ID)
	q.Citation = r.out.Document.ShortName + " " + q.Label
	q.Provenance = corpus.Provenance{Source: r.name, Lines: []int{}}
	if s != nil {
		q.Section = corpus.SectionRef{Number: s.Number, Title: s.Title}
	}
}

// part reads a part: the statement, an earlier draft, or anything else.
func (r *catalogReader) part(q *corpus.Requirement, part oscalPart) {
	p := readProps(part.Props)
	switch {
	case part.Name == "statement":
		q.Text = unmarkup(prose(part))
	case part.Name == "draft" && part.NS == namespace:
		q.Drafts = append(q.Drafts, corpus.Draft{Title: unmarkup(part.Title), Text: unmarkup(part.Prose), Lines: p.numbers("source-lines")})
	case part.NS == namespace:
		q.Parts = append(q.Parts, r.ownPart(part, p, corpus.PartKind(part.Name)))
	default:
		q.Parts = append(q.Parts, r.ownPart(part, p, corpus.PartGuidance))
	}
}

func (r *catalogReader) ownPart(part oscalPart, p propReader, kind corpus.PartKind) corpus.Part {
	out := corpus.Part{Kind: kind, Label: firstNonEmpty(p.one("label-as-printed"), unmarkup(part.Title)), Text: unmarkup(part.Prose)}
	if lines := p.numbers("source-lines"); len(lines) > 0 {
		out.Lines = lines
	}
	p.structured("rows", &out.Rows)
	if out.Rows == nil {
		out.Text = unmarkup(prose(part))
	}
	return out
}

// prose joins the prose of a part and of those inside it, each with its label.
func prose(part oscalPart) string {
	var out []string
	if part.Prose != "" {
		out = append(out, part.Prose)
	}
	for _, sub := range part.Parts {
		s := prose(sub)
		if label := readProps(sub.Props).one("label"); label != "" {
			s = label + " " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}
