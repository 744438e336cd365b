package exchange

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"shogo/corpus"
)

func cisoFiles(t *testing.T, c *corpus.Corpus) (map[string][]byte, map[string]*cisoLibrary) {
	t.Helper()
	files, libs := map[string][]byte{}, map[string]*cisoLibrary{}
	err := WriteCISO(c, func(name string, data []byte) error {
		lib := &cisoLibrary{}
		files[name], libs[name] = data, lib
		return yaml.Unmarshal(data, lib)
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, libs
}

// A framework holds every requirement of its document once, every node below
// one that stands before it; a mapping joins nodes that exist, in words the
// format knows, and leaves out what is not sure.
func TestCISOLibrariesHoldTogether(t *testing.T) {
	c := embedded(t)
	_, libs := cisoFiles(t, c)
	nodes := map[string]bool{}
	for _, d := range c.Documents {
		assessable, want := 0, 0
		for _, n := range libs[d.ID+".yaml"].Objects.Framework.Nodes {
			if nodes[n.URN] || n.Parent != "" && !nodes[n.Parent] || n.Depth < 1 || (n.Depth > 1) != (n.Parent != "") {
				t.Errorf("node %s below %q at depth %d", n.URN, n.Parent, n.Depth)
			}
			if nodes[n.URN] = true; n.Assessable {
				assessable++
			}
		}
		for _, r := range c.Requirements {
			if r.Document == d.ID {
				want++
			}
		}
		if assessable != want {
			t.Errorf("%s: %d assessable nodes, want %d", d.ID, assessable, want)
		}
	}
	sure := 0
	for _, l := range c.Links {
		if l.Status == corpus.Resolved && l.Certainty != corpus.Ambiguous {
			sure++
		}
	}
	pairs := 0
	for name, lib := range libs {
		for _, m := range lib.Objects.Mappings {
			for _, p := range m.Pairs {
				pairs++
				if !nodes[p.Source] || !nodes[p.Target] {
					t.Errorf("%s: %s to %s: no such node", name, p.Source, p.Target)
				}
				if !strings.Contains(" equal subset superset intersect not_related ", " "+p.Relationship+" ") {
					t.Errorf("%s: relationship %q", name, p.Relationship)
				}
			}
		}
	}
	if pairs != sure || pairs == 0 {
		t.Errorf("%d mappings, want the %d sure links", pairs, sure)
	}
}

// What has left comes back into a workspace and leaves again the same:
// frameworks as catalogs, then the links between them.
func TestCISOComesBack(t *testing.T) {
	before, libs := cisoFiles(t, embedded(t))
	ws := workspace()
	c := load(t, ws)
	for _, mappings := range []bool{false, true} {
		for name, data := range before {
			if (libs[name].Objects.Framework == nil) == mappings {
				c = take(t, c, ws, name, data)
			}
		}
	}
	_, after := cisoFiles(t, c)
	for name, want := range libs {
		// How many links were left out is known only where they are.
		if want.Objects.Framework == nil {
			want.Description = ""
		}
		if diff := cmp.Diff(want, after[name]); diff != "" {
			t.Errorf("%s (-left +came back): %.2000s", name, diff)
		}
	}
}

func TestFaultyCISOIsRefused(t *testing.T) {
	c := embedded(t)
	const head = "urn: urn:a:risk:library:x\nlocale: ja\nref_id: x\nname: 規程\nversion: 1\nprovider: 総務課\npackager: 総務課\nobjects:\n"
	mapping := func(source, word string) string {
		return head + "  requirement_mapping_sets:\n  - urn: urn:a:risk:req_mapping_set:x\n    requirement_mappings:\n    - source_requirement_urn: urn:a:risk:req_node:x:" + source +
			"\n      target_requirement_urn: urn:a:risk:req_node:y:mhlw-6.0-sys-8-i03\n      relationship: " + word + "\n"
	}
	for want, text := range map[string]string{
		"neither a framework nor mappings": head + "  other: 1\n",
		"names no node before it":          head + "  framework:\n    urn: urn:a:risk:framework:x\n    requirement_nodes:\n    - urn: urn:a:risk:req_node:x:1\n      parent_urn: urn:a:risk:req_node:x:0\n",
		`relationship "like" is none of`:   mapping("clm-r7-2-i06", "like"),
		"names nothing in these documents": mapping("nobody", "equal"),
		"no library of CISO Assistant":     "urn: urn:a:risk:library:x\nobjects: [\n",
		"stands twice":                     head + "  framework:\n    urn: urn:a:risk:framework:x\n    requirement_nodes:\n    - {urn: 'urn:a:risk:req_node:x:n1', assessable: true, name: a}\n    - {urn: 'urn:a:risk:req_node:x:n1', assessable: true, name: b}\n",
	} {
		if _, err := Read(c, "x.yaml", "", []byte(text)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "x.yaml") {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if in, err := Read(c, "x.yaml", "rules", []byte(mapping("clm-r7-2-i06", "subset"))); err != nil || len(in.Links.New) != 1 || in.Links.New[0].Relationship != "subset-of" {
		t.Errorf("a sound mapping: %+v, %v", in, err)
	}
}

// A library from elsewhere says more than shogo keeps: an annotation becomes a
// note, a set of mappings may stand alone, and what is left out is told.
func TestForeignCISOLosesNothingInSilence(t *testing.T) {
	c := embedded(t)
	const head = "urn: urn:acme:risk:library:base\nlocale: en\nref_id: base\nname: Baseline\ndescription: Made for hospitals.\nversion: 2\nprovider: ACME\npackager: acme\nobjects:\n"
	in, err := Read(c, "base.yaml", "", []byte(head+`  framework:
    urn: urn:acme:risk:framework:base
    ref_id: base
    name: Baseline
    max_score: 3
    implementation_groups_definition:
      - {ref_id: L1, name: Level 1, description: The first level.}
    requirement_nodes:
      - {urn: 'urn:acme:risk:req_node:base:a', assessable: false, depth: 1, ref_id: A, name: Access, description: About access.}
      - urn: urn:acme:risk:req_node:base:a.1
        assessable: true
        depth: 2
        parent_urn: urn:acme:risk:req_node:base:a
        ref_id: A.1
        name: Passwords
        description: Passwords shall be long.
        annotation: See the annex.
        typical_evidence: a policy
        implementation_groups: [L1]
`))
	if err != nil {
		t.Fatal(err)
	}
	r := in.Catalog.Requirements[0]
	if r.Text != "Passwords shall be long." || len(r.Parts) != 1 || r.Parts[0].Text != "See the annex." || r.Parts[0].Kind != corpus.PartNote || !slices.Equal(r.Roles, []string{"Level 1"}) {
		t.Errorf("the requirement is %+v", r)
	}
	notes := strings.Join(in.Notes, "\n")
	for _, want := range []string{"About access.", "Made for hospitals.", "description (1)", "max_score (1)", "typical_evidence (1)"} {
		if !strings.Contains(notes, want) {
			t.Errorf("nothing is said of %q:\n%s", want, notes)
		}
	}
	in, err = Read(c, "map.yaml", "rules", []byte(head+`  requirement_mapping_set:
    urn: urn:acme:risk:req_mapping_set:x
    requirement_mappings:
      - source_requirement_urn: urn:acme:risk:req_node:base:clm-r7-2-i06
        target_requirement_urn: urn:acme:risk:req_node:base:mhlw-6.0-sys-8-i03
        relationship: intersect
        strength_of_relationship: 8
`))
	if err != nil || len(in.Links.New) != 1 || !strings.Contains(strings.Join(in.Notes, "\n"), "strength_of_relationship (1)") {
		t.Errorf("a set that stands alone: %+v, %v", in, err)
	}
}

// What shogo writes it reads whole.
func TestOwnFilesAreReadWhole(t *testing.T) {
	files, _ := cisoFiles(t, embedded(t))
	for name, data := range files {
		if lost := unread(yaml.NewDecoder(bytes.NewReader(data)).Decode, cisoLibrary{}, "yaml"); lost != nil {
			t.Errorf("%s: %v", name, lost)
		}
	}
	for name, data := range oscalFiles(t, embedded(t)) {
		if lost := unread(json.NewDecoder(bytes.NewReader(data)).Decode, oscalFile{}, "json"); lost != nil {
			t.Errorf("%s: %v", name, lost)
		}
	}
}
