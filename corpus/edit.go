package corpus

import (
	"unicode"
)

// EditOp tells what a piece of a comparison is.
type EditOp string

// The operations that lead from an older text to a newer one.
const (
	EditEqual  EditOp = "equal"
	EditDelete EditOp = "delete"
	EditInsert EditOp = "insert"
)

// Edit is a piece of a comparison of two texts. The equal and deleted pieces in
// order are the older text, the equal and inserted ones the newer, but for
// white space, which is shown and not compared, and the width of brackets and
// digits, which is that of the newer text in equal pieces.
type Edit struct {
	Op   EditOp `json:"op"`
	Text string `json:"text"`
}

// letter is a character as compared, with the white space before it.
type letter struct {
	key   rune
	shown string
}

func letters(s string) []letter {
	var out []letter
	start := 0
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		end := i + len(string(r))
		out = append(out, letter{foldWidthRune(r), s[start:end]})
		start = end
	}
	return out
}

// keys are the characters that are compared.
func keys(s string) []rune {
	var out []rune
	for _, r := range s {
		if !unicode.IsSpace(r) {
			out = append(out, foldWidthRune(r))
		}
	}
	return out
}

// maxCells bounds the table of a comparison; texts beyond it are compared by
// sentences first. 2000 by 2000 characters take 16 MB for some milliseconds.
const maxCells = 4_000_000

// DiffText compares two texts character by character and returns the edits and
// the similarity: twice the characters in common through all characters, 0 to
// 1, 1 for two empty texts.
func DiffText(older, newer string) ([]Edit, float64) {
	a, b := letters(older), letters(newer)
	if len(a)+len(b) == 0 {
		return nil, 1
	}
	match := matchLetters(a, b)
	common := 0
	for _, j := range match {
		if j >= 0 {
			common++
		}
	}
	return edits(a, b, match), round3(2 * float64(common) / float64(len(a)+len(b)))
}

func round3(f float64) float64 { return float64(int(f*1000+0.5)) / 1000 }

// matchLetters returns for every letter of a the letter of b it corresponds
// to, -1 for none: a longest common subsequence, beginning and end first.
func matchLetters(a, b []letter) []int {
	match := make([]int, len(a))
	for i := range match {
		match[i] = -1
	}
	lo := 0
	for lo < len(a) && lo < len(b) && a[lo].key == b[lo].key {
		match[lo] = lo
		lo++
	}
	ea, eb := len(a), len(b)
	for ea > lo && eb > lo && a[ea-1].key == b[eb-1].key {
		ea, eb = ea-1, eb-1
		match[ea] = eb
	}
	if (ea-lo)*(eb-lo) > maxCells {
		matchSentences(a, b, lo, ea, lo, eb, match)
	} else {
		matchRange(a, b, lo, ea, lo, eb, match)
	}
	return match
}

// matchRange is the classic table of longest common subsequences over a part
// of both texts. Where several are longest, the one with the longer runs of
// neighbours reads better: a step along the diagonal that continues a run is
// worth a little more.
func matchRange(a, b []letter, alo, ahi, blo, bhi int, match []int) {
	n, m := ahi-alo, bhi-blo
	if n == 0 || m == 0 {
		return
	}
	const pair, run = 16, 1 // a run never outweighs a pair: it is worth less than 1/16 of one
	w := m + 1
	score := make([]int32, (n+1)*w)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best := max(score[(i+1)*w+j], score[i*w+j+1])
			if a[alo+i].key == b[blo+j].key {
				s := score[(i+1)*w+j+1] + pair
				if i+1 < n && j+1 < m && a[alo+i+1].key == b[blo+j+1].key {
					s += run
				}
				best = max(best, s)
			}
			score[i*w+j] = best
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		here := score[i*w+j]
		if a[alo+i].key == b[blo+j].key {
			s := score[(i+1)*w+j+1] + pair
			if i+1 < n && j+1 < m && a[alo+i+1].key == b[blo+j+1].key {
				s += run
			}
			if s == here {
				match[alo+i] = blo + j
				i, j = i+1, j+1
				continue
			}
		}
		if score[(i+1)*w+j] == here {
			i++
		} else {
			j++
		}
	}
}

// matchSentences compares long texts by whole sentences, and the letters of a
// sentence only with those of the sentence in its place.
func matchSentences(a, b []letter, alo, ahi, blo, bhi int, match []int) {
	x, y := sentences(a, alo, ahi), sentences(b, blo, bhi)
	place := map[string][]int{}
	for j, s := range y {
		key := keyOf(b[s[0]:s[1]])
		place[key] = append(place[key], j)
	}
	next := 0
	for _, s := range x {
		for _, j := range place[keyOf(a[s[0]:s[1]])] {
			if j < next {
				continue
			}
			for k := range s[1] - s[0] {
				match[s[0]+k] = y[j][0] + k
			}
			next = j + 1
			break
		}
	}
}

func keyOf(l []letter) string {
	out := make([]rune, len(l))
	for i, x := range l {
		out[i] = x.key
	}
	return string(out)
}

// sentences cuts behind 。 and returns half-open ranges.
func sentences(l []letter, lo, hi int) [][2]int {
	var out [][2]int
	for i := lo; i < hi; i++ {
		if l[i].key == '。' || i == hi-1 {
			out = append(out, [2]int{lo, i + 1})
			lo = i + 1
		}
	}
	return out
}

// edits joins the letters into pieces: what goes stands before what comes.
func edits(a, b []letter, match []int) []Edit {
	var out []Edit
	add := func(op EditOp, l []letter) {
		if len(l) == 0 {
			return
		}
		text := ""
		for _, x := range l {
			text += x.shown
		}
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += text
			return
		}
		out = append(out, Edit{op, text})
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		k := i
		for k < len(a) && match[k] < 0 {
			k++
		}
		to := len(b)
		if k < len(a) {
			to = match[k]
		}
		add(EditDelete, a[i:k])
		add(EditInsert, b[j:to])
		if k < len(a) {
			add(EditEqual, b[to:to+1])
			to++
			k++
		}
		i, j = k, to
	}
	return joinSmall(out)
}

// joinSmall takes a single equal character between two changes into them: a
// lone の or 、 that two wordings happen to share only makes a change harder
// to read.
func joinSmall(in []Edit) []Edit {
	var out []Edit
	add := func(e Edit) {
		for k := len(out) - 1; k >= 0 && out[k].Op != EditEqual; k-- {
			if out[k].Op == e.Op {
				out[k].Text += e.Text
				return
			}
		}
		out = append(out, e)
	}
	for i, e := range in {
		small := e.Op == EditEqual && len([]rune(e.Text)) == 1 && i > 0 && i+1 < len(in)
		if small && changedBefore(in[:i]) > 2 && changedAfter(in[i+1:]) > 2 {
			add(Edit{EditDelete, e.Text})
			add(Edit{EditInsert, e.Text})
			continue
		}
		if e.Op == EditEqual {
			out = append(out, e)
			continue
		}
		add(e)
	}
	return order(out)
}

// changedBefore and changedAfter count the changed characters next to the end
// and to the beginning of a list.
func changedBefore(l []Edit) int {
	n := 0
	for i := len(l) - 1; i >= 0 && l[i].Op != EditEqual; i-- {
		n += len([]rune(l[i].Text))
	}
	return n
}

func changedAfter(l []Edit) int {
	n := 0
	for i := 0; i < len(l) && l[i].Op != EditEqual; i++ {
		n += len([]rune(l[i].Text))
	}
	return n
}

// order puts a deletion before the insertion beside it.
func order(l []Edit) []Edit {
	for i := 1; i < len(l); i++ {
		if l[i].Op == EditDelete && l[i-1].Op == EditInsert {
			l[i], l[i-1] = l[i-1], l[i]
		}
	}
	return l
}
