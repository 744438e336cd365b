package truth

import (
	"fmt"
	"strings"

	"shogo/corpus/block"
)

// Line prints a block on one line for comparing: type, table place, number,
// text, scope and citations.
func Line(b block.Block) string {
	s := string(b.Type)
	if b.Hidden {
		s += " hidden"
	}
	if b.Type == block.Cell {
		s += fmt.Sprintf(" %d:%d,%d+%d,%d", b.Table, b.Row, b.Col, b.RowSpan, b.ColSpan)
	}
	if b.HeaderRow {
		s += " caption"
	}
	s += "|" + b.No + "|" + strings.ReplaceAll(b.Text, "\n", "/") + "|" + b.Scope + strings.ReplaceAll(b.Xref, "\n", "/")
	return strings.TrimRight(s, "|")
}
