package htmldoc_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shogo/corpus/block"
	"shogo/corpus/htmldoc"
	"shogo/corpus/internal/truth"
)

func read(t *testing.T, page string) *block.Document {
	t.Helper()
	doc, err := htmldoc.Read([]byte(page), htmldoc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// lines prints the blocks for comparing.
func lines(doc *block.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		out = append(out, strings.TrimPrefix(b.Place, "line ")+" "+truth.Line(b))
	}
	return out
}

func check(t *testing.T, doc *block.Document, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, lines(doc)); diff != "" {
		t.Errorf("blocks (-want +got)\n%s", diff)
	}
}

func TestProseBecomesTypedBlocks(t *testing.T) {
	doc := read(t, `<!doctype html><html><head><title>安全管理規程</title><style>.x, p.secret{display:none} @media print{.n{display:none}}</style></head>
<body><header><p>サイト名</p></header>
<nav><ul><li><a href="#a">1．総則</a></li><li><a href="#b">1.1　目的</a></li></ul></nav>
<h1 id=a>1．総則</h1>
<p>[Ⅰ～Ⅳ]</p>
<p>本文は
改行される。<sup><a href="#fn1" id=r1>1</a></sup>続き TLS
1.3</p>
<ol><li>一つ目<ul><li>内側</li></ul></li><li><p>二つ目</p><p>続きの段落</p></li></ol>
<ul style="list-style:none"><li>①　丸一</li><li>②　丸二</li></ul>
<p class=x>秘密</p><p class=n>印刷では出ない</p>
<p>ルビ<ruby>改竄<rp>(</rp><rt>かいざん</rt><rp>)</rp></ruby>です</p><script>alert("外")</script>
<p><b>２．見出しのような段落</b></p>
<p>5.1　目次風 ........ 12</p>
<div class=footnotes><ol><li id=fn1>脚注の本文。<a href="#r1">↩</a></li></ol></div>
<footer>&copy; 省</footer></body></html>`)
	check(t, doc, "2 header||サイト名", "3 toc||1．総則", "3 toc||1.1　目的",
		"4 chapter|1|総則|[Ⅰ～Ⅳ]", "6 para||本文は改行される。続き TLS 1.3",
		"9 item|1|一つ目", "9 item|・|内側", "9 item|2|二つ目", "9 para||続きの段落", "10 item|①|丸一", "10 item|②|丸二",
		"11 para hidden||秘密", "11 para||印刷では出ない", "12 para||ルビ改竄です", "13 chapter|２|見出しのような段落", "14 toc||5.1　目次風",
		"15 footnote|1|脚注の本文。", "16 footer||© 省")
	if doc.Title != "安全管理規程" {
		t.Errorf("title %q", doc.Title)
	}
}

func TestMarginCitationsBelongToTheBlockBeside(t *testing.T) {
	doc := read(t, `<body>
<div class=r><div><p>①　右の余白</p><p>続く説明</p></div><aside>▶企画管理編<br>8③<br>12.1</aside></div>
<div class=r><aside>▶概説編<br>4.⑲</aside><div><p>②　左の余白</p></div></div>
<p>③　本文の中<br>▶システム運用編<br>14⑤</p>
<p>▶経営管理編 3.4.2①</p><p>8.1</p>
<p>④　引用のない項目</p>
<table><tr><td>⑤　表で組んだ余白<td>▶概説編<br>2.3<tr><td>⑥　次<td></table>`)
	check(t, doc, "2 item|①|右の余白|▶企画管理編/8③/12.1", "2 para||続く説明", "3 item|②|左の余白|▶概説編/4.⑲",
		"4 item|③|本文の中|▶システム運用編/14⑤/▶経営管理編 3.4.2①/8.1", "6 item|④|引用のない項目", "7 item|⑤|表で組んだ余白|▶概説編/2.3", "7 item|⑥|次")
}

func TestTablesKeepSpansAndCaptions(t *testing.T) {
	doc := read(t, `<table><caption>表1</caption>
<thead><tr><th rowspan=2>項目<th colspan=2>結果</tr><tr><th>一<th>二</thead>
<tbody><tr><td rowspan=9>甲<td>乙<ul><li>あ<li>い</ul><td>
<tr><td colspan=2>丙<br>丁
<tr style="display:none"><td>隠<td>れ
<tbody><tr><td>次の組<td><table><tr><td>内<td>表</table><td>戊</table>
<table border=1><tr><td><p>【遵守事項】</p><p>①　枠の中</p></table>`)
	check(t, doc, "1 para||表1",
		"2 cell 1:0,0+2,1 caption||項目", "2 cell 1:0,1+1,2 caption||結果", "2 cell 1:1,1+1,1 caption||一", "2 cell 1:1,2+1,1 caption||二",
		"3 cell 1:2,0+3,1||甲", "3 cell 1:2,1+1,1||乙/・　あ/・　い", "3 cell 1:2,2+1,1", "4 cell 1:3,1+1,2||丙/丁",
		"5 cell hidden 1:4,1+1,1||隠", "5 cell hidden 1:4,2+1,1||れ",
		"6 cell 1:5,0+1,1||次の組", "6 cell 1:5,1+1,1", "6 cell 1:5,2+1,1||戊",
		"6 cell 2:0,0+1,1||内", "6 cell 2:0,1+1,1||表",
		"7 clausehead||【遵守事項】", "7 item|①|枠の中")
}

func TestJapaneseEncodingsAreRead(t *testing.T) {
	const text = "医療情報システムの安全管理、①漏えい及び改ざんの防止。パスワードは13文字以上とする。"
	for name, c := range map[string]struct {
		head string
		e    encoding.Encoding
	}{
		"declared Shift_JIS":  {`<meta charset="Shift_JIS">`, japanese.ShiftJIS},
		"declared EUC-JP":     {`<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">`, japanese.EUCJP},
		"declared ISO-2022":   {`<meta charset=iso-2022-jp>`, japanese.ISO2022JP},
		"no declaration sjis": {"", japanese.ShiftJIS},
		"no declaration euc":  {"", japanese.EUCJP},
		"declared wrong":      {`<meta charset=utf-8>`, japanese.ShiftJIS},
		"UTF-16":              {"", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		"UTF-8":               {"", unicode.UTF8},
	} {
		data, err := c.e.NewEncoder().String("<html><head>" + c.head + "</head><body><p>" + strings.ReplaceAll(text, "①", "") + "</p></body></html>")
		if err != nil {
			t.Fatal(name, err)
		}
		doc, err := htmldoc.Read([]byte(data), htmldoc.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if doc.Blocks[0].Text != strings.ReplaceAll(text, "①", "") {
			t.Errorf("%s: read %q", name, doc.Blocks[0].Text)
		}
		if said := len(doc.Warnings) > 0; said == (name == "UTF-8") && name != "UTF-16" {
			t.Errorf("%s: warnings %v", name, doc.Warnings)
		}
	}
}

// attributes are n of them, each of another name.
func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d ", i)
	}
	return b.String()
}

func TestHostilePagesAreBounded(t *testing.T) {
	for name, page := range map[string]string{
		"empty":                 " ",
		"only scripts":          "<script>x</script>",
		"binary":                "PK\x03\x04\x00",
		"spans":                 "<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=65000>x", 3000) + "</table>",
		"many tags":             strings.Repeat("<i>x", 600_000),
		"attributes":            "<p " + attributes(2000) + ">本文",
		"attributes everywhere": strings.Repeat("<p "+attributes(900)+">本文", 1200),
	} {
		if _, err := htmldoc.Read([]byte(page), htmldoc.Options{}); err == nil || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %v; want a refusal with a remedy", name, err)
		}
	}
	deep := strings.Repeat("<div>", 400) + "本文" + strings.Repeat("</div>", 400)
	if doc := read(t, deep); doc.Blocks[0].Text != "本文" {
		t.Errorf("nested elements: %v", lines(doc))
	}
	if _, err := htmldoc.Read([]byte(strings.Repeat("<div>", 5000)+"本文"), htmldoc.Options{}); err == nil || strings.Contains(err.Error(), "unexpected structure") {
		t.Errorf("elements nested too deep: %v; want a refusal in words", err)
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 4000)])
	}
	f.Add([]byte("<table><tr><td rowspan=0><table><td>▶<p>①"))
	f.Add([]byte("<style>a{}@media x{b{}}</style><ol><li id=a><sup><a href=#b>1</a></sup><p id=b>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := htmldoc.Read(data, htmldoc.Options{}); err != nil && strings.Contains(err.Error(), "unexpected structure") {
			t.Error(err)
		}
	})
}

// What a page hides within a paragraph, and what an edit took out, does not part
// the paragraph, is no text of a cell, and is not lost.
func TestHiddenWordsStayApart(t *testing.T) {
	doc := read(t, `<p>甲<span hidden>秘</span>乙<del>消した</del>丙</p>
<p>▶概説編 2.3</p>
<table><tr><td>丁<span style="display:none">裏</span><td>戊<del>旧</del><div hidden>陰</div></table>
<h2>８．題</h2><p><del>前</del>[Ⅰ]</p>`)
	check(t, doc, "1 para||甲乙丙|▶概説編 2.3", "1 para hidden||秘", "1 para hidden||消した", "3 cell 1:0,0+1,1||丁", "3 cell 1:0,1+1,1||戊",
		"3 para hidden||裏", "3 para hidden||旧", "3 para hidden||陰", "4 chapter|８|題|[Ⅰ]", "4 para hidden||前")
	if len(doc.Warnings) != 6 {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

// Office programs save a line of the contents as one link with its page number
// in it, and a running head as a titled div. A heading that nothing else shows is
// known by standing in the contents.
func TestPagesSavedByOfficePrograms(t *testing.T) {
	doc := read(t, `<body><div title="header"><p>柱</p></div>
<p><a href="#a">1．総則	3</a></p>
<p><a href="#b">1.1 目的 ..... 4</a></p>
<p class=MsoToc1><a href="#c">2．TLS 1.3<span style="display:none">　5</span></a></p>
<p>1．総則 [Ⅰ]</p>
<p>1．総則を守ること</p>
<p><a href="#d">表 3</a></p>
<div title="footer"><p>- 2 -</p></div>`)
	check(t, doc, "1 header||柱", "2 toc||1．総則", "3 toc||1.1 目的", "4 toc||2．TLS 1.3", "5 chapter|1|総則|[Ⅰ]", "6 item|1|総則を守ること", "7 para||表 3", "8 footer||- 2 -")
}

// Lists count as a browser counts them, and a form shows its values.
func TestListsAndFieldsAreShown(t *testing.T) {
	doc := read(t, `<ol reversed><li>甲<li>乙</ol>
<ol reversed start=5><li>五</ol>
<ol style="list-style-type:cjk-ideographic" start=19><li>甲<li>乙</ol>
<ol style="list-style: hiragana"><li>甲</ol>
<p>回答 <input value="令和７年"> <input type=hidden value="x"><input type=radio checked>はい <q>引用</q></p>`)
	check(t, doc, "1 item|2|甲", "1 item|1|乙", "2 item|5|五", "3 item|十九|甲", "3 item|二十|乙", "4 item|あ|甲", "5 para||回答 令和７年 ☑はい 「引用」")
}
