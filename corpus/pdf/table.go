package pdf

import (
	"math"
	"sort"
	"unicode/utf8"

	"shogo/corpus/block"
)

// table is a table joined over pages. Its columns are the union of what its
// parts, one a page, show.
type table struct {
	parts []*part
	edges []float64 // of the columns, one more than columns
	cells []*cell
	rows  int
}

// part is the table on one page.
type part struct {
	*grid
	page   *page
	faces  [][]*gridCell // by row and by column of the table
	header int           // leading caption rows
}

// cell is a cell of the joined table.
type cell struct {
	r0, r1, c0, c1 int
	text, full     string
	header         bool
	page           int
	box            rect
	joined         string
}

func (t *table) columns() int { return len(t.edges) - 1 }

// sameColumns tells whether a page's grid can continue the table.
func (t *table) sameColumns(g *grid) bool {
	const tol = 4
	a, b := t.parts[len(t.parts)-1].xs, g.xs
	if math.Abs(a[0]-b[0]) > 1.5*tol || math.Abs(a[len(a)-1]-b[len(b)-1]) > 1.5*tol {
		return false
	}
	return matched(a, b, tol)*5 >= (len(b)-2)*4 || matched(b, a, tol)*5 >= (len(a)-2)*4
}

// matched counts the inner edges of b that a has.
func matched(a, b []float64, tol float64) (n int) {
	for _, x := range b[1 : len(b)-1] {
		i := sort.SearchFloat64s(a, x-tol)
		if i < len(a) && a[i] <= x+tol {
			n++
		}
	}
	return n
}

// finish computes columns, caption rows and the joined cells.
func (t *table) finish() {
	var xs []float64
	for _, p := range t.parts {
		xs = append(xs, p.xs...)
	}
	for _, x := range cluster(xs, 4) {
		// no character fits between edges this close
		if n := len(t.edges); n > 0 && x-t.edges[n-1] < 5 {
			continue
		}
		t.edges = append(t.edges, x)
	}
	if len(t.edges) < 2 {
		return
	}
	for _, p := range t.parts {
		p.spread(t.edges)
	}
	t.findHeader()
	t.join()
}

// spread looks up the cell of every row and column of the table.
func (p *part) spread(edges []float64) {
	p.faces = make([][]*gridCell, len(p.at))
	for r, row := range p.at {
		p.faces[r] = make([]*gridCell, len(edges)-1)
		for k := range p.faces[r] {
			mid := (edges[k] + edges[k+1]) / 2
			c := sort.SearchFloat64s(p.xs, mid) - 1
			p.faces[r][k] = row[min(max(c, 0), len(row)-1)]
		}
	}
}

// findHeader counts each part's caption rows: those that repeat on the pages,
// or, on a table that does not repeat any, those that look like captions.
func (t *table) findHeader() {
	first := t.parts[0]
	repeated, pages := 0, 0
	for _, p := range t.parts[1:] {
		n := 0
		for n < len(p.faces) && n < len(first.faces)-1 && n < maxCaptionRows && sameRow(first.faces[n], p.faces[n]) {
			n++
		}
		if n > 0 {
			pages++
		}
		p.header = n
		repeated = max(repeated, n)
	}
	if pages*2 >= len(t.parts)-1 && pages > 0 {
		first.header = repeated
		return
	}
	for _, p := range t.parts[1:] {
		p.header = 0
	}
	first.header = first.captionRows(len(t.parts) > 1)
}

const maxCaptionRows = 6

// sameRow compares two rows; a row without text repeats nothing.
func sameRow(a, b []*gridCell) bool {
	some := false
	for k := range a {
		s, t := bare(a[k].full), bare(b[k].full)
		if s != t {
			return false
		}
		some = some || s != ""
	}
	return some
}

// captionRows judges the first rows of a table by their look: a background, bold
// type, captions over several columns.
// A page may end behind them, if the table goes on.
func (p *part) captionRows(more bool) int {
	most := len(p.faces) - 1
	if more {
		most++
	}
	tint := uint32(0)
	for _, x := range p.faces[0] {
		tint = max(tint, x.shade)
	}
	looks := []func() int{
		func() int { return p.styledRows(func(x *gridCell) bool { return x.shade == tint && tint != 0 }) },
		func() int { return p.styledRows(func(x *gridCell) bool { return x.shade != 0 }) },
		func() int { return p.styledRows(func(x *gridCell) bool { return x.bold || x.text == "" }) },
		p.spanningRows,
	}
	for _, look := range looks {
		if n := p.wholeRows(look(), most); n > 0 {
			return n
		}
	}
	return 0
}

// wholeRows extends caption rows by what their cells reach down to; 0 if that
// makes them no caption.
func (p *part) wholeRows(n, most int) int {
	for r := 0; r < n && r < len(p.faces); r++ {
		for _, x := range p.faces[r] {
			n = max(n, x.r1+1)
		}
	}
	if n > most || n > maxCaptionRows {
		return 0
	}
	return n
}

// styledRows counts the leading rows whose cells all have a style; 0 if all rows
// have it.
func (p *part) styledRows(has func(*gridCell) bool) int {
	n := 0
	for n < len(p.faces) && every(p.faces[n], has) {
		n++
	}
	if n == len(p.faces) {
		return 0
	}
	if n > 0 && !every(p.faces[0], func(x *gridCell) bool { return x.text == "" }) {
		return n
	}
	return 0
}

func every(row []*gridCell, has func(*gridCell) bool) bool {
	for _, x := range row {
		if !has(x) {
			return false
		}
	}
	return true
}

// spanningRows takes a first row with a caption over several columns for the
// upper of two rows of captions, and a first row of short texts without a full
// stop above longer ones for a single one.
func (p *part) spanningRows() int {
	wide, short := false, true
	for _, x := range p.faces[0] {
		wide = wide || x.c1 > x.c0 && x.text != "" && x.c1-x.c0+1 < len(p.xs)-1
		n := len([]rune(x.text))
		short = short && n <= 24 && !endsSentence(x.text)
	}
	switch {
	case !short:
		return 0
	case wide:
		return 2
	}
	longer := 0
	for r := 1; r < len(p.faces); r++ {
		for _, x := range p.faces[r] {
			if endsSentence(x.text) || len([]rune(x.text)) > 24 {
				longer++
				break
			}
		}
	}
	if longer*2 > len(p.faces)-1 && len(p.faces) > 1 && every(p.faces[0][1:], func(x *gridCell) bool { return x.text != "" }) {
		return 1
	}
	return 0
}

func endsSentence(s string) bool {
	r := lastRune(s)
	return r == '。' || r == '．'
}

func lastRune(s string) rune {
	r, size := utf8.DecodeLastRuneInString(s)
	if size == 0 {
		return 0
	}
	return r
}

// join puts the parts one below the other.
func (t *table) join() {
	m := newModel(t)
	last := make([]*cell, t.columns()) // the lowest cell of every column so far
	faces := make([]*gridCell, t.columns())
	for i, p := range t.parts {
		from := p.header
		if i == 0 {
			from = 0
		}
		if from >= len(p.faces) {
			continue
		}
		cont := make([]bool, t.columns())
		why := ""
		if i > 0 {
			cont, why = m.continued(faces, last, p.faces[from], t.parts[i-1].page, p.page)
		}
		base := t.rows
		if i > 0 && allTrue(cont) {
			base--
		}
		made := map[*gridCell]*cell{}
		for r := from; r < len(p.faces); r++ {
			row := base + r - from
			for k, x := range p.faces[r] {
				if c := made[x]; c != nil {
					c.r1, c.c1 = max(c.r1, row), max(c.c1, k)
					continue
				}
				if r == from && cont[k] && last[k] != nil {
					made[x] = last[k]
					last[k].extend(x, row, why)
					continue
				}
				c := newCell(x, p, row, k)
				c.header = i == 0 && r < p.header
				made[x] = c
				t.cells = append(t.cells, c)
			}
		}
		bottom := p.faces[len(p.faces)-1]
		for k, x := range bottom {
			last[k], faces[k] = made[x], x
		}
		t.rows = base + len(p.faces) - from
	}
}

func allTrue(b []bool) bool {
	for _, v := range b {
		if !v {
			return false
		}
	}
	return true
}

const (
	whyOverflow = "枠からはみ出して印刷されていない文字を含む"
	whyOpen     = "ページの終わりに罫線がないので次のページの続きとした"
	whyText     = "ページの終わりで切れた欄を、文のつながりから次のページの続きとした"
)

func newCell(x *gridCell, p *part, row, col int) *cell {
	c := &cell{r0: row, r1: row, c0: col, c1: col, text: x.text, full: x.full, page: p.page.number, box: x.box}
	// What a row that is too low hides belongs to the cell; what a page's end
	// hides comes again on the next page.
	if x.full != x.text && !(x.openBottom && x.r1 == len(p.at)-1) && !(x.openTop && x.r0 == 0) {
		c.text, c.joined = x.full, whyOverflow
	}
	return c
}

// extend adds what the next page shows of a cell.
func (c *cell) extend(x *gridCell, row int, why string) {
	c.r1 = max(c.r1, row)
	a, b := bare(c.full), bare(x.full)
	switch {
	case x.full == "":
		if c.full != c.text { // the rest was drawn on the page before, and clipped
			c.text = c.full
		}
	case a == b: // drawn whole on both pages; halves are never equal
		c.text = c.full
	case c.text == "":
		c.text = x.text
		if x.full != x.text {
			c.text = x.full
		}
		c.full = c.text
	default:
		c.text = joinPages(c.text, x.text)
		c.full = c.text
	}
	if c.joined == "" {
		c.joined = why
	}
}

func joinPages(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if x := lastRune(a); x < 0x80 && b[0] < 0x80 && x != '-' {
		return a + " " + b
	}
	return a + b
}

// blocks gives the cells row by row.
func (t *table) blocks(number int) []block.Block {
	sort.SliceStable(t.cells, func(i, j int) bool {
		if t.cells[i].r0 != t.cells[j].r0 {
			return t.cells[i].r0 < t.cells[j].r0
		}
		return t.cells[i].c0 < t.cells[j].c0
	})
	out := make([]block.Block, 0, len(t.cells))
	for _, c := range t.cells {
		out = append(out, block.Block{Type: block.Cell, Text: c.text, Table: number, Row: c.r0, Col: c.c0,
			RowSpan: c.r1 - c.r0 + 1, ColSpan: c.c1 - c.c0 + 1, HeaderRow: c.header, Page: c.page, Box: boxOf(c.box), Joined: c.joined})
	}
	return out
}

// boxOf rounds to a hundredth of a point: float noise must not reach the output.
func boxOf(r rect) *[4]float64 {
	round := func(v float64) float64 { return math.Round(v*100) / 100 }
	return &[4]float64{round(r.x0), round(r.y0), round(r.x1), round(r.y1)}
}
