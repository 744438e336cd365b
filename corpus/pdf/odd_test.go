package pdf

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
)

// twoFonts is a page with font F1 for text along the page and F2 for vertical
// writing; codes are UTF-16.
func twoFonts(content, resources string) []byte {
	return newBuilder().
		object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>").
		object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> "+resources+" >> >>").
		flate(4, "", []byte(content)).
		object(5, composite("UniJIS-UTF16-H", "Japan1", "")).
		object(6, composite("UniJIS-UTF16-V", "Japan1", "")).
		object(7, "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream").
		done("")
}

// say prints a text with a text matrix.
func say(font, matrix, text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return fmt.Sprintf("BT /%s 10 Tf %s Tm <%s> Tj ET\n", font, matrix, hex.EncodeToString(b))
}

// pile prints upright characters one below the other.
func pile(x, y int, text string) (s string) {
	for i, r := range []rune(text) {
		s += say("F1", at(x, y-12*i), string(r))
	}
	return s
}

func at(x, y int) string { return fmt.Sprintf("1 0 0 1 %d %d", x, y) }

// labelled is a table whose first column is merged over two rows.
func labelled(label string) string {
	var d drawing
	for _, x := range []int{50, 100, 300, 400} {
		d.line(x, 100, x, 300)
	}
	d.line(50, 100, 400, 100)
	d.line(100, 200, 400, 200)
	d.line(50, 300, 400, 300)
	return d.String() + label +
		say("F1", at(110, 720), "鍵を守ること。") + say("F1", at(310, 720), "◎") + say("F1", at(110, 620), "記録を残すこと。") + say("F1", at(310, 620), "○")
}

// A label in a merged cell may lie on either side or be set in vertical writing.
func TestLyingLabels(t *testing.T) {
	for name, label := range map[string]string{
		"up":       say("F1", "0 1 -1 0 70 560", "組織的な安全") + say("F1", "0 1 -1 0 85 560", "管理の対策"),
		"down":     say("F1", "0 -1 1 0 80 730", "組織的な安全") + say("F1", "0 -1 1 0 65 730", "管理の対策"),
		"vertical": say("F2", at(85, 730), "組織的な安全") + say("F2", at(65, 730), "管理の対策"),
		"stacked":  pile(80, 730, "組織的な安全") + pile(65, 730, "管理の対策"),
	} {
		doc := mustRead(t, twoFonts(labelled(label), ""), Options{})
		want := []string{"0+2,0+1 組織的な安全管理の対策", "0+1,1+1 鍵を守ること。", "0+1,2+1 ◎", "1+1,1+1 記録を残すこと。", "1+1,2+1 ○"}
		got := cellTexts(doc)
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\n", "")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// body is a page of text to put something odd on.
func body(mode string) (s string) {
	for i := range 8 {
		s += mode + say("F1", at(72, 700-20*i), fmt.Sprintf("第%d行の本文はここにあり、終わりまで続く。", i+1))
	}
	return s
}

// hidden are the texts kept as hidden, without white space.
func hidden(doc *block.Document) (s string) {
	for _, b := range doc.Blocks {
		if b.Hidden {
			s += bare(b.Text)
		}
	}
	return s
}

// What is printed off the paper, across it, or invisibly is no text of the page,
// but it is kept and told.
func TestBesideTheText(t *testing.T) {
	want := texts(mustRead(t, twoFonts(body(""), ""), Options{}))
	for name, c := range map[string]struct{ extra, kept string }{
		"off the paper": {say("F1", at(72, 900), "見当"), "見当"},
		"watermark":     {say("F1", "3 3 -3 3 200 500", "社外秘"), "社外秘"},
		"invisible":     {"3 Tr " + say("F1", at(72, 300), "不可視"), "不可視"},
	} {
		doc := mustRead(t, twoFonts(body("")+c.extra, ""), Options{})
		if diff := cmp.Diff(want, texts(doc)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if k := hidden(doc); len(k) != len(c.kept) || !strings.ContainsAny(k, c.kept) || len(doc.Warnings) != 1 {
			t.Errorf("%s: kept %q, warnings %v", name, k, doc.Warnings)
		}
	}
}

// The layer of text recognition is read although the page has a visible stamp.
func TestScanWithStamp(t *testing.T) {
	data := twoFonts("q 595 0 0 842 0 0 cm /I Do Q "+body("3 Tr ")+"0 Tr "+say("F1", at(280, 30), "写し"), "/XObject << /I 7 0 R >>")
	doc := mustRead(t, data, Options{})
	got := strings.Join(texts(doc), "")
	for _, want := range []string{"第1行の本文", "第8行の本文", "写し"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0].Message, "文字認識") {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

// A tab that lies at the edge does not tear the lines beside it apart.
func TestLyingTab(t *testing.T) {
	doc := mustRead(t, twoFonts(body("")+say("F1", "0 1 -1 0 580 560", "資料編"), ""), Options{})
	want := append(texts(mustRead(t, twoFonts(body(""), ""), Options{})), "para|資料編")
	if diff := cmp.Diff(want, texts(doc)); diff != "" {
		t.Error(diff)
	}
}

// One glyph may stand for several characters: ligatures and squared words.
func TestGlyphOfSeveralCharacters(t *testing.T) {
	cmapOf := "2 beginbfchar <0001> <00660069> <0002> <0028682A0029> endbfchar"
	doc := mustRead(t, onePage(shown("000100020001"), composite("Identity-H", "Identity", cmapOf), "").flate(6, "", []byte(cmapOf)).done(""), Options{})
	if diff := cmp.Diff([]string{"para|fi(株)fi"}, texts(doc)); diff != "" {
		t.Error(diff)
	}
}
