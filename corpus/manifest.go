package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// manifestName is the file beside the sources that says what each of them is.
const manifestName = "manifest.yaml"

// manifestKeys are the keys of an entry; those marked true must be present.
var manifestKeys = map[string]bool{
	"file": true, "title": true, "publisher": true, "sha256": true, "terms": true,
	"document": false, "dialect": false, "edition": false, "date": false,
	"address": false, "landing_page": false, "uncertain": false,
}

// readManifest reads manifest.yaml at the root of fsys and checks every file
// it names against its SHA-256, so that a text which someone has edited by
// accident never passes as the published one. The sources come in the order of
// the manifest. Every error is a *SyntaxError that names the line.
func readManifest(fsys fs.FS) ([]*Source, error) {
	raw, err := fs.ReadFile(fsys, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &SyntaxError{Source: manifestName, Msg: "the file does not exist in the sources folder",
			Remedy: "write one that lists every source with file, title, publisher, sha256 and terms"}
	} else if err != nil {
		return nil, err
	}
	entries, err := manifestEntries(raw)
	if err != nil {
		return nil, err
	}
	var out []*Source
	lines := map[string]int{}
	for _, n := range entries {
		s, sum, err := manifestEntry(n)
		if err != nil {
			return nil, err
		}
		if first, ok := lines[s.Name]; ok {
			return nil, manifestError(n, fmt.Sprintf("file %q is listed twice, first in line %d", s.Name, first), "remove one of the two entries")
		}
		lines[s.Name] = n.Line
		if err := verify(fsys, s, sum); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, unlisted(fsys, lines)
}

// manifestEntries returns the mapping nodes under the key sources.
func manifestEntries(raw []byte) ([]*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, yamlError(err)
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, &SyntaxError{Source: manifestName, Line: 1, Msg: "no list of sources", Remedy: `begin with "sources:" and one "- file:" entry per source`}
	}
	top := doc.Content[0]
	var list *yaml.Node
	for i := 0; i+1 < len(top.Content); i += 2 {
		if k := top.Content[i]; k.Value != "sources" {
			return nil, manifestError(k, fmt.Sprintf("unknown key %q", k.Value), `the only key at this level is "sources"`)
		}
		list = top.Content[i+1]
	}
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		return nil, manifestError(top, `"sources" holds no entries`, `write one "- file:" entry per source`)
	}
	return list.Content, nil
}

// yamlLine finds the place in an error of the YAML package, for instance in
// "yaml: line 3: mapping values are not allowed in this context".
var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

func yamlError(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	line, _ := strconv.Atoi(m[1])
	return &SyntaxError{Source: manifestName, Line: line, Msg: "not valid YAML: " + m[2], Remedy: "check the indentation and the quotes around this line"}
}

func manifestError(n *yaml.Node, msg, remedy string) error {
	return &SyntaxError{Source: manifestName, Line: n.Line, Msg: msg, Remedy: remedy}
}

// manifestEntry reads one source; sum is the node of its hash.
func manifestEntry(n *yaml.Node) (s *Source, sum *yaml.Node, err error) {
	if n.Kind != yaml.MappingNode {
		return nil, nil, manifestError(n, "an entry must be a list of keys", `begin it with "- file: NAME"`)
	}
	s = &Source{}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if _, ok := manifestKeys[k.Value]; !ok {
			return nil, nil, manifestError(k, fmt.Sprintf("unknown key %q", k.Value), "use "+strings.Join(knownKeys(), ", "))
		}
		if seen[k.Value] != nil {
			return nil, nil, manifestError(k, fmt.Sprintf("key %q occurs twice", k.Value), "remove one of the two lines")
		}
		seen[k.Value] = v
		if err := s.set(k.Value, v); err != nil {
			return nil, nil, err
		}
	}
	for _, k := range knownKeys() {
		if v := seen[k]; manifestKeys[k] && (v == nil || strings.TrimSpace(v.Value) == "") {
			return nil, nil, manifestError(n, fmt.Sprintf("key %q is missing", k), "add it to this entry")
		}
	}
	return s, seen["sha256"], nil
}

func knownKeys() []string {
	var keys []string
	for k := range manifestKeys {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// manifestDate matches a date as precise as it is known: 2023, 2023-07, 2023-07-07.
var manifestDate = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

var manifestSum = regexp.MustCompile(`^[0-9a-f]{64}$`)

// set stores the value v of key.
func (s *Source) set(key string, v *yaml.Node) error {
	if key == "uncertain" {
		if v.Decode(&s.Uncertain) != nil {
			return manifestError(v, `key "uncertain" needs a list of sentences`, "write each on a line of its own that begins with a hyphen")
		}
		return nil
	}
	if v.Kind != yaml.ScalarNode {
		return manifestError(v, fmt.Sprintf("key %q needs a single value", key), "write it on one line, in quotes if it holds a colon")
	}
	value := v.Value
	switch key {
	case "file":
		if !fs.ValidPath(value) || path.Base(value) != value || value == "." {
			return manifestError(v, fmt.Sprintf("file %q is not a plain file name", value), "put the file beside the manifest and give its name only")
		}
		s.Name = value
	case "dialect":
		_, ofText := dialectNamed(value)
		if _, ofBlocks := blockDialectNamed(value); !ofText && !ofBlocks {
			return manifestError(v, fmt.Sprintf("unknown dialect %q", value), "use one of "+strings.Join(dialectNames(), ", ")+", or leave the key out")
		}
		s.Dialect = value
	case "date":
		if !manifestDate.MatchString(value) {
			return manifestError(v, fmt.Sprintf("date %q cannot be read", value), "write it as 2023-07-07, 2023-07 or 2023")
		}
		s.Date = value
	case "sha256":
		if !manifestSum.MatchString(value) {
			return manifestError(v, fmt.Sprintf("sha256 %q is not 64 lower-case hexadecimal digits", value), "copy what sha256sum prints")
		}
		s.SHA256 = value
	default:
		*map[string]*string{"title": &s.Title, "publisher": &s.Publisher, "edition": &s.Edition, "document": &s.Document,
			"address": &s.Address, "landing_page": &s.LandingPage, "terms": &s.Terms}[key] = value
	}
	return nil
}

// verify compares the file with the hash in the manifest.
func verify(fsys fs.FS, s *Source, sum *yaml.Node) error {
	raw, err := fs.ReadFile(fsys, s.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return manifestError(sum, fmt.Sprintf("file %q does not exist", s.Name), "put it beside the manifest or remove its entry")
	} else if err != nil {
		return fmt.Errorf("read source %q: %w", s.Name, err)
	}
	h := sha256.Sum256(raw)
	if got := hex.EncodeToString(h[:]); got != s.SHA256 {
		return manifestError(sum, fmt.Sprintf("sha256 of %q does not match: the manifest says %s, the file has %s", s.Name, s.SHA256, got),
			"fetch the published file again, or write the new value here if the publisher has changed it")
	}
	s.Bytes = len(raw)
	return nil
}

// besides are files that explain the folder and are no sources.
var besides = map[string]bool{ReviewsName: true, PinsName: true, "terms.md": true, "readme.md": true, "readme.txt": true, "readme.html": true}

// unlisted reports a document that lies in the folder but is not in the manifest:
// leaving it out without a word would be a silent loss.
func unlisted(fsys fs.FS, listed map[string]int) error {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return err
	}
	for _, f := range files {
		name := strings.ToLower(f.Name())
		if _, readable := extensions[path.Ext(name)]; readable && !f.IsDir() && !besides[name] && !strings.HasPrefix(name, "~$") && listed[f.Name()] == 0 {
			return &SyntaxError{Source: manifestName, Msg: fmt.Sprintf("file %q lies in the sources folder but has no entry", f.Name()),
				Remedy: "add an entry for it or move it elsewhere"}
		}
	}
	return nil
}

func dialectNamed(name string) (dialect, bool) {
	for _, d := range dialects {
		if d.name == name {
			return d, true
		}
	}
	return dialect{}, false
}

func dialectNames() []string {
	var names []string
	for _, d := range dialects {
		names = append(names, d.name)
	}
	for _, d := range blockDialects {
		if !slices.Contains(names, d.name) {
			names = append(names, d.name)
		}
	}
	return names
}

func blockDialectNamed(name string) (blockDialect, bool) {
	for _, d := range blockDialects {
		if d.name == name {
			return d, true
		}
	}
	return blockDialect{}, false
}
