package exchange

import (
	"slices"

	"shogo/corpus"
)

// linkHeadings are the Japanese headings of the columns of a link table.
var linkHeadings = map[string]string{
	"id": "ID", "set": "対応づけの組", "from": "引用元ID", "from_citation": "引用元", "relationship": "関係", "to": "引用先ID", "to_citation": "引用先",
	"method": "根拠の種類", "status": "状態", "certainty": "確かさ", "certainty_reason": "確かさの理由", "review": "人による確認", "state": "確認の状態", "state_reason": "状態の理由",
	"decision": "判断", "decision_relationship": "判断した関係", "relationship_before": "判断の前の関係", "reviewer": "確認者", "decided_on": "確認日", "decision_reason": "判断の理由",
	"decided_from_fingerprint": "判断時の引用元の指紋", "decided_to_fingerprint": "判断時の引用先の指紋",
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

// made returns the links that the sources make, the rejected ones last: who
// passes on a table passes on what was decided against, too.
func made(c *corpus.Corpus) []*corpus.Link { return slices.Concat(c.Links, c.Rejected) }

// undecided are copies of links without what people decided: a kept table says
// nothing that the file of reviews has to say.
func undecided(links []*corpus.Link) []*corpus.Link {
	var out []*corpus.Link
	for _, l := range links {
		plain := *l
		plain.Decision, plain.Review, plain.State, plain.StateReason = nil, corpus.ReviewNone, corpus.StateUnreviewed, ""
		out = append(out, &plain)
	}
	return out
}
