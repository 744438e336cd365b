package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"shogo/corpus/ooxml"
)

// pos is a cell, counted from 1.
type pos struct{ row, col int }

// entry is a cell that holds something or has a border.
type entry struct {
	text    string // as displayed
	raw     string // of a value whose format decides the text
	kind    string // type of the value: s, str, inlineStr, b, e, d, or n
	style   int
	formula bool
	fault   bool // the value is an error such as #REF!
	value   bool // the file holds a value
}

// grid is a sheet as the file describes it.
type grid struct {
	*tab
	cells      map[pos]*entry
	hiddenRows map[int]bool
	hiddenCols []int // changes of how many hidden ranges cover a column
	merges     []rect
	filter     rect // of the automatic filter, whose first row holds captions
	frozen     int  // rows that do not scroll
	lines      map[string]string
}

// scanner reads a worksheet part; only one pass over the XML, no tree.
type scanner struct {
	r   *reader
	g   *grid
	row int
	col int
	e   *entry
	at  pos
	raw strings.Builder // of the v that is open
	str stringText      // of the is that is open
}

func (r *reader) scan(s *tab) (*grid, error) {
	body, err := r.pkg.Part(s.part)
	if err != nil {
		return nil, err
	}
	g := &grid{tab: s, cells: map[pos]*entry{}, hiddenRows: map[int]bool{}, lines: map[string]string{}}
	sc := &scanner{r: r, g: g}
	d := ooxml.Decoder(body)
	depth, inside := 0, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &Error{Place: s.part, Msg: "cannot parse the XML: " + err.Error(), Remedy: "download the file again; it is damaged"}
		}
		if sc.e != nil {
			sc.str.token(token)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > r.pkg.Limits.Depth {
				return nil, &Error{Place: s.part, Msg: fmt.Sprintf("elements nest deeper than %d", r.pkg.Limits.Depth), Remedy: "this is no ordinary workbook; ask its publisher"}
			}
			inside = t.Name.Local
			if err := sc.start(t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			depth--
			if t.Name.Local == "c" {
				sc.keep()
			}
			inside = ""
		case xml.CharData:
			sc.chars(inside, string(t))
		}
	}
	if len(g.cells) > r.opts.Cells {
		return nil, r.tooLarge(s.name)
	}
	g.sumHidden()
	return g, nil
}

func (r *reader) tooLarge(place string) error {
	return &Error{Place: place, Msg: fmt.Sprintf("the sheets have more than %d cells", r.opts.Cells), Remedy: "split the workbook into smaller files"}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (sc *scanner) start(t xml.StartElement) error {
	g := sc.g
	switch t.Name.Local {
	case "row":
		sc.startRow(t)
	case "c":
		return sc.startCell(t)
	case "f":
		if sc.e != nil {
			sc.e.formula = true
		}
	case "v", "is":
		if sc.e != nil {
			sc.e.value = true
		}
	case "col":
		from, _ := strconv.Atoi(attr(t, "min"))
		to, _ := strconv.Atoi(attr(t, "max"))
		if w, err := strconv.ParseFloat(attr(t, "width"), 64); isTrue(attr(t, "hidden")) || err == nil && w == 0 {
			g.hideColumns(from, to)
		}
	case "mergeCell":
		if m, ok := cellRange(attr(t, "ref")); ok && !m.single() {
			g.merges = append(g.merges, m)
		}
	case "autoFilter":
		if m, ok := cellRange(attr(t, "ref")); ok {
			g.filter = m
		}
	case "pane":
		if n, err := strconv.ParseFloat(attr(t, "ySplit"), 64); err == nil && attr(t, "state") != "split" && n < maxRow {
			g.frozen = int(n)
			if row, _, ok := cellName(attr(t, "topLeftCell")); ok {
				g.frozen = row - 1
			}
		}
	}
	return nil
}

func (sc *scanner) startRow(t xml.StartElement) {
	sc.row, sc.col = sc.row+1, 0
	if n, err := strconv.Atoi(attr(t, "r")); err == nil && n >= 1 && n <= maxRow {
		sc.row = n
	}
	if ht, err := strconv.ParseFloat(attr(t, "ht"), 64); isTrue(attr(t, "hidden")) || err == nil && ht == 0 {
		sc.g.hiddenRows[sc.row] = true
	}
}

func (sc *scanner) startCell(t xml.StartElement) error {
	sc.col++
	if row, col, ok := cellName(attr(t, "r")); ok {
		sc.row, sc.col = row, col
	}
	style, _ := strconv.Atoi(attr(t, "s"))
	sc.at = pos{sc.row, sc.col}
	sc.e = &entry{style: style, kind: attr(t, "t"), fault: attr(t, "t") == "e"}
	sc.raw.Reset()
	sc.str.take()
	if len(sc.g.cells) > sc.r.opts.Cells {
		return sc.r.tooLarge(sc.g.name)
	}
	return nil
}

// keep ends a cell; one without value and border leaves no trace.
func (sc *scanner) keep() {
	e := sc.e
	if sc.e = nil; e == nil {
		return
	}
	if e.kind == "inlineStr" {
		e.text = sc.str.take()
	}
	sc.r.resolve(sc.g, sc.at, e, strings.TrimSpace(sc.raw.String()))
	if e.value || e.formula || sc.r.look(e.style).bordered {
		sc.g.cells[sc.at] = e
	}
}

// chars takes values, and the text of the printed headers and footers.
func (sc *scanner) chars(inside, s string) {
	switch inside {
	case "v":
		if sc.e != nil {
			sc.raw.WriteString(s)
		}
	case "oddHeader", "oddFooter":
		if len(sc.g.lines[inside]) < 1<<12 {
			sc.g.lines[inside] += s
		}
	}
}

// hideColumns notes a hidden range; hiddenCol sums the notes up.
func (g *grid) hideColumns(from, to int) {
	if g.hiddenCols == nil {
		g.hiddenCols = make([]int, maxCol+2)
	}
	from, to = max(from, 1), min(to, maxCol)
	if from <= to {
		g.hiddenCols[from]++
		g.hiddenCols[to+1]--
	}
}

// sumHidden turns the notes into counts, once after the scan.
func (g *grid) sumHidden() {
	for i := 1; i < len(g.hiddenCols); i++ {
		g.hiddenCols[i] += g.hiddenCols[i-1]
	}
}

func (g *grid) hiddenCol(col int) bool { return col < len(g.hiddenCols) && g.hiddenCols[col] > 0 }
