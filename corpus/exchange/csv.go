package exchange

import (
	"encoding/csv"
	"fmt"
	"io"

	"shogo/corpus"
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
		head[i] = corpus.GuardCell(c.Key)
	}
	rows := append([][]string{head}, t.Rows...)
	for i, row := range rows {
		cells := row
		if i > 0 {
			cells = make([]string, len(row))
			for k, v := range row {
				cells[k] = corpus.GuardCell(v)
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
