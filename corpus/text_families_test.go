package corpus

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// scraped is a page of a document in one of the two dialects: the older drops
// every line of one character and prints empty lines, the newer repeats the
// beginning of the page behind its number.
func scraped(title string, page int, old bool, lines ...string) string {
	head := fmt.Sprintf("%s (%d ページ)\n", title, page)
	if !old {
		return "よむ、つかう、まなぶ。\n" + head + "出典\n公開元URL | https://example.jp/ |\nページ画像\n低解像度画像をダウンロード\nプレーンテキスト\n" +
			strings.Join(lines, "\n") + fmt.Sprintf("\n- %d -\n", page) + strings.Join(lines[:2], "\n") + "\n"
	}
	out := "よむ、つかう、まなぶ。\n\nMC plus(エムシープラス)は、診療報酬・介護報酬改定関連のニュース、\n\n" + head + "\n公開元URL https://example.jp/\n低解像度画像をダウンロード\n\n"
	for i, l := range lines {
		if len([]rune(l)) == 1 {
			l = ""
		}
		if out += l + "\n"; i%2 == 1 {
			out += "\n"
		}
	}
	return out
}

// bothDialects runs a test on a page in either dialect.
func bothDialects(t *testing.T, title string, lines []string, test func(*testing.T, *Corpus)) {
	for name, old := range map[string]bool{"old": true, "new": false} {
		t.Run(name, func(t *testing.T) {
			c := parsedFile(t, "page.txt", scraped(title, 5, old, lines...))
			for i, r := range c.Audits[0].ByLine {
				if r == "" || (r == RoleBlank) != (lineText(c.Audits[0].Text, i) == "") {
					t.Errorf("line %d %q has role %q", i+1, c.Audits[0].Text.Lines[i].Text, r)
				}
			}
			test(t, c)
		})
	}
}

// The provider guideline is cited by section: its numbers count on, also where
// the title stands below the number, and a list that counts is no chapter.
func TestProviderGuidelineFromText(t *testing.T) {
	lines := []string{"3. 医療情報の安全管理に関する義務・責任", "3.1. 法律関係", "3.1.1. 受託事業者の法的責任", "対象事業者は、医療機関等との契約に基づき、", "情報を管理する義務を負う。",
		"①契約に基づく義務", "4. 見積りを出すこと。", "3.1.2", "説明義務の内容", "2023年に改正された法律を踏まえ、次の事項を説明する。", "・ 体制", "※ 別紙1も参照のこと。",
		"３．１．３　情報の共有", "企画管理編「7.安全管理のための人的管理」を参照する。"}
	bothDialects(t, "医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン第1.1版", lines, func(t *testing.T, c *Corpus) {
		for id, want := range map[string]string{"vgl-1.1-3.1.1": "受託事業者の法的責任|対象事業者は、医療機関等との契約に基づき、情報を管理する義務を負う。", "vgl-1.1-3.1.2": "説明義務の内容|2023年に改正された法律を踏まえ、次の事項を説明する。", "vgl-1.1-3.1.3": "情報の共有|企画管理編「7.安全管理のための人的管理」を参照する。"} {
			r := mustHave(t, c, id)
			if got := r.Title + "|" + r.Text; got != want || r.Provenance.Page != 5 || len(r.Provenance.Lines) < 2 || r.Provenance.Place != "" {
				t.Errorf("%s: %s %+v", id, got, r.Provenance)
			}
		}
		if c.Requirement("vgl-1.1-4") != nil || len(c.Audits[0].Unassigned) > 0 {
			t.Errorf("unassigned %v", c.Audits[0].Unassigned)
		}
		if refs := mustHave(t, c, "vgl-1.1-3.1.3").References; len(refs) != 1 || !slices.Equal(refs[0].Targets, []string{"mhlw-6.0-mgt-7"}) {
			t.Errorf("cites %+v", refs)
		}
	})
}

const rolesTitle = "医療情報システムの契約における当事者間の役割分担等に関する確認表"

// Of the role table a scrape leaves the order of the lines: rows are told by
// numbers that count on, and nothing pretends to know which column a line is of.
func TestRoleTableFromText(t *testing.T) {
	lines := []string{rolesTitle, "項番", "項目", "内容", "医療機関等", "ガイドライン等関連部分", "１．契約前の合意", "1-1", "責任分界", "責任の範囲を定めているか。",
		"提供事業者ガイドライン 3.1.3、3.2.1", "企画管理編 2①", "システム運用編", "3.1", "14⑤", "1-2", "再委託の条件を定めて", "いるか。", "企画管理編 7③", "２．運用", "2-1 記録", "記録を見直しているか。", "システム運用編 17①②"}
	bothDialects(t, rolesTitle, lines, func(t *testing.T, c *Corpus) {
		want := map[string]string{"roles-2024-1-1": "責任分界\n責任の範囲を定めているか。", "roles-2024-1-2": "再委託の条件を定めて\nいるか。", "roles-2024-2-1": "記録\n記録を見直しているか。"}
		links := map[string][]string{"roles-2024-1-1": {"mhlw-6.0-mgt-2-i01", "mhlw-6.0-sys-3.1", "mhlw-6.0-sys-14-i05"}, "roles-2024-1-2": {"mhlw-6.0-mgt-7-i03"}, "roles-2024-2-1": {"mhlw-6.0-sys-17-i01", "mhlw-6.0-sys-17-i02"}}
		for id, text := range want {
			r := mustHave(t, c, id)
			if r.Text != text || r.Certainty != Ambiguous || r.CertaintyReason == "" || r.Provenance.Page != 5 {
				t.Errorf("%s: %q %s", id, r.Text, r.Certainty)
			}
			var got []string
			for _, l := range c.LinksFrom(id) {
				if got = append(got, l.To); l.Certainty == Certain || !strings.Contains(l.CertaintyReason, "列") {
					t.Errorf("%s: %s because %s", l.ID, l.Certainty, l.CertaintyReason)
				}
			}
			slices.Sort(got)
			slices.Sort(links[id])
			if !slices.Equal(got, links[id]) {
				t.Errorf("%s cites %v", id, got)
			}
		}
		if o := mustHave(t, c, "roles-2024-1-1").OtherRefs; len(o) != 2 || o[1].Number != "3.2.1" {
			t.Errorf("%+v", o)
		}
		if s := mustHave(t, c, "roles-2024-2-1").Section; s.Number != "2" || s.Title != "運用" {
			t.Errorf("%+v", s)
		}
		if u := c.Audits[0].Unassigned; len(u) > 0 {
			t.Errorf("unassigned %v", u)
		}
	})
}

// Without numbers nothing says where a row begins: the lines are kept and left
// over, with the reason.
func TestRoleTableWithoutNumbers(t *testing.T) {
	c := parsedFile(t, "page.txt", scraped(rolesTitle, 3, true, rolesTitle, "項番", "内容", "1", "責任の範囲を定めているか。", "企画管理編 2①", "2", "再委託の条件を定めているか。"))
	if len(c.Audits[0].Unassigned) != 3 || c.Document("roles-2024") == nil || len(c.Links) > 0 {
		t.Errorf("unassigned %v", c.Audits[0].Unassigned)
	}
	if !slices.ContainsFunc(c.Findings, func(f Finding) bool {
		return f.Kind == FindingLoss && strings.Contains(f.Message, "行の番号がこのテキストでは失われている")
	}) {
		t.Errorf("findings %+v", c.Findings)
	}
}

// The rows of the correspondence table are lost in a scrape, and with them every
// link; its titles are still known.
func TestCorrespondenceFromText(t *testing.T) {
	lines := []string{"経営管理編", "企画管理編", "システム運用編", "第5.2版", "1.1 安全管理に関する法令の遵守", "1 管理体系", "○", "6.5 C2", "6 リスクマネジメント（リスク管理）", "どの題名でもない行"}
	bothDialects(t, "医療情報システムの安全管理に関するガイドライン 第6.0版 各編間相関表", lines, func(t *testing.T, c *Corpus) {
		if c.Document("rel-6.0") == nil || len(c.Links) > 0 {
			t.Errorf("links %v", c.Links)
		}
		if u := c.Audits[0].Unassigned; len(u) != 1 || u[0].Text != "どの題名でもない行" {
			t.Errorf("unassigned %v", u)
		}
		if len(c.Findings) != 1 || !strings.Contains(c.Findings[0].Message, "3行") {
			t.Errorf("findings %+v", c.Findings)
		}
	})
}

// The newer scrape keeps the ○ of a cell: it marks a volume and is no word of
// the item beside it.
func TestMigrationMarksFromText(t *testing.T) {
	lines := []string{"7.3 保存性の確保について", "項番", "第5.2版記載内容", "C.最低限のガイドライン", "経営管理編", "企画管理編", "システム運用編", "2. 失うことへの備え", "○", "－", "3、4", "(1) 決まりを", "○", "作ること。", "15②③"}
	bothDialects(t, "第5.2版→第6.0版項目移行対応表", lines, func(t *testing.T, c *Corpus) {
		if a, b := mustHave(t, c, "mhlw-5.2-main-7.3-c-i02"), mustHave(t, c, "mhlw-5.2-main-7.3-c-i02-p1"); a.Text != "失うことへの備え" || b.Text != "決まりを作ること。" {
			t.Errorf("%q, %q", a.Text, b.Text)
		}
	})
}

// The newer scrape keeps the A of an answer that is a line of its own.
func TestQAInBothDialects(t *testing.T) {
	lines := []string{"10.システム・サービス事業者による保守対応等に対する安全管理措置", "シス10章第④条", "シQ-23 証しを見る方法は何かという", "問い。", "A", "記録を時の順に並べて見せる。", "シス10章第④条、企7章③条", "シQ-24 契約のときに何をするか。", "A 約束を求める。"}
	bothDialects(t, "医療情報システムの安全管理に関するガイドライン第6.0版(令和5年5月)Q&A", lines, func(t *testing.T, c *Corpus) {
		var got []string
		for _, r := range c.Requirements {
			if r.Document == "qa-6.0" {
				got = append(got, fmt.Sprint(r.Label, " ", r.Title, " ", r.Text, " ", len(r.References)))
			}
		}
		want := []string{"シQ-23 証しを見る方法は何かという問い。 記録を時の順に並べて見せる。 1", "シQ-24 契約のときに何をするか。 約束を求める。 2"}
		if !slices.Equal(got, want) || len(c.Audits[0].Unassigned) > 0 {
			t.Errorf("got %q, unassigned %v", got, c.Audits[0].Unassigned)
		}
	})
}

// A program that keeps the layout of a page writes the columns of the role table
// beside each other, another parts them with one space: rows and citations are
// told all the same.
func TestRoleTableOfKeptLayout(t *testing.T) {
	for name, page := range map[string]string{
		"layout": "       " + rolesTitle + "\n\n項番    項目      内容                   ガイドライン等関連部分\n1-1   責任分界      責任の範囲を定めてい             企画管理編 2①\n                るか。\n1-2   再委託       再委託の条件を定めているか。         システム運用編 14⑤\n",
		"raw":    rolesTitle + "\n項番 項目 内容 ガイドライン等関連部分\n1-1 責任分界\n責任の範囲を定めてい\nるか。 企画管理編 2①\n1-2 再委託\n再委託の条件を定めているか。 システム運用編 14⑤\n",
	} {
		c := parsedFile(t, name+".txt", page)
		for id, want := range map[string]string{"roles-2024-1-1": "責任分界 責任の範囲を定めてい るか。 mhlw-6.0-mgt-2-i01", "roles-2024-1-2": "再委託 再委託の条件を定めているか。 mhlw-6.0-sys-14-i05"} {
			r := mustHave(t, c, id)
			got := strings.ReplaceAll(r.Text, "\n", " ")
			for _, ref := range r.References {
				got += " " + strings.Join(ref.Targets, " ")
			}
			if got != want || r.Certainty != Ambiguous || len(r.Provenance.Lines) == 0 || r.Provenance.Lines[0] < 3 {
				t.Errorf("%s %s: %q, want %q; %+v", name, id, got, want, r.Provenance)
			}
		}
		if u := c.Audits[0].Unassigned; len(u) > 0 || len(c.Audits[0].ByLine) != strings.Count(page, "\n") {
			t.Errorf("%s: unassigned %v, %d lines have roles", name, u, len(c.Audits[0].ByLine))
		}
	}
}
