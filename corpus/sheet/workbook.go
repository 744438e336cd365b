package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
)

// tab is a sheet as the workbook lists it.
type tab struct {
	name, part, kind string
	hidden           bool
	titles           [][2]int // rows repeated on every printed page, from 1
}

func (r *reader) workbook(main string, root *ooxml.Node) ([]*tab, error) {
	rels := r.pkg.Rels(main)
	var out []*tab
	sheets := root.Kid("sheets")
	if sheets == nil {
		return nil, &Error{Place: main, Msg: "the workbook lists no sheets", Remedy: "make sure that it is a spreadsheet (.xlsx)"}
	}
	for _, n := range sheets.Kids {
		rel := rels[n.Get("id")]
		state := n.Get("state")
		out = append(out, &tab{name: n.Get("name"), part: rel.Target, kind: rel.Kind, hidden: state == "hidden" || state == "veryHidden"})
	}
	if len(out) > r.opts.Sheets {
		return nil, &Error{Place: main, Msg: fmt.Sprintf("the workbook has %d sheets, more than %d", len(out), r.opts.Sheets), Remedy: "split the workbook into smaller files"}
	}
	readPrintTitles(root.Kid("definedNames"), out)
	return out, nil
}

var titleRows = pattern.New(`!\$?([0-9]{1,7}):\$?([0-9]{1,7})`)

func readPrintTitles(names *ooxml.Node, sheets []*tab) {
	if names == nil {
		return
	}
	for _, n := range names.Kids {
		i, err := strconv.Atoi(n.Get("localSheetId"))
		if n.Get("name") != "_xlnm.Print_Titles" || err != nil || i < 0 || i >= len(sheets) {
			continue
		}
		for _, m := range titleRows.FindAllStringSubmatch(n.Chars, -1) {
			from, _ := strconv.Atoi(m[1])
			to, _ := strconv.Atoi(m[2])
			sheets[i].titles = append(sheets[i].titles, [2]int{from, to})
		}
	}
}

// isTitle reports whether the row repeats on every printed page.
func (s *tab) isTitle(row int) bool {
	for _, t := range s.titles {
		if row >= t[0] && row <= t[1] {
			return true
		}
	}
	return false
}

// place names a cell of the sheet: Sheet1!B7.
func (s *tab) place(row, col int) string { return s.name + "!" + columnName(col) + strconv.Itoa(row) }

// columnName is A for 1, AA for 27.
func columnName(col int) string {
	s := ""
	for ; col > 0; col = (col - 1) / 26 {
		s = string(rune('A'+(col-1)%26)) + s
	}
	return s
}

// cellName reads B7 as row 7, column 2; ok is false if it is out of a sheet.
func cellName(s string) (row, col int, ok bool) {
	s = strings.ReplaceAll(s, "$", "")
	i := 0
	for ; i < len(s) && i < 4; i++ {
		c := s[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	return row, col, err == nil && row >= 1 && row <= maxRow && col >= 1 && col <= maxCol
}

// The size of a worksheet.
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

// rect is a range of cells, both ends included.
type rect struct{ top, left, bottom, right int }

// cellRange reads A1:C3.
func cellRange(s string) (rect, bool) {
	a, b, two := strings.Cut(s, ":")
	if !two {
		b = a
	}
	r1, c1, ok1 := cellName(a)
	r2, c2, ok2 := cellName(b)
	return rect{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

func (a rect) single() bool { return a.top == a.bottom && a.left == a.right }
