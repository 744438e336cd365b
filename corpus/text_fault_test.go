package corpus

import (
	"slices"
	"strings"
	"testing"
)

// A text that some program made of a PDF with broken fonts has radicals for
// kanji. They are read as what they stand for, and a finding says on which lines.
func TestRadicalsOfBrokenFonts(t *testing.T) {
	page := strings.NewReplacer("用", "⽤", "目", "⽬", "・", "‧").Replace(strings.NewReplacer("YEAR", "令和7年度版", "DATE", "令和7年5月").Replace(manualOfYear))
	c := parsedFile(t, "manual.txt", page)
	r := mustHave(t, c, "clm-r7-2-i01")
	if got := strings.Join(r.Roles, " "); got != "医療機関・薬局確認用 事業者確認用" || len(r.References) != 1 || !slices.Equal(r.References[0].Targets, []string{"mhlw-6.0-sys-8-i03"}) {
		t.Errorf("roles %s, references %+v", got, r.References)
	}
	at := slices.IndexFunc(c.Findings, func(f Finding) bool { return f.Kind == FindingEncoding })
	if at < 0 || !strings.Contains(c.Findings[at].Message, "フォント") || len(c.Findings[at].Lines) == 0 {
		t.Errorf("findings %+v", c.Findings)
	}
	if whole := c.Audits[0].Text.Lines[r.Provenance.Lines[0]-1]; !strings.Contains(page[whole.Span.Start:whole.Span.End], "サーバ") {
		t.Errorf("the line's bytes are %q", page[whole.Span.Start:whole.Span.End])
	}
	if c = parsedFile(t, "manual.txt", strings.NewReplacer("YEAR", "令和7年度版", "DATE", "").Replace(manualOfYear)); slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Kind == FindingEncoding }) {
		t.Errorf("an ordinary text has findings %+v", c.Findings)
	}
}

// Where a text says with form feeds alone where its pages end, their running
// heads and numbers are no words of a clause, and an item goes on over the pages.
func TestRunningHeadsBetweenFormFeeds(t *testing.T) {
	const head = "医療情報システムの安全管理に関するガイドライン 第6.0版（システム運用編）"
	page := head + "\n令和5年5月\n\n- 1 -\n\f" + head + "\n\n17. 証跡のレビュー・システム監査\n【遵守事項】\n① 証跡の記録を行い、定期的に\n\n2\n\f" +
		head + "\n確認すること。\n②①の結果を踏まえ、記録を保つこと。\n17.1 証跡のレビュー\n記録を見る。\n\n3\n\f" + head + "\nその方法を決める。\n\n4\n"
	c := parsedFile(t, "volume.txt", page)
	for id, want := range map[string]string{"mhlw-6.0-sys-17-i01": "証跡の記録を行い、定期的に確認すること。", "mhlw-6.0-sys-17-i02": "①の結果を踏まえ、記録を保つこと。", "mhlw-6.0-sys-17.1": "記録を見る。その方法を決める。"} {
		if r := mustHave(t, c, id); r.Text != want {
			t.Errorf("%s: %q, want %q", id, r.Text, want)
		}
	}
	if u := c.Audits[0].Unassigned; len(u) > 0 {
		t.Errorf("unassigned %v", u)
	}
}

// What stands in one line of a text may stand in two columns of the print: the
// order of its words is not known, and nothing says that it is.
func TestColumnsOnOneLineAreDoubted(t *testing.T) {
	c := parsedFile(t, "volume.txt", "医療情報システムの安全管理に関するガイドライン 第6.0版\nシステム運用編\n17. 証跡のレビュー・システム監査\n【遵守事項】\n①証跡の記録を行うこと。\n17.1 証跡のレビュー\n次の表による。\n証跡の取扱い 記録を行うこ\nに関する事項 と。\n")
	if r := mustHave(t, c, "mhlw-6.0-sys-17.1"); r.Certainty != Ambiguous || !strings.Contains(r.CertaintyReason, "列") {
		t.Errorf("%s %s", r.Certainty, r.CertaintyReason)
	}
	if r := mustHave(t, c, "mhlw-6.0-sys-17-i01"); r.Certainty != Certain {
		t.Errorf("%s %s", r.Certainty, r.CertaintyReason)
	}
}

// The provider guideline's title page and a heading without a space behind its
// number: 年次 is no unit.
func TestProviderTitlePageAndTightNumbers(t *testing.T) {
	c := parsedFile(t, "vgl.txt", "医療情報を取り扱う情報システム・サービスの\n提供事業者における安全管理ガイドライン\n第1.1版\n令和5年7月\n総務省\n経済産業省\n目次\n１.はじめに ........ 1\n１．はじめに\n１．１目的\n目的を定める。\n１．２年次計画の作成\n計画を作る。\n")
	if r := mustHave(t, c, "vgl-1.1-1.2"); r.Title != "年次計画の作成" || r.Text != "計画を作る。" {
		t.Errorf("%q %q", r.Title, r.Text)
	}
	if u := c.Audits[0].Unassigned; len(u) > 0 {
		t.Errorf("unassigned %v", u)
	}
}

// Two headings whose numbers a program wrote before both titles.
func TestProviderStackedNumbers(t *testing.T) {
	c := parsedFile(t, "vgl.txt", "医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン第1.1版\n1. はじめに\n1.1 目的\n目的を定める。\n1.2\n1.2.1\n\n対象\n\n対象の事業者\n\n事業者を定める。\n1.2.2 対象のシステム\nシステムを定める。\n")
	if r := mustHave(t, c, "vgl-1.1-1.2.1"); r.Title != "対象の事業者" || r.Text != "事業者を定める。" {
		t.Errorf("%q %q", r.Title, r.Text)
	}
	if r := mustHave(t, c, "vgl-1.1-1.1"); r.Text != "目的を定める。" || len(c.Audits[0].Unassigned) > 0 {
		t.Errorf("%q, unassigned %v", r.Text, c.Audits[0].Unassigned)
	}
}

// A citation that a program wrote between the lone mark of an item and its title
// may be of the item before: its link is not certain.
func TestCitationBetweenMarkAndTitle(t *testing.T) {
	page := strings.NewReplacer("YEAR", "令和7年度版", "DATE", "令和7年5月").Replace(manualOfYear) + "②\n▶企画管理編\n9.1\nリモートメンテナンス（保守）を利用している機器の有無を事業者に確認した。（医療情報システム全般）\n有無を確かめる。\n"
	c := parsedFile(t, "manual.txt", page)
	r := mustHave(t, c, "clm-r7-2-i02")
	if len(r.References) != 1 || r.References[0].Certainty != Ambiguous || r.References[0].Reason == "" {
		t.Errorf("references %+v", r.References)
	}
}
