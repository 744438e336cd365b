package corpus

import (
	"strings"
	"unicode/utf8"
)

// Widths of the table's columns in em: where their lines wrap. Read off page
// 25, where every line could be assigned by them. The first line of a quoted
// requirement is two em shorter than the lines below it.
const (
	majorWidth    = 11
	groupWidth    = 10
	rowWidth      = 20
	scenarioWidth = 17
	// Chapter cells are counted in characters: the table prints their digits,
	// dots and brackets full width.
	chapterFinal = 14
	chapterDraft = 10
)

// A column is where running text wraps: first is the width of a cell's first
// line, next that of the others, in em.
type column struct{ first, next float64 }

var (
	columnRow      = column{rowWidth, rowWidth}
	columnScenario = column{scenarioWidth, scenarioWidth}
	columnFinal    = column{37, 39} // the quoted text of the table in force
	columnDraft    = column{36, 38} // the same cell in the older layer
	textColumns    = []column{columnRow, columnScenario, columnFinal, columnDraft}
)

// width is the width of s in em: ASCII letters and digits count half, spaces
// nothing (the scrape adds and drops them), brackets and all else one (the
// scrape prints half-width brackets where the table has full-width ones).
func width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += runeWidth(r)
	}
	return w
}

func runeWidth(r rune) float64 {
	switch {
	case r == ' ' || r == '　':
		return 0
	case r == '(' || r == ')' || r >= utf8.RuneSelf:
		return 1
	}
	return 0.5
}

// noLineStart holds the characters that cannot begin a line.
const noLineStart = "、。，．,.)）」』】〕・ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々！？!?:：；;"

// firstUnit is the width of the shortest beginning of s that can stand alone
// at a line's end: a character with the closing marks behind it, or a whole
// word of ASCII.
func firstUnit(s string) float64 {
	w, ascii := 0.0, false
	for i, r := range s {
		a := r < utf8.RuneSelf && r != '(' && r != ')' && r != ' '
		if i > 0 && !strings.ContainsRune(noLineStart, r) && !(ascii && a) {
			break
		}
		w += runeWidth(r)
		ascii = a
	}
	return w
}

// overfull is what a line may measure above its column: spacing between
// scripts is not in the text.
const overfull = 0.5

// slack tells how badly a line break between x and y fits a column of width w:
// 0 if y's first character did not fit behind x, else how many em were left
// free, plus one; negative if x or y is too wide for the column.
func slack(x, y string, w float64) float64 {
	if width(x) > w+overfull || width(y) > w+2+overfull {
		return -1
	}
	if free := w - width(x) - firstUnit(y); free >= 0 {
		return 1 + free
	}
	return 0
}
