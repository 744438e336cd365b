package pdf

import (
	"math"
	"strings"
	"unicode"

	"shogo/corpus/pattern"
)

// pageNumber is a line that is nothing but one: "- 12 -", "3/39", "ⅳ", "i/xii", "p. 7".
var pageNumber = pattern.New(`^(?:[pPｐＰ](?:age)?[.．]?)?[-－–—―‐−・|｜]*(?:[0-9０-９]{1,4}|[ivxlcⅰ-ⅻ]{1,8})(?:[/／](?:[0-9０-９]{1,4}|[ivxlcⅰ-ⅻ]{1,8})|(?:of|頁中)[0-9]{1,4})?(?:頁|ページ)?[-－–—―‐−・|｜]*$`)

// furnitureZone is the share of the page's height, at the top and the bottom,
// where running heads and page numbers stand.
const furnitureZone = .12

type runningKey struct {
	text string
	y    int // in steps of 3 points
}

// furniture finds running heads and feet: page numbers, and lines that stand
// at the same height with the same text, digits aside, on a third of the pages
// (odd and even pages may differ), or whose place is a head's on most pages.
type furniture struct {
	heads  map[runningKey]*running
	places map[int]int // pages with a line at this height
	again  map[int]int // those whose line there has a text that comes again
	pages  int
	size   float64 // of most lines
}

// running is what is known of lines of one text at one height.
type running struct {
	count        int
	page, number int   // of the first one: page, and the number it begins with
	same         bool  // the same number comes again
	grows        bool  // it grows with the pages
	last         int   // page of the last one
	numbers      []int // all numbers of the last one
}

func (f *furniture) note(key runningKey, s string, page int) {
	n, numbers := leadingNumber(s), numberParts(s)
	r := f.heads[key]
	if r == nil {
		f.heads[key] = &running{count: 1, page: page, number: n, last: page, numbers: numbers}
		return
	}
	if keepStep(r.numbers, numbers, page-r.last) {
		r.count++
	}
	r.last, r.numbers = page, numbers
	r.same = r.same || n == r.number
	r.grows = r.grows || n-r.number == page-r.page
}

// keepStep tells a head from lines that are alike but for their numbers, such as
// footnotes that hold an address: its numbers stay, or grow with the pages.
func keepStep(a, b []int, pages int) bool {
	for i := range min(len(a), len(b)) {
		if d := b[i] - a[i]; d != 0 && d != pages {
			return false
		}
	}
	return len(a) == len(b)
}

// at sums up what stands at a height, give or take a step.
func (f *furniture) at(text string, y int) (sum running) {
	for d := -1; d <= 1; d++ {
		if r := f.heads[runningKey{text, y + d}]; r != nil {
			sum.count += r.count
			sum.same = sum.same || r.same
			sum.grows = sum.grows || r.grows
		}
	}
	return sum
}

// isTitle tells titles of chapters that differ in their numbers alone from a
// running head that begins with the page's number.
func (f *furniture) isTitle(l textLine, r running) bool {
	if _, numbered := heading(l.trimmed()); !numbered || r.same {
		return false
	}
	return !r.grows || r.count*5 < f.pages*2 || l.size > 1.1*f.size
}

func leadingNumber(s string) int {
	if parts := numberParts(s); digitValue(firstRune(s)) >= 0 && len(parts) > 0 {
		return parts[0]
	}
	return -1
}

func runningText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}

func inZone(l textLine, p *page) bool {
	return l.base < p.height*furnitureZone || l.base > p.height*(1-furnitureZone)
}

// besideTables: above the first or below the last table of a page stand titles
// and notes that a table repeats with its captions.
func besideTables(l textLine, s *sheet) bool {
	if len(s.grids) == 0 {
		return false
	}
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, g := range s.grids {
		top, bottom = math.Min(top, g.ys[0]), math.Max(bottom, g.ys[len(g.ys)-1])
	}
	return l.base < top+1 || l.base > bottom
}

func newFurniture(sheets []*sheet, lines [][]textLine) *furniture {
	f := &furniture{heads: map[runningKey]*running{}, places: map[int]int{}, again: map[int]int{}, pages: len(sheets)}
	var sizes []float64
	for i, s := range sheets {
		for _, l := range lines[i] {
			sizes = append(sizes, l.size)
			if inZone(l, s.page) || besideTables(l, s) {
				text := l.String()
				f.note(runningKey{runningText(text), int(l.base / 3)}, bare(text), i)
				f.places[int(l.base/3)]++
			}
		}
	}
	for k, r := range f.heads {
		if r.count > 1 {
			f.again[k.y] += r.count
		}
	}
	f.size = percentile(sizes, .5)
	return f
}

// split parts a page's lines into furniture and the rest. It works from the
// page's edges inwards and stops at the first line of text: what repeats behind
// it, such as a heading below each chapter's title, is text.
func (f *furniture) split(lines []textLine, s *sheet) (head, body []textLine) {
	a, b := 0, len(lines)
	for a < b && f.has(lines[a], s) {
		a++
	}
	for b > a && f.has(lines[b-1], s) {
		b--
	}
	head = append(append(head, lines[:a]...), lines[b:]...)
	return head, lines[a:b]
}

func (f *furniture) has(l textLine, s *sheet) bool {
	zone := inZone(l, s.page)
	text := runningText(l.String())
	if text == "" || !zone && !besideTables(l, s) {
		return false
	}
	if zone && pageNumber.MatchString(bare(l.String())) {
		return true
	}
	y := int(l.base / 3)
	r := f.at(text, y)
	n := r.count
	if n < 2 || f.isTitle(l, r) || n == 2 && (endsSentence(text) || isClauseHead(l.trimmed())) {
		return false
	}
	if !zone {
		return n >= 3 && n*10 >= f.pages*6
	}
	if n >= max(2, (f.pages+2)/3) && (n > 2 || f.pages <= 6) {
		return true
	}
	// a head that changes with the chapter: at a place that most pages fill,
	// most of them with a text that comes again
	at := f.places[y] + f.places[y-1] + f.places[y+1]
	again := f.again[y] + f.again[y-1] + f.again[y+1]
	return at*10 >= f.pages*8 && again*10 >= at*6 && math.Min(l.base, s.height-l.base) < s.height*.08
}
