package pdf

import "shogo/corpus/block"

// A page in vertical writing is turned, so that its lines run from left to right
// and follow each other downwards; then it is read as any other. Most programs
// place every character of such a page by itself, upright, so that nothing but
// the order in which they are drawn tells of it.

// minUpright is the number of steps downwards that make a page one in vertical
// writing, if they are most of all steps.
const minUpright = 40

// runsDown tells a page in vertical writing.
func (p *page) runsDown() bool {
	down, right := 0, 0
	for i := 1; i < len(p.chars); i++ {
		a, b := &p.chars[i-1], &p.chars[i]
		switch {
		case b.r < 0x2E80 || abs32(a.size-b.size) > .1*b.size:
		case abs32(b.x0-a.x0) < .3*b.size && b.y0-a.y0 > .5*b.size && b.y0-a.y0 < 1.7*b.size:
			down++
		case b.x0-a.x0 > .3*b.size && b.x0-a.x0 < 1.7*b.size && abs32(b.base-a.base) < .3*b.size:
			right++
		}
	}
	return down >= minUpright && down > 2*right
}

// turnUpright turns a page in vertical writing. What runs along it from left to
// right, as a page number at its foot, is then a text on its side.
func (p *page) turnUpright() {
	p.turned = true
	for from := 0; from < len(p.chars); {
		to := from + 1
		for to < len(p.chars) && p.chars[to-1].besides(&p.chars[to]) {
			to++
		}
		level := p.chars[from].style&lying == 0 && p.chars[to-1].x1-p.chars[from].x0 > 1.3*p.chars[from].size
		for i := from; i < to; i++ {
			c := &p.chars[i]
			c.style &^= lying
			if level {
				c.style |= upward
			}
			if r, ok := uprightForms[c.r]; ok {
				c.r = r
				p.forms++
			}
		}
		from = to
	}
	for _, cs := range [][]char{p.chars, p.hidden, p.ghosts} {
		for i := range cs {
			c := &cs[i]
			b := p.turn(c.box())
			c.x0, c.y0, c.x1, c.y1 = float32(b.x0), float32(b.y0), float32(b.x1), float32(b.y1)
			c.base = c.y1 - .12*c.size
		}
	}
	across := make([]rule, len(p.vertical))
	for i, r := range p.vertical {
		across[i] = rule{p.width - r.pos, r.a, r.b}
	}
	for i, r := range p.horizontal {
		p.horizontal[i] = rule{r.pos, p.width - r.b, p.width - r.a}
	}
	p.horizontal, p.vertical = across, p.horizontal
	for i := range p.shades {
		p.shades[i].rect = p.turn(p.shades[i].rect)
	}
	for i := range p.clips {
		p.clips[i] = p.turn(p.clips[i])
	}
	p.width, p.height = p.height, p.width
}

// besides tells whether d is drawn next to c, on its right.
func (c *char) besides(d *char) bool {
	return abs32(c.base-d.base) < .1*d.size && d.x0 > c.x0 && d.x0-c.x1 < d.size && d.style&lying == 0
}

// turn is a box on the turned page; the width is that before.
func (p *page) turn(r rect) rect { return rect{r.y0, p.width - r.x1, r.y1, p.width - r.x0} }

// turnBack gives the blocks of turned pages the boxes that they have on paper.
func turnBack(blocks []block.Block, sheets []*sheet) {
	for i := range blocks {
		b := &blocks[i]
		if b.Box == nil || b.Page < 1 || b.Page > len(sheets) || !sheets[b.Page-1].turned {
			continue
		}
		width := sheets[b.Page-1].height
		b.Box = boxOf(rect{width - b.Box[3], b.Box[0], width - b.Box[1], b.Box[2]})
	}
}

// uprightForms are the characters that fonts record for the glyphs of vertical
// writing, with those that the text means.
var uprightForms = map[rune]rune{
	'︐': '，', '︑': '、', '︒': '。', '︓': '：', '︔': '；', '︕': '！', '︖': '？', '︗': '〖', '︘': '〗', '︙': '…',
	'︰': '‥', '︱': '―', '︲': '–', '︳': '＿', '︵': '（', '︶': '）', '︷': '｛', '︸': '｝', '︹': '〔', '︺': '〕',
	'︻': '【', '︼': '】', '︽': '《', '︾': '》', '︿': '〈', '﹀': '〉', '﹁': '「', '﹂': '」', '﹃': '『', '﹄': '』', '﹇': '［', '﹈': '］',
}
