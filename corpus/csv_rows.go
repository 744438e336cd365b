package corpus

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// formulaStarts are the characters by which a spreadsheet knows a formula; a
// Japanese one takes the full-width forms too. The apostrophe is among them so
// that every guarded cell can be read back.
const formulaStarts = "=+-@'＝＋－＠"

// GuardCell precedes a cell that a spreadsheet would take for a formula with
// an apostrophe, so that opening a table never calculates what a document says.
func GuardCell(s string) string {
	if rest := strings.TrimLeft(s, " \t\r\n\u3000"); s != "" && (s[0] == '\t' || s[0] == '\r' ||
		rest != "" && strings.ContainsRune(formulaStarts, []rune(rest)[0])) {
		return "'" + s
	}
	return s
}

// UnguardCell gives back what GuardCell was given.
func UnguardCell(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && GuardCell(rest) == s {
		return rest
	}
	return s
}

// CSVRow is a row of a table with its number as a spreadsheet shows it; the
// row of headings is 1.
type CSVRow struct {
	No    int
	Cells []string
}

// ReadCSV reads a table as spreadsheets save it: UTF-8, Shift_JIS or UTF-16,
// with commas or tabs. Cells come without the apostrophe of GuardCell; rows
// that hold nothing are left out, and keep their number. A fault is a
// *SyntaxError.
func ReadCSV(name string, raw []byte) ([]CSVRow, error) {
	t, _, err := decode(name, raw)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, l := range t.Lines {
		b.WriteString(l.Text + "\n")
	}
	r := csv.NewReader(strings.NewReader(b.String()))
	r.FieldsPerRecord = -1
	if len(t.Lines) > 0 && strings.Contains(t.Lines[0].Text, "\t") && !strings.Contains(t.Lines[0].Text, ",") {
		r.Comma = '\t'
	}
	var out []CSVRow
	for no := 1; ; no++ {
		cells, err := r.Read()
		if err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, csvError(name, err)
		}
		for i := range cells {
			cells[i] = UnguardCell(cells[i])
		}
		if slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			out = append(out, CSVRow{no, cells})
		}
	}
}

func csvError(name string, err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &SyntaxError{Source: name, Line: p.Line, Column: p.Column, Msg: fmt.Sprintf("this is no table: %v", p.Err),
			Remedy: "save it again as CSV from the spreadsheet"}
	}
	return &SyntaxError{Source: name, Msg: err.Error()}
}
