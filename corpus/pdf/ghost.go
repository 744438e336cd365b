package pdf

import "shogo/corpus/block"

// takeGhosts parts the characters that nobody reads on the printed page from
// those that are read: painted over, white where no dark area lies below, off
// the paper, or running across it as a watermark does.
func (p *page) takeGhosts() {
	off, across, other := 0, 0, 0
	p.markStamps()
	for i := range p.chars {
		c := &p.chars[i]
		if !p.onPaper(c) {
			off++
		}
		if c.style&askew != 0 {
			across++
		}
		if c.style&(buried|white) != 0 {
			other++
		}
	}
	if off+across+other == 0 {
		return
	}
	n := len(p.chars)
	trim, level := off*5 < n, across*2 < n // else the page's box is wrong, or all is askew
	keep := p.chars[:0]
	for _, c := range p.chars {
		if c.style&buried != 0 || c.style&white != 0 && !p.dark(c) || trim && !p.onPaper(&c) || level && c.style&askew != 0 {
			p.ghosts = append(p.ghosts, c)
		} else {
			keep = append(keep, c)
		}
	}
	if len(keep) == 0 { // all of the page is so: rather read it than nothing
		p.chars, p.ghosts = p.ghosts, nil
		return
	}
	p.chars = keep
}

// markStamps finds large and pale characters that lie over or below the text, as a
// watermark does that runs along the page, and takes them for painted over.
func (p *page) markStamps() {
	var sizes []float64
	some := false
	for i := range p.chars {
		some = some || p.chars[i].style&pale != 0
	}
	if !some {
		return
	}
	for i := range p.chars {
		sizes = append(sizes, float64(p.chars[i].size))
	}
	median := percentile(sizes, .5)
	large := 3 * median
	var stamps []int
	over, huge, all := 0, false, nowhere
	for i := range p.chars {
		if c := &p.chars[i]; c.style&pale != 0 && float64(c.size) > large && !blank(c.r) {
			stamps = append(stamps, i)
			huge = huge || float64(c.size) > 6*median
			all = all.or(c.box())
		}
	}
	for i := range p.chars {
		if c := &p.chars[i]; float64(c.size) < large && all.has(c.cx(), c.cy()) {
			over++
		}
	}
	if len(stamps) > 0 && len(stamps) < 100 && (over > 3*len(stamps) || huge && over > 0) {
		for _, i := range stamps {
			p.chars[i].style |= buried
		}
	}
}

func (p *page) onPaper(c *char) bool {
	const slack = 3
	x, y := c.cx(), c.cy()
	return x > -slack && x < p.width+slack && y > -slack && y < p.height+slack
}

// dark tells whether a white character has something below that it can be seen
// on; an image may be anything.
func (p *page) dark(c char) bool {
	if p.images {
		return true
	}
	for _, s := range p.shades {
		if s.has(c.cx(), c.cy()) && luminance(s.color) < .9 {
			return true
		}
	}
	return false
}

func luminance(c uint32) float64 {
	return (.3*float64(c>>16&255) + .59*float64(c>>8&255) + .11*float64(c&255)) / 255
}

// ghostBlocks keeps such text, marked as hidden, a line a block.
func (p *page) ghostBlocks() (out []*block.Block) {
	for _, l := range toLines(p.ghosts) {
		if s := l.trimmed(); s != "" {
			out = append(out, &block.Block{Type: block.Para, Text: s, Hidden: true, Page: p.number, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})})
		}
	}
	return out
}
