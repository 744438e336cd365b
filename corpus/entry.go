package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/pattern"
)

// entryKeys are the keys of a source's entry, in the manifest and in shogo.yaml.
var entryKeys = []string{"address", "cites", "date", "dialect", "document", "edition", "file", "landing_page", "profile",
	"publisher", "sha256", "terms", "title", "uncertain"}

// entries reads the list of sources.
type entries struct {
	yamlFile
	required []string
}

// read returns the sources of a list in its order, each checked against its
// file in fsys. Entries get the line they begin in.
func (e entries) read(list *yaml.Node, fsys fs.FS) ([]*Source, error) {
	var out []*Source
	lines := map[string]int{}
	for _, n := range list.Content {
		s, sum, err := e.entry(n)
		if err != nil {
			return nil, err
		}
		if first, ok := lines[s.Name]; ok {
			return nil, e.fault(n, fmt.Sprintf("file %q is listed twice, first in line %d", s.Name, first), "remove one of the two entries")
		}
		lines[s.Name] = n.Line
		if err := e.verify(fsys, s, sum); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, e.unlisted(fsys, lines)
}

// entry reads one source; sum is the node of its hash.
func (e entries) entry(n *yaml.Node) (s *Source, sum *yaml.Node, err error) {
	if n.Kind != yaml.MappingNode {
		return nil, nil, e.fault(n, "an entry must be a list of keys", `begin it with "- file: NAME"`)
	}
	if err := e.unique(n); err != nil {
		return nil, nil, err
	}
	s = &Source{Line: n.Line}
	seen := map[string]*yaml.Node{}
	for k, v := range pairs(n) {
		if !slices.Contains(entryKeys, k.Value) {
			return nil, nil, e.unknown(k, entryKeys)
		}
		seen[k.Value] = v
		if err := e.set(s, k, v); err != nil {
			return nil, nil, err
		}
	}
	for _, k := range e.required {
		if v := seen[k]; v == nil || strings.TrimSpace(v.Value) == "" {
			return nil, nil, e.fault(n, fmt.Sprintf("key %q is missing", k), "add it to this entry")
		}
	}
	return s, seen["sha256"], nil
}

// isDate reports a date as precise as it is known: 2023, 2023-07, 2023-07-07.
func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

var entrySum = pattern.New(`^[0-9a-f]{64}$`)

// set stores the value v of a key.
func (e entries) set(s *Source, k, v *yaml.Node) error {
	if k.Value == "uncertain" {
		if v.Decode(&s.Uncertain) != nil {
			return e.fault(v, `key "uncertain" needs a list of sentences`, "write each on a line of its own that begins with a hyphen")
		}
		return nil
	}
	value, err := e.scalar(k, v)
	if err != nil {
		return err
	}
	switch k.Value {
	case "file":
		if !fs.ValidPath(value) || path.Base(value) != value || value == "." {
			return e.fault(v, fmt.Sprintf("file %q is not a plain file name", value), "put the file into the folder of the sources and give its name only")
		}
		s.Name = value
	case "dialect":
		_, ofText := dialectNamed(value)
		if _, ofBlocks := blockDialectNamed(value); value != "" && !ofText && !ofBlocks {
			return e.fault(v, fmt.Sprintf("unknown dialect %q", value), "use one of "+strings.Join(Dialects(), ", ")+", or leave the key out")
		}
		s.Dialect = value
	case "date":
		if value != "" && !isDate(value) {
			return e.fault(v, fmt.Sprintf("date %q cannot be read", value), "write it as 2023-07-07, 2023-07 or 2023")
		}
		s.Date = value
	case "document":
		if value != "" && !documentID.MatchString(value) {
			return e.fault(v, fmt.Sprintf("document %q cannot be an identifier", value), "begin with a small letter; then letters, digits, hyphens and full stops")
		}
		s.Document = value
	case "cites":
		if known := registry().editions(); value != "" && !slices.Contains(known, value) {
			return e.fault(v, fmt.Sprintf("edition %q of the guideline is not known", value), fmt.Sprintf("use one of %q, in quotes", known))
		}
		s.Cites = value
	case "sha256":
		if !entrySum.MatchString(value) {
			return e.fault(v, fmt.Sprintf("sha256 %q is not 64 lower-case hexadecimal digits", value), "copy what sha256sum prints")
		}
		s.SHA256 = value
	default:
		*map[string]*string{"title": &s.Title, "publisher": &s.Publisher, "edition": &s.Edition, "profile": &s.Profile,
			"address": &s.Address, "landing_page": &s.LandingPage, "terms": &s.Terms}[k.Value] = value
	}
	return nil
}

// verify compares the file with the hash of its entry.
func (e entries) verify(fsys fs.FS, s *Source, sum *yaml.Node) error {
	raw, err := readFile(fsys, s.Name)
	if errors.Is(err, fs.ErrNotExist) {
		remedy := "put it beside the other sources or remove its entry"
		if name := renamed(fsys, s.SHA256); name != "" {
			remedy = fmt.Sprintf("%q is the same document: write this name in its entry, or give the file its name back", name)
		}
		return e.fault(sum, fmt.Sprintf("file %q does not exist", s.Name), remedy)
	} else if err != nil {
		return fmt.Errorf("read source %q: %w", s.Name, err)
	}
	if got := HashBytes(raw); got != s.SHA256 {
		remedy := "fetch the published file again, or write the new value here if the publisher has changed it"
		if e.name != manifestName {
			remedy = "put the earlier file back, or run: shogo add --update " + s.Name
		}
		return e.fault(sum, fmt.Sprintf("sha256 of %q does not match: %s says %s, the file has %s", s.Name, path.Base(e.name), s.SHA256, got), remedy)
	}
	s.Bytes = len(raw)
	return nil
}

// renamed is the file in the folder with the hash, "" for none.
func renamed(fsys fs.FS, sum string) string {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return ""
	}
	for _, f := range files {
		if raw, err := readFile(fsys, f.Name()); err == nil && HashBytes(raw) == sum {
			return f.Name()
		}
	}
	return ""
}

// HashBytes is the SHA-256 of raw as 64 lower-case hexadecimal digits, as an
// entry of shogo.yaml and sha256sum write it.
func HashBytes(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

// besides are files that explain the folder and are no sources.
var besides = map[string]bool{ReviewsName: true, PinsName: true, "terms.md": true, "readme.md": true, "readme.txt": true, "readme.html": true}

// unlisted reports a document that lies in the folder but has no entry:
// leaving it out without a word would be a silent loss.
func (e entries) unlisted(fsys fs.FS, listed map[string]int) error {
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return err
	}
	for _, f := range files {
		name := strings.ToLower(f.Name())
		if _, readable := extensions[path.Ext(name)]; readable && !f.IsDir() && !besides[name] && !strings.HasPrefix(name, "~$") && listed[f.Name()] == 0 {
			remedy := "add an entry for it or move it elsewhere"
			if e.name != manifestName {
				remedy = fmt.Sprintf("run: shogo add %s, or move it elsewhere", path.Join(SourcesFolder, f.Name()))
			}
			return &SyntaxError{Source: e.name, Msg: fmt.Sprintf("file %q lies in the sources folder but has no entry", f.Name()), Remedy: remedy}
		}
	}
	return nil
}
