package markdown_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
	"shogo/corpus/markdown"
)

const rules = `---
title: 安全管理規程
publisher: 模擬病院
edition: 第2版
date: 2025-04-01
id: hospital-rules
---

# 1. 総則 [Ⅰ～Ⅳ]

本規程は、情報の
安全管理を TLS 1.3
等で定める。[^1]

## １．１　目的

【遵守事項】

1. 台帳を整備すること。
2. 権限を &lt;最小&gt; にすること。
   - 例\*外を記録する
   - [x] 済み

▶企画管理編
8③
8.1

- ① 委託先を監督すること。

> 引用した文。

| 番号 | 対応 |
|------|------|
| ①   | 実施<br>済み |

<table><tr><th>A</th><th>B</th></tr><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>

**※ 太字の注**

[^1]: 脚注の本文。
`

func TestBlocksKeepTheirPlacesAndKinds(t *testing.T) {
	doc, err := markdown.Read([]byte(rules), markdown.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []block.Block{
		{Type: block.Chapter, No: "1", Text: "総則", Scope: "[Ⅰ～Ⅳ]", Place: "line 9"},
		{Type: block.Para, Text: "本規程は、情報の安全管理を TLS 1.3等で定める。", Place: "line 11"},
		{Type: block.Section, No: "１．１", Text: "目的", Place: "line 15"},
		{Type: block.ClauseHead, Text: "【遵守事項】", Place: "line 17"},
		{Type: block.Item, No: "1", Text: "台帳を整備すること。", Place: "line 19"},
		{Type: block.Item, No: "2", Text: "権限を <最小> にすること。", Place: "line 20"},
		{Type: block.Item, No: "-", Text: "例*外を記録する", Place: "line 21"},
		{Type: block.Item, No: "-", Text: "☑ 済み", Place: "line 22", Xref: "▶企画管理編\n8③\n8.1"},
		{Type: block.Item, No: "①", Text: "委託先を監督すること。", Place: "line 28"},
		{Type: block.Para, Text: "引用した文。", Place: "line 30"},
		{Type: block.Cell, Text: "番号", Table: 1, RowSpan: 1, ColSpan: 1, HeaderRow: true, Place: "line 32"},
		{Type: block.Cell, Text: "対応", Table: 1, Col: 1, RowSpan: 1, ColSpan: 1, HeaderRow: true, Place: "line 32"},
		{Type: block.Cell, Text: "①", Table: 1, Row: 1, RowSpan: 1, ColSpan: 1, Place: "line 34"},
		{Type: block.Cell, Text: "実施\n済み", Table: 1, Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Place: "line 34"},
		{Type: block.Cell, Text: "A", Table: 2, RowSpan: 1, ColSpan: 1, HeaderRow: true, Place: "line 36"},
		{Type: block.Cell, Text: "B", Table: 2, Col: 1, RowSpan: 1, ColSpan: 1, HeaderRow: true, Place: "line 36"},
		{Type: block.Cell, Text: "甲", Table: 2, Row: 1, RowSpan: 2, ColSpan: 1, Place: "line 36"},
		{Type: block.Cell, Text: "乙", Table: 2, Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Place: "line 36"},
		{Type: block.Cell, Text: "丙", Table: 2, Row: 2, Col: 1, RowSpan: 1, ColSpan: 1, Place: "line 36"},
		{Type: block.Note, Text: "※ 太字の注", Place: "line 38"},
		{Type: block.Footnote, No: "1", Text: "脚注の本文。", Place: "line 40", Anchor: "line 11"},
	}
	if diff := cmp.Diff(want, doc.Blocks); diff != "" {
		t.Errorf("blocks (-want +got)\n%s", diff)
	}
	meta := map[string]string{"title": "安全管理規程", "publisher": "模擬病院", "edition": "第2版", "date": "2025-04-01", "id": "hospital-rules"}
	if diff := cmp.Diff(meta, doc.Meta); diff != "" || doc.Title != "安全管理規程" {
		t.Errorf("front matter, title %q\n%s", doc.Title, diff)
	}
}

// TestHostileTextIsBounded has texts that cost a parser without limits too much; each is read
// or refused in words, soon.
func TestHostileTextIsBounded(t *testing.T) {
	for name, text := range map[string]string{
		"empty":          " \n",
		"binary":         "\x00\x01",
		"not UTF-8":      "\x83\x41",
		"quotations":     strings.Repeat("> ", 20_000) + "x",
		"lists":          strings.Repeat("- ", 20_000) + "x",
		"brackets":       strings.Repeat("[", 50_000),
		"front matter":   "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b\n---\nx",
		"open front":     "---\ntitle: x\n",
		"emphasis":       strings.Repeat("*a **b ", 20_000),
		"backticks":      strings.Repeat("`a``b", 20_000),
		"deep lists":     deepList(150),
		"table":          "|a|\n|-|\n" + strings.Repeat("|x|\n", 50_000),
		"short rows":     "|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000) + "\n" + strings.Repeat("|\n", 50_000),
		"many footnotes": strings.Repeat("[^1] ", 20_000) + "\n\n[^1]: x",
	} {
		start := time.Now()
		_, err := markdown.Read([]byte(text), markdown.Options{})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		var e *markdown.Error
		if err != nil && (!errors.As(err, &e) || e.Remedy == "" || strings.Contains(e.Msg, "unexpected structure")) {
			t.Errorf("%s: not refused in words: %v", name, err)
		}
	}
}

// deepList nests lists by indentation.
func deepList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(rules))
	f.Add([]byte("---\n- a\n---\n<td>\n\n1) ①\n\t- [ ] x[^1]\n\n[^1]: y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := markdown.Read(data, markdown.Options{}); err != nil && strings.Contains(err.Error(), "unexpected structure") {
			t.Error(err)
		}
	})
}

// Rules are often written with an item on each line: where a sentence has ended,
// an item begins on the next line, which Markdown alone would only wrap.
func TestItemsOnLinesOfTheirOwn(t *testing.T) {
	doc, err := markdown.Read([]byte("【遵守事項】\n① 台帳を\n整備すること。\n② 点検<br>すること。\n（①の\n(1) を含む。）\n③ 甲は、\n② の対応をする。\n▶企画管理編 7③\n\n~~消した~~ 残した\n"), markdown.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, strings.TrimPrefix(b.Place, "line ")+" "+string(b.Type)+"|"+b.No+"|"+strings.ReplaceAll(b.Text, "\n", "/")+"|"+b.Xref)
	}
	want := []string{"1 clausehead||【遵守事項】|", "2 item|①|台帳を整備すること。|", "4 item|②|点検/すること。（①の(1) を含む。）|", "7 item|③|甲は、② の対応をする。|▶企画管理編 7③", "11 para||消した 残した|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got)\n%s", diff)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Place != "line 11" {
		t.Errorf("warnings %v", doc.Warnings)
	}
}
