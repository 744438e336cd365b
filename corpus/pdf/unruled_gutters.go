package pdf

import (
	"math"
	"slices"
)

// gutters gives the edges of the columns of some pages. Captions that stand over
// a rule of their own, over several columns, do not count.
func (d *prose) gutters(from, to int) []float64 {
	pages := make([][]proseLine, 0, to-from)
	for i := from; i < to; i++ {
		pages = append(pages, withoutSpanning(d.lines(i), d.sheets[i].horizontal))
	}
	return gutters(pages, d.size)
}

// gutters gives the edges of the columns, outer ones included: the middles of
// the strips that at most one line in thirty crosses.
func gutters(pages [][]proseLine, size float64) []float64 {
	const step = .5
	var cover []int
	lines := 0
	for _, ls := range pages {
		for _, l := range ls {
			lines++
			cover = l.cover(cover, step)
		}
	}
	allowed := max(1, lines/30)
	first, last := -1, -1
	for k, n := range cover {
		if n > 0 { // a first column may have text on few lines
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	if first < 0 {
		return nil
	}
	edges := []float64{float64(first)*step - 2}
	start := -1
	for k := first; k <= last; k++ {
		switch {
		case cover[k] <= allowed && start < 0:
			start = k
		case cover[k] > allowed && start >= 0:
			if start == first { // no gutter but a column with text on few lines, and one behind it
				for start = k; cover[start-1] == 0; start-- {
				}
			}
			if w := float64(k-start) * step; w >= .6*size || w >= 1.5 && aligned(pages, float64(k)*step) {
				a, b := lightest(cover, start, k)
				edges = append(edges, float64(b)*step-math.Min(float64(b-a)*step/2, 2))
			}
			start = -1
		}
	}
	return append(edges, float64(last+1)*step+2)
}

// lightest gives the rightmost part of a gutter that the fewest lines cross.
func lightest(cover []int, start, end int) (a, b int) {
	least := slices.Min(cover[start:end])
	for b = end; cover[b-1] > least; b-- {
	}
	for a = b; a > start && cover[a-1] == least; a-- {
	}
	return a, b
}

// aligned tells whether the words right of a narrow gutter begin at one place,
// as the texts of a column do, or are centred under others that do not reach it.
// Where something always ends right before them, as in 令和 7 年 for 令和 8 年, it
// is one text.
func aligned(pages [][]proseLine, x float64) bool {
	at, total, begin, touch := 0, 0, 0, 0
	for _, ls := range pages {
		for _, l := range ls {
			for k, c := range l.chars {
				if float64(c.x0) < x-1.5 || blank(c.r) {
					continue
				}
				if float64(c.x0) < x+1 {
					if begin++; k > 0 && !blank(l.chars[k-1].r) && c.x0-l.chars[k-1].x1 < .6*c.size {
						touch++
					}
				}
				if k > 0 && float64(c.x0) < x+float64(c.size) {
					total++
					if float64(c.x0) < x+1 {
						at++
					}
				}
				break
			}
		}
	}
	return at*10 >= total*7 && touch*10 <= begin*6
}

// cover counts, for every step of x, the lines with ink there. A single space
// between two characters is part of the text: columns are parted by none.
func (l proseLine) cover(sum []int, step float64) []int {
	done := -1
	for i, c := range l.chars {
		if c.x0 < 0 || c.x1 > 20_000 || blank(c.r) && (i == 0 || i == len(l.chars)-1 || blank(l.chars[i-1].r) || blank(l.chars[i+1].r)) {
			continue
		}
		x0, x1 := c.inkEnds()
		to := int(x1 / step)
		for len(sum) <= to {
			sum = append(sum, 0)
		}
		for k := max(done+1, int(x0/step)); k <= to; k++ {
			sum[k]++
			done = k
		}
	}
	return sum
}

func blank(r rune) bool { return r == ' ' || r == '\u3000' || r == '\u2003' || r == '\u00a0' }
