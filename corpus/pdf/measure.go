package pdf

import (
	"math"
	"strings"
)

// measure finds the body's type size, leading and margins.
func (d *prose) measure() {
	sizes, strong, total := map[float64]int{}, 0, 0
	for _, ls := range d.body {
		for _, l := range ls {
			sizes[l.height] += len(l.chars)
		}
	}
	best := 0
	for s, n := range sizes {
		if n > best || n == best && s < d.size {
			best, d.size = n, s
		}
	}
	if d.size == 0 {
		d.size = 10
	}
	leads := map[float64]int{}
	var lefts, rights [2][]float64
	for i, ls := range d.body {
		for k, l := range ls {
			if math.Abs(l.height-d.size) > .6 {
				continue
			}
			if l.toc != "" { // may end outside of the text's edge
				continue
			}
			total++
			if l.bold {
				strong++
			}
			lefts[i%2] = append(lefts[i%2], l.ink0)
			if !strings.ContainsRune("、。，．", lastRune(l.s)) { // may hang over the edge
				rights[i%2] = append(rights[i%2], l.ink1)
			}
			if k > 0 {
				if g := math.Round((l.base-ls[k-1].base)*2) / 2; g > d.size && g < 3*d.size {
					leads[g]++
				}
			}
		}
	}
	d.bold = strong*2 > total
	best = 0
	for g, n := range leads {
		if n > best || n == best && g < d.lead {
			best, d.lead = n, g
		}
	}
	if d.lead == 0 {
		d.lead = 1.6 * d.size
	}
	for k := range 2 {
		d.left[k], d.right[k] = percentile(lefts[k], .02), percentile(rights[k], .96)
	}
	for k := range 2 {
		if len(lefts[k]) < 10 || len(rights[k]) == 0 {
			d.left[k], d.right[k] = d.left[1-k], d.right[1-k]
		}
	}
	d.justified = d.reachEdge()
	if total < 10 && len(d.sheets) > 0 { // too few lines to know: margins are mostly alike
		for k := range 2 {
			d.right[k] = math.Max(d.right[k], d.sheets[0].width-d.left[k])
		}
	}
	if same := .25 * d.size; math.Abs(d.left[0]-d.left[1]) < same || !mirrored(lefts, d.left[1]-d.left[0]) {
		d.left[0] = math.Min(d.left[0], d.left[1])
		d.left[1] = d.left[0]
		if math.Abs(d.right[0]-d.right[1]) < 2*d.size {
			d.right[0] = math.Max(d.right[0], d.right[1])
			d.right[1] = d.right[0]
		}
	}
}

// mirrored tells whether the edges of the lines of odd pages lie where those of
// even pages do after a shift, rather than where they are.
func mirrored(lefts [2][]float64, shift float64) bool {
	var bins [2]map[int]int
	for k := range 2 {
		bins[k] = map[int]int{}
		for _, x := range lefts[k] {
			bins[k][int(math.Round(x/2))]++
		}
	}
	as, moved := 0, 0
	for b, n := range bins[0] {
		at := b + int(math.Round(shift/2))
		as += min(n, bins[1][b])
		moved += min(n, max(bins[1][at-1], bins[1][at], bins[1][at+1]))
	}
	return moved > as
}

// reachEdge tells justified text: of the lines that end near the right edge,
// nearly all end at it.
func (d *prose) reachEdge() bool {
	at, near := 0, 0
	for i, ls := range d.body {
		for _, l := range ls {
			gap := d.right[i%2] - l.ink1
			if math.Abs(l.height-d.size) > .6 || l.toc != "" || gap > 1.5*d.size || gap < -1.5*d.size {
				continue
			}
			if near++; math.Abs(gap) < .15*d.size {
				at++
			}
		}
	}
	return near > 20 && at*10 > near*8
}
