package index

import "strings"

// folded is a search key with its way back: rune i came from the bytes
// [from[i], to[i]) of the source.
type folded struct {
	r        []rune
	from, to []int32
}

// foldMode says what text is folded for.
type foldMode int

const (
	// foldQuery folds what a reader typed: a space is a space.
	foldQuery foldMode = iota
	// foldText folds a document: a line break between two CJK characters and
	// a space between CJK and ASCII (端末 PC) are dropped.
	foldText
	// foldTokens only normalises (NFKC, case kept, lines joined), for kagome.
	foldTokens
)

// Fold returns the search key of a query: compatibility forms, case, dashes
// and dots inside words, ヴ and small vowels, the final ー of a katakana word,
// 々, old kanji, and hiragana as katakana. It is never shown to anybody.
func Fold(s string) string { return string(toKatakana(fold1(s, foldQuery).r)) }

// fold1 is Fold without the last step. The letter classes are taken here.
func fold1(s string, mode foldMode) *folded {
	f := &folded{r: make([]rune, 0, len(s)/2), from: make([]int32, 0, len(s)/2), to: make([]int32, 0, len(s)/2)}
	return f.fold(s, mode)
}

// fold is fold1 in the place of what was folded before.
func (f *folded) fold(s string, mode foldMode) *folded {
	f.read(s, mode)
	f.compose()
	if mode != foldQuery {
		f.joinLines()
	}
	if mode == foldTokens {
		return f
	}
	f.dashes()
	f.vu()
	f.finalSoundMark()
	f.repeatMark()
	for i, c := range f.r {
		f.r[i] = soundAlike(c)
	}
	return f
}

// soundAlike maps kana of one sound onto one of them: small vowels and ヮ to
// large ones, ヂ ヅ to ジ ズ, ヵ ヶ to カ, in both scripts. The last step: ヴァ needs
// its small vowel until then.
func soundAlike(c rune) rune {
	switch c {
	case 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ヮ', 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'ゎ':
		return c + 1
	case 'ヂ':
		return 'ジ'
	case 'ヅ':
		return 'ズ'
	case 'ぢ':
		return 'じ'
	case 'づ':
		return 'ず'
	case 'ヵ', 'ヶ':
		return 'カ'
	case 'ゕ', 'ゖ':
		return 'か'
	}
	return c
}

// read takes the characters of a text.
func (f *folded) read(s string, mode foldMode) {
	f.cut(0)
	for i, n := 0, 0; i < len(s); i += n {
		c, size := decodeRune(s[i:])
		n = size
		if mode != foldTokens && c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		t, ok := foldOne(c)
		if mode == foldTokens && ok {
			t = nfkc(c)
		}
		if !ok {
			f.add(c, i, i+n)
			continue
		}
		for _, x := range t {
			f.add(x, i, i+n)
		}
	}
}

func (f *folded) add(c rune, from, to int) {
	f.r, f.from, f.to = append(f.r, c), append(f.from, int32(from)), append(f.to, int32(to))
}

// at returns the rune at i, 0 outside.
func (f *folded) at(i int) rune {
	if i < 0 || i >= len(f.r) {
		return 0
	}
	return f.r[i]
}

// keep copies rune i to place n, so that steps shrink in place.
func (f *folded) keep(n, i int) int {
	f.r[n], f.from[n], f.to[n] = f.r[i], f.from[i], f.to[i]
	return n + 1
}

func (f *folded) cut(n int) { f.r, f.from, f.to = f.r[:n], f.from[:n], f.to[:n] }

// compose joins a kana and its combining sound mark: カ + U+3099 -> ガ.
func (f *folded) compose() {
	n := 0
	for i, c := range f.r {
		if (c == 0x3099 || c == 0x309A) && n > 0 {
			if x, ok := voiced()[[2]rune{f.r[n-1], c}]; ok {
				f.r[n-1], f.to[n-1] = x, f.to[i]
				continue
			}
		}
		n = f.keep(n, i)
	}
	f.cut(n)
}

func isSpace(c rune) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// joinLines drops one line break between two CJK characters and one space
// between CJK and ASCII. An empty line stays: it ends a paragraph.
func (f *folded) joinLines() {
	n := 0
	for i := 0; i < len(f.r); {
		if !isSpace(f.r[i]) {
			n = f.keep(n, i)
			i++
			continue
		}
		j, lines := i, 0
		for j < len(f.r) && isSpace(f.r[j]) {
			if f.r[j] == '\n' {
				lines++
			}
			j++
		}
		if n == 0 || j == len(f.r) || !joins(f.r[n-1], f.r[j], lines) {
			for ; i < j; i++ {
				n = f.keep(n, i)
			}
		}
		i = j
	}
	f.cut(n)
}

// joins reports whether white space with so many line breaks between a and b
// is a matter of print only.
func joins(a, b rune, lines int) bool {
	switch {
	case lines > 1:
		return false
	case isCJK(a) && isCJK(b):
		return lines == 1
	}
	return isCJK(a) && isASCII(b) || isASCII(a) && isCJK(b)
}

const (
	longDashes = "-‐‑–—―−─" // between katakana these stand for ー
	wordMarks  = "-‐‑・･"    // between letters these say nothing
)

// dashes turns a dash between katakana into ー, then drops - and ・ between
// letters: e-ラーニング, セキュリティ・ホール.
func (f *folded) dashes() {
	for i, c := range f.r {
		if p := f.at(i - 1); (isKatakana(p) || p == 'ー') && isKatakana(f.at(i+1)) && strings.ContainsRune(longDashes, c) {
			f.r[i] = 'ー'
		}
	}
	n := 0
	for i, c := range f.r {
		if n > 0 && class(c) == classNone && strings.ContainsRune(wordMarks, c) && class(f.r[n-1]) != classNone && class(f.at(i+1)) != classNone {
			continue
		}
		n = f.keep(n, i)
	}
	f.cut(n)
}

var vuRow = map[rune]rune{'ァ': 'バ', 'ィ': 'ビ', 'ェ': 'ベ', 'ォ': 'ボ'}

// vu writes ヴァ ヴィ ヴ ヴェ ヴォ as バ ビ ブ ベ ボ. ヴュ becomes ビュ.
func (f *folded) vu() {
	n := 0
	for i := 0; i < len(f.r); i++ {
		next := f.at(i + 1)
		switch {
		case f.r[i] == 'ゔ':
			n = f.keep(n, i)
			f.r[n-1] = 'ぶ'
		case f.r[i] == 'ヴ' && vuRow[next] != 0:
			n = f.keep(n, i)
			f.r[n-1], f.to[n-1] = vuRow[next], f.to[i+1]
			i++
		case f.r[i] == 'ヴ' && next == 'ュ':
			n = f.keep(n, i)
			f.r[n-1] = 'ビ'
		case f.r[i] == 'ヴ':
			n = f.keep(n, i)
			f.r[n-1] = 'ブ'
		default:
			n = f.keep(n, i)
		}
	}
	f.cut(n)
}

// finalSoundMark drops the ー that ends a katakana word of three or more
// characters: サーバー and サーバ are one word, データ keeps its own.
func (f *folded) finalSoundMark() {
	n := 0
	for i := 0; i < len(f.r); {
		j := i
		for j < len(f.r) && (isKatakana(f.r[j]) || f.r[j] == 'ー') {
			j++
		}
		if j == i {
			n = f.keep(n, i)
			i++
			continue
		}
		end := j
		for end > i && f.r[end-1] == 'ー' {
			end--
		}
		if end-i < 3 {
			end = j
		}
		for ; i < end; i++ {
			n = f.keep(n, i)
		}
		if end < j {
			f.to[n-1] = f.to[j-1]
		}
		i = j
	}
	f.cut(n)
}

// repeatMark writes 々 as the kanji before it.
func (f *folded) repeatMark() {
	for i, c := range f.r {
		if c == '々' && i > 0 && isKanji(f.r[i-1]) {
			f.r[i] = f.r[i-1]
		}
	}
}

// toKatakana maps hiragana to katakana one to one, in a new slice.
func toKatakana(r []rune) []rune {
	out := make([]rune, len(r))
	for i, c := range r {
		out[i] = katakana(c)
	}
	return out
}

func katakana(c rune) rune {
	if c >= 0x3041 && c <= 0x3096 {
		return c + 0x60
	}
	return c
}

func kata(s string) string { return string(toKatakana([]rune(s))) }

// hira is the way back for readings, which IPADIC writes in katakana.
func hira(s string) string {
	out := []rune(s)
	for i, c := range out {
		if c >= 0x30A1 && c <= 0x30F6 {
			out[i] = c - 0x60
		}
	}
	return string(out)
}

// runs returns the half-open ranges of letter runs.
func runs(r []rune) [][2]int {
	var out [][2]int
	for i := 0; i < len(r); {
		if class(r[i]) == classNone {
			i++
			continue
		}
		j := i
		for j < len(r) && class(r[j]) != classNone {
			j++
		}
		out = append(out, [2]int{i, j})
		i = j
	}
	return out
}
