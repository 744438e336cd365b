package index

import (
	"strings"

	"github.com/ikawaha/kagome/v2/tokenizer"
)

// vocabulary holds the words met so far: a corpus has a hundred times more
// tokens than different ones. Each worker of a build has its own.
type vocabulary struct {
	known  []*word // by number in the dictionary
	other  map[token]*word
	joined map[[2]*word]*word
	folds  memo
}

func newVocabulary() *vocabulary {
	return &vocabulary{other: map[token]*word{}, joined: map[[2]*word]*word{}, folds: memo{}}
}

// memo remembers the folds of base forms and readings.
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

// words appends the words of tokens to out: ASCII neighbours joined, stop words
// marked.
func (v *vocabulary) words(out []*word, tokens []token) []*word {
	first := len(out)
	for _, t := range tokens {
		w := v.word(t)
		if n := len(out); n > first && w.surfaceASCII && out[n-1].surfaceASCII && !out[n-1].stop {
			out[n-1] = v.join(out[n-1], w)
			continue
		}
		out = append(out, w)
	}
	return out
}

// word returns the word of a token. A word of the dictionary has one surface.
func (v *vocabulary) word(t token) *word {
	if t.class == tokenizer.KNOWN {
		if int(t.id) >= len(v.known) {
			v.known = append(v.known, make([]*word, int(t.id)+1-len(v.known))...)
		}
		w := v.known[t.id]
		if w == nil {
			w = v.make(t)
			v.known[t.id] = w
		}
		return w
	}
	w := v.other[t]
	if w == nil {
		w = v.make(t)
		t.surface = strings.Clone(t.surface)
		v.other[t] = w
	}
	return w
}

func (v *vocabulary) make(t token) *word {
	s := string(fold1(t.surface, foldQuery).r)
	switch {
	case hasLetter(s):
		return newWord(t, s, v.folds)
	case t.surface == "-" || t.surface == "・":
		return gaps[joint]
	}
	return gaps[brk]
}

// join makes one word of two ASCII neighbours.
func (v *vocabulary) join(p, q *word) *word {
	w := v.joined[[2]*word{p, q}]
	if w == nil {
		w = &word{pos: p.pos, stop: p.stop, verb: p.verb, ctype: p.ctype, surface: p.surface + q.surface, raw: p.raw + q.raw}
		w.term, w.shown = w.surface, w.raw
		w.derive()
		v.joined[[2]*word{p, q}] = w
	}
	return w
}
