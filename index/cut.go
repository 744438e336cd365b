package index

import "bytes"

// maxKey is the length in characters of the longest key of the lexicon.
const maxKey = 18

// Costs of the cut that are no frequency, in 64ths of a nat.
const (
	costSoundMark = 32 // a ー too many
	costHiragana  = 64 // one unknown character, on top of lexicon.unknown
	costOther     = 64
	costKatakana  = 128
	costKanji     = 256
)

func unknownCost(class byte) int {
	switch class {
	case classKanji:
		return costKanji
	case classKatakana:
		return costKatakana
	case classHiragana:
		return costHiragana
	}
	return costOther
}

// piece is a part of the query that is searched for. Function words are no
// pieces.
type piece struct {
	word       string  // folded, katakana
	typed      string  // as the reader wrote it
	class      byte    // class of its characters, classNone when mixed
	entries    []entry // nil for an unknown piece
	start, end int     // in its run
	// before and after are the characters beside it in its run, 0 for none.
	before, after rune
}

func (p piece) known() bool { return p.entries != nil }

// query is a query cut into pieces.
type query struct {
	runs   []string // its letter runs, folded, katakana
	texts  []string // the same as they are looked for in texts, see sought
	pieces []piece
}

// cut finds, for every letter run of the query, the division into keys of the
// least total cost. Ties take the longer last key. The cost of a key is about
// the negative logarithm of its frequency, so that the division is the most
// probable one; what no key covers is paid by the character.
func (s *session) cut(text string) query {
	var q query
	f := fold1(text, foldQuery)
	for _, r := range runs(f.r) {
		w := f.r[r[0]:r[1]]
		k := toKatakana(w)
		q.runs, q.texts = append(q.runs, string(k)), append(q.texts, sought(w))
		for _, p := range s.cutRun(w, k, false) {
			p.typed = text[f.from[r[0]+p.start]:f.to[r[0]+p.end-1]]
			q.pieces = append(q.pieces, p)
		}
	}
	return q
}

// edge is a step of the division: the characters [start, end) read as a key
// (entries), a function word, or unknown characters.
type edge struct {
	start, end int
	kind       byte // 't', 'f' or 'u'; 0 before any
	entries    []entry
}

// farAway is more than any division costs, and leaves room to add one even
// where an int has 32 bits.
const farAway = 1 << 30

// cutRun divides one run. own leaves out keys that are only members of a
// synonym group: the inside of such a key is cut that way.
func (s *session) cutRun(w, k []rune, own bool) []piece {
	n := len(k)
	classes := make([]byte, n)
	for i, c := range w {
		classes[i] = class(c)
	}
	best, back := make([]int, n+1), make([]edge, n+1)
	for i := 1; i <= n; i++ {
		best[i] = farAway
	}
	for i := range n {
		relax := func(e edge, cost int) {
			v := best[i] + cost
			if v < best[e.end] || v == best[e.end] && i < back[e.end].start {
				best[e.end], back[e.end] = v, e
			}
		}
		for l := min(maxKey, n-i); l >= 1; l-- {
			s.relaxKey(w, k, classes, i, l, own, relax)
		}
		relaxUnknown(k, classes, i, s.man.Unknown, relax)
	}
	var path []edge
	for j := n; j > 0; j = back[j].start {
		path = append(path, back[j])
	}
	return joinPieces(path, k, classes)
}

// relaxKey tries the l characters from i on as a function word or as a key.
func (s *session) relaxKey(w, k []rune, classes []byte, i, l int, own bool, relax func(edge, int)) {
	key := string(k[i : i+l])
	list, cost := s.readings(key, own, l < 4 && anyKatakana(classes[i:i+l]))
	if stop, ok := s.stops[key]; ok && stop <= cost && mayStop(k, classes, i, l) {
		relax(edge{i, i + l, 'f', nil}, stop)
		return
	}
	if l >= 2 && classes[i] == classKanji && (!s.running || l <= runningSkeleton) {
		list, cost = s.withSkeleton(w[i:i+l], list, cost)
	}
	if list != nil {
		relax(edge{i, i + l, 't', list}, cost)
	}
}

// runningSkeleton is the length in characters up to which okurigana may differ
// in running text: 持ち出し. Longer, a particle is taken for okurigana
// (者を一覧にし for 者一覧).
const runningSkeleton = 4

// mayStop keeps katakana as typed from being read as a particle (カ, ノ), but
// for a word with ー, which only kana function words have.
func mayStop(k []rune, classes []byte, i, l int) bool {
	kana, mark := false, false
	for j := i; j < i+l; j++ {
		kana = kana || classes[j] == classKatakana
		mark = mark || k[j] == 'ー'
	}
	return !kana || mark
}

func anyKatakana(classes []byte) bool { return bytes.IndexByte(classes, classKatakana) >= 0 }

// readings returns the entries of a key that a text can be read by, and the
// least of their costs. foreign leaves out readings of kanji: few characters
// typed in katakana are another word (スキ of スキー場 is not 好き).
func (s *session) readings(key string, own, foreign bool) ([]entry, int) {
	var out []entry
	cost := farAway
	for _, e := range s.lookup(key) {
		if e.kind >= kindSkeleton || own && e.kind == kindSynonym || foreign && e.kind == kindReading {
			continue
		}
		out, cost = append(out, e), min(cost, e.cost)
	}
	return out, cost
}

// withSkeleton adds the terms whose kanji are the same while the okurigana
// differ. A target in kanji alone needs kana inside the typed word, not only
// behind it.
func (s *session) withSkeleton(w []rune, list []entry, cost int) ([]entry, int) {
	key := skeleton(w)
	if key == "" {
		return list, cost
	}
	inner := innerKana(w)
	for _, e := range s.lookup(key) {
		if e.kind != kindSkeleton && (e.kind != kindPure || !inner) || hasTarget(list, e.target) {
			continue
		}
		e.kind = kindSkeleton
		list, cost = append(list, e), min(cost, e.cost)
	}
	return list, cost
}

func hasTarget(list []entry, target int) bool {
	for _, e := range list {
		if e.target == target && e.kind != kindSynonym {
			return true
		}
	}
	return false
}

// relaxUnknown tries a ー too many, or left over where a word was cut, one unknown character, and the whole run
// of the character's class.
func relaxUnknown(k []rune, classes []byte, i, unknown int, relax func(edge, int)) {
	if k[i] == 'ー' {
		relax(edge{i, i + 1, 'f', nil}, costSoundMark)
	}
	c := unknownCost(classes[i])
	relax(edge{i, i + 1, 'u', nil}, unknown+c)
	if classes[i] == classHiragana || i > 0 && classes[i-1] == classes[i] {
		return
	}
	j := i + 1
	for j < len(k) && classes[j] == classes[i] {
		if j++; classes[i] == classKanji && j < len(k) && classes[j] == classKanji {
			relax(edge{i, j, 'u', nil}, unknown+c*(j-i))
		}
	}
	if j > i+1 {
		relax(edge{i, j, 'u', nil}, unknown+c*(j-i))
	}
}

// joinPieces reads the path backwards into pieces. Neighbouring unknown parts
// of one class are one word; slivers beside them (one kanji, two katakana, one
// letter) were found by chance and are absorbed.
func joinPieces(path []edge, k []rune, classes []byte) []piece {
	var kept []edge
	for x := len(path) - 1; x >= 0; x-- {
		e := path[x]
		if n := len(kept); n > 0 && absorbs(kept[n-1], e, classes) {
			kept[n-1].end, kept[n-1].kind, kept[n-1].entries = e.end, 'u', nil
			continue
		}
		kept = append(kept, e)
	}
	var out []piece
	for _, e := range kept {
		if e.kind != 'f' {
			p := piece{word: string(k[e.start:e.end]), class: oneClass(e, classes), entries: e.entries, start: e.start, end: e.end}
			if e.start > 0 {
				p.before = k[e.start-1]
			}
			if e.end < len(k) {
				p.after = k[e.end]
			}
			out = append(out, p)
		}
	}
	return out
}

func absorbs(last, e edge, classes []byte) bool {
	c := oneClass(e, classes)
	if c == classNone || c != oneClass(last, classes) {
		return false
	}
	return last.kind == 'u' && (e.kind == 'u' || isSliver(e, c)) || e.kind == 'u' && isSliver(last, c)
}

func isSliver(e edge, class byte) bool {
	n := e.end - e.start
	return e.kind == 't' && (n == 1 && class != classHiragana || n == 2 && class == classKatakana)
}

// oneClass returns the class all characters of an edge share, classNone
// otherwise.
func oneClass(e edge, classes []byte) byte {
	for i := e.start; i < e.end; i++ {
		if classes[i] != classes[e.start] {
			return classNone
		}
	}
	return classes[e.start]
}
