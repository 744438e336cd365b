package index

import "strings"

// emptyVerbs are verbs and adjectives that say nothing alone.
var emptyVerbs = map[string]bool{
	"する": true, "ある": true, "いる": true, "なる": true, "できる": true, "れる": true, "られる": true,
	"行う": true, "おこなう": true, "よる": true, "いう": true, "おく": true, "ない": true, "よい": true, "良い": true,
}

// isStop reports function words by part of speech. They are not searched but
// counted: their frequencies are costs of the cut.
func isStop(t token) bool {
	switch t.pos {
	case "助詞", "助動詞", "記号", "接続詞", "連体詞", "感動詞", "フィラー", "その他":
		return true
	case "名詞":
		return t.sub == "非自立" || t.sub == "代名詞" || t.sub == "特殊"
	case "動詞", "形容詞":
		return t.sub != "自立" || emptyVerbs[t.base]
	}
	return false
}

// word is a token as indexed: its folded surface and the term it counts for.
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
}

// gap tells what a token without letters does to its neighbours.
type gap int

const (
	isWord gap = iota
	joint      // - ・ or a space between CJK and ASCII: neighbours stay adjacent
	brk        // anything else ends a run
)

// memo remembers the folds of surfaces: a corpus has a hundred times more
// tokens than different ones. Each worker of a build has its own.
type memo map[string]string

// fold1 is fold1 of a query, as a string.
func (m memo) fold1(s string) string {
	if f, ok := m[s]; ok {
		return f
	}
	f := string(fold1(s, foldQuery).r)
	m[s] = f
	return f
}

// words turns tokens into words: ASCII neighbours joined, stop words marked.
func words(tokens []token, m memo) []word {
	out := make([]word, 0, len(tokens))
	for _, t := range tokens {
		s := m.fold1(t.surface)
		if !hasLetter(s) {
			g := brk
			if t.surface == "-" || t.surface == "・" {
				g = joint
			}
			out = append(out, word{gap: g})
			continue
		}
		if n := len(out); n > 0 && asciiWord(s) && asciiWord(out[n-1].surface) && !out[n-1].stop {
			p := &out[n-1]
			p.surface, p.raw = p.surface+s, p.raw+t.surface
			p.term, p.shown, p.said, p.reading = p.surface, p.raw, "", ""
			continue
		}
		out = append(out, newWord(t, s, m))
	}
	return out
}

func newWord(t token, surface string, m memo) word {
	w := word{surface: surface, term: surface, shown: t.surface, raw: t.surface, pos: t.pos, stop: isStop(t)}
	w.verb = !w.stop && (t.pos == "動詞" || t.pos == "形容詞")
	if t.reading != "" {
		w.said = kata(m.fold1(t.reading))
	} else if isKana(surface) {
		w.said = kata(surface)
	}
	w.reading = w.said
	if !w.verb {
		return w
	}
	w.ctype = t.inflection
	if t.base != "" {
		w.term, w.shown = m.fold1(t.base), t.base
	}
	if w.said != "" && w.term != w.surface {
		w.reading = baseReading(w)
	}
	return w
}

// baseReading derives the reading of the base form from that of the surface:
// the part after their common beginning must be kana on both sides.
func baseReading(w word) string {
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

// contentRuns groups adjacent content words. A verb stays inside a run only in
// its 連用形 (使い回し); any other form ends it.
func contentRuns(ws []word) [][]word {
	var out [][]word
	var run []word
	flush := func() {
		if len(run) > 0 {
			out = append(out, run)
			run = nil
		}
	}
	for _, w := range ws {
		switch {
		case w.gap == joint:
		case w.gap == brk || w.stop:
			flush()
		default:
			run = append(run, w)
			if w.verb && !renyo(w) {
				flush()
			}
		}
	}
	flush()
	return out
}

// renyo reports a verb form that can stand before another word.
func renyo(w word) bool {
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
