package assessment

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shogo/corpus/pattern"
)

// The ways in which people and spreadsheets write a day.
var (
	westernDay = pattern.New(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$`) // 2026/4/1, 2026年4月1日
	reiwaDay   = pattern.New(`^(?:令和|[Rr])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)      // 令和8年4月1日, R8.4.1
	serialDay  = pattern.New(`^\d{2,7}(?:\.\d+)?$`)                                           // 46113, as a workbook stores a day
)

// parseDay returns a day as 2026-04-01, and any other text as it is.
// site/client/sheet/day.ts does the same.
func parseDay(s string) string {
	t := strings.Join(strings.Fields(norm.NFKC.String(s)), " ")
	compact := strings.ReplaceAll(t, " ", "")
	if m := westernDay.FindStringSubmatch(t); m != nil {
		return day(m[1], m[2], m[3], 0, s)
	}
	if m := westernDay.FindStringSubmatch(compact); m != nil {
		return day(m[1], m[2], m[3], 0, s)
	}
	if m := reiwaDay.FindStringSubmatch(compact); m != nil {
		if m[1] == "元" {
			m[1] = "1"
		}
		return day(m[1], m[2], m[3], 2018, s) // Reiwa 1 is 2019
	}
	return s
}

// day joins the parts if they are a day of the calendar.
func day(year, month, d string, add int, otherwise string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	n, _ := strconv.Atoi(d)
	t := time.Date(y+add, time.Month(m), n, 0, 0, 0, 0, time.UTC)
	if t.Day() != n || int(t.Month()) != m || t.Year() > 9999 {
		return otherwise
	}
	return t.Format(time.DateOnly)
}

// fromSerial returns the day of a number of a workbook, whose day 0 is
// 1899-12-30 or, with from1904, 1904-01-01; any other text as it is.
func fromSerial(s string, from1904 bool) string {
	if !serialDay.MatchString(s) {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	n := int(f)
	if from1904 {
		n += 1462
	}
	if err != nil || n < 61 || n > 2_958_465 {
		return s
	}
	return epoch.AddDate(0, 0, n).Format(time.DateOnly)
}

var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// toSerial returns the number of a day in a workbook; ok is false for a text
// that is no day it can hold.
func toSerial(s string) (n int, ok bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	n = int(t.Sub(epoch).Hours() / 24)
	return n, n >= 61 && n <= 2_958_465
}

// isDay reports whether s is a day as parseDay returns it.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// problem is a remark on a file, in Japanese, with the row where it has one.
func problem(row int, format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	if row > 0 {
		return fmt.Sprintf("%d行目：%s", row, text)
	}
	return text
}
