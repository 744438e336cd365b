package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\uFEFF"

// WriteCSV writes a table for programs and spreadsheets: UTF-8 with a byte
// order mark, comma, CRLF, a first row of column keys. A cell that a
// spreadsheet would take for a formula is preceded by an apostrophe, which
// ReadCSV takes off again.
func WriteCSV(w io.Writer, t *Table) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write %s.csv: %w", t.Name, err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = guard(c.Key)
	}
	rows := append([][]string{head}, t.Rows...)
	for i, row := range rows {
		cells := row
		if i > 0 {
			cells = make([]string, len(row))
			for k, v := range row {
				cells[k] = guard(v)
			}
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write %s.csv: %w", t.Name, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write %s.csv: %w", t.Name, err)
	}
	return nil
}

// formulaStarts are the characters by which a spreadsheet knows a formula. A
// Japanese one takes the full-width forms too. The apostrophe is among them so
// that every guarded cell can be read back.
const formulaStarts = "=+-@'＝＋－＠"

// guard keeps a spreadsheet from calculating a cell.
func guard(s string) string {
	if rest := strings.TrimLeft(s, " \t\r\n\u3000"); s != "" && (strings.ContainsRune("\t\r", rune(s[0])) ||
		rest != "" && strings.ContainsRune(formulaStarts, []rune(rest)[0])) {
		return "'" + s
	}
	return s
}

// unguard gives back what guard was given.
func unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guard(rest) == s {
		return rest
	}
	return s
}
