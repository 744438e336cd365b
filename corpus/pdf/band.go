package pdf

import (
	"math"
	"slices"
	"sort"
)

// A table without rules often has its captions on a tinted band. The band tells
// where they end, and so which of them stand over several columns.

// band is such a tinted area with captions on it.
type band struct {
	rect
	color uint32
	chars []char // on it, once they are looked for
	apart bool   // chars are not among the page's other characters
}

const (
	minCaptions = 3 // fewer texts side by side are a title
	maxShades   = 5000
	maxBands    = 100
)

// captionBand finds the topmost tinted area of a page, if it is wide and the
// only one of its colour.
func (p *page) captionBand() *band {
	var bands []*band
	var area []float64
	if len(p.shades) > maxShades {
		return nil
	}
	for _, s := range p.shades {
		n := len(bands)
		if s.y1-s.y0 > p.height/3 {
			continue
		}
		for k := range n {
			if b := bands[k]; b.color == s.color && s.y0 < b.y1+1 && s.y1 > b.y0-1 {
				b.rect = b.or(s.rect)
				area[k] += (s.x1 - s.x0) * (s.y1 - s.y0)
				n = -1
				break
			}
		}
		if n >= maxBands {
			return nil
		}
		if n >= 0 {
			bands, area = append(bands, &band{rect: s.rect, color: s.color}), append(area, (s.x1-s.x0)*(s.y1-s.y0))
		}
	}
	var top *band
	for k, b := range bands {
		if (top == nil || b.y0 < top.y0) && b.x1-b.x0 > p.width/2 && area[k] > .8*(b.x1-b.x0)*(b.y1-b.y0) {
			top = b
		}
	}
	if top == nil || slices.ContainsFunc(bands, func(b *band) bool { return b != top && b.color == top.color }) {
		return nil
	}
	return top
}

// part takes the characters on the band from the others; ok is false if these
// are no captions.
func (b *band) part(chars []char) (rest []char, ok bool) {
	if b == nil {
		return chars, false
	}
	b.chars = nil
	for _, c := range chars {
		if b.has(c.cx(), c.cy()) {
			b.chars = append(b.chars, c)
		} else {
			rest = append(rest, c)
		}
	}
	if len(b.chars) < minCaptions || len(captionTexts(b.chars)) < minCaptions {
		b.chars = nil
		return chars, false
	}
	return rest, true
}

// captionText is a caption: lines that stand close together.
type captionText struct {
	rect
	chars []char
}

// captionTexts cuts the lines at wide gaps and joins what stands one below the
// other.
func captionTexts(chars []char) (out []captionText) {
	for _, l := range toLines(slices.Clone(chars)) {
		from := 0
		for i := range l.chars {
			if i+1 < len(l.chars) && float64(l.chars[i+1].x0-l.chars[i].x1) < 1.2*l.size {
				continue
			}
			t := captionText{nowhere, l.chars[from : i+1]}
			from = i + 1
			ink := false
			for _, c := range t.chars {
				if !blank(c.r) {
					t.rect, ink = t.or(c.typeBox()), true
				}
			}
			if ink {
				out = joinCaption(out, t, l.size)
			}
		}
	}
	return out
}

// with puts two captions of one column together, so that none is lost.
func (t *captionText) with(o *captionText) *captionText {
	if o == nil {
		return t
	}
	return &captionText{t.or(o.rect), slices.Concat(o.chars, t.chars)}
}

func joinCaption(out []captionText, t captionText, size float64) []captionText {
	for k := range out {
		o := &out[k]
		gap, off := t.y0-o.y1, math.Min(math.Abs(t.x0-o.x0), math.Abs(t.x0+t.x1-o.x0-o.x1)/2)
		if t.x0 < o.x1 && t.x1 > o.x0 && (gap < .2*size || gap < .8*size && off < 1.5) {
			o.rect = o.or(t.rect)
			o.chars = append(slices.Clip(o.chars), t.chars...)
			return out
		}
	}
	return append(out, t)
}

// divide adds an edge where two captions that stand side by side share a column:
// at its lightest place between them.
func (b *band) divide(edges []float64, pages [][]proseLine) []float64 {
	if b == nil {
		return edges
	}
	texts := captionTexts(b.chars)
	sort.Slice(texts, func(i, j int) bool { return texts[i].x0 < texts[j].x0 })
	const step = .5
	var cover []int
	for _, ls := range pages {
		for _, l := range ls {
			cover = l.cover(cover, step)
		}
	}
	for i, a := range texts {
		j := i + 1
		for j < len(texts) && (texts[j].y0 > a.y1 || texts[j].y1 < a.y0) {
			j++
		}
		if j == len(texts) {
			continue
		}
		c := texts[j]
		k := sort.SearchFloat64s(edges, (a.x0+a.x1)/2)
		if c.x0 <= a.x1 || k >= len(edges) || (c.x0+c.x1)/2 > edges[k] {
			continue
		}
		best, at := math.MaxInt, 0
		for x := int((a.x0 + a.x1) / 2 / step); x < min(int((c.x0+c.x1)/2/step), len(cover)); x++ {
			if cover[x] <= best {
				best, at = cover[x], x
			}
		}
		if best != math.MaxInt {
			edges = slices.Insert(slices.Clone(edges), k, float64(at)*step)
		}
	}
	return edges
}

// heads tells whether a grid begins right below the band.
func (b *band) heads(g *grid) bool {
	return b != nil && g != nil && b.y1 < g.ys[0]+(b.y1-b.y0)/3 // ascenders may reach into it
}

// captioned puts rows of captions above the rows of a grid.
func (b *band) captioned(g *grid) {
	texts := captionTexts(b.chars)
	nc := len(g.xs) - 1
	mid := (b.y0 + b.y1) / 2
	low := make([]*captionText, nc) // a caption of the lower row
	both := make([]*captionText, nc)
	var high []*captionText
	for i := range texts {
		t := &texts[i]
		k := g.column((t.x0 + t.x1) / 2)
		size := float64(t.chars[0].size)
		switch off := (t.y0+t.y1)/2 - mid; {
		case off > .3*size && t.y0 > mid-.5*size:
			low[k] = t.with(low[k])
		case off < -.3*size && t.y1 < mid+.5*size:
			high = append(high, t)
		default:
			both[k] = t.with(both[k])
		}
	}
	high = slices.DeleteFunc(high, func(t *captionText) bool { // over one column alone
		k := g.column((t.x0 + t.x1) / 2)
		if low[k] == nil {
			both[k] = t.with(both[k])
		}
		return low[k] == nil
	})
	rows := 2
	if !slices.ContainsFunc(low, func(t *captionText) bool { return t != nil }) || len(high) == 0 {
		rows = 1
		for _, t := range high {
			k := g.column((t.x0 + t.x1) / 2)
			both[k] = t.with(both[k])
		}
		for k, t := range low {
			if t != nil {
				both[k] = t.with(both[k])
			}
		}
	}
	g.lift(rows, b, mid)
	for k := 0; k < nc; k++ {
		if rows == 1 || low[k] == nil {
			g.caption(both[k], b.color, 0, rows-1, k, k)
			continue
		}
		g.caption(low[k], b.color, 1, 1, k, k)
	}
	if rows == 1 {
		return
	}
	for k := 0; k < nc; {
		if low[k] == nil {
			k++
			continue
		}
		last := k
		for last+1 < nc && low[last+1] != nil {
			last++
		}
		g.spanning(high, b.color, k, last)
		k = last + 1
	}
}

func (g *grid) column(x float64) int {
	return min(max(sort.SearchFloat64s(g.xs, x)-1, 0), len(g.xs)-2)
}

// lift makes room for caption rows.
func (g *grid) lift(rows int, b *band, mid float64) {
	for _, x := range g.cells {
		x.r0, x.r1 = x.r0+rows, x.r1+rows
	}
	ys := []float64{b.y0}
	if rows == 2 {
		ys = append(ys, mid)
	}
	g.ys = append(ys, g.ys...)
	at := make([][]*gridCell, rows)
	for r := range at {
		at[r] = make([]*gridCell, len(g.xs)-1)
	}
	g.at = append(at, g.at...)
}

// spanning gives the columns from first to last to the captions above them,
// each to the one whose middle is nearest.
func (g *grid) spanning(high []*captionText, color uint32, first, last int) {
	var above []*captionText
	for _, t := range high {
		if x := (t.x0 + t.x1) / 2; x > g.xs[first] && x < g.xs[last+1] {
			above = append(above, t)
		}
	}
	sort.Slice(above, func(i, j int) bool { return above[i].x0 < above[j].x0 })
	if len(above) == 0 {
		g.caption(nil, color, 0, 0, first, last)
		return
	}
	for i, t := range above {
		end := last
		if i+1 < len(above) { // t is centred over its columns
			end = first
			x := (t.x0 + t.x1) / 2
			for end < last-(len(above)-1-i) && math.Abs(g.xs[first]+g.xs[end+2]-2*x) < math.Abs(g.xs[first]+g.xs[end+1]-2*x) {
				end++
			}
		}
		g.caption(t, color, 0, 0, first, end)
		first = end + 1
	}
}

func (g *grid) caption(t *captionText, color uint32, r0, r1, c0, c1 int) {
	x := &gridCell{r0: r0, r1: r1, c0: c0, c1: c1, shade: color | 1<<24, box: rect{g.xs[c0], g.ys[r0], g.xs[c1+1], g.ys[r1+1]}}
	if t != nil {
		x.chars = t.chars
	}
	x.read()
	g.cells = append(g.cells, x)
	for r := r0; r <= r1; r++ {
		for c := c0; c <= c1; c++ {
			g.at[r][c] = x
		}
	}
}
