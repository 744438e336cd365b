package shape

import (
	"regexp"
	"strings"
)

// circledMark lists the characters that number an item by themselves: ①–⑳ and
// ⑴ ⒈ ⓵ ❶, ⓐ, ㉑–㊿, ㋐.
const circledMark = `[\x{2460}-\x{249B}\x{24D0}-\x{24FF}\x{2776}-\x{2793}\x{3251}-\x{325F}\x{32B1}-\x{32BF}\x{32D0}-\x{32FE}]`

var (
	circled = regexp.MustCompile(`(?s)^(` + circledMark + `(?:[-－‐−]` + digit + `{1,2})?)[\s　]*(.*)$`)
	// bracketed matches (1), （ア）, 1), ａ）.
	bracketed = regexp.MustCompile(`(?s)^([(（](?:` + digit + `{1,2}|[ア-ン]|[a-zａ-ｚ]|[ivxⅰ-ⅻ]{1,4})[)）]|(?:` + digit + `{1,2}|[ア-ン]|[a-zａ-ｚ])[)）])[\s　]*(.*)$`)
	// lettered matches ア　, a. and 1. at the beginning of a list item.
	lettered = regexp.MustCompile(`(?s)^([ア-ン]|[a-zａ-ｚ]|[ⅰ-ⅻ])(?:[.．][\s　]*|[\s　]+)(.*)$`)
	numbered = regexp.MustCompile(`(?s)^(` + digit + `{1,2})[.．][\s　]*([^0-9０-９.．].*)$`)
	bullet   = regexp.MustCompile(`(?s)^(?:([・･●○■□◆◇▪▫•‣◦➢➤✓✔])[\s　]*|([-－–—*＊])[\s　]+)(.*)$`)

	// citing matches what follows a mark that cites an item and is none:
	// ①及び②, ②～④を踏まえ, ③の契約.
	citing = regexp.MustCompile(`(?s)^(?:[のをはがにでともや、，・～〜~]|` + circledMark + `|及び|並びに|又は|または|から|まで|以外|以降)`)

	noteStart = regexp.MustCompile(`(?s)^(?:※|[（(]?注(?:` + digit + `{0,2}[）):：]|` + digit + `{1,2}[\s　]))`)
	article   = regexp.MustCompile(`(?s)^(第(?:` + digit + `{1,3}|[一二三四五六七八九十百]{1,5})[条項])(?:[\s　]+)(.+)$`)
)

// CutMark takes the mark off a list item: ①, ①-1, (1), ア, 1., 第5条, ・.
// ok is false if there is none.
func CutMark(text string) (mark, rest string, ok bool) {
	for _, re := range []*regexp.Regexp{circled, bracketed, lettered, numbered, article} {
		if m := re.FindStringSubmatch(text); m != nil && m[len(m)-1] != "" {
			return m[1], m[2], true
		}
	}
	if m := bullet.FindStringSubmatch(text); m != nil && m[3] != "" {
		return m[1] + m[2], m[3], true
	}
	if m := circled.FindStringSubmatch(text); m != nil {
		return m[1], "", true // the text of a lone ① follows in the next paragraph
	}
	return "", text, false
}

// isCitation reports whether a circled mark in front of rest refers to an item
// instead of opening one. はい is an answer, not a particle.
func isCitation(mark, rest string) bool {
	return circled.MatchString(mark) && citing.MatchString(rest) &&
		!strings.HasPrefix(rest, "はい") && !strings.HasPrefix(rest, "もの")
}

// IsNote reports whether the paragraph is a note: ※, ※１, 注1), （注）.
func IsNote(text string) bool { return noteStart.MatchString(text) }

// clauseHead matches a line that is only 【…】, or a short <label>.
var (
	clauseHead = regexp.MustCompile(`(?s)^(?:【[^【】]{1,40}】[\s　]*)+$`)
	labelHead  = regexp.MustCompile(`(?s)^(?:<[^<>]{1,30}>|＜[^＜＞]{1,30}＞|〈[^〈〉]{1,30}〉|≪[^≪≫]{1,30}≫|《[^《》]{1,30}》)$`)
)

// IsClauseHead reports whether the line is a head in brackets such as
// 【遵守事項】, or a label such as <説明責任> under which numbering restarts.
func IsClauseHead(text string) bool {
	return clauseHead.MatchString(text) || labelHead.MatchString(text)
}

// IsXref reports whether the text is a margin citation: it begins with ▶.
func IsXref(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "▶") || strings.HasPrefix(text, "►") || strings.HasPrefix(text, "⏵")
}

// citationLine matches a line that goes on with a citation begun by ▶: a number
// with items, or the rest of a volume's name that the margin cut.
var citationLine = regexp.MustCompile(`^(?:` + digit + `{1,2}(?:[.．]` + digit + `{1,2})*[.．]?(?:[<＜〈][^<>＜＞〈〉]{1,20}[>＞〉])?(?:[、・~～〜,及び]*` + circledMark + `)*[、,]?|(?:[、・~～〜,]*` + circledMark + `)+|[^\s。]{0,6}編)$`)

// GoesOn reports whether every line can only go on with the citations that ▶
// began: 8③, 12.1, 1.2.1<管理責任>②, 用編.
func GoesOn(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if !citationLine.MatchString(strings.TrimSpace(line)) {
			return false
		}
	}
	return true
}
