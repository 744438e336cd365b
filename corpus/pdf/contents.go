package pdf

import (
	"math"
	"strings"
	"unicode"
)

// The lines of a table of contents are known by their leaders or by the gap
// before the page number (isTOC). A title that fills its line has neither, and
// one that is too long goes on in a second line; the entries around it tell.

// leaders lead from a title to its page number.
const leaders = ".．…・‥･·_"

// tocEdge is where the page numbers of a page's contents end, 0 if the page has
// fewer than three entries.
func tocEdge(ls []proseLine) float64 {
	var xs []float64
	for i := range ls {
		if ls[i].toc != "" {
			xs = append(xs, ls[i].ink1)
		}
	}
	if len(xs) < 3 {
		return 0
	}
	return percentile(xs, .5)
}

// joinContents finds the entries of a page's contents that fill more than a line.
func joinContents(ls []proseLine) {
	edge := tocEdge(ls)
	if edge == 0 {
		return
	}
	for k := range ls {
		l := &ls[k]
		if l.toc != "" || k == 0 && ls[1].toc == "" || k > 0 && ls[k-1].toc == "" && (k+1 == len(ls) || ls[k+1].toc == "") {
			continue
		}
		if _, numbered := heading(l.s); numbered {
			l.toc = l.beforeNumber(edge)
		}
	}
	for k := 0; k+1 < len(ls); k++ {
		l, next := &ls[k], &ls[k+1]
		if next.base-l.base > 2.2*l.size || math.Abs(next.height-l.height) > .6 {
			continue
		}
		_, numbered := heading(l.s)
		_, another := heading(next.s)
		switch {
		case another:
		case l.toc == "" && numbered && next.ink0 > l.ink0-3*l.size && edge-l.ink1 < 12*l.size: // the number stands behind the last line
			if next.toc == "" {
				next.toc = next.beforeNumber(edge)
			}
			if next.toc != "" {
				l.toc, l.tocGoesOn = l.s, true
			}
		case l.toc != "" && next.toc == "" && numbered && l.crowded(): // behind the first
			if k+2 == len(ls) || ls[k+2].toc != "" {
				next.toc, l.tocGoesOn = next.s, true
			}
		}
	}
}

// tail is the index of the first character of the page number at a line's end,
// the number of characters if there is none.
func (l *proseLine) tail() int {
	k := len(l.chars)
	for k > 0 && (unicode.IsDigit(l.chars[k-1].r) || unicode.IsSpace(l.chars[k-1].r) || strings.ContainsRune("-–—－", l.chars[k-1].r)) {
		k--
	}
	for k < len(l.chars) && unicode.IsSpace(l.chars[k].r) {
		k++
	}
	return k
}

// beforeNumber is the text before a number that ends where the page numbers of
// the other entries do, however small the gap; empty if there is none.
func (l *proseLine) beforeNumber(edge float64) string {
	k := l.tail()
	if k == 0 || k == len(l.chars) || len(l.chars)-k > 6 || math.Abs(l.ink1-edge) > 2 {
		return ""
	}
	end := k
	for end > 0 && (unicode.IsSpace(l.chars[end-1].r) || strings.ContainsRune(leaders, l.chars[end-1].r)) {
		end--
	}
	if end == 0 || end == k && float64(l.chars[k].x0-l.chars[k-1].x1) < .1*l.height {
		return ""
	}
	return (textLine{chars: l.chars[:end]}).trimmed()
}

// crowded tells whether the title of an entry reaches nearly to its number.
func (l *proseLine) crowded() bool {
	k := l.tail()
	for k > 0 && (unicode.IsSpace(l.chars[k-1].r) || strings.ContainsRune(leaders, l.chars[k-1].r)) {
		k--
	}
	return k > 0 && k < len(l.chars) && l.ink1-float64(l.chars[k-1].x1) < 5*l.height
}
