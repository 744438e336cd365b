package exchange

import (
	"fmt"
	"slices"

	"shogo/corpus"
)

// allSuffix ends the id of the control that stands for a chapter or 小項目 as a
// whole, which OSCAL's groups cannot: a map names controls only.
const allSuffix = "-all"

// classes of controls that stand for a whole.
const (
	classChapter = "whole-chapter"
	classGroup   = "whole-group"
)

// cataloguer writes the catalog of one document.
type cataloguer struct {
	c      *corpus.Corpus
	d      *corpus.Document
	placed map[string]bool // requirements that stand somewhere
	ids    map[string]bool // of groups, controls and parts
	err    error
}

// catalog makes the OSCAL catalog of an edition.
func catalog(c *corpus.Corpus, d *corpus.Document) (*oscalCatalog, error) {
	k := &cataloguer{c: c, d: d, placed: map[string]bool{}, ids: map[string]bool{}}
	out := &oscalCatalog{Metadata: k.metadata(), BackMatter: k.backMatter()}
	for _, s := range d.Outline {
		out.Groups = append(out.Groups, k.section(s))
	}
	var rest []string
	for _, r := range c.Requirements {
		if r.Document == d.ID && !k.placed[r.ID] {
			rest = append(rest, r.ID)
		}
	}
	if len(rest) > 0 {
		out.Groups = append(out.Groups, &oscalGroup{ID: k.id(token(d.ID) + "-other"), Class: "other", Title: "その他の項目", Controls: k.controls(rest, "")})
	}
	out.UUID = contentUUID("catalog", d.ID, out)
	return out, k.err
}

// id notes an id and reports one that two things would share.
func (k *cataloguer) id(id string) string {
	if k.ids[id] && k.err == nil {
		k.err = fmt.Errorf("export oscal: catalog %s: two parts would be called %q", k.d.ID, id)
	}
	k.ids[id] = true
	return id
}

// section makes a group. OSCAL's groups hold groups or controls, never both:
// where an outline does, the requirements go to a group of their own.
func (k *cataloguer) section(s *corpus.Section) *oscalGroup {
	g := &oscalGroup{ID: k.id(token(s.ID)), Class: string(s.Kind), Title: title(s.Title, s.Number, s.ID)}
	var p props
	p.label(s.Number)
	p.add("number", s.Number)
	k.exactTitle(&p, s.Title, g.Title)
	p.certainty(s.Certainty, s.CertaintyReason)
	p.add("part", s.Part)
	p.all("role", s.Roles)
	p.add("target-pattern", s.Target)
	g.Props = p
	for _, id := range s.Groups {
		if sub := k.c.Group(id); sub != nil {
			g.Groups = append(g.Groups, k.group(sub))
		}
	}
	var direct []string
	for _, id := range s.Requirements {
		if r := k.c.Requirement(id); r != nil && !k.placed[r.ID] && r.Document == k.d.ID {
			direct = append(direct, r.ID)
		}
	}
	controls := k.controls(direct, s.ID)
	for _, sub := range s.Sections {
		g.Groups = append(g.Groups, k.section(sub))
	}
	switch {
	case len(controls) == 0:
	case len(g.Groups) == 0:
		g.Controls = controls
	default:
		own := &oscalGroup{ID: k.id(token(s.ID) + "-items"), Class: "items", Title: g.Title, Controls: controls}
		g.Groups = append([]*oscalGroup{own}, g.Groups...)
	}
	return g
}

// group makes a group of a 小項目, with a control for it as a whole: its
// scenario and its citations belong to no single row.
func (k *cataloguer) group(s *corpus.Group) *oscalGroup {
	g := &oscalGroup{ID: k.id(token(s.ID)), Class: "measure-group", Title: title(s.Title, s.Label)}
	whole := &oscalUnit{ID: k.id(token(s.ID) + allSuffix), Class: classGroup, Title: g.Title}
	var p props
	p.label(k.c.Name(s.ID))
	p.add("id", s.ID)
	p.add("item-label", s.Label)
	k.exactTitle(&p, s.Title, g.Title)
	p.structured("major-item", s.MajorItem)
	p.provenance(s.Provenance)
	p.certainty(s.Certainty, s.CertaintyReason)
	whole.Props = p
	if s.Scenario != "" {
		whole.Parts = []oscalPart{{ID: k.id(whole.ID + "_scenario"), Name: "scenario", NS: namespace, Prose: markup(s.Scenario)}}
	}
	var members []string
	for _, id := range s.Members {
		if r := k.c.Requirement(id); r != nil && !k.placed[r.ID] {
			members = append(members, r.ID)
		}
	}
	g.Controls = append([]*oscalUnit{whole}, k.controls(members, "")...)
	return g
}

// exactTitle keeps a heading that the format's title cannot hold as it is.
func (k *cataloguer) exactTitle(p *props, printed, shown string) {
	p.yes("untitled", printed == "")
	if printed != "" && unmarkup(shown) != printed {
		p.add("title-as-printed", printed)
	}
}

// controls makes the controls of requirements; the one whose id is the
// section's own stands for the section as a whole.
func (k *cataloguer) controls(ids []string, section string) []*oscalUnit {
	var out []*oscalUnit
	for _, id := range ids {
		r := k.c.Requirement(id)
		k.placed[r.ID] = true
		u := k.control(r)
		if r.ID == section {
			u.Class = classChapter
		}
		out = append(out, u)
	}
	return out
}

// backMatter lists the files the text was read from, each with its hash, and
// the official page.
func (k *cataloguer) backMatter() *oscalBack {
	var out []oscalResource
	for _, s := range k.c.Sources {
		if slices.Contains(k.d.Sources, s.Name) {
			out = append(out, sourceResource(s))
		}
	}
	if len(out) == 0 {
		return nil
	}
	return &oscalBack{Resources: out}
}
