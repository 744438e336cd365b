package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"shogo/corpus"
)

// The library format of CISO Assistant, as far as shogo writes and reads it. A
// library of ours holds one framework, or the mappings of one link set.
type cisoLibrary struct {
	URN          string      `yaml:"urn"`
	Locale       string      `yaml:"locale"`
	RefID        string      `yaml:"ref_id"`
	Name         string      `yaml:"name"`
	Description  string      `yaml:"description,omitempty"`
	Copyright    string      `yaml:"copyright"`
	Version      int         `yaml:"version"`
	Published    string      `yaml:"publication_date,omitempty"`
	Provider     string      `yaml:"provider"`
	Packager     string      `yaml:"packager"`
	Dependencies []string    `yaml:"dependencies,omitempty"`
	Objects      cisoObjects `yaml:"objects"`
}

type cisoObjects struct {
	Framework *cisoFramework `yaml:"framework,omitempty"`
	Mappings  []*cisoMapping `yaml:"requirement_mapping_sets,omitempty"`
	Mapping   *cisoMapping   `yaml:"requirement_mapping_set,omitempty"` // as libraries of one set have it; read, not written
}

type cisoFramework struct {
	URN         string      `yaml:"urn"`
	RefID       string      `yaml:"ref_id"`
	Name        string      `yaml:"name"`
	Description string      `yaml:"description,omitempty"`
	Groups      []cisoGroup `yaml:"implementation_groups_definition,omitempty"`
	Nodes       []*cisoNode `yaml:"requirement_nodes"`
}

type cisoGroup struct {
	RefID string `yaml:"ref_id"`
	Name  string `yaml:"name"`
}

type cisoNode struct {
	URN         string   `yaml:"urn"`
	Assessable  bool     `yaml:"assessable"`
	Depth       int      `yaml:"depth"`
	Parent      string   `yaml:"parent_urn,omitempty"`
	RefID       string   `yaml:"ref_id,omitempty"`
	Name        string   `yaml:"name,omitempty"`
	Description string   `yaml:"description,omitempty"`
	Annotation  string   `yaml:"annotation,omitempty"`
	Groups      []string `yaml:"implementation_groups,omitempty"`
}

type cisoMapping struct {
	URN         string        `yaml:"urn"`
	RefID       string        `yaml:"ref_id"`
	Name        string        `yaml:"name"`
	Description string        `yaml:"description,omitempty"`
	Source      string        `yaml:"source_framework_urn"`
	Target      string        `yaml:"target_framework_urn"`
	Pairs       []*cisoRelate `yaml:"requirement_mappings"`
}

type cisoRelate struct {
	Source       string `yaml:"source_requirement_urn"`
	Target       string `yaml:"target_requirement_urn"`
	Relationship string `yaml:"relationship"`
	Annotation   string `yaml:"annotation,omitempty"`
}

// cisoWords are CISO Assistant's words for OSCAL's. It has one word for equal
// and equivalent; the annotation keeps the difference.
var cisoWords = map[string]string{
	"equal-to": "equal", "equivalent-to": "equal", "subset-of": "subset", "superset-of": "superset",
	"intersects-with": "intersect", "no-relationship": "not_related",
}

const (
	cisoURN     = "urn:shogo:risk:"
	cisoSection = "section-" // before the id of a section: a chapter may be a requirement too
)

func cisoFrameworkURN(document string) string { return cisoURN + "framework:" + document }
func cisoNodeURN(document, id string) string  { return cisoURN + "req_node:" + document + ":" + id }

// WriteCISO writes the libraries for CISO Assistant: DOCUMENT.yaml with the
// framework of every document, and mapping-SET.yaml with the links of every
// set. Only links that may stand without reservation are written; how sure each
// is stands in its annotation.
func WriteCISO(c *corpus.Corpus, write func(name string, data []byte) error) error {
	for _, d := range c.Documents {
		if err := writeLibrary(d.ID+".yaml", cisoDocument(c, d), write); err != nil {
			return err
		}
	}
	for _, set := range linkSets(c) {
		if lib := cisoLinks(c, set); lib != nil {
			if err := writeLibrary("mapping-"+token(set.name)+".yaml", lib, write); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeLibrary(name string, lib *cisoLibrary, write func(string, []byte) error) error {
	var out strings.Builder
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(lib); err != nil {
		return fmt.Errorf("export ciso-assistant: %s: %w", name, err)
	}
	if err := e.Close(); err != nil {
		return fmt.Errorf("export ciso-assistant: %s: %w", name, err)
	}
	return write(name, []byte(out.String()))
}

var fullDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func cisoDocument(c *corpus.Corpus, d *corpus.Document) *cisoLibrary {
	lib := &cisoLibrary{URN: cisoURN + "library:" + d.ID, Locale: "ja", RefID: d.ID, Name: d.Title, Version: 1, Provider: d.Publisher, Packager: "shogo",
		Copyright: "権利は発行者にあります。利用条件は発行者の資料で確認してください。", Description: cisoAbout(d)}
	if fullDate.MatchString(d.Date) {
		lib.Published = d.Date
	}
	f := &cisoFramework{URN: cisoFrameworkURN(d.ID), RefID: d.ID, Name: d.Title, Description: d.ShortName, Nodes: []*cisoNode{}}
	w := &cisoWriter{c: c, d: d, f: f, group: map[string]string{}, done: map[string]bool{}}
	for _, s := range d.Outline {
		w.section(s, "", 1)
	}
	for _, g := range c.Groups {
		if g.Document == d.ID && !w.done[g.ID] {
			w.measures(g, "", 1)
		}
	}
	for _, r := range c.Requirements {
		if r.Document == d.ID && !w.done[r.ID] {
			w.requirement(r, "", 1)
		}
	}
	lib.Objects.Framework = f
	return lib
}

// cisoAbout keeps of a document what the format has no field for.
func cisoAbout(d *corpus.Document) string {
	out := []string{"版：" + d.Edition, "種類：" + string(d.Family)}
	if d.Date != "" {
		out = append(out, "日付："+d.Date)
	}
	if d.LandingPage != "" {
		out = append(out, "公式ページ："+d.LandingPage)
	}
	return strings.Join(append(out, cisoSure(d.Certainty, d.CertaintyReason)), "\n")
}

// cisoWriter lists the nodes of a document in the order of its outline.
type cisoWriter struct {
	c     *corpus.Corpus
	d     *corpus.Document
	f     *cisoFramework
	group map[string]string // ref_id by name
	done  map[string]bool
}

func (w *cisoWriter) add(n *cisoNode) string {
	w.f.Nodes = append(w.f.Nodes, n)
	return n.URN
}

func (w *cisoWriter) section(s *corpus.Section, parent string, depth int) {
	here := w.add(&cisoNode{URN: cisoNodeURN(w.d.ID, cisoSection+s.ID), Depth: depth, Parent: parent, RefID: s.Number, Name: s.Title})
	for _, id := range s.Groups {
		if g := w.c.Group(id); g != nil && !w.done[id] {
			w.measures(g, here, depth+1)
		}
	}
	for _, id := range s.Requirements {
		if r := w.c.Requirement(id); r != nil && !w.done[r.ID] {
			w.requirement(r, here, depth+1)
		}
	}
	for _, sub := range s.Sections {
		w.section(sub, here, depth+1)
	}
}

// measures is a 小項目: a node that is not assessed, above its rows.
func (w *cisoWriter) measures(g *corpus.Group, parent string, depth int) {
	w.done[g.ID] = true
	here := w.add(&cisoNode{URN: cisoNodeURN(w.d.ID, g.ID), Depth: depth, Parent: parent, RefID: g.Label, Name: g.Title, Description: g.Scenario,
		Annotation: cisoNote(g.Certainty, g.CertaintyReason, g.Provenance)})
	for _, id := range g.Members {
		if r := w.c.Requirement(id); r != nil && !w.done[r.ID] {
			w.requirement(r, here, depth+1)
		}
	}
}

func (w *cisoWriter) requirement(r *corpus.Requirement, parent string, depth int) {
	w.done[r.ID] = true
	n := &cisoNode{URN: cisoNodeURN(w.d.ID, r.ID), Assessable: true, Depth: depth, Parent: parent, RefID: r.Label, Name: r.Title,
		Description: strings.TrimSpace(strings.Join([]string{r.Text, partsText(r.Parts)}, "\n\n")), Annotation: cisoNote(r.Certainty, r.CertaintyReason, r.Provenance) + "\n種類：" + string(r.Kind)}
	if r.Volume != "" {
		n.Annotation += "\n編：" + r.Volume
	}
	for _, role := range r.Roles {
		n.Groups = append(n.Groups, w.groupOf("role", role))
	}
	for _, t := range r.Target {
		n.Groups = append(n.Groups, w.groupOf("pattern", t))
	}
	w.add(n)
}

// groupOf returns the short name of a role or target pattern, defined when it
// is first used.
func (w *cisoWriter) groupOf(kind, name string) string {
	if id := w.group[kind+name]; id != "" {
		return id
	}
	n := 1
	for _, g := range w.f.Groups {
		if strings.HasPrefix(g.RefID, kind) {
			n++
		}
	}
	id := fmt.Sprintf("%s-%d", kind, n)
	w.group[kind+name] = id
	w.f.Groups = append(w.f.Groups, cisoGroup{RefID: id, Name: name})
	return id
}

// cisoSure says a certainty in a line that cisoRead takes apart again.
func cisoSure(c corpus.Certainty, reason string) string {
	return strings.TrimSpace("確かさ：" + string(c) + " " + strings.ReplaceAll(reason, "\n", " "))
}

func cisoNote(c corpus.Certainty, reason string, p corpus.Provenance) string {
	out := []string{cisoSure(c, reason)}
	if p.Source != "" {
		out = append(out, "出典："+p.Source)
	}
	if p.Page > 0 {
		out = append(out, "ページ："+number(p.Page))
	}
	if len(p.Lines) > 0 {
		out = append(out, "行："+numbers(p.Lines))
	}
	if p.Place != "" {
		out = append(out, "位置："+p.Place)
	}
	return strings.Join(out, "\n")
}

// cisoLinks is the library of a link set, nil if none of its links can be
// stated.
func cisoLinks(c *corpus.Corpus, set *linkSet) *cisoLibrary {
	lib := &cisoLibrary{URN: cisoURN + "library:mapping-" + token(set.name), Locale: "ja", RefID: "mapping-" + token(set.name), Name: set.name, Version: 1,
		Provider: "shogo", Packager: "shogo", Copyright: "引用した文言の権利は各資料の発行者にあります。"}
	at := map[[2]string]*cisoMapping{}
	known := map[string]bool{}
	left := 0
	for _, l := range set.links {
		from, to := documentOf(c, l.From), documentOf(c, l.To)
		if !stated(l) || from == "" || to == "" {
			left++
			continue
		}
		m := at[[2]string{from, to}]
		if m == nil {
			id := token(set.name) + "." + from + "." + to
			m = &cisoMapping{URN: cisoURN + "req_mapping_set:" + id, RefID: id, Name: set.name, Source: cisoFrameworkURN(from), Target: cisoFrameworkURN(to)}
			at[[2]string{from, to}] = m
			lib.Objects.Mappings = append(lib.Objects.Mappings, m)
			for _, d := range []string{from, to} {
				if !known[d] {
					known[d] = true
					lib.Dependencies = append(lib.Dependencies, cisoURN+"library:"+d)
				}
			}
		}
		m.Pairs = append(m.Pairs, &cisoRelate{Source: cisoNodeURN(from, canonical(c, l.From)), Target: cisoNodeURN(to, canonical(c, l.To)),
			Relationship: cisoWords[l.Relationship], Annotation: cisoLinkNote(c, l)})
	}
	if left > 0 {
		lib.Description = fmt.Sprintf("確定していない対応 %d 件は含みません。", left)
	}
	if lib.Objects.Mappings == nil {
		return nil
	}
	return lib
}

func cisoLinkNote(c *corpus.Corpus, l *corpus.Link) string {
	out := []string{"関係：" + l.Relationship, "根拠の種類：" + string(l.Method), cisoSure(l.Certainty, l.CertaintyReason), linkHeadings["state"] + "：" + string(l.State)}
	cells := c.LinkRow(l)
	for i, key := range corpus.LinkColumns() {
		if cells[i] != "" && slices.Contains(cisoDecision, key) {
			out = append(out, linkHeadings[key]+"："+strings.ReplaceAll(cells[i], "\n", " "))
		}
	}
	return strings.Join(out, "\n")
}

// cisoDecision are the columns of a decision, which are lines of an annotation.
var cisoDecision = []string{"decision", "decision_relationship", "relationship_before", "reviewer", "decided_on", "decision_reason", "decided_from_fingerprint", "decided_to_fingerprint"}
