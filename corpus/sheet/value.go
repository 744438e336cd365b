package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"shogo/corpus/ooxml"
)

// formatSheet is the part through which values pass to be formatted.
const formatSheet = "xl/worksheets/sheet1.xml"

// open gives the styles of the workbook, and an empty sheet, to the library that
// knows number formats. It sees no other part, so that what a hostile sheet
// costs is decided here.
func (r *reader) open(main string, root *ooxml.Node) (*excelize.File, error) {
	rel := func(kind string) string {
		return "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind
	}
	parts := []ooxml.Part{
		{Name: "[Content_Types].xml", Body: []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)},
		{Name: "_rels/.rels", Body: []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel("officeDocument") + `" Target="xl/workbook.xml"/></Relationships>`)},
		{Name: "xl/workbook.xml", Body: fmt.Appendf(nil, `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="%t"/><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`, r.date1904)},
		{Name: "xl/_rels/workbook.xml.rels", Body: []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel("worksheet") + `" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + rel("styles") + `" Target="styles.xml"/></Relationships>`)},
		{Name: formatSheet, Body: []byte(emptySheet)},
	}
	for kind, name := range map[string]string{"styles": "xl/styles.xml", "theme": "xl/theme/theme1.xml"} {
		if part := r.pkg.Related(main, kind); part != "" {
			if body, err := r.pkg.Part(part); err == nil {
				parts = append(parts, ooxml.Part{Name: name, Body: body})
			} else if kind == "styles" {
				r.warn(part, "書式の定義を読めませんでした。日付などは、保存されている数のまま示します。")
			}
		}
	}
	data, err := ooxml.Pack(parts)
	if err != nil {
		return nil, err
	}
	limit := r.pkg.Limits.Bytes + 1<<20
	book, err := excelize.OpenReader(data, excelize.Options{
		UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit, // nothing goes to a temporary file
		CultureInfo: excelize.CultureNameJaJP, ShortDatePattern: "yyyy/m/d",
	})
	if err != nil {
		return nil, &Error{Place: "xl/styles.xml", Msg: "cannot read the formats: " + err.Error(), Remedy: "download the file again; it is damaged"}
	}
	return book, nil
}

const emptySheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData></sheetData></worksheet>`

// format finds out what the numbers, dates and truth values of a sheet look like:
// the library is asked for one in a row, in the order of their cells.
func (r *reader) format(g *grid) error {
	var order []pos
	ask := map[pos]shown{}
	for p, e := range g.cells {
		if e.raw == "" {
			continue
		}
		if s := r.show(e); s.decided {
			e.text = s.text
		} else {
			order, ask[p] = append(order, p), s
		}
	}
	if len(order) == 0 {
		return nil
	}
	slices.SortFunc(order, func(a, b pos) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	var b bytes.Buffer
	b.WriteString(emptySheet[:len(emptySheet)-len("</sheetData></worksheet>")])
	for i, p := range order {
		e, as := g.cells[p], ask[p]
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" s="%d"`, i+1, i+1, as.style)
		if e.kind == "b" || e.kind == "d" {
			fmt.Fprintf(&b, ` t="%s"`, e.kind)
		}
		b.WriteString("><v>")
		if err := xml.EscapeText(&b, []byte(as.raw)); err != nil {
			return err
		}
		b.WriteString("</v></c></row>")
	}
	b.WriteString("</sheetData></worksheet>")
	r.book.Pkg.Store(formatSheet, b.Bytes())
	rows, err := r.book.Rows("s")
	if err != nil {
		return r.unformatted(g, err)
	}
	defer rows.Close()
	for i := 0; i < len(order) && rows.Next(); i++ {
		columns, err := rows.Columns()
		if err != nil {
			return r.unformatted(g, err)
		}
		if e := g.cells[order[i]]; len(columns) > 0 {
			e.text = unescape(columns[0])
		}
	}
	return nil
}

func (r *reader) unformatted(g *grid, err error) error {
	return &Error{Place: g.name, Msg: "cannot format the values: " + err.Error(), Remedy: "save the workbook again in its office program"}
}

// resolve gives the texts of a sheet's cells: shared ones by their number.
func (r *reader) resolve(g *grid, at pos, e *entry, raw string) {
	e.value = e.value && (raw != "" || e.text != "" || e.kind == "inlineStr")
	switch e.kind {
	case "s":
		n, err := strconv.Atoi(raw)
		if err != nil || n < 0 || n >= len(r.strings) {
			r.warn(g.place(at.row, at.col), "セルの文字がファイルの中に見つかりません。空欄として読みました。")
			return
		}
		e.text = r.strings[n]
	case "str", "e":
		e.text = unescape(raw)
	case "inlineStr":
	default:
		e.raw = raw
	}
}
