package pdf

import (
	"bytes"
	"sync"
)

// entry tells where an object stands: at an offset of the file, or as one of
// the objects of an object stream.
type entry struct {
	offset int // or the number of the object stream
	packed bool
}

// file is the object layer: it finds, parses and decrypts objects on demand.
// Its exported-to-the-package methods may be called from several goroutines.
type file struct {
	data    []byte
	budget  *budget
	crypt   *crypt
	trailer dict

	mu      sync.Mutex
	entries map[int]entry
	cache   map[int]object
	busy    map[int]bool
	packs   map[int]*pack
	cmaps   map[*stream]*cmap
	rebuilt bool
}

// open reads the cross-reference, by scanning the whole file if it is broken.
func open(data []byte) (*file, error) {
	f := &file{data: data, budget: newBudget(len(data)), trailer: dict{}}
	f.reset()
	head := data[:min(len(data), 1024)]
	if !bytes.Contains(head, []byte("%PDF-")) {
		return nil, &Error{Msg: "this is no pdf file: no %PDF- at its start", Remedy: "download it again and check that the file is not a web page"}
	}
	if !f.readXref() || f.pageRoot() == nil {
		f.rebuild()
	}
	if f.trailer["Encrypt"] != nil {
		if err := f.unlock(); err != nil {
			return nil, err
		}
	}
	if f.pageRoot() == nil && !f.rebuilt {
		f.rebuild()
	}
	return f, nil
}

func (f *file) reset() {
	f.entries = map[int]entry{}
	f.cache = map[int]object{}
	f.busy = map[int]bool{}
	f.packs = map[int]*pack{}
	f.cmaps = map[*stream]*cmap{}
}

func (f *file) pageRoot() dict {
	root, _ := f.resolve(f.trailer["Root"]).(dict)
	pages, _ := f.resolve(root["Pages"]).(dict)
	return pages
}

// resolve follows references; a broken one is nil.
func (f *file) resolve(o object) object {
	if _, ok := o.(ref); !ok {
		return o
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.follow(o)
}

func (f *file) follow(o object) object {
	for range 16 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.get(r.num)
	}
	return nil
}

// get is called with the lock held.
func (f *file) get(num int) object {
	if o, ok := f.cache[num]; ok {
		return o
	}
	e, ok := f.entries[num]
	if !ok || f.busy[num] || len(f.busy) > 64 {
		return nil
	}
	f.busy[num] = true
	defer delete(f.busy, num)
	var o object
	if e.packed {
		o = f.unpack(e.offset, num)
	} else {
		o, _ = f.at(e.offset, num)
	}
	f.cache[num] = o
	return o
}

// at parses "num gen obj …" at an offset; want < 0 takes any number.
func (f *file) at(offset, want int) (object, bool) {
	if offset < 0 || offset >= len(f.data) {
		return nil, false
	}
	p := &parser{lexer: lexer{data: f.data, pos: offset}, budget: f.budget}
	num, gen, word := p.next(), p.next(), p.next()
	if num.kind != tokNumber || gen.kind != tokNumber || !word.is("obj") || want >= 0 && int(num.num) != want {
		return nil, false
	}
	n, g := int(num.num), int(gen.num)
	if f.crypt != nil {
		p.seal = func(s text) text { return text(f.crypt.decrypt([]byte(s), n, g, f.crypt.strings)) }
	}
	o, ok := p.object(0)
	if !ok {
		return nil, false
	}
	if d, isDict := o.(dict); isDict {
		if p.next().is("stream") {
			return &stream{dict: d, raw: f.raw(p.pos, d), num: n, gen: g, sealed: f.crypt != nil}, true
		}
	}
	return o, true
}

var endstream = []byte("endstream")

// raw cuts a stream's bytes; where Length is wrong, the next endstream ends it.
func (f *file) raw(pos int, d dict) []byte {
	if pos < len(f.data) && f.data[pos] == '\r' {
		pos++
	}
	if pos < len(f.data) && f.data[pos] == '\n' {
		pos++
	}
	rest := f.data[pos:]
	if n, ok := f.follow(d["Length"]).(float64); ok && n >= 0 && n <= float64(len(rest)) {
		tail := rest[int(n):min(len(rest), int(n)+24)]
		if bytes.HasPrefix(bytes.TrimLeft(tail, "\r\n \t"), endstream) {
			return rest[:int(n)]
		}
	}
	end := bytes.Index(rest, endstream)
	if end < 0 {
		end = len(rest)
	}
	f.budget.work(end)
	return bytes.TrimSuffix(bytes.TrimSuffix(rest[:end], []byte("\n")), []byte("\r"))
}

// pack is an object stream: its bytes and where each object starts in them.
type pack struct {
	data []byte
	at   map[int]int
}

func (f *file) unpack(container, num int) object {
	k, ok := f.packs[container]
	if !ok {
		k = f.openPack(container)
		f.packs[container] = k
	}
	if k == nil {
		return nil
	}
	at, ok := k.at[num]
	if !ok {
		return nil
	}
	p := &parser{lexer: lexer{data: k.data, pos: at}, budget: f.budget}
	o, _ := p.object(0)
	return o
}

func (f *file) openPack(num int) *pack {
	s, ok := f.get(num).(*stream)
	if !ok {
		return nil
	}
	data, err := f.decodeLocked(s)
	count, _ := f.follow(s.dict["N"]).(float64)
	first, _ := f.follow(s.dict["First"]).(float64)
	if err != nil && len(data) == 0 || first < 0 || int(first) > len(data) || count < 0 || count > maxEntries {
		return nil
	}
	f.budget.grow(len(data))
	k := &pack{data: data, at: map[int]int{}}
	l := &lexer{data: data[:int(first)]}
	for range int(count) {
		n, off := l.next(), l.next()
		if n.kind != tokNumber || off.kind != tokNumber {
			break
		}
		if at := int(first) + int(off.num); off.num >= 0 && at < len(data) {
			if _, dup := k.at[int(n.num)]; !dup {
				k.at[int(n.num)] = at
			}
		}
	}
	return k
}

// The typed getters resolve and give the zero value for anything else.

func (f *file) dict(o object) dict {
	switch v := f.resolve(o).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) name(o object) string {
	n, _ := f.resolve(o).(name)
	return string(n)
}

func (f *file) stream(o object) *stream {
	s, _ := f.resolve(o).(*stream)
	return s
}

func (f *file) number(o object, def float64) float64 {
	if n, ok := f.resolve(o).(float64); ok {
		return n
	}
	return def
}

// numbers gives an array of n numbers, nil if it is none.
func (f *file) numbers(o object, n int) []float64 {
	a := f.array(o)
	if len(a) != n {
		return nil
	}
	out := make([]float64, n)
	for i, v := range a {
		x, ok := f.resolve(v).(float64)
		if !ok {
			return nil
		}
		out[i] = x
	}
	return out
}
