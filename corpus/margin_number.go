package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// looseNumbers reads a line that holds more than numbers behind its volume,
// such as `▶企画管理編 9.1参照`.
func (m *margin) looseNumbers(i int, rest string) {
	refs := parseInlineRefs(m.open.volume+" "+rest, m.t.Lines[i].No)
	for _, r := range refs {
		m.add(m.open, r, []int{i})
	}
	if refs == nil {
		m.find(FindingLoss, []int{i}, "「"+rest+"」は参照の番号として読めませんでした。")
	}
}

// partialNumber opens a number that the margin cut: 1.2.1<管理, 3.4., 8.
func (m *margin) partialNumber(i int, s string) bool {
	if !cutNumber.MatchString(foldWidth(s)) {
		return false
	}
	o := m.open
	o.number, o.pending = s, []int{i}
	o.inferred, o.gap = o.inferred || o.gap > 0, 0
	return true
}

// numberFragment completes a cut number.
func (m *margin) numberFragment(i int, s string) bool {
	o := m.open
	lines, number := o.pending, o.number
	if whole := strings.TrimSuffix(foldWidth(number), "."); whole != foldWidth(number) && m.parseNumbers(whole) != nil &&
		wholeNumber.MatchString(foldWidth(s)) {
		// `8.` and then `8.1`: the dot was noise, not the start of 8.8.1.
		o.number, o.pending = "", nil
		return m.numbersOn(lines, whole, false) && m.numbers(i, s)
	}
	if !completesNumber(number, s) {
		return false
	}
	o.number, o.pending = "", nil
	if m.numbersOn(append(lines, i), number+s, o.gap > 0) {
		return true
	}
	o.number, o.pending = number, lines
	return false
}

// wholeNumber matches the beginning of `8.1` and `8③`.
var wholeNumber = pattern.New(`^\d{1,2}(\.\d|[①-⑳])`)

// cutNumber matches `1.2.1<管理`, `3.4.` and, after NFKC-free folding, `１．２．`.
var cutNumber = pattern.New(`^\d{1,2}(\.\d{1,2})*(<[^<>。、]{0,10}|\.)$`)

// completesNumber reports whether s can close what number left open.
func completesNumber(number, s string) bool {
	number, s = foldWidth(number), foldWidth(s)
	if strings.Contains(number, "<") {
		at := strings.IndexRune(s, '>')
		return at >= 0 && utf8.RuneCountInString(s[:at]) <= 10
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isDigit(r) || CircledValue(r) > 0
}

// numbers reads s as a list of numbers and adds them to the open citation.
func (m *margin) numbers(i int, s string) bool {
	return m.numbersOn([]int{i}, s, m.open.gap > 0)
}

func (m *margin) numbersOn(lines []int, s string, gap bool) bool {
	o := m.open
	refs := m.parseNumbers(s)
	if refs == nil {
		return false
	}
	// Between lines of body, a lone 13 may be anything once the volume has its
	// number.
	if gap && o.refs > 0 && len(refs) == 1 && len(refs[0].Items) == 0 && !strings.Contains(refs[0].Number, ".") {
		return false
	}
	o.inferred, o.gap = o.inferred || gap, 0
	for _, r := range refs {
		m.add(o, r, lines)
	}
	return true
}

// parseNumbers reads `8③ 8.1、8.2` and `9.1、システム運用編 10.1`; nil if s holds
// anything else.
func (m *margin) parseNumbers(s string) []Reference {
	var refs []Reference
	volume := ""
	for s = trimSeparators(s); s != ""; s = trimSeparators(s) {
		if v, rest, ok := parseVolume(s); ok && len(refs) > 0 {
			volume, s = v, strings.TrimSpace(rest)
		}
		number, label, items, rest, ok := parseNumref(s)
		if r, _ := utf8.DecodeRuneInString(rest); !ok || number == "" || rest != "" && !strings.ContainsRune(separators, r) {
			return nil
		}
		if items == nil {
			items = []int{}
		}
		refs = append(refs, Reference{Raw: strings.TrimSpace(strings.TrimSuffix(s, rest)), Volume: volume, Number: number, Label: label, Items: items})
		s = rest
	}
	return refs
}

// separators stand between the numbers of one citation.
const separators = "、，, 　\t・;；"

func trimSeparators(s string) string { return strings.Trim(s, separators) }
