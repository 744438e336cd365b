package htmldoc

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// list reads ul and ol; the mark that the page shows in front of an item goes to
// its first paragraph.
func (w *walker) list(n *html.Node) {
	w.listed = true
	w.contents = w.contents || onlyLinks(n)
	unmarked := w.contents || w.css.has(w.css.unmarked, n) || markless.MatchString(attr(n, "style")) || w.isNote
	count, step := 1, 1
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		count = v
	}
	if hasAttr(n, "reversed") {
		step = -1
		if !hasAttr(n, "start") {
			count = items(n)
		}
	}
	for k := n.FirstChild; k != nil && w.err == nil; k = k.NextSibling {
		if k.DataAtom != atom.Li {
			w.node(k)
			continue
		}
		if v, err := strconv.Atoi(attr(k, "value")); err == nil {
			count = v
		}
		w.flush(n)
		_, note := w.notes.number[k]
		switch {
		case unmarked || note || w.css.has(w.css.unmarked, k) || markless.MatchString(attr(k, "style")):
		case n.DataAtom == atom.Ol:
			w.mark = itemMark(count, attr(n, "type"), attr(n, "style"))
		default:
			w.mark = "・"
		}
		w.element(k)
		w.mark = ""
		count += step
	}
}

// items counts the items of a list.
func items(n *html.Node) int {
	count := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Li {
			count++
		}
	}
	return count
}

// itemMark is the number of an item as its list shows it.
func itemMark(n int, kind, style string) string {
	style = strings.ToLower(style)
	switch {
	case kind == "a" || strings.Contains(style, "lower-alpha") || strings.Contains(style, "lower-latin"):
		return letter(n, 'a')
	case kind == "A" || strings.Contains(style, "upper-alpha") || strings.Contains(style, "upper-latin"):
		return letter(n, 'A')
	case kind == "i" || strings.Contains(style, "lower-roman"):
		return strings.ToLower(roman(n))
	case kind == "I" || strings.Contains(style, "upper-roman"):
		return roman(n)
	case strings.Contains(style, "decimal-leading-zero"):
		return fmt.Sprintf("%02d.", n)
	case strings.Contains(style, "cjk-ideographic"), strings.Contains(style, "japanese-informal"):
		return kanji(n)
	case strings.Contains(style, "hiragana-iroha"):
		return nth(n, "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす")
	case strings.Contains(style, "hiragana"):
		return nth(n, "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん")
	case strings.Contains(style, "katakana-iroha"):
		return nth(n, "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
	case strings.Contains(style, "katakana"):
		return nth(n, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
	}
	return strconv.Itoa(n) + "."
}

// kanji writes 1 to 99 as 一 to 九十九.
func kanji(n int) string {
	digits := []rune("一二三四五六七八九")
	if n < 1 || n > 99 {
		return strconv.Itoa(n) + "."
	}
	s := ""
	if n >= 20 {
		s = string(digits[n/10-1])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10-1])
	}
	return s
}

func letter(n int, first rune) string {
	if n < 1 || n > 26 {
		return strconv.Itoa(n) + "."
	}
	return string(first+rune(n-1)) + "."
}

func nth(n int, alphabet string) string {
	if r := []rune(alphabet); n >= 1 && n <= len(r) {
		return string(r[n-1])
	}
	return strconv.Itoa(n) + "."
}

func roman(n int) string {
	if n < 1 || n > 20 {
		return strconv.Itoa(n) + "."
	}
	return strings.Repeat("X", n/10) + [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10] + "."
}
