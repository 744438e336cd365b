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

// similarity is Dice's coefficient over the character pairs of two keys: 1 for
// equal, 0 for nothing in common.
func similarity(a, b string) float64 {
	x, y := []rune(key(a)), []rune(key(b))
	if string(x) == string(y) {
		return 1
	}
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
