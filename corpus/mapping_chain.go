package corpus

import (
	"math"
	"slices"
	"strings"
)

// A chain is the running text of one cell: its lines in reading order.
type chain struct {
	lines  []*fragment
	column column
	// doubt is the reason for the weakest join, empty if every line follows
	// its predecessor directly.
	doubt     string
	certainty Certainty
	open      bool // no end of a sentence was found: cut by the page's end
	labelled  bool // starts directly behind a row label
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
		out = append(out, f.line)
	}
	return sortedUnique(out)
}

func sortedUnique(lines []int) []int {
	slices.Sort(lines)
	return slices.Compact(lines)
}

// Costs of joining two lines, chosen so that one strong sign (the words across
// the break stand elsewhere, the line directly follows) outweighs distance,
// and two weak signs do not outweigh a column's width. Decided on page 25.
const (
	costOpenEnd     = 4.0 // a sentence without an end
	costStart       = 2.5 // a cell that starts anywhere
	costLabelStart  = 0.0 // a cell that starts behind a row label
	costInsideLabel = 4.0 // a line behind a row label that does not start the cell
	costInsideTwin  = 2.0 // the same for the words another cell starts with
	costOddStart    = 3.0 // added: a cell that starts with hiragana or a mark
	costShortCell   = 2.0 // added: a cell of one short line without a label
	costAfterStop   = 2.5 // a line that goes on behind the end of a sentence
	costBackwards   = 1.5
	costBackToStart = 1.5 // added: a step back to a line that could start a cell
	costPageEnd     = 1.5 // the page's last line without an end of its sentence
	gainNext        = 2.5 // the line directly behind, without an empty line
	gainNextCell    = 1.5 // the next line, behind empty lines
	costCrossing    = 1.0 // a measure's line behind the label of another measure
	costTwinStart   = 0.5 // a cell that starts with the words another cell starts with
	costBadColumn   = 9.0 // no column is wide enough for both lines
	greatestMisfit  = 6.0
	costShortLine   = 2.5 // a line that goes on but does not fill the column
	tornMisfit      = 3.0
	costTornPiece   = 4.0 // a full line before a torn-off piece
	longestUnit     = 2.5 // em: what did not fit at a line's end
)

// chains joins the text fragments of a page into cells. Every text fragment is
// in exactly one chain; chains are ordered by their first line.
func chains(all []*fragment, known []string) []*chain {
	var text []*fragment
	for _, f := range all {
		if f.kind == fragText && !f.used {
			text = append(text, f)
		}
	}
	words := newLanguage(text, known)
	behindLabel := startsBehindLabel(all)
	twin := sharedBeginnings(text)
	labels, rowLabels := labelCounts(all)
	join := func(i, j int) float64 {
		c := joinCost(text[i], text[j], words, labels)
		if behindLabel[text[j]] {
			c += costInsideLabel
		}
		if twin[text[j]] {
			c += costInsideTwin
		}
		return c
	}
	end := func(i int) float64 {
		if closesText(text[i].text) {
			return 0
		}
		if i == len(text)-1 {
			return costPageEnd
		}
		if words.tornEnd(text[i].text) {
			return costOpenEnd + costTornWord
		}
		return costOpenEnd
	}
	start := func(j int) float64 {
		c := startCost(text[j], behindLabel[text[j]], twin[text[j]])
		if words.tornStart(text[j].text) {
			c += costTornWord
		}
		return c
	}
	next := refine(pathCover(len(text), join, end, start), join, end, start,
		func(next []int) float64 { return pathMisfit(text, next, rowLabels) }, greatestGain)
	hasBefore := make([]bool, len(text))
	for _, j := range next {
		if j >= 0 {
			hasBefore[j] = true
		}
	}
	var out []*chain
	for i, f := range text {
		if hasBefore[i] {
			continue
		}
		c := &chain{labelled: behindLabel[f]}
		for j := i; j >= 0; j = next[j] {
			c.lines = append(c.lines, text[j])
		}
		c.judge(all)
		out = append(out, c)
	}
	return out
}

// startsBehindLabel marks the fragments that stand directly behind a row
// label: the cell's first line, unless the label is centred in its cell, which
// shows in a line that cannot start one.
func startsBehindLabel(all []*fragment) map[*fragment]bool {
	out := map[*fragment]bool{}
	var label *fragment
	for _, f := range all {
		switch {
		case f.kind == fragLabel:
			label = f
		case f.kind == fragCaption || f.kind == fragMark || f.kind == fragText && f.used:
		case f.kind == fragText && label != nil:
			out[f] = !oddStart(f.text)
			label = nil
		default:
			label = nil
		}
	}
	return out
}

func startCost(f *fragment, behindLabel, twin bool) float64 {
	c := costStart
	switch {
	case behindLabel:
		c = costLabelStart
	case twin:
		c = costTwinStart
	}
	if oddStart(f.text) {
		c += costOddStart
	}
	if !behindLabel && closesText(f.text) && width(f.text) < scenarioWidth {
		c += costShortCell
	}
	return c
}

// oddStart reports a beginning that a cell hardly has.
func oddStart(s string) bool {
	r := []rune(s)[0]
	return r >= 'ぁ' && r <= 'ん' || r == '等' || strings.ContainsRune(noLineStart, r)
}

// sharedBeginnings marks wide lines that begin like another one: the two
// layers wrap at different places, so that they share first lines but hardly
// any others.
func sharedBeginnings(text []*fragment) map[*fragment]bool {
	const shared = 6 // characters
	n := map[string]int{}
	head := func(f *fragment) string {
		r := []rune(f.text)
		return string(r[:min(shared, len(r))])
	}
	for _, f := range text {
		n[head(f)]++
	}
	out := map[*fragment]bool{}
	for _, f := range text {
		out[f] = n[head(f)] > 1 && width(f.text) > rowWidth+overfull && !oddStart(f.text)
	}
	return out
}

// labelCounts gives for each position how many row labels stand before it.
func labelCounts(all []*fragment) (before map[int]int, total int) {
	out, n := map[int]int{}, 0
	for _, f := range all {
		if f.kind == fragCaption {
			continue
		}
		out[f.pos] = n
		if f.kind == fragLabel {
			n++
		}
	}
	return out, n
}

func closesText(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "。)") || strings.HasSuffix(s, "。）")
}

// joinCost tells how unlikely y is the line behind x.
func joinCost(x, y *fragment, words *language, labels map[int]int) float64 {
	if x == y {
		return forbidden
	}
	c := breakMisfit(x.text, y.text)
	if closesText(x.text) {
		c += costAfterStop
	} else {
		c += words.breakCost(x.text, y.text)
	}
	switch d := y.pos - x.pos; {
	case d == 1 && y.gap == 0:
		c -= gainNext
	case d == 1:
		c -= gainNextCell
	case d > 0:
		c += 0.3 * math.Log2(float64(d))
	default:
		c += costBackwards + 0.3*math.Log2(float64(-d)+1)
		if !oddStart(y.text) {
			c += costBackToStart
		}
	}
	if fills(x.text, columnRow) {
		c += costCrossing * math.Abs(float64(labels[y.pos]-labels[x.pos]))
	}
	return c
}

// breakMisfit is the misfit of the break in the best column that both lines
// can stand in. A line that goes on must nearly fill its column; one that
// fills none is a torn-off piece and speaks neither way.
func breakMisfit(x, y string) float64 {
	torn := !closesText(x) && !fillsAny(x)
	if !torn && !closesText(y) && !fillsAny(y) {
		return costTornPiece
	}
	best := costBadColumn
	for _, col := range textColumns {
		if width(y) > col.next+overfull {
			continue
		}
		short := 0.0
		if !closesText(y) && fillsAny(y) && !fills(y, col) {
			short = costShortLine
		}
		for _, w := range []float64{col.first, col.next} {
			if s := slack(x, y, w); s >= 0 {
				best = min(best, min(s, greatestMisfit)+short)
			}
		}
	}
	if torn {
		return min(best, tornMisfit)
	}
	return best
}

// fills reports whether a line is long enough to be followed by another one in
// the column: at most an unbreakable piece short of its width.
func fills(s string, col column) bool {
	return width(s) >= col.first-longestUnit && width(s) <= col.next+overfull
}

func fillsAny(s string) bool {
	for _, col := range textColumns {
		if fills(s, col) {
			return true
		}
	}
	return false
}

// Costs of whole paths, which no single join shows.
const (
	greatestGain    = 12.0 // what one move may gain in them
	costParted      = 3.0  // two lines without an empty line between them in different cells
	costMixedColumn = 4.0  // a line that cannot stand in the column of the others
	costBracket     = 3.0  // a bracket without its other half
	costRowCount    = 4.0  // a cell of the measures' column too many or too few for the row labels
)

// pathMisfit sums what is wrong with whole chains: lines of different columns
// in one of them, and neighbouring lines of the print in two.
func pathMisfit(text []*fragment, next []int, labels int) float64 {
	chainOf := make([]int, len(text))
	hasBefore := make([]bool, len(text))
	for _, j := range next {
		if j >= 0 {
			hasBefore[j] = true
		}
	}
	c, rows := 0.0, 0
	for i := range text {
		if hasBefore[i] {
			continue
		}
		if fills(text[i].text, columnRow) {
			rows++
		}
		var lines []*fragment
		for j := i; j >= 0; j = next[j] {
			chainOf[j] = i
			lines = append(lines, text[j])
		}
		c += costMixedColumn*mixedLines(lines) + costBracket*float64(strayBrackets(lines))
	}
	c += costRowCount * float64(max(rows-labels, labels-rows))
	for i := 1; i < len(text); i++ {
		x, y := text[i-1], text[i]
		if y.pos == x.pos+1 && y.gap == 0 && x.line != y.line && !closesText(x.text) && chainOf[i-1] != chainOf[i] {
			c += costParted
		}
	}
	return c
}

// mixedLines weighs the lines of a chain that do not fit the column that fits
// most of them: one that is too wide counts whole, one that is too short to be
// followed a half. Torn-off pieces fit all.
func mixedLines(lines []*fragment) float64 {
	least := float64(len(lines))
	for _, col := range textColumns {
		bad := 0.0
		for i, f := range lines {
			last := i+1 == len(lines) || closesText(f.text)
			switch {
			case width(f.text) > col.next+overfull:
				bad++
			case !last && fillsAny(f.text) && !fills(f.text, col):
				bad += 0.5
			}
		}
		least = min(least, bad)
	}
	return least
}

// strayBrackets counts brackets that are closed before they are opened, or
// never closed.
func strayBrackets(lines []*fragment) int {
	open, stray := 0, 0
	for _, f := range lines {
		for _, r := range f.text {
			switch {
			case strings.ContainsRune("(（「『", r):
				open++
			case strings.ContainsRune(")）」』", r) && open > 0:
				open--
			case strings.ContainsRune(")）」』", r):
				stray++
			}
		}
	}
	return stray + open
}

// judge sets the chain's certainty from how its lines follow each other.
func (c *chain) judge(all []*fragment) {
	between := map[int]bool{} // positions that do not part two lines of a cell
	for _, f := range all {
		if f.kind == fragMark {
			between[f.pos] = true
		}
	}
	c.certainty = Certain
	worse := func(to Certainty, why string) {
		if w := Weaker(c.certainty, to); w != c.certainty {
			c.certainty, c.doubt = w, why
		}
	}
	for i := 1; i < len(c.lines); i++ {
		a, b := c.lines[i-1], c.lines[i]
		steps := b.pos - a.pos
		for p := a.pos + 1; p < b.pos; p++ {
			if between[p] {
				steps--
			}
		}
		switch {
		case b.pos < a.pos:
			worse(Ambiguous, "ページ上の行の順序が逆転しており、文のつながりから並べ直しました。順序はこのページだけでは確定できません。")
		case steps > 1:
			worse(Likely, "ほかの欄の行が間に挟まっているため、行の幅と文のつながりから結合しました。")
		}
	}
	if last := c.lines[len(c.lines)-1]; !closesText(last.text) {
		c.open = true
		worse(Ambiguous, "文の終わりがこのページに見当たりません。途中で切れています。")
	}
}
