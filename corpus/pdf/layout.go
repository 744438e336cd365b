package pdf

import (
	"errors"
	"fmt"
	"slices"

	"shogo/corpus/block"
)

// sheet is what one page shows: its tables and the characters around them.
type sheet struct {
	*page
	grids []*grid
	rest  []char
	lines []textLine // of rest
	band  *band      // of captions
	lying []char     // outside of the tables
	warn  []string
}

// maxMergedRules bounds the search for frames, which is quadratic.
const maxMergedRules = 4000

// newSheet finds the tables of a page. It needs no other page, so it runs in
// parallel.
func newSheet(p *page, b *budget) *sheet {
	if p.runsDown() {
		p.turnUpright()
	}
	s := &sheet{page: p, rest: p.chars}
	h, v := p.tableRules()
	defer func() { // what only the search for tables needs
		s.band = p.captionBand()
		if len(s.grids) == 0 {
			rest, ok := s.band.part(s.rest)
			if ok {
				s.rest, s.band.apart = rest, true
			} else {
				s.rest, s.band = slices.Clone(s.rest), nil
			}
		}
		s.rest, s.lying = splitLying(s.rest)
		s.lines = toLines(s.rest)
		p.horizontal, p.vertical, p.shades, p.hidden, p.clips = h, nil, nil, nil, nil
		p.letters = len(p.chars)
		p.release()
	}()
	if n := len(h) + len(v); n > maxMergedRules || !b.lay(n*n) {
		h, v = nil, nil
		s.warn = append(s.warn, "罫線が多すぎるため、表として読めません")
		return s
	}
	for _, f := range frames(h, v) {
		g := newGrid(f, b)
		if g == nil || len(g.xs) < 3 || len(g.cells) < 2 {
			continue
		}
		g.page = p.number
		if rest := g.take(p, s.rest); len(rest) < len(s.rest) {
			s.rest = rest
			s.grids = append(s.grids, g)
		}
	}
	s.paintShades()
	return s
}

// release gives the memory of a page's characters back.
func (p *page) release() {
	chars := p.chars[:0]
	scratch.Put(&chars)
	p.chars = nil
}

// paintShades tells the cells their background.
func (s *sheet) paintShades() {
	for _, g := range s.grids {
		box := g.box()
		for _, sh := range s.shades {
			if sh.x1 < box.x0 || sh.x0 > box.x1 || sh.y1 < box.y0 || sh.y0 > box.y1 {
				continue
			}
			for _, x := range g.cells {
				if sh.has((x.box.x0+x.box.x1)/2, (x.box.y0+x.box.y1)/2) {
					x.shade = sh.color | 1<<24
				}
			}
		}
	}
}

// layout joins the pages to a document.
// walks is true if the writer is known to find Unicode by walking a font upwards.
func (r *reader) layout(sheets []*sheet, walks bool) *block.Document {
	repairShared(sheets, walks)
	doc := &block.Document{Format: "pdf", Pages: len(sheets), Blocks: []block.Block{}, Warnings: []block.Warning{}}
	d := newProse(sheets, r.parallel)
	var open *table
	var tables []*table
	starts := map[*grid]*table{}
	for i, s := range sheets {
		for j, g := range s.grids {
			p := &part{grid: g, page: s.page}
			if open != nil && j == 0 && !d.textAbove(i, g) && open.sameColumns(g) {
				open.parts = append(open.parts, p)
			} else {
				open = &table{parts: []*part{p}}
				tables = append(tables, open)
				starts[g] = open
			}
			if j < len(s.grids)-1 {
				open = nil
			}
		}
		if len(s.grids) == 0 || d.textBelow(i, s.grids[len(s.grids)-1]) {
			open = nil
		}
	}
	for _, t := range tables {
		t.finish()
	}
	doc.Blocks = d.blocks(starts)
	turnBack(doc.Blocks, sheets)
	warn(doc, sheets)
	return doc
}

// repairShared maps back the code points of sharedGlyphs if radicals or middle
// dots betray a writer that confuses them; elsewhere a wave dash is one.
func repairShared(sheets []*sheet, faulty bool) {
	for _, s := range sheets {
		faulty = faulty || s.radicals > 0 || s.dots
	}
	if !faulty {
		return
	}
	repair := func(cs []char) (n int) {
		for i := range cs {
			if r, ok := sharedGlyphs[cs[i].r]; ok {
				cs[i].r = r
				n++
			}
		}
		return n
	}
	for _, s := range sheets {
		s.shared = repair(s.rest) + repair(s.lying)
		for _, g := range s.grids {
			for _, x := range g.cells {
				if n := repair(x.chars) + repair(x.hidden); n > 0 {
					s.shared += n
					x.read()
				}
			}
		}
	}
}

func warn(doc *block.Document, sheets []*sheet) {
	for _, s := range sheets {
		add := func(m string) {
			doc.Warnings = append(doc.Warnings, block.Warning{Page: s.number, Message: m})
		}
		for _, m := range s.warn {
			add(m)
		}
		switch {
		case s.err != nil && s.letters > 0:
			add("このページは途中までしか読めません" + because(s.err))
		case s.err != nil:
			add("このページは読めません" + because(s.err))
		case s.letters == 0 && s.images:
			add("このページは画像だけで、文字がありません（スキャンされたページ）。文字認識（OCR）をかけた版が必要です")
		}
		if len(s.ghosts) > 0 {
			add(fmt.Sprintf("塗りつぶしの下、白地に白、紙面の外、透かしなど、本文として読まれない%d字を本文から除き、隠れた文字として残しました", len(s.ghosts)))
		}
		if s.turned {
			add("縦書きのページを、横書きに直して読みました。読む順序と見出しを原本と照らしてください")
		}
		if s.invisible {
			add("このページの文字は画像に重ねた文字認識の結果で、誤りがあり得ます")
		}
	}
	warnRepairs(doc, sheets)
}

// because is the cause for readers of the site, who see the warning. What is wrong
// inside of the file is for those who know the format.
func because(err error) string {
	if errors.Is(err, errLimit) {
		return "（大きさか入れ子の深さが上限を超えています）"
	}
	return "（" + err.Error() + "）"
}

// warnRepairs reports what fonts got wrong once for the document, at the first
// page it occurs on.
func warnRepairs(doc *block.Document, sheets []*sheet) {
	report := func(format string, count func(*sheet) int) {
		first, n := 0, 0
		for _, s := range sheets {
			if k := count(s); k > 0 {
				n += k
				if first == 0 {
					first = s.number
				}
			}
		}
		if n > 0 {
			doc.Warnings = append(doc.Warnings, block.Warning{Page: first, Message: fmt.Sprintf(format, n)})
		}
	}
	report("フォントが部首の文字として記録していた%d字（このページから）を、同じ形の漢字に直しました", func(s *sheet) int { return s.radicals })
	report("縦書き用の字形の文字として記録されていた%d字（このページから）を、「、」「（」など普通の文字に直しました", func(s *sheet) int { return s.forms })
	report("フォントが「‧」「〜」などとして記録していた%d字（このページから）を、同じ形の「・」「～」などに直しました", func(s *sheet) int { return s.shared })
}

// warnUnknown tells that naming glyphs one by one will not help.
func warnUnknown(doc *block.Document, sheets []*sheet) {
	letters, unknown, first := 0, 0, 0
	for _, s := range sheets {
		letters += s.letters
	}
	for _, g := range doc.Glyphs {
		if g.Text == "" {
			unknown += g.Count
			if len(g.Pages) > 0 && (first == 0 || g.Pages[0] < first) {
				first = g.Pages[0]
			}
		}
	}
	if unknown*3 > letters {
		doc.Warnings = append(doc.Warnings, block.Warning{Page: first, Message: fmt.Sprintf("%d字のうち%d字は、フォントに文字の情報がないため読めません。文字認識（OCR）をかけた版か、元のファイルを発行者に求めてください", letters, unknown)})
	}
}

// safeSheet keeps a panic in one page from ending the program: it would come
// from a goroutine of its own.
func safeSheet(p *page, b *budget) (s *sheet) {
	defer func() {
		if e := recover(); e != nil {
			p.err = fmt.Errorf("layout: %v", e)
			p.letters = len(p.chars)
			s = &sheet{page: p, rest: p.chars, lines: toLines(p.chars)}
		}
	}()
	return newSheet(p, b)
}
