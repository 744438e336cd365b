package index

import (
	"fmt"
	"sort"
	"strings"
)

// wordShard is a shard of words that was read.
type wordShard struct {
	held
	keys  map[string][]entry
	list  []string // the keys in order
	pairs map[[2]rune]*lazyPair
	terms []*lazyRecord // from the shard's first term on
}

// lazyRecord is a term of a shard that was read; its postings are decoded when
// first asked for.
type lazyRecord struct {
	raw      []byte // nil: in the overflow
	over, at int    // overflow shard and record
	got      *record
}

// overflowShard is a shard of overflow that was read, by record.
type overflowShard struct {
	held
	records [][]byte
}

// lazyPair is the same for a pair of characters.
type lazyPair struct {
	raw []byte
	got *pair
}

func decodeWords(b []byte) (*wordShard, error) {
	w := &wordShard{pairs: map[[2]rune]*lazyPair{}}
	d := decoder{b: b}
	var err error
	w.keys, w.list, err = decodeKeys(d.block(), nil)
	p := decoder{b: d.block(), err: err}
	for p.more() {
		raw := p.block()
		w.pairs[pairKey(raw)] = &lazyPair{raw: raw}
	}
	d.fail(p.err)
	over, at := d.uint(), d.uint()
	for d.more() {
		switch tag := d.uint(); tag {
		case 1:
			over, at = over+1, 0
			fallthrough
		case 0:
			w.terms = append(w.terms, &lazyRecord{over: over, at: at})
			at++
		default:
			w.terms = append(w.terms, &lazyRecord{raw: d.take(tag - 2)})
		}
	}
	return w, d.err
}

// shard returns a decoded shard of words; the lock is held.
func (s *session) shard(n int) *wordShard {
	if s.words[n] == nil {
		name := fmt.Sprint("w", n)
		b := s.read(name)
		w, err := decodeWords(b)
		s.fail(name, err)
		s.use(&w.held, len(b)+keyBytes*len(w.list))
		s.words[n] = w
	}
	s.use(&s.words[n].held, 0)
	return s.words[n]
}

// shardOf returns the shard that what begins with p lies in, -1 for none.
// Characters are compared by code point.
func (x *Index) shardOf(p string) int {
	return sort.SearchStrings(x.starts, p+"\x00") - 1
}

const lastChar = "\U0010FFFF"

// lookup returns the entries of a key. One-character keys of a character that
// is spread over several shards stand in the root.
func (s *session) lookup(key string) []entry {
	p := prefix(key, 2)
	n := s.shardOf(p)
	if p == prefix(key, 1) && n != s.shardOf(p+lastChar) {
		return s.root[key]
	}
	if n < 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shard(n).keys[key]
}

// withPrefix calls f for every key that begins with p, in order, unless more
// than most shards would have to be read.
func (s *session) withPrefix(p string, most int, f func(key string, list []entry)) {
	two := prefix(p, 2)
	from, to := s.shardOf(two), s.shardOf(two)
	if two == prefix(p, 1) {
		to = s.shardOf(two + lastChar)
	}
	if to-from >= most {
		return
	}
	for n := max(from, 0); n <= to; n++ {
		s.mu.Lock()
		w := s.shard(n)
		s.mu.Unlock()
		for i := sort.SearchStrings(w.list, p); i < len(w.list) && strings.HasPrefix(w.list[i], p); i++ {
			f(w.list[i], w.keys[w.list[i]])
		}
	}
}

// term returns a term's record.
func (s *session) term(id int) *record {
	n := sort.SearchInts(s.terms, id+1) - 1
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.shard(n)
	i := id - s.Index.terms[n]
	if i >= len(w.terms) {
		s.fail("w", errShort)
		return &record{}
	}
	r := w.terms[i]
	if r.got == nil {
		raw := r.raw
		if raw == nil {
			raw = s.overflow(r.over, r.at)
		}
		r.got = s.decodeRecord(id, s.listed("t", raw))
		s.use(&w.held, postingBytes*len(r.got.docs))
	}
	return r.got
}

// overflow returns a record of an overflow shard; the lock is held.
func (s *session) overflow(shard, at int) []byte {
	if shard >= len(s.spilled) {
		s.fail("o", errShort)
		return nil
	}
	if s.spilled[shard] == nil {
		name := fmt.Sprint("o", shard)
		d := decoder{b: s.read(name)}
		o := &overflowShard{}
		for d.more() {
			o.records = append(o.records, d.block())
		}
		s.fail(name, d.err)
		s.use(&o.held, len(d.b))
		s.spilled[shard] = o
	}
	o := s.spilled[shard]
	s.use(&o.held, 0)
	if at >= len(o.records) {
		s.fail("o", errShort)
		return nil
	}
	return o.records[at]
}

// pairOf returns the record of a pair of characters, nil where no document has
// it.
func (s *session) pairOf(p [2]rune) *pair {
	n := s.shardOf(string(p[:]))
	if n < 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.shard(n)
	r := w.pairs[p]
	if r == nil {
		return nil
	}
	if r.got == nil {
		r.got = decodePair(s.listed("b", r.raw))
		s.use(&w.held, pairPostingBytes*len(r.got.docs))
	}
	return r.got
}
