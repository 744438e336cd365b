package corpus

import (
	"strings"

	"shogo/corpus/block"
)

// oneBlock is a document of one item with citations in its margin.
func oneBlock(xref string) *block.Document {
	return &block.Document{Blocks: []block.Block{{Type: block.Item, No: "①", Text: "記録すること。", Xref: xref}}}
}

func circledAll(items []int) []string {
	var out []string
	for _, n := range items {
		out = append(out, Circled(n))
	}
	return out
}

// replaceTitle puts a title into a page.
func replaceTitle(page, title string) string { return strings.ReplaceAll(page, "TITLE", title) }
