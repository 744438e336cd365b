package pdf

import (
	"fmt"
	"strings"

	"shogo/corpus/block"
)

// volume is a guideline volume before it is printed: the answer, and what its
// parts need beside their text.
type volume struct {
	blocks []block.Block
	foot   map[int]block.Block // footnote of a block
}

func newVolume(p *press, chapters int) *volume {
	v := &volume{foot: map[int]block.Block{}}
	add := func(b block.Block) int { v.blocks = append(v.blocks, b); return len(v.blocks) - 1 }
	notes := 0
	for c := 1; c <= chapters; c++ {
		scope := []string{"", "[Ⅰ～Ⅳ]", "[Ⅰ、Ⅲ]"}[p.rng.IntN(3)]
		add(block.Block{Type: block.Chapter, No: p.digits(c), Text: pick(p.rng, pressSubjects) + "に係る措置", Scope: scope})
		add(block.Block{Type: block.ClauseHead, Text: "【遵守事項】"})
		for i := range 4 + p.rng.IntN(5) {
			b := block.Block{Type: block.Item, No: string(pressMarks[i]), Text: sentences(p.rng, 1+p.rng.IntN(3))}
			if p.margin && p.rng.IntN(2) == 0 {
				b.Xref = fmt.Sprintf("▶システム運用編\n%d%c\n%d.1", c+1, pressMarks[i], c+1)
			}
			add(b)
		}
		for s := 1; s <= 2; s++ {
			add(block.Block{Type: block.Section, No: p.digits(c) + p.dot() + p.digits(s), Text: pick(p.rng, pressSubjects) + "の考え方"})
			for range 2 {
				k := add(block.Block{Type: block.Para, Text: sentences(p.rng, 2+p.rng.IntN(4))})
				if p.rng.IntN(3) == 0 {
					notes++
					v.foot[k] = block.Block{Type: block.Footnote, No: fmt.Sprint(notes), Text: sentence(p.rng)}
				}
			}
			if p.rng.IntN(2) == 0 {
				add(block.Block{Type: block.Note, Text: "※　" + sentence(p.rng)})
			}
		}
	}
	return v
}

func (p *press) digits(n int) string {
	s := fmt.Sprint(n)
	if p.half {
		return s
	}
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, s)
}

func (p *press) dot() string {
	if p.half {
		return "."
	}
	return "．"
}

// title is a heading as it is printed.
func (p *press) title(b block.Block) string {
	s := b.No
	if b.Type == block.Chapter {
		s += p.dot()
	}
	if p.half {
		s += " "
	}
	s += b.Text
	if b.Scope != "" {
		s += " " + b.Scope
	}
	return s
}

// galley prints a volume from top to bottom.
type galley struct {
	*press
	y, left, right float64
	notes          []block.Block // of this page
	low            float64       // where the citations of the margin end
}

// printVolume prints contents and text, and gives the answer.
func (p *press) printVolume(v *volume) truth {
	g := &galley{press: p, left: 85, right: p.w - 85}
	if p.margin {
		g.right = p.w - 150
	}
	want := truth{Kind: "prose"}
	g.page()
	page := 2
	for i, b := range v.blocks {
		if b.Type == block.Chapter || b.Type == block.Section {
			if b.Type == block.Chapter {
				page++
			}
			t := p.title(b)
			want.Blocks = append(want.Blocks, block.Block{Type: block.TOC, Text: t})
			room := (g.right - g.left) / p.size
			p.text(g.left, g.y, p.size, t)
			n := int(room - width(t) - 3)
			p.text(g.left+(room-2-float64(n))*p.size, g.y, p.size, strings.Repeat("…", n))
			p.text(g.right-p.size*1.5, g.y, p.size, fmt.Sprint(page))
			g.y += p.lead * p.size
		}
		_ = i
	}
	var notes []block.Block
	for i, b := range v.blocks {
		g.block(b, v.foot[i])
		want.Blocks = append(want.Blocks, b)
		if n, ok := v.foot[i]; ok {
			notes = append(notes, n)
		}
	}
	g.footnotes()
	want.Blocks = append(want.Blocks, notes...)
	return want
}

func (g *galley) page() {
	if len(g.pages) > 0 {
		g.footnotes()
	}
	g.newPage()
	g.furniture()
	g.y, g.low = 85, 0
}

// bottom is where the text ends, above the footnotes.
func (g *galley) bottom() float64 {
	y := g.h - 85
	for _, n := range g.notes {
		y -= float64(len(lines(n.No+" "+n.Text, g.measure(.8))))*g.size*1.1 + 4
	}
	return y
}

func (g *galley) measure(scale float64) float64 { return (g.right - g.left) / g.size / scale }

func (g *galley) footnotes() {
	if len(g.notes) == 0 {
		return
	}
	y := g.bottom() + 6
	g.rule(g.left, y, g.left+144, y)
	for _, n := range g.notes {
		y += 4
		for _, l := range lines(n.No+" "+n.Text, g.measure(.8)) {
			y += g.size * 1.1
			g.text(g.left, y, g.size*.8, l)
		}
	}
	g.notes = nil
}

func (g *galley) block(b, note block.Block) {
	size, s := g.size, b.Text
	first, rest := 0.0, 0.0 // indents
	switch b.Type {
	case block.Chapter:
		g.page()
		size, s = g.size*1.4, g.title(b)
	case block.Section:
		size, s = g.size*1.2, g.title(b)
	case block.Para:
		first = 1
	case block.Item:
		s = b.No + "　" + b.Text
		first, rest = g.hang, g.hang+2
	case block.Note:
		rest = 2
	}
	ls := lines(strings.Repeat("　", int(first-rest+8))[:3*int(max(0, first-rest))]+s, g.measure(size/g.size)-rest)
	if first < rest {
		ls = lines(s, g.measure(size/g.size)-first)[:1]
		if len(ls[0]) < len(s) {
			ls = append(ls, lines(s[len(ls[0]):], g.measure(size/g.size)-rest)...)
		}
	}
	g.y = max(g.y, g.low)
	heading := b.Type == block.Chapter || b.Type == block.Section || b.Type == block.ClauseHead
	need := 2
	if heading {
		need = 5
	}
	if note.Text != "" {
		need = len(ls) + 3
	}
	if g.y+float64(need)*g.lead*size > g.bottom() {
		g.page()
	}
	g.y += g.gap * g.size
	if b.Xref != "" {
		for i, x := range strings.Split(b.Xref, "\n") {
			g.text(g.right+18, g.y+float64(i)*9, 7, x)
			g.low = g.y + float64(i+1)*9 + 4
		}
		if g.low > g.bottom() {
			g.low = 0
		}
	}
	for i := range ls {
		fit := int((g.bottom()-g.y)/(g.lead*size)) + 1
		if left := len(ls) - i; fit < left && (fit < 1 || left-fit == 1 && fit == 1) || fit == 1 && left == 2 && i > 0 {
			g.page()
		}
		x := g.left + rest*g.size
		if i == 0 && first < rest {
			x = g.left + first*g.size
		}
		g.text(x, g.y, size, ls[i])
		if i == len(ls)-1 && note.Text != "" {
			g.text(x+width(ls[i])*size, g.y-.35*g.size, g.size*.6, note.No)
			g.notes = append(g.notes, note)
		}
		g.y += g.lead * size
	}
}
