package index

import "slices"

// pairTable collects, for every pair of adjacent letters, the documents it
// stands in. Postings are kept as they are exported, a sixth of their size in
// memory otherwise: a large corpus has more of them than of anything else.
type pairTable struct {
	number map[[2]rune]int32
	lists  []pairList
}

// pairList is one pair. The last document is not encoded until another comes.
type pairList struct {
	pair         [2]rune
	encoded      []byte
	n            int32 // documents, the last one included
	last, before int32 // last document, and last encoded one
	where        uint8 // bit fieldBody, bit fieldTitle, of the last one
}

// pairPosting says in which fields of a document a pair of characters stands.
type pairPosting struct {
	doc   int32
	where uint8 // bit fieldBody, bit fieldTitle
}

func newPairTable() *pairTable { return &pairTable{number: map[[2]rune]int32{}} }

// addText adds the pairs of a text as queries are compared with it, and those
// with the ー that plain drops. The text is one that fold1 gave. Documents come
// in order.
func (t *pairTable) addText(doc int32, field int, text []rune) {
	var before, kept rune // letters before this one: as it stands, and as plain has it
	for i, c := range text {
		if class(c) == classNone {
			before, kept = 0, 0
			continue
		}
		c = katakana(c)
		if before != 0 {
			t.add(doc, field, before, c)
		}
		dropped := before != kept
		before = c
		if c == 'ー' && endsKatakana(text, i) {
			continue
		}
		if dropped && kept != 0 {
			t.add(doc, field, kept, c)
		}
		kept = c
	}
}

func (t *pairTable) add(doc int32, field int, a, b rune) {
	p := [2]rune{a, b}
	n, ok := t.number[p]
	if !ok {
		n = int32(len(t.lists))
		t.number[p] = n
		t.lists = append(t.lists, pairList{pair: p})
	}
	l := &t.lists[n]
	if l.n == 0 || l.last != doc {
		l.encode()
		l.n++
		l.last = doc
	}
	l.where |= 1 << field
}

// encode writes the last document as encodePairList does.
func (l *pairList) encode() {
	if l.where == 0 {
		return
	}
	e := encoder{l.encoded}
	e.pair(l.last-l.before, l.where)
	l.encoded, l.before, l.where = e.b, l.last, 0
}

// sorted ends the collecting and returns the lists by pair.
func (t *pairTable) sorted() []*pairList {
	out := make([]*pairList, len(t.lists))
	for i := range t.lists {
		out[i] = &t.lists[i]
		out[i].encode()
	}
	slices.SortFunc(out, func(a, b *pairList) int { return slices.Compare(a.pair[:], b.pair[:]) })
	return out
}

// list returns the documents of a pair; to be called after sorted.
func (t *pairTable) list(p [2]rune) (out []pairPosting) {
	n, ok := t.number[p]
	if !ok {
		return nil
	}
	d, x := decoder{b: t.lists[n].encoded}, pairPosting{}
	for d.more() {
		x = x.next(&d)
		out = append(out, x)
	}
	return out
}

// next reads the posting that follows.
func (p pairPosting) next(d *decoder) pairPosting {
	v := d.uint()
	p.doc, p.where = p.doc+int32(v>>1), 1<<fieldBody
	if v&1 == 1 {
		p.where = uint8(d.uint())
	}
	return p
}

// pair writes a posting: distance*2, or distance*2+1 and the fields (1 body, 2
// title, 3 both) unless the pair stands in the body only.
func (e *encoder) pair(distance int32, where uint8) {
	if where == 1<<fieldBody {
		e.uint(int(distance) * 2)
		return
	}
	e.uint(int(distance)*2 + 1)
	e.uint(int(where))
}

// encodePairList writes the postings of a pair, see pair.
func encodePairList(list []pairPosting) []byte {
	var e encoder
	last := int32(0)
	for _, x := range list {
		e.pair(x.doc-last, x.where)
		last = x.doc
	}
	return e.b
}
