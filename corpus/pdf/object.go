package pdf

// An object is one of nil, bool, float64, name, text, array, dict, ref and
// *stream (ISO 32000-1, 7.3).
type object any

type (
	name  string
	text  string // a string's bytes, decrypted
	array []object
	dict  map[string]object
	ref   struct{ num, gen int }
)

// stream keeps its bytes as they stand in the file; file.decode gives the
// content.
type stream struct {
	dict   dict
	raw    []byte
	num    int // object number, 0 if unknown
	gen    int
	sealed bool // the bytes are encrypted
}

// maxDepth bounds nested arrays and dictionaries; no writer nests a tenth of it.
const maxDepth = 64

// parser reads objects; seal, if set, decrypts strings. It charges every byte
// and value to the file's budget.
type parser struct {
	lexer
	budget *budget
	seal   func(text) text
}

// object reads one object. ok is false where none stands or a limit is hit.
func (p *parser) object(depth int) (o object, ok bool) {
	if depth > maxDepth || !p.budget.value() {
		return nil, false
	}
	p.arena = p.arena[:0]
	before := p.pos
	t := p.next()
	p.budget.work(p.pos - before)
	switch t.kind {
	case tokNumber:
		return p.numberOrRef(t.num), true
	case tokName:
		return name(t.b), true
	case tokString:
		s := text(t.b)
		if p.seal != nil {
			s = p.seal(s)
		}
		return s, true
	case tokOpenArray:
		return p.array(depth)
	case tokOpenDict:
		return p.dict(depth)
	case tokKeyword:
		switch string(t.b) {
		case "true", "false":
			return t.b[0] == 't', true
		case "null":
			return nil, true
		}
		p.pos = before
	}
	return nil, false
}

func (p *parser) numberOrRef(n float64) object {
	if n < 0 || n > maxObject || n != float64(int(n)) {
		return n
	}
	save := p.pos
	if g := p.next(); g.kind == tokNumber && g.num >= 0 && g.num <= 65535 {
		if r := p.next(); r.is("R") {
			return ref{int(n), int(g.num)}
		}
	}
	p.budget.work(p.pos - save)
	p.pos = save
	return n
}

func (p *parser) array(depth int) (object, bool) {
	a := array{}
	for {
		save := p.pos
		if t := p.next(); t.kind == tokCloseArray {
			return a, true
		}
		p.pos = save
		v, ok := p.object(depth + 1)
		if !ok {
			if t := p.next(); t.kind == tokKeyword && !endsObject(t) && p.budget.left() {
				continue // an unknown word inside: skip it
			}
			p.pos = save
			return a, depth < maxDepth
		}
		a = append(a, v)
	}
}

// endsObject tells that a missing bracket must be assumed before t.
func endsObject(t token) bool {
	switch string(t.b) {
	case "endobj", "obj", "stream", "endstream", "xref", "trailer":
		return true
	}
	return false
}

func (p *parser) dict(depth int) (object, bool) {
	d := dict{}
	for {
		p.arena = p.arena[:0]
		save := p.pos
		t := p.next()
		p.budget.work(p.pos - save)
		switch {
		case t.kind == tokCloseDict:
			return d, true
		case t.kind == tokEOF || t.kind == tokKeyword && endsObject(t) || !p.budget.left():
			p.pos = save
			return d, true
		case t.kind != tokName:
			continue
		}
		key := string(t.b)
		save = p.pos
		if t := p.next(); t.kind == tokCloseDict { // a key without value
			return d, true
		}
		p.pos = save
		v, ok := p.object(depth + 1)
		if !ok {
			if depth+1 >= maxDepth {
				return d, false
			}
			continue
		}
		d[key] = v
	}
}
