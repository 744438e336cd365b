package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// volumeNames are the native and English names of the volumes, longest first
// where one is the beginning of another.
var volumeNames = []struct{ print, volume string }{
	{"概説編", "概説編"}, {"経営管理編", "経営管理編"}, {"企画管理編", "企画管理編"},
	{"システム運用編", "システム運用編"}, {"保守委託機関編", "保守委託機関編"},
}

// volumeAbbreviations name a volume only where a number follows: 企7, シス 14⑤,
// Control 13.2; 企業 and システム are plain words.
var volumeAbbreviations = []struct{ print, volume string }{
	{"概説", "概説編"}, {"経営管理", "経営管理編"}, {"企画管理", "企画管理編"}, {"システム運用", "システム運用編"},
	{"保守委託機関", "保守委託機関編"},
	{"overview", "概説編"}, {"governance", "経営管理編"}, {"management", "企画管理編"}, {"control", "システム運用編"},
	{"概", "概説編"}, {"経", "経営管理編"}, {"企", "企画管理編"}, {"シス", "システム運用編"}, {"シ", "システム運用編"},
}

// parseVolume reads the name of a guideline volume at the start of s, with
// spaces or line breaks inside tolerated (システム運 用編), and an English name in
// parentheses behind it. An abbreviation counts only before a number or 第N. The rest
// is what follows.
func parseVolume(s string) (volume, rest string, ok bool) {
	for _, n := range volumeNames {
		if rest, ok := cutSpaced(s, n.print); ok {
			return n.volume, cutEnglishName(rest), true
		}
	}
	for _, n := range volumeAbbreviations {
		if rest, ok := cutSpaced(s, n.print); ok {
			after := strings.TrimPrefix(strings.TrimLeftFunc(rest, unicode.IsSpace), "第")
			if r, _ := utf8.DecodeRuneInString(after); isDigit(r) {
				return n.volume, rest, true
			}
		}
	}
	return "", s, false
}

// cutSpaced cuts the name from the start of s, ignoring white space between
// its characters, and case.
func cutSpaced(s, name string) (rest string, ok bool) {
	for i, want := range name {
		if i > 0 {
			s = strings.TrimLeftFunc(s, unicode.IsSpace)
		}
		r, size := utf8.DecodeRuneInString(s)
		if unicode.ToLower(foldWidthRune(r)) != want {
			return "", false
		}
		s = s[size:]
	}
	return s, true
}

// cutEnglishName drops the (Control) of システム運用編(Control).
func cutEnglishName(s string) string {
	for _, name := range []string{"(overview)", "(governance)", "(management)", "(control)"} {
		if rest, ok := cutSpaced(strings.TrimLeftFunc(s, unicode.IsSpace), name); ok {
			return rest
		}
	}
	return s
}

func isDigit(r rune) bool { r = foldWidthRune(r); return r >= '0' && r <= '9' }

// parseNumref reads a number of a guideline with its items at the start of s:
// 8③, 8.⑤ (the dot says nothing), 17①②, ３．４．２①, 1.2.1<管理責任>②, 13, 8.2.2.
// Number comes back in half width; items in the order of the print with ranges
// filled in, nil if there are none. Items alone, ②~④, come back with an empty
// number: only the caller knows which list they are of. The rest is what
// follows; whether that turns the number into something else, a date or a
// version, is for the caller to judge. It is not ok for a number of three or
// more digits.
func parseNumref(s string) (number, label string, items []int, rest string, ok bool) {
	start := strings.TrimLeftFunc(s, unicode.IsSpace)
	number, rest, ok = parseNumber(start)
	if !ok {
		if items, rest, ok = parseItems(start); ok {
			return "", "", items, rest, true
		}
		return "", "", nil, s, false
	}
	if l, after, found := parseLabel(rest); found {
		label, rest = l, after
	}
	after := strings.TrimLeft(rest, " 　\t")
	if r, size := utf8.DecodeRuneInString(after); foldWidthRune(r) == '.' {
		after = strings.TrimLeft(after[size:], " 　\t")
	}
	if list, end, found := parseItems(after); found {
		items, rest = list, end
	}
	return number, label, items, rest, true
}

// parseNumber reads int { "." int } with integers of one or two digits.
func parseNumber(s string) (number, rest string, ok bool) {
	var b strings.Builder
	for {
		digits := 0
		for digits < len(s) {
			r, size := utf8.DecodeRuneInString(s[digits:])
			if !isDigit(r) {
				break
			}
			b.WriteRune(foldWidthRune(r))
			digits += size
		}
		if n := utf8.RuneCountInString(s[:digits]); n < 1 || n > 2 || strings.HasPrefix(foldWidth(s[:digits]), "0") {
			return "", s, false
		}
		s = s[digits:]
		r, size := utf8.DecodeRuneInString(s)
		next, _ := utf8.DecodeRuneInString(s[size:])
		if foldWidthRune(r) != '.' || !isDigit(next) {
			return b.String(), s, true
		}
		b.WriteByte('.')
		s = s[size:]
	}
}

// parseLabel reads the <管理責任> that follows a number; parentheses count
// where they hold a word that lists restart under.
func parseLabel(s string) (label, rest string, ok bool) {
	t := strings.TrimLeft(s, " 　\t")
	open, size := utf8.DecodeRuneInString(t)
	var end string
	switch foldWidthRune(open) {
	case '<', '《':
		end = ">＞〉》"
	case '(':
		end = ")）"
	default:
		return "", s, false
	}
	const longest = 16 // characters, with the line break that may cut a label
	stop := strings.IndexAny(firstRunes(t[size:], longest), end)
	if stop < 0 {
		return "", s, false
	}
	label = strings.Join(strings.Fields(t[size:size+stop]), "")
	_, known := labelCodes[label]
	if foldWidthRune(open) == '(' && !known || label == "" || strings.ContainsFunc(label, isDigit) {
		return "", s, false
	}
	_, w := utf8.DecodeRuneInString(t[size+stop:])
	return label, t[size+stop+w:], true
}

// itemSeparators may stand between circled digits of one list.
var itemSeparators = []string{"、", "・", "，", ",", "及び", "および", "又は", "または", "並びに", "ならびに", "と", "~"}

// rangeSigns may stand between two circled digits for all between them, besides
// the ~ of itemSeparators: ①から③, ①－③. Elsewhere they mean something else.
var rangeSigns = []string{"から", "より", "-", "–", "—", "―", "‐", "−"}

// parseItems reads circled { separator circled }, filling in ranges: ②~④.
func parseItems(s string) (items []int, rest string, ok bool) {
	add := func(n int) {
		for _, i := range items {
			if i == n {
				return
			}
		}
		items = append(items, n)
	}
	last := 0
	for filling := false; ; {
		r, size := utf8.DecodeRuneInString(s)
		n := CircledValue(r)
		if n == 0 {
			return items, s, len(items) > 0
		}
		if filling {
			for i := last + 1; i < n; i++ {
				add(i)
			}
		}
		add(n)
		s, last, filling = s[size:], n, false
		if after, ok := cutRangeSign(s); ok {
			if r, _ := utf8.DecodeRuneInString(after); CircledValue(r) > n {
				s, filling = after, true
				continue
			}
		}
		if after, sep := cutItemSeparator(s); sep != "" {
			if sep != " " { // the line may end behind a separator
				after = strings.TrimLeftFunc(after, unicode.IsSpace)
			}
			if r, _ := utf8.DecodeRuneInString(after); CircledValue(r) > 0 {
				s, filling = after, sep == "~"
			}
		}
	}
}

// cutRangeSign cuts one of rangeSigns with the white space around it.
func cutRangeSign(s string) (rest string, ok bool) {
	t := strings.TrimLeft(s, " 　\t")
	for _, sign := range rangeSigns {
		if after, found := cutSpaced(t, sign); found {
			return strings.TrimLeftFunc(after, unicode.IsSpace), true
		}
	}
	return s, false
}

// cutItemSeparator cuts the separator at the start of s with the spaces around
// it, or spaces alone.
func cutItemSeparator(s string) (rest, separator string) {
	t := strings.TrimLeft(s, " 　\t")
	for _, sep := range itemSeparators {
		if after, ok := cutSpaced(t, sep); ok {
			return strings.TrimLeft(after, " 　\t"), sep
		}
	}
	if t != s {
		return t, " "
	}
	return s, ""
}
