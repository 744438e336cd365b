package pdf

import (
	"slices"

	"shogo/corpus/block"
)

// Some texts do not run along their page: labels that lie on their side in a
// merged cell, or are set in vertical writing. They are turned before they are
// read.

const lying = upward | downward

// mostlyLying tells in which direction most characters run, 0 if along the page.
func mostlyLying(cs []char) style {
	up, down := 0, 0
	for _, c := range cs {
		switch {
		case c.style&upward != 0:
			up++
		case c.style&downward != 0:
			down++
		}
	}
	switch {
	case up*2 > len(cs):
		return upward
	case down*2 > len(cs):
		return downward
	}
	return 0
}

// stacked tells of characters in the order of the file whether they stand
// upright one below the other: a label in vertical writing. Its second column
// stands left of the first.
func stacked(cs []char) bool {
	const few = 3
	if len(cs) < few {
		return false
	}
	down := 0
	for i := 1; i < len(cs); i++ {
		c, p := &cs[i], &cs[i-1]
		dx, dy := c.x0-p.x0, c.base-p.base // some writers give such glyphs no width
		switch {
		case abs32(dx) < .5*c.size && dy > .5*c.size && dy < 2*c.size:
			down++
		case dy > -.3*c.size: // beside it, or anywhere below
			return false
		}
	}
	return down*10 >= len(cs)*6
}

// turned gives the lines of characters that run upwards or downwards, in the
// order in which they are read. Their coordinates are those of the turned page.
func turned(cs []char, way style) []textLine {
	out := slices.Clone(cs)
	for i := range out {
		c := &out[i]
		if way == upward { // the next line stands to the right
			c.x0, c.x1, c.y0, c.y1 = -c.y1, -c.y0, c.x0, c.x1
		} else { // and to the left
			c.x0, c.x1, c.y0, c.y1 = c.y0, c.y1, -c.x1, -c.x0
		}
		c.base = c.y1
	}
	return toLines(out)
}

// turned is the box in the coordinates of turned lines.
func (r rect) turned(way style) rect {
	if way == upward {
		return rect{-r.y1, r.x0, -r.y0, r.x1}
	}
	return rect{r.y0, -r.x1, r.y1, -r.x0}
}

// splitLying parts the lying characters from the others.
func splitLying(cs []char) (level, lie []char) {
	if !slices.ContainsFunc(cs, func(c char) bool { return c.style&lying != 0 }) {
		return cs, nil
	}
	for _, c := range cs {
		if c.style&lying != 0 {
			lie = append(lie, c)
		} else {
			level = append(level, c)
		}
	}
	return level, lie
}

// asides gives the lying lines of a page outside of its tables. They would tear
// apart the lines beside them, and come after them.
func (s *sheet) asides() (out []*block.Block) {
	for _, way := range []style{upward, downward} {
		var cs []char
		for _, c := range s.lying {
			if c.style&way != 0 {
				cs = append(cs, c)
			}
		}
		for _, l := range turned(cs, way) {
			text := l.trimmed()
			if text == "" {
				continue
			}
			b := rect{l.x0, l.y0, l.x1, l.y1}
			if way == upward {
				b = rect{b.y0, -b.x1, b.y1, -b.x0}
			} else {
				b = rect{-b.y1, b.x0, -b.y0, b.x1}
			}
			out = append(out, &block.Block{Type: block.Para, Text: text, Page: s.number, Box: boxOf(b)})
		}
	}
	return out
}

// repeatedAsides makes furniture of lying lines that a third of the pages have,
// the tabs of chapters, and of page numbers.
func repeatedAsides(asides [][]*block.Block) {
	count := map[string]int{}
	for _, bs := range asides {
		for _, b := range bs {
			count[bare(b.Text)]++
		}
	}
	for _, bs := range asides {
		for _, b := range bs {
			if n := count[bare(b.Text)]; n >= max(2, (len(asides)+2)/3) {
				b.Type = block.Header
			} else if pageNumber.MatchString(bare(b.Text)) { // below a page in vertical writing
				b.Type = block.Footer
			}
		}
	}
}
