package index

import (
	"fmt"
)

// session is one search over an index. The first fault sticks, and what could
// not be read counts as absent until the search ends with the error.
type session struct {
	*Index
	err     error
	running bool // running text is cut, no query
}

func (s *session) fail(name string, err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("search: read shard %s: %w", name, err)
	}
}

func (s *session) read(name string) []byte {
	b, err := s.src.shard(name)
	s.fail(name, err)
	return b
}

// listed returns a record with its postings, wherever they live.
func (s *session) listed(kind string, raw []byte) []byte {
	if s.lists == nil {
		return raw
	}
	levels, err := s.levels()
	if err == nil {
		raw, err = s.withList(kind, raw, &levels)
	}
	s.fail(kind, err)
	return raw
}

func (s *session) decodeRecord(id int, b []byte) *record {
	d := decoder{b: b}
	h := decoder{b: d.block()}
	r := &record{idf: h.uint()}
	for range h.count() {
		r.parts = append(r.parts, id+h.int())
	}
	r.shown = h.after("")
	for range h.count() {
		r.forms = append(r.forms, h.after(r.shown))
	}
	for doc := int32(0); d.more(); {
		p := readPosting(&d)
		doc += p.distance
		r.docs = append(r.docs, doc)
		r.said = append(r.said, p.body+p.title > 0)
		r.sat = append(r.sat, s.saturation(p.body, p.title, p.context, p.lb, p.lt, p.lc))
	}
	s.fail("t", h.err)
	s.fail("t", d.err)
	return r
}

// shardPosting is one entry of an encoded posting list.
type shardPosting struct {
	distance             int32
	body, title, context int
	lb, lt, lc           int // levels of length
}

func readPosting(d *decoder) shardPosting {
	v := d.uint()
	p := shardPosting{distance: int32(v >> 5), body: 1, lb: v >> 1 & 15}
	if v&1 == 0 {
		return p
	}
	c := d.uint()
	p.body, p.context, p.title = c>>4, c>>2&3, c&3
	if c&15 > 0 {
		l := d.uint()
		p.lt, p.lc = l&15, l>>4&15
	}
	return p
}

// document returns a document as stored.
func (s *session) document(n int32) Document {
	shard := int(n) / s.man.PerShard
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.texts[shard]
	if t == nil {
		name := fmt.Sprint("d", shard)
		b := s.read(name)
		t = &textShard{}
		var err error
		t.docs, err = decodeTexts(b)
		s.fail(name, err)
		s.use(&t.held, len(b))
		s.texts[shard] = t
	}
	s.use(&t.held, 0)
	if i := int(n) % s.man.PerShard; i < len(t.docs) {
		d := t.docs[i]
		d.Stub = s.stub.has(n)
		return d
	}
	s.fail("d", errShort)
	return Document{}
}
