package sheet_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shogo/corpus/block"
	"shogo/corpus/sheet"
)

// book builds a workbook; do fills it.
func book(t *testing.T, do func(f *excelize.File) error) *block.Document {
	t.Helper()
	f := excelize.NewFile()
	if err := do(f); err != nil {
		t.Fatal(err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := sheet.Read(buf.Bytes(), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// fill writes rows from A1 on; an empty string leaves the cell out.
func fill(f *excelize.File, name string, style int, rows ...[]any) error {
	for i, row := range rows {
		for j, v := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if v != nil {
				if err := f.SetCellValue(name, at, v); err != nil {
					return err
				}
			}
			if style > 0 {
				if err := f.SetCellStyle(name, at, at, style); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func boxed(f *excelize.File) int {
	var sides []excelize.Border
	for _, s := range []string{"left", "right", "top", "bottom"} {
		sides = append(sides, excelize.Border{Type: s, Style: 1, Color: "000000"})
	}
	id, err := f.NewStyle(&excelize.Style{Border: sides})
	if err != nil {
		panic(err)
	}
	return id
}

// lines prints the blocks for comparing.
func lines(doc *block.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		s := string(b.Type) + " " + b.Place + " "
		if b.HeaderRow {
			s += "caption "
		}
		if b.Hidden {
			s += "hidden "
		}
		if b.RowSpan > 1 || b.ColSpan > 1 {
			s += string(rune('0'+b.RowSpan)) + "x" + string(rune('0'+b.ColSpan)) + " "
		}
		out = append(out, s+strings.ReplaceAll(b.No+b.Text, "\n", "/"))
	}
	return out
}

func messages(doc *block.Document) string {
	var b strings.Builder
	for _, w := range doc.Warnings {
		b.WriteString(w.Place + " " + w.Message + "\n")
	}
	return b.String()
}

func TestHiddenRowsColumnsAndSheetsAreKeptAndMarked(t *testing.T) {
	doc := book(t, func(f *excelize.File) error {
		if err := fill(f, "Sheet1", boxed(f), []any{"No.", "内容", "備考"}, []any{"1", "甲", "い"}, []any{"2", "乙", "ろ"}, []any{"3", "丙", "は"}); err != nil {
			return err
		}
		if err := f.SetRowVisible("Sheet1", 3, false); err != nil {
			return err
		}
		if err := f.SetColVisible("Sheet1", "C", false); err != nil {
			return err
		}
		if _, err := f.NewSheet("旧版"); err != nil {
			return err
		}
		if err := fill(f, "旧版", 0, []any{"旧い文"}); err != nil {
			return err
		}
		return f.SetSheetVisible("旧版", false)
	})
	want := []string{
		"cell Sheet1!A1 caption No.", "cell Sheet1!B1 caption 内容", "cell Sheet1!C1 caption hidden 備考",
		"cell Sheet1!A2 1", "cell Sheet1!B2 甲", "cell Sheet1!C2 hidden い",
		"cell Sheet1!A3 hidden 2", "cell Sheet1!B3 hidden 乙", "cell Sheet1!C3 hidden ろ",
		"cell Sheet1!A4 3", "cell Sheet1!B4 丙", "cell Sheet1!C4 hidden は",
		"para 旧版!A1 hidden 旧い文",
	}
	if diff := cmp.Diff(want, lines(doc)); diff != "" {
		t.Error(diff)
	}
	for _, s := range []string{"の 3 行目は非表示", "の C 列は非表示", "シート「旧版」は非表示"} {
		if !strings.Contains(messages(doc), s) {
			t.Errorf("no warning %q in\n%s", s, messages(doc))
		}
	}
}

func TestCellsAreReadAsTheyAreDisplayed(t *testing.T) {
	doc := book(t, func(f *excelize.File) error {
		if err := fill(f, "Sheet1", 0, []any{"日付", 46113.0}, []any{"和暦", 46113.0}, []any{"割合", 0.995}, []any{"金額", 1234567.0}, []any{"真偽", true}, []any{"番号", "0012"}, []any{"計算", nil}); err != nil {
			return err
		}
		for at, format := range map[string]string{"B1": "yyyy/m/d", "B2": `[$-411]ggge"年"m"月"d"日"`, "B3": "0.0%", "B4": "#,##0"} {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				return err
			}
			if err := f.SetCellStyle("Sheet1", at, at, id); err != nil {
				return err
			}
		}
		if err := f.SetCellFormula("Sheet1", "B7", "1+1"); err != nil {
			return err
		}
		return f.SetCellRichText("Sheet1", "A8", []excelize.RichTextRun{{Text: "一行目\n"}, {Text: "二行目", Font: &excelize.Font{Bold: true}}})
	})
	want := []string{
		"cell Sheet1!A1 日付", "cell Sheet1!B1 2026/4/1", "cell Sheet1!A2 和暦", "cell Sheet1!B2 令和8年4月1日",
		"cell Sheet1!A3 割合", "cell Sheet1!B3 99.5%", "cell Sheet1!A4 金額", "cell Sheet1!B4 1,234,567",
		"cell Sheet1!A5 真偽", "cell Sheet1!B5 TRUE", "cell Sheet1!A6 番号", "cell Sheet1!B6 0012",
		"para Sheet1!A7 計算", "para Sheet1!A8 一行目/二行目",
	}
	if diff := cmp.Diff(want, lines(doc)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(messages(doc), "計算結果がファイルに保存されていない") {
		t.Errorf("a formula without a value is not reported:\n%s", messages(doc))
	}
}

// TestFramedTablesOfOneSheetStayApart has a title, a form, a table with captions of two rows that goes
// on below a blank row, and a note.
func TestFramedTablesOfOneSheetStayApart(t *testing.T) {
	doc := book(t, func(f *excelize.File) error {
		box := boxed(f)
		for at, s := range map[string]string{"A1": "令和8年度版　確認表", "A2": "※ はい・いいえで答えること。", "A12": "※１ 契約がない場合は不要。"} {
			if err := f.SetCellValue("Sheet1", at, s); err != nil {
				return err
			}
		}
		for at, s := range map[string]string{"A4": "区分", "B4": "確認結果", "B5": "1回目", "C5": "2回目", "A6": "体制", "B6": "はい", "C6": "いいえ", "B7": "はい", "A9": "管理", "B9": "はい", "C9": "はい", "A10": "対応"} {
			if err := f.SetCellValue("Sheet1", at, s); err != nil {
				return err
			}
		}
		for _, r := range [][2]string{{"A4", "C7"}, {"A9", "C10"}} {
			if err := f.SetCellStyle("Sheet1", r[0], r[1], box); err != nil {
				return err
			}
		}
		for _, m := range [][2]string{{"A4", "A5"}, {"B4", "C4"}, {"A6", "A7"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				return err
			}
		}
		return nil
	})
	want := []string{
		"para Sheet1!A1 令和8年度版　確認表", "note Sheet1!A2 ※ はい・いいえで答えること。",
		"cell Sheet1!A4 caption 2x1 区分", "cell Sheet1!B4 caption 1x2 確認結果", "cell Sheet1!B5 caption 1回目", "cell Sheet1!C5 caption 2回目",
		"cell Sheet1!A6 2x1 体制", "cell Sheet1!B6 はい", "cell Sheet1!C6 いいえ", "cell Sheet1!B7 はい", "cell Sheet1!C7 ",
		"cell Sheet1!A9 管理", "cell Sheet1!B9 はい", "cell Sheet1!C9 はい", "cell Sheet1!A10 対応", "cell Sheet1!B10 ", "cell Sheet1!C10 ",
		"note Sheet1!A12 ※１ 契約がない場合は不要。",
	}
	if diff := cmp.Diff(want, lines(doc)); diff != "" {
		t.Error(diff)
	}
	for _, b := range doc.Blocks {
		if b.Place == "Sheet1!A9" && (b.Table != 1 || b.Row != 4 || b.Joined == "") {
			t.Errorf("the table that goes on: table %d row %d joined %q", b.Table, b.Row, b.Joined)
		}
	}
}

func TestFilesThatAreNoWorkbookAreRefused(t *testing.T) {
	for name, data := range map[string]string{
		"empty": "", "password": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "pdf": "%PDF-1.7", "text": "a,b,c",
	} {
		if _, err := sheet.Read([]byte(data), sheet.Options{}); err == nil || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %v; want a refusal with a remedy", name, err)
		}
	}
}

// A title in one cell over all columns is no row of the table below it, whether it
// is framed or not.
func TestFramedTitlesStandAboveTheirTable(t *testing.T) {
	doc := book(t, func(f *excelize.File) error {
		return errors.Join(
			fill(f, "Sheet1", boxed(f), []any{"表１　確認事項", nil, nil}, []any{"番号", "項目", "備考"}, []any{"1-1", "台帳を作る。", ""}, []any{"1-2", "点検する。", ""}),
			f.MergeCell("Sheet1", "A1", "C1"))
	})
	if first, second := doc.Blocks[0], doc.Blocks[1]; first.Text != "表１　確認事項" || first.Table != 0 || second.Text != "番号" || !second.HeaderRow || second.Row != 0 {
		t.Errorf("%+v\n%+v", first, second)
	}
}
