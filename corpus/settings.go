package corpus

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/pattern"
)

// EntryLine is a line of an entry that AddSource writes.
type EntryLine struct {
	Key, Value string
	// Comment stands behind the value: where it was learned, or that a person
	// has to fill it in.
	Comment string
}

// ListedSource is what shogo.yaml records of a file, found without looking at
// the file.
type ListedSource struct {
	Name, SHA256 string
	// How to read it, empty where the entry does not say.
	Document, Dialect, Profile, Cites string
	line                              int // of the hash
}

// As is the source as its entry says to read it.
func (l *ListedSource) As() Source {
	return Source{Name: l.Name, Document: l.Document, Dialect: l.Dialect, Profile: l.Profile, Cites: l.Cites}
}

// ListedSources gives the entries of the bytes of shogo.yaml, whether or not
// their files are as recorded.
func ListedSources(raw []byte, name string) ([]ListedSource, error) {
	y := yamlFile{name}
	list, _, err := y.sources(raw)
	if err != nil || list == nil {
		return nil, err
	}
	var out []ListedSource
	e := entries{yamlFile: y, required: []string{"file", "sha256"}}
	for _, n := range list.Content {
		s, sum, err := e.entry(n)
		if err != nil {
			return nil, err
		}
		out = append(out, ListedSource{s.Name, s.SHA256, s.Document, s.Dialect, s.Profile, s.Cites, sum.Line})
	}
	return out, nil
}

// sources finds the list of sources and its key; nil where there is none.
func (y yamlFile) sources(raw []byte) (list, key *yaml.Node, err error) {
	top, err := y.mapping(raw)
	if err != nil || top == nil {
		return nil, nil, err
	}
	for k, v := range pairs(top) {
		if k.Value == "sources" {
			_, err := y.list(k, v)
			return v, k, err
		}
	}
	return nil, nil, nil
}

// AddSource returns shogo.yaml with an entry more at the end of its list. What
// a person has written, comments included, stays as it is.
func AddSource(raw []byte, name string, entry []EntryLine) ([]byte, error) {
	y := yamlFile{name}
	list, key, err := y.sources(raw)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(string(raw), "\n"), "\n")
	indent, at := "  ", 0
	switch {
	case key == nil:
		lines = append(lines, "", "sources:")
		at = len(lines)
	case list.Kind != yaml.SequenceNode || len(list.Content) == 0:
		lines[key.Line-1] = strings.TrimRight(strings.Replace(lines[key.Line-1], "[]", "", 1), " ")
		at = key.Line
		for at < len(lines) && strings.HasPrefix(lines[at], " ") && strings.HasPrefix(strings.TrimSpace(lines[at]), "#") {
			at++
		}
	case list.Style&yaml.FlowStyle != 0:
		return nil, y.fault(list, "the sources stand in brackets", `write each on a line of its own that begins with "- file:"`)
	default:
		indent = strings.Repeat(" ", list.Column-1)
		at = lastLine(list)
	}
	out := slices.Concat(lines[:at], entryLines(indent, entry), lines[at:])
	text := strings.TrimLeft(strings.Join(out, "\n"), "\n") + "\n"
	if _, err := ListedSources([]byte(text), name); err != nil {
		return nil, fmt.Errorf("write the entry: %w", err)
	}
	return []byte(text), nil
}

// lastLine is the last line that a node takes. A value in a block of its own
// (| or >) goes on below the line it begins on.
func lastLine(n *yaml.Node) int {
	last := n.Line
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		last += strings.Count(strings.TrimRight(n.Value, "\n"), "\n") + 1
	}
	for _, c := range n.Content {
		last = max(last, lastLine(c))
	}
	return last
}

func entryLines(indent string, entry []EntryLine) []string {
	var out []string
	for i, l := range entry {
		lead := "  "
		if i == 0 {
			lead = "- "
		}
		s := indent + lead + l.Key + ":"
		if l.Value != "" {
			s += " " + yamlScalar(l.Value)
		} else {
			s += ` ""`
		}
		if l.Comment != "" {
			s += " # " + l.Comment
		}
		out = append(out, s)
	}
	return out
}

// yamlScalar writes a value on one line, in quotes where it needs them.
func yamlScalar(s string) string {
	raw, err := yaml.Marshal(s)
	if line := strings.TrimSuffix(string(raw), "\n"); err == nil && !strings.Contains(line, "\n") && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, ">") {
		return line
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\t", " ").Replace(s) + `"`
}

var sumInLine = pattern.New(`[0-9a-f]{64}`)

// UpdateSource returns shogo.yaml with another hash in the entry of a file.
func UpdateSource(raw []byte, name, file, sum string) ([]byte, error) {
	listed, err := ListedSources(raw, name)
	if err != nil {
		return nil, err
	}
	for _, s := range listed {
		if s.Name == file {
			lines := bytes.Split(raw, []byte("\n"))
			lines[s.line-1] = sumInLine.ReplaceAll(lines[s.line-1], []byte(sum))
			return bytes.Join(lines, []byte("\n")), nil
		}
	}
	return nil, &SyntaxError{Source: name, Msg: fmt.Sprintf("file %q has no entry", file), Remedy: "add it without --update"}
}
