package shape

import (
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

const digit = `[0-9０-９]`

var (
	// dotted matches 5.1, ５．１．２, 8．2．2, also with a dot at the end.
	dotted = pattern.New(`(?s)^(` + digit + `{1,2}(?:[.．]` + digit + `{1,3}){1,5})([.．]?[\s　]*)(.*)$`)
	// single matches 5．title and 5. title.
	single = pattern.New(`(?s)^(` + digit + `{1,2})([.．][\s　]*)([^0-9０-９.．\s　].*)?$`)
	// spacedSingle matches 5 title and Ⅱ．title; only among headings.
	spacedSingle = pattern.New(`(?s)^(` + digit + `{1,2}|[Ⅰ-Ⅻ])([.．、]?[\s　]+|[.．])([^0-9０-９\s　].*)$`)
	// division matches 第４章 title and 第2節（title）.
	division = pattern.New(`(?s)^(第[\s　]*(?:` + digit + `{1,3}|[一二三四五六七八九十百]{1,5})[\s　]*([編部章節条款項])(?:の(?:` + digit + `{1,2}|[二三四五六七八九十]))?)([\s　]*)(.*)$`)

	// startsSentence matches what follows a number inside running text.
	startsSentence = pattern.New(`(?s)^(?:[、，。・）)」』〜～~:：%％]|版|以上|以下|以降|以前|未満|倍|%|％|及び|並びに|又は|または|参照|から|まで|より|等の|等を|で示|に示|の規定|に規定|(?i:(?:GHz|MHz|GB|MB|TB|KB|kg|cm|mm|pt|bit)(?:$|[^A-Za-z])))`)
	// particle matches a case particle directly behind an unspaced number.
	particle = pattern.New(`(?s)^(?:[はがをにでのともやへ]|か月|ヶ月|カ月|年|月|日|時|分|秒|人|件|回|台|桁|文字|章|節|項|条|号|版|名|社|個|つ|点|世代|週|頁|ページ|歳|階|円|[A-Za-z])`)
)

// startsRunning reports whether words that follow a number without a space go
// on with a sentence or a measure: 8.2に示す, 1.5倍.
func startsRunning(rest string) bool { return particle.MatchString(rest) }

// cutHeadingNumber takes the number off a heading. depth counts its parts, 0 if
// there is none; spaced is true if the print separates number and title. likely
// admits the forms that only headings make clear: 5 title, Ⅱ title.
func cutHeadingNumber(s string, likely bool) (no, rest string, depth int, spaced bool) {
	if m := division.FindStringSubmatch(s); m != nil {
		return cutDivision(m, likely)
	}
	if m := dotted.FindStringSubmatch(s); m != nil {
		return m[1], m[3], strings.Count(fold(m[1]), ".") + 1, m[2] != ""
	}
	if m := single.FindStringSubmatch(s); m != nil {
		return m[1], m[3], 1, true
	}
	if likely {
		if m := spacedSingle.FindStringSubmatch(s); m != nil {
			return m[1], m[3], 1, true
		}
	}
	return "", s, 0, false
}

// cutDivision judges 第N章 and its like; 第５条の規定 is a citation.
func cutDivision(m []string, likely bool) (no, rest string, depth int, spaced bool) {
	whole := m[1] + m[3] + m[4]
	spaced = m[3] != "" || strings.HasPrefix(m[4], "（") || strings.HasPrefix(m[4], "(")
	if !spaced && (!likely || startsRunning(m[4]) || startsSentence.MatchString(m[4])) {
		return "", whole, 0, false
	}
	depth = 2
	if strings.Contains("編部章", m[2]) {
		depth = 1
	}
	return m[1], m[4], depth, spaced
}

// NumberDepth counts the parts of a dotted number: 1 for 5 or ５., 3 for 8．2．2,
// 0 for anything else.
func NumberDepth(no string) int { return len(Number(no)) }

// Number returns the parts of a number in any width: 5, 1 for ５．１. It is nil if
// s is no such number.
func Number(s string) []int {
	var out []int
	for _, part := range strings.Split(TrimDot(fold(s)), ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// TrimDot removes the dot, half or full width, and white space behind a number.
func TrimDot(no string) string { return strings.TrimRight(no, ".． 　\t") }

// fold makes digits and dots half width, for matching only.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		}
		return r
	}, s)
}
