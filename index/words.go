package index

import (
	"fmt"
	"sort"
	"strings"
)

// # Word shards w
//
// All that is looked up by the same first two characters lies together: the
// keys of the lexicon, the pair of characters, and the terms. So the characters
// of a query, two by two, name the shards it needs before anything was read, and
// one round of loading brings what three would.
//
//	block of keys, block of pairs, overflow shard, record in it, then per term
//	  0            in the overflow, the record after the last one there
//	  1            the same, and the first one of the next overflow shard
//	  n+2          its record, n bytes
//
// Keys, records of pairs and records of terms are explained in format.go. A
// shard holds what begins with characters that do not come before its start in
// manifest.words, nor reach the next shard's. One-character keys of a character
// that is spread over several shards stand in manifest.root.
//
// Where all that begins with two characters is more than a shard, its compounds
// go to the overflow o0, o1 …: records as blocks. Who asks for 設定 need not
// read 設定ファイル.

// wordPart is all that begins with the same one or two characters.
type wordPart struct {
	prefix string
	keys   []string
	pairs  []byte
	first  int // term
	terms  [][]byte
	spills []bool // terms that go to the overflow
	size   int    // of the shard, the overflow apart
}

// wordWriter packs parts into shards.
type wordWriter struct {
	m     *model
	limit int
	parts []wordPart // of the shard at hand
	size  int
	start string
	root  []string
	table encoder // manifest.words
	last  int     // first term of the shard before

	over     encoder // the overflow shard at hand
	overSize int     // records in it
	overIDs  []int
	overN    int
}

// encodeWords writes shards w0, w1 …, o0, o1 … and the root.
func (m *model) encodeWords() {
	w := &wordWriter{m: m, limit: m.packing().words}
	keys := sortedStrings(m.lex.entries)
	var char []wordPart
	for k, t, p := 0, 0, 0; k < len(keys) || t < len(m.terms) || p < len(m.pairs); {
		part := m.wordPart(keys[k:], t, p, w.limit)
		k, t, p = k+len(part.keys), t+len(part.terms), p+bit(part.pairs != nil)
		if len(char) > 0 && prefix(char[0].prefix, 1) != prefix(part.prefix, 1) {
			w.add(char)
			char = nil
		}
		char = append(char, part)
	}
	w.add(char)
	w.flush()
	w.flushOver()
	m.man.Words, m.man.Overflow, m.man.Root = w.table.b, w.overN, m.encodeKeys(w.root)
}

// wordPart takes, of what is left of keys, terms and pairs, all that begins
// with the first two characters.
func (m *model) wordPart(keys []string, t, p, limit int) wordPart {
	var first []string
	if len(keys) > 0 {
		first = append(first, prefix(keys[0], 2))
	}
	if t < len(m.terms) {
		first = append(first, prefix(m.terms[t].key, 2))
	}
	if p < len(m.pairs) {
		first = append(first, string(m.pairs[p].pair[:]))
	}
	sort.Strings(first)
	w := wordPart{prefix: first[0], first: t}
	n := 0
	for n < len(keys) && prefix(keys[n], 2) == w.prefix {
		n++
	}
	w.keys = keys[:n:n]
	w.size = len(m.encodeKeys(w.keys))
	if p < len(m.pairs) && string(m.pairs[p].pair[:]) == w.prefix {
		var e encoder
		e.block(m.pairRecord(p))
		w.pairs = e.b
		w.size += len(e.b)
	}
	for ; t < len(m.terms) && prefix(m.terms[t].key, 2) == w.prefix; t++ {
		w.terms = append(w.terms, m.termRecord(t))
		w.size += len(w.terms[len(w.terms)-1]) + 2
	}
	w.spill(m, limit)
	return w
}

// spill marks the compounds of a part that is more than a shard, and words so
// frequent that they fill one alone.
func (w *wordPart) spill(m *model, limit int) {
	w.spills = make([]bool, len(w.terms))
	if w.size <= limit {
		return
	}
	for i, r := range w.terms {
		if m.terms[w.first+i].parts != nil || len(r) > spillFrom*limit {
			w.spills[i] = true
			w.size -= len(r) + 1
		}
	}
}

// spillFrom is the size, in shards, from which a single word is too large for
// everybody who asks for another word of the same beginning.
const spillFrom = 2

// add appends the parts of one character: together where they fit, else spread.
func (w *wordWriter) add(parts []wordPart) {
	total := 0
	for _, p := range parts {
		total += p.size
	}
	char := prefix(parts[0].prefix, 1)
	if w.size > 0 && w.size+total > w.limit {
		w.flush()
	}
	if w.size == 0 {
		w.start = char
	}
	if total <= w.limit {
		for _, p := range parts {
			w.parts, w.size = append(w.parts, p), w.size+p.size
		}
		return
	}
	if parts[0].prefix == char && w.spreads(parts) {
		w.root, parts[0].keys = append(w.root, parts[0].keys...), nil
	}
	for _, p := range parts {
		if w.size > 0 && w.size+p.size > w.limit {
			w.flush()
			w.start = p.prefix
		}
		w.parts, w.size = append(w.parts, p), w.size+p.size
	}
}

// spreads reports whether the parts of a character, the shard at hand being
// empty, come to lie in several shards.
func (w *wordWriter) spreads(parts []wordPart) bool {
	size := w.size
	for _, p := range parts {
		if size > 0 && size+p.size > w.limit {
			return true
		}
		size += p.size
	}
	return false
}

// flush writes the shard at hand.
func (w *wordWriter) flush() {
	if len(w.parts) == 0 {
		return
	}
	var start, pairs, e encoder
	var keys []string
	for _, p := range w.parts {
		keys, pairs.b = append(keys, p.keys...), append(pairs.b, p.pairs...)
	}
	e.block(w.m.encodeKeys(keys))
	e.block(pairs.b)
	e.uint(w.overN)
	e.uint(w.overSize)
	for _, p := range w.parts {
		for i, r := range p.terms {
			if p.spills[i] {
				e.uint(w.spill(p.first+i, r))
				continue
			}
			e.uint(len(r) + 2)
			e.b = append(e.b, r...)
		}
	}
	first := w.parts[0].first
	w.m.shards[fmt.Sprint("w", len(w.m.firsts))] = e.b
	w.m.firsts = append(w.m.firsts, first)
	start.chars([]rune(w.start))
	w.table.block(start.b)
	w.table.uint(first - w.last)
	w.last, w.parts, w.size = first, nil, 0
}

// spill writes a record to the overflow and returns 1 where that began a shard.
func (w *wordWriter) spill(id int, record []byte) int {
	began := 0
	if len(w.over.b) > 0 && len(w.over.b)+len(record) > w.limit {
		w.flushOver()
		began = 1
	}
	w.over.block(record)
	w.overIDs = append(w.overIDs, id)
	w.overSize++
	return began
}

func (w *wordWriter) flushOver() {
	if w.overSize == 0 {
		return
	}
	w.m.shards[fmt.Sprint("o", w.overN)] = w.over.b
	w.m.spilled = append(w.m.spilled, w.overIDs)
	w.over, w.overSize, w.overIDs, w.overN = encoder{}, 0, nil, w.overN+1
}

// rewriteWords copies a shard of words or of overflow with other records:
// change gets a record of a term, by its place in the shard, or of a pair
// (term -1).
func rewriteWords(name string, b []byte, change func(term int, record []byte) ([]byte, error)) ([]byte, error) {
	var e encoder
	d := decoder{b: b}
	if strings.HasPrefix(name, "o") {
		for n := 0; d.more(); n++ {
			r, err := change(n, d.block())
			if err != nil {
				return nil, err
			}
			e.block(r)
		}
		return e.b, d.err
	}
	e.block(d.block())
	var pairs encoder
	for p := (decoder{b: d.block()}); p.more(); {
		r, err := change(-1, p.block())
		if err != nil {
			return nil, err
		}
		pairs.block(r)
	}
	e.block(pairs.b)
	e.uint(d.uint())
	e.uint(d.uint())
	for n := 0; d.more(); n++ {
		tag := d.uint()
		if tag < 2 {
			e.uint(tag)
			continue
		}
		r, err := change(n, d.take(tag-2))
		if err != nil {
			return nil, err
		}
		e.uint(len(r) + 2)
		e.b = append(e.b, r...)
	}
	return e.b, d.err
}

// withoutLists returns a shard as the disk holds it: terms with their key
// instead of postings, pairs with nothing, everything else as exported. bleve
// has the postings and the texts.
func (m *model) withoutLists(name string) ([]byte, error) {
	if name[0] != 'w' && name[0] != 'o' {
		return m.shards[name], nil
	}
	n := 0
	if _, err := fmt.Sscanf(name[1:], "%d", &n); err != nil {
		return nil, err
	}
	return rewriteWords(name, m.shards[name], func(term int, record []byte) ([]byte, error) {
		r := decoder{b: record}
		var e encoder
		e.block(r.block())
		if term < 0 {
			return e.b, r.err
		}
		id := m.firsts[min(n, len(m.firsts)-1)] + term
		if name[0] == 'o' {
			id = m.spilled[n][term]
		}
		return append(e.b, m.terms[id].key...), r.err
	})
}

// withLists puts the postings a home keeps elsewhere back into a shard.
func (x *Index) withLists(name string, b []byte) ([]byte, error) {
	if name[0] != 'w' && name[0] != 'o' {
		return b, nil
	}
	levels, err := x.lists.levels()
	if err != nil {
		return nil, err
	}
	return rewriteWords(name, b, func(term int, record []byte) ([]byte, error) {
		if term < 0 {
			return x.withList("b", record, &levels)
		}
		return x.withList("t", record, &levels)
	})
}
