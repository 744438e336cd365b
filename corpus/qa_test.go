package corpus

import (
	"slices"
	"strings"
	"testing"
)

// A scraped page of the Q&A: citations in four spellings, an answer whose mark
// is lost, and a question whose answer stands on the next page.
func TestQAFromText(t *testing.T) {
	c := parsedCase(t, "testdata/parse/17_qa_refs.txt")
	for id, want := range map[string][]string{
		"qa-6.0-sys-q23": {"mhlw-6.0-sys-10-i04"},
		"qa-6.0-sys-q24": {"mhlw-6.0-sys-10-i04", "mhlw-6.0-mgt-7-i03"},
		"qa-6.0-sys-q25": {"mhlw-6.0-sys-10-i05"},
		"qa-6.0-mgt-q39": {"mhlw-6.0-mgt-9-i02"},
	} {
		r := mustHave(t, c, id)
		var got []string
		for _, l := range c.LinksFrom(id) {
			got = append(got, l.To)
			if l.Method != MethodCitation || l.Set != "qa-6.0--mhlw-6.0" {
				t.Errorf("%s: link %+v", id, l)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s cites %v, want %v", id, got, want)
		}
		if r.Provenance.Page != 84 || len(r.Provenance.Lines) == 0 {
			t.Errorf("%s stands at %+v", id, r.Provenance)
		}
	}
	if r := mustHave(t, c, "qa-6.0-sys-q24"); r.Certainty != Certain || !strings.HasPrefix(r.Text, "約束が") || r.Citation != "Q&A シQ-24" {
		t.Errorf("シQ-24: %+v", r)
	}
	if r := mustHave(t, c, "qa-6.0-sys-q23"); r.Certainty != Likely || !strings.HasSuffix(r.Title, "問い。") || strings.Contains(r.Title, "答え") {
		t.Errorf("シQ-23, whose A is lost: %+v", r)
	}
	if r := mustHave(t, c, "qa-6.0-mgt-q39"); !r.Truncated || r.Section.Number != "9" {
		t.Errorf("企Q-39, whose answer is on the next page: %+v", r)
	}
}

const qaHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>TITLE</title></head><body>
<h1>TITLE</h1>
<h2>【企画管理編】</h2>
<h3>７．安全管理のための人的管理</h3>
<p>企７章③条関係</p>
<p>企Q－12　契約に何を書くか。書かないと何が起きるか。</p>
<p>Ａ　次のことを書く。</p>
<ul><li>・責任の範囲</li></ul>
<p>詳しくは、システム運用編 14⑤ も参照する。</p>
<p>企Q－13　1. と 2. の違いは何か。</p>
<p>Ａ　違いはない。</p>
</body></html>`

func TestQAFromBlocks(t *testing.T) {
	c := parsedFile(t, "qa.html", replaceTitle(qaHTML, "医療情報システムの安全管理に関するガイドライン 第6.0版 Ｑ＆Ａ（令和７年５月）"))
	r := mustHave(t, c, "qa-6.0-mgt-q12")
	if r.Title != "契約に何を書くか。書かないと何が起きるか。" || r.Text != "次のことを書く。" || r.Section.Number != "7" || r.Volume != "企画管理編" {
		t.Errorf("企Q-12: %+v", r)
	}
	if len(r.Parts) != 2 || r.Parts[0].Kind != PartItem || len(r.References) != 2 || r.References[1].Targets[0] != "mhlw-6.0-sys-14-i05" {
		t.Errorf("企Q-12: parts %+v, citations %+v", r.Parts, r.References)
	}
	if p := r.Provenance; p.Place != "line 5" || len(p.Lines) > 0 {
		t.Errorf("企Q-12 stands at %+v", p)
	}
	if r := mustHave(t, c, "qa-6.0-mgt-q13"); r.Title != "1. と 2. の違いは何か。" || len(r.References) > 0 {
		t.Errorf("企Q-13: %+v", r)
	}
}

// A Q&A of somebody else is no official citation.
func TestQAOfOthers(t *testing.T) {
	c := parsedFile(t, "qa.html", replaceTitle(qaHTML, "よくある質問 Q&A"))
	if d := c.Document("qa"); d == nil || !d.Unofficial || d.Family != FamilyQA {
		t.Fatalf("documents: %+v", c.Documents)
	}
	for _, l := range c.LinksFrom("qa-mgt-q12") {
		if l.Method != MethodDocument || l.Certainty == Certain {
			t.Errorf("link %+v", l)
		}
	}
}
