package pdf

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A writer that finds a glyph's Unicode by walking the font's table upwards
// stops at the lowest code point where several share the glyph. The radicals
// are one trace of it; these are the others that Japanese fonts show.
var sharedGlyphs = map[rune]rune{
	'\u2027': '・',      // hyphenation point for the middle dot
	'\u301C': '～',      // wave dash for the full-width tilde
	'\u00AD': '−',      // soft hyphen for the minus sign
	'\u2003': '\u3000', // em space for the ideographic space
}

// fold maps back the radicals that some PDF writers put for ordinary kanji
// (U+2F00–2FD5 and a part of U+2E80–2EFF): glyph and meaning are the same, the
// code point is the font's fault. Nothing else of the text is changed.
func fold(r rune) (rune, bool) {
	switch {
	case r >= 0x2F00 && r <= 0x2FD5:
		if n := []rune(norm.NFKC.String(string(r))); len(n) == 1 {
			return n[0], n[0] != r
		}
	case r >= 0x2E80 && r <= 0x2EFF:
		if k, ok := supplement[r]; ok {
			return k, true
		}
	}
	return r, false
}

// supplement has the CJK Radicals Supplement characters that look like a kanji
// of daily use; Unicode gives most of them no decomposition.
var supplement = map[rune]rune{
	'⺁': '厂', '⺎': '兀', '⺒': '巳', '⺓': '幺', '⺙': '攵', '⺟': '母', '⺠': '民', '⺩': '王', '⺫': '目',
	'⺬': '示', '⺯': '糸', '⺷': '羊', '⺻': '肀', '⺽': '臼', '⻁': '虎', '⻄': '西', '⻅': '見', '⻑': '長', '⻗': '雨',
	'⻘': '青', '⻝': '食', '⻤': '鬼', '⻨': '麦', '⻩': '黄', '⻫': '斉', '⻭': '歯', '⻯': '竜', '⻱': '亀',
}

// Repair maps back what a PDF's broken fonts put for other characters, in the
// lines that some program made of such a PDF: the radicals, and where there are
// any, the other characters that these writers confuse. It returns the repaired
// line and the number of characters that it changed.
func Repair(line string, faulty bool) (repaired string, changed int) {
	repaired = strings.Map(func(r rune) rune {
		if k, ok := fold(r); ok {
			changed++
			return k
		}
		if k, ok := sharedGlyphs[r]; ok && faulty {
			changed++
			return k
		}
		return r
	}, line)
	return repaired, changed
}
