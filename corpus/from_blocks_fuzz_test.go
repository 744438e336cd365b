package corpus

import (
	"strings"
	"testing"
	"testing/fstest"

	"shogo/corpus/block"
)

// fuzzWords are what documents of the families are made of.
var fuzzWords = []string{"", "①", "②", "①-1", "②－２", "5", "５．１", "第5条", "第２節", "(1)", "・", "【遵守事項】", "<管理責任>", "管理すること。",
	"企画管理編", "13.利用者", "▶システム運用編\n8③", "大項目", "小項目", "No.", "内容", "編", "項番", "区分", "チェック項目", "はい・いいえ", "※１", "3.7. 機器", "[Ⅰ～Ⅳ]", "\n",
	"企Q-12 何か。", "A 答え。", "シス10章第④条", "7.3 保存性", "C.最低限のガイドライン", "【保存する場合】", "15②③", "3、4\n12.2", "○", "システム運用編\n(Control)",
	"経営管理編", "第5.2版記載内容", "ガイドライン等関連部分", "提供事業者ガイドライン 3.1.3", "項目"}

// FuzzBlockDialects reads documents that no reader would give: no dialect may
// panic, leave a block without a role, or name a requirement twice.
func FuzzBlockDialects(f *testing.F) {
	f.Add([]byte{8, 1, 0, 17, 8, 0, 19, 1, 8, 20, 2, 8, 21, 3})
	f.Add([]byte{1, 5, 13, 3, 0, 11, 4, 1, 13, 4, 2, 13})
	types := []block.Type{block.TOC, block.Chapter, block.Section, block.ClauseHead, block.Item, block.Para, block.Note, block.Footnote, block.Cell, block.Header}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := &block.Document{Format: "html"}
		for n := 0; n+2 < len(data) && n < 600; n += 3 {
			w := func(k int) string { return fuzzWords[int(data[n+k])%len(fuzzWords)] }
			b := block.Block{Type: types[int(data[n])%len(types)], No: w(1), Text: w(2) + w(1), Xref: w(0)}
			if b.Type == block.Cell {
				b.Table, b.Row, b.Col, b.Text, b.No = 1+int(data[n])/128, int(data[n+1])%7, int(data[n+1])/7%11, w(2), ""
				b.RowSpan, b.HeaderRow = int(data[n+2])%3, b.Row < 1
			}
			doc.Blocks = append(doc.Blocks, b)
		}
		for _, d := range blockDialects {
			x := &blockText{source: &Source{Name: "x.html"}, doc: doc, roles: make([]Role, len(doc.Blocks))}
			d.start(x)
			p := d.parse(x, registry())
			x.finishRoles()
			seen := map[string]bool{}
			for _, r := range p.requirements {
				if seen[r.ID] && r.Kind != KindClause {
					t.Errorf("%s: %s twice", d.name, r.ID)
				}
				seen[r.ID] = true
			}
			for i, r := range x.roles {
				if r == "" {
					t.Errorf("%s: block %d has no role", d.name, i)
				}
			}
		}
	})
}

// FuzzRead gives files of any format to the whole of reading: they are read or
// refused in words.
func FuzzRead(f *testing.F) {
	for name, data := range map[string]string{"a.html": annexHTML, "b.html": formHTML, "c.html": volumeHTML, "d.md": ownMarkdown} {
		f.Add(name, []byte(data))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		_, _ = ParseFiles(fstest.MapFS{"x" + name: {Data: data}}, []string{"x" + name})
	})
}

// FuzzTextDialects reads texts of the words of the families in any order: every
// line gets a role, no id occurs twice.
func FuzzTextDialects(f *testing.F) {
	f.Add([]byte{17, 30, 31, 33, 34, 35, 36, 37, 0, 38, 18, 2, 12})
	f.Add([]byte{44, 45, 1, 2, 12, 14, 0, 0, 27, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		var b strings.Builder
		for _, x := range data[:min(len(data), 300)] {
			b.WriteString(fuzzWords[int(x)%len(fuzzWords)])
			if x < 128 {
				b.WriteString("\n")
			}
		}
		text := textOf("x", b.String())
		for _, d := range dialects {
			if d.name == jsonLinesDialect.name {
				continue
			}
			if p := d.parse(text, registry()); d.start(text) {
				checkReading(t, text, p)
			}
		}
	})
}

// FuzzNumbers gives any words to everything that reads numbers: what is read and
// what is left make the whole.
func FuzzNumbers(f *testing.F) {
	for _, s := range append(fuzzWords, "1.2.1<管理責任>②", "８．⑤", "第十条の二", "(３)－①", "C2(1)", "②～④以外") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, _, _, rest, ok := parseNumref(s); ok && !strings.HasSuffix(s, rest) || !ok && rest != s {
			t.Errorf("%q leaves %q", s, rest)
		}
		if code := rowCode(s); code != "" && !documentID.MatchString("x-"+code) {
			t.Errorf("%q gives the id %q", s, code)
		}
		headingNumber(s)
		markKindOf(s)
		markValue(s)
		parseGuidelineCell(s)
		citingColumn{volume: "企画管理編"}.cites(s, "5.2")
		new(oldItem).open(s)
	})
}
