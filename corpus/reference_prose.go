package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutOpening cuts the 「 or ( before a number and returns what closes it.
func cutOpening(s string) (rest, closing string) {
	r, size := utf8.DecodeRuneInString(s)
	switch foldWidthRune(r) {
	case '「', '『':
		return s[size:], "」"
	case '(':
		return s[size:], ")"
	}
	return s, ""
}

// cutTitle reads the title that stands behind a number, either inside the same
// quotation marks, 「14.認証・認可に関する安全管理措置」, or in its own, 14.1「…」.
func cutTitle(s, closing string) (title, rest string) {
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	if closing != "」" {
		after, opened := cutOpening(t)
		if opened != "」" {
			return "", s
		}
		t = after
	}
	const longest = 80 // characters; beyond, the quotation is no title
	end := strings.IndexAny(firstRunes(t, longest+1), "」』")
	if end < 0 {
		return "", s
	}
	title = strings.TrimLeft(strings.Join(strings.Fields(t[:end]), " "), ".． ")
	return title, t[end+len("」"):]
}

// firstRunes returns at most n characters of s. Searching no further keeps the
// reading of a text with many unclosed brackets linear.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// cutRequirementItems reads the items that stand apart from their number:
// 14 遵守事項⑤, 14の遵守事項 ②~④, and behind 章 also 7章③条, 10章第④条.
func cutRequirementItems(s string, counted bool) (items []int, rest string) {
	t := strings.TrimLeftFunc(cutPrefixes(strings.TrimLeftFunc(s, unicode.IsSpace), "の", "、"), unicode.IsSpace)
	after, named := cutSpaced(t, "遵守事項")
	if !named {
		if !counted {
			return nil, s
		}
		after = t
	}
	after = strings.TrimLeft(after, " 　\t\n:：の第")
	if r, size := utf8.DecodeRuneInString(after); foldWidthRune(r) == '(' { // 第8章（②）
		if items, end, found := parseItems(after[size:]); found && cutPrefixes(end, ")", "）") != end {
			return items, cutPrefixes(end, ")", "）")
		}
	}
	if items, end, found := parseItems(after); found {
		return items, end
	}
	return nil, s
}

// counters turn a bare number into an amount or a date: 3 つ, 5.1版, 3世代.
var counters = []string{"つ", "点", "個", "件", "名", "人", "回", "年", "月", "日", "版", "世代", "文字", "時", "分",
	"秒", "ページ", "頁", "台", "種", "箇", "か所", "か月", "カ所", "ヶ", "桁", "割", "%", "％", "歳", "者", "社", "段", "週", "号", "項目", "大", "要素"}

// cutCounter reads what turns a bare number into a citation, 章 節 項, or into
// something else. It is not ok if the number is no citation.
func cutCounter(s string) (rest string, counted, ok bool) {
	t := strings.TrimLeft(s, " 　\t")
	for _, c := range counters {
		if strings.HasPrefix(t, c) {
			return s, false, false
		}
	}
	for _, c := range []string{"章", "節", "項"} {
		if after, found := strings.CutPrefix(t, c); found {
			return after, true, true
		}
	}
	return s, false, endsNumber(s)
}

// endsNumber reports whether what follows a bare number leaves it a citation:
// the end, white space, punctuation or a particle. A slash, a hyphen, a letter
// or a kanji make it something else.
func endsNumber(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "" || unicode.IsSpace(r):
		return true
	case strings.ContainsRune("、。，,;)）「」』】]［[・のをはがにでともやへ及並又等な参関", r):
		return true
	case foldWidthRune(r) == '.':
		next, _ := utf8.DecodeRuneInString(s[size:])
		return !isDigit(next)
	}
	for _, word := range []string{"から", "より", "まで", "遵守事項", "記載", "該当"} {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// cutPrefixes cuts the first of the words that stands at the start of s.
func cutPrefixes(s string, words ...string) string {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest
		}
	}
	return s
}
