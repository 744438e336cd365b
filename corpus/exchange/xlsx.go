package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// cellLimit is how many UTF-16 units a cell of a workbook can hold.
const cellLimit = 32767

// cutNote ends a cell that could not hold its text.
const cutNote = "…（この欄に収まらないため以下を省きました。全文は JSON または CSV の書き出しにあります。）"

// WriteXLSX writes a workbook with a sheet per table and Japanese headings.
// Every cell is text, so that no spreadsheet calculates it. The bytes are the
// same for the same tables.
func WriteXLSX(w io.Writer, tables []*Table) error {
	f := excelize.NewFile()
	defer f.Close()
	for i, t := range tables {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", t.Title); err != nil {
				return fmt.Errorf("write workbook: %w", err)
			}
		} else if _, err := f.NewSheet(t.Title); err != nil {
			return fmt.Errorf("write workbook: %w", err)
		}
		if err := writeSheet(f, t); err != nil {
			return fmt.Errorf("write workbook: sheet %s: %w", t.Title, err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return repack(w, buf.Bytes())
}

func writeSheet(f *excelize.File, t *Table) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF7"}}})
	if err != nil {
		return err
	}
	top, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, NumFmt: 49})
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter(t.Title)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		if err := w.SetColWidth(i+1, i+1, columnWidth(c.Key)); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = excelize.Cell{StyleID: bold, Value: c.Heading}
	}
	if err := w.SetRow("A1", head); err != nil {
		return err
	}
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for k, v := range row {
			cells[k] = excelize.Cell{StyleID: top, Value: fit(v)}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

// wide are the columns that hold sentences.
var wide = []string{"text", "parts", "scenario", "from_quote", "to_quote", "title", "certainty_reason", "cites"}

func columnWidth(key string) float64 {
	if slices.Contains(wide, key) {
		return 48
	}
	return 18
}

// fit cuts a text that no cell can hold, and says so in the cell: the library
// would cut it without a word.
func fit(s string) string {
	if len(s) <= cellLimit || len(utf16.Encode([]rune(s))) <= cellLimit {
		return s
	}
	room := cellLimit - len(utf16.Encode([]rune(cutNote)))
	for i, r := range s {
		if room -= utf16.RuneLen(r); room < 0 {
			return s[:i] + cutNote
		}
	}
	return s
}

// zipTime is the date of every entry of an archive: the earliest that ZIP can
// hold, for the clock has no place in an output.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// repack writes the entries of an archive in the order of their names, all of
// one date.
func repack(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	files := slices.Clone(in.File)
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(packRank(a.Name), packRank(b.Name)) })
	out := zip.NewWriter(w)
	for _, f := range files {
		if err := copyEntry(out, f); err != nil {
			return fmt.Errorf("write workbook: %s: %w", f.Name, err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// packRank puts the list of contents first, where readers of the format look.
func packRank(name string) string {
	if name == "[Content_Types].xml" {
		return ""
	}
	return name
}

func copyEntry(out *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: zipTime})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}
