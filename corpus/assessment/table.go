package assessment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// column is a column of the table that CSV and XLSX hold. Every row names its
// item, its form and its respondent, so that rows may be sorted, filtered and
// put together with those of other sheets.
// site/client/sheet/table.ts has the same columns.
type column struct {
	head  string
	width float64 // in characters
	day   bool
	sheet func(*Sheet) *string  // a property of the sheet, repeated in every row
	value func(*Answer) *string // or of the answer
}

var columns = []column{
	{head: "番号", width: 8, value: func(a *Answer) *string { return &a.Label }},
	{head: "項目", width: 44, value: func(a *Answer) *string { return &a.Title }},
	{head: "対象", width: 14, value: func(a *Answer) *string { return &a.Systems }},
	{head: "回答", width: 9, value: func(a *Answer) *string { return &a.Answer }},
	{head: "確認日", width: 12, day: true, value: func(a *Answer) *string { return &a.Checked }},
	{head: "目標日", width: 12, day: true, value: func(a *Answer) *string { return &a.Target }},
	{head: "備考", width: 36, value: func(a *Answer) *string { return &a.Note }},
	{head: "根拠資料", width: 30, value: func(a *Answer) *string { return &a.Evidence }},
	{head: "要再確認", width: 24, value: func(a *Answer) *string { return &a.Recheck }},
	{head: "引き継ぎ元", width: 14, value: func(a *Answer) *string { return &a.Carried }},
	{head: "施設・事業者名", width: 20, sheet: func(s *Sheet) *string { return &s.Organization }},
	{head: "システム・サービス名", width: 20, sheet: func(s *Sheet) *string { return &s.System }},
	{head: "記入者", width: 14, sheet: func(s *Sheet) *string { return &s.Person }},
	{head: "記入日", width: 12, day: true, sheet: func(s *Sheet) *string { return &s.Date }},
	{head: "様式", width: 18, sheet: func(s *Sheet) *string { return &s.Name }},
	{head: "版", width: 14, sheet: func(s *Sheet) *string { return &s.Edition }},
	{head: "節", width: 24, value: func(a *Answer) *string { return &a.Section }},
	{head: "項目ID", width: 18, value: func(a *Answer) *string { return &a.Item }},
	{head: "様式ID", width: 18, sheet: func(s *Sheet) *string { return &s.Form }},
	{head: "指紋", width: 22, value: func(a *Answer) *string { return &a.Fingerprint }},
	{head: headSheet, width: 6},
	{head: headPart, width: 6},
}

const (
	headItem   = "項目ID"
	headAnswer = "回答"
	headForm   = "様式ID"
	// headSheet numbers the sheets of a file from 1, so that rows may be sorted
	// where two respondents have one name, or none.
	headSheet = "シート番号"
	// headPart numbers the rows of an answer that is too long for one: from 2.
	headPart = "続き"
)

// maxCell is what a cell of a row holds at most, in UTF-16 units: a little less
// than what Excel allows (32,767), for the marks that keep formulas away.
const maxCell = 32_000

func columnAt(head string) int {
	for i, c := range columns {
		if c.head == head {
			return i
		}
	}
	return -1
}

// rows writes sheets as a table, its head first. A text beyond maxCell goes on
// in the same column of a further row with the same ids.
func rows(sheets []*Sheet) [][]string {
	out := [][]string{head()}
	for n, s := range sheets {
		for i := range s.Answers {
			out = append(out, answerRows(strconv.Itoa(n+1), s, &s.Answers[i])...)
		}
	}
	return out
}

func head() []string {
	var out []string
	for _, c := range columns {
		out = append(out, c.head)
	}
	return out
}

func answerRows(number string, s *Sheet, a *Answer) [][]string {
	cells := make([][]string, len(columns))
	n := 1
	for i, c := range columns {
		switch {
		case c.sheet != nil:
			cells[i] = []string{*c.sheet(s)}
		case c.head == headSheet:
			cells[i] = []string{number}
		case c.head == headAnswer:
			cells[i] = []string{Word(a.Answer)}
		case c.value != nil:
			cells[i] = cut(*c.value(a))
		}
		n = max(n, len(cells[i]))
	}
	out := make([][]string, n)
	for k := range out {
		out[k] = make([]string, len(columns))
		for i, c := range columns {
			switch {
			case k < len(cells[i]):
				out[k][i] = cells[i][k]
			case c.sheet != nil || c.head == headItem || c.head == headSheet:
				out[k][i] = cells[i][0]
			case c.head == headPart && k > 0:
				out[k][i] = strconv.Itoa(k + 1)
			}
		}
	}
	return out
}

// cut splits a text into pieces of at most maxCell UTF-16 units.
func cut(s string) []string {
	var out []string
	for {
		units, end := 0, len(s)
		for i, r := range s {
			if units += 1; r > 0xFFFF {
				units++
			}
			if units > maxCell {
				end = i
				break
			}
		}
		out = append(out, s[:end])
		if s = s[end:]; s == "" {
			return out
		}
	}
}

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
