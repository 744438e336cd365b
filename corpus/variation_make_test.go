package corpus

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	pack "shogo/corpus/internal/damage"
)

// A madeTable is a table on its way into a file. A cell "^" goes on with the
// one above, "<" with the one to its left.
type madeTable struct {
	title string
	heads int // rows of captions
	rows  [][]string
	foot  []string // lines below it
}

// spans returns how many rows and columns the cell at r, c takes; 0 where it is
// part of another one.
func (m *madeTable) spans(r, c int) (rows, cols int) {
	if s := m.rows[r][c]; s == "^" || s == "<" {
		return 0, 0
	}
	rows, cols = 1, 1
	for c+cols < len(m.rows[r]) && m.rows[r][c+cols] == "<" {
		cols++
	}
	for r+rows < len(m.rows) && m.rows[r+rows][c] == "^" {
		rows++
	}
	return rows, cols
}

// each calls f for every cell with its span.
func (m *madeTable) each(r int, f func(c, rows, cols int, text string)) {
	for c := range m.rows[r] {
		if rows, cols := m.spans(r, c); rows > 0 {
			f(c, rows, cols, m.rows[r][c])
		}
	}
}

func (m *madeTable) width() int { return len(m.rows[0]) }

// permuted gives the table another order of its columns: order names the old
// column of every new one.
func (m *madeTable) permuted(order []int) {
	for r, row := range m.rows {
		out := make([]string, len(order))
		for i, c := range order {
			out[i] = row[c]
		}
		m.rows[r] = out
	}
}

func asHTML(title string, tables []*madeTable) []byte {
	var b strings.Builder
	text := func(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") }
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>%s</title></head><body><p>%s</p>`, text(title), text(title))
	for _, m := range tables {
		b.WriteString("<table>")
		if m.title != "" {
			fmt.Fprintf(&b, `<tr><td colspan="%d">%s</td></tr>`, m.width(), text(m.title))
		}
		for r := range m.rows {
			tag := map[bool]string{true: "th", false: "td"}[r < m.heads]
			b.WriteString("<tr>")
			m.each(r, func(_, rows, cols int, s string) {
				fmt.Fprintf(&b, `<%s rowspan="%d" colspan="%d">%s</%s>`, tag, rows, cols, text(s), tag)
			})
			b.WriteString("</tr>")
		}
		b.WriteString("</table>")
		for _, s := range m.foot {
			fmt.Fprintf(&b, "<p>%s</p>", text(s))
		}
	}
	return []byte(b.String() + "</body></html>")
}

// asXLSX writes all tables on one sheet, below each other, the first at left.
func asXLSX(t *testing.T, title string, tables []*madeTable, left int, ruled bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	sheet := f.GetSheetName(0)
	var lines []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		lines = append(lines, excelize.Border{Type: side, Style: 1, Color: "000000"})
	}
	style, err := f.NewStyle(&excelize.Style{Border: lines, Alignment: &excelize.Alignment{WrapText: true}})
	must(err)
	at := func(r, c int) string {
		name, err := excelize.CoordinatesToCellName(c+left+1, r+1)
		must(err)
		return name
	}
	row := 0
	must(f.SetCellValue(sheet, at(row, 0), title))
	for _, m := range tables {
		row += 2
		if m.title != "" {
			must(f.SetCellValue(sheet, at(row, 0), m.title))
			must(f.MergeCell(sheet, at(row, 0), at(row, m.width()-1)))
			row++
		}
		for r := range m.rows {
			m.each(r, func(c, rows, cols int, s string) {
				must(f.SetCellValue(sheet, at(row+r, c), s))
				if ruled {
					must(f.SetCellStyle(sheet, at(row+r, c), at(row+r+rows-1, c+cols-1), style))
				}
				if rows*cols > 1 {
					must(f.MergeCell(sheet, at(row+r, c), at(row+r+rows-1, c+cols-1)))
				}
			})
		}
		row += len(m.rows) + 1
		for _, s := range m.foot {
			must(f.SetCellValue(sheet, at(row, 0), s))
			row++
		}
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func asDOCX(title string, tables []*madeTable) []byte {
	var b strings.Builder
	run := func(s string) string {
		return "<w:p><w:r><w:t xml:space=\"preserve\">" + strings.ReplaceAll(html.EscapeString(s), "\n", `</w:t><w:br/><w:t xml:space="preserve">`) + "</w:t></w:r></w:p>"
	}
	b.WriteString(run(title))
	for _, m := range tables {
		if m.title != "" {
			b.WriteString(run(m.title))
		}
		b.WriteString("<w:tbl><w:tblGrid>" + strings.Repeat(`<w:gridCol w:w="1000"/>`, m.width()) + "</w:tblGrid>")
		for r := range m.rows {
			b.WriteString("<w:tr>")
			if r < m.heads {
				b.WriteString("<w:trPr><w:tblHeader/></w:trPr>")
			}
			for c, s := range m.rows[r] {
				rows, cols := m.spans(r, c)
				merge := ""
				switch {
				case s == "<":
					continue
				case s == "^":
					merge, s = "<w:vMerge/>", ""
				case rows > 1:
					merge = `<w:vMerge w:val="restart"/>`
				}
				if cols > 1 {
					merge = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, cols) + merge
				}
				b.WriteString("<w:tc><w:tcPr>" + merge + "</w:tcPr>" + run(s) + "</w:tc>")
			}
			b.WriteString("</w:tr>")
		}
		b.WriteString("</w:tbl>")
		for _, s := range m.foot {
			b.WriteString(run(s))
		}
	}
	const namespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	return pack.Pack([]pack.Part{
		{Name: "[Content_Types].xml", Body: []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		{Name: "_rels/.rels", Body: []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)},
		{Name: "word/document.xml", Body: []byte("<w:document " + namespace + "><w:body>" + b.String() + "</w:body></w:document>")},
	})
}

// oneOf picks a spelling.
func spellingOf(r *rand.Rand, spellings ...string) string { return spellings[r.IntN(len(spellings))] }

// spelled is a caption as somebody may have typed it.
func spelled(r *rand.Rand, s string) string {
	runes := []rune(s)
	switch k := 1 + r.IntN(max(1, len(runes)-1)); r.IntN(5) {
	case 0:
		return string(runes[:k]) + "\n" + string(runes[k:])
	case 1:
		return string(runes[:k]) + "　" + string(runes[k:])
	case 2:
		return " " + s + "　"
	}
	return s
}

// shuffled is an order of n columns that keeps the blocks of fixed sizes apart.
func shuffled(r *rand.Rand, sizes ...int) (order []int) {
	from := 0
	for _, n := range sizes {
		for _, k := range r.Perm(n) {
			order = append(order, from+k)
		}
		from += n
	}
	return order
}
