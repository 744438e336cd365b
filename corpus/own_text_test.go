package corpus

import (
	"fmt"
	"slices"
	"testing"
)

// A plain text of an organisation is read as its rules once the manifest says
// so; never by itself.
func TestOwnRulesAsText(t *testing.T) {
	text := "第一病院 情報システム運用規程\n\n第1条（台帳）\n機器の台帳を整備し、\n毎年見直す（シス8①）。\n(1) 端末\n(2) 通信機器\n\n第2条（保守）\n企7章③条関係のとおりとする。\n※ 別表を参照する。\n"
	fsys := workspaceOf("embedded: omit", map[string]string{"rules.txt": text}, map[string]string{"rules.txt": "    dialect: own\n    document: ourhosp\n"})
	c := loaded(t, fsys, LoadOptions{})
	d := c.Document("ourhosp")
	if d == nil || d.Title != "第一病院 情報システム運用規程" || !d.Unofficial {
		t.Fatalf("%+v", d)
	}
	var got []string
	for _, r := range c.Requirements {
		if r.Document == d.ID {
			got = append(got, fmt.Sprint(r.ID, " ", r.Citation, " ", r.Title, " ", r.Text, " ", r.Provenance.Lines))
			for _, ref := range r.References {
				got = append(got, ref.Raw+" "+ref.Targets[0])
			}
		}
	}
	want := []string{"ourhosp-a1 第一病院 情報システム運用規程 第1条 （台帳） 機器の台帳を整備し、毎年見直す（シス8①）。 [3 4 5]", "8① mhlw-6.0-sys-8-i01"}
	if len(got) < 2 || !slices.Equal(got[:2], want) || !slices.Contains(got, "7章③条関係 mhlw-6.0-mgt-7-i03") {
		t.Errorf("got %q", got)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned %v", a.Unassigned)
	}
}

// What shogo.yaml says of a table or a Q&A that is a document of its own is said
// of it, whatever the text prints.
func TestManifestDescribesTexts(t *testing.T) {
	table := "対策項目\n小項目\nNo.\n内容\n関連する指針の要求事項\n①登録\n①-1\n登録を管理すること。\n①-2\n登録を見直すこと。\n①-3\n登録を消すこと。\n"
	fsys := workspaceOf("embedded: omit", map[string]string{"table.txt": table}, map[string]string{"table.txt": "    document: ourtable\n    title: 旧基準の対応表\n"})
	c := loaded(t, fsys, LoadOptions{})
	if d := c.Document("ourtable"); d == nil || d.Title != "旧基準の対応表" || c.Requirement("ourtable-p1-1-2") == nil && c.Requirement("ourtable-p0-1-2") == nil {
		t.Errorf("%+v", c.Documents)
	}
}

// Rules that a program took out of a PDF: the print wraps their lines, and spaces
// stand in 第 1 条. An article is one text, and no line of it is its title.
func TestOwnRulesWrappedByThePrint(t *testing.T) {
	text := "中央病院医療情報システム運用管理規程\n\n第 1 章\n\n総則\n\n（目的）\n第 1 条 この規程は、医療情報システムの安全な運用のために必要な事項を定め、\n患者の情報を守ることを目的とする。（企画管理編 4.1）\n" +
		"2 この規程の対象は、医療情報システムを利用するすべての職員と、これに携わ\nる事業者の要員とする。\n（責任者）\n第 2 条 医療情報システム安全管理責任者は、システム運用担当者を置き、その業\n務を指揮し、年に 1 回以上これを見直すものとする。（システム運用編 3①）\n"
	fsys := workspaceOf("embedded: omit", map[string]string{"rules.txt": text}, map[string]string{"rules.txt": "    dialect: own\n    document: ourhosp\n"})
	c := loaded(t, fsys, LoadOptions{})
	for id, want := range map[string]string{
		"ourhosp-a1": "この規程は、医療情報システムの安全な運用のために必要な事項を定め、患者の情報を守ることを目的とする。（企画管理編 4.1）",
		"ourhosp-a2": "医療情報システム安全管理責任者は、システム運用担当者を置き、その業務を指揮し、年に 1 回以上これを見直すものとする。（システム運用編 3①）"} {
		if r := mustHave(t, c, id); r.Text != want || len(r.References) != 1 || len(r.References[0].Targets) != 1 {
			t.Errorf("%s: %q %q, %+v", id, r.Title, r.Text, r.References)
		}
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned %v", a.Unassigned)
	}
}
