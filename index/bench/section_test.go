package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/index"
)

// sections runs a reader and returns titles and texts.
func sections(read func(*collector)) [][2]string {
	c := newCollector()
	read(c)
	var out [][2]string
	for _, d := range c.docs {
		out = append(out, [2]string{d.Title, d.Body})
	}
	return out
}

func TestRoff(t *testing.T) {
	page := `.\" 翻訳者の注記は本文ではない。
.TH TAR 1 2020/06/13 TAR "マニュアル"
.SH 名前
tar \- アーカイブを作ったり展開したりするユーティリティ
.SH "説明と 例"
.PP
\fBtar\fP はファイルを一つの
アーカイブにまとめる。\&"引用"も残る。
.TP
.BR \-c ", " \-\-create
新しいアーカイブを作成する。\" 行末の注記
.SS English
This section is not Japanese at all and stays out.
`
	got := sections(func(c *collector) { roff(c, "tar(1)", page) })
	want := [][2]string{
		{"tar(1) 名前", "tar - アーカイブを作ったり展開したりするユーティリティ"},
		{"tar(1) 説明と例", `tar はファイルを一つのアーカイブにまとめる。"引用"も残る。 -c , --create 新しいアーカイブを作成する。`},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := sections(func(c *collector) { roff(c, "x(1)", ".so man1/tar.1") }); got != nil {
		t.Errorf("a link to another page gave %v", got)
	}
}

func TestMarkup(t *testing.T) {
	page := `<!doctype html><head><title>頁の題名は見出しではない</title><style>p {}</style></head><body>
<nav><p>目次はどの頁にもあるので本文に数えない</p></nav>
<p>見出しより前の段落もここに残ります。</p>
<h2>1.1 <a>設定</a>ファイル</h2><p>設定ファイルは &lt;etc&gt; の下に
あります。</p><script>var s = "スクリプトは読まれない文字列です";</script>
<dl><dt><code>-v</code></dt><dd>詳しい表示に切り替えるオプションです。</dd></dl>`
	got := sections(func(c *collector) { markup(c, "doc/intro", page) })
	want := [][2]string{
		{"doc/intro", "見出しより前の段落もここに残ります。"},
		{"1.1 設定ファイル", "設定ファイルは <etc> の下にあります。"},
		{"1.1 設定ファイル - -v", "詳しい表示に切り替えるオプションです。"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMallard(t *testing.T) {
	page := `<page><info><link xref="a"/><desc>説明の一行は頁の本文ではありません。</desc></info>
<title>画面の<gui>明るさ</gui>を変える</title><p>電池を長持ちさせるには、明るさを下げます。</p></page>`
	got := sections(func(c *collector) { markup(c, "help/x", page) })
	want := [][2]string{{"画面の明るさを変える", "電池を長持ちさせるには、明るさを下げます。"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSectionsAreCutAndKeptOnce(t *testing.T) {
	sentence := strings.Repeat("あ", 99) + "。"
	c := newCollector()
	c.add("章", []string{sentence, sentence + "い", strings.Repeat(sentence+"う", 8)})
	c.add("別の章", []string{sentence})
	for _, d := range c.docs {
		if n := runeLen(d.Body); n > 2*sectionLimit {
			t.Errorf("%s has %d characters", d.Title, n)
		}
	}
	if len(c.docs) < 3 || c.docs[0].Title != "章 (1)" || c.docs[len(c.docs)-1].Title != "別の章" {
		t.Errorf("titles: %+v", c.docs)
	}
	n := len(c.docs)
	c.add("同じ文章", []string{sentence})
	if len(c.docs) != n {
		t.Error("a text that was there before was added again")
	}
}

func TestWanted(t *testing.T) {
	for name, want := range map[string]bool{
		"manpages-ja ./usr/share/man/ja/man1/tar.1.gz":                           true,
		"manpages-ja ./usr/share/doc/manpages-ja/changelog.gz":                   false,
		"gnome-user-docs ./usr/share/help/C/gnome-help/a.page":                   false,
		"gnome-user-docs ./usr/share/help/ja/gnome-help/a.page":                  true,
		"debian-handbook ./usr/share/doc/debian-handbook/html/de-DE/a.html":      false,
		"debian-handbook ./usr/share/doc/debian-handbook/html/ja-JP/a.html":      true,
		"lilypond-doc-html-ja ./usr/share/doc/lilypond/html/learning/a.ja.html":  true,
		"aptitude-doc-ja ./usr/share/doc/aptitude/html/ja/images/a.png":          false,
		"installation-guide-amd64 ./usr/share/doc/installation-guide/fr/a.html":  false,
		"installation-guide-amd64 ./usr/share/doc/installation-guide/ja/a1.html": true,
	} {
		pkg, file, _ := strings.Cut(name, " ")
		if wanted(pkg, file) != want {
			t.Errorf("wanted(%s): %v", name, !want)
		}
	}
}

func TestDeriveMarksWhatItMakes(t *testing.T) {
	docs := []index.Document{{ID: "d0", Title: "甲", Body: "前半後半"}, {ID: "d1", Title: "乙", Body: "左側右側"}}
	got := derive(docs, 5)
	if len(got) != 5 || derived(got) != 3 {
		t.Fatalf("%d documents, %d derived", len(got), derived(got))
	}
	if diff := cmp.Diff(got, derive(docs, 5)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
	if docs[0].ID != got[0].ID || !strings.HasSuffix(got[2].Title, " 改訂") {
		t.Errorf("got %+v", got)
	}
}
