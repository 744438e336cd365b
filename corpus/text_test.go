package corpus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	encodingx "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func encode(t *testing.T, e encodingx.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	bigEndian    = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	littleEndian = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
)

func TestDecodeEncodings(t *testing.T) {
	const text = "⑥ セキュリティパッチを適用している。\r\n(医療情報システム全般)\r\n\r\n▶システム運用編\r\n8③\r\n"
	want := []string{"⑥ セキュリティパッチを適用している。", "(医療情報システム全般)", "", "▶システム運用編", "8③"}
	euc := strings.NewReplacer("⑥", "(6)", "③", "(3)", "▶", "→").Replace(text) // JIS X 0208 has none of them
	eucWant := []string{"(6) セキュリティパッチを適用している。", "(医療情報システム全般)", "", "→システム運用編", "8(3)"}
	for _, c := range []struct {
		name, encoding string
		raw            []byte
		want           []string
		converted      bool
	}{
		{"UTF-8", "UTF-8", []byte(text), want, false},
		{"UTF-8 with a mark", "UTF-8", []byte("\uFEFF" + text), want, false},
		{"UTF-16LE with a mark", "UTF-16LE", encode(t, littleEndian, "\uFEFF"+text), want, true},
		{"UTF-16BE with a mark", "UTF-16BE", encode(t, bigEndian, "\uFEFF"+text), want, true},
		{"UTF-16LE without a mark", "UTF-16LE", encode(t, littleEndian, text), want, true},
		{"UTF-16BE without a mark", "UTF-16BE", encode(t, bigEndian, text), want, true},
		{"Shift_JIS", "Shift_JIS", encode(t, japanese.ShiftJIS, strings.Replace(text, "▶", "▼", 1)),
			[]string{want[0], want[1], "", "▼システム運用編", "8③"}, true},
		{"Shift_JIS with half-width kana", "Shift_JIS", encode(t, japanese.ShiftJIS, "ﾊﾟｽﾜｰﾄﾞの長さ\nﾛｸﾞ\n"),
			[]string{"ﾊﾟｽﾜｰﾄﾞの長さ", "ﾛｸﾞ"}, true},
		{"EUC-JP", "EUC-JP", encode(t, japanese.EUCJP, euc), eucWant, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, findings, err := decode("a.txt", c.raw)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for i, l := range got.Lines {
				lines = append(lines, l.Text)
				if l.No != i+1 {
					t.Errorf("line %d has number %d", i+1, l.No)
				}
			}
			if d := cmp.Diff(c.want, lines); d != "" {
				t.Error(d)
			}
			if got.Encoding != c.encoding {
				t.Errorf("encoding %s, want %s", got.Encoding, c.encoding)
			}
			if c.converted != (len(findings) == 1 && findings[0].Kind == FindingEncoding && strings.Contains(findings[0].Message, c.encoding)) {
				t.Errorf("findings %+v", findings)
			}
		})
	}
}

// A span must lead back to the stored bytes, whatever their encoding.
func TestSpansAreOfTheStoredBytes(t *testing.T) {
	const text = "表の予定\n\n能力と十分 ①\r次\f頁\u2028同じ行\r\n末尾"
	want := []string{"表の予定", "", "能力と十分 ①", "次\f頁\u2028同じ行", "末尾"}
	for name, e := range map[string]encodingx.Encoding{
		"UTF-8": encodingx.Nop, "UTF-16LE": littleEndian, "UTF-16BE": bigEndian, "Shift_JIS": japanese.ShiftJIS,
	} {
		t.Run(name, func(t *testing.T) {
			text, want := text, append([]string(nil), want...)
			if name == "Shift_JIS" { // 表 予 能 十 end in the bytes of \ ] and so on
				text = strings.Replace(text, "\u2028", "", 1)
				want[3] = strings.Replace(want[3], "\u2028", "", 1)
			}
			raw := encode(t, e, text)
			got, _, err := decode("a.txt", raw)
			if err != nil {
				t.Fatal(err)
			}
			var again []string
			for _, l := range got.Lines {
				b, err := e.NewDecoder().Bytes(raw[l.Span.Start:l.Span.End])
				if err != nil {
					t.Fatal(err)
				}
				if string(b) != l.Text {
					t.Errorf("line %d: bytes say %q, text says %q", l.No, b, l.Text)
				}
				again = append(again, string(b))
			}
			if d := cmp.Diff(want, again); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	sjis := encode(t, japanese.ShiftJIS, "利用者の識別を行う。\nアクセスログを管理している。\n")
	for _, c := range []struct {
		name string
		raw  string
		want []string // all must be in the message
	}{
		{"nothing", "", []string{"a.txt: the file is empty; "}},
		{"white space", " \n\t\n　\n\uFEFF"[:8], []string{"only white space"}},
		{"a mark alone", "\uFEFF", []string{"only white space"}},
		{"PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", []string{"PDF", "text"}},
		{"XLSX", "PK\x03\x04\x14\x00\x06\x00xl/workbook.xml", []string{"XLSX", "text"}},
		{"DOCX", "PK\x03\x04\x14\x00\x06\x00word/document.xml", []string{"DOCX"}},
		{"NUL", "一行目\n二\x00行目\n", []string{"a.txt:2:2: ", "NUL", "; "}},
		{"ISO-2022-JP", "ab\n\x1b$B%F%9%H\x1b(B\n", []string{"a.txt:2:1: ", "ISO-2022-JP", "UTF-8"}},
		{"UTF-32", "\xFF\xFE\x00\x00a\x00\x00\x00", []string{"UTF-32"}},
		{"damaged UTF-8", "アクセスログを管理している。\nこの行の\xE3\x81途中が壊れている。\n", []string{"a.txt:2:5: ", "seems to be UTF-8", "damaged"}},
		{"damaged Shift_JIS", string(sjis) + "a\x82\n" + string(sjis), []string{"a.txt:3:2: ", "seems to be Shift_JIS"}},
		{"UTF-16 cut short", "\xFF\xFE\x42\x30\x44", []string{"a.txt:1:2: ", "UTF-16LE"}},
		{"Western", "d\xE9j\xE0 vu, na\xEFve caf\xE9\n", []string{"a.txt:1:2: ", "Western", "UTF-8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := decode("a.txt", []byte(c.raw))
			wantSyntaxError(t, err, c.want...)
		})
	}
}

// Characters that someone else's conversion has lost stay and are reported.
func TestDecodeReportsReplacementCharacters(t *testing.T) {
	_, findings, err := decode("a.txt", []byte("一\n二\uFFFD三\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1 || findings[0].Kind != FindingLoss || !cmp.Equal(findings[0].Lines, []int{2}) {
		t.Errorf("findings %+v", findings)
	}
}

func TestDecodeSourcesLosesNothing(t *testing.T) {
	for _, name := range []string{"000_5d484f2c36e64992.txt", "003_e59f76427229c1db.txt"} {
		raw, err := os.ReadFile("sources/" + name)
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := decode(name, raw)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range text.Lines {
			lines = append(lines, l.Text)
		}
		want := strings.TrimSuffix(string(raw), "\n")
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s: lines do not give the file back", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("⑥ 一\r\n(二)\n"))
	f.Add([]byte("\xFF\xFE\x42\x30\x0A\x00"))
	f.Add([]byte("\x83\x65\x83\x58\x83\x67\x0A"))
	f.Add([]byte("\xA4\xA2\xA4\xA4\x0A"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, _, err := decode("a.txt", raw)
		if err != nil {
			return
		}
		end := 0
		for _, l := range text.Lines {
			if l.Span.Start < end || l.Span.End < l.Span.Start || l.Span.End > len(raw) {
				t.Fatalf("line %d: span %v after %d of %d bytes", l.No, l.Span, end, len(raw))
			}
			end = l.Span.End
		}
	})
}
