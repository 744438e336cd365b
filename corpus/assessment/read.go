package assessment

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Read reads the sheets of a file, whichever of the three formats it has. The
// problems, in Japanese, are what the file holds and no sheet can: a column or
// a row without a meaning. They are nil where everything was read.
func Read(raw []byte) (sheets []*Sheet, problems []string, err error) {
	if len(raw) > maxText {
		return nil, nil, fmt.Errorf("read sheet: more than %d bytes; this is no filled sheet", maxText)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case len(start) == 0:
		return nil, nil, errors.New("read sheet: the file is empty")
	case bytes.HasPrefix(start, []byte("PK")), bytes.HasPrefix(start, []byte("\xD0\xCF\x11\xE0")):
		sheets, problems, err = readXLSX(raw)
	case start[0] == '{' || start[0] == '[':
		sheets, problems, err = readJSON(start)
	default:
		sheets, problems, err = readCSV(raw)
	}
	if err == nil && len(sheets) == 0 {
		err = errors.New("read sheet: the file holds no answers")
	}
	return sheets, problems, err
}

// Formats are the names under which Write knows the formats; each is a file
// name's extension, too.
var Formats = []string{"xlsx", "csv", "json"}

// Write writes sheets in one of Formats.
func Write(w io.Writer, format string, sheets []*Sheet) error {
	switch format {
	case "xlsx":
		return WriteXLSX(w, sheets)
	case "csv":
		return WriteCSV(w, sheets)
	case "json":
		return WriteJSON(w, sheets)
	}
	return fmt.Errorf("write sheet: unknown format %q; known are xlsx, csv and json", format)
}
