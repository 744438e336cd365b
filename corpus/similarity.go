package corpus

import (
	"strings"
	"unicode"
)

// matchKey folds a title to what two prints of it have in common: width, case,
// spaces and punctuation do not count. Circled digits and Ⅰ to Ⅳ stay.
func matchKey(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(foldWidthRune(r))
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == 'ー' {
			return r
		}
		return -1
	}, s)
}

// titleSimilarity compares two titles as Dice's coefficient over character
// pairs of their match keys: 1 for equal, 0 for nothing in common. A title cut
// off by the print counts as nearly equal to the whole: tables wrap titles and
// lose the rest, but the beginning that remains is still distinctive.
func titleSimilarity(a, b string) float64 {
	x, y := []rune(matchKey(a)), []rune(matchKey(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if string(x) == string(y) {
		return 1
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	const enough = 6 // characters; shorter beginnings such as 情報管理 are shared by several titles
	if len(x) >= enough && strings.HasPrefix(string(y), string(x)) {
		return 0.95
	}
	return pairSimilarity(x, y)
}

// pairSimilarity is Dice's coefficient over the character pairs of x and y.
func pairSimilarity(x, y []rune) float64 {
	pairs := map[[2]rune]int{}
	for i := 1; i < len(x); i++ {
		pairs[[2]rune{x[i-1], x[i]}]++
	}
	shared := 0
	for i := 1; i < len(y); i++ {
		if p := [2]rune{y[i-1], y[i]}; pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	}
	if n := len(x) + len(y) - 2; n > 0 {
		return 2 * float64(shared) / float64(n)
	}
	return 0
}

// similarity returns how well a printed title fits the node's title or one of
// its variants.
func (n *registryNode) similarity(title string) float64 {
	best := titleSimilarity(n.Title, title)
	for _, v := range n.Variants {
		best = max(best, titleSimilarity(v, title))
	}
	return best
}

// chapterByTitle returns the chapter whose title is most similar to a printed
// title, in any volume of the edition. Among equals the given volume wins, for
// 企画管理編 16 and システム運用編 16 have one title; else the first in document
// order. Similarity runs from 0, where nothing fits, to 1.
func (r *Registry) chapterByTitle(edition, volume, title string) (best, number string, similarity float64) {
	g := r.guideline(edition)
	if g == nil {
		return "", "", 0
	}
	for _, v := range g.Volumes {
		for _, c := range v.Chapters {
			s := c.similarity(title)
			if s > similarity || s > 0 && s == similarity && v.Name == volume && best != volume {
				best, number, similarity = v.Name, c.Number, s
			}
		}
	}
	return best, number, similarity
}
