package corpus

import (
	"strings"
	"unicode/utf8"
)

// A cellLine is a line that stands in a cell of the table, with what its
// neighbours are measured by. A head is the line a cell begins with: a row's
// label, the first line of a title.
type cellLine struct {
	frag   *fragment
	text   string
	width  float64 // em
	unit   float64 // em of its shortest beginning
	count  float64 // characters
	closes bool    // ends a sentence
	odd    bool    // a beginning that a cell hardly has
	twin   bool    // begins like another wide line
	torn   [2]bool // begins, ends with half a word
	labels int     // row labels before it
	opened int     // brackets it leaves open
	strays int     // brackets it closes without opening them
}

func (l *cellLine) head() bool { return l.frag.kind != fragText }

// cellLines are the lines of a page that the search joins: running text, and
// the heads of the cells whose other lines are not known yet.
func cellLines(all []*fragment, words *language) []*cellLine {
	var out []*cellLine
	labels := 0
	for _, f := range all {
		switch f.kind {
		case fragLabel:
			out = append(out, newCellLine(f, words, labels))
			labels++
		case fragText, fragGroup, fragMajor, fragChapter:
			if !f.used {
				out = append(out, newCellLine(f, words, labels))
			}
		}
	}
	markTwins(out)
	return out
}

func newCellLine(f *fragment, words *language, labels int) *cellLine {
	l := &cellLine{
		frag: f, text: f.text, labels: labels,
		width: width(f.text), unit: firstUnit(f.text),
		count:  float64(utf8.RuneCountInString(strings.ReplaceAll(f.text, " ", ""))),
		closes: closesText(f.text), odd: oddStart(f.text),
		torn: [2]bool{words.tornStart(f.text), words.tornEnd(f.text)},
	}
	for _, r := range f.text {
		switch {
		case strings.ContainsRune("(（「『", r):
			l.opened++
		case strings.ContainsRune(")）」』", r) && l.opened > 0:
			l.opened--
		case strings.ContainsRune(")）」』", r):
			l.strays++
		}
	}
	return l
}

// oddStart reports a beginning that a cell hardly has.
func oddStart(s string) bool {
	r := []rune(s)[0]
	return r >= 'ぁ' && r <= 'ん' || r == '等' || strings.ContainsRune(noLineStart, r) && r != '・'
}

func closesText(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "。)") || strings.HasSuffix(s, "。）")
}

// markTwins marks wide lines that begin like another one: the two layers wrap
// at different places, so that they share first lines but hardly any others.
func markTwins(lines []*cellLine) {
	const shared = 6 // characters
	n := map[string]int{}
	start := func(l *cellLine) string {
		r := []rune(l.text)
		return string(r[:min(shared, len(r))])
	}
	for _, l := range lines {
		n[start(l)]++
	}
	for _, l := range lines {
		l.twin = n[start(l)] > 1 && l.width > rowWidth+overfull && !l.odd
	}
}
