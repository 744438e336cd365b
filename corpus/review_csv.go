package corpus

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// table is a CSV file with a row of captions. Rows are numbered as a
// spreadsheet numbers them.
type table struct {
	name     string
	captions []string
	rows     []tableRow
}

type tableRow struct {
	no    int
	cells []string
}

// readTable reads a CSV file that a spreadsheet may have saved: UTF-8 with or
// without a byte order mark, Shift_JIS or UTF-16, separated by commas,
// semicolons or tabs, any line end. A file that does not exist is nil.
func readTable(fsys fs.FS, name string) (*table, error) {
	raw, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte(byteOrderMark)))) == 0 {
		return nil, nil
	}
	return decodeTable(name, raw)
}

// decodeTable reads a table in whatever encoding a spreadsheet has saved it.
func decodeTable(name string, raw []byte) (*table, error) {
	text, _, err := decode(name, raw)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, l := range text.Lines {
		lines = append(lines, l.Text)
	}
	return parseTable(name, strings.Join(lines, "\n"))
}

const byteOrderMark = "\uFEFF"

func parseTable(name, text string) (*table, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	first, _, _ := strings.Cut(text, "\n")
	for _, comma := range "\t;" {
		if strings.Count(first, string(comma)) > strings.Count(first, ",") {
			r.Comma = comma
		}
	}
	t := &table{name: name}
	inside := 0 // line ends inside of cells so far: a spreadsheet's row may be many lines
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var fault *csv.ParseError
		if errors.As(err, &fault) {
			return nil, &SyntaxError{Source: name, Line: fault.Line, Column: fault.Column, Msg: "this is no CSV: " + fault.Err.Error(),
				Remedy: "check the quotation marks of this row, or save the sheet as CSV again"}
		} else if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		row := tableRow{no: line - inside}
		for _, c := range cells {
			inside += strings.Count(c, "\n")
			row.cells = append(row.cells, unguard(strings.TrimSpace(c)))
		}
		if t.captions == nil {
			t.captions = row.cells
		} else if strings.Join(row.cells, "") != "" {
			t.rows = append(t.rows, row)
		}
	}
	return t, nil
}

// column returns the place of the column with one of the names, -1 for none.
func (t *table) column(names ...string) int {
	for i, c := range t.captions {
		for _, n := range names {
			if strings.EqualFold(strings.TrimSpace(c), n) {
				return i
			}
		}
	}
	return -1
}

func (r tableRow) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// writeTable writes CSV as spreadsheets in Japan read it without asking: UTF-8
// with a byte order mark, commas, CRLF. A cell that a spreadsheet would take
// for a formula gets an apostrophe, which readTable removes.
func writeTable(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = guard(cell)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// formulaStarts are the characters by which a spreadsheet knows a formula; a
// Japanese one takes the full-width forms too. The apostrophe is among them so
// that every guarded cell can be read back.
const formulaStarts = "=+-@'＝＋－＠"

// guard precedes a cell that a spreadsheet would calculate with an apostrophe.
func guard(cell string) string {
	s := strings.TrimLeft(cell, " \t\r\n\u3000")
	if cell != "" && (cell[0] == '\t' || cell[0] == '\r' || s != "" && strings.ContainsRune(formulaStarts, []rune(s)[0])) {
		return "'" + cell
	}
	return cell
}

// unguard gives back what guard was given.
func unguard(cell string) string {
	if s, ok := strings.CutPrefix(cell, "'"); ok && guard(s) == cell {
		return s
	}
	return cell
}
