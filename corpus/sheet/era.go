package sheet

import (
	"fmt"
	"math"
	"strings"
	"time"

	"shogo/corpus/pattern"
)

// eras begin on these days: the year 1 of each.
var eras = []struct {
	from          time.Time
	letter, kanji string
}{
	{day(2019, 5, 1), "R", "令和"}, {day(1989, 1, 8), "H", "平成"}, {day(1926, 12, 25), "S", "昭和"}, {day(1912, 7, 30), "T", "大正"}, {day(1868, 1, 25), "M", "明治"},
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

var (
	// dateTokens matches the parts of a date format that are written here, in
	// lower case: era and its year, day of the week, hours without a leading zero.
	dateTokens = pattern.New(`(?i)[ge]|aaa|^h{1,2}mm(?:ss)?$`)
	dateToken  = pattern.New(`(?i)^(?:g{1,3}|e{1,2}|y{4}|y{1,2}|m{1,5}|d{1,4}|aaaa|aaa|h{1,2}|s{1,2}|AM/PM|A/P)`)
	// gannen in a locale asks for 元年 instead of 1年.
	gannen = pattern.New(`(?i)x-gannen`)
)

// isDate reports a section that formats a date or a time.
func isDate(section string) bool {
	s := strings.ToLower(stripLiterals(section))
	if strings.Contains(s, "general") || strings.ContainsAny(s, "#?@") || strings.Contains(s, "e+") || strings.Contains(s, "e-") || strings.Contains(s, "0") {
		return false
	}
	return strings.ContainsAny(s, "ymdhsge") || strings.Contains(s, "aaa")
}

// date writes a date as the section says: serial days since the workbook's epoch.
func (r *reader) date(section string, v float64) string {
	days, part := math.Modf(v)
	from := day(1899, 12, 30)
	if r.date1904 {
		from = day(1904, 1, 1)
	}
	if days > 2_958_465 { // 9999-12-31
		return ""
	}
	t := from.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(part*86400)) * time.Second)
	if days < 60 && !r.date1904 {
		t = t.AddDate(0, 0, 1) // the format counts a 29 February 1900
	}
	w := dateWriter{t: t, first: gannen.MatchString(section)}
	return w.write(section)
}

// dateWriter writes one date.
type dateWriter struct {
	t     time.Time
	first bool // 元年
	hour  bool // the last part was an hour, so that m means minutes
	half  bool // twelve hours
}

func (w *dateWriter) write(section string) string {
	var b strings.Builder
	w.half = strings.Contains(strings.ToUpper(stripLiterals(section)), "AM/PM")
	for s := section; s != ""; {
		if m := dateToken.FindString(s); m != "" {
			b.WriteString(w.token(strings.ToLower(m), s[len(m):]))
			s = s[len(m):]
			continue
		}
		n := literalLength(s)
		b.WriteString(literals(s[:n]))
		if strings.ContainsAny(s[:1], "./-,") {
			b.WriteString(s[:1])
		}
		s = s[n:]
	}
	return strings.TrimSpace(b.String())
}

// literalLength is the length in bytes of the next piece that is no token.
func literalLength(s string) int {
	switch r := []rune(s[:min(len(s), 8)]); r[0] {
	case '"', '[':
		if at := strings.IndexAny(s[1:], `"]`); at >= 0 {
			return at + 2
		}
		return len(s)
	case '\\', '_', '*':
		return min(len(s), len(string(r[:min(len(r), 2)])))
	default:
		return min(len(s), len(string(r[0])))
	}
}

func (w *dateWriter) token(token, behind string) string {
	hour := w.hour
	w.hour = token[0] == 'h'
	switch token[0] {
	case 'g', 'e':
		return w.era(token)
	case 'y':
		if len(token) < 3 {
			return fmt.Sprintf("%02d", w.t.Year()%100)
		}
		return fmt.Sprintf("%04d", w.t.Year())
	case 'm':
		seconds := strings.TrimLeft(stripLiterals(behind), ":. ")
		if hour || strings.HasPrefix(strings.ToLower(seconds), "s") {
			return padded(w.t.Minute(), token)
		}
		if len(token) > 2 {
			return w.t.Format(map[int]string{3: "Jan", 4: "January"}[min(len(token), 4)])
		}
		return padded(int(w.t.Month()), token)
	case 'd':
		if len(token) > 2 {
			return w.t.Format(map[int]string{3: "Mon", 4: "Monday"}[len(token)])
		}
		return padded(w.t.Day(), token)
	case 'h':
		h := w.t.Hour()
		if w.half {
			h = (h+11)%12 + 1
		}
		return padded(h, token)
	case 's':
		return padded(w.t.Second(), token)
	}
	if token == "am/pm" || token == "a/p" {
		return w.t.Format("PM")
	}
	name := []string{"日", "月", "火", "水", "木", "金", "土"}[w.t.Weekday()]
	if token == "aaaa" {
		return name + "曜日"
	}
	return name
}

func padded(n int, token string) string { return fmt.Sprintf("%0*d", len(token), n) }

// era writes g, gg and ggg: R, 令, 令和; e and ee: its year.
func (w *dateWriter) era(token string) string {
	for _, e := range eras {
		if w.t.Before(e.from) {
			continue
		}
		year := w.t.Year() - e.from.Year() + 1
		switch {
		case token == "g":
			return e.letter
		case token == "gg":
			return string([]rune(e.kanji)[:1])
		case token == "ggg":
			return e.kanji
		case year == 1 && w.first:
			return "元"
		}
		return padded(year, token)
	}
	if token[0] == 'g' {
		return ""
	}
	return fmt.Sprint(w.t.Year())
}
