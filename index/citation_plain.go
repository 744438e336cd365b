package index

import (
	"strconv"
	"strings"
)

// The characters of a citation; see citation.go.

// plainCitation makes widths, case, dashes and quotation marks one, and drops
// every space that does not part two numbers. Marks such as ① stay.
func plainCitation(s string) string {
	var r []rune
	for _, c := range s {
		if r = append(r, plainRune(c)); len(r) > longestCitation {
			return ""
		}
	}
	const around = "「」『』\"'▶。、 "
	s = strings.Trim(halfWidthKana.Replace(string(r)), around)
	r = r[:0]
	all := []rune(s)
	for i, c := range all {
		if c != ' ' || all[i+1] >= '0' && all[i+1] <= '9' && numberEnds(all[i-1]) {
			r = append(r, c)
		}
	}
	return string(r)
}

// numberEnds reports a character that a number behind it must be parted from.
func numberEnds(c rune) bool { return c >= '0' && c <= '9' || circledValue(c) > 0 }

var halfWidthKana = strings.NewReplacer("ｼｽﾃﾑ", "システム", "ｼｽ", "シス", "ｼ", "シ")

func plainRune(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		c -= 0xfee0
	case isBlank(c):
		return ' '
	}
	switch c {
	case '〜':
		return '~'
	case '〈':
		return '<'
	case '〉':
		return '>'
	case '‐', '‑', '−', '–':
		return '-'
	case '，':
		return ','
	}
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// isBlank reports white space, the same in Go and in the browser.
func isBlank(c rune) bool {
	return c == ' ' || c >= 9 && c <= 13 || c == 0x85 || c == 0xa0 || c == 0x1680 || c >= 0x2000 && c <= 0x200a ||
		c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000
}

// circledValue returns the number of a circled digit, 0 for any other.
func circledValue(c rune) int {
	switch {
	case c >= '①' && c <= '⑳':
		return int(c-'①') + 1
	case c >= '㉑' && c <= '㉟':
		return int(c-'㉑') + 21
	case c >= '㊱' && c <= '㊿':
		return int(c-'㊱') + 36
	}
	return 0
}

// markNumber reads ⑥ or (6).
func markNumber(s string) string {
	if n := circledValue([]rune(s)[0]); n > 0 {
		return strconv.Itoa(n)
	}
	return plainNumber(strings.Trim(s, "()"))
}

// plainNumber drops leading zeros.
func plainNumber(s string) string {
	n, _ := strconv.Atoi(s)
	return strconv.Itoa(n)
}
