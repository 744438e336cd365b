package corpus

import (
	"math"
	"strings"
)

// joiner prices cells: sequences of lines in reading order, each starting with
// its head where it has one.
type joiner struct {
	w     joinCosts
	lines []*cellLine
	words *language
	pairs [][]float64 // the cost of two lines behind each other in any column
	joins [][]float64 // the same in the column that fits best
	spare bool        // the page has empty lines, so their absence tells something
	last  int         // position of the page's last text
	heads []int       // positions of the titles of groups
}

func newJoiner(w joinCosts, lines []*cellLine, words *language) *joiner {
	j := &joiner{w: w, lines: lines, words: words}
	for _, l := range lines {
		j.spare = j.spare || l.frag.gap > 0
		if l.frag.kind == fragGroup {
			j.heads = append(j.heads, l.frag.pos)
		}
		if !l.head() {
			j.last = l.frag.pos
		}
	}
	j.pairs, j.joins = make([][]float64, len(lines)), make([][]float64, len(lines))
	for x := range lines {
		j.pairs[x], j.joins[x] = make([]float64, len(lines)), make([]float64, len(lines))
		for y := range lines {
			j.pairs[x][y] = j.pairCost(lines[x], lines[y])
			j.joins[x][y] = j.pairs[x][y] + j.breakMisfit(x, y)
		}
	}
	return j
}

// pairCost tells how unlikely y is the line behind x, whatever their column.
func (j *joiner) pairCost(x, y *cellLine) float64 {
	if x == y || y.head() || x.frag.line == y.frag.line && x.frag.kind != fragLabel {
		return forbidden
	}
	if x.frag.kind == fragLabel {
		return 0 // the whole text tells how well it fits
	}
	c := 0.0
	switch {
	case x.closes:
		c += j.w.afterStop
		if y.odd {
			c += j.w.oddStart
		}
		if y.torn[0] {
			c += j.w.tornWord
		}
	default:
		c += j.w.words(j.words.breakSigns(x.text, y.text))
	}
	if y.twin {
		c += j.w.insideTwin
	}
	switch d := y.frag.pos - x.frag.pos; {
	case d == 1 && y.frag.gap == 0 && j.spare:
		c -= j.w.touching
	case d == 1:
		c -= j.w.next
	case d > 0:
		c += j.w.step * math.Log2(float64(d))
	case -d <= reversedReach:
		c += j.w.reversed // a run of lines read backwards
		if !y.odd && !y.torn[0] {
			c += j.w.toStart
		}
	default:
		c += j.w.backwards + j.w.step*math.Log2(float64(1-d))
		if !y.odd && !y.torn[0] {
			c += j.w.toStart
		}
	}
	return c
}

// columnsOf are the columns a cell with this first line can stand in.
func columnsOf(first *cellLine) []*column {
	switch first.frag.kind {
	case fragLabel:
		return labelColumns
	case fragGroup:
		return titleColumns
	case fragMajor:
		return majorColumns
	case fragChapter:
		return chapterColumns
	}
	return textColumns
}

// cost prices a cell, and names the column it fits best.
func (j *joiner) cost(cell []int) (float64, *column) {
	if len(cell) == 0 {
		return 0, nil
	}
	first := j.lines[cell[0]]
	body := cell
	common := 0.0
	if first.frag.kind == fragLabel {
		if body = cell[1:]; len(body) == 0 {
			return j.w.emptyRow, columnRow
		}
		common += j.labelCost(first, body)
		if j.lines[body[0]].odd {
			common += j.w.oddStart
		}
	} else if !first.head() {
		common += j.startCost(first, len(cell))
	}
	for i := 1; i < len(body); i++ {
		common += j.pairs[body[i-1]][body[i]]
	}
	common += j.w.bracket * float64(j.strayBrackets(body))
	if j.lines[body[0]].torn[0] {
		common += j.w.tornWord
	}
	least, at := math.Inf(1), (*column)(nil)
	for _, col := range columnsOf(first) {
		if c := j.columnCost(col, first, body); c < least {
			least, at = c, col
		}
	}
	return common + least, at
}

func (j *joiner) startCost(first *cellLine, n int) float64 {
	c := j.w.start
	if first.twin {
		c = j.w.twinStart
	}
	if first.odd {
		c += j.w.oddStart
	}
	if n == 1 && first.width < scenarioWidth {
		c += j.w.shortCell
	}
	return c
}

// labelCost tells how far a label stands from its text.
func (j *joiner) labelCost(label *cellLine, body []int) float64 {
	lo, hi := j.lines[body[0]], j.lines[body[0]]
	for _, i := range body {
		if l := j.lines[i]; l.frag.pos < lo.frag.pos {
			lo = l
		} else if l.frag.pos > hi.frag.pos {
			hi = l
		}
	}
	first, at := j.lines[body[0]], label.frag.pos
	crossed := j.w.crossing * math.Abs(float64(first.labels-label.labels-1))
	switch {
	case first.frag.pos == at+1:
		return -j.w.behind
	case first.frag.pos > at:
		return crossed + 2*j.w.step*math.Log2(float64(first.frag.pos-at))
	case at < hi.frag.pos:
		return j.w.aroundRow + j.w.step*math.Log2(float64(at-first.frag.pos))
	}
	return crossed + j.w.belowRow + j.w.step*math.Log2(float64(at-hi.frag.pos))
}

// columnCost tells how badly the lines of a cell fit a column, and their end
// the end of a cell of it.
func (j *joiner) columnCost(col *column, first *cellLine, body []int) float64 {
	c, widest, printed := 0.0, 0.0, 0.0
	limit := col.first
	for i, k := range body {
		l := j.lines[k]
		printed += col.size(l)
		widest = max(widest, printed)
		if over := printed - limit - overfull; over > 0 {
			c += min(greatestWide, j.w.wide+j.w.wideEm*over)
		}
		if i+1 == len(body) {
			break
		}
		next := j.lines[body[i+1]]
		free := limit - printed - next.unit
		misfit := min(greatestMisfit, j.w.early+j.w.earlyEm*free)
		if col.counted {
			free = limit - printed - 1
			misfit = min(greatestMisfit, earlyCount*(1+free))
		}
		switch {
		case free < 0:
		case l.closes: // a paragraph of its own
			if !strings.HasPrefix(next.text, "・") {
				c += j.w.paragraph
			}
		case misfit > j.w.torn && printed+col.size(next) <= limit+overfull && l.width < narrowest:
			c += j.w.torn // the next piece stands on the same printed line
			continue
		default:
			c += misfit
		}
		printed, limit = 0, col.next
		if col == columnRow {
			c += j.crossed(first, l, next)
		}
	}
	return c + j.endCost(col, first, body, widest)
}

// crossed prices the labels of other rows between two lines of a measure.
func (j *joiner) crossed(first, l, next *cellLine) float64 {
	n := math.Abs(float64(next.labels - l.labels))
	if n > 0 && first.frag.kind == fragLabel && min(l.labels, next.labels) <= first.labels && first.labels < max(l.labels, next.labels) {
		n-- // its own label, centred
	}
	return j.w.crossing * min(n, mostCrossed)
}
