package index

import (
	"fmt"
	"sort"
	"strings"
)

// # Citation shards k
//
// Keys in code point order, each after the one before; then the number of
// documents that answer, and for each its number, its place among the cited
// (Document.Order), the number of words that stand beside the key and each
// after the word before it in the shard. manifest.citations holds, per shard,
// its first key as a block of chars. Read only for a query that is a citation.

// answer is a document that answers to a key.
type answer struct {
	doc, order int
	with       []string
}

// encodeCitations writes shards k0, k1 ….
func (m *model) encodeCitations() {
	byKey := map[string][]answer{}
	for n, d := range m.docs {
		for _, k := range d.Keys {
			words := strings.Fields(k)
			if len(words) > 0 {
				byKey[words[0]] = append(byKey[words[0]], answer{n, d.Order, words[1:]})
			}
		}
	}
	var starts, e encoder
	prev, word, shard := "", "", 0
	flush := func() {
		if len(e.b) > 0 {
			m.shards[fmt.Sprint("k", shard)] = e.b
			e, prev, word, shard = encoder{}, "", "", shard+1
		}
	}
	for _, k := range sortedStrings(byKey) {
		if len(e.b) > m.shardSize() {
			flush()
		}
		if len(e.b) == 0 {
			var first encoder
			first.chars([]rune(k))
			starts.block(first.b)
		}
		e.after(prev, k)
		prev = k
		e.uint(len(byKey[k]))
		for _, a := range byKey[k] {
			e.uint(a.doc)
			e.uint(a.order)
			e.uint(len(a.with))
			for _, w := range a.with {
				e.after(word, w)
				word = w
			}
		}
	}
	flush()
	m.man.Citations = starts.b
}

// answers returns the documents that answer to a key.
func (s *session) answers(key string) []answer {
	n := sort.SearchStrings(s.cited, key+"\x00") - 1
	if n < 0 {
		return nil
	}
	name := fmt.Sprint("k", n)
	d := decoder{b: s.read(name)}
	word := ""
	for k := ""; d.more(); {
		k = d.after(k)
		list := make([]answer, d.count())
		for i := range list {
			list[i] = answer{doc: d.uint(), order: d.uint(), with: make([]string, d.count())}
			for j := range list[i].with {
				word = d.after(word)
				list[i].with[j] = word
			}
		}
		if k == key {
			s.fail(name, d.err)
			return list
		}
	}
	s.fail(name, d.err)
	return nil
}
