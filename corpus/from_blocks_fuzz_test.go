package corpus

import (
	"testing"
	"testing/fstest"

	"shogo/corpus/block"
)

// fuzzWords are what documents of the families are made of.
var fuzzWords = []string{"", "①", "②", "①-1", "②－２", "5", "５．１", "第5条", "第２節", "(1)", "・", "【遵守事項】", "<管理責任>", "管理すること。",
	"企画管理編", "13.利用者", "▶システム運用編\n8③", "大項目", "小項目", "No.", "内容", "編", "項番", "区分", "チェック項目", "はい・いいえ", "※１", "3.7. 機器", "[Ⅰ～Ⅳ]", "\n"}

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
