package pdf

import (
	"strings"
	"unicode"
)

// counting is how often the mark of a text in a column is the next one after that
// of the text above: 7 after 6, ①-3 after ①-2, C.(4) after C.(3).
type counting struct{ pairs, next int }

func (c *counting) add(above, below string) {
	if above == "" || below == "" {
		return
	}
	if c.pairs++; follow(above, below) {
		c.next++
	}
}

// evidence is against a text going on where the one below is counted.
func (c *counting) evidence(above, below string) float64 {
	if c.pairs >= 3 && c.next*10 >= c.pairs*3 && follow(above, below) {
		return -8
	}
	return 0
}

// follow tells whether two texts begin with marks that differ in their last number
// alone, which grows by one.
func follow(above, below string) bool {
	a, i, ok := lastOfMark(above)
	b, j, also := lastOfMark(below)
	return ok && also && a == b && j == i+1
}

var markWidth = strings.NewReplacer("（", "(", "）", ")", "．", ".", "－", "-", "‐", "-")

// lastOfMark gives what stands before the last number of the mark that a text
// begins with, and this number.
func lastOfMark(s string) (before string, n int, ok bool) {
	rs := []rune(markWidth.Replace(bare(s)))
	for i := 0; i < len(rs) && i < maxMark; i++ {
		switch r := rs[i]; {
		case digitValue(r) >= 0:
			before, n, ok = string(rs[:i]), digitValue(r), true
			for i+1 < len(rs) && i < maxMark && digitValue(rs[i+1]) >= 0 {
				i++
				n = n*10 + digitValue(rs[i])
			}
		case r >= '①' && r <= '⑳':
			before, n, ok = string(rs[:i]), int(r-'①')+1, true
		case strings.ContainsRune("().-", r), r < 0x80 && unicode.IsLetter(r) && i < 3:
		default:
			return before, n, ok
		}
	}
	return before, n, ok
}

const maxMark = 12
