package pdf

import "slices"

// mergedColumns tells in which columns the white space below a text belongs to
// its cell. In the others it is empty cells: nobody can see the difference. Merged
// are the labels left of the column that has a text in most rows (numbers do not
// count where there is another one), columns with a
// text that runs on beside the rows below, and those that always begin with one
// of these.
func mergedColumns(stacks []*stack, ys []float64) []bool {
	merged := make([]bool, len(stacks))
	anchor, most := 0, 0
	for _, s := range stacks {
		most = max(most, len(s.texts))
	}
	for k, s := range stacks { // the first full one, of numbers only if there is no other
		full := len(s.texts)*10 >= most*9
		if first := stacks[anchor]; full && (len(first.texts)*10 < most*9 || first.short() && !s.short()) {
			anchor = k
		}
	}
	for k, s := range stacks {
		merged[k] = !s.top || k < anchor || s.runsOn(ys)
	}
	for k, s := range stacks {
		for j, o := range stacks {
			merged[k] = merged[k] || j != k && merged[j] && j < anchor && s.top && o.top && s.beginsWith(o)
		}
	}
	return merged
}

// short: a column of numbers or marks.
func (s *stack) short() bool {
	n := 0
	for _, l := range s.lines {
		n += len(l.chars)
	}
	return n <= 4*len(s.texts)
}

// runsOn tells whether a text of the column reaches into the row below its own.
func (s *stack) runsOn(ys []float64) bool {
	return slices.ContainsFunc(s.texts, func(t stackText) bool {
		return t.r0+1 < len(ys) && t.y1 > ys[t.r0+1]+(t.y1-t.y0)/float64(2*(t.to-t.from))
	})
}

// beginsWith tells whether the texts of both columns begin in the same rows.
func (s *stack) beginsWith(o *stack) bool {
	return len(s.texts) > 1 && slices.EqualFunc(s.texts, o.texts, func(a, b stackText) bool { return a.r0 == b.r0 })
}

// apart gives every row a cell of its own.
func (s *stack) apart(rows int) []stackText {
	out := make([]stackText, 0, rows)
	for r, i := 0, 0; r < rows; r++ {
		for i < len(s.texts) && s.texts[i].r0 < r {
			i++
		}
		if i < len(s.texts) && s.texts[i].r0 == r {
			for ; i < len(s.texts) && s.texts[i].r0 == r; i++ {
				out = append(out, s.texts[i])
			}
			continue
		}
		out = append(out, stackText{r0: r, r1: r})
	}
	return out
}
