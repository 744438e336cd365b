package exchange

import "shogo/corpus"

// linkHeadings are the Japanese headings of the columns of a link table.
var linkHeadings = map[string]string{
	"id": "ID", "set": "対応づけの組", "from": "引用元ID", "from_citation": "引用元", "relationship": "関係", "to": "引用先ID", "to_citation": "引用先",
	"method": "根拠の種類", "status": "状態", "certainty": "確かさ", "certainty_reason": "確かさの理由", "review": "人による確認", "state": "確認の状態", "state_reason": "状態の理由",
	"from_quote": "引用元の文言", "from_source": "引用元のファイル", "from_page": "引用元のページ", "from_lines": "引用元の行", "from_place": "引用元の位置",
	"from_block": "引用元のブロック", "from_fingerprint": "引用元の指紋",
	"to_quote": "引用先の文言", "to_source": "引用先のファイル", "to_page": "引用先のページ", "to_lines": "引用先の行", "to_place": "引用先の位置",
	"to_block": "引用先のブロック", "to_fingerprint": "引用先の指紋",
}

// LinkTable lists links with all that is known of them, so that an import
// gives the same links again.
func LinkTable(links []*corpus.Link, c *corpus.Corpus) *Table {
	t := &Table{Name: "links", Title: "リンク"}
	for _, key := range corpus.LinkColumns() {
		t.Columns = append(t.Columns, Column{key, linkHeadings[key]})
	}
	for _, l := range links {
		t.Rows = append(t.Rows, c.LinkRow(l))
	}
	return t
}
