package assessment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of what is read: beyond them a file is no filled sheet.
const (
	maxAnswers = 20_000
	maxSheets  = 200
	maxName    = 1_000      // characters of a property of a sheet
	maxText    = 40_000_000 // bytes of all texts
)

// tableReader makes sheets of the rows of a table.
type tableReader struct {
	at       []int // column of the table by column of columns, -1 for none
	sheets   []*readSheet
	current  *readSheet
	later    []laterRow
	problems []string
	answers  int
}

// readSheet is a sheet with what only the reader needs.
type readSheet struct {
	*Sheet
	number string
	place  map[string]int // of an item in Answers
	parts  map[string]int // rows read of an item
}

// laterRow is a further row that does not stand behind the row before it:
// somebody has sorted the table.
type laterRow struct {
	no, part int
	props    *readSheet
	answer   Answer
}

// readRows reads a table whose head stands in one of its first rows. What it
// cannot read it tells in problems, row by row.
func readRows(table [][]string) ([]*Sheet, []string, error) {
	t, first := newTableReader(table)
	if t == nil {
		return nil, nil, fmt.Errorf("read sheet: no row names the columns %s and %s; this is no sheet of shogo", headItem, headAnswer)
	}
	for i := first; i < len(table); i++ {
		if err := t.row(i+1, table[i]); err != nil {
			return nil, nil, err
		}
	}
	if err := t.appendLater(); err != nil {
		return nil, nil, err
	}
	var out []*Sheet
	for _, s := range t.sheets {
		out = append(out, s.Sheet)
	}
	return out, t.problems, nil
}

func newTableReader(table [][]string) (*tableReader, int) {
	for i := 0; i < min(len(table), 30); i++ {
		t := &tableReader{at: make([]int, len(columns))}
		for c := range t.at {
			t.at[c] = -1
		}
		var unknown []string
		for j, cell := range table[i] {
			name := strings.TrimSpace(cell)
			if c := columnAt(name); c >= 0 && t.at[c] < 0 {
				t.at[c] = j
			} else if name != "" {
				unknown = append(unknown, name)
			}
		}
		if t.at[columnAt(headItem)] < 0 || t.at[columnAt(headAnswer)] < 0 {
			continue
		}
		for _, name := range unknown {
			t.problems = append(t.problems, problem(i+1, "列「%s」は記入シートの列ではないため、読み込みません。", short(name)))
		}
		return t, i + 1
	}
	return nil, 0
}

func (t *tableReader) cell(row []string, head string) string {
	if i := t.at[columnAt(head)]; i >= 0 && i < len(row) {
		return row[i]
	}
	return ""
}

func (t *tableReader) row(no int, row []string) error {
	item := strings.TrimSpace(t.cell(row, headItem))
	if item == "" {
		if text := strings.TrimSpace(strings.Join(row, " ")); text != "" {
			t.problems = append(t.problems, problem(no, "項目IDがないため、読み込みません：「%s」", short(text)))
		}
		return nil
	}
	if t.answers++; t.answers > maxAnswers {
		return fmt.Errorf("read sheet: more than %d rows; split the file", maxAnswers)
	}
	a := Answer{}
	props := &readSheet{Sheet: &Sheet{}, number: strings.TrimSpace(t.cell(row, headSheet)), place: map[string]int{}, parts: map[string]int{}}
	for i, c := range columns {
		if t.at[i] < 0 || t.at[i] >= len(row) {
			continue
		}
		text := newlines.Replace(row[t.at[i]])
		if c.day {
			text = parseDay(text)
		}
		switch {
		case c.sheet != nil:
			if utf8.RuneCountInString(text) > maxName {
				return fmt.Errorf("read sheet: row %d: %s has more than %d characters", no, c.head, maxName)
			}
			*c.sheet(props.Sheet) = text
		case c.value != nil:
			*c.value(&a) = text
		}
	}
	a.Item, a.Answer = item, parseAnswer(a.Answer)
	if part, err := strconv.Atoi(strings.TrimSpace(t.cell(row, headPart))); err == nil && part > 1 {
		if t.current == nil || !t.current.takes(props) || !t.current.goOn(part, &a) {
			t.later = append(t.later, laterRow{no, part, props, a})
		}
		return nil
	}
	return t.add(no, props, a)
}

// add puts an answer into the sheet of its row.
func (t *tableReader) add(no int, props *readSheet, a Answer) error {
	s, err := t.sheetOf(no, props, a.Item)
	if err == nil {
		s.place[a.Item], s.parts[a.Item] = len(s.Answers), 1
		s.Answers = append(s.Answers, a)
	}
	return err
}

// goOn appends the texts of a further row to those of its answer, if it is the
// next one.
func (s *readSheet) goOn(part int, more *Answer) bool {
	if s.parts[more.Item] != part-1 {
		return false
	}
	s.parts[more.Item] = part
	a := &s.Answers[s.place[more.Item]]
	for _, c := range columns {
		if c.value != nil && c.head != headItem && c.head != headAnswer {
			*c.value(a) += *c.value(more)
		}
	}
	return true
}

// appendLater takes the further rows of a sorted table in their order.
func (t *tableReader) appendLater() error {
	slices.SortStableFunc(t.later, func(a, b laterRow) int { return a.part - b.part })
	for _, l := range t.later {
		if slices.ContainsFunc(t.sheets, func(s *readSheet) bool { return s.takes(l.props) && s.goOn(l.part, &l.answer) }) {
			continue
		}
		t.problems = append(t.problems, problem(l.no, "続きの行ですが、前の行がありません。新しい行として読みました。"))
		if err := t.add(l.no, l.props, l.answer); err != nil {
			return err
		}
	}
	return nil
}

// isOf reports whether a row with these properties belongs to s.
func (s *readSheet) isOf(props *readSheet) bool {
	return props.number == s.number && props.Form == s.Form && props.Organization == s.Organization && props.System == s.System
}

// takes reports whether a row with these properties may belong to s: people
// write a name once, so that a row without one fits any.
func (s *readSheet) takes(props *readSheet) bool {
	return s.isOf(props) || props.number == s.number && props.Organization == "" && props.System == "" && (props.Form == "" || props.Form == s.Form)
}

// sheetOf finds the sheet a row belongs to: that of the row before, or the
// first of the same form and respondent that does not have the item yet.
func (t *tableReader) sheetOf(no int, props *readSheet, item string) (*readSheet, error) {
	fits := func(s *readSheet) bool {
		return (s.isOf(props) || s == t.current && s.takes(props)) && s.parts[item] == 0
	}
	found := t.current
	if found == nil || !fits(found) {
		found = nil
		if i := slices.IndexFunc(t.sheets, fits); i >= 0 {
			found = t.sheets[i]
		}
	}
	if found == nil {
		if len(t.sheets) >= maxSheets {
			return nil, fmt.Errorf("read sheet: more than %d sheets in one file; split it", maxSheets)
		}
		found = props
		t.sheets = append(t.sheets, found)
	}
	t.fill(no, found.Sheet, props.Sheet)
	t.current = found
	return found, nil
}

// fill takes the properties that only a later row names, and tells of rows
// that contradict each other.
func (t *tableReader) fill(no int, s, props *Sheet) {
	for _, c := range columns {
		if c.sheet == nil {
			continue
		}
		have, more := c.sheet(s), *c.sheet(props)
		if *have == "" {
			*have = more
		} else if more != "" && more != *have {
			t.problems = append(t.problems, problem(no, "%sが前の行と異なります（「%s」と「%s」）。前の行のものとして読みました。", c.head, short(*have), short(more)))
		}
	}
}

// newlines makes every line break the one of the model: a spreadsheet may
// write another.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// short cuts a text for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
