package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/block"
)

// maxFront is the largest front matter in bytes.
const maxFront = 64 << 10

// frontMatter reads the YAML between two lines of --- at the beginning, and
// returns where the text starts. Values are kept as written.
func frontMatter(data []byte, doc *block.Document) (start int, err error) {
	first, rest, ok := bytes.Cut(data, []byte("\n"))
	if !ok || string(bytes.TrimRight(first, " \t\r")) != "---" {
		return 0, nil
	}
	at := len(first) + 1
	end := -1
	pos := at
	for line := range bytes.Lines(rest) {
		if s := string(bytes.TrimRight(line, " \t\r\n")); s == "---" || s == "..." {
			end = pos
			pos += len(line)
			break
		}
		pos += len(line)
	}
	if end < 0 {
		return 0, nil // a rule at the top of the text
	}
	if end-at > maxFront {
		return 0, &Error{Place: "line 1", Msg: fmt.Sprintf("the front matter has more than %d bytes", maxFront), Remedy: "keep to title, publisher, edition, date and id"}
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data[at:end], &root); err != nil {
		return 0, &Error{Place: "line 1", Msg: "cannot read the front matter: " + strings.TrimPrefix(err.Error(), "yaml: "), Remedy: "write one \"name: value\" on each line between the two lines of ---"}
	}
	if len(root.Content) == 0 {
		return pos, nil
	}
	m := root.Content[0]
	if m.Kind != yaml.MappingNode {
		return 0, nil // text between two rules
	}
	doc.Meta = map[string]string{}
	for i := 0; i+1 < len(m.Content); i += 2 {
		k, v := m.Content[i], m.Content[i+1]
		if v.Kind != yaml.ScalarNode {
			doc.Warnings = append(doc.Warnings, block.Warning{Place: fmt.Sprintf("line %d", k.Line+1), Message: "前付けの「" + k.Value + "」は単独の値ではないため、使いません。"})
			continue
		}
		doc.Meta[k.Value] = v.Value
	}
	doc.Title = doc.Meta["title"]
	return pos, nil
}
