package exchange

import (
	"fmt"
	"io"

	"shogo/corpus"
)

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\uFEFF"

// WriteCSV writes a table for programs and spreadsheets, the first row being
// the keys of the columns. corpus.ReadCSV reads it back.
func WriteCSV(w io.Writer, t *Table) error {
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Key
	}
	if err := corpus.WriteCSV(w, append([][]string{head}, t.Rows...)); err != nil {
		return fmt.Errorf("write %s.csv: %w", t.Name, err)
	}
	return nil
}
