package corpus

import (
	"slices"
	"strings"
	"testing"
)

const manualOfYear = `YEAR 医療機関等におけるサイバーセキュリティ対策チェックリストマニュアル
～医療機関等・事業者向け～
DATE
厚生労働省医政局参事官室
1 体制構築 【医療機関・薬局確認用】
①医療情報システム安全管理責任者を設置している。（医療情報システム全般）
責任者を置くことが求められる。
▶企画管理編
2①
2 医療情報システムの管理・運用 【医療機関・薬局確認用・事業者確認用】
①サーバ、端末PC、ネットワーク機器の台帳管理を行っている。（サーバ、端末PC、ネットワーク機器）
台帳を作る。
▶システム運用編
8③
`

// A manual of a year that nobody has registered is no manual of another year,
// however alike the items are: its items and citations are its own.
func TestManualOfAnUnregisteredYear(t *testing.T) {
	for _, x := range []struct{ year, date, id, edition string }{
		{"令和９年度版", "令和9年5月", "clm-r9", "7.0"}, {"令和10年度版", "", "clm-r10", "7.0"}, {"", "令和11年6月", "clm-r11", "7.0"}, {"令和4年度版", "", "clm-r4", "5.2"},
		{"令和８年度版", "令和8年6月", "clm-r8", "7.0"}, {"令和7 年度版", "令和7年5月", "clm-r7", "6.0"}, {"令和5年度版", "令和5年6月", "clm-r5", "6.0"},
	} {
		c := parsedFile(t, "manual.txt", strings.NewReplacer("YEAR", x.year, "DATE", x.date).Replace(manualOfYear))
		d := c.Document(x.id)
		if d == nil {
			t.Errorf("%s %s: documents %+v", x.year, x.date, c.Documents)
			continue
		}
		if strings.Contains(d.Title, "厚生労働省") || strings.Contains(d.Title, "月") || !strings.Contains(d.Title, "チェックリストマニュアル") {
			t.Errorf("%s: title %q", x.id, d.Title)
		}
		r := mustHave(t, c, x.id+"-2-i01")
		if r.Title != "サーバ、端末PC、ネットワーク機器の台帳管理を行っている。" || r.References[0].Edition != x.edition {
			t.Errorf("%s: %+v", x.id, r)
		}
		if got := strings.Join(r.Roles, " "); got != "医療機関・薬局確認用 事業者確認用" {
			t.Errorf("%s: roles %s", x.id, got)
		}
		if registered := registry().checklist(x.id) != nil; (d.Certainty == Likely && strings.Contains(d.CertaintyReason, "登録情報にない年度")) == registered {
			t.Errorf("%s: %s because %s", x.id, d.Certainty, d.CertaintyReason)
		}
		for _, l := range c.Links {
			if x.edition != "6.0" && strings.HasPrefix(l.To, "mhlw-6.0-") {
				t.Errorf("%s: %s leads to %s", x.id, l.From, l.To)
			}
		}
		if u := c.Audits[0].Unassigned; len(u) > 0 {
			t.Errorf("%s: unassigned %v", x.id, u)
		}
	}
}

// A table that maps to another edition of the guideline is not 別紙2, and what it
// cites is of that edition.
func TestMappingTableOfAnotherEdition(t *testing.T) {
	c := parsedFile(t, "map.html", `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン5.2版の対応表</title></head><body>
<table><tr><th>大項目</th><th>小項目</th><th>No.</th><th>内容</th><th>区分</th><th>リスクシナリオ例</th><th>編</th><th>項番</th><th>区分</th><th>内容</th></tr>
<tr><td>1.1. 規程</td><td>①策定</td><td>①-1</td><td>規程を作ること。</td><td>◎</td><td>漏れる。</td><td>本編</td><td>6.3</td><td>C</td><td>1. 決まりを作ること。</td></tr></table></body></html>`)
	if c.Document(annexDocument) != nil || len(c.Groups) != 1 || c.Groups[0].References[0].Edition != "5.2" {
		t.Errorf("documents %+v, groups %+v", c.Documents, c.Groups)
	}
	for _, r := range c.Requirements {
		if r.isGuideline() && !r.Stub {
			t.Errorf("%s got the text %q", r.ID, r.Text)
		}
	}
}

// A manual that comes page by page, a file each, keeps every item in its place,
// also where a section goes on over the pages.
func TestManualPageByPage(t *testing.T) {
	title := "令和7年度版 医療機関等におけるサイバーセキュリティ対策チェックリストマニュアル"
	c := carried(t, map[string]string{
		"a.txt": scraped(title, 6, true, "②リモートメンテナンス（保守）を利用している機器の有無を事業者に確認した。（医療情報システム全般）", "有無を確かめる。", "▶企画管理編", "9.1",
			"3 インシデント発生に備えた対応 【医療機関確認用】", "①インシデント発生時における組織内と外部関係機関（事業者、厚生労働省、警察等）への連絡体制図がある。", "図を作る。"),
		"b.txt": scraped(title, 5, false, "2 医療情報システムの管理・運用 【医療機関確認用・事業者確認用】", "①サーバ、端末PC、ネットワーク機器の台帳管理を行っている。（サーバ、端末PC、ネットワーク機器）", "台帳を作る。", "▶システム運用編", "8③"),
	})
	var got []string
	for _, s := range c.Document("clm-r7").Outline {
		s.Walk(func(s *Section) { got = append(got, s.Requirements...) })
	}
	if want := []string{"clm-r7-2-i01", "clm-r7-2-i02", "clm-r7-3-i01"}; !slices.Equal(got, want) {
		t.Errorf("the outline holds %q, want %q", got, want)
	}
}
