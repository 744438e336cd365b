package corpus

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Profile explains a table of a kind that shogo does not know: under which
// captions stand the key of a row, its text, and what it cites. Captions are
// compared without spaces; that of a merged caption counts for every column
// below it.
type Profile struct {
	Name    string
	Key     string   // column of the number or mark that names a row
	Section string   // column that groups the rows, may be empty
	Title   string   // column of a short title, may be empty
	Text    string   // column of the statement; may be empty where KeyCites is set
	Volume  string   // column with the volume (編) that the citations of the row are of, may be empty
	Cites   []string // columns that cite the guideline, in any native spelling
	Notes   []string // columns kept beside the statement
	Edition string   // of the guideline that is cited, empty if the table does not say
	// KeyCites is set where the key column itself cites a clause, of this edition
	// of the guideline: a row is then a link between what both cite, and no
	// requirement.
	KeyCites  string
	Certainty Certainty
	Line      int // where it begins in shogo.yaml
}

var profileKeys = []string{"certainty", "cites", "edition", "key", "key_cites", "notes", "section", "text", "title", "volume"}

// setProfiles reads the profiles.
func (w *Workspace) setProfiles(y yamlFile, k, v *yaml.Node) error {
	if v.Kind == yaml.ScalarNode && v.Value == "" {
		return nil
	}
	if v.Kind != yaml.MappingNode {
		return y.fault(v, `"profiles" needs names`, `write "NAME:" on a line of its own, and the keys of the profile below it`)
	}
	if err := y.unique(v); err != nil {
		return err
	}
	for name, n := range pairs(v) {
		p, err := y.profile(name, n)
		if err != nil {
			return err
		}
		w.Profiles[p.Name] = p
	}
	return nil
}

func (y yamlFile) profile(name, n *yaml.Node) (*Profile, error) {
	p := &Profile{Name: name.Value, Certainty: Certain, Line: name.Line}
	if n.Kind != yaml.MappingNode {
		return nil, y.fault(name, fmt.Sprintf("profile %q has no keys", p.Name), `write at least "key:" and "text:" with the captions of these columns`)
	}
	if err := y.unique(n); err != nil {
		return nil, err
	}
	single := map[string]*string{"key": &p.Key, "section": &p.Section, "title": &p.Title, "text": &p.Text, "volume": &p.Volume,
		"edition": &p.Edition, "key_cites": &p.KeyCites}
	several := map[string]*[]string{"cites": &p.Cites, "notes": &p.Notes}
	for k, v := range pairs(n) {
		var err error
		switch {
		case k.Value == "certainty":
			var s string
			s, err = y.oneOf(k, v, string(Certain), string(Likely), string(Ambiguous))
			p.Certainty = Certainty(s)
		case single[k.Value] != nil:
			*single[k.Value], err = y.scalar(k, v)
		case several[k.Value] != nil:
			*several[k.Value], err = y.captions(k, v)
		default:
			err = y.unknown(k, profileKeys)
		}
		if err != nil {
			return nil, err
		}
	}
	switch {
	case p.Key == "", p.Text == "" && p.KeyCites == "":
		return nil, y.fault(name, fmt.Sprintf("profile %q lacks key or text", p.Name), `write "key:" and "text:" with the captions of these columns`)
	case p.KeyCites != "" && len(p.Cites) == 0:
		return nil, y.fault(name, fmt.Sprintf("profile %q links the key column with nothing", p.Name), `write "cites:" with the caption of the column it belongs to`)
	}
	for _, e := range []string{p.Edition, p.KeyCites} {
		if e != "" && !slices.Contains(registry().editions(), e) {
			return nil, y.fault(name, fmt.Sprintf("edition %q of profile %q is not known", e, p.Name), fmt.Sprintf("use one of %q, in quotes", registry().editions()))
		}
	}
	return p, nil
}

// captions is one caption or a list of them.
func (y yamlFile) captions(k, v *yaml.Node) ([]string, error) {
	if v.Kind == yaml.ScalarNode {
		s, err := y.scalar(k, v)
		if s == "" {
			return nil, err
		}
		return []string{s}, err
	}
	var out []string
	if v.Decode(&out) != nil {
		return nil, y.fault(v, fmt.Sprintf("key %q needs captions", k.Value), "write one, or a list of them")
	}
	return out, nil
}

// editions are those of the guideline that the registry knows.
func (r *Registry) editions() []string {
	var out []string
	for _, g := range r.Guidelines {
		out = append(out, g.Edition)
	}
	return out
}
