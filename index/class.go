package index

import (
	"sync"
	"unicode"
)

// Classes of characters, taken on fold1 text (before hiragana becomes
// katakana): the cut never leaves them to chance.
const (
	classNone     = 0
	classHiragana = 'h'
	classKatakana = 'k'
	classKanji    = 'j'
	classOther    = 'a' // Latin, digits, every other letter
)

// class returns the class of a letter or digit, classNone for anything else.
func class(r rune) byte {
	switch {
	case r < 0x80:
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return classOther
		}
		return classNone
	case r >= 0x3041 && r <= 0x309F:
		return classHiragana
	case r >= 0x30A1 && r <= 0x30FE && r != '・':
		return classKatakana
	case isKanji(r) || r >= 0x3400 && r <= 0x4DBF || r == '々':
		return classKanji
	case isLetter(r):
		return classOther
	}
	return classNone
}

// isKanji reports the block whose characters the spelling rules speak of.
func isKanji(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

func isKatakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' }

// isCJK reports characters between which a line break or, beside ASCII, a
// space says nothing.
func isCJK(r rune) bool {
	c := class(r)
	return c == classHiragana || c == classKatakana || c == classKanji
}

// isASCII reports the letters and digits that join without a space.
func isASCII(r rune) bool { return r < 0x80 && class(r) == classOther }

// isLetter reports letters and numbers of this build's Unicode tables.
func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.N, r) }

// letterRanges are the letters and numbers from U+0080 on as sorted, merged,
// closed ranges: what the browser is told instead of asking its own tables.
var letterRanges = sync.OnceValue(func() [][2]rune {
	var out [][2]rune
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !isLetter(r) {
			continue
		}
		if n := len(out); n > 0 && out[n-1][1] == r-1 {
			out[n-1][1] = r
		} else {
			out = append(out, [2]rune{r, r})
		}
	}
	return out
})
