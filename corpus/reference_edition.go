package corpus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// editionAhead matches the edition that stands in front of a volume's name:
// 第7.0版 システム運用編, 第6.0版(令和5年5月)の「企画管理編」.
var editionAhead = pattern.New(`([0-9]\.[0-9])\s*版(?:\s|の|、|・|[(](?:令和|平成)[^()]{1,12}[)]|[(]案[)]|[(「『【\[<])*$`)

// volumesApart matches what stands between two citations of one list.
var volumesApart = pattern.New(`^(?:\s|、|,|・|及び|並びに|又は|または|および|と)*$`)

// editionBefore is the edition printed in front of the volume at pos, or in front
// of the list that the volume goes on with; empty if none is.
func (p *inlineParser) editionBefore(pos int) string {
	const reach = 90 // bytes: the edition, its date and a bracket
	from := max(0, pos-reach)
	for from < pos && !utf8.RuneStart(p.text[from]) {
		from++
	}
	if m := editionAhead.FindStringSubmatch(foldWidth(p.text[from:pos])); m != nil {
		return m[1]
	}
	if p.edition != "" && p.end > 0 && p.end <= pos && volumesApart.MatchString(foldWidth(p.text[p.end:pos])) {
		return p.edition
	}
	return ""
}

// brackets are the ones that a volume's name may stand in alone.
var brackets = map[rune]rune{'「': '」', '『': '』', '【': '】', '［': '］', '[': ']', '（': '）', '(': ')', '<': '>', '＜': '＞', '〈': '〉', '《': '》'}

// closeBracket is the place behind the bracket that closes directly behind a
// volume's whole name, if it opens directly before it: 【システム運用編】14⑤. Else it
// is the place behind the name.
func (p *inlineParser) closeBracket(pos, end int) int {
	open, _ := utf8.DecodeLastRuneInString(p.text[:pos])
	r, size := utf8.DecodeRuneInString(p.text[end:])
	if closing, ok := brackets[open]; ok && r == closing && strings.ContainsRune(p.text[pos:end], '編') {
		return end + size
	}
	return end
}

// olderClausePrinted matches a clause of 5.2 in running text after foldWidth: the
// edition and 6.5章C-1, 4.1B(2)②, 6.5 C.(1), 10C2-4; without the edition only
// with 章 before the part.
var olderClausePrinted = pattern.New(`^(?:第?\s*(5\.[0-9])\s*版(?:\s|の|、|本編|「)*)?([0-9]{1,2}(?:\.[0-9]{1,2})*)\s*(章)?\s*[.]?\s*([A-D])(?:\s*[.\-‐–−]?\s*([0-9]{1,2}))?((?:\s*[.\-‐–−]?\s*[(][0-9]{1,2}[)])?(?:\s*[①-⑳])?)`)

// olderClause reads a citation of edition 5.2 at pos: section, part and item.
func (p *inlineParser) olderClause(pos int) (ref Reference, end int, ok bool) {
	r, _ := utf8.DecodeRuneInString(p.text[pos:])
	if before, _ := utf8.DecodeLastRuneInString(p.text[:pos]); !isDigit(r) && r != '第' || pos > 0 && (isDigit(before) || strings.ContainsRune(".．-", before) || unicode.Is(unicode.Latin, before)) {
		return ref, 0, false
	}
	s := firstRunes(p.text[pos:], 40)
	m := olderClausePrinted.FindStringSubmatch(foldWidth(s))
	if m == nil || m[1] == "" && m[3] == "" {
		return ref, 0, false
	}
	rest := behind(s, m[0], "")
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case unicode.Is(unicode.Latin, next), isDigit(next): // 5.2版 3Com
		return ref, 0, false
	case m[1] == "" && (!strings.Contains(m[2], ".") || !endsNumber(rest) && next != '.' && next != '．'): // 3章A案
		return ref, 0, false
	}
	ref = Reference{Edition: m[1], Volume: "本編", Number: m[2], Label: m[4], Items: itemsOf(m[5])}
	if ref.Edition == "" {
		ref.Edition, ref.Certainty, ref.Reason = "5.2", Likely, "区分（A～D）のある番号は第5.2版までのものであるため、第5.2版への引用と推定しました。"
	}
	if below := strings.TrimSpace(m[6]); below != "" { // the list below the item, which has no reference of its own
		ref.Certainty = Likely
		ref.Reason += "「" + below + "」の指定までは結び付けず、その上の項目への参照として扱いました。"
	}
	return ref, pos + len(s) - len(rest), true
}

// moreItems reads items at pos that go on with the number cited before them:
// the ⑤条 of 7章③条、⑤条, the ⑤ of 同⑤.
func (p *inlineParser) moreItems(volume string, pos int) (end int, ok bool) {
	if len(p.refs) == 0 || p.refs[len(p.refs)-1].Volume != volume || p.end > pos {
		return pos, false
	}
	s := p.text[pos:]
	same := strings.HasPrefix(s, "同")
	s = strings.TrimPrefix(cutPrefixes(s, "同"), "第")
	items, rest, found := parseItems(s)
	after := cutPrefixes(rest, "条", "項")
	if last := p.refs[len(p.refs)-1]; !found || !same && after == rest || len(last.Items) == 0 {
		return pos, false
	}
	last := p.refs[len(p.refs)-1]
	end = len(p.text) - len(cutPrefixes(after, "関係"))
	p.add(Reference{Volume: volume, Edition: last.Edition, Number: last.Number, Label: last.Label, Items: items}, p.text[pos:end], pos)
	return end, true
}

// cutItemsBelow reads the items of a number on the line below it, where they are
// no list of their own: ⑤を参照 and ⑤。 behind 14.
func cutItemsBelow(s string) (items []int, rest string) {
	t := strings.TrimLeft(s, " 　\t")
	after, found := strings.CutPrefix(t, "\n")
	if !found {
		return nil, s
	}
	items, end, ok := parseItems(strings.TrimLeft(after, " 　\t"))
	if r, _ := utf8.DecodeRuneInString(end); !ok || end != "" && !siblingWords.MatchString(end) && !strings.ContainsRune("。条項)）", r) {
		return nil, s
	}
	return items, end
}

// cutItemsOfTitle reads the items behind a number with its title: 「7.人的管理」③.
func cutItemsOfTitle(s string) (items []int, rest string) {
	t := strings.TrimLeft(cutPrefixes(strings.TrimLeft(s, " 　\t"), "の"), " 　\t")
	if items, end, ok := parseItems(cutPrefixes(t, "第")); ok {
		return items, end
	}
	return nil, s
}

// cutExcluded takes out of the items those that a parenthesis behind them takes
// out: ①～⑤（③を除く。）.
func cutExcluded(items []int, s string) (left []int, rest string) {
	t := strings.TrimLeft(s, " 　\t")
	r, size := utf8.DecodeRuneInString(t)
	if foldWidthRune(r) != '(' || len(items) == 0 {
		return items, s
	}
	not, after, ok := parseItems(strings.TrimLeft(t[size:], " 　ただし、"))
	if !ok || !strings.HasPrefix(after, "を除く") {
		return items, s
	}
	after = strings.TrimPrefix(strings.TrimPrefix(after, "を除く"), "。")
	return slices.DeleteFunc(slices.Clone(items), func(n int) bool { return slices.Contains(not, n) }), cutPrefixes(after, ")", "）")
}

// numberBreak says how a line end inside a number was read.
type numberBreak int

const (
	numberWhole numberBreak = iota
	numberJoined
	numberDoubtful
)

func (b numberBreak) certainty() Certainty {
	return []Certainty{"", Likely, Ambiguous}[b]
}

func (b numberBreak) reason() string {
	return []string{"", "番号の途中に空白があるため、行の境目で切れた番号としてつないで読みました。", "番号が行の境目で切れているおそれがあり、どの番号か確かではありません。"}[b]
}

var (
	// brokenNumber matches what is no number unless it is joined, after foldWidth:
	// 1 0②, 8. 1.
	brokenNumber = pattern.New(`^(?:([0-9])\s+0(?:[^0-9]|$)|([0-9]{1,2}(?:\.[0-9]{1,2})?\.)\s+[0-9]{1,2}(?:[^0-9年月日.]|$))`)
	// doubtfulNumber matches two numbers that may be one: 1 2②.
	doubtfulNumber = pattern.New(`^[0-9]\s+[0-9](?:[^0-9]|$)`)
)

// joinNumber takes the white space out of a number that a line end has cut.
func joinNumber(s string) (joined string, b numberBreak) {
	front := foldWidth(firstRunes(s, 14))
	m := brokenNumber.FindStringSubmatch(front)
	if m == nil {
		if doubtfulNumber.MatchString(front) {
			return s, numberDoubtful
		}
		return s, numberWhole
	}
	rest := behind(s, m[1]+m[2], "")
	return s[:len(s)-len(rest)] + strings.TrimLeftFunc(rest, unicode.IsSpace), numberJoined
}
