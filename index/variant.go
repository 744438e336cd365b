package index

import (
	"strings"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
)

// penalty and share of frequency of a spelling the corpus itself never uses.
const (
	variantPenalty = 1
	variantShare   = 10
)

// putVariants adds other spellings of the corpus's words: those of the
// dictionary with the same reading and word class (改竄 and 改ざん, 付箋 and 付せん),
// verbs written half in kana (使いまわす), and the verb behind a noun made from
// its 連用形 (持ち出す for 持ち出し).
func (x *lexicon) putVariants(b *builder) {
	byReading := map[string][]int{}
	for id, t := range b.terms {
		if t.simple && t.reading != "" && t.pos != "" {
			byReading[t.pos+t.reading] = append(byReading[t.pos+t.reading], id)
		}
		x.putMixed(id, t)
		x.putVerbOf(id, t, b)
	}
	eachDictionaryWord(func(pos, surface, reading string) {
		for _, id := range byReading[pos+foldReading(reading)] {
			x.putSpelling(id, b.terms[id], surface, reading)
		}
	})
}

func (x *lexicon) putVariant(key string, id int, t *term) {
	x.put(kata(key), id, kindVariant, float64(t.cf)/variantShare, variantPenalty)
}

func (x *lexicon) putSpelling(id int, t *term, surface, reading string) {
	s := string(fold1(surface, foldQuery).r)
	if s == t.s1 || !sameWord(s, t.s1, foldReading(reading)) {
		return
	}
	forms := []string{s}
	if t.ctype != "" {
		forms = inflected(s, t.ctype)
	}
	for _, f := range forms {
		x.putVariant(f, id, t)
	}
}

// sameWord tells spellings of one word from homophones: the kanji of one are
// among those of the other, in order. Against a spelling in kana only, four
// kana are asked for, for shorter ones are mostly other words, and hiragana, for
// katakana writes words from abroad (サッカー is not 作家).
func sameWord(a, b, reading string) bool {
	ka, kb := onlyKanji(a), onlyKanji(b)
	if len(ka) == 0 || len(kb) == 0 {
		return len([]rune(reading)) >= 4 && len(ka)+len(kb) > 0 && !isForeign(a) && !isForeign(b)
	}
	return isSubsequence(ka, kb) || isSubsequence(kb, ka)
}

// isForeign reports a word written in katakana only.
func isForeign(s string) bool {
	for _, r := range s {
		if !isKatakana(r) && r != 'ー' {
			return false
		}
	}
	return true
}

func onlyKanji(s string) (out []rune) {
	for _, r := range s {
		if isKanji(r) {
			out = append(out, r)
		}
	}
	return out
}

func isSubsequence(a, b []rune) bool {
	i := 0
	for _, r := range b {
		if i < len(a) && a[i] == r {
			i++
		}
	}
	return i == len(a)
}

func (x *lexicon) putMixed(id int, t *term) {
	if t.mixed == "" {
		return
	}
	forms := []string{t.mixed}
	if t.ctype != "" {
		forms = inflected(t.mixed, t.ctype)
	}
	for _, f := range forms {
		x.putVariant(f, id, t)
	}
}

// putVerbOf adds the forms of the 五段 verb whose 連用形 a noun is, and, for a
// compound, the same with its last part in kana.
func (x *lexicon) putVerbOf(id int, t *term, b *builder) {
	r := []rune(t.s1)
	n := len(r)
	if t.ctype != "" || n < 2 || !isKanji(r[n-2]) || verbOf[r[n-1]] == 0 {
		return
	}
	last := string(verbOf[r[n-1]])
	for _, f := range inflected(string(r[:n-1])+last, "五段") {
		if f != t.s1 {
			x.putVariant(f, id, t)
		}
	}
	if len(t.parts) == 0 || n <= 2 {
		return
	}
	tail := b.terms[t.parts[len(t.parts)-1]]
	said := []rune(hira(tail.reading))
	if len(said) < 2 || tail.ctype != "" || !strings.HasSuffix(t.s1, tail.s1) {
		return
	}
	head := strings.TrimSuffix(t.s1, tail.s1) + string(said[:len(said)-1])
	x.putVariant(head+string(r[n-1]), id, t)
	for _, f := range inflected(head+last, "五段") {
		x.putVariant(f, id, t)
	}
}

// foldReading folds a reading of the dictionary, which has katakana only.
func foldReading(s string) string {
	r := []rune(s)
	for i, c := range r {
		r[i] = soundAlike(c)
	}
	if n := len(r); n > 3 && r[n-1] == 'ー' {
		r = r[:n-1]
	}
	return string(r)
}

// eachDictionaryWord calls f for the base form of every content word of IPADIC.
// The dictionary's content columns follow those of the part of speech, and for
// a word in its base form the column of that form is the surface.
func eachDictionaryWord(f func(pos, surface, reading string)) {
	d := ipa.Dict()
	first := len(d.POSTable.POSs[0])
	base, read := int(d.ContentsMeta[dict.BaseFormIndex])-first, int(d.ContentsMeta[dict.ReadingIndex])-first
	for id, c := range d.Contents {
		if id >= len(d.POSTable.POSs) || base >= len(c) || read >= len(c) {
			continue
		}
		pos := d.POSTable.POSs[id]
		name := d.POSTable.NameList[pos[0]]
		switch name {
		case "名詞":
			switch d.POSTable.NameList[pos[1]] {
			case "一般", "サ変接続", "形容動詞語幹", "副詞可能", "接尾":
			default:
				continue
			}
		case "動詞", "形容詞":
			if c[ipa.InflectionalForm-first] != "基本形" {
				continue
			}
		case "副詞":
		default:
			continue
		}
		if c[base] != "*" && c[read] != "*" {
			f(name, c[base], c[read])
		}
	}
}
