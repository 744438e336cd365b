package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const rolesHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>TITLE</title></head><body>
<table>
<tr><th>項番</th><th>項目</th><th>内容</th><th>想定されるリスク</th><th>医療機関等</th><th>ガイドライン等関連部分</th></tr>
<tr><td colspan="6">１．契約前の合意</td></tr>
<tr><td>1-1</td><td>責任分界</td><td>責任の範囲を定めているか。<br>・保守<br>・障害</td><td>対応が遅れる。</td><td>□はい</td>
 <td>提供事業者ガイドライン 3.1.3、3.2.1<br>企画管理編 2①<br>システム運用編<br>3.1<br>14⑤</td></tr>
<tr><td>1-2</td><td>再委託</td><td>再委託の条件を定めているか。</td><td></td><td></td><td>医療情報システムの安全管理に関するガイドライン第6.0版 企画管理編「7.安全管理のための人的管理」<br>別途協議</td></tr>
</table></body></html>`

// Rows of the 確認表 cite two guidelines in one column, and keep every other
// column under its caption.
func TestRoleTable(t *testing.T) {
	c := parsedFile(t, "roles.html", replaceTitle(rolesHTML, "医療情報システムの契約における当事者間の役割分担等に関する確認表"))
	r := mustHave(t, c, "roles-2024-1-1")
	if r.Title != "責任分界" || r.Text != "責任の範囲を定めているか。" || r.Kind != KindChecklistItem || r.Section.Title != "契約前の合意" || r.Provenance.Place == "" {
		t.Errorf("1-1: %+v", r)
	}
	want := []Part{{Kind: PartItem, Text: "保守"}, {Kind: PartItem, Text: "障害"}, {Kind: PartGuidance, Label: "想定されるリスク", Text: "対応が遅れる。"}}
	if diff := cmp.Diff(want, r.Parts); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, l := range c.LinksFrom(r.ID) {
		got = append(got, l.To)
		if l.Method != MethodTable || l.Certainty != Likely || l.CertaintyReason == "" {
			t.Errorf("%+v: the table prints no edition", l)
		}
	}
	if !slices.Equal(got, []string{"mhlw-6.0-mgt-2-i01", "mhlw-6.0-sys-3.1", "mhlw-6.0-sys-14-i05"}) {
		t.Errorf("1-1 cites %v", got)
	}
	if o := r.OtherRefs; len(o) != 2 || o[0].Number != "3.1.3" || o[1].Number != "3.2.1" || o[0].Status != Unresolved || o[0].Document != "vgl-1.1" {
		t.Errorf("1-1 cites of the provider guideline %+v", o)
	}
	if q := mustHave(t, c, "roles-2024-1-2"); len(q.References) != 1 || q.References[0].Targets[0] != "mhlw-6.0-mgt-7" {
		t.Errorf("1-2: %+v", q.References)
	}
	if !slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.ID == "roles-2024-1-2" && strings.Contains(f.Message, "別途協議") }) {
		t.Errorf("the words that cite nothing are not reported: %+v", c.Findings)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// A sheet saved as HTML is one table: its title stands in the first row, and
// captions come once more where another table follows.
func TestSheetSavedAsOneTable(t *testing.T) {
	row := func(cells ...string) string {
		for len(cells) < 6 {
			cells = append(cells, "")
		}
		return "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>"
	}
	captions := row("項番", "項目", "内容", "備考", "", "ガイドライン等関連部分")
	page := `<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body><table>` + row("医療情報システムの契約における当事者間の役割分担等に関する確認表") + row() + captions +
		row("1-1", "責任分界", "責任の範囲を定めているか。", "", "", "企画管理編 2①") + row() + captions + row("2-1", "再委託", "条件を定めているか。", "", "", "企画管理編 7③") + `</table></body></html>`
	c := parsedFile(t, "roles.html", page)
	if d := c.Document("roles-2024"); d == nil || len(c.LinksFrom("roles-2024-1-1")) != 1 || len(c.LinksFrom("roles-2024-2-1")) != 1 {
		t.Fatalf("documents %v", c.Documents)
	}
	for _, r := range c.Requirements {
		if r.Document == "roles-2024" && r.ID != "roles-2024-1-1" && r.ID != "roles-2024-2-1" {
			t.Errorf("%s is no row: %q", r.ID, r.Text)
		}
	}
}
