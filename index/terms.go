package index

// posting says how often a term stands in a document's body, title and
// context. Counts saturate at 255; no score tells higher ones apart.
type posting struct {
	doc                  int32
	body, title, context uint8
}

// term is a word or compound while the index is built.
type term struct {
	key     string // folded, katakana
	s1      string // folded, hiragana kept: inflection and okurigana need it
	shown   string // as the documents write it, for people
	ctype   string
	pos     string // 品詞
	reading string
	mixed   string // compound of verbs with the last part in kana (使いまわす)
	simple  bool   // seen as one word: never taken apart
	parts   []int  // of a compound
	cf      int
	list    []posting
	forms   []string // other surfaces as written
}

// pending is a compound seen in one document so far.
type pending struct {
	posting
	n int32
}

// maxCompound is the length in characters and maxParts the number of words up
// to which adjacent words are indexed as one.
const (
	maxCompound = 16
	maxParts    = 3
)

func (b *builder) addRun(doc int32, field int, run []*word) {
	for i, w := range run {
		b.hit(b.termOf(w), doc, field)
		for n := 2; n <= maxParts && i+n <= len(run); n++ {
			if !b.addCompound(doc, field, run[i:i+n]) {
				break
			}
		}
	}
}

// termOf returns the term of a single word, making it when it is new.
func (b *builder) termOf(w *word) int {
	if w.id > 0 {
		return w.id - 1
	}
	id, ok := b.byKey[w.key]
	if !ok {
		id = b.newTerm(&term{key: w.key, s1: w.term, shown: w.shown, pos: w.pos, reading: w.reading})
	}
	w.id = id + 1
	t := b.terms[id]
	t.simple, t.parts = true, nil
	if t.ctype == "" {
		t.ctype = w.ctype
	}
	t.sawForm([]byte(w.raw))
	return id
}

func (b *builder) newTerm(t *term) int {
	b.terms = append(b.terms, t)
	b.byKey[t.key] = len(b.terms) - 1
	return len(b.terms) - 1
}

func (t *term) sawForm(raw []byte) {
	if string(raw) == t.shown {
		return
	}
	for _, f := range t.forms {
		if f == string(raw) {
			return
		}
	}
	t.forms = append(t.forms, string(raw))
}

// addCompound counts adjacent words as one term, from the second document on
// in a large corpus. It returns false when the compound is too long, which
// longer ones then are as well.
func (b *builder) addCompound(doc int32, field int, ws []*word) bool {
	last := ws[len(ws)-1]
	n, ascii := last.len, last.isASCII
	for _, w := range ws[:len(ws)-1] {
		n, ascii = n+w.surfaceLen, ascii && w.surfaceASCII
	}
	if n > maxCompound {
		return false
	}
	if ascii {
		return true
	}
	b.key, b.raw = b.key[:0], b.raw[:0]
	for i, w := range ws {
		b.raw = append(b.raw, w.raw...)
		if i < len(ws)-1 {
			b.key = append(b.key, w.surfaceKey...)
		}
	}
	b.key = append(b.key, last.key...)
	id, ok := b.byKey[string(b.key)]
	if !ok {
		first, ready := b.promote(doc, field)
		if !ready {
			return true
		}
		id = b.newTerm(b.compound(string(b.key), ws))
		if first.n > 0 {
			t := b.terms[id]
			t.list, t.cf = append(t.list, first.posting), int(first.n)
		}
	}
	t := b.terms[id]
	if t.ctype == "" && !t.simple {
		t.ctype = last.ctype
	}
	t.sawForm(b.raw)
	b.hit(id, doc, field)
	return true
}

// promote keeps a compound waiting while one document has it. A hash of 64
// bits stands for its key: a million waiting compounds take 50 MB so, and two
// of them share a hash once in thirty million corpora.
func (b *builder) promote(doc int32, field int) (pending, bool) {
	if b.minDF < 2 {
		return pending{}, true
	}
	h := fnv1a(b.key)
	p, seen := b.waiting[h]
	if seen && p.doc != doc {
		delete(b.waiting, h)
		return p, true
	}
	p.doc = doc
	p.n++
	p.count(field)
	b.waiting[h] = p
	return p, false
}

// fnv1a is hash/fnv's 64 bits without an interface in between.
func fnv1a(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// compound makes the term of adjacent words with what readings are known.
func (b *builder) compound(key string, ws []*word) *term {
	last := ws[len(ws)-1]
	t := &term{key: key, ctype: last.ctype}
	verb, said, head := false, "", ""
	for i, w := range ws {
		t.parts = append(t.parts, b.termOf(w))
		verb = verb || w.verb
		if i < len(ws)-1 {
			head += w.surface
			t.shown += w.raw
			said += w.said
		}
	}
	t.s1 = head + last.term
	t.shown += last.shown
	if allSaid(ws) && last.reading != "" {
		t.reading = said + last.reading
	}
	if verb && last.reading != "" && last.reading != last.key {
		t.mixed = head + hira(last.reading)
	}
	return t
}

func allSaid(ws []*word) bool {
	for _, w := range ws {
		if w.said == "" {
			return false
		}
	}
	return true
}

func (b *builder) hit(id int, doc int32, field int) {
	t := b.terms[id]
	t.cf++
	if n := len(t.list); n == 0 || t.list[n-1].doc != doc {
		t.list = append(t.list, posting{doc: doc})
	}
	t.list[len(t.list)-1].count(field)
}

func (p *posting) count(field int) { p.add(field, 1) }

func (p *posting) add(field, n int) {
	c := &p.body
	switch field {
	case fieldTitle:
		c = &p.title
	case fieldContext:
		c = &p.context
	}
	*c = uint8(min(int(*c)+n, 255))
}
