package shape

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// circledMark lists the characters that number an item by themselves: ①–⑳ and
// ⑴ ⒈ ⓵ ❶, ⓐ, ㉑–㊿, ㋐.
const circledMark = `[\x{2460}-\x{249B}\x{24D0}-\x{24FF}\x{2776}-\x{2793}\x{3251}-\x{325F}\x{32B1}-\x{32BF}\x{32D0}-\x{32FE}]`

var (
	circled = pattern.New(`(?s)^(` + circledMark + `(?:[-－‐−]` + digit + `{1,2})?)[\s　]*`)
	// bracketed matches (1), （ア）, 1), ａ）.
	bracketed = pattern.New(`(?s)^([(（](?:` + digit + `{1,2}|[ア-ン]|[a-zａ-ｚ]|[ivxⅰ-ⅻ]{1,4})[)）]|(?:` + digit + `{1,2}|[ア-ン]|[a-zａ-ｚ])[)）])[\s　]*`)
	// lettered matches ア　, a. and 1. at the beginning of a list item.
	lettered = pattern.New(`(?s)^([ア-ン]|[a-zａ-ｚ]|[ⅰ-ⅻ])(?:[.．][\s　]*|[\s　]+)`)
	numbered = pattern.New(`(?s)^(` + digit + `{1,2})[.．](?:[\s　]+|(?:$|[^0-9０-９.．]))`)
	bullet   = pattern.New(`(?s)^(?:([・･●○■□◆◇▪▫•‣◦➢➤✓✔])[\s　]*|([-－–—*＊])[\s　]+)`)

	// citing matches what follows a mark that cites an item and is none:
	// ①及び②, ②～④を踏まえ, ③の契約.
	citing = pattern.New(`(?s)^(?:[のをはがにでともや、，・～〜~]|` + circledMark + `|及び|並びに|又は|または|から|まで|以外|以降)`)

	noteStart = pattern.New(`(?s)^(?:※|[（(]?注(?:` + digit + `{0,2}[）):：]|` + digit + `{1,2}[\s　]))`)
	article   = pattern.New(`(?s)^(第(?:` + digit + `{1,3}|[一二三四五六七八九十百]{1,5})[条項])[\s　]+`)
)

// CutMark takes the mark off a list item: ①, ①-1, (1), ア, 1., 第5条, ・.
// ok is false if there is none. Only a circled number may stand alone; its text
// follows in the next paragraph.
func CutMark(text string) (mark, rest string, ok bool) {
	front := head(text, 64)
	for _, re := range []*pattern.Regexp{circled, bracketed, lettered, numbered, article, bullet} {
		m := re.FindStringSubmatch(front)
		if m == nil {
			continue
		}
		if mark = m[1]; mark == "" {
			mark = m[2]
		}
		rest = text[len(mark):]
		if re == lettered || re == numbered {
			rest = strings.TrimLeft(rest, ".．")
		}
		rest = strings.TrimLeft(rest, " 　\t\r\n\f\v")
		if rest != "" || re == circled {
			return mark, rest, true
		}
	}
	return "", text, false
}

// head is the beginning of a text, cut between characters. What opens a
// paragraph is short, and the rest may be long.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && text[n]&0xC0 == 0x80 {
		n--
	}
	return text[:n]
}

// isCitation reports whether a circled mark in front of rest refers to an item
// instead of opening one. はい is an answer, not a particle. A list of citations
// counts upwards (①②の対応), so a lower mark behind a higher one is cited by the
// item that the higher one opens: ② ①の台帳を点検する。
func isCitation(mark, rest string) bool {
	if !circled.MatchString(mark) || !citing.MatchString(head(rest, 64)) || strings.HasPrefix(rest, "はい") || strings.HasPrefix(rest, "もの") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(mark)
	next, _ := utf8.DecodeRuneInString(rest)
	return !circled.MatchString(string(next)) || next > first
}

// IsNote reports whether the paragraph is a note: ※, ※１, 注1), （注）.
func IsNote(text string) bool { return noteStart.MatchString(head(text, 64)) }

// clauseHead matches a line that is only 【…】, or a short <label>.
var (
	clauseHead = pattern.New(`(?s)^(?:【[^【】]{1,40}】[\s　]*)+$`)
	labelHead  = pattern.New(`(?s)^(?:<[^<>]{1,30}>|＜[^＜＞]{1,30}＞|〈[^〈〉]{1,30}〉|≪[^≪≫]{1,30}≫|《[^《》]{1,30}》)$`)
)

// IsClauseHead reports whether the line is a head in brackets such as
// 【遵守事項】, or a label such as <説明責任> under which numbering restarts.
func IsClauseHead(text string) bool {
	return len(text) < longest && (clauseHead.MatchString(text) || labelHead.MatchString(text))
}

// IsXref reports whether the text is a margin citation: it begins with ▶.
func IsXref(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "▶") || strings.HasPrefix(text, "►") || strings.HasPrefix(text, "⏵")
}

// citationLine matches a line that goes on with a citation begun by ▶: a number
// with items, or the rest of a volume's name that the margin cut.
var citationLine = pattern.New(`^(?:` + digit + `{1,2}(?:[.．]` + digit + `{1,2})*[.．]?(?:[<＜〈][^<>＜＞〈〉]{1,20}[>＞〉])?(?:[、・~～〜,及び]*` + circledMark + `)*[、,]?|(?:[、・~～〜,]*` + circledMark + `)+|[^\s。]{0,6}編)$`)

// GoesOn reports whether every line can only go on with the citations that ▶
// began: 8③, 12.1, 1.2.1<管理責任>②, 用編.
func GoesOn(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if len(line) > longest || !citationLine.MatchString(strings.TrimSpace(line)) {
			return false
		}
	}
	return true
}
