package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/ipa"
)

// emptyVerbs are verbs and adjectives that say nothing alone.
var emptyVerbs = map[string]bool{
	"する": true, "ある": true, "いる": true, "なる": true, "できる": true, "れる": true, "られる": true,
	"行う": true, "おこなう": true, "よる": true, "いう": true, "おく": true, "ない": true, "よい": true, "良い": true,
}

// isStop reports function words by part of speech. They are not searched but
// counted: their frequencies are costs of the cut.
func isStop(pos, sub, base string) bool {
	switch pos {
	case "助詞", "助動詞", "記号", "接続詞", "連体詞", "感動詞", "フィラー", "その他":
		return true
	case "名詞":
		return sub == "非自立" || sub == "代名詞" || sub == "特殊"
	case "動詞", "形容詞":
		return sub != "自立" || emptyVerbs[base]
	}
	return false
}

// word is a token as indexed: its folded surface and the term it counts for.
// A vocabulary has one of each, so that what follows from it is found once.
type word struct {
	surface string // fold1 of the surface
	term    string // fold1 of the base form (verb, adjective) or of the surface
	shown   string // the base form or surface as written, for people
	raw     string // the surface as written
	pos     string
	stop    bool
	verb    bool   // verb or adjective
	ctype   string // 活用型 of a verb
	said    string // reading of the surface, folded katakana, "" unknown
	reading string // reading of the term, "" unknown
	gap     gap    // what stands here instead of a word

	surfaceKey, key       string // surface and term in katakana
	surfaceASCII, isASCII bool   // asciiWord of surface and term
	surfaceLen, len       int    // characters of surface and term
	ends                  bool   // a verb in a form that ends a run

	id int // in a builder: 1 + its term, 0 before it has one
	n  int // in a builder: how often it occurs
}

// gap tells what a token without letters does to its neighbours.
type gap int

const (
	isWord gap = iota
	joint      // - ・ or a space between CJK and ASCII: neighbours stay adjacent
	brk        // anything else ends a run
)

// The tokens without letters.
var gaps = [...]*word{joint: {gap: joint}, brk: {gap: brk}}

func newWord(t token, surface string, m memo) *word {
	pos, base := t.feature(0), t.feature(ipa.BaseForm)
	raw := strings.Clone(t.surface) // the text need not stay for it
	w := &word{surface: surface, term: surface, shown: raw, raw: raw, pos: pos, stop: isStop(pos, t.feature(1), base)}
	w.verb = !w.stop && (pos == "動詞" || pos == "形容詞")
	if r := t.feature(ipa.Reading); r != "" {
		w.said = kata(m.fold1(r))
	} else if isKana(surface) {
		w.said = kata(surface)
	}
	w.reading = w.said
	if !w.verb {
		return w.derive()
	}
	w.ctype = t.feature(ipa.InflectionalType)
	if base != "" {
		w.term, w.shown = m.fold1(base), base
	}
	if w.said != "" && w.term != w.surface {
		w.reading = baseReading(w)
	}
	return w.derive()
}

// derive fills in what follows from surface and term.
func (w *word) derive() *word {
	w.surfaceKey, w.key = kata(w.surface), kata(w.term)
	w.surfaceASCII, w.isASCII = asciiWord(w.surface), asciiWord(w.term)
	w.surfaceLen, w.len = utf8.RuneCountInString(w.surface), utf8.RuneCountInString(w.term)
	w.ends = w.verb && !renyo(w)
	return w
}

// baseReading derives the reading of the base form from that of the surface:
// the part after their common beginning must be kana on both sides.
func baseReading(w *word) string {
	s, t := []rune(w.surface), []rune(w.term)
	n := 0
	for n < len(t) && n < len(s) && t[n] == s[n] {
		n++
	}
	tail, end := string(toKatakana(s[n:])), string(toKatakana(t[n:]))
	if !isKana(tail+end) || !strings.HasSuffix(w.said, tail) {
		return ""
	}
	return strings.TrimSuffix(w.said, tail) + end
}

// runsOf groups adjacent content words. A verb stays inside a run only in its
// 連用形 (使い回し); any other form ends it.
type runsOf struct {
	words []*word
	runs  [][]*word
}

// of returns the runs; the next call takes their place.
func (r *runsOf) of(ws []*word) [][]*word {
	r.words, r.runs = slices.Grow(r.words[:0], len(ws)), r.runs[:0]
	from := 0
	flush := func() {
		if n := len(r.words); n > from {
			r.runs = append(r.runs, r.words[from:n:n])
			from = n
		}
	}
	for _, w := range ws {
		switch {
		case w.gap == joint:
		case w.gap == brk || w.stop:
			flush()
		default:
			r.words = append(r.words, w)
			if w.ends {
				flush()
			}
		}
	}
	flush()
	return r.runs
}

func contentRuns(ws []*word) [][]*word { return new(runsOf).of(ws) }

// renyo reports a verb form that can stand before another word.
func renyo(w *word) bool {
	if w.surface == w.term {
		return false
	}
	r := []rune(w.surface)
	last := r[len(r)-1]
	return isKanji(last) || strings.ContainsRune(rowIE, last)
}

// rowIE are the kana of い段 and え段: a 連用形 or a noun made from it ends so.
const rowIE = "いきぎしじちにひびぴみりえけげせぜてでねへべぺめれ"

func hasLetter(s string) bool {
	for _, r := range s {
		if class(r) != classNone {
			return true
		}
	}
	return false
}

func asciiWord(s string) bool {
	for _, r := range s {
		if !isASCII(r) {
			return false
		}
	}
	return s != ""
}

// isKana reports text of hiragana and katakana only; "" is kana.
func isKana(s string) bool {
	for _, r := range s {
		if c := class(r); c != classHiragana && c != classKatakana {
			return false
		}
	}
	return true
}
