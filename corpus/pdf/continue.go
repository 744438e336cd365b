package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page break cuts rows and merged cells. Where the printed page leaves a cell
// open at its end, that tells; Writer and others close every page with a rule,
// and then the text has to tell. The model learns from the cells in the middle
// of pages how each column's texts begin and end, and which columns' cells
// always end together, and takes the likeliest reading of a break as a whole.
type model struct {
	columns []columnModel
	open    bool     // page ends leave continued cells open
	within  [][]bool // within[i][j]: where a cell of j ends, one of i ends too
}

type columnModel struct {
	values   map[string]int
	n, empty int
	stops    int // texts that end with a full stop
	begin    map[beginning]int
	inner    innerLines
	count    counting
}

func newModel(t *table) *model {
	m := &model{columns: make([]columnModel, t.columns())}
	for k := range m.columns {
		m.columns[k] = t.columnModel(k)
	}
	for i, p := range t.parts {
		if i == len(t.parts)-1 {
			break
		}
		for _, x := range p.faces[len(p.faces)-1] {
			m.open = m.open || x.openBottom && p.lined
		}
	}
	m.nest(t)
	return m
}

// columnModel learns from cells that no page break touches.
func (t *table) columnModel(k int) columnModel {
	c := columnModel{values: map[string]int{}, begin: map[beginning]int{}, inner: innerLines{begin: map[beginning]int{}}}
	for _, p := range t.parts {
		var prev *gridCell
		for r := p.header; r < len(p.faces); r++ {
			x := p.faces[r][k]
			if x == prev || x.r0 <= p.header && p != t.parts[0] || x.r1 == len(p.faces)-1 {
				continue
			}
			if prev != nil {
				c.count.add(prev.text, x.text)
			}
			prev = x
			c.n++
			s := bare(x.text)
			if s == "" {
				c.empty++
				continue
			}
			c.values[s]++
			c.begin[beginningOf(s)]++
			c.inner.add(x)
			if endsSentence(s) {
				c.stops++
			}
		}
	}
	return c
}

// beginning is the kind of character a text begins with.
type beginning byte

const (
	beginOther beginning = iota
	beginCircled
	beginDigit
	beginBracket
	beginBullet
	beginLetter // of a mark: C. D（1）
)

func beginningOf(s string) beginning {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return beginOther
	}
	switch next := firstRune(s[size:]); {
	case r < 0x80 && unicode.IsLetter(r) && (strings.ContainsRune(".．)）(（-－、,", next) || unicode.IsDigit(next)):
		return beginLetter
	case r >= '①' && r <= '⓿' || r >= '㉑' && r <= '㊿':
		return beginCircled
	case unicode.IsDigit(r):
		return beginDigit
	case strings.ContainsRune("【（(［[「〔", r):
		return beginBracket
	case strings.ContainsRune("・※○◎●△×—-－", r):
		return beginBullet
	}
	return beginOther
}

// nest finds which columns are merged over the rows of which others.
func (m *model) nest(t *table) {
	n := t.columns()
	m.within = make([][]bool, n)
	for i := range m.within {
		m.within[i] = make([]bool, n)
		for j := range m.within[i] {
			against, total := 0, 0
			for _, p := range t.parts {
				for r := p.header; r+1 < len(p.faces); r++ {
					endI := p.faces[r][i] != p.faces[r+1][i]
					endJ := p.faces[r][j] != p.faces[r+1][j]
					if endJ {
						total++
						if !endI {
							against++
						}
					}
				}
			}
			// two cells tell nothing, and a twentieth may be noise
			m.within[i][j] = i == j || total >= 3 && against*20 <= total
		}
	}
}

// continued decides for every column whether the cell above the break goes on
// below it.
func (m *model) continued(above []*gridCell, last []*cell, below []*gridCell, p, q *page) ([]bool, string) {
	n := len(m.columns)
	// Where the page leaves every cell open, it may have cut a row or only left
	// out the rule between two: that tells nothing.
	telling := m.open && !allOpen(above)
	score := make([]float64, n) // positive: goes on
	for k := range score {
		if above[k] == nil || last[k] == nil || last[k].header { // captions never go on
			score[k] = -100
			continue
		}
		score[k] = m.evidence(k, telling, above[k], last[k], below[k])
	}
	if !telling {
		return m.best(score), whyText
	}
	cont := make([]bool, n)
	for k := range cont {
		cont[k] = score[k] > 0
	}
	return cont, whyOpen
}

func allOpen(row []*gridCell) bool {
	for _, x := range row {
		if x == nil || !x.openBottom {
			return false
		}
	}
	return true
}

func (m *model) evidence(k int, telling bool, a *gridCell, whole *cell, b *gridCell) float64 {
	drawnTwice := a.full != a.text && b.full != b.text && bare(whole.full) == bare(b.full)
	if telling {
		switch {
		case a.openBottom:
			return 50
		case drawnTwice:
			return 30
		}
		return -50
	}
	if drawnTwice {
		return 30
	}
	return m.columns[k].textEvidence(a, whole, b)
}

// textEvidence weighs, in natural logarithms of odds as far as they can be
// known, what the texts above and below a break say.
func (c *columnModel) textEvidence(a *gridCell, whole *cell, b *gridCell) float64 {
	above, below := bare(whole.text), bare(b.text)
	if below == "" {
		if above == "" {
			return 0
		}
		// an empty cell is seldom a value of its own
		return math.Min(6, math.Log(float64(c.n+2)/float64(c.empty+1)))
	}
	if above == "" {
		// nor is it often that all of a text stands on the next page
		const later = .1
		return math.Max(-4, math.Log(later*float64(c.n+2)/float64(c.empty+1)))
	}
	s := c.vocabularyEvidence(above, below) + c.sentenceEvidence(above) + c.count.evidence(above, below)
	if full := c.n - c.empty; full >= 4 {
		same := float64(c.begin[beginningOf(below)]) / float64(full)
		switch {
		case same < .02:
			s += 5
		case same > .9 && beginningOf(below) != beginOther:
			s += c.beginsLike(beginningOf(below), same)
		}
	}
	// A text that goes on fills its cell to the page's end, and its last line.
	if a.em > 0 {
		rest := a.box.y1 - a.bottom
		if math.Max(rest, a.lines[0].y0-a.box.y0) > 3.5*a.em {
			s -= 4
		}
		if a.lastWidth > roomLeft*a.em {
			s += c.endsShort()
		}
		if rest < 2*a.em && a.lastWidth < 2.5*a.em {
			s++
		}
	}
	return s
}

// sentenceEvidence uses that in some columns every text ends with a full stop.
func (c *columnModel) sentenceEvidence(above string) float64 {
	full := c.n - c.empty
	switch {
	case c.stops*10 <= full*9:
		return 0
	case endsSentence(above):
		return -1.5
	case c.stops == full:
		return 6
	}
	return math.Log(.8 * float64(full+2) / float64(full-c.stops+1))
}

// vocabularyEvidence uses that many columns repeat a few values.
func (c *columnModel) vocabularyEvidence(above, below string) (s float64) {
	if c.values[above+below] > 0 && c.values[below] == 0 {
		return 6
	}
	if c.values[below] > 0 {
		s -= 3
	}
	if c.values[above] > 0 {
		s -= 2
	}
	return s
}

// best takes the consistent reading with the highest score: where a merged
// cell ends, the cells within it end.
func (m *model) best(score []float64) []bool {
	group, sums := m.groups(score)
	n := len(sums)
	best, bestScore := 0, math.Inf(-1)
	for set := 0; set < 1<<n; set++ { // bit: goes on
		total := 0.0
		ok := true
		for g := 0; g < n && ok; g++ {
			if set>>g&1 == 1 {
				total += sums[g].score
			}
			for h := 0; h < n && ok; h++ {
				// h ends, so what lies within h ends
				ok = !(set>>g&1 == 1 && set>>h&1 == 0 && m.within[sums[g].column][sums[h].column])
			}
		}
		if ok && total > bestScore {
			best, bestScore = set, total
		}
	}
	cont := make([]bool, len(score))
	for k := range cont {
		cont[k] = best>>group[k]&1 == 1
	}
	return cont
}

type columnGroup struct {
	column int // one of the group
	score  float64
}

// groups puts columns together whose cells always end together; there are
// rarely more than five.
func (m *model) groups(score []float64) (group []int, sums []columnGroup) {
	const most = 12
	group = make([]int, len(score))
	for k := range score {
		found := false
		for g := range sums {
			if c := sums[g].column; m.within[k][c] && m.within[c][k] || len(sums) == most && g == most-1 {
				group[k], found = g, true
				sums[g].score += score[k]
				break
			}
		}
		if !found {
			group[k] = len(sums)
			sums = append(sums, columnGroup{k, score[k]})
		}
	}
	return group, sums
}
