package corpus

import (
	"sort"
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// A proseLine is a line of running text as the dialects for prose see it.
type proseLine struct {
	i      int    // line index in the Text
	s      string // text without surrounding white space
	blanks int    // blank lines between this line and the one before
	cited  bool   // a citation stood between this line and the one before
}

// joinText puts two lines of one paragraph together: without the line break of
// the print between Japanese characters, with a space between ASCII words.
func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if (isASCIIWord(last) || strings.ContainsRune(",;.)", last)) && isASCIIWord(first) {
		return a + " " + b
	}
	return a + b
}

func isASCIIWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// endsSentence reports whether a paragraph can end here: after 。 or after a
// bracket that closes behind one.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " 　」』）)")
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？")
}

// bulletLine matches `- ・英数字、…`, `- 施設内の…`, `・医療情報…`, `－記録…`. A hyphen
// needs a space behind it unless Japanese text follows: -5 is a number.
var bulletLine = pattern.New(`^(?:[-–‐−－]\s*[・･]|[-–‐−－]\s+|[・･•‣]|[-–‐−－])\s*([^-\s0-9].*|[0-9].*)$`)

// bullet returns the text of a bullet, and whether s is one.
func bullet(s string) (text string, ok bool) {
	m := bulletLine.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	if r, _ := utf8.DecodeRuneInString(m[1]); strings.HasPrefix(s, "-") && !strings.HasPrefix(s, "- ") && r < utf8.RuneSelf {
		return "", false // -5, -i
	}
	return m[1], true
}

// columnBreak matches the space that a text has between two columns of its print:
// none stands inside Japanese words, and one only beside Latin letters.
var columnBreak = pattern.New(`[\p{Han}\p{Hiragana}\p{Katakana}ー][ 　]+[\p{Han}\p{Hiragana}\p{Katakana}「（(]|[^\s。．.:：※・]{2}(?: {3,}|\t)[^\s]`)

const reasonColumns = "表や段組みの列が同じ行に並んでいるため、文の順序は確かではありません。"

// mixesColumns reports whether a line of running text holds more than one column.
func mixesColumns(s string) bool { return columnBreak.MatchString(s) }

// listMark reads a circled digit at the start of a line: ⑥ セキュリティ…, or ⑥ alone.
func listMark(s string) (n int, rest string) {
	r, size := utf8.DecodeRuneInString(s)
	if n = CircledValue(r); n == 0 {
		return 0, s
	}
	return n, strings.TrimSpace(s[size:])
}

// parenMark matches `(1) サーバ…` of the editions before 令和7年度.
var parenMark = pattern.New(`^[(（]\s*([0-9０-９]{1,2})\s*[)）]\s*(.*)$`)

// opensBracket reports whether s has more opening than closing parentheses.
func opensBracket(s string) bool {
	s = foldWidth(s)
	return strings.Count(s, "(") > strings.Count(s, ")") || strings.Count(s, "[") > strings.Count(s, "]")
}

// lineNumbers turns line indices into ascending unique line numbers.
func lineNumbers(t *Text, indices []int) []int {
	idx := append([]int(nil), indices...)
	sort.Ints(idx)
	out := []int{}
	for n, i := range idx {
		if n == 0 || idx[n-1] != i {
			out = append(out, t.Lines[i].No)
		}
	}
	return out
}

// wrapWidth is the length in characters at which the lines of a print break: the
// ninth decile, because short pages hold many short lines and a long one may be
// an accident. It is 0 without lines.
func wrapWidth(lines []proseLine) int {
	var n []int
	for _, l := range lines {
		n = append(n, utf8.RuneCountInString(l.s))
	}
	if len(n) == 0 {
		return 0
	}
	sort.Ints(n)
	return n[len(n)*9/10]
}

// unusualForms are characters that a converter put for the usual ones.
var unusualForms = []struct{ got, want string }{{"點", "点"}, {"會", "会"}, {"爲", "為"}, {"查", "査"}, {"戶", "戸"}}

// faults reports what a scrape or converter damaged on a line; the text stays
// as it is.
func faults(s string) []string {
	var out []string
	for _, f := range unusualForms {
		if strings.Contains(s, f.got) {
			out = append(out, "「"+f.got+"」は「"+f.want+"」の読み取り誤りと思われます。元の文字のまま表示しています。")
		}
	}
	if strings.Contains(s, "](#)") {
		out = append(out, "リンク先が失われています（「(#)」）。元の文字のまま表示しています。")
	}
	if strings.ContainsRune(s, utf8.RuneError) {
		out = append(out, "読み取れなかった文字（�）があります。元の文字のまま表示しています。")
	}
	return out
}
