package corpus

import (
	"slices"
	"strings"
)

// A chain is the running text or the title of one cell: its lines in reading
// order.
type chain struct {
	lines  []*fragment
	head   *fragment // the label, if it is a measure with one
	column *column
	// doubt is the reason why the chain is not certain.
	doubt     string
	certainty Certainty
	open      bool    // no end of a sentence was found: cut by the page's end
	broken    bool    // starts with half a word, or holds half a pair of brackets
	margin    float64 // how much dearer the next best arrangement of the lines is
}

// text joins the lines as the table does, without a break.
func (c *chain) text() string {
	var b strings.Builder
	for _, f := range c.lines {
		b.WriteString(f.text)
	}
	return b.String()
}

func (c *chain) first() int { return c.lines[0].pos }

// lineNumbers returns the source lines of the chain in ascending order.
func (c *chain) lineNumbers() []int {
	var out []int
	for _, f := range c.lines {
		out = append(out, f.numbers()...)
	}
	return sortedUnique(out)
}

func sortedUnique(lines []int) []int {
	slices.Sort(lines)
	return slices.Compact(lines)
}

// chains joins the lines of a page into cells. Every line is in exactly one
// chain; chains are ordered by their first line.
func chains(all []*fragment, known []string) []*chain {
	var text []*fragment
	for _, f := range all {
		switch f.kind {
		case fragText, fragGroup, fragMajor, fragChapter:
			text = append(text, f)
		}
	}
	words := newLanguage(text, known)
	j := newJoiner(defaultJoinCosts, cellLines(all, words), words)
	var out []*chain
	for _, cell := range joinLines(j) {
		c := &chain{column: cell.column, margin: cell.margin}
		for _, i := range cell.lines {
			if f := j.lines[i].frag; f.kind == fragLabel {
				c.head = f
			} else {
				c.lines = append(c.lines, f)
			}
		}
		if len(c.lines) == 0 {
			continue // a label without a text
		}
		if first := cell.lines[min(len(cell.lines)-1, 1)]; c.head != nil {
			c.broken = j.lines[first].torn[0]
		} else {
			c.broken = j.lines[cell.lines[0]].torn[0]
		}
		c.broken = c.broken || j.strayBrackets(cell.lines) > 0
		c.judge()
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b *chain) int { return a.first() - b.first() })
	return out
}

// Margins below which a reading is open to others, or no longer certain: the
// cost of the cheapest other arrangement. On 100 made pages 3 of 98 texts with
// a margin of 4 to 8 were wrong where other cells lie between their lines, 8 of
// 160 where none does, and none of 55 above 8.
const (
	marginLikely   = 4.0
	marginLabelled = 7.0 // for a text directly behind its label
	marginCertain  = 8.0
)

// judge sets the chain's certainty by how much dearer the next best
// arrangement of its lines is, and by how its lines follow each other.
func (c *chain) judge() {
	c.certainty = Certain
	if last := c.lines[len(c.lines)-1]; c.column.running && !closesText(last.text) {
		c.open = true
		c.weaken(Ambiguous, "文の終わりがこのページに見当たりません。途中で切れています。")
	}
	for i := 1; i < len(c.lines); i++ {
		if c.lines[i].pos < c.lines[i-1].pos {
			c.weaken(Ambiguous, "ページ上の行の順序が逆転しており、文のつながりから並べ直しました。順序はこのページだけでは確定できません。")
		}
	}
	if c.column.running && (oddStart(c.lines[0].text) || c.broken) {
		c.weaken(Ambiguous, "文の始めか、括弧の片方がこのページに見当たりません。")
	}
	if c.margin < marginLikely {
		c.weaken(Ambiguous, "行の組み合わせ方がほかにも考えられます。行の幅と文のつながりから最もありそうなものを選びました。")
	}
	for i := 1; i < len(c.lines); i++ {
		if c.lines[i].pos > c.lines[i-1].pos+1 {
			c.weaken(Likely, "ほかの欄の行が間に挟まっているため、行の幅と文のつながりから結合しました。")
		}
	}
	if c.head != nil && (c.head.pos > c.lines[0].pos || c.lines[0].pos > c.head.pos+1) {
		c.weaken(Likely, "番号と本文が離れているため、行の幅と文のつながりから対応づけました。")
	}
	certain := marginCertain
	if c.head != nil {
		certain = marginLabelled
	}
	if c.margin < certain {
		c.weaken(Likely, "ページ上で隣り合う行ですが、行の組み合わせ方がほかにも考えられます。")
	}
}

// weaken lowers the certainty, if it is not as low already, and says why.
func (c *chain) weaken(to Certainty, why string) {
	if w := Weaker(c.certainty, to); w != c.certainty {
		c.certainty, c.doubt = w, why
	}
}
