package site

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// wantAll reports the wanted words that a reader does not find in n.
func wantAll(t *testing.T, n *html.Node, want ...string) {
	t.Helper()
	got := text(n)
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("no %q in %q", w, got)
		}
	}
}

func TestChecklistItemShowsItsParts(t *testing.T) {
	n := article(t, build(t, fixture()), "doc/cl-r7/2.html", "cl-r7-2-i08")
	wantAll(t, n, "⑧ パスワードの使い回しを禁止している。", "※二要素認証の場合は不要", "医療機関等確認用、事業者確認用", "サーバ、端末PC",
		"確実", "用語の解説", "補足", "●採用例", "出典 manual.txt 7ページ 1–2行目", "2-① （参照先は未収録）")
	if got := text(find(n, "dt", "", "")[2]); got != "CSIRT" {
		t.Errorf("defined term: got %q", got)
	}
	table := find(n, "table", "", "")[0]
	if th, td := find(table, "th", "scope", "col"), find(table, "td", "", ""); len(th) != 2 || len(td) != 2 || text(td[0]) != "abc@def" {
		t.Errorf("table has %d captions and %d cells, want 2 and 2: %q", len(th), len(td), text(table))
	}
	if got := strings.Count(text(n), "パスワードの使い回しを禁止している。"); got != 1 {
		t.Errorf("the title is said %d times, want once", got)
	}
	if items := find(find(n, "ul", "class", "items")[0], "li", "", ""); len(items) != 2 {
		t.Errorf("neighbouring bullets: %d in the first list, want 2", len(items))
	}
}

func TestCitationsShowHowTheyEnded(t *testing.T) {
	m := build(t, fixture())
	item := article(t, m, "doc/cl-r7/2.html", "cl-r7-2-i08")
	wantAll(t, item, "資料の記載：システム運用編 8.⑤", "システム運用編 8⑤ 利用機器の管理", "資料の記載 システム運用編 99.1 参照先未確定", "99章は知られていません。",
		"同一のパスワードを設定しない manual.txt 7ページ 2行目", "使い回しを禁止すること。 table.txt 25ページ 4–5行目", "公的資料に印刷された引用")
	group := article(t, m, "doc/an-1.1/p25.html", "an-1.1-p25-2")
	wantAll(t, group, "企画管理編 利用機器の管理 ⑤", "食い違いあり", "編の名前と章の題が食い違います。", "資料内の食い違い", "乗っ取られる。")
	row := article(t, m, "doc/an-1.1/p25.html", "an-1.1-p25-2-1")
	wantAll(t, row, "②-1", "必須", "区分の記号は、取り込んだ資料から失われています", "小項目 ②", "推定")
}

func TestClauseShowsWhoCitesItAndItsDraftApart(t *testing.T) {
	n := article(t, build(t, fixture()), "doc/gl-6.0/sys-8.html", "gl-6.0-sys-8-i05")
	wantAll(t, n, "この項目を引用しているところ", "チェックリスト 2-⑧ パスワードの使い回しを禁止している。", "小項目 ② 特権IDの最小限の利用", "Ⅰ、Ⅱ、Ⅲ、Ⅳ",
		"table.txt 25ページ 4–5行目（別紙2 対応表に引用された文言です）")
	drafts := find(n, "details", "class", "draft")
	if len(drafts) != 1 {
		t.Fatalf("%d drafts, want 1", len(drafts))
	}
	wantAll(t, drafts[0], "旧草案の文言", "使い回しを避けること。", "現在の要求事項ではありません")
	if got := text(find(n, "div", "class", "statement")[0]); strings.Contains(got, "避ける") {
		t.Errorf("draft wording in the statement: %q", got)
	}
}

func TestStubNamesTheOfficialPage(t *testing.T) {
	m := build(t, fixture())
	stub := article(t, m, "doc/gl-6.0/sys-8.html", "gl-6.0-sys-8.1")
	wantAll(t, stub, "システム運用編 8.1", "（見出しは未収録）", "本文未収録", "この版の本文はまだ収録していません。", "項目の数は公開された目次からの推定です。")
	links := find(stub, "a", "rel", "noreferrer")
	if len(links) != 1 || attributes(links[0])["href"] != "https://www.mhlw.go.jp/stf/shingi/0000516275_00006.html" {
		t.Errorf("links to the official page: %d", len(links))
	}
}

func TestPagesNameEditionAndSuccessor(t *testing.T) {
	m := build(t, fixture())
	for _, page := range m.Pages() {
		wantAll(t, find(parse(t, m, page), "footer", "", "")[0], "公式の資料が優先します", "第6.0版", "2023年5月31日",
			"新しい版があります：第7.0版（2026年6月29日） 推定 公式ページ")
	}
	wantAll(t, find(parse(t, m, "doc/gl-6.0/sys-8.html"), "div", "class", "edition-box")[0], "第6.0版", "新しい版が出ています：第7.0版", "二次資料によります。",
		"公式ページは、現在は第7.0版を案内しています。")
}

func TestHostileTextStaysText(t *testing.T) {
	m := build(t, fixture())
	for _, page := range m.Pages() {
		root := parse(t, m, page)
		want := 1
		if strings.HasPrefix(page, "sheet/") || page == "contract.html" {
			want = 2 // the script of the desk, too
		}
		if n := len(find(root, "script", "", "")); n != want {
			t.Errorf("%s: %d scripts, want %d", page, n, want)
		}
		for _, img := range find(root, "img", "", "") {
			if src := attributes(img)["src"]; page != "guide.html" || !strings.HasPrefix(src, "assets/guide-") {
				t.Errorf("%s: image %q, want none but the guide's own", page, src)
			}
		}
		for _, a := range find(root, "a", "", "") {
			if href := attributes(a)["href"]; strings.HasPrefix(href, "javascript:") {
				t.Errorf("%s: link to %s", page, href)
			}
		}
	}
	for _, id := range []string{"cl-r7-2-i08", "cl-r7-2-i09"} {
		n := article(t, m, "doc/cl-r7/2.html", id)
		if !strings.Contains(text(n), hostile) {
			t.Errorf("%s: hostile text is not shown word for word: %q", id, text(n))
		}
	}
}

func TestAuditListsLinesRolesAndFindings(t *testing.T) {
	m := build(t, fixture())
	wantAll(t, parse(t, m, "audit.html"), "役割が決まらない行", "2行目 <script>", "資料内の食い違い 1件", "大項目はこのページに印刷されていません。", "本文を収録した項目")
	listing := parse(t, m, "source/manual.html")
	wantAll(t, find(listing, "tr", "id", "L1")[0], "1 見出し ⑧ 禁止している。")
	if got := text(find(listing, "tr", "id", "L3")[0]); strings.Contains(got, "よむ") || !strings.Contains(got, "（11字）") {
		t.Errorf("furniture of the site the text came from: %q", got)
	}
}

func TestNoteKeepsEveryWord(t *testing.T) {
	for in, want := range map[string]string{
		"※ 1. *強調* _下線_ `x` # 見出し &amp; \\#": "※ 1. *強調* _下線_ `x` # 見出し &amp; \\#",
		"> 引用 <b>太字</b> <!-- 注 -->":          "> 引用 <b>太字</b> <!-- 注 -->",
		"[表](#)":                             "表 （リンク先は資料に残っていません）",
		"[悪](javascript:alert(1))":           "悪 （リンク先は資料に残っていません）",
	} {
		n, err := html.Parse(strings.NewReader(string(note(in))))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(n); got != want {
			t.Errorf("note %q: got %q, want %q", in, got, want)
		}
	}
}
