package site

import (
	"strings"
	"testing"

	"shogo/corpus"
)

// decided is the fixture with a link in several states.
func decided() *corpus.Corpus {
	c := fixture()
	c.Links[0].State, c.Links[0].StateReason = corpus.StateSuspect, "引用元の文言が変わりました。"
	c.Links[0].Decision = &corpus.Decision{Kind: corpus.DecisionAccept, Reviewer: "山田", Date: "2026-04-01"}
	gone := c.Links[1]
	gone.State, gone.Review = corpus.StateResolved, corpus.ReviewRejected
	gone.Decision = &corpus.Decision{Kind: corpus.DecisionReject, Reviewer: "佐藤", Date: "2026-04-02", Reason: hostile}
	c.Links, c.Rejected = c.Links[:1], []*corpus.Link{gone}
	c.Orphaned = []*corpus.Link{{ID: "s_cl-r7-2-i08_gone", From: "cl-r7-2-i08", To: "gone", State: corpus.StateOrphaned, StateReason: "引用先の項目が資料になくなりました。",
		Evidence: corpus.Evidence{From: corpus.Quote{Text: hostile}}}}
	c.ReviewProblems = []corpus.ReviewProblem{{Kind: corpus.ProblemUnknown, File: "reviews.csv", Row: 7, Message: "リンク「" + hostile + "」はありません。"}}
	return c
}

func TestQualityPageCountsAndListsLinks(t *testing.T) {
	m := build(t, decided())
	for _, problem := range Check(m) {
		if !strings.Contains(problem, "search/") {
			t.Error(problem)
		}
	}
	page := string(m["audit.html"])
	for _, want := range []string{`data-state="suspect" data-count="1"`, `data-state="resolved" data-count="1"`, `data-state="orphaned" data-count="1"`, `data-state="unreviewed" data-count="0"`,
		`id="links-rejected"`, "佐藤、2026年4月2日", "引用先の項目が資料になくなりました。", "reviews.csv 7行目", "うち却下 1 件"} {
		if !strings.Contains(page, want) {
			t.Errorf("the quality page lacks %q", want)
		}
	}
	if strings.Contains(page, "<script>alert") {
		t.Error("text of a source runs on the page")
	}
}

// A rejected link leaves the clause it pointed to; the printed citation stays
// where it is printed, marked as rejected.
func TestRejectedLinkLeavesNormalViews(t *testing.T) {
	m := build(t, decided())
	clause := string(m["doc/gl-6.0/sys-8.html"])
	if strings.Contains(clause, "小項目 ②") {
		t.Error("the clause still names the group whose link was rejected")
	}
	if !strings.Contains(clause, `audit.html#links-rejected`) {
		t.Error("the clause does not say that a link was rejected")
	}
	if table := string(m["doc/an-1.1/p25.html"]); !strings.Contains(table, ">却下</span>") {
		t.Error("the printed citation is not marked as rejected")
	}
	if item := string(m["doc/cl-r7/2.html"]); !strings.Contains(item, ">要再確認</span>") || !strings.Contains(item, "前の文言に対する判断：承認（山田、2026年4月1日）") {
		t.Error("the suspect link is not marked")
	}
	if walk := string(m["crosswalk.html"]); strings.Contains(walk, "小項目 ②") {
		t.Error("the crosswalk still shows the rejected link")
	}
}

func TestQuotationIsMarkedOnThePage(t *testing.T) {
	c := fixture()
	edits, score := corpus.DiffText("使い回しを禁止すること。", "使い回しを禁ずること。")
	c.Links[1].Alignment = &corpus.Alignment{Score: score, Below: true, Edits: edits, Quote: corpus.Quote{Source: "table.txt", Page: 25}}
	m := build(t, c)
	for _, name := range []string{"audit.html", "doc/an-1.1/p25.html", "doc/gl-6.0/sys-8.html"} {
		if page := string(m[name]); !strings.Contains(page, "引用文と条文の文言の一致") || !strings.Contains(page, "<del>") || !strings.Contains(page, "<ins>") {
			t.Errorf("%s does not mark how the quotation differs", name)
		}
	}
}
