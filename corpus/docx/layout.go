package docx

import (
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

// isLayout reports whether the table only sets citations beside the text: two
// columns, one of which holds nothing but ▶ blocks.
func (t *table) isLayout() bool { return t.citationColumn() >= 0 }

func (t *table) citationColumn() int {
	if t.cols != 2 {
		return -1
	}
	cites, texts := [2]int{}, [2]int{}
	for _, c := range t.cells {
		s := strings.TrimSpace(plain(c.content))
		switch {
		case s == "" || c.col > 1:
		case c.colSpan > 1:
		case shape.IsXref(s):
			cites[c.col]++
		default:
			texts[c.col]++
		}
	}
	for col := 1; col >= 0; col-- {
		if cites[col] > 0 && texts[col] == 0 && cites[1-col] == 0 {
			return col
		}
	}
	return -1
}

// emitLayout gives the text column as running text and the other as citations.
func (r *reader) emitLayout(t *table) {
	at := t.citationColumn()
	for row := range t.rows {
		first, cites := len(r.doc.Blocks), []string{}
		for _, c := range t.cells {
			switch {
			case c.row != row:
			case c.col == at && c.colSpan == 1:
				if s := shape.AddLines(plain(c.content), ""); s != "" {
					cites = append(cites, s)
				}
			default:
				r.emit(c.content)
			}
		}
		if len(cites) == 0 {
			continue
		}
		if r.lastBlock = first; first == len(r.doc.Blocks) {
			r.lastBlock = first - 1
		}
		if !r.cite(strings.Join(cites, "\n")) {
			r.add(block.Block{Type: block.Para, Text: strings.Join(cites, "\n"), Place: t.firstPlace()})
		}
	}
}
