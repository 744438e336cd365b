package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// annexPage is the scraped text of a page of 別紙2, in one of the two dialects.
func annexPage(page int, old bool, lines ...string) string {
	title := fmt.Sprintf("「(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表」 (%d ページ)\n", page)
	captions := "別紙2\n対策項目\n大項目\n小項目\nNo.\n内容\n区分\n関連する医療情報安全管理ガイドライン要求事項\n"
	body := ""
	for _, l := range lines {
		if old && len([]rune(l)) == 1 {
			l = "" // the rule of the lost marks
		}
		body += l + "\n"
	}
	end := fmt.Sprintf("%d/39\n", page)
	if old {
		return "よむ、つかう、まなぶ。\n\nMC plus(エムシープラス)は、診療報酬・介護報酬改定関連のニュース、\n\n" + title + "\n公開元URL https://example.jp/\n出典情報 《総務省》\n低解像度画像をダウンロード\n\n" +
			strings.ReplaceAll(captions+body, "\n", "\n\n") + end
	}
	return "よむ、つかう、まなぶ。\n" + title + "出典\n公開元URL | https://example.jp/ |\nページ画像\nプレーンテキスト\n" + captions + body + end
}

// bare takes the header of the site off a page.
func bare(page string) string { return page[strings.Index(page, "別紙2\n"):] }

var carriedPages = map[int][]string{
	24: {"3. 技術的対策", "3.7. 機器の保守", "①点検の実施", "①-1", "機器を点検すること。", "◎", "システム運用編", "4.情報機器等の安全な利用", "②更新の管理", "②-1", "更新を確認すること。"},
	25: {"②-2", "更新を記録すること。", "企画管理編", "1.管理体系", "③廃棄の管理", "③-1", "廃棄を確認すること。"},
	26: {"③-2", "②-1の結果を残すこと。", "3.8. 記録の保存", "①保存の方法", "①-1", "記録を保存すること。"},
	27: {"①別の題名", "①-1", "別の対策を行うこと。"}, // a 大項目 whose heading is not to be read
	29: {"①-2", "頁が抜けている。"},
}

func carried(t *testing.T, files map[string]string) *Corpus {
	t.Helper()
	fsys, names := fstest.MapFS{}, []string{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		names = append(names, name)
	}
	slices.Sort(names)
	c, err := ParseFiles(fsys, names)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func auditOf(c *Corpus, source string) *Audit {
	return c.Audits[slices.IndexFunc(c.Audits, func(a *Audit) bool { return a.Source == source })]
}

// pagesOf are the pages of the carried table in order, in alternating dialects.
func pagesOf() (out []string) {
	for _, page := range []int{24, 25, 26, 27, 29} {
		out = append(out, annexPage(page, page%2 == 0, carriedPages[page]...))
	}
	return out
}

// The pages of 別紙2 that print no 大項目 go on with that of the page before, as
// one file or as several in any order; what does not go on stays by its page.
func TestMajorItemIsCarriedOverPages(t *testing.T) {
	whole := strings.Join(pagesOf(), "")
	var fed []string
	for _, p := range pagesOf() {
		fed = append(fed, bare(p))
	}
	apart := map[string]string{}
	for i, p := range pagesOf() {
		apart[fmt.Sprintf("%d.txt", 9-i)] = p // read last page first
	}
	twice := map[string]string{"a.txt": whole, "b.txt": annexPage(25, true, carriedPages[25]...)}
	for name, files := range map[string]map[string]string{
		"one file": {"a.txt": whole}, "several files": apart, "a page twice": twice,
		"form feeds":            {"a.txt": "別紙2 統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表\n" + strings.Join(fed, "\f")},
		"form feeds of its own": {"a.txt": strings.Join(fed, "\n\f\n")},
	} {
		t.Run(name, func(t *testing.T) {
			c := carried(t, files)
			var got []string
			for _, s := range c.Document(annexDocument).Outline {
				got = append(got, string(s.Kind)+" "+strings.TrimPrefix(s.ID, annexDocument+"-")+": "+strings.ReplaceAll(strings.Join(s.Requirements, " "), annexDocument+"-", ""))
			}
			want := []string{"major-item 3.7: 3.7-1-1 3.7-2-1 3.7-2-2 3.7-3-1 3.7-3-2", "major-item 3.8: 3.8-1-1", "page p27: p27-1-1", "page p29: p29-1-2"}
			if !slices.Equal(got, want) {
				t.Fatalf("got %q\nwant %q", got, want)
			}
			r := mustHave(t, c, "annex2-1.1-p25-2-2") // the id by page leads there
			if r.ID != "annex2-1.1-3.7-2-2" || r.Citation != "別紙2 3.7 ②-2" || r.Title != "更新の管理" || r.Provenance.Page != 25 {
				t.Errorf("%+v", r)
			}
			if r.MajorItem.Title != "機器の保守" || r.MajorItem.Certainty != Likely || r.Certainty == Certain || !strings.Contains(r.CertaintyReason, "25ページには大項目が印字されていません") || !strings.Contains(r.CertaintyReason, "24ページの大項目「3.7 機器の保守」") {
				t.Errorf("%s because %s; %+v", r.Certainty, r.CertaintyReason, r.MajorItem)
			}
			if first := mustHave(t, c, "annex2-1.1-3.7-1-1"); first.MajorItem.Certainty != Certain || strings.Contains(first.CertaintyReason, "大項目") {
				t.Errorf("printed, and yet %+v: %s", first.MajorItem, first.CertaintyReason)
			}
			if refs := mustHave(t, c, "annex2-1.1-3.7-3-2").InternalRefs; len(refs) != 1 || refs[0].Target != "annex2-1.1-3.7-2-1" {
				t.Errorf("the reference to a row of an earlier page is %+v", refs)
			}
			g := c.Group("annex2-1.1-3.7-2")
			if !slices.Equal(g.Members, []string{"annex2-1.1-3.7-2-1", "annex2-1.1-3.7-2-2"}) || len(g.References) != 1 || g.References[0].Volume != "企画管理編" {
				t.Errorf("group %+v", g)
			}
			for _, l := range c.LinksFrom(g.ID) {
				if from := l.Evidence.From; from.Page != 25 || from.Source != r.Provenance.Source || !slices.ContainsFunc(from.Lines, func(n int) bool { return auditOf(c, from.Source).Text.Lines[n-1].Text == "企画管理編" }) {
					t.Errorf("the citation is said to stand on %s page %d lines %v", from.Source, from.Page, from.Lines)
				}
			}
			told := 0
			for _, f := range c.Findings {
				if strings.Contains(f.Message, "小項目②の題名") {
					t.Errorf("%s, and yet it is known", f.Message)
				}
				if f.Kind == FindingInference && strings.Contains(f.Message, "続きと推定しました") {
					told++
				}
			}
			if told != 2 { // pages 25 and 26
				t.Errorf("%d findings tell of it", told)
			}
		})
	}
}

// A table of 39 pages, cut where its pages end: every row gets the 大項目 that
// its page no longer prints, in whatever dialect each page was scraped.
func TestWholeTableFromText(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 39))
		var want []string
		pages, major, mark, row := []string{}, 0, 0, 0
		for page := 1; page <= 39; page++ {
			var lines []string
			for range 2 + r.IntN(4) {
				switch k := r.IntN(6); {
				case k == 0 || major == 0 || mark > 8:
					major, mark, row = major+1, 0, 0
					lines = append(lines, fmt.Sprintf("1.%d. 大項目の題名", major))
					fallthrough
				case k < 3 || row > 8:
					mark, row = mark+1, 0
					lines = append(lines, Circled(mark)+"小項目の題名")
				}
				row++
				lines = append(lines, fmt.Sprintf("%s-%d", Circled(mark), row), "対策を行うこと。")
				want = append(want, fmt.Sprintf("annex2-1.1-1.%d-%d-%d", major, mark, row))
			}
			pages = append(pages, annexPage(page, r.IntN(2) == 0, lines...))
		}
		files := map[string]string{"whole.txt": strings.Join(pages, "\n")}
		if seed == 1 {
			files = map[string]string{}
			for i, p := range pages {
				files[fmt.Sprintf("p%d.txt", i+1)] = p // p10 is read before p2
			}
		}
		var got []string
		c := carried(t, files)
		for _, q := range c.Requirements {
			got = append(got, q.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: got %q\nwant %q", seed, got, want)
		}
		for _, a := range c.Audits {
			if n := len(a.Unassigned); n > 0 {
				t.Errorf("seed %d: %s left %d lines over: %v", seed, a.Source, n, a.Unassigned[0])
			}
		}
	}
}

// A table that is not 別紙2 is a document of its own: neither its rows nor what
// it quotes pass for the ministry's, and its lines are put together by widths
// that are not its own.
func TestAnotherTableIsNotTheAnnex(t *testing.T) {
	for name, text := range map[string]string{
		"other captions": "対策項目\n大項目\n小項目\nNo.\n内容\n関連する指針の要求事項\n①利用者の登録\n①-1\n登録を管理すること。\n①-2\n登録を見直すこと。\n①-3\n登録を消すこと。\nシステム運用編\n17.記録の取得\n【遵守事項】\n⑩記録を取得して保存することをここに引用している。\n",
		"another title":  annexPage(3, false, "①-1", "登録を管理すること。", "①-2", "登録を見直すこと。", "①-3", "登録を消すこと。"),
	} {
		if name == "another title" {
			text = strings.NewReplacer("ガイドライン6.0版", "ガイドライン5.2版", "関連する医療情報安全管理ガイドライン要求事項", "関連する要求事項").Replace(text)
		}
		c := carried(t, map[string]string{"table.txt": text})
		if c.Document(annexDocument) != nil || len(c.Requirements) == 0 {
			t.Errorf("%s: documents %v", name, c.Documents)
		}
		for _, r := range c.Requirements {
			if r.isGuideline() && !r.Stub || r.Kind == KindMeasure && r.Certainty != Ambiguous {
				t.Errorf("%s: %s %s is %s", name, r.ID, r.Text, r.Certainty)
			}
		}
	}
}

// A program that keeps the layout of a page prints its columns side by side.
func TestColumnsSideBySide(t *testing.T) {
	c := carried(t, map[string]string{"a.txt": annexPage(3, false, "1.2. 教育の実施     ①教育の計画      ①-1      教育を計画すること。      ◎", "                 ①-2      教育を記録すること。")})
	if a, b := mustHave(t, c, "annex2-1.1-1.2-1-1"), mustHave(t, c, "annex2-1.1-1.2-1-2"); a.Text != "教育を計画すること。" || a.Title != "教育の計画" || a.Mark != "◎" || b.Text != "教育を記録すること。" {
		t.Errorf("%+v\n%+v", a, b)
	}
}
