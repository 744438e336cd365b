package corpus

import ()

// How well two lines go on in each other.

// words weighs what the words across a break say.
func (w *joinCosts) words(s breakSigns) float64 {
	switch {
	case s.silent:
		return 0
	case s.torn:
		return w.tornWord
	case s.newWord:
		return w.newWord
	case s.rare:
		return w.rare
	case s.gain > 0:
		return -w.evidence * s.gain
	}
	return w.noEvidence
}

// breakMisfit is the misfit of a line break in the best column for it.
func (j *joiner) breakMisfit(x, y int) float64 {
	a, b := j.lines[x], j.lines[y]
	switch {
	case b.head():
		return forbidden
	case a.frag.kind == fragLabel:
		if d := b.frag.pos - a.frag.pos; d > 0 {
			return min(0.1*float64(d), j.w.belowRow) - j.w.behind
		}
		return 0
	case a.closes:
		return 0
	}
	best := greatestMisfit
	for _, col := range columnsOf(a) {
		if col.size(b) > col.next+overfull {
			continue
		}
		for _, w := range [2]float64{col.first, col.next} {
			free := w - col.size(a)
			if free < -overfull {
				continue
			}
			if free -= b.unit; free < 0 {
				return 0
			}
			best = min(best, j.w.early+j.w.earlyEm*free, j.w.torn)
		}
	}
	return best
}
