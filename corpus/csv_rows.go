package corpus

import "io"

// CSVRow is a row of a table with its number as a spreadsheet shows it; the
// row of headings is 1.
type CSVRow struct {
	No    int
	Cells []string
}

// ReadCSV reads a table as spreadsheets save it: UTF-8, Shift_JIS or UTF-16,
// with commas, semicolons or tabs. Cells come without white space around them
// and without the apostrophe that keeps a formula from being calculated; rows
// that hold nothing are left out. A fault is a *SyntaxError.
func ReadCSV(name string, raw []byte) ([]CSVRow, error) {
	t, err := decodeTable(name, raw)
	if err != nil || t.captions == nil {
		return nil, err
	}
	out := []CSVRow{{1, t.captions}}
	for _, r := range t.rows {
		out = append(out, CSVRow{r.no, r.cells})
	}
	return out, nil
}

// WriteCSV writes rows as ReadCSV reads them: UTF-8 with a byte order mark,
// commas, CRLF. A cell that a spreadsheet would take for a formula is preceded
// by an apostrophe.
func WriteCSV(w io.Writer, rows [][]string) error { return writeTable(w, rows) }
