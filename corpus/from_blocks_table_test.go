package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// annexHTML is a page of 別紙2 as a table: two rows share scenario and clauses,
// and 13 is printed under the wrong volume, as in the official print.
const annexHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">
<title>（別紙２）統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表</title></head><body>
<table>
<tr><th colspan="5">対策項目</th><th rowspan="2">対策項目で対応できる<br>リスクシナリオ例</th><th colspan="5">関連する医療情報安全管理ガイドラインの要求事項</th></tr>
<tr><th>大項目</th><th>小項目</th><th>No.</th><th>内容</th><th>区分</th><th>編</th><th></th><th>項番</th><th>区分</th><th>内容</th></tr>
<tr><td rowspan="3">3.7. 機器・ソフトウェアの<br>品質管理</td><td rowspan="2">①不正な機器の<br>検知</td><td>①－１</td><td>台帳を整備する。</td><td>◎</td>
 <td rowspan="2">台帳にない機器が接続される。</td><td>企画管理編</td><td>9.情報管理</td><td>①</td><td>【遵守事項】</td><td>台帳で管理すること。<br>・機器<br>・媒体</td></tr>
<tr><td>①－２</td><td>①-1の台帳を点検することが望ましい。</td><td></td>
 <td>システム運用編</td><td>13.医療情報システムの利用者に関する認証等及び権限</td><td>⑥</td><td>【遵守事項】</td><td>権限を限ること。</td></tr>
<tr><td>②更新</td><td>②－１</td><td>更新する。</td><td></td><td>弱点を突かれる。</td><td>システム運用編</td><td>8.利用機器・サービスに対する安全管理措置</td><td>③</td><td>【遵守事項】</td><td></td></tr>
</table></body></html>`

func TestMappingTableFromCells(t *testing.T) {
	c := parsedFile(t, "annex.html", annexHTML)
	r := mustHave(t, c, "annex2-1.1-3.7-1-2")
	if r.Citation != "別紙2 3.7 ①-2" || r.Modality != "recommended" || r.Group.Title != "不正な機器の検知" || r.Group.Scenario != "台帳にない機器が接続される。" {
		t.Errorf("①-2: %+v, group %+v", r, r.Group)
	}
	if len(r.InternalRefs) != 1 || r.InternalRefs[0].Target != "annex2-1.1-3.7-1-1" {
		t.Errorf("①-2's reference to ①-1: %+v", r.InternalRefs)
	}
	if first := mustHave(t, c, "annex2-1.1-3.7-1-1"); first.Mark != "◎" || first.MajorItem.Title != "機器・ソフトウェアの品質管理" {
		t.Errorf("①-1: %+v", first)
	}
	g := c.Group("annex2-1.1-3.7-1")
	if g == nil || !slices.Equal(g.Members, []string{"annex2-1.1-3.7-1-1", "annex2-1.1-3.7-1-2"}) || len(g.References) != 2 {
		t.Fatalf("group ①: %+v", g)
	}
	if x := g.References[0]; x.Status != Resolved || !slices.Equal(x.Targets, []string{"mhlw-6.0-mgt-9-i01"}) {
		t.Errorf("9①: %+v", x)
	}
	if x := g.References[1]; x.Status != Conflicting || x.Volume != "企画管理編" || x.PrintedVolume != "システム運用編" || !slices.Equal(x.Targets, []string{"mhlw-6.0-mgt-13-i06"}) {
		t.Errorf("13⑥, printed under another volume: %+v", x)
	}
	q := mustHave(t, c, "mhlw-6.0-mgt-9-i01")
	if diff := cmp.Diff([]Part{{Kind: PartItem, Text: "機器"}, {Kind: PartItem, Text: "媒体"}}, q.Parts); diff != "" || q.Text != "台帳で管理すること。" || q.Stub {
		t.Errorf("the quoted clause: %q %s", q.Text, diff)
	}
	if x := c.Group("annex2-1.1-3.7-2").References; len(x) != 1 || x[0].Targets[0] != "mhlw-6.0-sys-8-i03" {
		t.Errorf("a clause cited without its words: %+v", x)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// formHTML is a checklist form with a section over two rows and a note below.
const formHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>TITLE</title></head><body>
<p>TITLE</p>
<table>
<tr><th rowspan="2"></th><th rowspan="2">チェック項目</th><th colspan="2">1回目</th><th rowspan="2">備考</th></tr>
<tr><th>確認結果<br>（日付）</th><th>目標日</th></tr>
<tr><td rowspan="2">２<br>医療情報システムの管理・運用</td><td>①台帳管理を行っている。（医療情報システム全般）</td><td>はい・いいえ<br>（　／　）</td><td>（　／　）</td><td>※１</td></tr>
<tr><td>②アクセス利用権限を設定している。（サーバ）</td><td>はい・いいえ<br>（　／　）</td><td>（　／　）</td><td>事業者確認用と併用</td></tr>
</table>
<p>※１　機器を含む。</p>
</body></html>`

func TestChecklistFormFromCells(t *testing.T) {
	c := parsedFile(t, "form.html", replaceTitle(formHTML, "令和７年度版　医療機関におけるサイバーセキュリティ対策チェックリスト　医療機関確認用"))
	r := mustHave(t, c, "clm-r7-2-i01")
	if r.Title != "台帳管理を行っている。" || r.Citation != "チェックリスト（令和7年度） 2-①" || !slices.Equal(r.Systems, []string{"医療情報システム全般"}) || !slices.Equal(r.Roles, []string{"医療機関確認用"}) {
		t.Errorf("2-①: %+v", r)
	}
	if diff := cmp.Diff([]Part{{Kind: PartNote, Text: "※１　機器を含む。"}}, r.Parts); diff != "" {
		t.Errorf("note of 2-①: %s", diff)
	}
	if q := mustHave(t, c, "clm-r7-2-i02"); q.Section.Title != "医療情報システムの管理・運用" || len(q.Parts) != 1 || q.Parts[0].Label != "備考" {
		t.Errorf("2-②: %+v", q)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// A form that is no official checklist keeps an id of its own.
func TestChecklistFormOfOthers(t *testing.T) {
	c := parsedFile(t, "form.html", replaceTitle(formHTML, "対策の確認表"))
	if r := mustHave(t, c, "form-2-i02"); r.Citation != "対策の確認表 2-②" || r.Kind != KindChecklistItem {
		t.Errorf("got %+v", r)
	}
}

// A manual's items, terms and margin citations come out of blocks as out of text.
func TestManualFromBlocks(t *testing.T) {
	c := parsedFile(t, "manual.html", `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>m</title></head><body>
<p>令和７年度版　医療機関等におけるサイバーセキュリティ対策チェックリストマニュアル</p>
<h2>２ 医療情報システムの管理・運用</h2>
<p>【医療機関等確認用】</p>
<p>① サーバ、端末PC、ネットワーク機器の台帳管理を行っている。（医療情報システム全般）</p>
<p>台帳は常に最新の状態に保つ必要があります。</p>
<p>▶企画管理編</p><p>9①</p>
</body></html>`)
	r := mustHave(t, c, "clm-r7-2-i01")
	if len(r.References) != 1 || !slices.Equal(r.References[0].Targets, []string{"mhlw-6.0-mgt-9-i01"}) {
		t.Errorf("citations: %+v", r.References)
	}
	if r.Provenance.Place != "line 5" || len(r.Provenance.Lines) > 0 || len(r.Parts) != 1 {
		t.Errorf("got %+v", r)
	}
}

// A form of a year that no registry knows is that year's checklist all the same,
// as its manual is.
func TestChecklistFormOfAnUnknownYear(t *testing.T) {
	c := parsedFile(t, "form.html", replaceTitle(formHTML, "令和11年度版　医療機関におけるサイバーセキュリティ対策チェックリスト　医療機関確認用"))
	if r := mustHave(t, c, "clm-r11-2-i02"); r.Citation != "チェックリスト（令和11年度） 2-②" || r.Provenance.Source != "form.html" {
		t.Errorf("got %+v", r)
	}
	if d := c.Document("clm-r11"); d == nil || d.Certainty != Likely || !strings.Contains(d.CertaintyReason, "令和11年度版") || !strings.Contains(d.Title, "チェックリスト") {
		t.Errorf("document %+v", d)
	}
}
