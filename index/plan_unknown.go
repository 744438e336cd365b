package index

import (
	"sort"
	"strings"
)

// Words that the lexicon does not know: their beginnings, and typing errors.

// planUnknown: katakana that differ by ー, else words that begin so, else
// words one edit away; and always the pairs of characters.
func (s *session) planUnknown(p piece, opts SearchOptions) planned {
	out := planned{word: p.word, weight: float64(s.man.IDF0)}
	n := len([]rune(p.word))
	if squeezable(p.word) {
		s.putSqueezed(&out)
	}
	if len(out.alts) == 0 && !opts.NoExpansion && (n >= 2 || p.class == classKanji) {
		s.putPrefixed(&out, p.class)
	}
	if len(out.alts) == 0 && !opts.NoExpansion && n >= 4 && p.class != classNone && p.class != classHiragana && !hasDigit(p.word) {
		s.putTypos(&out)
	}
	if len(out.alts) > 0 {
		ids := make([]int, len(out.alts))
		for i, a := range out.alts {
			ids[i] = a.term
		}
		out.weight = s.leastIDF(ids)
	}
	out.guess = out.from == "typo" || out.from == "prefix" && n < guessBelow
	if out.guess && out.from == "prefix" {
		out.extra = float64(s.man.IDF0) - out.weight
	}
	out.pairs = pairsOf(p.word)
	return out
}

// hasDigit reports a word of which no other may be meant: 13 is not 15.
func hasDigit(w string) bool { return strings.ContainsAny(w, "0123456789") }

// guessBelow is the number of characters from which on words that begin so are
// taken to be meant; shorter, and typos (キャンプ, ジャンプ), they are guesses: shown,
// but alone no confident answer.
const guessBelow = 3

func pairsOf(word string) []string {
	r := []rune(word)
	var out []string
	for i := 0; i+1 < len(r); i++ {
		out = append(out, string(r[i:i+2]))
	}
	return out
}

// putPrefixed adds the most frequent terms that have a key beginning with the
// word: it was cut short while typing. What is typed in katakana is no reading
// of kanji (サッカー, 作家).
func (s *session) putPrefixed(out *planned, class byte) {
	var found []entry
	s.withPrefix(out.word, prefixShards, func(_ string, list []entry) {
		for _, e := range list {
			if e.kind == kindSurface || e.kind == kindInflect || e.kind == kindReading && class != classKatakana {
				found = append(found, e)
			}
		}
	})
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		return a.cost < b.cost || a.cost == b.cost && a.target < b.target
	})
	n := 0
	for _, e := range found {
		if n == s.man.Weights.PrefixTop {
			return
		}
		if !hasAlternative(out.alts, e.target) {
			out.put(e.target, s.man.Weights.Prefix)
			out.from = "prefix"
			n++
		}
	}
}

// putTypos adds the terms of keys one edit away that begin alike.
func (s *session) putTypos(out *planned) {
	w := []rune(out.word)
	s.withPrefix(string(w[:1]), typoShards, func(key string, list []entry) {
		if !nearlyEqual([]rune(key), w) {
			return
		}
		for _, e := range list {
			if e.kind == kindSurface || e.kind == kindInflect {
				out.put(e.target, s.man.Weights.Typo)
				out.from = "typo"
			}
		}
	})
}

// nearlyEqual reports one insertion, deletion, substitution or swap of
// neighbours at most.
func nearlyEqual(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return string(a[i:]) == string(b[i+1:])
	}
	if i == len(a) || string(a[i+1:]) == string(b[i+1:]) {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
}
