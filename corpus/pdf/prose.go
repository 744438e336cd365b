package pdf

import (
	"math"
	"sort"
	"strings"

	"shogo/corpus/block"
)

// prose is the text around the tables of a document.
type prose struct {
	sheets []*sheet
	head   [][]textLine // furniture
	body   [][]proseLine
	side   [][]textLine // margin column
	foot   [][]proseLine
	marks  [][]int // numbers that point to footnotes, in order; first those that the page before has no note for
	own    []int   // where those of the page itself begin
	size   float64 // of the body's type
	bold   bool    // the body is set in bold
	lead   float64 // from base line to base line inside a paragraph
	left   [2]float64
	right  [2]float64 // by even and odd pages, whose margins may differ
	toc    map[string]bool

	stretch [][2]int // of each page's body: lines that may be a table without rules

	justified bool // lines that go on end at the right edge
}

// proseLine is a line ready for judging.
type proseLine struct {
	textLine
	page   int // index
	s      string
	bold   bool
	height float64 // dominant type size
	ink0   float64 // where its first visible character begins
	ink1   float64 // where the last one ends
	toc    string  // its title, if it is a line of the contents

	tocGoesOn bool // the next line is the rest of the entry
}

// newProse reads the lines of all pages; each calls its function for every page,
// perhaps at the same time.
func newProse(sheets []*sheet, each func(n int, do func(i int))) *prose {
	d := &prose{sheets: sheets, toc: map[string]bool{}}
	lines := make([][]textLine, len(sheets))
	for i, s := range sheets {
		lines[i] = s.lines
	}
	f := newFurniture(sheets, lines)
	d.head = make([][]textLine, len(sheets))
	for i, s := range sheets {
		d.head[i], lines[i] = f.split(lines[i], s)
	}
	start := marginStart(sheets, lines)
	edge, small := leftMargin(sheets, lines)
	d.side = make([][]textLine, len(sheets))
	d.body = make([][]proseLine, len(sheets))
	d.foot = make([][]proseLine, len(sheets))
	gutters := make([]float64, len(sheets))
	each(len(sheets), func(i int) {
		lines[i], d.side[i] = splitMargin(lines[i], start[i%2])
		if len(d.side[i]) == 0 {
			lines[i], d.side[i] = splitLeftMargin(lines[i], edge, small)
		}
		if sheets[i].band == nil && !sheets[i].manyRules() { // of a table without columns' rules
			gutters[i] = gutter(lines[i], sheets[i].width)
		}
	})
	likeTheOthers(gutters, lines)
	for i, s := range sheets {
		if s.manyRules() {
			gutters[i] = 0
		}
	}
	each(len(sheets), func(i int) {
		body := splitColumns(lines[i], gutters[i])
		d.body[i] = make([]proseLine, 0, len(body))
		for _, l := range body {
			if p, ok := newProseLine(l, i); ok {
				d.body[i] = append(d.body[i], p)
			}
		}
		joinContents(d.body[i])
	})
	d.measure()
	d.marks, d.own = make([][]int, len(sheets)), make([]int, len(sheets))
	for i := range sheets {
		d.splitFootnotes(i)
	}
	d.splitRows()
	d.unruled()
	d.unusedBands()
	return d
}

func newProseLine(l textLine, page int) (proseLine, bool) {
	p := proseLine{textLine: l, page: page, ink0: 1e9, ink1: -1e9}
	var sizes []sizeCount
	strong, ink := 0, 0
	for i := range l.chars {
		c := &l.chars[i]
		if c.r == ' ' || c.r == '\u3000' || c.r == '\u00a0' || c.r == '\t' {
			continue
		}
		ink++
		p.ink0, p.ink1 = math.Min(p.ink0, float64(c.x0)), math.Max(p.ink1, float64(c.x1))
		sizes = count(sizes, math.Round(float64(c.size)*4)/4)
		if c.style&bold != 0 {
			strong++
		}
	}
	if ink == 0 {
		return p, false
	}
	best := 0
	for _, s := range sizes {
		if s.n > best || s.n == best && s.size > p.height {
			best, p.height = s.n, s.size
		}
	}
	p.bold = strong*2 > ink
	p.s = p.trimmed()
	p.toc, _ = isTOC(l, p.s)
	return p, true
}

// sizeCount counts the characters of a size; a line has one or two.
type sizeCount struct {
	size float64
	n    int
}

func count(sizes []sizeCount, size float64) []sizeCount {
	for i := range sizes {
		if sizes[i].size == size {
			sizes[i].n++
			return sizes
		}
	}
	return append(sizes, sizeCount{size, 1})
}

// textAbove tells whether body text stands above a table on its page.
func (d *prose) textAbove(i int, g *grid) bool {
	for _, l := range d.body[i] {
		if l.base < g.ys[0]+1 {
			return true
		}
	}
	return false
}

// textBelow tells whether body text stands below a table on its page.
func (d *prose) textBelow(i int, g *grid) bool {
	for _, l := range d.body[i] {
		if l.base > g.ys[len(g.ys)-1] {
			return true
		}
	}
	return false
}

// blockStart is where a block begins on a page, for margin notes.
type blockStart struct {
	base  float64
	block *block.Block
}

// blocks gives all blocks in reading order, footnotes last.
func (d *prose) blocks(tables map[*grid]*table) []block.Block {
	w := &writer{prose: d}
	d.findTOC()
	number := 0
	asides := make([][]*block.Block, len(d.sheets))
	for i, s := range d.sheets {
		asides[i] = s.asides()
	}
	repeatedAsides(asides)
	for i, s := range d.sheets {
		w.furniture(i, true)
		grids := append([]*grid(nil), s.grids...)
		sort.SliceStable(grids, func(a, b int) bool { return grids[a].ys[0] < grids[b].ys[0] })
		w.starts = w.starts[:0]
		if w.cur != nil {
			w.starts = append(w.starts, blockStart{-1, w.cur})
		}
		put := func(above float64) {
			for len(grids) > 0 && grids[0].ys[0] < above {
				w.flush()
				if t := tables[grids[0]]; t != nil {
					number++
					w.out = append(w.out, pointers(t.blocks(number))...)
				}
				grids = grids[1:]
			}
		}
		for k, l := range d.body[i] {
			put(l.base)
			w.next = nil
			if k+1 < len(d.body[i]) {
				w.next = &d.body[i][k+1]
			}
			w.line(l)
		}
		put(math.Inf(1))
		w.footnotes(d.foot[i])
		w.attach(d.side[i])
		w.furniture(i, false)
		w.out = append(append(w.out, asides[i]...), s.ghostBlocks()...)
	}
	w.flush()
	out := make([]block.Block, 0, len(w.out)+len(w.notes))
	for _, b := range append(w.out, w.notes...) {
		b.Text = strings.TrimSpace(b.Text)
		out = append(out, *b)
	}
	return out
}

func pointers(bs []block.Block) []*block.Block {
	out := make([]*block.Block, len(bs))
	for i := range bs {
		out[i] = &bs[i]
	}
	return out
}

// findTOC collects the titles of the contents pages: a line that repeats one
// of them later is a heading, however it is set.
func (d *prose) findTOC() {
	title := ""
	for _, ls := range d.body {
		for _, l := range ls {
			if title += l.toc; l.tocGoesOn {
				continue
			}
			if title != "" {
				d.toc[bare(title)] = true
			}
			title = ""
		}
	}
}
