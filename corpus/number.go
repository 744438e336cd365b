package corpus

import (
	"strconv"
	"strings"
)

// Circled returns the circled number ① to ㊿ for 1 to 50, and "(n)" for any
// other n, because no such character exists.
func Circled(n int) string {
	switch {
	case n >= 1 && n <= 20:
		return string(rune('①' + n - 1))
	case n >= 21 && n <= 35:
		return string(rune('㉑' + n - 21))
	case n >= 36 && n <= 50:
		return string(rune('㊱' + n - 36))
	}
	return "(" + strconv.Itoa(n) + ")"
}

// CircledValue returns the number of a circled digit, 0 for any other rune.
func CircledValue(r rune) int {
	switch {
	case r >= '①' && r <= '⑳':
		return int(r-'①') + 1
	case r >= '㉑' && r <= '㉟':
		return int(r-'㉑') + 21
	case r >= '㊱' && r <= '㊿':
		return int(r-'㊱') + 36
	}
	return 0
}

// foldWidth maps full-width digits, dot, parentheses, colon, tilde, angle
// brackets and hyphen to their half-width forms, for matching only. Marks such
// as ① and Ⅰ stay: NFKC would turn them into 1 and I.
func foldWidth(s string) string { return strings.Map(foldWidthRune, s) }

func foldWidthRune(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r >= 'Ａ' && r <= 'Ｚ':
		return r - 'Ａ' + 'A'
	case r >= 'ａ' && r <= 'ｚ':
		return r - 'ａ' + 'a'
	}
	switch r {
	case '．':
		return '.'
	case '（':
		return '('
	case '）':
		return ')'
	case '：':
		return ':'
	case '～', '〜':
		return '~'
	case '＜', '〈':
		return '<'
	case '＞', '〉':
		return '>'
	case '－', '‐', '‑', '−', '–':
		return '-'
	case '　':
		return ' '
	}
	return r
}
