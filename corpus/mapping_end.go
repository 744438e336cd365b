package corpus

import (
	"slices"
	"strings"
)

// How well a cell ends: what a title, a bracket and a page leave open.

func (j *joiner) endCost(col *column, first *cellLine, body []int, widest float64) float64 {
	last := j.lines[body[len(body)-1]]
	if !col.running {
		switch {
		case last.closes:
			return j.w.stopTitle
		case opensTitle(last.text):
			return j.w.openTitle
		case col.size(last) >= col.next-1 && !col.counted || col.size(last) >= col.next:
			return j.w.fullTitle
		}
		return 0
	}
	c := 0.0
	switch {
	case last.closes:
	case last.frag.pos == j.last:
		c += j.w.pageEnd
	case last.torn[1]:
		c += j.w.openEnd + j.w.tornWord
	default:
		c += j.w.openEnd
	}
	// Requirements of the guideline end in …すること。, measures in …する。
	clause := strings.HasSuffix(last.text, "こと。")
	switch col {
	case columnRow:
		if first.frag.kind != fragLabel {
			c += j.w.noLabel
		}
		if clause {
			c += j.w.clause
		}
	case columnScenario:
		c += j.w.scenario + j.besideTitle(j.lines[body[0]].frag.pos)
		if clause {
			c += j.w.clause
		}
	default:
		if !clause {
			c += j.w.clause
		}
		if widest <= rowWidth+overfull {
			c += j.w.narrow
		}
	}
	return c
}

// A scenario starts at the height of its group's title: at most this many
// fragments before or behind it.
const (
	scenarioBefore = 4
	scenarioBehind = 16
)

func (j *joiner) besideTitle(pos int) float64 {
	for _, h := range j.heads {
		if pos >= h-scenarioBefore && pos <= h+scenarioBehind {
			return -j.w.nearTitle
		}
	}
	return j.w.noTitle
}

// titleParticles cannot end a title.
var titleParticles = []string{"の", "に", "を", "と", "が", "や", "で", "・", "、", "及び", "又は", "並びに", "に係", "に関", "に対"}

func opensTitle(s string) bool {
	return slices.ContainsFunc(titleParticles, func(p string) bool { return strings.HasSuffix(s, p) })
}

// strayBrackets counts brackets that are closed before they are opened, or
// never closed.
func (j *joiner) strayBrackets(body []int) int {
	open, stray := 0, 0
	for _, k := range body {
		l := j.lines[k]
		stray += max(0, l.strays-open)
		open = max(0, open-l.strays) + l.opened
	}
	return stray + open
}
