package assessment

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// key folds a wording to its letters and digits, for comparing only.
// site/client/sheet/similar.ts does the same.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, strings.ToLower(norm.NFKC.String(s)))
}

// longestTitle bounds the characters of a title that are compared.
const longestTitle = 300

// pairs counts the character pairs of a wording's key.
type pairs struct {
	key   string
	count map[[2]rune]int
	total int
}

func pairsOf(wording string) pairs {
	x := []rune(key(wording))
	x = x[:min(len(x), longestTitle)]
	p := pairs{string(x), map[[2]rune]int{}, max(len(x)-1, 0)}
	for i := 1; i < len(x); i++ {
		p.count[[2]rune{x[i-1], x[i]}]++
	}
	return p
}

// similarity is Dice's coefficient over character pairs: 1 for equal keys, 0
// for nothing in common.
func (p pairs) similarity(q pairs) float64 {
	if p.key == q.key {
		return 1
	}
	shared := 0
	for pair, n := range p.count {
		shared += min(n, q.count[pair])
	}
	if p.total+q.total == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(p.total+q.total)
}
