package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// upright sets lines from right to left, a character below the other, each
// placed by itself as browsers and word processors do.
func upright(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		for k, r := range []rune(l) {
			if r != '　' {
				b.WriteString(say("F1", at(500-18*i, 750-10*k), string(r)))
			}
		}
	}
	return b.String()
}

// A page in vertical writing is read as its lines run, whether it is set with
// upright characters or with a font for vertical writing; its page number runs
// along the page. The boxes are those on paper, and the page says what was done.
func TestVerticalWriting(t *testing.T) {
	lines := []string{"１．１　台帳の管理", "", "①　" + fill(64), "　　" + fill(64), "　　を記録する︒", "②　" + fill(20) + "︵別記を含む︶︒", "", "　" + fill(65), fill(20) + "。"}
	var down strings.Builder
	for i, l := range lines {
		if l != "" {
			down.WriteString(say("F2", at(505-18*i, 758), l))
		}
	}
	want := []string{
		"section|１．１|台帳の管理",
		"item|①|" + filled(2, 64, "を記録する。"),
		"item|②|" + fill(20) + "（別記を含む）。",
		"para||" + fill(65) + fill(20) + "。",
	}
	for name, content := range map[string]string{"upright": upright(lines), "font": down.String()} {
		doc := mustRead(t, twoFonts(content+say("F1", "1 0 0 1 290 30", "－１－"), ""), Options{})
		var got []string
		for _, b := range doc.Visible() {
			got = append(got, fmt.Sprintf("%s|%s|%s", b.Type, b.No, b.Text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
		if b := doc.Blocks[0].Box; b[0] < 490 || b[2] > 515 || b[1] > 95 || b[3] < 165 {
			t.Errorf("%s: the heading's box is %v", name, *b)
		}
		if len(doc.Warnings) == 0 || !strings.Contains(doc.Warnings[0].Message, "縦書き") {
			t.Errorf("%s: warnings %v", name, doc.Warnings)
		}
	}
}
