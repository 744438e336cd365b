package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"shogo/corpus/exchange"
	"shogo/site"
)

// verdicts are what a row of a report calls a clause's candidate. No row says
// more than this.
const (
	isCandidate = "候補"
	isWeak      = "弱い候補"
	isNone      = "候補なし"
)

// matchTable has a row per candidate, and one per clause without any.
func matchTable(r *site.ContractReport, all bool) *exchange.Table {
	t := &exchange.Table{Name: "match", Title: "条項と候補", Columns: []exchange.Column{
		{Key: "clause", Heading: "条項"}, {Key: "part", Heading: "見出し"}, {Key: "line", Heading: "行"}, {Key: "text", Heading: "条項の文"},
		{Key: "verdict", Heading: "判定（機械による候補）"}, {Key: "rank", Heading: "順位"}, {Key: "citation", Heading: "候補の項目"}, {Key: "id", Heading: "候補のID"},
		{Key: "title", Heading: "候補の題名"}, {Key: "document", Heading: "資料"}, {Key: "score", Heading: "点数"}, {Key: "shared", Heading: "根拠（条項の言葉 → 項目の言葉、点）"},
		{Key: "from_quote", Heading: "候補の文"}, {Key: "decision", Heading: "採否（人が記入）"}, {Key: "note", Heading: "メモ（人が記入）"}}}
	for _, c := range r.Clauses {
		row := func(verdict, rank string, k site.ContractCandidate, score string) {
			t.Rows = append(t.Rows, []string{c.Label, c.Part, strconv.Itoa(c.Line), c.Text, verdict, rank, k.Citation, k.ID, k.Title, k.Document, score,
				evidence(k), k.Passage.Quote(), "", ""})
		}
		if !c.Confident {
			row(isNone, "", site.ContractCandidate{}, "")
		}
		for i, k := range c.Candidates {
			if k.Weak && !all {
				continue
			}
			row(verdict(k), strconv.Itoa(i+1), k, points(k.Score))
		}
	}
	return t
}

func verdict(k site.ContractCandidate) string {
	switch {
	case k.Weak:
		return isWeak
	case k.Stub:
		return isCandidate + "（題名だけで照合）"
	}
	return isCandidate
}

func points(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// evidence lists the words of a candidate with what each is worth.
func evidence(k site.ContractCandidate) string {
	var out []string
	for _, w := range k.Shared {
		s := w.Word
		if terms := strings.Join(w.Terms, "・"); terms != w.Word {
			s += " → " + terms
		}
		out = append(out, s+" "+points(w.Points))
	}
	return strings.Join(out, "、")
}

// topicTable has a row per topic.
func topicTable(a *site.ContractTopics) *exchange.Table {
	t := &exchange.Table{Name: "topics", Title: "項目と候補の条項", Columns: []exchange.Column{
		{Key: "citation", Heading: "項目"}, {Key: "id", Heading: "ID"}, {Key: "title", Heading: "題名"}, {Key: "roles", Heading: "確認する人"},
		{Key: "verdict", Heading: "判定（機械による候補）"}, {Key: "clauses", Heading: "候補の条項"}, {Key: "decision", Heading: "採否（人が記入）"}, {Key: "note", Heading: "メモ（人が記入）"}}}
	for _, x := range a.Topics {
		v := isCandidate
		if len(x.Clauses) == 0 {
			v = "候補の条項なし"
		}
		t.Rows = append(t.Rows, []string{x.Citation, x.ID, x.Title, strings.Join(x.Roles, "、"), v, clauseNames(x.Clauses), "", ""})
	}
	return t
}

// aboutTable says what a workbook of candidates is.
func aboutTable(r *site.ContractReport) *exchange.Table {
	t := &exchange.Table{Name: "about", Title: "この表について", Columns: []exchange.Column{{Key: "title", Heading: "事項"}, {Key: "text", Heading: "内容"}}}
	t.Rows = [][]string{{"注意", r.Notice}, {"対象のファイル", r.Source}}
	for _, d := range r.Documents {
		t.Rows = append(t.Rows, []string{"照合した資料", d.String()})
	}
	return t
}

// inJapanese heads the columns of a CSV file for people.
func inJapanese(t *exchange.Table) *exchange.Table {
	out := *t
	out.Columns = nil
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, exchange.Column{Key: c.Heading, Heading: c.Heading})
	}
	return &out
}

func clauseNames(list []site.TopicClause) string {
	var out []string
	for _, c := range list {
		out = append(out, clauseName(c.Label, c.Line))
	}
	return strings.Join(out, "、")
}

func clauseName(label string, line int) string {
	if label == "" {
		return fmt.Sprintf("%d行目", line)
	}
	return label
}

// printMatch writes the report for a person at a terminal.
func (a *app) printMatch(w io.Writer, r *site.ContractReport, f matchFlags) error {
	fmt.Fprintf(w, "%s\n%s\n", r.Source, r.Notice)
	for _, c := range r.Clauses {
		fmt.Fprintf(w, "\n%s", a.style(escBold, harmless(clauseName(c.Label, c.Line))))
		if c.Part != "" {
			fmt.Fprintf(w, "  %s", a.style(escFaint, harmless(c.Part)))
		}
		fmt.Fprintf(w, "\n  %s\n", excerpt(harmless(c.Text), 80))
		if !c.Confident {
			fmt.Fprintf(w, "  %s\n", isNone)
		}
		for _, k := range c.Candidates {
			if k.Weak && !f.open {
				continue
			}
			fmt.Fprintf(w, "  %s  %s  %s  %s\n", verdict(k), a.style(escBold, k.Citation), k.Title, a.style(escFaint, k.ID+" "+points(k.Score)))
			fmt.Fprintf(w, "      %s\n", excerpt(harmless(evidence(k)), 120))
		}
	}
	if r.Against == nil {
		return nil
	}
	open := r.Against.Open()
	fmt.Fprintf(w, "\n%s: %d項目のうち、候補の条項なし %d項目\n", r.Against.Name, len(r.Against.Topics), len(open))
	for _, t := range open {
		fmt.Fprintf(w, "  %s  %s  %s\n", a.style(escBold, t.Citation), excerpt(t.Title, 60), a.style(escFaint, t.ID))
	}
	return nil
}

// excerpt puts a text on one line of at most n characters.
func excerpt(s string, n int) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// harmless takes what moves a terminal's cursor or turns its text around out
// of somebody else's words; the reports keep them.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f {
			return '\ufffd'
		}
		return r
	}, s)
}
