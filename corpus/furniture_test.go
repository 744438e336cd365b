package corpus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// textOf makes a text of a string, as reading a UTF-8 file does.
func textOf(name, s string) *Text {
	t := &Text{Name: name, Encoding: "UTF-8"}
	at := 0
	for i, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		t.Lines = append(t.Lines, Line{No: i + 1, Text: l, Span: Span{at, at + len(l)}})
		at += len(l) + 1
	}
	return t
}

func pageText(t *testing.T, name string) *Text {
	t.Helper()
	b, err := os.ReadFile("testdata/parse/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return textOf(name, string(b))
}

func TestFurnitureOfPages(t *testing.T) {
	tests := []struct {
		file, title string
		page        int
		first, last string // lines of text
		number      string // the printed page number, furniture
	}{
		{"01_befu2_p02_old.txt", "「(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表」", 2, "別紙2", "理において必要な規程・文書類", ""},
		{"03_befu2_p16_new.txt", "「(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表」", 16, "別紙2", "ー文である。", ""},
		{"08_guideline_sys17_new.txt", "医療情報システムの安全管理に関するガイドライン 第6.0版(システム運用編)(令和5年5月)", 53, "17.証跡のレビュー・システム監査", "本文のダミー。", "- 47 -"},
		{"12_mapping_52_to_60.txt", "医療情報システムの安全管理に関するガイドライン 第6.0版(令和5年5月)第5.2版→第6.0版項目移行対応表", 7, "7.3 保存性の確保について", "続きのダミー文。", ""},
		{"13_manual_r7_p07_margin_refs.txt", "【資料2―4】令和7 年度版医療機関におけるサイバーセキュリティ対策チェックリストマニュアル案 (確認用見え消し)", 7, "②リモートメンテナンス(保守)を利用している機器の有無を事業者に確認した。", "てもらう。(医療情報システム全般)", ""},
		{"17_qa_refs.txt", "医療情報システムの安全管理に関するガイドライン第6.0版(令和5年5月)Q&A", 84, "10.システム・サービス事業者による保守対応等に対する安全管理措置", "企 Q-39 ダミーの問い。", ""},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			text := pageText(t, tt.file)
			roles, body, page, title := furniture(text)
			if page != tt.page || title != tt.title {
				t.Errorf("page %d of %q, want %d of %q", page, title, tt.page, tt.title)
			}
			if len(roles) != len(text.Lines) {
				t.Fatalf("%d roles for %d lines", len(roles), len(text.Lines))
			}
			if got := lineText(text, body[0]); got != tt.first {
				t.Errorf("text starts with %q, want %q", got, tt.first)
			}
			if got := lineText(text, body[1]-1); got != tt.last {
				t.Errorf("text ends with %q, want %q", got, tt.last)
			}
			for i := range text.Lines {
				s, r := lineText(text, i), roles[i]
				if i < body[0] && s != "" && r != RoleFurniture {
					t.Errorf("line %d %q above the text has role %q", i+1, s, r)
				}
				if i >= body[0] && i < body[1] && s != "" && s != tt.number && r != "" {
					t.Errorf("line %d %q of the text has role %q", i+1, s, r)
				}
				if tt.number != "" && s == tt.number && r != RoleFurniture {
					t.Errorf("printed page number has role %q", r)
				}
			}
		})
	}
}

func TestSeedsWithoutHeaderAreAllText(t *testing.T) {
	b, err := os.ReadFile("sources/000_5d484f2c36e64992.txt")
	if err != nil {
		t.Fatal(err)
	}
	roles, _, page, title := furniture(textOf("000", string(b)))
	if page != 0 || title != "" {
		t.Errorf("page %d, title %q from a file without a header", page, title)
	}
	for i, r := range roles {
		if r == RoleFurniture {
			t.Errorf("line %d is furniture", i+1)
		}
	}
}

const newHeader = `よむ、つかう、まなぶ。
「表」 (%PAGE% ページ)
出典
公開元URL | https://example.jp/ |
出典情報 | 出典《省》 |
ページ画像
画像の扱いについての行。
低解像度画像をダウンロード
プレーンテキスト
資料テキストはコンピュータによる自動処理で生成されており、完全に資料と一致しない場合があります。
テキストをコピーしてご利用いただく際は資料と付け合わせてご確認ください。
`

func TestSeveralScrapedPagesInOneFile(t *testing.T) {
	text := textOf("two", strings.ReplaceAll(newHeader, "%PAGE%", "8")+"あ\nい\n- 2 -\nあ\nい\n"+
		strings.ReplaceAll(newHeader, "%PAGE%", "9")+"う\n- 3 -\nう\n")
	var got []any
	for _, p := range scrapePages(text) {
		var body []string
		for i := p.First; i < p.End; i++ {
			if p.Roles[i-p.First] == "" {
				body = append(body, lineText(text, i))
			}
		}
		got = append(got, p.Page, p.Title, strings.Join(body, " "))
	}
	want := []any{8, "「表」", "あ い", 9, "「表」", "う"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("pages (-want +got):\n%s", d)
	}
}

func TestPrintedPageNumbers(t *testing.T) {
	header := strings.ReplaceAll(newHeader, "%PAGE%", "26")
	tests := []struct {
		name, body string
		text       string // lines of text joined with |
	}{
		{"slash", "あ\n25/39\n", "あ"},
		{"slash before a stray line", "あ\n25/39\nい\n", "あ|い"},
		{"slash in mid page is a cell", "あ\n25/39\nい\nう\nえ\n", "あ|25/39|い|う|え"},
		{"slash of this page in mid page", "あ\n26/39\nい\nう\nえ\n", "あ|い|う|え"},
		{"bare", "あ\n20\n", "あ"},
		{"bare with repetition", "あ\nい\n20\nあ\nい\n", "あ|い"},
		{"bare number of a citation", "▶企画管理編\n20\n", "▶企画管理編|20"},
		{"bare number after a citation", "▶企画管理編\n8.1\n20\n", "▶企画管理編|8.1|20"},
		{"bare number after a citation, repetition", "あいうえお\nかきくけこ\n▶企画管理編\n8.1\n20\nあいうえお\nかき\n", "あいうえお|かきくけこ|▶企画管理編|8.1"},
		{"bare number far from the page", "あ\n3\n", "あ|3"},
		{"repetition is cut in mid line", "あいう\nかきく\n- 20 -\nあいう\nかき\n", "あいう|かきく"},
		{"text after the number is kept", "あ\n- 20 -\n脚注\n", "あ|脚注"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := textOf("p", header+tt.body)
			roles, _, _, _ := furniture(text)
			var got []string
			for i, r := range roles {
				if r == "" {
					got = append(got, lineText(text, i))
				}
			}
			if s := strings.Join(got, "|"); s != tt.text {
				t.Errorf("text %q, want %q", s, tt.text)
			}
		})
	}
}
