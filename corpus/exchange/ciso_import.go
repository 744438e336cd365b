package exchange

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"shogo/corpus"
)

// isCISO reports a library of CISO Assistant.
func isCISO(raw []byte) bool { return cisoHead.Match(raw) }

var cisoHead = regexp.MustCompile(`(?m)^urn: *['"]?urn:[^:\s]+:risk:library:`)

// readCISO reads a library: its framework as a catalog, or its mapping sets as
// links between what is here already.
func readCISO(c *corpus.Corpus, name, set string, raw []byte) (*Imported, error) {
	raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
	var lib cisoLibrary
	if err := yaml.NewDecoder(bytes.NewReader(raw)).Decode(&lib); err != nil {
		return nil, &corpus.SyntaxError{Source: name, Msg: "no library of CISO Assistant: " + err.Error(), Remedy: "check the file's YAML"}
	}
	if lib.Objects.Mapping != nil {
		lib.Objects.Mappings = append(lib.Objects.Mappings, lib.Objects.Mapping)
	}
	in, err := cisoContent(c, name, set, &lib)
	if err != nil {
		return nil, err
	}
	if _, rest := cisoRead(lib.Description); rest != "" {
		in.Notes = append(in.Notes, fmt.Sprintf("what the library says of itself is not kept: %q", rest))
	}
	in.Notes = append(in.Notes, unread(yaml.NewDecoder(bytes.NewReader(raw)).Decode, lib, "yaml")...)
	return in, nil
}

// cisoContent reads what the library is for.
func cisoContent(c *corpus.Corpus, name, set string, lib *cisoLibrary) (*Imported, error) {
	switch {
	case lib.Objects.Framework != nil && len(lib.Objects.Mappings) > 0:
		return nil, &corpus.SyntaxError{Source: name, Msg: "the library holds a framework and mappings", Remedy: "divide it into two files and import the framework first"}
	case lib.Objects.Framework != nil:
		return cisoCatalog(name, lib)
	case len(lib.Objects.Mappings) > 0:
		return cisoMappings(c, name, set, lib)
	}
	return nil, &corpus.SyntaxError{Source: name, Msg: "the library holds neither a framework nor mappings", Remedy: "import a library with one of these"}
}

// cisoReader makes a catalog of a framework.
type cisoReader struct {
	name    string
	doc     *corpus.Document
	out     *corpus.Catalog
	groups  map[string]string           // name by ref_id
	section map[string]*corpus.Section  // by urn
	group   map[string]*corpus.Group    // by urn
	above   map[string]*corpus.GroupRef // of a group, by urn
	notes   []string                    // of Imported
}

func cisoCatalog(name string, lib *cisoLibrary) (*Imported, error) {
	f := lib.Objects.Framework
	id := f.URN[strings.LastIndexByte(f.URN, ':')+1:]
	said, _ := cisoRead(lib.Description)
	d := &corpus.Document{ID: id, Family: corpus.Family(firstNonEmpty(said["種類"], string(corpus.FamilyCollection))), Title: lib.Name, ShortName: firstNonEmpty(f.Description, lib.Name), Publisher: lib.Provider,
		Edition: firstNonEmpty(said["版"], strconv.Itoa(lib.Version)), Date: firstNonEmpty(said["日付"], lib.Published), LandingPage: said["公式ページ"],
		Unofficial: true, Sources: []string{name}, Outline: []*corpus.Section{}}
	d.Certainty, d.CertaintyReason = cisoCertainty(said["確かさ"])
	r := &cisoReader{name: name, doc: d, groups: map[string]string{}, section: map[string]*corpus.Section{}, group: map[string]*corpus.Group{}, above: map[string]*corpus.GroupRef{},
		out: &corpus.Catalog{Document: d, Sources: []*corpus.Source{{Name: name, Document: id, Title: lib.Name, Publisher: lib.Provider, Edition: d.Edition, Date: d.Date, Terms: lib.Copyright}},
			Requirements: []*corpus.Requirement{}, Groups: []*corpus.Group{}}}
	for _, g := range f.Groups {
		r.groups[g.RefID] = g.Name
	}
	for i, n := range f.Nodes {
		if err := r.node(n, i); err != nil {
			return nil, err
		}
	}
	if fault := r.out.Fault(); fault != "" {
		return nil, &corpus.SyntaxError{Source: name, Msg: fault, Remedy: "correct the library and import it again"}
	}
	return &Imported{Catalog: r.out, Notes: r.notes}, nil
}

// node reads one node: one that is assessed is a requirement, one that is not
// and says something is a group, any other a section.
func (r *cisoReader) node(n *cisoNode, i int) error {
	fault := func(msg string) error {
		return &corpus.SyntaxError{Source: r.name, Place: fmt.Sprintf("requirement_nodes %d (%s)", i+1, n.URN), Msg: msg, Remedy: "correct the library and import it again"}
	}
	id := n.URN[strings.LastIndexByte(n.URN, ':')+1:]
	if id == "" {
		return fault("the node has no urn")
	}
	if n.Parent != "" && r.section[n.Parent] == nil && r.group[n.Parent] == nil {
		return fault(fmt.Sprintf("parent_urn %q names no node before it", n.Parent))
	}
	said, rest := cisoRead(n.Annotation)
	certainty, reason := cisoCertainty(said["確かさ"])
	origin := corpus.Provenance{Source: firstNonEmpty(said["出典"], r.name), Page: atoi(said["ページ"]), Lines: ints(said["行"]), Place: said["位置"]}
	switch {
	case n.Assessable:
		kind := corpus.Kind(firstNonEmpty(said["種類"], string(corpus.KindEntry)))
		r.requirement(n, id, kind, said["編"], certainty, reason, origin, rest)
	case (n.Description != "" || said["確かさ"] != "") && r.section[n.Parent] != nil && !strings.HasPrefix(id, cisoSection):
		g := &corpus.Group{ID: id, Document: r.doc.ID, Label: n.RefID, Title: n.Name, Scenario: n.Description, Members: []string{}, References: []corpus.Reference{},
			Provenance: origin, Certainty: certainty, CertaintyReason: reason}
		r.group[n.URN], r.above[n.URN] = g, &corpus.GroupRef{ID: id, Label: n.RefID, Title: n.Name, Scenario: n.Description}
		r.unkept(n, rest)
		r.out.Groups = append(r.out.Groups, g)
		s := r.section[n.Parent]
		s.Groups = append(s.Groups, id)
		r.section[n.URN] = s
	default:
		s := &corpus.Section{ID: strings.TrimPrefix(id, cisoSection), Kind: corpus.SectionChapter, Number: n.RefID, Title: n.Name, Certainty: corpus.Certain}
		r.unkept(n, n.Description, rest)
		r.section[n.URN] = s
		if up := r.section[n.Parent]; up != nil {
			up.Sections = append(up.Sections, s)
		} else {
			r.doc.Outline = append(r.doc.Outline, s)
		}
	}
	return nil
}

// unkept notes the texts of a node that a section or group has no place for.
func (r *cisoReader) unkept(n *cisoNode, texts ...string) {
	for _, text := range texts {
		if text != "" {
			r.notes = append(r.notes, fmt.Sprintf("what %s says beside its name is not kept: %q", firstNonEmpty(strings.TrimSpace(n.RefID+" "+n.Name), n.URN), text))
		}
	}
}

func (r *cisoReader) requirement(n *cisoNode, id string, kind corpus.Kind, volume string, certainty corpus.Certainty, reason string, origin corpus.Provenance, annotation string) {
	q := &corpus.Requirement{ID: id, Document: r.doc.ID, Kind: kind, Volume: volume, Label: firstNonEmpty(n.RefID, id), Title: n.Name, Text: n.Description,
		Parts: []corpus.Part{}, References: []corpus.Reference{}, Roles: []string{}, Systems: []string{}, Provenance: origin,
		Certainty: certainty, CertaintyReason: reason, Stub: n.Description == "" && n.Name == ""}
	q.Citation = strings.TrimSpace(r.doc.ShortName + " " + q.Label)
	if annotation != "" {
		q.Parts = append(q.Parts, corpus.Part{Kind: corpus.PartNote, Text: annotation})
	}
	for _, g := range n.Groups {
		switch name := firstNonEmpty(r.groups[g], g); {
		case strings.HasPrefix(g, "pattern-"):
			q.Target = append(q.Target, name)
		default:
			q.Roles = append(q.Roles, name)
		}
	}
	s := r.section[n.Parent]
	if g := r.group[n.Parent]; g != nil {
		g.Members = append(g.Members, id)
		q.Group = r.above[n.Parent]
	} else if s != nil {
		s.Requirements = append(s.Requirements, id)
	}
	if s != nil {
		q.Section = corpus.SectionRef{Number: s.Number, Title: s.Title}
	}
	r.section[n.URN] = s // a node may stand below an assessable one
	if s == nil {
		delete(r.section, n.URN)
	}
	r.out.Requirements = append(r.out.Requirements, q)
}

// cisoRead takes apart the lines "key：value" that shogo writes; rest is what is
// not of this form.
func cisoRead(text string) (said map[string]string, rest string) {
	said = map[string]string{}
	var other []string
	for _, line := range strings.Split(text, "\n") {
		key, value, ok := strings.Cut(line, "：")
		switch key {
		case "版", "種類", "編", "日付", "公式ページ", "確かさ", "出典", "ページ", "行", "位置", "関係", "根拠の種類", "確認の状態",
			"判断", "判断した関係", "判断の前の関係", "確認者", "確認日", "判断の理由", "判断時の引用元の指紋", "判断時の引用先の指紋":
			if ok {
				said[key] = value
				continue
			}
		}
		other = append(other, line)
	}
	return said, strings.TrimSpace(strings.Join(other, "\n"))
}

// cisoCertainty reads "likely 理由"; anything else is likely, for the reason
// that it was imported.
func cisoCertainty(said string) (corpus.Certainty, string) {
	word, reason, _ := strings.Cut(said, " ")
	switch c := corpus.Certainty(word); c {
	case corpus.Certain, corpus.Likely, corpus.Ambiguous:
		return c, reason
	}
	return corpus.Likely, "取り込んだ CISO Assistant のライブラリによります。原文とは照合していません。"
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func ints(s string) []int {
	out := []int{}
	for _, f := range strings.Fields(s) {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	return out
}
