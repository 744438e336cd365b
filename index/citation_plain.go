package index

import (
	"strconv"
	"strings"

	"shogo/corpus"
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
func numberEnds(c rune) bool { return c >= '0' && c <= '9' || corpus.CircledValue(c) > 0 }

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

// markNumber reads ⑥ or (6).
func markNumber(s string) string {
	if n := corpus.CircledValue([]rune(s)[0]); n > 0 {
		return strconv.Itoa(n)
	}
	return plainNumber(strings.Trim(s, "()"))
}

// plainNumber drops leading zeros.
func plainNumber(s string) string {
	n, _ := strconv.Atoi(s)
	return strconv.Itoa(n)
}
