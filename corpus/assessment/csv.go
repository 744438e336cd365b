package assessment

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"shogo/corpus/pattern"
)

// startsFormula are the first characters from which a spreadsheet may run a
// cell of a CSV file, the full-width ones of Japanese Excel included, and the
// mark that keeps it from doing so.
const startsFormula = "=+-@\t\r\n＝＋－＠'"

// converted matches what a spreadsheet makes a number, a day or a truth value
// of: 0012, 1e5, 3-4, 12:30, ¥1,000, TRUE, Apr-1.
var converted = pattern.New(`^[ \t\n]*(?:true|false|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ .]*[0-9][0-9/ ,-]*|[0-9０-９.,¥￥$€(（][0-9０-９.,:：/／a-z年月日時分秒%％+¥￥$€()（） -]*)[ \t\n]*$`)

// longestConverted bounds what converted is tried on, in bytes.
const longestConverted = 60

func guarded(s string) bool {
	return s != "" && (strings.ContainsRune(startsFormula, firstRune(s)) || len(s) <= longestConverted && converted.MatchString(lowerASCII(s)))
}

// lowerASCII leaves letters such as ſ and K alone, as the browser's code does.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

// neutral puts ' before a text that a spreadsheet could run or change; literal
// takes it away again.
func neutral(s string) string {
	if guarded(s) {
		return "'" + s
	}
	return s
}

func literal(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guarded(rest) {
		return rest
	}
	return s
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// WriteCSV writes sheets as one table in UTF-8 with a byte order mark, which
// Excel needs to see that it is. A text that a spreadsheet could take for a
// formula, a number or a day gets a ' in front, which Read takes away.
func WriteCSV(w io.Writer, sheets []*Sheet) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows(sheets) {
		for i, c := range columns {
			// Days may be changed: they are read however they are written.
			if c.head != headPart && c.head != headSheet && !(c.day && isDay(row[i])) {
				row[i] = neutral(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// readCSV reads UTF-8, UTF-16 and Shift_JIS, separated by commas, semicolons or
// tabs.
func readCSV(raw []byte) ([]*Sheet, []string, error) {
	text, err := decodeText(raw)
	if err != nil {
		return nil, nil, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	line, _, _ := strings.Cut(text, "\n")
	for _, c := range ";\t" {
		if strings.Count(line, string(c)) > strings.Count(line, string(r.Comma)) {
			r.Comma = c
		}
	}
	table, err := r.ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	for _, row := range table {
		for i := range row {
			row[i] = literal(row[i])
		}
	}
	return readRows(table)
}

func decodeText(raw []byte) (string, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")), bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw)
		return string(b), err
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	b, err := japanese.ShiftJIS.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(b, utf8.RuneError) {
		return "", fmt.Errorf("read sheet: the file is neither UTF-8 nor Shift_JIS; save it as CSV UTF-8")
	}
	return string(b), nil
}
