package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// unwritable refuses a file in which an entry cannot be written without harm to
// what a person wrote: in braces, or with line ends that only YAML knows.
func (y yamlFile) unwritable(n *yaml.Node) error {
	if n == nil {
		n = &yaml.Node{}
	}
	return y.fault(n, "the entries cannot be changed here without changing what stands beside them",
		`write every setting as "KEY: VALUE" on a line of its own, and every source as "- file: NAME"`)
}

// lineEnds is how the lines of a file end: between stands between two of them,
// before ends each.
type lineEnds struct{ before, between string }

func (e lineEnds) line(s string) string { return s + e.before }

// lines cuts the file as YAML counts its lines.
func (y yamlFile) lines(raw []byte) ([]string, lineEnds, error) {
	ends := lineEnds{"", "\n"}
	switch {
	case !utf8.Valid(raw):
		return nil, ends, &SyntaxError{Source: y.name, Msg: "the file is UTF-16, which is read but not written", Remedy: "save it as UTF-8"}
	case bytes.Contains(raw, []byte("\r\n")):
		ends.before = "\r"
	case bytes.Contains(raw, []byte("\r")) && !bytes.Contains(raw, []byte("\n")):
		ends.between = "\r"
	}
	return strings.Split(strings.TrimRight(string(raw), ends.between), ends.between), ends, nil
}

// listEnd is the number of lines up to the end of the list: what stands before
// the next key, but for blank lines and remarks, which may be about that key.
func (y yamlFile) listEnd(raw []byte, list *yaml.Node, lines []string) int {
	end := len(lines)
	if top, err := y.mapping(raw); err == nil && top != nil {
		for k := range pairs(top) {
			if k.Line > list.Line {
				end = min(end, k.Line-1)
			}
		}
	}
	for last := lastLine(list); end > last; end-- {
		if s := strings.TrimSpace(lines[end-1]); s != "" && !strings.HasPrefix(s, "#") {
			break
		}
	}
	return end
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
