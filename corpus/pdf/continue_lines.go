package pdf

import "math"

// innerLines is how the lines look that stand inside the cells of a column: a
// list of citations breaks its lines where it likes, running text at the edge.
type innerLines struct {
	begin    map[beginning]int // of all lines but the first
	n, short int               // lines but the last, and those with room for more
}

func (i *innerLines) add(x *gridCell) {
	for k, l := range x.lines {
		if k > 0 {
			i.begin[beginningOf(l.trimmed())]++
		}
		if k+1 < len(x.lines) {
			i.n++
			if x.leaves(l) > roomLeft*l.size {
				i.short++
			}
		}
	}
}

// leaves is how much of the cell's width a line does not fill.
func (x *gridCell) leaves(l textLine) float64 { return x.box.x1 - x.box.x0 - (l.x1 - l.x0) }

// roomLeft is the room, in characters, behind a line that is not full.
const roomLeft = 4

// beginsLike weighs whether a text that begins so is a new one or the rest of
// another: -5 where every text of the column begins so, less where the lines
// inside of texts do as well.
func (c *columnModel) beginsLike(b beginning, same float64) float64 {
	if c.inner.n < 4 {
		return -5
	}
	inside := float64(c.inner.begin[b]) / float64(c.inner.n)
	return math.Max(-5, 1.5*math.Log((inside+.02)/(same+.02)))
}

// endsShort weighs a last line with room for more: -3, less where the lines
// inside of texts have it as well.
func (c *columnModel) endsShort() float64 {
	if c.inner.n < 4 {
		return -3
	}
	return math.Max(-3, math.Log(float64(c.inner.short)/float64(c.inner.n)+.05))
}
