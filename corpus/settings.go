package corpus

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
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
	lines, ends, err := y.lines(raw)
	if err != nil {
		return nil, err
	}
	indent, at := "  ", 0
	switch {
	case key != nil && key.Line > len(lines):
		return nil, y.unwritable(key)
	case key == nil:
		lines = append(lines, ends.line(""), ends.line("sources:"))
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
		at = y.listEnd(raw, list, lines)
	}
	var added []string
	for _, l := range entryLines(indent, entry) {
		added = append(added, ends.line(l))
	}
	out := slices.Concat(lines[:at], added, lines[at:])
	text := ends.line(strings.TrimSuffix(strings.TrimLeft(strings.Join(out, ends.between), "\r\n"), ends.before)) + ends.between
	before, err := ListedSources(raw, name)
	if err != nil {
		return nil, err
	}
	if after, err := ListedSources([]byte(text), name); err != nil || len(after) != len(before)+1 {
		return nil, y.unwritable(list)
	}
	return []byte(text), nil
}

// UpdateSource returns shogo.yaml with another hash in the entry of a file.
func UpdateSource(raw []byte, name, file, sum string) ([]byte, error) {
	listed, err := ListedSources(raw, name)
	if err != nil {
		return nil, err
	}
	for i, s := range listed {
		if s.Name == file {
			lines, ends, err := yamlFile{name}.lines(raw)
			if err != nil {
				return nil, err
			}
			if s.line <= len(lines) {
				lines[s.line-1] = strings.Replace(lines[s.line-1], s.SHA256, sum, 1)
			}
			out := []byte(strings.Join(lines, ends.between) + ends.between)
			if after, err := ListedSources(out, name); err != nil || after[i].SHA256 != sum {
				return nil, yamlFile{name}.unwritable(&yaml.Node{Line: s.line})
			}
			return out, nil
		}
	}
	return nil, &SyntaxError{Source: name, Msg: fmt.Sprintf("file %q has no entry", file), Remedy: "add it without --update"}
}
