package assessment

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
)

// hostile are texts that a sheet must keep as they are.
var hostile = []string{`=cmd|' /C calc'!A0`, "+81-3", "-1", "@SUM(1)", "＝１", "'quoted", "''", "'", "'=1", `<script>alert(1)</script>`, `&amp;"',;`,
	"一行目\n二行目\t欄", "\n=1", "\u202e逆\u202c", "_x000D_", "_x005F_x000D_ __x0041__", "\x01\x08\x1f", "  空白  ", "𠮷野家", "0012", "1e5", "TRUE", "3-4", "12:30", "Apr-1", "＄5", "７．４", "4月1日", "(1)", "'12", "2026/4/1 ごろ", "", strings.Repeat("𠮷長", 40_000)}

// sheets are two filled sheets with a text of hostile in every field that takes
// any.
func sheets() []*Sheet {
	var out []*Sheet
	for n, org := range []string{"甲病院 =1+1", "株式会社乙\u202e"} {
		s := &Sheet{Form: "clm-r7-provider", Name: "事業者確認用", Edition: "令和7年度版", Organization: org, System: "電子カルテ", Person: "<b>山田</b>", Date: "2026-04-01"}
		for i, text := range hostile {
			s.Answers = append(s.Answers, Answer{Item: fmt.Sprintf("clm-r7-2-i%02d", i), Section: "2 管理・運用", Label: "2-⑥", Title: "更新している。", Systems: "サーバ、端末PC",
				Fingerprint: "t12345678.b1e345678", Answer: []string{Yes, No, NotApplicable, Unanswered, "△"}[(i+n)%5], Checked: []string{"2026-04-01", "", "来月", "46113"}[i%4],
				Target: []string{"", "2027-03-31"}[i%2], Note: text, Evidence: hostile[(i+1)%len(hostile)], Recheck: "番号が変わりました。", Carried: "令和6年度版"})
		}
		out = append(out, s)
	}
	return out
}

func TestEveryFormatKeepsEverything(t *testing.T) {
	for _, format := range Formats {
		var a, b bytes.Buffer
		if err := Write(&a, format, sheets()); err != nil {
			t.Fatal(err)
		}
		if err := Write(&b, format, sheets()); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: written twice, the bytes differ (%v)", format, err)
		}
		got, problems, err := Read(a.Bytes())
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %q", format, err, problems)
		}
		if diff := cmp.Diff(sheets(), got); diff != "" {
			t.Errorf("%s: %.2000s", format, diff)
		}
	}
}

func TestCSVRunsNothing(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, sheets()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\uFEFF番号,") {
		t.Errorf("starts with %q, want a byte order mark and the head", b.String()[:20])
	}
	for _, bad := range []string{",0012,", ",1e5,", ",TRUE,", ",4月1日,", ",=", ",\"=", ",+8", ",-1", ",@", ",＝", ",\"\n="} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("a cell starts as %q", bad)
		}
	}
}

func TestWorkbookOfferAndMark(t *testing.T) {
	var b bytes.Buffer
	if err := WriteXLSX(&b, sheets()); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := f.GetDataValidations(tableName); err != nil || len(v) != 1 || v[0].Formula1 != `"はい,いいえ,対象外"` {
		t.Errorf("choices %+v, %v", v, err)
	}
	id, err := f.GetCellStyle(tableName, "G2")
	if err != nil {
		t.Fatal(err)
	}
	if q := f.Styles.CellXfs.Xf[id].QuotePrefix; q == nil || !*q {
		t.Error("a text that looks like a formula is not marked as text")
	}
	if got, _ := f.GetCellValue(tableName, "E2"); got != "2026-04-01" {
		t.Errorf("the day shows as %q", got)
	}
}

// What people and their programs make of a table.
func TestReadEditedTable(t *testing.T) {
	table := "メモ,,,\r\n番号,項目ID,回答,確認日,目標日,備考,施設・事業者名,わたしの列\r\n" +
		"2-⑥,a,はい,2026/4/1,令和9年3月31日,x,甲病院,秘\r\n" +
		"2-⑦,b, no ,R8.4.1,いつか,,,\r\n" +
		"2-⑥,a,いいえ,,,,甲病院,\r\n" +
		",,,,,手で足した行,,\r\n,,,,,,,\r\n"
	sjis, err := japanese.ShiftJIS.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	want := []*Sheet{
		{Organization: "甲病院", Answers: []Answer{{Item: "a", Label: "2-⑥", Answer: Yes, Checked: "2026-04-01", Target: "2027-03-31", Note: "x"},
			{Item: "b", Label: "2-⑦", Answer: No, Checked: "2026-04-01", Target: "いつか"}}},
		{Organization: "甲病院", Answers: []Answer{{Item: "a", Label: "2-⑥", Answer: No}}},
	}
	for name, text := range map[string]string{"UTF-8": table, "Shift_JIS": sjis, "semicolons": strings.ReplaceAll(table, ",", ";"), "tabs": strings.ReplaceAll(table, ",", "\t")} {
		got, problems, err := Read([]byte(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if len(problems) != 2 || !strings.Contains(problems[0], "わたしの列") || !strings.Contains(problems[1], "手で足した行") {
			t.Errorf("%s: problems %q, want the column and the row", name, problems)
		}
	}
}

// Somebody sorts the table backwards: respondents of one name stay apart, and
// a long text keeps its order.
func TestSortedTableIsReadBackWhole(t *testing.T) {
	in := sheets()
	in[1].Organization = in[0].Organization
	table := rows(in)
	slices.Reverse(table[1:])
	got, problems, err := readRows(table)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	slices.Reverse(got)
	for _, s := range got {
		slices.Reverse(s.Answers)
	}
	if diff := cmp.Diff(in, got); diff != "" {
		t.Errorf("%.2000s", diff)
	}
}

func TestReadRefuses(t *testing.T) {
	long := strings.Repeat("あ", maxName+1)
	for text, want := range map[string]string{"": "empty", "a,b\n1,2\n": "no sheet of shogo", `{"format":"x"}`: "format", `{"format":"shogo-sheets","version":2}`: "version 2",
		`{"format":"shogo-sheets","version":1,"sheets":[{"answers":[{"item":"a"},{"item":"a"}]}]}`: "twice", "項目ID,回答,記入者\na,はい," + long + "\n": "more than 1000", "PK\x03\x04x": "",
		"項目ID,回答\n": "no answers", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1": "password", `{"format":"shogo-sheets","version":1,"sheets":[null]}`: "null"} {
		if _, _, err := Read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: error %v, want %q", text, err, want)
		}
	}
}

func TestDaysAreReadInJapaneseSpellings(t *testing.T) {
	for in, want := range map[string]string{"2026-04-01": "2026-04-01", "２０２６年４月１日": "2026-04-01", "令和元年5月1日": "2019-05-01", "r8/4/1": "2026-04-01",
		"2026/2/30": "2026/2/30", "来月": "来月", "": "", "2026-04-01 00:00:00": "2026-04-01", "2026": "2026"} {
		if got := parseDay(in); got != want {
			t.Errorf("parseDay(%q) = %q, want %q", in, got, want)
		}
	}
	if a, b := fromSerial("46113", false), fromSerial("44651", true); a != "2026-04-01" || b != "2026-04-01" {
		t.Errorf("days of numbers: %q, %q", a, b)
	}
}
