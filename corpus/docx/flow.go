package docx

import (
	"fmt"

	"shogo/corpus/ooxml"
)

// piece is a paragraph or a table of the running content.
type piece struct {
	p *para
	t *table
}

// flow reads the paragraphs and tables below n in order. Numbers count on while
// it goes, so that every element is read exactly once.
func (r *reader) flow(n *ooxml.Node, out []piece) ([]piece, error) {
	for _, k := range n.Kids {
		var err error
		switch k.Name {
		case "p":
			if p := r.paragraph(k); p != nil {
				out = append(out, piece{p: p})
			}
		case "tbl":
			r.flush(&out)
			var t *table
			if t, err = r.table(k); err == nil {
				out = append(out, piece{t: t})
			}
		case "del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "pPr", "tcPr":
		case "AlternateContent":
			if c := chosen(k); c != nil {
				out, err = r.flow(c, out)
			}
		case "altChunk", "subDoc":
			r.warn(r.place(), "ここに取り込まれている別の文書は読んでいません。")
		default: // sdt, sdtContent, customXml, ins, moveTo and what newer programs add
			out, err = r.flow(k, out)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// chosen is the branch of mc:AlternateContent that counts: exactly one, or the
// text of a box would come twice.
func chosen(n *ooxml.Node) *ooxml.Node {
	if c := n.Kid("Choice"); c != nil {
		return c
	}
	return n.Kid("Fallback")
}

// flush ends a paragraph that waits for the one it is joined to.
func (r *reader) flush(out *[]piece) {
	if r.carried != nil {
		r.carried.text, r.carried.hidden = r.carried.joined()
		*out = append(*out, piece{p: r.carried})
		r.carried = nil
	}
}

// place names where the reader is: paragraph 12, footnote 3.
func (r *reader) place() string { return fmt.Sprintf("%s %d", r.part, max(r.paras, 1)) }

// commonSize is the size of most of the text, in half points.
func commonSize(content []piece) int {
	count := map[int]int{}
	var visit func([]piece)
	visit = func(content []piece) {
		for _, c := range content {
			switch {
			case c.p != nil:
				count[c.p.size] += len(c.p.text)
			case c.t != nil:
				for _, cell := range c.t.cells {
					visit(cell.content)
				}
			}
		}
	}
	visit(content)
	best := 0
	for size, n := range count {
		if n > count[best] || n == count[best] && size < best {
			best = size
		}
	}
	return best
}
