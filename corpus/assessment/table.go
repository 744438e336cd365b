package assessment

import (
	"strconv"
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
