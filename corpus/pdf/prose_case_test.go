package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// typed is a piece of text on a page of 595 × 842 points, from its upper left
// corner. Every character is as wide as the type is high.
type typed struct {
	x, y, size float64
	text       string
}

func typeset(pieces []typed, more string) []byte { return twoFonts(set(pieces)+more, "") }

func set(pieces []typed) string {
	var b strings.Builder
	for _, p := range pieces {
		k := p.size / 10
		b.WriteString(say("F1", fmt.Sprintf("%g 0 0 %g %g %g", k, k, p.x, 842-p.y), p.text))
	}
	return b.String()
}

// found is what the test compares of a block.
func found(t *testing.T, data []byte) (out []string) {
	for _, b := range mustRead(t, data, Options{}).Visible() {
		s := string(b.Type) + "|" + b.No + "|" + b.Text
		if b.Xref != "" {
			s += "|" + strings.ReplaceAll(b.Xref, "\n", "/")
		}
		out = append(out, s)
	}
	return out
}

// fill is a text of n characters that ends no sentence.
func fill(n int) string {
	return string([]rune(strings.Repeat("安全管理の記録を点検し台帳と照合する", 1+n/18))[:n])
}

// paragraph sets lines of the same length, a short last one, and a gap.
func paragraph(x, y float64, width int, last string, lines int) (out []typed) {
	for i := range lines {
		out = append(out, typed{x, y + 16*float64(i), 10, fill(width)})
	}
	return append(out, typed{x, y + 16*float64(lines), 10, last})
}

func filled(lines, width int, last string) string { return strings.Repeat(fill(width), lines) + last }

// A footnote's number may stand directly before digits of its text, in the same
// type; a line of a note may begin with digits that are no number; and there may
// be no rule above.
func TestFootnoteNumbers(t *testing.T) {
	page := paragraph(80, 100, 40, "実施すること。", 9)
	page = append(page, typed{150, 244 - 4, 6, "7"})
	page = append(page, paragraph(80, 300, 40, "報告すること。", 9)...)
	page = append(page, typed{150, 444 - 4, 6, "8"})
	page = append(page,
		typed{80, 700, 8, "730日を超える場合を含む。"},
		typed{80, 712, 8, "8" + fill(52)},
		typed{80, 724, 8, "9月に見直すこと。"})
	want := []string{
		"para||" + filled(9, 40, "実施すること。"),
		"para||" + filled(9, 40, "報告すること。"),
		"footnote|7|30日を超える場合を含む。",
		"footnote|8|" + fill(52) + "9月に見直すこと。",
	}
	for name, rule := range map[string]string{"rule": ".5 w 80 160 m 224 160 l S\n", "none": ""} {
		if diff := cmp.Diff(want, found(t, typeset(page, rule))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// Two columns are read one after the other, below a title over both.
func TestTwoColumns(t *testing.T) {
	page := []typed{{80, 90, 14, "１．安全管理の手引"}}
	page = append(page, paragraph(80, 130, 20, "実施すること。", 10)...)
	page = append(page, typed{80, 330, 10, "①　" + fill(18)}, typed{100, 346, 10, fill(18)}, typed{100, 362, 10, fill(18)})
	page = append(page, typed{320, 137, 10, "　　" + fill(18)}, typed{340, 153, 10, "点検すること。"})
	page = append(page, paragraph(320, 190, 20, "報告すること。", 10)...)
	want := []string{
		"chapter|１|安全管理の手引",
		"para||" + filled(10, 20, "実施すること。"),
		"item|①|" + filled(4, 18, "点検すること。"),
		"para||" + filled(10, 20, "報告すること。"),
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Citations in the left margin belong to the block beside them, while titles
// may begin at the margin's edge.
func TestLeftMargin(t *testing.T) {
	page := []typed{{60, 90, 12, "１．１　安全管理の手引"}}
	page = append(page, paragraph(180, 130, 34, "実施すること。", 6)...)
	page = append(page, typed{60, 129, 7.5, "▶企画管理編"}, typed{60, 139, 7.5, "１３⑥"}, typed{60, 149, 7.5, "１６．２"})
	page = append(page, paragraph(180, 270, 34, "報告すること。", 6)...)
	page = append(page, paragraph(180, 410, 34, "点検すること。", 6)...)
	page = append(page, typed{60, 410, 7.5, "▶概説編"}, typed{60, 420, 7.5, "４．２"})
	want := []string{
		"section|１．１|安全管理の手引",
		"para||" + filled(6, 34, "実施すること。") + "|▶企画管理編/１３⑥/１６．２",
		"para||" + filled(6, 34, "報告すること。"),
		"para||" + filled(6, 34, "点検すること。") + "|▶概説編/４．２",
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A bullet whose line is full is followed by the next one; a mark that the line
// break put at a line's start opens none. Letters count lists too.
func TestListsWithoutGaps(t *testing.T) {
	page := []typed{
		{80, 100, 10, "①　" + fill(36) + "と。"}, // 40 characters fill the line
		{120, 116, 10, "・　" + fill(34)},
		{120, 132, 10, "・　" + fill(32) + "と。"},
		{140, 148, 10, "－" + fill(33) + "。"},
		{120, 164, 10, "・　" + fill(34)},
		{140, 180, 10, "－－とある場合を含む。"},
		{120, 196, 10, "ア　" + fill(32) + "と。"},
		{120, 212, 10, "イ　端末"},
		{120, 228, 10, "(a)　" + fill(31) + "。"},
		{120, 244, 10, "(b)　サーバ"},
	}
	want := []string{
		"item|①|" + fill(36) + "と。",
		"item|・|" + fill(34),
		"item|・|" + fill(32) + "と。",
		"item|－|" + fill(33) + "。",
		"item|・|" + fill(34) + "－－とある場合を含む。",
		"item|ア|" + fill(32) + "と。",
		"item|イ|端末",
		"item|(a)|" + fill(31) + "。",
		"item|(b)|サーバ",
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// An entry of the contents may fill its line up to the number, or two lines,
// with the number behind the first or the last.
func TestLongTitlesInTheContents(t *testing.T) {
	entry := func(y float64, title, no string) []typed {
		return []typed{{80, y, 10, title}, {500, y, 10, no}}
	}
	var page []typed
	page = append(page, entry(100, "１．安全管理", "３")...)
	page = append(page, entry(116, "１．１　体制の整備", "４")...)
	page = append(page, typed{80, 132, 10, "１．２　" + fill(37)}, typed{500.5, 132, 10, "５"})
	page = append(page, typed{80, 148, 10, "１．３　" + fill(36)})
	page = append(page, entry(164, "の見直し", "６")...)
	page = append(page, entry(180, "１．４　"+fill(36), "７")...)
	page = append(page, typed{80, 196, 10, "の廃止"})
	page = append(page, entry(212, "２．通信の保護", "８")...)
	want := []string{
		"toc||１．安全管理", "toc||１．１　体制の整備", "toc||１．２　" + fill(37),
		"toc||１．３　" + fill(36) + "の見直し", "toc||１．４　" + fill(36) + "の廃止", "toc||２．通信の保護",
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// pagesOf prints the same page below different first lines.
func pagesOf(first ...string) []byte {
	var pages [][]typed
	for i, s := range first {
		pieces := []typed{{80, 50, 10, s}, {290, 812, 9, fmt.Sprintf("- %d -", i+1)}}
		for k := range 4 {
			pieces = append(pieces, paragraph(80, 90+160*float64(k), 40, "実施すること。", 7)...)
		}
		pages = append(pages, pieces)
	}
	return bound(pages...)
}

// bound is a document of several pages.
func bound(pages ...[]typed) []byte {
	b := newBuilder()
	kids := ""
	for i, pieces := range pages {
		kids += fmt.Sprintf("%d 0 R ", 10+2*i)
		b.object(10+2*i, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>", 11+2*i))
		b.flate(11+2*i, "", []byte(set(pieces)))
	}
	return b.object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))).
		object(5, composite("UniJIS-UTF16-H", "Japan1", "")).done("")
}

// On pages without a running head the first line of the text stands at one
// place, and two of them may be the same: a label, the end of a sentence. Heads
// that change with the chapter come again on most pages.
func TestTextAtTheTopIsNoRunningHead(t *testing.T) {
	count := func(data []byte, s string) (n int) {
		for _, b := range mustRead(t, data, Options{}).Visible() {
			if strings.Contains(b.Text, s) {
				n++
			}
		}
		return n
	}
	text := pagesOf("①端末", "<管理責任>", "②台帳", "こともある。", "③鍵", "<管理責任>", "④記録", "こともある。")
	if n := count(text, "<管理責任>"); n != 2 {
		t.Errorf("%d of 2 labels at the top of a page are text", n)
	}
	if n := count(text, "こともある。"); n != 2 {
		t.Errorf("%d of 2 ends of a sentence at the top of a page are text", n)
	}
	heads := pagesOf("総則", "総則", "体制", "体制", "体制", "台帳", "台帳", "通信")
	for _, s := range []string{"総則", "体制"} {
		if n := count(heads, s); n != 0 {
			t.Errorf("%d running heads %s are text", n, s)
		}
	}
}

// A footnote for which its page has no room stands on the next one.
func TestFootnoteOnTheNextPage(t *testing.T) {
	page := paragraph(80, 120, 40, "実施すること。", 9)
	page = append(page, typed{150, 260, 6, "7"}, typed{160, 260, 6, "8"},
		typed{80, 724, 8, "7" + fill(30)})
	next := paragraph(80, 150, 40, "報告すること。", 9)
	next = append(next, typed{80, 724, 8, "8" + fill(20)})
	want := []string{
		"para||" + filled(9, 40, "実施すること。"),
		"para||" + filled(9, 40, "報告すること。"),
		"footnote|7|" + fill(30), "footnote|8|" + fill(20),
	}
	if diff := cmp.Diff(want, found(t, bound(page, next))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A list inside of an item counts by itself, and the outer one goes on after it,
// even where every line is full.
func TestNestedListsWithoutGaps(t *testing.T) {
	page := []typed{
		{80, 100, 10, "①　" + fill(37) + "。"},
		{80, 116, 10, "②　" + fill(37) + "。"},
		{100, 132, 10, "（１）　" + fill(33) + "。"},
		{100, 148, 10, "（２）　" + fill(33) + "。"},
		{80, 164, 10, "③　" + fill(37) + "。"},
		{100, 180, 10, "（１）　" + fill(33) + "。"},
		{80, 196, 10, "④　" + fill(38)},
		{95, 212, 10, "（作業者名を含む。）を残すこと。"}, // the empty half of the bracket hangs
	}
	want := []string{
		"item|①|" + fill(37) + "。", "item|②|" + fill(37) + "。",
		"item|（１）|" + fill(33) + "。", "item|（２）|" + fill(33) + "。",
		"item|③|" + fill(37) + "。", "item|（１）|" + fill(33) + "。",
		"item|④|" + fill(38) + "（作業者名を含む。）を残すこと。",
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A title that looks like the text and fills its line is one by the number that
// is due; a sentence that begins with that number is none.
func TestTitlesThatFillTheirLine(t *testing.T) {
	page := paragraph(80, 100, 40, "実施すること。", 3)
	page = append([]typed{{80, 84, 10, "１．１　目的"}}, page...)
	page = append(page, typed{80, 180, 10, "１．２　" + fill(35)})
	page = append(page, paragraph(80, 196, 40, "実施すること。", 3)...)
	page = append(page, typed{80, 260, 10, "１．３　" + fill(36)}, typed{80, 276, 10, "の見直し"})
	page = append(page, paragraph(80, 292, 40, "実施すること。", 3)...)
	page = append(page, typed{80, 356, 10, "１．４に示す手順により" + fill(29)}, typed{80, 372, 10, "点検すること。"})
	page = append(page, paragraph(80, 404, 40, "実施すること。", 3)...)
	body := "para||" + filled(3, 40, "実施すること。")
	want := []string{
		"section|１．１|目的", body, "section|１．２|" + fill(35), body, "section|１．３|" + fill(36) + "の見直し", body,
		"para||１．４に示す手順により" + fill(29) + "点検すること。", body,
	}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Footnotes that differ in their numbers alone, such as addresses, are no
// running foot although they stand at one place on many pages.
func TestFootnotesAlikeAreNoRunningFoot(t *testing.T) {
	var pages [][]typed
	want := 6
	for i := range want {
		page := paragraph(80, 60, 40, "実施すること。", 8)
		page = append(page, paragraph(80, 230+float64(10*i), 40, "報告すること。", 8)...)
		page = append(page, typed{150, 60 + 128 - 4, 6, fmt.Sprint(i + 1)},
			typed{80, 770, 7, fmt.Sprintf("%d　様式%d　参照", i+1, 7*i%5+3)}, typed{290, 812, 9, fmt.Sprintf("- %d -", i+1)})
		pages = append(pages, page)
	}
	got := 0
	for _, b := range mustRead(t, bound(pages...), Options{}).Visible() {
		if b.Type == "footnote" {
			got++
		}
	}
	if got != want {
		t.Errorf("%d footnotes of %d", got, want)
	}
}

// A heading below a rule is no footnote, whatever number the page points to.
func TestHeadingBelowARuleIsNoFootnote(t *testing.T) {
	page := paragraph(80, 60, 40, "実施すること。", 20)
	page = append(page, typed{150, 380 - 4, 6, "1"}, typed{155, 376, 6, "1"})
	page = append(page, typed{80, 430, 10, "11.3.2　障害の対応"})
	page = append(page, paragraph(80, 460, 40, "報告すること。", 4)...)
	page = append(page, typed{80, 700, 8, "11　様式に限る。"})
	want := []string{
		"para||" + filled(20, 40, "実施すること。"),
		"section|11.3.2|障害の対応",
		"para||" + filled(4, 40, "報告すること。"),
		"footnote|11|様式に限る。",
	}
	// under the heading before, and over the footnotes
	if diff := cmp.Diff(want, found(t, typeset(page, ".5 w 80 425 m 500 425 l S 80 160 m 224 160 l S\n"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// In justified text a line that ends a sentence a little before the edge ends
// its paragraph, even at the page's end.
func TestParagraphEndsJustBeforeTheEdge(t *testing.T) {
	var first []typed
	for k := range 5 {
		first = append(first, paragraph(80, 60+80*float64(k), 40, "実施すること。", 3)...)
	}
	first = append(first, paragraph(80, 470, 40, fill(37)+"と。", 8)...)
	next := paragraph(80, 60, 40, "報告すること。", 8)
	same := paragraph(80, 60, 40, "報告すること。", 8)
	whole := append([]typed(nil), first[:len(first)-1]...)
	whole = append(whole, typed{80, 598, 10, fill(38) + "と。"})
	count := func(a, b []typed) (n int) {
		for _, s := range found(t, bound(a, b)) {
			if strings.HasPrefix(s, "para") {
				n++
			}
		}
		return n
	}
	if n := count(first, next); n != 7 {
		t.Errorf("%d paragraphs, want 7", n)
	}
	if n := count(whole, same); n != 6 {
		t.Errorf("%d paragraphs where the line is full, want 6", n)
	}
}

// Spaces that underline a title are no part of it.
func TestSpacesUponText(t *testing.T) {
	page := paragraph(80, 130, 40, "実施すること。", 12)
	page = append(page, typed{80, 100, 14, "１．台帳"})
	for k := range 11 {
		page = append(page, typed{80 + 5*float64(k), 100, 14, " "})
	}
	want := []string{"chapter|１|台帳", "para||" + filled(12, 40, "実施すること。")}
	if diff := cmp.Diff(want, found(t, typeset(page, ""))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
