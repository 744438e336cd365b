package index

import "strings"

// maxSkeleton is the length in characters of a word whose okurigana may vary.
const maxSkeleton = 9

// skeleton returns the kanji of a word of kanji with at most two kana behind
// each group, "" where the word has another shape or fewer than two kanji:
// 持ち出し and 持出し and 持出 all give 持出. A single kana at the end must be one
// of い段 or え段 (a 連用形), two may be anything.
func skeleton(w []rune) string {
	if len(w) < 2 || len(w) > maxSkeleton || !isKanji(w[0]) {
		return ""
	}
	var k []rune
	tail := 0
	for _, c := range w {
		switch {
		case isKanji(c):
			k, tail = append(k, c), 0
		case c >= 'ぁ' && c <= 'ん':
			if tail++; tail > 2 {
				return ""
			}
		default:
			return ""
		}
	}
	if tail == 1 && !strings.ContainsRune(rowIE, w[len(w)-1]) || len(k) < 2 {
		return ""
	}
	return string(k)
}

// innerKana reports kana between kanji, the shape whose kana are optional.
func innerKana(w []rune) bool {
	seen := false
	for _, c := range w[1:] {
		if !isKanji(c) {
			seen = true
		} else if seen {
			return true
		}
	}
	return false
}

// squeezed is a katakana word without ー and with エ段+イ shortened: メンテナンス,
// メインテナンス; インターフェース, インタフェイス.
func squeezed(w string) string {
	var out []rune
	for _, c := range w {
		if c == 'ー' || c == 'イ' && len(out) > 0 && strings.ContainsRune("エケゲセゼテデネヘベペメレ", out[len(out)-1]) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// squeezable reports a word to which squeezed applies: four katakana or more.
func squeezable(w string) bool {
	n := 0
	for _, c := range w {
		if !isKatakana(c) && c != 'ー' {
			return false
		}
		n++
	}
	return n >= 4
}
