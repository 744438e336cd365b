package corpus

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/pattern"
)

// yamlFile reads a settings file that a person writes: every fault names its
// line and what to write instead.
type yamlFile struct{ name string }

// mapping parses a file that holds keys with values; nil for an empty file.
func (y yamlFile) mapping(raw []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
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
