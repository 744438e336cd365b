package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/pattern"
)

// yamlFile reads a settings file that a person writes: every fault names its
// line and what to write instead.
type yamlFile struct{ name string }

// maxSettings is the size in bytes up to which such a file is read; a thousand
// sources take less than one MB.
const maxSettings = 8 << 20

// mapping parses a file that holds keys with values; nil for an empty file.
func (y yamlFile) mapping(raw []byte) (*yaml.Node, error) {
	if len(raw) > maxSettings {
		return nil, &SyntaxError{Source: y.name, Msg: fmt.Sprintf("the file is larger than %d MB", maxSettings>>20), Remedy: "check that it is the right file"}
	}
	if wide := bytes.HasPrefix(raw, []byte("\xFE\xFF")) || bytes.HasPrefix(raw, []byte("\xFF\xFE")); !wide && !utf8.Valid(raw) {
		_, at := decodeUTF8(raw)
		return nil, &SyntaxError{Source: y.name, Line: 1 + bytes.Count(raw[:at], []byte("\n")), Msg: "this line is not UTF-8", Remedy: "save the file as UTF-8"}
	}
	var doc, second yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(raw))
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, y.syntax(err)
	}
	if err := d.Decode(&second); err == nil {
		return nil, y.fault(&second, "a second list of settings begins here", `remove the line "---"`)
	} else if !errors.Is(err, io.EOF) {
		return nil, y.syntax(err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	top := doc.Content[0]
	switch {
	case top.Kind == yaml.ScalarNode && top.Value == "":
		return nil, nil
	case top.Kind != yaml.MappingNode:
		return nil, y.fault(top, "this is no list of settings", `write "KEY: VALUE" lines, as in the file that shogo init makes`)
	}
	return top, y.unique(top)
}

// yamlLine finds the place in an error of the YAML package, for instance in
// "yaml: line 3: mapping values are not allowed in this context".
var yamlLine = pattern.New(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

func (y yamlFile) syntax(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	line, _ := strconv.Atoi(m[1])
	return &SyntaxError{Source: y.name, Line: line, Msg: "not valid YAML: " + m[2], Remedy: "check the indentation and the quotes around this line"}
}

func (y yamlFile) fault(n *yaml.Node, msg, remedy string) error {
	return &SyntaxError{Source: y.name, Line: n.Line, Msg: msg, Remedy: remedy}
}

// pairs gives the keys of a mapping with their values.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(k, v *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// unique refuses a key that occurs twice: one of the two would be lost.
func (y yamlFile) unique(n *yaml.Node) error {
	seen := map[string]bool{}
	for k := range pairs(n) {
		if seen[k.Value] {
			return y.fault(k, fmt.Sprintf("key %q occurs twice", k.Value), "remove one of the two lines")
		}
		seen[k.Value] = true
	}
	return nil
}

// unknown refuses a key that means nothing here.
func (y yamlFile) unknown(k *yaml.Node, known []string) error {
	return y.fault(k, fmt.Sprintf("unknown key %q", k.Value), "use "+strings.Join(known, ", "))
}

// scalar is a value that stands on one line.
func (y yamlFile) scalar(k, v *yaml.Node) (string, error) {
	if v.Kind != yaml.ScalarNode {
		return "", y.fault(v, fmt.Sprintf("key %q needs a single value", k.Value), "write it on one line, in quotes if it holds a colon")
	}
	return strings.TrimSpace(v.Value), nil
}

// list returns the entries of a list, none for an empty value.
func (y yamlFile) list(k, v *yaml.Node) ([]*yaml.Node, error) {
	if v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) == "" {
		return nil, nil
	}
	if v.Kind != yaml.SequenceNode {
		return nil, y.fault(v, fmt.Sprintf("key %q needs a list", k.Value), "write each entry on a line of its own that begins with a hyphen")
	}
	return v.Content, nil
}

// oneOf is a value out of a few.
func (y yamlFile) oneOf(k, v *yaml.Node, known ...string) (string, error) {
	s, err := y.scalar(k, v)
	if err != nil {
		return "", err
	}
	for _, w := range known {
		if s == w {
			return s, nil
		}
	}
	return "", y.fault(v, fmt.Sprintf("%s %q is not known", k.Value, s), "use "+strings.Join(known, " or "))
}
