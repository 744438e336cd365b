package pdf

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"fmt"
	"io"
	"slices"
	"sync"
)

// decode gives a stream's content. Data that breaks off gives what came before
// the break; an image filter gives an error. The result must not be changed.
func (f *file) decode(s *stream) ([]byte, error) {
	filters, parms := f.filters(s, f.resolve)
	return f.run(s, filters, parms)
}

// decodeLocked is decode for callers that hold the lock.
func (f *file) decodeLocked(s *stream) ([]byte, error) {
	filters, parms := f.filters(s, f.follow)
	return f.run(s, filters, parms)
}

type filterParms struct{ predictor, columns, colors, bits, early int }

func (f *file) filters(s *stream, resolve func(object) object) (names []string, parms []filterParms) {
	list := func(o object) array {
		switch v := resolve(o).(type) {
		case array:
			return v
		case nil:
			return nil
		default:
			return array{v}
		}
	}
	first := func(keys ...string) object {
		for _, k := range keys {
			if v := s.dict[k]; v != nil {
				return v
			}
		}
		return nil
	}
	decodeParms := list(first("DecodeParms", "DP"))
	for i, o := range list(first("Filter", "F")) {
		n, _ := resolve(o).(name)
		names = append(names, string(n))
		p := filterParms{1, 1, 1, 8, 1}
		if i < len(decodeParms) {
			if d, ok := resolve(decodeParms[i]).(dict); ok {
				get := func(k string, to *int) {
					if v, ok := resolve(d[k]).(float64); ok && v >= 0 && v < 1<<20 {
						*to = int(v)
					}
				}
				get("Predictor", &p.predictor)
				get("Columns", &p.columns)
				get("Colors", &p.colors)
				get("BitsPerComponent", &p.bits)
				get("EarlyChange", &p.early)
			}
		}
		parms = append(parms, p)
		if len(names) > maxFilters {
			break
		}
	}
	return names, parms
}

// plain is a stream's bytes before its filters.
func (f *file) plain(s *stream, filters []string) []byte {
	if s.sealed && f.crypt != nil && !(len(filters) > 0 && filters[0] == "Crypt") {
		return f.crypt.decrypt(s.raw, s.num, s.gen, f.crypt.streams)
	}
	return s.raw
}

// decodeInto is decode for the commonest streams, into the memory of buf. own
// tells that the result is nobody else's.
func (f *file) decodeInto(s *stream, buf []byte) (b []byte, own bool, err error) {
	filters, parms := f.filters(s, f.resolve)
	if len(filters) == 1 && filters[0] == "FlateDecode" && parms[0].predictor <= 1 {
		b, err = f.inflate(f.plain(s, filters), buf)
		return b, true, err
	}
	b, err = f.run(s, filters, parms)
	return b, false, err
}

func (f *file) run(s *stream, filters []string, parms []filterParms) ([]byte, error) {
	if len(filters) > maxFilters {
		return nil, errLimit
	}
	b := f.plain(s, filters)
	for i, name := range filters {
		var err error
		switch name {
		case "FlateDecode", "Fl":
			b, err = f.inflate(b, nil)
		case "LZWDecode", "LZW":
			b, err = f.limited(&lzwReader{src: b, early: parms[i].early}, len(b))
		case "ASCII85Decode", "A85":
			b, err = f.ascii85(b)
		case "ASCIIHexDecode", "AHx":
			l := lexer{data: b}
			b = l.hex().b
		case "RunLengthDecode", "RL":
			b, err = f.limited(&runReader{src: b}, len(b))
		case "Crypt":
		default:
			return nil, fmt.Errorf("stream filter %q", name)
		}
		if err != nil {
			return nil, err
		}
		if parms[i].predictor > 1 {
			if b, err = unpredict(b, parms[i]); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// limited reads what size bytes expand to, to the end, to an error (keeping what was good) or to a limit
// (failing, because a page cut by a limit must not pass for a whole one).
func (f *file) limited(r io.Reader, size int) ([]byte, error) { return f.limitedInto(nil, r, size) }

// limitedInto is limited into the memory of b, if it has any.
func (f *file) limitedInto(b []byte, r io.Reader, size int) ([]byte, error) {
	limit := min(int64(maxStreamBytes), f.budget.bytes.Load())
	if limit <= 0 {
		return nil, errLimit
	}
	// Text compresses to a quarter or a fifth: most streams fit at once.
	if b = b[:0]; cap(b) == 0 {
		b = make([]byte, 0, min(limit+1, int64(max(512, 6*size))))
	}
	var err error
	for err == nil && int64(len(b)) <= limit {
		if len(b) == cap(b) {
			b = slices.Grow(b, int(min(int64(max(512, cap(b))), limit+1-int64(len(b)))))
		}
		var n int
		n, err = r.Read(b[len(b):min(int64(cap(b)), limit+1)])
		b = b[:len(b)+n]
	}
	f.budget.decoded(len(b))
	if int64(len(b)) > limit {
		return nil, errLimit
	}
	if len(b) > 0 || err == io.EOF {
		err = nil
	}
	return b, err
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

func (f *file) inflate(b, buf []byte) ([]byte, error) {
	if len(b) < 3 {
		return nil, io.ErrUnexpectedEOF
	}
	// The zlib checksum is left unchecked: a wrong one must not cost the page.
	if b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
		b = b[2:]
	}
	r := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(r)
	if err := r.(flate.Resetter).Reset(bytes.NewReader(b), nil); err != nil {
		return nil, err
	}
	return f.limitedInto(buf, r, len(b))
}

func (f *file) ascii85(b []byte) ([]byte, error) {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	return f.limited(ascii85.NewDecoder(bytes.NewReader(b)), len(b)/6)
}

// unpredict undoes the PNG and TIFF predictors (ISO 32000-1, 7.4.4.4).
func unpredict(b []byte, p filterParms) ([]byte, error) {
	if p.columns < 1 || p.colors < 1 || p.colors > 32 || p.bits < 1 || p.bits > 16 {
		return nil, fmt.Errorf("predictor of %d columns, %d colors, %d bits", p.columns, p.colors, p.bits)
	}
	pixel := max(1, p.colors*p.bits/8)
	row := (p.columns*p.colors*p.bits + 7) / 8
	if row > maxStreamBytes {
		return nil, errLimit
	}
	if p.predictor == 2 {
		out := append([]byte(nil), b...)
		for i := range out {
			if p.bits == 8 && i%row >= pixel {
				out[i] += out[i-pixel]
			}
		}
		return out, nil
	}
	out := make([]byte, 0, len(b))
	prev := make([]byte, row)
	for len(b) > 1 {
		kind := b[0]
		from := len(out)
		out = append(out, b[1:min(len(b), row+1)]...)
		b = b[min(len(b), row+1):]
		cur := out[from:]
		unfilter(kind, cur, prev, pixel)
		clear(prev[copy(prev, cur):])
	}
	return out, nil
}

func unfilter(kind byte, cur, prev []byte, pixel int) {
	for i := range cur {
		var left, corner int
		if i >= pixel {
			left, corner = int(cur[i-pixel]), int(prev[i-pixel])
		}
		up := int(prev[i])
		switch kind {
		case 1:
			cur[i] += byte(left)
		case 2:
			cur[i] += byte(up)
		case 3:
			cur[i] += byte((left + up) / 2)
		case 4:
			cur[i] += byte(paeth(left, up, corner))
		}
	}
}

func paeth(a, b, c int) int {
	abs := func(v int) int { return max(v, -v) }
	pa, pb, pc := abs(b-c), abs(a-c), abs(a+b-2*c)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

// runReader decodes RunLengthDecode.
type runReader struct {
	src  []byte
	rest []byte
}

func (r *runReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if len(r.src) < 2 || r.src[0] == 128 {
			return 0, io.EOF
		}
		n := int(r.src[0])
		if n < 128 {
			n = min(n+1, len(r.src)-1)
			r.rest, r.src = r.src[1:1+n], r.src[1+n:]
		} else {
			r.rest, r.src = bytes.Repeat(r.src[1:2], 257-n), r.src[2:]
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// lzwReader decodes LZWDecode. The standard library's reader has no early
// change, which PDF uses unless told otherwise.
type lzwReader struct {
	src   []byte
	early int
	bits  uint32
	nbits uint
	width uint
	table [4096]struct {
		prev int16
		last byte
		size int16
	}
	next int
	prev int
	out  []byte
	end  bool
}

func (r *lzwReader) code() int {
	for r.nbits < r.width {
		if len(r.src) == 0 {
			return -1
		}
		r.bits = r.bits<<8 | uint32(r.src[0])
		r.src = r.src[1:]
		r.nbits += 8
	}
	r.nbits -= r.width
	return int(r.bits>>r.nbits) & (1<<r.width - 1)
}

func (r *lzwReader) restart() { r.next, r.prev, r.width = 258, -1, 9 }

// expand appends the bytes of a code to out.
func (r *lzwReader) expand(c int) {
	if c < 256 {
		r.out = append(r.out, byte(c))
		return
	}
	n := int(r.table[c].size)
	at := len(r.out)
	r.out = append(r.out, make([]byte, n)...)
	for i := n - 1; i >= 0; i-- {
		if c < 256 {
			r.out[at+i] = byte(c)
			break
		}
		r.out[at+i] = r.table[c].last
		c = int(r.table[c].prev)
	}
}

func (r *lzwReader) Read(p []byte) (int, error) {
	if r.width == 0 {
		r.restart()
	}
	for len(r.out) < len(p) && !r.end {
		c := r.code()
		switch {
		case c < 0 || c == 257 || c > r.next || c == r.next && r.prev < 0:
			r.end = true
		case c == 256:
			r.restart()
		default:
			r.step(c)
		}
	}
	n := copy(p, r.out)
	r.out = append(r.out[:0], r.out[n:]...)
	if n == 0 && r.end {
		return 0, io.EOF
	}
	return n, nil
}

func (r *lzwReader) step(c int) {
	at := len(r.out)
	if c == r.next {
		r.expand(r.prev)
		r.out = append(r.out, r.out[at])
	} else {
		r.expand(c)
	}
	if r.prev >= 0 && r.next < 4096 {
		e := &r.table[r.next]
		e.prev, e.last, e.size = int16(r.prev), r.out[at], 2
		if r.prev >= 256 {
			e.size = r.table[r.prev].size + 1
		}
		r.next++
	}
	r.prev = c
	for r.width < 12 && r.next+r.early >= 1<<r.width {
		r.width++
	}
}
