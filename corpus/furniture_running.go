package corpus

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// A physicalPage is a page of the print inside a text: a page of the scrape, or
// what stands between two form feeds.
type physicalPage struct {
	number int   // of the scrape's page, else its place in the file, from 1
	text   []int // indices of the lines that are not furniture or blank yet
}

// edgeLines is how many lines at the top and at the bottom of a page may be its
// running head, its running foot and its number.
const edgeLines = 4

// markRunning finds the running heads and the page numbers of a text of several
// pages and gives them their role: what stands at the edge of many pages with
// the same words, or counts with them. A text of one page tells neither.
func markRunning(t *Text, pages []scrapePage) {
	phys := physicalPages(t, pages)
	role := func(i int) *Role {
		for k := range pages {
			if i < pages[k].End {
				return &pages[k].Roles[i-pages[k].First]
			}
		}
		return nil
	}
	if len(phys) < 2 {
		for _, i := range repeatedHeads(t, phys[0]) {
			*role(i) = RoleFurniture
		}
		pages[0].findBody()
		return
	}
	heads, offset := runningHeads(t, phys), numberOffset(t, phys)
	for _, p := range phys {
		furniture := func(i int) bool {
			s := lineText(t, i)
			if n, ok := pageNumber(s); ok {
				return offset != nil && n-p.number == *offset
			}
			return heads[runningKey(s)]
		}
		first, last := 0, len(p.text)
		for ; first < min(edgeLines, last) && furniture(p.text[first]); first++ {
			*role(p.text[first]) = RoleFurniture
		}
		for ; last > first && last > len(p.text)-edgeLines && furniture(p.text[last-1]); last-- {
			*role(p.text[last-1]) = RoleFurniture
		}
		for _, i := range p.strayed(t, heads, first, last) {
			*role(i) = RoleFurniture
		}
	}
	for k := range pages {
		pages[k].findBody()
	}
}

// physicalPages cuts a text without the site's headers at its form feeds.
func physicalPages(t *Text, pages []scrapePage) []physicalPage {
	var out []physicalPage
	for _, p := range pages {
		if out = append(out, physicalPage{number: p.Page}); p.Page == 0 {
			out[len(out)-1].number = len(out)
		}
		for i := p.First; i < p.End; i++ {
			if p.Page == 0 && i > p.First && strings.HasPrefix(t.Lines[i].Text, "\f") {
				out = append(out, physicalPage{number: len(out) + 1})
			}
			if p.Roles[i-p.First] == "" {
				last := &out[len(out)-1]
				last.text = append(last.text, i)
			}
		}
	}
	return out
}

// strayed are the running heads that a program wrote between the lines of the
// page: those that are not at its edge too.
func (p physicalPage) strayed(t *Text, heads map[string]bool, first, last int) (out []int) {
	seen := map[string]bool{}
	for k, i := range p.text {
		key := runningKey(lineText(t, i))
		if k < first || k >= last {
			seen[key] = true
		} else if heads[key] && titleWord.MatchString(key) {
			out = append(out, i)
		}
	}
	return slices.DeleteFunc(out, func(i int) bool { return seen[runningKey(lineText(t, i))] })
}

// edge calls f for the lines at the edges of the page.
func (p physicalPage) edge(f func(i int)) {
	for k, i := range p.text {
		if k < edgeLines || k >= len(p.text)-edgeLines {
			f(i)
		}
	}
}

// runningHeads are the keys of the lines that stand at the edge of so many pages
// that they are of no page: two fifths of them, for left and right pages may
// differ. Of two pages only a title is told that way.
func runningHeads(t *Text, pages []physicalPage) map[string]bool {
	n := map[string]int{}
	for _, p := range pages {
		seen := map[string]bool{}
		p.edge(func(i int) {
			if k := runningKey(lineText(t, i)); k != "" && !seen[k] {
				seen[k] = true
				n[k]++
			}
		})
	}
	out := map[string]bool{}
	for k, count := range n {
		out[k] = count >= 3 && count*5 >= len(pages)*2 || count == 2 && len(pages) <= 3 && titleWord.MatchString(k)
	}
	return out
}

var (
	// notRunning matches what structure begins with, however often it repeats:
	// numbers, marks, brackets, bullets, arrows and notes.
	notRunning = pattern.New(`^[0-9①-⑳㉑-㊿【▶►▸➤・･※(\[〈<《|○◯●◎]|^[-–—]|[。、]`)
	// bareVolume matches the name of a volume alone, which cells and margins hold.
	bareVolume = pattern.New(`^(?:概説|経営管理|企画管理|システム運用|保守委託機関)編?$`)
	titleWord  = pattern.New(`ガイドライン|マニュアル|Q&A|対応表|相関表|確認表|規程|第[0-9.]+版`)
	// edgeNumber matches the page number on the line of a running head.
	edgeNumber = pattern.New(`^[-–—―‐−－]?[0-9]{1,3}[-–—―‐−－]?$`)
)

// runningKey is what a running head has in common on all pages: its words
// without the page number; empty for a line that can be none.
func runningKey(s string) string {
	words := strings.Fields(foldWidth(s))
	if n := len(words); n > 1 && edgeNumber.MatchString(words[n-1]) {
		words = words[:n-1]
	} else if n > 1 && edgeNumber.MatchString(words[0]) {
		words = words[1:]
	}
	k := strings.Join(words, "")
	if n := utf8.RuneCountInString(k); n < 3 || n > 60 || notRunning.MatchString(k) || bareVolume.MatchString(k) || strings.ContainsAny(s, "\t") {
		return ""
	}
	return k
}

// pageNumber reads a line that is nothing but a number.
func pageNumber(s string) (n int, ok bool) {
	k := foldWidth(squash(s))
	if !edgeNumber.MatchString(k) {
		return 0, false
	}
	n, err := strconv.Atoi(strings.Trim(k, "-–—―‐−－"))
	return n, err == nil
}

// numberOffset is by how much the numbers at the edges of most pages differ from
// the places of the pages; nil where they do not count with the pages.
func numberOffset(t *Text, pages []physicalPage) *int {
	n := map[int]int{}
	for _, p := range pages {
		seen := map[int]bool{}
		p.edge(func(i int) {
			if k, ok := pageNumber(lineText(t, i)); ok && !seen[k-p.number] {
				seen[k-p.number] = true
				n[k-p.number]++
			}
		})
	}
	var best *int
	for d := -maxPageOffset - len(pages); d <= maxPageOffset; d++ { // in order, that equals are decided
		if n[d] >= 2 && n[d]*2 >= len(pages) && (best == nil || n[d] > n[*best]) {
			best = &d
		}
	}
	return best
}

// repeatedHeads are the running heads and page numbers of a text that says
// nowhere where its pages end: a title that is a line of its own three times or
// more, and the numbers that a program which keeps the layout of the page has
// moved to its middle, where they count.
func repeatedHeads(t *Text, p physicalPage) []int {
	const middle = 10 // columns; nothing else of a number's length stands alone so far from the margin
	lines := map[string][]int{}
	var numbers, out []int
	next := 0
	for _, i := range p.text {
		s := lineText(t, i)
		if k := runningKey(s); k != "" && titleWord.MatchString(k) && utf8.RuneCountInString(k) >= 8 {
			lines[k] = append(lines[k], i)
			if len(lines[k]) == 3 {
				out = append(out, lines[k]...)
			} else if len(lines[k]) > 3 {
				out = append(out, i)
			}
		}
		n, ok := pageNumber(s)
		indent := len(t.Lines[i].Text) - len(strings.TrimLeft(t.Lines[i].Text, " "))
		if !ok || indent < middle || indent < 2*middle && i > 0 && lineText(t, i-1) != "" {
			continue
		}
		if len(numbers) > 0 && n != next {
			numbers = append(numbers, -1) // they do not count
		}
		numbers, next = append(numbers, i), n+1
	}
	if len(numbers) < 3 || slices.Contains(numbers, -1) {
		return out
	}
	return append(out, numbers...)
}
