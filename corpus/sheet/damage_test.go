package sheet_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"shogo/corpus/internal/damage"
	"shogo/corpus/sheet"
)

const (
	open = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
	shut = `</worksheet>`
)

// attacks are sheets that a reader without limits does not survive.
func attacks() []damage.Part {
	main := func(body string) damage.Part {
		return damage.Part{Name: "xl/worksheets/sheet1.xml", Body: []byte(open + body + shut)}
	}
	var wide, far, merges, columns strings.Builder
	for n := 1; n <= 20_000; n++ {
		fmt.Fprintf(&wide, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>甲</t></is></c><c r="XFD%d" t="inlineStr"><is><t>乙</t></is></c></row>`, n, n, n)
		fmt.Fprintf(&far, `<row r="%d"><c r="A%d"><v>1</v></c></row>`, n*50, n*50)
		fmt.Fprintf(&merges, `<mergeCell ref="A1:XFC%d"/><mergeCell ref="B%d:XFD1048576"/>`, n+1, n)
		fmt.Fprintf(&columns, `<col min="1" max="16384" hidden="1"/>`)
	}
	dense := strings.Repeat(`<c s="1"><v>1</v></c>`, 16_000)
	return []damage.Part{
		main(`<sheetData>` + wide.String() + `</sheetData>`),
		main(`<sheetData>` + far.String() + `</sheetData>`),
		main(`<cols>` + columns.String() + `</cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>` + merges.String() + `</mergeCells>`),
		main(`<sheetData>` + strings.Repeat(`<row>`+dense+`</row>`, 20) + `</sheetData>`),
		main(`<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
		main(`<sheetData><row r="1"><c r="A1" t="s"><v>999999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" s="99999999"><v>1e308</v></c><c r="D1" s="-5"><v>-1e308</v></c></row></sheetData>`),
		main(`<sheetData>` + strings.Repeat(`<row r="1"><c r="A1"><f>SUM(A1:XFD1048576)</f></c></row>`, 50_000) + `</sheetData>`),
		{Name: "xl/styles.xml", Body: []byte(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="` + strings.Repeat("[Red]0;", 50_000) + `"/></numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs></styleSheet>`)},
		{Name: "xl/sharedStrings.xml", Body: []byte(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4000000000">` + strings.Repeat(`<si><r><t>あ</t></r></si>`, 100_000) + `</sst>`)},
		{Name: "xl/workbook.xml", Body: []byte(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + strings.Repeat(`<sheet name="a" sheetId="1" r:id="rId1"/>`, 5000) + `</sheets></workbook>`)},
		{Name: "xl/workbook.xml", Body: []byte(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="` + strings.Repeat("長", 5000) + `" sheetId="1"/></sheets></workbook>`)},
	}
}

// TestDamagedFilesEndInAnErrorAndNoPanic reads damaged and hostile workbooks: each is read or refused in
// words, soon and with little memory.
func TestDamagedFilesEndInAnErrorAndNoPanic(t *testing.T) {
	damage.Check(t, damage.Files(sound(t), attacks(), 20260402), readFile)
}

func sound(t testing.TB) [][]byte { return damage.Sound(t, "testdata/*.xlsx") }

// FuzzRead lets no panic through; what the library below does in one is
// recovered and refused.
func FuzzRead(f *testing.F) {
	for _, data := range sound(f)[:3] {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var e *sheet.Error
		if _, err := readFile(data); err != nil && !errors.As(err, &e) {
			t.Errorf("not refused in words: %v", err)
		}
	})
}

// FuzzSheet puts the input into a sound package as its sheet.
func FuzzSheet(f *testing.F) {
	parts := damage.Unpack(sound(f)[0])
	for _, a := range attacks() {
		if len(a.Body) < 1<<12 {
			f.Add(a.Body)
		}
	}
	f.Add([]byte(open + `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>①</t></is></c></row></sheetData>` + shut))
	f.Fuzz(func(t *testing.T, body []byte) {
		data := damage.Pack(damage.Replace(parts, damage.Part{Name: "xl/worksheets/sheet1.xml", Body: body}))
		var e *sheet.Error
		if _, err := readFile(data); err != nil && !errors.As(err, &e) {
			t.Errorf("not refused in words: %v", err)
		}
	})
}
