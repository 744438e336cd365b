package sheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shogo/corpus/pattern"
)

// The library formats numbers, but takes the first section of a format for zero
// and whatever a condition says, knows eras only by their years, and shows no
// Japanese days of the week. What follows decides these before it is asked.

// codes are formats that files name by number only, as Japanese editions of the
// office programs define them.
var codes = map[int]string{20: "h:mm", 21: "h:mm:ss", 27: "ge.m.d", 28: `ggge"年"m"月"d"日"`, 29: `ggge"年"m"月"d"日"`, 36: "ge.m.d",
	41: `#,##0;-#,##0;"-"`, 42: `"¥"#,##0;"¥"-#,##0;"¥-"`, 43: `#,##0.00;-#,##0.00;"-"`, 44: `"¥"#,##0.00;"¥"-#,##0.00;"¥-"`,
	50: "ge.m.d", 51: `ggge"年"m"月"d"日"`, 54: `ggge"年"m"月"d"日"`, 57: "ge.m.d", 58: `ggge"年"m"月"d"日"`}

// maxCode is the length in bytes of the longest format that an office program
// writes, with room: they accept 255 characters.
const maxCode = 1024

// shown is a value on its way to the library: its text where that is decided
// here, else the style and the value to ask with.
type shown struct {
	text    string
	decided bool
	style   int
	raw     string
}

// show decides how the value of a cell is shown as far as the library does not.
func (r *reader) show(e *entry) shown {
	same := shown{style: e.style, raw: e.raw}
	v, err := strconv.ParseFloat(e.raw, 64)
	code := r.look(e.style).code
	if len(code) > maxCode { // it would be parsed anew for every cell
		return shown{text: e.raw, decided: true}
	}
	if err != nil || e.kind != "" && e.kind != "n" || code == "" || math.IsInf(v, 0) || math.IsNaN(v) {
		return same
	}
	sections := cutSections(code)
	section, abs := choose(sections, v)
	if section < 0 {
		return same
	}
	text := withoutCondition(sections[section])
	if isDate(text) {
		if ours := dateTokens.MatchString(stripLiterals(text)); !ours || v < 0 {
			return same
		}
		return shown{text: r.date(text, v), decided: true}
	}
	if abs {
		v = math.Abs(v)
	}
	places := strings.ToLower(stripLiterals(text))
	switch {
	case strings.TrimSpace(text) == "":
		return shown{decided: true}
	case !strings.ContainsAny(places, "0#?@") && !strings.Contains(places, "general"), math.Abs(v) < 0.5 && strings.Contains(places, "#") && !strings.ContainsAny(places, "0?.%/@e"):
		return shown{text: strings.TrimSpace(literals(text)), decided: true} // no digit is shown
	case section == 0 && !conditioned(sections[0]):
		return same
	}
	style, ok := r.styleOf(text)
	if !ok {
		return same
	}
	return shown{style: style, raw: strconv.FormatFloat(v, 'g', -1, 64)}
}

// styleOf is a style of the library's workbook with this format alone.
func (r *reader) styleOf(code string) (int, bool) {
	if id, ok := r.formats[code]; ok {
		return id, true
	}
	style := excelize.Style{CustomNumFmt: &code}
	if strings.EqualFold(strings.TrimSpace(code), "general") {
		style = excelize.Style{}
	}
	id, err := r.book.NewStyle(&style)
	if err != nil || len(r.formats) > 1000 {
		return 0, false
	}
	r.formats[code] = id
	return id, true
}

// cutSections parts a format at its semicolons, at most four.
func cutSections(code string) []string {
	var out []string
	from := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := map[byte]byte{'"': '"', '[': ']'}[code[i]]
			if at := strings.IndexByte(code[i+1:], end); at >= 0 {
				i += at + 1
			}
		case ';':
			out, from = append(out, code[from:i]), i+1
		}
	}
	return append(out, code[from:])
}

// condition matches [>=100] in front of a section, behind a colour.
var condition = pattern.New(`\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\s*\]`)

func conditioned(section string) bool { return condition.MatchString(section) }

func withoutCondition(section string) string {
	if at := condition.FindStringIndex(section); at != nil {
		return section[:at[0]] + section[at[1]:]
	}
	return section
}

func holds(section string, v float64) bool {
	m := condition.FindStringSubmatch(section)
	if m == nil {
		return false
	}
	w, err := strconv.ParseFloat(m[2], 64)
	if err != nil {
		return false
	}
	switch m[1] {
	case "<":
		return v < w
	case "<=":
		return v <= w
	case ">":
		return v > w
	case ">=":
		return v >= w
	case "=":
		return v == w
	}
	return v != w
}

// choose returns the section that formats v, and whether it shows the value
// without its sign; -1 leaves it to the library.
func choose(sections []string, v float64) (section int, abs bool) {
	n := min(len(sections), 3) // the fourth is for text
	if !conditioned(sections[0]) && (n < 2 || !conditioned(sections[1])) {
		switch {
		case n > 2 && v == 0:
			return 2, false
		case n > 1 && v < 0:
			return 1, true
		}
		return 0, false
	}
	for i := range min(n, 2) {
		other := i == 0 && v > 0 || i == 1 && v < 0 // without a condition of its own
		if n > 2 && !conditioned(sections[i]) && other || holds(sections[i], v) {
			return i, v < 0 && i == 1 && !conditioned(sections[i])
		}
	}
	if n == 1 {
		return -1, false
	}
	return n - 1, false
}

// stripLiterals removes what a section prints as it stands: quoted text, escaped
// characters, fillers and brackets.
func stripLiterals(section string) string { return strings.TrimSpace(parts(section, false)) }

// literals is what a section prints as it stands, where it shows no digit.
func literals(section string) string { return parts(section, true) }

func parts(section string, literal bool) string {
	var b strings.Builder
	put := func(s string, isLiteral bool) {
		if isLiteral == literal {
			b.WriteString(s)
		}
	}
	s := []rune(section)
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i < len(s) {
				put(string(s[i]), true)
			}
		case '_':
			i++
			put(" ", true)
		case '*':
			i++
		case '"', '[':
			end := i + 1
			for end < len(s) && s[end] != map[rune]rune{'"': '"', '[': ']'}[s[i]] {
				end++
			}
			if s[i] == '"' {
				put(string(s[i+1:min(end, len(s))]), true)
			} else if money := s[i+1 : min(end, len(s))]; len(money) > 1 && money[0] == '$' {
				currency, _, _ := strings.Cut(string(money[1:]), "-")
				put(currency, true)
			}
			i = end
		default:
			placeholder := strings.ContainsRune("0#?,.%@/", s[i]) || s[i] >= 'A' && s[i] <= 'z'
			put(string(s[i]), !placeholder)
		}
	}
	return b.String()
}
