package htmldoc

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"shogo/corpus/shape"
)

// sections reads the row groups in the order they are shown, and returns the
// captions of the whole table.
func (g *grid) sections(n *html.Node) (captions []*html.Node) {
	var heads, bodies, feet []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.DataAtom {
		case atom.Thead:
			heads = append(heads, k)
		case atom.Tfoot:
			feet = append(feet, k)
		case atom.Tbody:
			bodies = append(bodies, k)
		case atom.Caption:
			captions = append(captions, k)
		}
	}
	for _, k := range slices.Concat(heads, bodies, feet) {
		g.section(k)
	}
	return captions
}

// section reads one row group, beyond which no span reaches.
func (g *grid) section(n *html.Node) {
	var rows []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Tr {
			rows = append(rows, k)
		}
	}
	end := g.rows + len(rows)
	for i := range g.reaches {
		g.reaches[i] = 0
	}
	for _, tr := range rows {
		hidden := g.w.css.hidden(tr) || g.w.css.hidden(n)
		col := 0
		for k := tr.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom != atom.Td && k.DataAtom != atom.Th {
				continue
			}
			for col < len(g.reaches) && g.reaches[col] > g.rows {
				col++
			}
			c := &cell{n: k, row: g.rows, col: col, colSpan: span(k, "colspan", maxColumns), rowSpan: 1, header: n.DataAtom == atom.Thead, hidden: hidden || g.w.css.hidden(k)}
			if c.rowSpan = span(k, "rowspan", 65534); attr(k, "rowspan") == "0" || c.row+c.rowSpan > end {
				c.rowSpan = end - c.row
			}
			if !g.put(c) {
				return
			}
			col += c.colSpan
		}
		g.rows++
	}
}

// put takes the positions of a cell; false if there are too many.
func (g *grid) put(c *cell) bool {
	for len(g.reaches) < c.col+c.colSpan {
		g.reaches = append(g.reaches, 0)
	}
	for i := c.col; i < c.col+c.colSpan; i++ {
		g.reaches[i] = max(g.reaches[i], c.row+c.rowSpan)
	}
	g.cols = max(g.cols, c.col+c.colSpan)
	g.cells = append(g.cells, c)
	if g.w.cells += c.colSpan; g.w.cells > g.w.opts.Cells {
		g.w.fail(g.w.place(c.n), "the tables have more than %d cells", g.w.opts.Cells)
		return false
	}
	return true
}

func span(n *html.Node, name string, most int) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, most)
}

// headerByLook marks leading rows of th as captions if there is no thead.
func (g *grid) headerByLook() {
	plain := g.rows // first row with a td
	for _, c := range g.cells {
		if c.header {
			return
		}
		if c.n.DataAtom != atom.Th {
			plain = min(plain, c.row)
		}
	}
	for _, c := range g.cells {
		if c.header = c.row < plain; c.header && c.row+c.rowSpan > plain {
			c.rowSpan = min(c.rowSpan, g.rows-c.row)
		}
	}
}

// isLayout reports whether a table only arranges text: it says so, frames one
// cell, or sets citations beside the text.
func (g *grid) isLayout(n *html.Node, texts []*sink) bool {
	if r := attr(n, "role"); r == "presentation" || r == "none" || len(g.cells) == 1 {
		return true
	}
	if g.cols != 2 {
		return false
	}
	cites, others := [2]int{}, [2]int{}
	for i, c := range g.cells {
		switch s := strings.Join(texts[i].lines, "\n"); {
		case s == "" || c.colSpan > 1:
		case shape.IsXref(s):
			cites[c.col]++
		default:
			others[c.col]++
		}
	}
	return cites[1] > 0 && others[1] == 0 && cites[0] == 0 || cites[0] > 0 && others[0] == 0 && cites[1] == 0
}
