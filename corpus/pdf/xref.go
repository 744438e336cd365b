package pdf

import (
	"bytes"
	"sort"
	"strconv"
)

// readXref follows startxref and the chain of Prev (ISO 32000-1, 7.5).
func (f *file) readXref() bool {
	i := bytes.LastIndex(f.data, []byte("startxref"))
	if i < 0 {
		return false
	}
	l := &lexer{data: f.data, pos: i + len("startxref")}
	t := l.next()
	if t.kind != tokNumber {
		return false
	}
	seen := map[int]bool{}
	queue := []int{int(t.num)}
	for len(queue) > 0 {
		off := queue[0]
		queue = queue[1:]
		if seen[off] || off < 0 || off >= len(f.data) || len(seen) > 500 {
			continue
		}
		seen[off] = true
		d, ok := f.section(off)
		if !ok {
			return false
		}
		for k, v := range d {
			if _, have := f.trailer[k]; !have {
				f.trailer[k] = v
			}
		}
		for _, k := range []string{"XRefStm", "Prev"} {
			if n, ok := d[k].(float64); ok {
				queue = append(queue, int(n))
			}
		}
	}
	return f.trailer["Root"] != nil
}

// section reads one table or stream of the cross-reference.
func (f *file) section(off int) (dict, bool) {
	p := &parser{lexer: lexer{data: f.data, pos: off}, budget: f.budget}
	if p.peek().is("xref") {
		p.next()
		return f.table(p)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	o, _ := f.at(off, -1)
	s, ok := o.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, false
	}
	return s.dict, f.xrefStream(s)
}

func (f *file) table(p *parser) (dict, bool) {
	for {
		t := p.next()
		if t.is("trailer") {
			d, _ := p.object(0)
			out, ok := d.(dict)
			return out, ok
		}
		n := p.next()
		if t.kind != tokNumber || n.kind != tokNumber || n.num < 0 || t.num < 0 || t.num > maxObject {
			return nil, false
		}
		for i := range int(n.num) {
			off, gen, kind := p.next(), p.next(), p.next()
			if off.kind != tokNumber || gen.kind != tokNumber {
				return nil, false
			}
			if kind.is("n") && !f.add(int(t.num)+i, entry{offset: int(off.num)}) {
				return nil, false
			}
		}
	}
}

// add keeps the first entry of a number: sections are read newest first.
func (f *file) add(num int, e entry) bool {
	if _, have := f.entries[num]; !have && num >= 0 && num <= maxObject {
		if len(f.entries) >= maxEntries {
			return false
		}
		f.entries[num] = e
	}
	return true
}

func (f *file) xrefStream(s *stream) bool {
	s.sealed = false // never encrypted
	data, err := f.decodeLocked(s)
	w := ints(s.dict["W"])
	if err != nil && len(data) == 0 || len(w) != 3 {
		return false
	}
	size := 0
	for _, n := range w {
		if n < 0 || n > 8 {
			return false
		}
		size += n
	}
	if size == 0 {
		return false
	}
	index := ints(s.dict["Index"])
	if len(index) == 0 {
		n, _ := s.dict["Size"].(float64)
		index = []int{0, int(n)}
	}
	for i := 0; i+1 < len(index); i += 2 {
		for k := 0; k < index[i+1] && len(data) >= size; k++ {
			kind := 1
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			a := bigEndian(data[w[0] : w[0]+w[1]])
			data = data[size:]
			if kind != 1 && kind != 2 {
				continue
			}
			if !f.add(index[i]+k, entry{offset: a, packed: kind == 2}) {
				return false
			}
		}
	}
	return true
}

func ints(o object) (out []int) {
	a, _ := o.(array)
	for _, v := range a {
		n, _ := v.(float64)
		out = append(out, int(n))
	}
	return out
}

func bigEndian(b []byte) (v int) {
	for _, c := range b {
		v = v<<8 | int(c)
	}
	return v
}

// rebuild finds "num gen obj" everywhere; the last one of a number counts, as
// in a file that was changed by appending.
func (f *file) rebuild() {
	crypt := f.trailer["Encrypt"]
	id := f.trailer["ID"]
	f.reset()
	f.rebuilt = true
	f.trailer = dict{}
	for pos := 0; len(f.entries) < maxEntries; {
		i := bytes.Index(f.data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		i += pos
		pos = i + 3
		if num, at, ok := objectBefore(f.data, i); ok {
			f.entries[num] = entry{offset: at}
		}
	}
	f.findTrailers()
	if f.trailer["Encrypt"] == nil && crypt != nil {
		f.trailer["Encrypt"], f.trailer["ID"] = crypt, id
	}
	f.findRoot()
}

// objectBefore reads "12 0 " backwards from the word obj.
func objectBefore(data []byte, i int) (num, at int, ok bool) {
	digits := func() (int, bool) {
		for i > 0 && class[data[i-1]] == 1 {
			i--
		}
		end := i
		for i > 0 && data[i-1] >= '0' && data[i-1] <= '9' && end-i < 8 {
			i--
		}
		n, err := strconv.Atoi(string(data[i:end]))
		return n, err == nil
	}
	if _, ok = digits(); !ok {
		return 0, 0, false
	}
	num, ok = digits()
	return num, i, ok
}

func (f *file) findTrailers() {
	for pos := 0; f.budget.left(); {
		i := bytes.Index(f.data[pos:], []byte("trailer"))
		if i < 0 {
			return
		}
		pos += i + len("trailer")
		p := &parser{lexer: lexer{data: f.data, pos: pos}, budget: f.budget}
		if o, ok := p.object(0); ok {
			if d, ok := o.(dict); ok {
				for k, v := range d {
					f.trailer[k] = v
				}
			}
		}
	}
}

// findRoot opens every object: it enters what object streams hold, and takes
// the catalogue it meets where no trailer names a good one.
func (f *file) findRoot() {
	f.mu.Lock()
	defer f.mu.Unlock()
	nums := make([]int, 0, len(f.entries))
	for n := range f.entries {
		nums = append(nums, n)
	}
	sort.Ints(nums)
	var catalogs, packed []int
	for _, n := range nums {
		_, known := f.cache[n]
		o := f.get(n)
		if !known {
			delete(f.cache, n) // looked at once; most objects of a large file are never asked for
		}
		switch v := o.(type) {
		case *stream:
			switch f.follow(v.dict["Type"]) {
			case name("ObjStm"):
				packed = append(packed, n)
			case name("XRef"):
				for _, k := range []string{"Root", "Encrypt", "ID"} {
					if f.trailer[k] == nil {
						f.trailer[k] = v.dict[k]
					}
				}
			}
		case dict:
			if v["Type"] == name("Catalog") {
				catalogs = append(catalogs, n)
			}
		}
	}
	if f.trailer["Encrypt"] == nil || f.crypt != nil {
		catalogs = append(catalogs, f.enterPacks(packed)...)
	}
	if root, ok := f.follow(f.trailer["Root"]).(dict); ok && f.follow(root["Pages"]) != nil {
		return
	}
	for _, n := range catalogs {
		f.trailer["Root"] = ref{n, 0}
	}
}

func (f *file) enterPacks(containers []int) (catalogs []int) {
	for _, c := range containers {
		k := f.openPack(c)
		if k == nil {
			continue
		}
		f.packs[c] = k
		for n := range k.at {
			f.add(n, entry{offset: c, packed: true})
		}
		inside := make([]int, 0, len(k.at))
		for n := range k.at {
			inside = append(inside, n)
		}
		sort.Ints(inside)
		for _, n := range inside {
			if d, ok := f.get(n).(dict); ok && d["Type"] == name("Catalog") {
				catalogs = append(catalogs, n)
			}
		}
	}
	return catalogs
}
