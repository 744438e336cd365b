package pdf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
)

func mustRead(t *testing.T, data []byte, opts Options) *block.Document {
	t.Helper()
	doc, err := Read(data, opts)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts are the visible blocks as "type no|text".
func texts(doc *block.Document) (out []string) {
	for _, b := range doc.Visible() {
		out = append(out, strings.TrimSpace(string(b.Type)+" "+b.No)+"|"+b.Text)
	}
	return out
}

// The files were made from one page with qpdf --encrypt "" owner: whoever can
// open them in a viewer without a password can read them here.
func TestEncryptedWithEmptyPassword(t *testing.T) {
	files, _ := filepath.Glob("testdata/crypt/*-*.pdf")
	if len(files) != 6 {
		t.Fatalf("%d files, want 6", len(files))
	}
	want := []string{"chapter 5|鍵", "item ①|鍵を守ること。"}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, texts(mustRead(t, data, Options{}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		// the same with its cross-reference lost
		cut := data[:len(data)-12]
		doc, err := Read(cut, Options{})
		if err != nil {
			t.Errorf("%s without its end: %v", name, err)
		} else if diff := cmp.Diff(want, texts(doc)); diff != "" {
			t.Errorf("%s without its end (-want +got):\n%s", name, diff)
		}
	}
}

// Refusals name the page where there is one, say what is wrong and what helps.
func TestRefusals(t *testing.T) {
	locked, err := os.ReadFile("testdata/crypt/locked.pdf")
	if err != nil {
		t.Fatal(err)
	}
	image := "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream"
	cases := []struct {
		name string
		data []byte
		page int
		msg  string
		help string
	}{
		{"a web page", []byte("<!doctype html><html>"), 0, "no pdf file", "download it again"},
		{"a password", locked, 0, "password", "ask the publisher"},
		{"a scan", onePage([]byte("q 595 0 0 842 0 0 cm /I Do Q"), helvetica, "/XObject << /I 6 0 R >>").object(6, image).done(""), 1, "a scan", "text recognition"},
		{"outlines", onePage([]byte("0 0 m 9 9 l 9 0 l f"), helvetica, "").done(""), 1, "no page has any character", "outlines"},
		{"damage", onePage(nil, helvetica, "").object(4, "<< /Length 9 /Filter /FlateDecode >>\nstream\nxxxxxxxxx\nendstream").done(""), 1, "cannot be read", "download it again"},
		{"no pages", newBuilder().object(1, "<< /Type /Catalog >>").done(""), 0, "no page", "download it again"},
	}
	for _, c := range cases {
		_, err := Read(c.data, Options{})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v, want an *Error", c.name, err)
			continue
		}
		if e.Page != c.page || !strings.Contains(e.Msg, c.msg) || !strings.Contains(e.Remedy, c.help) {
			t.Errorf("%s: page %d: %q; %q", c.name, e.Page, e.Msg, e.Remedy)
		}
	}
}

// composite is a font whose codes are two bytes, with or without ToUnicode.
func composite(encoding, ordering, toUnicode string) string {
	s := "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Test /Encoding /" + encoding +
		" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /ABCDEF+Test /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (" + ordering + ") /Supplement 2 >> >>]"
	if toUnicode != "" {
		s += " /ToUnicode 6 0 R"
	}
	return s + " >>"
}

func shown(hex string) []byte { return []byte("BT /F1 12 Tf 72 700 Td <" + hex + "> Tj ET") }

func TestFontsWithoutUnicodeMap(t *testing.T) {
	cases := []struct{ name, encoding, ordering, hex, want string }{
		{"Shift_JIS", "90ms-RKSJ-H", "Japan1", "8d91874041", "国①A"},
		{"Shift_JIS proportional", "90msp-RKSJ-H", "Japan1", "8aeeb1", "基ｱ"},
		{"UTF-16", "UniJIS-UTF16-H", "Japan1", "56fd2460d842dfb7", "国①𠮷"},
		{"EUC", "EUC-H", "Japan1", "b9f1a1a3", "国。"},
		{"JIS", "H", "Japan1", "39712123", "国。"},
		// CIDs of Adobe-Japan1: 亜 1125, あ 843, ① 7555, half-width A 264
		{"Adobe-Japan1", "Identity-H", "Japan1", "0465034b1d830108", "亜あ①A"},
	}
	for _, c := range cases {
		doc := mustRead(t, onePage(shown(c.hex), composite(c.encoding, c.ordering, ""), "").done(""), Options{})
		if got := texts(doc); len(got) != 1 || got[0] != "para|"+c.want && got[0] != "item|"+c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if len(doc.Glyphs) != 0 {
			t.Errorf("%s: %v reported as lost", c.name, doc.Glyphs)
		}
	}
}

// A glyph without Unicode is kept and reported, and one answer repairs it.
func TestGlyphWithoutUnicode(t *testing.T) {
	cmapOf := "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <56fd> endbfchar"
	data := onePage(shown("000100020002"), composite("Identity-H", "Identity", cmapOf), "").flate(6, "", []byte(cmapOf)).done("")
	doc := mustRead(t, data, Options{})
	if diff := cmp.Diff([]string{"para|国\uFFFD\uFFFD"}, texts(doc)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]block.Glyph{{Font: "ABCDEF+Test", Code: 2, Count: 2, Pages: []int{1}}}, doc.Glyphs); diff != "" {
		t.Error(diff)
	}
	doc = mustRead(t, data, Options{Glyphs: map[GlyphCode]string{{"ABCDEF+Test", 2}: "塚"}})
	if diff := cmp.Diff([]string{"para|国塚塚"}, texts(doc)); diff != "" || len(doc.Glyphs) != 1 || doc.Glyphs[0].Text != "塚" {
		t.Error(diff, doc.Glyphs)
	}
}

// Radicals of a broken font become kanji, and a warning says so; marks and
// full-width letters stay.
func TestRadicals(t *testing.T) {
	cmapOf := "4 beginbfchar <0001> <2f8f> <0002> <2460> <0003> <ff21> <0004> <2027> endbfchar"
	doc := mustRead(t, onePage(shown("00030001000400020001"), composite("Identity-H", "Identity", cmapOf), "").flate(6, "", []byte(cmapOf)).done(""), Options{})
	if diff := cmp.Diff([]string{"para|Ａ行・①行"}, texts(doc)); diff != "" {
		t.Error(diff)
	}
	if len(doc.Warnings) != 2 || doc.Warnings[0].Page != 1 {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

// Text that a clip hides is not read as text of the page.
func TestClip(t *testing.T) {
	doc := mustRead(t, hello("q 0 0 200 100 re W n BT /F1 12 Tf 20 50 Td (inside) Tj 300 0 Td (outside) Tj ET Q BT /F1 12 Tf 20 20 Td (after) Tj ET"), Options{})
	if got := strings.Join(texts(doc), " "); !strings.Contains(got, "inside") || strings.Contains(got, "outside") || !strings.Contains(got, "after") {
		t.Error(got)
	}
}

// A page whose text runs upwards is turned, whatever Rotate says.
func TestTurnedPage(t *testing.T) {
	for _, m := range []string{"0 1 -1 0 300 100", "0 -1 1 0 300 700", "-1 0 0 -1 500 700"} {
		content := fmt.Sprintf("BT /F1 12 Tf %s Tm (first line) Tj 0 -14 Td (second line) Tj ET", m)
		doc := mustRead(t, onePage([]byte(content), helvetica, "").done(""), Options{})
		if diff := cmp.Diff([]string{"para|first line", "para|second line"}, texts(doc)); diff != "" {
			t.Errorf("%s: %s", m, diff)
		}
	}
}

// Pages are found by scanning where the cross-reference is wrong.
func TestLostCrossReference(t *testing.T) {
	good := hello("")
	want := texts(mustRead(t, good, Options{}))
	for _, cut := range []int{20, 60, 200} {
		if diff := cmp.Diff(want, texts(mustRead(t, good[:len(good)-cut], Options{}))); diff != "" {
			t.Errorf("without the last %d bytes: %s", cut, diff)
		}
	}
	moved := append([]byte("%PDF-1.4\n% a line that moves every offset\n"), good...)
	if diff := cmp.Diff(want, texts(mustRead(t, moved, Options{}))); diff != "" {
		t.Error(diff)
	}
}

// The same bytes give the same blocks, however many pages are read at once.
func TestSameOutput(t *testing.T) {
	data, err := os.ReadFile("testdata/facsimile/pdf/map_xlsx_hair.pdf")
	if err != nil {
		t.Fatal(err)
	}
	want := mustRead(t, data, Options{Workers: 1})
	for range 5 {
		if diff := cmp.Diff(want, mustRead(t, data, Options{Workers: 4})); diff != "" {
			t.Fatal(diff)
		}
	}
}

// Text below paint or white on white is kept as hidden, not mixed into the text
// that one sees; white on a dark ground and text below a transparent area stay.
func TestGhosts(t *testing.T) {
	draft := "BT /F1 12 Tf 72 600 Td (draft) Tj ET 1 g 60 590 200 30 re f 0 g "
	white := "1 g BT /F1 12 Tf 72 500 Td (white) Tj ET 0 g "
	caption := "0 0 .5 rg 60 390 200 30 re f 1 g BT /F1 12 Tf 72 400 Td (caption) Tj ET 0 g "
	marked := "BT /F1 12 Tf 72 300 Td (marked) Tj ET q /G gs 1 1 0 rg 60 290 200 30 re f Q "
	data := onePage([]byte("BT /F1 12 Tf 72 700 Td (final) Tj ET "+draft+white+caption+marked), helvetica, "/ExtGState << /G << /BM /Multiply >> >>").done("")
	doc := mustRead(t, data, Options{})
	if diff := cmp.Diff([]string{"para|final", "para|caption", "para|marked"}, texts(doc)); diff != "" {
		t.Error(diff)
	}
	var hidden []string
	for _, b := range doc.Blocks {
		if b.Hidden {
			hidden = append(hidden, b.Text)
		}
	}
	if diff := cmp.Diff([]string{"draft", "white"}, hidden); diff != "" || len(doc.Warnings) != 1 {
		t.Error(diff, doc.Warnings)
	}
}

// An ActualText speaks for glyphs without Unicode, which then are not lost.
func TestActualText(t *testing.T) {
	content := "BT /F1 12 Tf 72 700 Td /Span << /ActualText <feff845b> >> BDC <0007> Tj EMC <0007> Tj ET"
	doc := mustRead(t, onePage([]byte(content), composite("Identity-H", "Identity", ""), "").done(""), Options{})
	if diff := cmp.Diff([]string{"para|葛\uFFFD"}, texts(doc)); diff != "" {
		t.Error(diff)
	}
	if len(doc.Glyphs) != 1 || doc.Glyphs[0].Count != 1 {
		t.Errorf("glyphs %v", doc.Glyphs)
	}
}

// A bracket at the end of a justified line may lie half outside of the clip: its
// ink does not. What has its ink outside is on no paper.
func TestClipLooksAtInk(t *testing.T) {
	const edge = 510
	at := func(x0, x1 float32, text string) bool {
		c := char{x0: x0, x1: x1}
		return c.inkX(inkShare(text)) < edge
	}
	for _, c := range []struct {
		text   string
		x0, x1 float32
		seen   bool
	}{{"）", 504.6, 515.6, true}, {"。", 504.6, 515.6, true}, {"（", 504.6, 515.6, false}, {"あ", 504.6, 515.6, false}, {"あ", 504, 515, true}, {"）", 508, 519, false}} {
		if at(c.x0, c.x1, c.text) != c.seen {
			t.Errorf("%s from %v to %v: seen %v, want %v", c.text, c.x0, c.x1, !c.seen, c.seen)
		}
	}
}

// Bullets are items with their mark, as in the other formats.
func TestPlainLines(t *testing.T) {
	for s, want := range map[string]block.Block{
		"・施錠":  {Type: block.Item, No: "・", Text: "施錠"},
		"- 記録": {Type: block.Item, No: "-", Text: "記録"},
		"・":    {Type: block.Para, Text: "・"},
		"-5 度": {Type: block.Para, Text: "-5 度"},
	} {
		if got := plain(s); got != want {
			t.Errorf("%q: %+v, want %+v", s, got, want)
		}
	}
}
