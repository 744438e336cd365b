package site

import (
	"fmt"

	"shogo/corpus"
)

// linkStates is the part of the quality page about links: the numbers that
// shogo check prints, and every link that needs a person.
type linkStates struct {
	Total, Rejected, Pinned int
	Rows                    []stateRow
	Open                    []openGroup
	RejectedLinks           []openLink
	Nothing                 []nothingView
	Problems                []corpus.ReviewProblem
}

type stateRow struct {
	corpus.StateCount
	Name, Note string
	Warn       bool
}

// openGroup holds the links of one state.
type openGroup struct {
	ID, Name, Remedy string
	Links            []openLink
}

// openLink is a link with both ends, as a list of work shows it.
type openLink struct {
	Link     *corpus.Link
	From, To endView
	End      endView // the evidence, seen from the citing side
}

// nothingView is a decision that a requirement corresponds to nothing.
type nothingView struct {
	*corpus.Decision
	End endView
}

var stateNames = map[corpus.State][2]string{
	corpus.StateResolved:    {"人が判断したもの", "承認、却下、関係の変更のどれかが済んでいます"},
	corpus.StateSuspect:     {"要再確認（文言が変わったもの）", "判断または固定したときと、資料の文言が違います"},
	corpus.StateOrphaned:    {"よりどころを失ったもの", "判断または固定したあとで、資料からその引用や項目がなくなりました"},
	corpus.StateAmbiguous:   {"あいまいなもの", "読み方が一つに決まりません"},
	corpus.StateConflicting: {"食い違いのあるもの", "資料の記載どうし、または確認した人の判断どうしが合いません"},
	corpus.StateUnreviewed:  {"まだ人が見ていないもの", "資料の記載どおりに結び付けただけです"},
}

// stateOrder is the order of the lists: what has lost its ground comes first.
var stateOrder = []corpus.State{corpus.StateOrphaned, corpus.StateSuspect, corpus.StateConflicting, corpus.StateAmbiguous}

var stateRemedies = map[corpus.State]string{
	corpus.StateSuspect:     "前の文言と今の文言を見比べ、判断をやり直してください。",
	corpus.StateOrphaned:    "資料の差し替えによるものかを確かめ、要らなければ片付けてください。",
	corpus.StateAmbiguous:   "両側の文言を見比べ、承認するか却下するかを決めてください。",
	corpus.StateConflicting: "どちらの記載に従うかを原本で確かめ、判断してください。",
}

func (b *builder) linkStates(from string) linkStates {
	v := linkStates{Rejected: len(b.c.Rejected), Pinned: b.c.Pinned, Problems: b.c.ReviewProblems}
	for _, n := range b.c.CountStates() {
		v.Total += n.Links
		name := stateNames[n.State]
		v.Rows = append(v.Rows, stateRow{n, name[0], name[1], n.Links > 0 && n.State != corpus.StateResolved && n.State != corpus.StateUnreviewed})
	}
	doubtful := b.c.Doubtful()
	for _, s := range stateOrder {
		g := openGroup{ID: "links-" + string(s), Name: stateNames[s][0], Remedy: stateRemedies[s]}
		for _, l := range doubtful {
			if l.State == s {
				g.Links = append(g.Links, b.openLink(l, from))
			}
		}
		v.Open = append(v.Open, g)
	}
	quoted := openGroup{ID: "links-quotation", Name: "引用文と条文の文言が離れているもの", Remedy: "引用文が本当にその条文のものかを確かめてください。"}
	for _, l := range b.c.Misquoted() {
		quoted.Links = append(quoted.Links, b.openLink(l, from))
	}
	v.Open = append(v.Open, quoted)
	for _, l := range b.c.Rejected {
		v.RejectedLinks = append(v.RejectedLinks, b.openLink(l, from))
	}
	for _, d := range b.c.Nothing {
		v.Nothing = append(v.Nothing, nothingView{d, b.name(d.Link, from)})
	}
	return v
}

func (b *builder) openLink(l *corpus.Link, from string) openLink {
	return openLink{Link: l, From: b.name(l.From, from), To: b.name(l.To, from), End: b.end(l, l.To, from, true)}
}

// reviewed says in Japanese what people have decided about a link.
func reviewed(l *corpus.Link) string {
	d := l.Decision
	switch {
	case l.State == corpus.StateResolved && d == nil:
		return l.StateReason
	case d == nil && len(l.Carried) > 0:
		return "なし。" + l.StateReason
	case d == nil:
		return "なし"
	}
	said := fmt.Sprintf("%s（%s、%s）", d.Kind.Name(), d.Reviewer, dateName(d.Date))
	if d.Reason != "" {
		said += "　理由：" + d.Reason
	}
	if l.State != corpus.StateResolved {
		return "要再確認。前の文言に対する判断：" + said
	}
	return said
}

// stateLabel is the badge of a link beside its certainty, empty where the
// certainty says enough.
func stateLabel(l *corpus.Link) (label, class string) {
	switch {
	case l.State == corpus.StateSuspect:
		return "要再確認", "warn"
	case l.State == corpus.StateOrphaned:
		return "よりどころなし", "warn"
	case l.State == corpus.StateResolved && l.Review == corpus.ReviewRejected:
		return "却下", "stub"
	case l.State == corpus.StateResolved:
		return "確認済み", "certain"
	}
	return "", ""
}

// alignmentView is a quotation held against its clause.
type alignmentView struct {
	*corpus.Alignment
	Percent string
	Origin  originView
}

func (b *builder) alignment(l *corpus.Link, from string) *alignmentView {
	if l.Alignment == nil {
		return nil
	}
	return &alignmentView{l.Alignment, fmt.Sprintf("%.1f%%", l.Alignment.Score*100), b.quote(l.Alignment.Quote, from).Origin}
}

// changedEnd is how one end of a suspect link reads now, against the words that
// were pinned or decided on.
type changedEnd struct {
	End string // 引用元 or 引用先
	*corpus.WordChange
}

func changed(l *corpus.Link) []changedEnd {
	var out []changedEnd
	if l.Changed != nil && l.Changed.From != nil {
		out = append(out, changedEnd{"引用元", l.Changed.From})
	}
	if l.Changed != nil && l.Changed.To != nil {
		out = append(out, changedEnd{"引用先", l.Changed.To})
	}
	return out
}
