package corpus

import (
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

var (
	// dashedNumber matches `- 47 -`, also with en dashes or full width.
	dashedNumber = pattern.New(`^[-–—―‐−－]\s*[0-9０-９]{1,3}\s*[-–—―‐−－]$`)
	// slashedNumber matches `25/39`.
	slashedNumber = pattern.New(`^([0-9０-９]{1,3})\s*[/／]\s*([0-9０-９]{1,3})$`)
	bareNumber    = pattern.New(`^[0-9０-９]{1,3}$`)
)

// markPageNumbers finds the printed page number of p and what repeats after it.
func markPageNumbers(t *Text, p *scrapePage) {
	var text []int // indices of the lines of text
	for i := p.First; i < p.End; i++ {
		if p.Roles[i-p.First] == "" {
			text = append(text, i)
		}
	}
	last := true
	for n := len(text) - 1; n >= 0; n-- {
		i, tail := text[n], text[n+1:]
		s := lineText(t, i)
		if !mayBePageNumber(s) {
			continue
		}
		repeated := repetition(t, text[:n], tail)
		switch {
		case dashedNumber.MatchString(s):
			// Nothing else in the family looks so; a text without headers has
			// one on every page.
		case isSlashed(s) && (len(tail) <= 1 || repeated == len(tail) || slashedPage(s) == p.Page):
		case bareNumber.MatchString(s) && bareIsSafe(t, p, text[:n], s, tail, repeated):
		default:
			continue
		}
		p.Roles[i-p.First] = RoleFurniture
		if last && p.Page != 0 { // without a header it is no scrape that repeats
			for _, j := range tail[:repeated] {
				p.Roles[j-p.First] = RoleFurniture
			}
		}
		last = false
	}
}

// mayBePageNumber reports whether s has the form of a page number at all.
func mayBePageNumber(s string) bool {
	return dashedNumber.MatchString(s) || bareNumber.MatchString(s) || isSlashed(s)
}

// isSlashed accepts 25/39 and refuses a fraction such as 39/25.
func isSlashed(s string) bool {
	m := slashedNumber.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	a, _ := strconv.Atoi(foldWidth(m[1]))
	b, _ := strconv.Atoi(foldWidth(m[2]))
	return a >= 1 && a <= b && b >= 2
}

// slashedPage is the 25 of 25/39. Reading order is lost in tables, so that the
// number of the page may stand anywhere.
func slashedPage(s string) int {
	n, _ := strconv.Atoi(foldWidth(slashedNumber.FindStringSubmatch(s)[1]))
	return n
}

// maxPageOffset is the largest distance seen between the page of a scrape and
// the number printed on it (システム運用編: 6), with room for a longer preface.
const maxPageOffset = 12

// bareIsSafe reports whether a line that is only a number is a page number and
// not the 項番 of a citation or a cell: it ends a scraped page (or only the
// repetition follows), fits the page, and no citation stands directly before.
func bareIsSafe(t *Text, p *scrapePage, before []int, s string, tail []int, repeated int) bool {
	n, _ := strconv.Atoi(foldWidth(s))
	if p.Page == 0 || n > p.Page || p.Page-n > maxPageOffset || repeated != len(tail) || len(before) == 0 {
		return false
	}
	again := ""
	for _, i := range tail {
		again += squash(t.Lines[i].Text)
	}
	if len([]rune(again)) >= minRepetition {
		return true
	}
	prev := lineText(t, before[len(before)-1])
	return !strings.HasSuffix(prev, "編") && !startsNumber.MatchString(prev)
}

// minRepetition is how many characters behind a number must repeat the page's
// beginning to prove it a page number even below a citation.
const minRepetition = 6

// startsNumber matches a line of a citation block: `8.1`, `13⑪`, `４．２`, `⑥`.
var startsNumber = pattern.New(`^[0-9０-９.．①-⑳]+$`)

// repetitionDepth is how many lines from the top the repetition may start at.
const repetitionDepth = 12

// maxRepetition is more lines than a page has; a longer tail is no repetition
// and would only cost time.
const maxRepetition = 150

// repetition returns how many of the first lines of tail repeat the beginning
// of the page, whose lines are head.
func repetition(t *Text, head, tail []int) int {
	if len(head) == 0 || len(tail) == 0 || len(tail) > maxRepetition {
		return 0
	}
	top := head[:min(len(head), repetitionDepth)]
	best := 0
	for k := range top {
		n := 0
		for n < len(tail) && k+n < len(head) && sameLine(t, tail[n], head[k+n], n == len(tail)-1) {
			n++
		}
		best = max(best, n)
	}
	// One line of many may be equal by chance: a lone ③ is.
	if best == 1 && len(tail) > 1 {
		return 0
	}
	return best
}

// sameLine compares two lines without white space; the last line of a
// repetition may be cut.
func sameLine(t *Text, repeated, original int, last bool) bool {
	a, b := squash(t.Lines[repeated].Text), squash(t.Lines[original].Text)
	return a == b || last && a != "" && strings.HasPrefix(b, a)
}

// squash removes all white space.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }
