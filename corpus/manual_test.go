package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The expectations below are written from the embedded manual by hand.
func TestManualSeedItems(t *testing.T) {
	p := parseProse(t, manualSeed(t))
	type item struct{ id, title, note, systems, roles, refs string }
	const all, both, one = "医療情報システム全般", "医療機関確認用 事業者確認用", "医療機関等確認用"
	want := []item{
		{"clm-r7-2-i06", "セキュリティパッチ（最新ファームウェアや更新プログラム）を適用している。", "", all, both, "シ8③ シ8.1 シ8.2 シ13.2"},
		{"clm-r7-2-i07", "パスワードは英数字、記号が混在した8文字以上とし、定期的に変更している。", "※二要素認証、または13文字以上の場合は定期的な変更は不要", all, both, "シ8⑤"},
		{"clm-r7-2-i08", "パスワードの使い回しを禁止している。", "", all, both, "シ8⑤"},
		{"clm-r7-2-i09", "USBストレージ等の外部記録媒体や情報機器に対して接続を制限している。", "", all, both, "企8.2.2 シ8①"},
		{"clm-r7-2-i10", "二要素認証を実装している。または令和9年度までに実装予定である。", "", all, both, "シ14⑤ シ14.1.1"},
		{"clm-r7-2-i11", "アクセスログを管理している。", "", "サーバ", both, "経4.2 企5.3 シ17①②"},
		{"clm-r7-2-i12", "バックグラウンドで動作している不要なソフトウェア及びサービスを停止している。", "", "サーバ 端末PC", both, "シ8.1"},
		{"clm-r7-2-i13", "接続元制限を実施している。", "", "ネットワーク機器", both, "シ13⑪"},
		{"clm-r7-3-i01", "インシデント発生時における組織内と外部関係機関（事業者、厚生労働省、警察等）の連絡体制図がある。", "", "", one, "経3.4.2① 経3.4.3① 企12.3"},
		{"clm-r7-3-i02", "インシデント発生時に診療を継続するために必要な情報を検討し、データやシステムのバックアップの実施と復旧手順を確認している。", "", "", one, "経3.4.1 企11.2 企12.2 シ11.1 シ12.2 シ18.1"},
		{"clm-r7-3-i03", "サイバー攻撃を想定した事業継続計画（BCP）を策定している。", "", "", one, "経3.4.1 企11.1"},
		{"clm-r7-4-i01", "上記 1-3 のすべての項目について、具体的な実施方法を運用管理規程等に定めている。", "", all, one, "企4.1"},
	}
	var got []item
	for _, r := range p.requirements {
		var refs []string
		for _, f := range r.References {
			s := string([]rune(f.Volume)[:1]) + f.Number
			for _, k := range f.Items {
				s += Circled(k)
			}
			refs = append(refs, s)
			if f.Certainty != Certain || f.Edition != "6.0" {
				t.Errorf("%s cites %s of edition %q as %s, want 6.0 as certain", r.ID, f.Raw, f.Edition, f.Certainty)
			}
		}
		if r.Text != r.Title {
			t.Errorf("%s states %q, want its title", r.ID, r.Text)
		}
		got = append(got, item{r.ID, r.Title, r.TitleNote, strings.Join(r.Systems, " "), strings.Join(r.Roles, " "), strings.Join(refs, " ")})
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(item{})); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
}

func TestManualSeedCertainty(t *testing.T) {
	p := parseProse(t, manualSeed(t))
	if d := p.document; d.ID != "clm-r7" || d.Certainty != Likely || d.CertaintyReason == "" {
		t.Errorf("document %s is %s (%q), want clm-r7, likely, with a reason: the file prints no edition", d.ID, d.Certainty, d.CertaintyReason)
	}
	for _, r := range p.requirements {
		want := Certain
		if r.Section.Number == "2" {
			want = Likely // its heading is not in the file
		}
		if r.Section.Certainty != want || r.Certainty != want || (want == Likely) != (r.CertaintyReason != "") {
			t.Errorf("%s is %s in a section that is %s (%q), want %s", r.ID, r.Certainty, r.Section.Certainty, r.CertaintyReason, want)
		}
	}
	for i, r := range p.roles {
		if r == RoleUnassigned {
			t.Errorf("line %d is unassigned", i+1)
		}
	}
}

func TestManualSeedParts(t *testing.T) {
	p := parseProse(t, manualSeed(t))
	var got []string
	for _, r := range p.requirements {
		kinds := []string{}
		for _, part := range r.Parts {
			s := string(part.Kind)
			if part.Label != "" {
				s += "=" + part.Label
			}
			kinds = append(kinds, s)
		}
		got = append(got, r.Label+" "+strings.Join(kinds, " "))
	}
	want := []string{
		"⑥ guidance guidance guidance definition=パターンファイル supplement note",
		"⑦ guidance guidance guidance guidance guidance example=強固なパスワードの例",
		"⑧ guidance guidance example=危険なパスワード使い回し例",
		"⑨ guidance guidance item item item guidance note guidance",
		"⑩ guidance guidance guidance example=二要素認証の採用例（記憶・生体情報・物理媒体の2種類を組み合わせたもの）",
		"⑪ guidance guidance supplement table=アクセスログの例",
		"⑫ guidance guidance",
		"⑬ guidance guidance definition=MAC アドレス supplement",
		"① guidance guidance guidance guidance definition=CSIRT definition=CISO supplement supplement example=連絡体制図の例 1（医療機関） example=連絡体制図の例 2（薬局）",
		"② guidance definition=世代管理 supplement",
		"③ guidance",
		"① guidance item example=例 item example=例 item example=例 guidance guidance guidance",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("parts (-want +got):\n%s", d)
	}
	log := p.requirements[5].Parts[3]
	if len(log.Rows) != 10 || len(log.Rows[0]) != 5 || strings.Join(log.Rows[9], "|") != "..|12.|.." {
		t.Errorf("access log has %d rows: %q", len(log.Rows), log.Rows)
	}
	passwords := p.requirements[1].Parts[5].Text
	if lines := strings.Split(passwords, "\n"); len(lines) != 4 || !strings.HasSuffix(lines[2], "推定困難な文字列") {
		t.Errorf("the example of ⑦ has lines %q", lines)
	}
}

func TestManualSeedFindings(t *testing.T) {
	p := parseProse(t, manualSeed(t))
	var got []string
	for _, f := range p.findings {
		got = append(got, fmt.Sprintf("%s %v %s", f.Kind, f.Lines, f.ID))
	}
	want := []string{
		"inference [3 28 67 82 105 125 160 170] ", // the heading of section 2
		"fault [20] clm-r7-2-i06",                 // (#)
		"fault [127] clm-r7-2-i11",                // 起點
		"fault [146] clm-r7-2-i11",                // ..	12.	..
		"loss [215] clm-r7-3-i01",                 // figures
		"loss [219] clm-r7-3-i01",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
}

func TestDialectsRecogniseTheirFamily(t *testing.T) {
	for file, want := range map[string]string{
		"01_befu2_p02_old.txt": "", "03_befu2_p16_new.txt": "", "08_guideline_sys17_new.txt": "guideline",
		"12_mapping_52_to_60.txt": "", "13_manual_r7_p07_margin_refs.txt": "checklist-manual", "17_qa_refs.txt": "",
	} {
		got := ""
		for _, d := range []dialect{guidelineDialect, manualDialect} {
			if d.start(pageText(t, file)) {
				got += d.name
			}
		}
		if got != want {
			t.Errorf("%s is taken by %q, want %q", file, got, want)
		}
	}
}
