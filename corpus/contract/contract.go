// Package contract cuts the text of a contract, of terms of use, a service
// level agreement or a disclosure sheet into the pieces people cite: articles,
// paragraphs, items, rows.
//
// Text goes in, clauses come out; every character of the text that is not
// white space is in exactly one of them, in its Mark or its Text. The site cuts
// with the same rules (site/client/contract/cut.ts), and testdata/cut holds the
// two to each other.
package contract

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/block"
)

// Longest is the length of a clause in characters above which it is divided at
// the end of a sentence: what is shown and matched stays readable and bounded.
const Longest = 1200

// Clause is a piece of a contract.
type Clause struct {
	// Label is how people cite it: 第3条 2 (1). A heading without a number is
	// its own label, and "" what stands before any.
	Label string `json:"label"`
	// Mark is the number as written, and the heading that names a chapter.
	Mark string `json:"mark"`
	// Text is what follows, with the line breaks as they are.
	Text string `json:"text"`
	// Heading is true for the name of a chapter, an appendix or a part: it is
	// shown and asks nothing.
	Heading bool `json:"heading,omitempty"`
	// Start and End are the bytes of Text in the text given to Cut.
	Start int `json:"start"`
	End   int `json:"end"`
	// Line is where it begins, from 1.
	Line int `json:"line"`
}

// line is a line of the text without the white space around it.
type line struct {
	text       string
	start, end int
	no         int
	blank      bool // a blank line stands before it
}

func lines(text string) []line {
	var out []line
	no, blank := 0, false
	for from := 0; from < len(text); {
		to, next := lineEnd(text, from)
		no++
		l := line{start: from, end: to, no: no, blank: blank}
		for l.start < l.end {
			r, n := utf8.DecodeRuneInString(text[l.start:l.end])
			if !isBlank(r) {
				break
			}
			l.start += n
		}
		for l.end > l.start {
			r, n := utf8.DecodeLastRuneInString(text[l.start:l.end])
			if !isBlank(r) {
				break
			}
			l.end -= n
		}
		if blank = l.start == l.end; !blank {
			l.text = text[l.start:l.end]
			out = append(out, l)
		}
		from = next
	}
	return out
}

// lineEnd returns where the line that begins at from ends, and the next begins.
func lineEnd(text string, from int) (end, next int) {
	i := strings.IndexAny(text[from:], "\n\r\f\v\u2028\u2029")
	if i < 0 {
		return len(text), len(text)
	}
	end = from + i
	_, n := utf8.DecodeRuneInString(text[end:])
	if strings.HasPrefix(text[end:], "\r\n") {
		n = 2
	}
	return end, end + n
}

// isBlank reports white space as the two homes of the cutter know it: not what
// the Unicode of a browser or a library calls so.
func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == '　' || r == '\u00a0' || r == '\ufeff'
}

// Text makes the text of a document that a reader has read: a line a block,
// its number before it, the cells of a row of a table separated by tabs.
func Text(doc *block.Document) string {
	var b strings.Builder
	table, row := 0, 0
	last := 0
	for _, x := range doc.Visible() {
		if x.Type == block.TOC {
			continue // repeats headings
		}
		if x.Type == block.Cell {
			if b.Len() > 0 && x.Table == table && x.Row == row {
				b.WriteString("\t")
			} else if b.Len() > 0 {
				b.WriteString("\n")
			}
			table, row = x.Table, x.Row
			b.WriteString(strings.Join(strings.Fields(x.Text), " "))
			continue
		}
		table = 0
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		if n := lineNumber(x.Place); n > 0 {
			b.WriteString(strings.Repeat("\n", max(0, min(n-last-1, 1))))
			last = n
		}
		if x.No != "" {
			b.WriteString(x.No + "　")
		}
		b.WriteString(x.Text)
	}
	return b.String()
}

// lineNumber reads the place of a block of a text: line 12.
func lineNumber(place string) int {
	digits, ok := strings.CutPrefix(place, "line ")
	n := 0
	for _, c := range digits {
		if !ok || c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}
