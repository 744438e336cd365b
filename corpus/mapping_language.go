package corpus

import "strings"

// evidenceSide is how many characters are looked at on each side of a break.
const evidenceSide = 6

// breakSigns are what the words across a line break say about it.
type breakSigns struct {
	silent  bool    // punctuation at the break
	torn    bool    // half a word, or a particle twice
	newWord bool    // two katakana words that make one never seen
	rare    bool    // two hiragana, or a word behind hiragana, that stand so nowhere else
	gain    float64 // how much of the words stands elsewhere in one piece
}

// language is what a page and the field's words tell about which character
// sequences occur: words across a line break that stand elsewhere in one piece
// speak for the break.
type language struct {
	grams map[string]bool
	runs  map[string]bool // whole katakana words
	// before holds for each kanji with the kanji or hiragana behind it what
	// stands directly before the two.
	before map[string]string
}

func newLanguage(text []*fragment, known []string) *language {
	l := &language{grams: map[string]bool{}, runs: map[string]bool{}, before: map[string]string{}}
	for _, f := range text {
		l.add(f.text, false)
	}
	for _, s := range known {
		l.add(s, true)
	}
	return l
}

// add learns the sequences of s. At the edges of a printed line a katakana
// word may be torn; in a known word or title it is whole.
func (l *language) add(s string, whole bool) {
	r := []rune(strings.ReplaceAll(s, " ", ""))
	for n := 2; n <= 2*evidenceSide; n++ {
		for i := 0; i+n <= len(r); i++ {
			l.grams[string(r[i:i+n])] = true
		}
	}
	for i := 1; i+1 < len(r); i++ {
		if pair := string(r[i : i+2]); isKanji(r[i]) && (isKanji(r[i+1]) || isHiragana(r[i+1])) && !strings.ContainsRune(l.before[pair], r[i-1]) {
			l.before[pair] += string(r[i-1])
		}
	}
	if whole && len(r) > 1 && isKanji(r[0]) {
		l.before[string(r[:2])] += " " // a word begins with it
	}
	for i := 0; i < len(r); {
		j := i
		for j < len(r) && isKatakana(r[j]) {
			j++
		}
		if j > i && (whole || i > 0 && j < len(r)) {
			l.runs[string(r[i:j])] = true
		}
		i = max(j, i+1)
	}
}

func isKatakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' || r == 'ー' }

func isKanji(r rune) bool { return r >= '一' && r <= '鿿' }

func isHiragana(r rune) bool { return r >= 'ぁ' && r <= 'ん' }

// breakSigns reads the break between two lines.
func (l *language) breakSigns(x, y string) breakSigns {
	a, b := []rune(strings.ReplaceAll(x, " ", "")), []rune(strings.TrimRight(strings.ReplaceAll(y, " ", ""), "。"))
	if len(a) == 0 || len(b) == 0 || strings.ContainsRune("、。，,", a[len(a)-1]) {
		return breakSigns{silent: true}
	}
	if l.tears(a, b) {
		return breakSigns{torn: true}
	}
	if isKatakana(a[len(a)-1]) && isKatakana(b[0]) && !l.joined(a, b) {
		return breakSigns{newWord: true}
	}
	best := 0.0
	for i := 1; i <= min(evidenceSide, len(a)); i++ {
		for j := 1; j <= min(evidenceSide, len(b)); j++ {
			x, y := a[len(a)-i:], b[:j]
			if tells(x, 3) && (tells(y, 2) || j == len(b)) && l.grams[string(x)+string(y)] {
				best = max(best, evidenceGain(min(i, j), max(i, j)))
			}
		}
	}
	last, first := a[len(a)-1], b[0]
	odd := isKanji(first) && best == 0 && !isKanji(last) && l.behindOthers(last, b)
	return breakSigns{gain: best, rare: odd || isHiragana(last) && isHiragana(first) && !l.grams[string([]rune{last, first})]}
}

// tells reports whether a side of a break says more than a particle or an
// ending would: it holds something else than hiragana, or is long.
func tells(side []rune, long int) bool {
	for _, r := range side {
		if !isHiragana(r) {
			return true
		}
	}
	return len(side) >= long
}

// evidenceGain weighs a sequence that reaches near characters to one side of
// the break and far to the other: a long piece of y behind a single character
// of x stands in many places.
func evidenceGain(near, far int) float64 {
	if near == 1 {
		return []float64{0.8, 1.5, 1.8, 2}[min(far, 4)-1]
	}
	return 1.2*float64(near) + 0.2*float64(far)
}

// tears reports a break that leaves half a katakana word on either side, or
// the same particle twice.
func (l *language) tears(a, b []rune) bool {
	last, first := a[len(a)-1], b[0]
	if isHiragana(first) && strings.ContainsRune(prefixKanji, last) {
		return true
	}
	if l.inWord(last, b) {
		return true
	}
	if last == first && strings.ContainsRune("にをはがのと", last) {
		return true
	}
	tail, head := katakanaAt(a, b)
	if tail != "" && head != "" {
		return !l.runs[tail+head] && (l.half(tail) || l.half(head))
	}
	return l.half(tail) || l.half(head)
}

// joined reports that the katakana on both sides of the break makes a known
// word.
func (l *language) joined(a, b []rune) bool {
	tail, head := katakanaAt(a, b)
	return l.runs[tail+head] || l.grams[tail+head]
}

// katakanaAt returns the katakana directly before and behind a break.
func katakanaAt(a, b []rune) (tail, head string) {
	i, j := len(a), 0
	for i > 0 && isKatakana(a[i-1]) {
		i--
	}
	for j < len(b) && isKatakana(b[j]) {
		j++
	}
	return string(a[i:]), string(b[:j])
}

// inWord reports that the two kanji b begins with are known only behind other
// kanji, and that last is none of these: 期的 belongs behind 定.
func (l *language) inWord(last rune, b []rune) bool {
	if len(b) < 2 || !isKanji(b[0]) || !isKanji(b[1]) {
		return false
	}
	return l.behindOthers(last, b)
}

// behindOthers reports that the two characters b begins with are known only
// behind kanji, and that last is none of these.
func (l *language) behindOthers(last rune, b []rune) bool {
	if len(b) < 2 {
		return false
	}
	seen := l.before[string(b[:2])]
	for _, r := range seen {
		if !isKanji(r) || r == last {
			return false
		}
	}
	return seen != ""
}

// prefixKanji begin words and never stand before hiragana.
const prefixKanji = "不未非各第"

// half reports a katakana word too short and too unknown to be whole.
func (l *language) half(word string) bool {
	const short = 2 // characters: longer unknown words may well be whole
	return word != "" && len([]rune(word)) <= short && !l.runs[word]
}

// tornStart reports a line that begins with half a katakana word, tornEnd one
// that ends with it.
func (l *language) tornStart(s string) bool {
	n := 0
	r := []rune(s)
	for n < len(r) && isKatakana(r[n]) {
		n++
	}
	return l.half(string(r[:n])) || l.inWord(0, r)
}

func (l *language) tornEnd(s string) bool {
	r := []rune(s)
	n := len(r)
	for n > 0 && isKatakana(r[n-1]) {
		n--
	}
	return l.half(string(r[n:])) || strings.ContainsRune(prefixKanji, r[len(r)-1])
}
