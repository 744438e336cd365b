package index

import (
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldTable maps a code point to what fold writes for it, for every code point
// from U+0080 on that is not itself. It is exported to the browser, which
// therefore never asks its own tables (the two versions of Unicode differ).
// Making it takes a tenth of a second, so that only an export does.
var foldTable = sync.OnceValue(func() map[rune]string {
	t := map[rune]string{}
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if s := foldRune(r); s != string(r) && r != 0xFFFD {
			t[r] = s
		}
		if r == 0xD7FF {
			r = 0xDFFF // surrogates are no characters
		}
	}
	return t
})

// foldRune is the definition behind the table: compatibility composition and
// lower case of one code point, repeated until nothing changes; old kanji as
// those in use; characters that show nothing (joiners, variation selectors,
// soft hyphen) vanish.
func foldRune(r rune) string {
	if x, ok := oldKanji()[r]; ok {
		return string(x)
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
		return ""
	}
	s := string(r)
	for range 4 {
		n := norm.NFKC.String(strings.Map(unicode.ToLower, norm.NFKC.String(s)))
		if n == s {
			break
		}
		s = n
	}
	return s
}

// foldOne returns what fold writes for a code point, and whether that differs
// from the code point. The common ranges are answered without a look-up.
func foldOne(r rune) (string, bool) {
	switch {
	case r < 0x80, r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FE, r == 0xFFFD:
		return "", false
	case int(r) >= len(foldCache):
		s := foldRune(r)
		return s, s != string(r)
	}
	s := foldCache[r].Load()
	if s == nil {
		s = &unfolded
		if t := foldRune(r); t != string(r) {
			s = &t
		}
		foldCache[r].Store(s)
	}
	return *s, s != &unfolded
}

// foldCache remembers foldRune for the code points of the first plane met so
// far. A text asks for every kanji and every 。, twice.
var (
	foldCache [0x10000]atomic.Pointer[string]
	unfolded  string // stands for the code point itself
)

// voiced maps a kana and a combining sound mark to the composed kana.
var voiced = sync.OnceValue(func() map[[2]rune]rune {
	t := map[[2]rune]rune{}
	for r := rune(0x3041); r <= 0x30FE; r++ {
		d := []rune(norm.NFD.String(string(r)))
		if len(d) == 2 {
			t[[2]rune{d[0], d[1]}] = r
		}
	}
	return t
})

// oldKanji maps old and variant kanji to those in use.
var oldKanji = sync.OnceValue(func() map[rune]rune {
	t := map[rune]rune{}
	for _, p := range strings.Fields(kyujitai) {
		if c := []rune(p); c[0] != c[1] {
			t[c[0]] = c[1]
		}
	}
	return t
})

func nfkc(r rune) string { return norm.NFKC.String(string(r)) }

// decodeRune reads one code point; a byte that is no UTF-8 is U+FFFD, one byte
// long, so that offsets stay those of the source.
func decodeRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// coreRanges are the code points whose folds and letters stand in the index
// file itself: Latin, punctuation, kana, common kanji and full-width forms. The
// rest is a shard of its own, read when a text has other characters.
var coreRanges = [][2]rune{{0x80, 0xFF}, {0x2000, 0x206F}, {0x2160, 0x21FF}, {0x2460, 0x2473},
	{0x2500, 0x25FF}, {0x3000, 0x30FF}, {0x4E00, 0x9FFF}, {0xFF00, 0xFFEF}}

func inCore(r rune) bool {
	for _, c := range coreRanges {
		if r >= c[0] && r <= c[1] {
			return true
		}
	}
	return false
}

// encodeFold returns the fold table and the letters of the core, and the shard
// "f" with those of all other code points (two blocks, fold and letters).
//
// Fold table: runs of code points with equal steps. First code point as a
// distance from the last one of the run before, number n of further ones,
// step between them, length of the replacement; then the replacement of the
// first in character codes. Further ones exist only where the replacement is
// one character and grows with the code point's number in the run: the i-th is
// first + i*step -> replacement + i*grow, grow following as a signed number.
//
// Letters: closed ranges, each as distance and length.
func encodeFold() (fold, letterSet, rest []byte) {
	fold, letterSet = encodeFoldOf(inCore), encodeLettersOf(inCore)
	other := func(r rune) bool { return !inCore(r) }
	var e encoder
	e.block(encodeFoldOf(other))
	e.block(encodeLettersOf(other))
	return fold, letterSet, e.b
}

func encodeFoldOf(want func(rune) bool) []byte {
	var from []rune
	to := map[rune][]rune{}
	for r, s := range foldTable() {
		if want(r) {
			from, to[r] = append(from, r), []rune(s)
		}
	}
	sort.Slice(from, func(i, j int) bool { return from[i] < from[j] })
	var e encoder
	last := rune(0)
	for i := 0; i < len(from); {
		n, step, grow := foldRun(from[i:], to)
		e.uint(int(from[i] - last))
		e.uint(n)
		e.uint(step)
		e.uint(len(to[from[i]]))
		e.chars(to[from[i]])
		if n > 0 {
			e.int(grow)
		}
		last = from[i+n]
		i += n + 1
	}
	return e.b
}

// foldRun returns how many code points after the first go on with equal steps.
func foldRun(from []rune, to map[rune][]rune) (n, step, grow int) {
	if len(from) < 2 || len(to[from[0]]) != 1 || len(to[from[1]]) != 1 {
		return 0, 0, 0
	}
	step, grow = int(from[1]-from[0]), int(to[from[1]][0]-to[from[0]][0])
	for i := 1; i < len(from); i++ {
		t := to[from[i]]
		if int(from[i]-from[i-1]) != step || len(t) != 1 || int(t[0]-to[from[i-1]][0]) != grow {
			break
		}
		n = i
	}
	return n, step, grow
}

func encodeLettersOf(want func(rune) bool) []byte {
	var e encoder
	last := rune(0)
	for _, x := range letterRanges() {
		for r := x[0]; r <= x[1]; r++ {
			if !want(r) {
				continue
			}
			end := r
			for end < x[1] && want(end+1) {
				end++
			}
			e.uint(int(r - last))
			e.uint(int(end - r))
			last, r = end, end
		}
	}
	return e.b
}
