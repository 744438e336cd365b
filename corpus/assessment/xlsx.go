package assessment

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
)

// tableName is the name of the worksheet.
const tableName = "記入シート"

// WriteXLSX writes sheets as a workbook with one table. Days are days, answers
// offer their three words, and no cell is a formula: one that looks like it is
// marked, so that editing it makes none.
func WriteXLSX(w io.Writer, sheets []*Sheet) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{f: f}
	b.try(f.SetSheetName("Sheet1", tableName))
	table := rows(sheets)
	b.styles()
	for i, row := range table {
		for j, text := range row {
			b.cell(i+1, j+1, text)
		}
	}
	b.layout(len(table))
	if b.err != nil {
		return fmt.Errorf("write workbook: %w", b.err)
	}
	return f.Write(w)
}

// book writes cells and remembers the first error.
type book struct {
	f                     *excelize.File
	head, text, quoted, d int
	err                   error
}

func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) styles() {
	line := func(side string) excelize.Border { return excelize.Border{Type: side, Style: 1, Color: "767676"} }
	base := excelize.Style{NumFmt: 49, Font: &excelize.Font{Family: "Meiryo", Size: 11}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Border: []excelize.Border{line("left"), line("right"), line("top"), line("bottom")}}
	make := func(change func(*excelize.Style)) int {
		s := base
		change(&s)
		id, err := b.f.NewStyle(&s)
		b.try(err)
		return id
	}
	iso := `yyyy\-mm\-dd`
	b.text = make(func(*excelize.Style) {})
	b.head = make(func(s *excelize.Style) {
		s.Font = &excelize.Font{Family: "Meiryo", Size: 11, Bold: true}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8F1FE"}}
	})
	b.d = make(func(s *excelize.Style) { s.NumFmt, s.CustomNumFmt = 0, &iso })
	b.quoted = make(func(s *excelize.Style) {})
	if xf := b.f.Styles; xf != nil && xf.CellXfs != nil {
		// The library knows no quotePrefix; a style of its own gets the attribute.
		b.quoted = len(xf.CellXfs.Xf)
		copied := xf.CellXfs.Xf[b.text]
		yes := true
		copied.QuotePrefix = &yes
		xf.CellXfs.Xf = append(xf.CellXfs.Xf, copied)
		xf.CellXfs.Count = len(xf.CellXfs.Xf)
	}
}

func (b *book) cell(row, col int, text string) {
	at, err := excelize.CoordinatesToCellName(col, row)
	b.try(err)
	style := b.text
	switch n, day := toSerial(text); {
	case row == 1:
		style = b.head
		b.try(b.f.SetCellStr(tableName, at, text))
	case columns[col-1].day && day:
		style = b.d
		b.try(b.f.SetCellInt(tableName, at, int64(n)))
	case text != "":
		if strings.ContainsRune(startsFormula, firstRune(text)) {
			style = b.quoted
		}
		b.try(b.f.SetCellStr(tableName, at, cellText(text)))
	}
	b.try(b.f.SetCellStyle(tableName, at, at, style))
}

// Characters that XML cannot hold, and what follows the "_" of their escapes.
var (
	notInXML   = pattern.New("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]")
	afterScore = pattern.New(`^x[0-9A-Fa-f]{4}_`) // x000D_
)

// cellText writes what XML cannot hold as _xHHHH_ (ECMA-376, 22.9.2.19), which
// the library reads but does not write.
func cellText(s string) string {
	parts := strings.SplitAfter(s, "_")
	for i := range parts[:len(parts)-1] {
		if afterScore.MatchString(parts[i+1]) {
			parts[i] += "x005F_"
		}
	}
	return notInXML.ReplaceAllStringFunc(strings.Join(parts, ""), func(c string) string { return fmt.Sprintf("_x%04X_", firstRune(c)) })
}

// layout sets widths, the head that stays in sight, the words of the answers
// and the print.
func (b *book) layout(n int) {
	for i, c := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.f.SetColWidth(tableName, name, name, c.width))
		if c.head == headAnswer {
			v := excelize.NewDataValidation(true)
			v.Sqref = fmt.Sprintf("%s2:%s%d", name, name, n+1)
			var list []string
			for _, w := range words {
				list = append(list, w.word)
			}
			b.try(v.SetDropList(list))
			b.try(b.f.AddDataValidation(tableName, v))
		}
	}
	b.try(b.f.SetPanes(tableName, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	last, err := excelize.CoordinatesToCellName(len(columns), max(n, 1))
	b.try(err)
	b.try(b.f.AutoFilter(tableName, "A1:"+last, nil))
	a4, wide, fit, one, any := 9, "landscape", true, 1, 0
	b.try(b.f.SetPageLayout(tableName, &excelize.PageLayoutOptions{Size: &a4, Orientation: &wide, FitToWidth: &one, FitToHeight: &any}))
	b.try(b.f.SetSheetProps(tableName, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// readXLSX reads the first worksheet that holds the columns of a sheet.
func readXLSX(raw []byte) ([]*Sheet, []string, error) {
	// The package is opened within limits first: excelize's own do not count tags.
	if _, err := ooxml.Open(raw, ooxml.Limits{}); err != nil {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	const most = 128 << 20
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true, UnzipSizeLimit: most, UnzipXMLSizeLimit: most})
	if err != nil {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	defer f.Close()
	from1904 := false
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		from1904 = *p.Date1904
	}
	for _, name := range f.GetSheetList() {
		table, err := f.GetRows(name)
		if err != nil {
			return nil, nil, fmt.Errorf("read sheet: worksheet %q: %w", name, err)
		}
		t, first := newTableReader(table)
		if t == nil {
			continue
		}
		for n, row := range table[first:] {
			for i, c := range columns {
				if j := t.at[i]; c.day && j >= 0 && j < len(row) && isNumber(f, name, first+n+1, j+1) {
					row[j] = fromSerial(row[j], from1904)
				}
			}
		}
		return readRows(table)
	}
	return nil, nil, fmt.Errorf("read sheet: no worksheet names the columns %s and %s; this is no sheet of shogo", headItem, headAnswer)
}

// isNumber reports whether a cell holds a number: a text of digits is no day.
func isNumber(f *excelize.File, sheet string, row, col int) bool {
	at, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return false
	}
	kind, err := f.GetCellType(sheet, at)
	return err == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber || kind == excelize.CellTypeDate)
}
