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

// A column is where the lines of a cell wrap: first is the width of its first
// line, next that of the others, in em, or in characters where counted.
type column struct {
	first, next float64
	counted     bool
	running     bool // holds sentences, not titles
}

var (
	columnRow          = &column{rowWidth, rowWidth, false, true}
	columnScenario     = &column{scenarioWidth, scenarioWidth, false, true}
	columnFinal        = &column{37, 39, false, true} // the quoted text of the table in force
	columnDraft        = &column{36, 38, false, true} // the same cell in the older layer
	columnGroup        = &column{groupWidth, groupWidth, false, false}
	columnMajor        = &column{majorWidth, majorWidth, false, false}
	columnChapterFinal = &column{chapterFinal, chapterFinal, true, false}
	columnChapterDraft = &column{chapterDraft, chapterDraft, true, false}

	labelColumns   = []*column{columnRow}
	titleColumns   = []*column{columnGroup}
	majorColumns   = []*column{columnMajor}
	chapterColumns = []*column{columnChapterFinal, columnChapterDraft}
	textColumns    = []*column{columnRow, columnScenario, columnFinal, columnDraft}
)

// size is how much of the column's width a line takes.
func (c *column) size(l *cellLine) float64 {
	if c.counted {
		return l.count
	}
	return l.width
}

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

// misfit sums how badly the lines of a chain fill the column.
func (c *column) misfit(t *chain) float64 {
	sum := 0.0
	for i, f := range t.lines {
		limit := c.next
		if i == 0 {
			limit = c.first
		}
		switch free := limit - width(f.text); {
		case free < -overfull:
			sum += greatestWide
		case i+1 < len(t.lines) && free >= firstUnit(t.lines[i+1].text):
			sum += min(greatestMisfit, 1+free-firstUnit(t.lines[i+1].text))
		}
	}
	return sum
}
