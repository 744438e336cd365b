// Package truth compares what a reader saw with the answer that comes with a
// facsimile document. White space does not count.
package truth

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
)

// Truth is the answer: blocks of prose, or the cells of one table.
type Truth struct {
	Kind   string          `json:"kind"` // prose, table
	Blocks []block.Block   `json:"blocks"`
	Header json.RawMessage `json:"header"` // of a table its captions, of prose its running head
	Cells  []struct {
		R0, R1, C int
		Text      string
	} `json:"cells"`
}

// caption is a cell of the caption rows.
type caption struct {
	Text           string
	C0, C1, R0, R1 int
}

// Score counts the lines of the answer, of the reading, and of both.
type Score struct {
	Want, Got, Same int
	Diff            []string // lines of one side only, "-" wanted, "+" read
}

// Exact reports whether nothing is missing and nothing invented.
func (s Score) Exact() bool { return s.Same == s.Want && s.Same == s.Got }

// Compare scores a document against the JSON of a truth file: prose in order,
// with type, number, text, scope and citations; a table with position and span
// of every cell below the captions, and the captions themselves.
func Compare(doc *block.Document, answer []byte) (Score, error) {
	var t Truth
	if err := json.Unmarshal(answer, &t); err != nil {
		return Score{}, err
	}
	if t.Kind == "prose" {
		return score(proseLines(t.Blocks), proseLines(doc.Visible())), nil
	}
	want, err := t.tableLines()
	if err != nil {
		return Score{}, err
	}
	got := readLines(doc)
	slices.Sort(want)
	slices.Sort(got)
	return score(want, got), nil
}

// Bare removes all white space.
func Bare(s string) string { return strings.Join(strings.Fields(s), "") }

func proseLines(blocks []block.Block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, strings.Join([]string{string(b.Type), Bare(b.No), Bare(b.Text), Bare(b.Scope), Bare(b.Xref)}, "|"))
	}
	return out
}

func (t *Truth) tableLines() ([]string, error) {
	var rows [][]caption
	if err := json.Unmarshal(t.Header, &rows); err != nil {
		return nil, err
	}
	var out []string
	for _, row := range rows {
		for _, h := range row {
			if Bare(h.Text) != "" {
				out = append(out, fmt.Sprintf("caption %d-%d %d-%d %s", h.R0, h.R1, h.C0, h.C1, Bare(h.Text)))
			}
		}
	}
	for _, c := range t.Cells {
		if Bare(c.Text) != "" {
			out = append(out, fmt.Sprintf("cell %d-%d %d %s", c.R0, c.R1, c.C, Bare(c.Text)))
		}
	}
	return out, nil
}

// readLines gives the cells of the document's largest table.
func readLines(doc *block.Document) []string {
	count, captions := map[int]int{}, map[int]int{}
	best := 0
	for _, b := range doc.Visible() {
		if b.Type != block.Cell {
			continue
		}
		if count[b.Table]++; count[b.Table] > count[best] {
			best = b.Table
		}
		if b.HeaderRow {
			captions[b.Table] = max(captions[b.Table], b.Row+max(1, b.RowSpan))
		}
	}
	var out []string
	for _, b := range doc.Visible() {
		if b.Type != block.Cell || b.Table != best || Bare(b.Text) == "" {
			continue
		}
		last := b.Row + max(1, b.RowSpan) - 1
		if b.HeaderRow {
			out = append(out, fmt.Sprintf("caption %d-%d %d-%d %s", b.Row, last, b.Col, b.Col+max(1, b.ColSpan)-1, Bare(b.Text)))
			continue
		}
		n := captions[best]
		out = append(out, fmt.Sprintf("cell %d-%d %d %s", b.Row-n, last-n, b.Col, Bare(b.Text)))
	}
	return out
}

// score finds the longest common sequence.
func score(want, got []string) Score {
	s := Score{Want: len(want), Got: len(got)}
	m := make([][]int, len(want)+1)
	for i := range m {
		m[i] = make([]int, len(got)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(got) - 1; j >= 0; j-- {
			if want[i] == got[j] {
				m[i][j] = m[i+1][j+1] + 1
			} else {
				m[i][j] = max(m[i+1][j], m[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(want) || j < len(got) {
		switch {
		case i < len(want) && j < len(got) && want[i] == got[j]:
			s.Same, i, j = s.Same+1, i+1, j+1
		case j == len(got) || i < len(want) && m[i+1][j] >= m[i][j+1]:
			s.Diff, i = append(s.Diff, "- "+want[i]), i+1
		default:
			s.Diff, j = append(s.Diff, "+ "+got[j]), j+1
		}
	}
	return s
}
