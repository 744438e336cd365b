package sheet

import (
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Values are shown as a Japanese office program shows them: sections for zero and
// with conditions, eras by their first day, days of the week.
func TestNumbersAreShownAsFormatted(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
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
	for i, c := range cases {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c.code})
		if err != nil {
			t.Fatal(c.code, err)
		}
		at := "B" + strconv.Itoa(i+1)
		for _, err := range []error{f.SetCellValue("Sheet1", at, c.value), f.SetCellStyle("Sheet1", at, at, style), f.SetCellValue("Sheet1", "A"+strconv.Itoa(i+1), "値")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(b.Bytes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
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

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{`[$-411]ggge"年"m"月"d"日";@`, `[>=100]"多";0`, `#,##0_ ;[Red]\-#,##0\ `, `"`, `[`, `\`, "h:mm AM/PM", "mmmmm", `_*`} {
		f.Add(code, 45077.5)
		f.Add(code, -1.0)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		r := &reader{}
		sections := cutSections(code)
		if at, _ := choose(sections, v); at >= len(sections) {
			t.Errorf("section %d of %q", at, code)
		}
		if v >= 0 && v < 3e6 {
			for _, s := range sections {
				r.date(s, v)
				literals(s)
			}
		}
	})
}

// A format that is longer than any program writes would be parsed for every
// cell: its values come as they are stored, and the reader says so.
func TestFormatsTooLongAreNotApplied(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	code := `"` + strings.Repeat("件", 2000) + `"0`
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	for _, err := range []error{err, f.SetCellValue("Sheet1", "A1", "値"), f.SetCellValue("Sheet1", "B1", 12.5), f.SetCellStyle("Sheet1", "B1", "B1", style)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(b.Bytes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if last := doc.Blocks[len(doc.Blocks)-1]; last.Text != "12.5" || len(doc.Warnings) != 1 {
		t.Errorf("%+v, warnings %v", last, doc.Warnings)
	}
}

// A title in one cell over all columns is no row of the table below it, whether it
// is framed or not.
func TestFramedTitlesStandAboveTheirTable(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}})
	errs := []error{err, f.MergeCell("Sheet1", "A1", "C1"), f.SetCellStyle("Sheet1", "A1", "C4", style), f.SetCellValue("Sheet1", "A1", "表１　確認事項")}
	for i, row := range [][]any{{"番号", "項目", "備考"}, {"1-1", "台帳を作る。", ""}, {"1-2", "点検する。", ""}} {
		errs = append(errs, f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+2), &row))
	}
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(b.Bytes(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if first, second := doc.Blocks[0], doc.Blocks[1]; first.Text != "表１　確認事項" || first.Table != 0 || second.Text != "番号" || !second.HeaderRow || second.Row != 0 {
		t.Errorf("%+v\n%+v", first, second)
	}
}
