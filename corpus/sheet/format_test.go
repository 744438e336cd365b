package sheet_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// formatted writes a value into the cell, shown by the format.
func formatted(f *excelize.File, at, code string, value float64) error {
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	return errors.Join(err, f.SetCellValue("Sheet1", at, value), f.SetCellStyle("Sheet1", at, at, style))
}

// Values are shown as a Japanese office program shows them: sections for zero and
// with conditions, eras by their first day, days of the week.
func TestNumbersAreShownAsFormatted(t *testing.T) {
	cases := []struct {
		value      float64
		code, want string
	}{
		{45077, `[$-411]ggge"年"m"月"d"日"`, "令和5年5月31日"}, {43586, `[$-411]ge.m.d`, "R1.5.1"}, {43585, `[$-411]ggge"年"m"月"d"日"`, "平成31年4月30日"},
		{43586, `[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@`, "令和元年5月1日"}, {32515, `[$-411]gge"年"`, "昭64年"}, {32516.25, `[$-411]ggge"年"m"月"d"日 "h"時"mm"分"`, "平成1年1月8日 6時00分"},
		{45077, `m"月"d"日("aaa")"`, "5月31日(水)"}, {45077, "aaaa", "水曜日"}, {45077.25, "h:mm", "6:00"}, {45077, "yyyy/mm/dd", "2023/05/31"},
		{0, `#,##0;-#,##0;"－"`, "－"}, {-5, `#,##0;"△"#,##0`, "△5"}, {0, "#,###", ""}, {0, "0;;;", ""}, {1234, "#,###", "1,234"},
		{1, `[=1]"○";[=0]"×";General`, "○"}, {0, `[=1]"○";[=0]"×";General`, "×"}, {12, `[=1]"○";[=0]"×";General`, "12"},
		{99, `[>=100]"多";[>=10]"中";"少"`, "中"}, {3, `[>=100]"多";[>=10]"中";"少"`, "少"}, {150, `[Red][>=100]0"件以上";0"件"`, "150件以上"},
		{0.5, "0.0%", "50.0%"}, {3, `"第"0"章"`, "第3章"}, {-1, `"";""`, ""}, {1.5, `0.0"倍"`, "1.5倍"},
	}
	doc := book(t, func(f *excelize.File) error {
		var errs []error
		for i, c := range cases {
			row := strconv.Itoa(i + 1)
			errs = append(errs, formatted(f, "B"+row, c.code, c.value), f.SetCellValue("Sheet1", "A"+row, "値"))
		}
		return errors.Join(errs...)
	})
	got := map[string]string{}
	for _, b := range doc.Blocks {
		got[b.Place] = b.Text
	}
	for i, c := range cases {
		if s := got["Sheet1!B"+strconv.Itoa(i+1)]; s != c.want {
			t.Errorf("%v as %s: %q, want %q", c.value, c.code, s, c.want)
		}
	}
}

// A format that is longer than any program writes would be parsed for every
// cell: its values come as they are stored, and the reader says so.
func TestFormatsTooLongAreNotApplied(t *testing.T) {
	doc := book(t, func(f *excelize.File) error {
		return errors.Join(f.SetCellValue("Sheet1", "A1", "値"), formatted(f, "B1", `"`+strings.Repeat("件", 2000)+`"0`, 12.5))
	})
	if last := doc.Blocks[len(doc.Blocks)-1]; last.Text != "12.5" || len(doc.Warnings) != 1 {
		t.Errorf("%+v, warnings %v", last, doc.Warnings)
	}
}
