package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"shogo/corpus/block"
	"shogo/corpus/internal/damage"
	"shogo/corpus/markdown"
)

// attacks are texts that a reader without limits does not survive.
var attacks = []damage.Attack{
	{Name: "quotations", Make: func(n int) string { return strings.Repeat("> ", n) + "x" }},
	{Name: "nested lists", Make: func(n int) string { return deepList(n / 100) }},
	{Name: "list marks", Make: func(n int) string { return strings.Repeat("- ", n) + "x" }},
	{Name: "many items", Make: func(n int) string { return strings.Repeat("1. 項\n", n) }},
	{Name: "brackets", Make: func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }},
	{Name: "links", Make: func(n int) string { return strings.Repeat("[a](<b", n) }},
	{Name: "images", Make: func(n int) string { return strings.Repeat("![[a]", n) }},
	{Name: "emphasis", Make: func(n int) string { return strings.Repeat("*a **b ", n) }},
	{Name: "strong at both ends", Make: func(n int) string { return strings.Repeat("**a", n/10) + strings.Repeat("b**", n/10) }},
	{Name: "code spans", Make: func(n int) string { return strings.Repeat("`a``b", n) }},
	{Name: "fences", Make: func(n int) string { return strings.Repeat("```\n~~~\n", n) }},
	{Name: "tables", Make: func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|x|y|\n", n) }},
	{Name: "wide table", Make: func(n int) string {
		row := strings.Repeat("|a", n/10) + "|\n"
		return row + strings.Repeat("|-", n/10) + "|\n" + row
	}},
	{Name: "footnotes", Make: func(n int) string { return strings.Repeat("[^1] ", n) + "\n\n[^1]: [^1]" }},
	{Name: "many footnotes", Make: func(n int) string {
		var b strings.Builder
		for k := range n / 20 {
			fmt.Fprintf(&b, "あ[^%d]\n\n[^%d]: い\n\n", k, k)
		}
		return b.String()
	}},
	{Name: "references", Make: func(n int) string { return strings.Repeat("[a]: b\n", n/10) + strings.Repeat("[a] ", n/10) }},
	{Name: "aliases", Make: func(n int) string {
		var b strings.Builder
		b.WriteString("---\na0: &a0 [x,x]\n")
		for k := 1; k < min(n, 2000); k++ {
			fmt.Fprintf(&b, "a%d: &a%d [*a%d,*a%d,*a%d]\n", k, k, k-1, k-1, k-1)
		}
		return b.String() + "---\nx"
	}},
	{Name: "front matter", Make: func(n int) string { return "---\n" + strings.Repeat("k: v\n", n) + "---\nx" }},
	{Name: "deep front matter", Make: func(n int) string { return "---\na: " + strings.Repeat("[", n) + "\n---\nx" }},
	{Name: "raw HTML", Make: func(n int) string { return strings.Repeat("<div><td>\n\n", n) }},
	{Name: "headings", Make: func(n int) string { return strings.Repeat("# 第1章 題\n", n/10) }},
	{Name: "one long line", Make: func(n int) string { return strings.Repeat("①及び", n) }},
	{Name: "underlines", Make: func(n int) string { return strings.Repeat("題\n===\n", n/10) }},
	{Name: "entities", Make: func(n int) string { return strings.Repeat("&#x3042;&nosuch;", n) }},
	{Name: "angle brackets", Make: func(n int) string { return strings.Repeat("<a href='", n) }},
}

func readFile(data []byte) (*block.Document, error) { return markdown.Read(data, markdown.Options{}) }

// TestDamagedFilesEndInAnErrorAndNoPanic reads damaged and hostile texts: each is read or refused in words,
// soon and with little memory.
func TestDamagedFilesEndInAnErrorAndNoPanic(t *testing.T) {
	sound := [][]byte{[]byte(rules), []byte(strings.Repeat(rules, 20)), []byte("# 規程\n\n| a | b |\n|---|---|\n| ① | 8③ |\n\n- あ\n  1. い[^1]\n\n[^1]: う\n")}
	damage.Check(t, damage.Texts(sound, "\n", attacks, 60_000, 20261123), readFile)
}
