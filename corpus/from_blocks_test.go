package corpus

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// volumeHTML is written like a volume of the guideline, with a chapter that no
// registry knows and a citation in the margin.
const volumeHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">
<title>医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編</title></head><body>
<h1>医療情報システムの安全管理に関するガイドライン 第6.0版</h1>
<h1>８．利用機器・サービスに対する安全管理措置 [Ⅰ～Ⅳ]</h1>
<p>【遵守事項】</p>
<p>① 機器の台帳を整備すること。</p>
<p>② 台帳は、①の定めに従って点検すること。</p>
<p>③ 企画管理編 9① を踏まえて次の措置を講ずること。</p>
<ul><li>・施錠</li><li>・持出しの記録</li></ul>
<h2>８．１情報機器等の脆弱性への対策</h2>
<p>脆弱性の情報を集める。</p>
<p>※　様式は別に示す。</p>
<h1>３０．新しい章 [Ⅱ]</h1>
<p>【遵守事項】</p>
<p>① 新しい措置を講ずることが望ましい。</p>
</body></html>`

func parsedFile(t *testing.T, name, content string) *Corpus {
	t.Helper()
	c, err := ParseFiles(fstest.MapFS{name: {Data: []byte(content)}}, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// mustHave returns the requirement with the id.
func mustHave(t *testing.T, c *Corpus, id string) *Requirement {
	t.Helper()
	r := c.Requirement(id)
	if r == nil {
		t.Fatalf("no requirement %s", id)
	}
	return r
}

// A volume in HTML fills the stubs of its edition under the ids they have.
func TestGuidelineVolumeFromBlocks(t *testing.T) {
	c := parsedFile(t, "sys.html", volumeHTML)
	r := mustHave(t, c, "mhlw-6.0-sys-8-i03")
	if r.Stub || r.Text != "企画管理編 9① を踏まえて次の措置を講ずること。" || r.Citation != "システム運用編 8③" || r.Modality != "required" {
		t.Errorf("8③: %+v", r)
	}
	if diff := cmp.Diff([]Part{{Kind: PartItem, Text: "施錠"}, {Kind: PartItem, Text: "持出しの記録"}}, r.Parts); diff != "" {
		t.Errorf("bullets of 8③ (-want +got)\n%s", diff)
	}
	if len(r.References) != 1 || !slices.Equal(r.References[0].Targets, []string{"mhlw-6.0-mgt-9-i01"}) {
		t.Errorf("citations of 8③: %+v", r.References)
	}
	if p := r.Provenance; p.Source != "sys.html" || p.Place != "line 8" || len(p.Lines) > 0 {
		t.Errorf("provenance of 8③: %+v", p)
	}
	if x := mustHave(t, c, "mhlw-6.0-sys-8-i02").InternalRefs; len(x) != 1 || x[0].Target != "mhlw-6.0-sys-8-i01" {
		t.Errorf("②'s reference to ①: %+v", x)
	}
	s := mustHave(t, c, "mhlw-6.0-sys-8.1")
	if s.Text != "脆弱性の情報を集める。" || len(s.Parts) != 1 || s.Parts[0].Kind != PartNote || !slices.Equal(s.Target, []string{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"}) {
		t.Errorf("8.1: %+v", s)
	}
	if n := mustHave(t, c, "mhlw-6.0-sys-30-i01"); n.Modality != "recommended" || n.Section.Number != "30" || !slices.Equal(n.Target, []string{"Ⅱ"}) {
		t.Errorf("the chapter no registry knows: %+v", n)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// A heading that is not the registered one is reported: the file may be of
// another volume.
func TestHeadingOfAnotherVolumeIsReported(t *testing.T) {
	c := parsedFile(t, "sys.html", strings.Replace(volumeHTML, "利用機器・サービスに対する安全管理措置", "外部媒体の搬送", 1))
	reported := func(f Finding) bool {
		return f.Kind == FindingConflict && f.ID == "mhlw-6.0-sys-8" && strings.Contains(f.Message, "外部媒体の搬送") && f.Place != ""
	}
	if !slices.ContainsFunc(c.Findings, reported) {
		t.Errorf("findings: %+v", c.Findings)
	}
	if slices.ContainsFunc(parsedFile(t, "sys.html", volumeHTML).Findings, func(f Finding) bool { return f.Kind == FindingConflict }) {
		t.Error("a conflict is reported for the registered headings")
	}
}

// What the volume prints as a heading is shown so, in its width, and is certain
// however the registry knows it.
func TestHeadingIsTheOneThatTheVolumePrints(t *testing.T) {
	c := parsedFile(t, "mgt.html", strings.NewReplacer("システム運用編", "企画管理編", "８．利用機器・サービスに対する安全管理措置 [Ⅰ～Ⅳ]", "８．情報管理（管理、持出し、破棄等）", "企画管理編 9①", "システム運用編 9①").Replace(volumeHTML))
	r := mustHave(t, c, "mhlw-6.0-mgt-8")
	if r.Title != "情報管理（管理、持出し、破棄等）" || r.Section.Title != r.Title || r.Section.Certainty != Certain {
		t.Errorf("8: %+v", r)
	}
	if i := mustHave(t, c, "mhlw-6.0-mgt-8-i01"); i.Title != r.Title {
		t.Errorf("8①: %q", i.Title)
	}
}

// A document that is only built like the guideline is a catalog of its own:
// it never fills the official clauses.
func TestImitationIsNoGuideline(t *testing.T) {
	other := strings.NewReplacer("医療情報システムの安全管理に関するガイドライン", "設備の手引（模擬）", " システム運用編</title>", "</title>").Replace(volumeHTML)
	c := parsedFile(t, "handbook.html", other)
	if r := mustHave(t, c, "handbook-8-i03"); r.Document != "handbook" || r.Volume != "" {
		t.Errorf("got %+v", r)
	}
	if r := c.Requirement("mhlw-6.0-sys-8-i03"); r != nil && !r.Stub {
		t.Errorf("the official clause was filled from %s", r.Provenance.Source)
	}
	if d := c.Document("handbook"); d == nil || d.Family != FamilyOwn {
		t.Errorf("document: %+v", d)
	}
}

// The ▶ citations of the margin keep their volume over several lines.
func TestMarginCitationsBecomeReferences(t *testing.T) {
	p := &blockProse{blockText: &blockText{source: &Source{Name: "x"}, doc: oneBlock("▶システム運用編\n8③、8.1\n13.2\n▶企画管理編 9①②")}}
	var got []string
	for _, r := range p.marginRefs(0) {
		got = append(got, r.Volume+" "+clauseLabel(r.Number, r.Label, 0)+strings.Join(circledAll(r.Items), ""))
	}
	want := []string{"システム運用編 8③", "システム運用編 8.1", "システム運用編 13.2", "企画管理編 9①②"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

const ownMarkdown = `---
title: 情報セキュリティ規程
id: ourhosp
publisher: 第一病院
---
# 情報セキュリティ規程

この規程は、取扱いを定める。

## 第1章 総則

### 第1条 目的

システム運用編 14⑤ に基づく。

1. 台帳を整備すること。
2. 点検すること（企8.2.2）。

### 持出し

- 記録する。

| 項目 | 根拠 |
|---|---|
| 台帳 | 企画管理編 9① |
`

// An organisation's own rules are a catalog like any other.
func TestOwnMarkdownBecomesACatalog(t *testing.T) {
	c := parsedFile(t, "rules.md", ownMarkdown)
	d := c.Document("ourhosp")
	if d == nil || d.Title != "情報セキュリティ規程" || d.Publisher != "第一病院" {
		t.Fatalf("document: %+v", d)
	}
	if r := mustHave(t, c, "ourhosp-a1"); r.Label != "第1条" || r.Title != "目的" || r.References[0].Targets[0] != "mhlw-6.0-sys-14-i05" {
		t.Errorf("第1条: %+v", r)
	}
	if r := mustHave(t, c, "ourhosp-a1-i02"); r.Citation != "情報セキュリティ規程 第1条 2" || r.References[0].Targets[0] != "mhlw-6.0-mgt-8.2.2" {
		t.Errorf("第1条 2: %+v", r)
	}
	if r := mustHave(t, c, "ourhosp-1.h1"); len(r.Parts) != 2 || len(r.Parts[1].Rows) != 2 || r.Certainty != Likely {
		t.Errorf("the heading without a number: %+v", r)
	}
	if r := mustHave(t, c, "ourhosp-h0"); r.Text != "この規程は、取扱いを定める。" {
		t.Errorf("text before the first heading: %+v", r)
	}
	if len(c.Links) != 3 {
		t.Errorf("%d links, want 3", len(c.Links))
	}
}

// What fits no family is refused with a remedy, in every format.
func TestUnknownBlocksAreRefused(t *testing.T) {
	fsys := fstest.MapFS{"recipe.html": {Data: []byte("<html><body><p>大根を切って煮る。</p></body></html>")}}
	_, err := ParseFiles(fsys, []string{"recipe.html"})
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Source != "recipe.html" || syntax.Remedy == "" {
		t.Errorf("got %v", err)
	}
}
