package index

import (
	"errors"
	"strings"
)

// encoder writes the primitives of the browser files.
type encoder struct{ b []byte }

// uint writes a varint: 7 bits a byte, lowest first, the high bit says more.
func (e *encoder) uint(v int) {
	for v > 127 {
		e.b = append(e.b, byte(v&127|128))
		v >>= 7
	}
	e.b = append(e.b, byte(v))
}

// int writes a signed number as a varint: 0 -1 1 -2 2 become 0 1 2 3 4.
func (e *encoder) int(v int) {
	if v < 0 {
		e.uint(-2*v - 1)
		return
	}
	e.uint(2 * v)
}

// Character codes, so that katakana, ASCII and digits take one byte and
// hiragana and most kanji two: the code is a varint.
//
//	0–95      U+30A0–30FF
//	96–105    0–9
//	106–127   a–v
//	128–223   U+3040–309F
//	224–21215 U+4E00–9FFF
//	21216+c   every other code point c
const (
	codeDigit = 96
	codeAlpha = 106
	codeHira  = 128
	codeKanji = 224
	codeOther = codeKanji + 0x9FFF - 0x4E00 + 1
)

func charCode(c rune) int {
	switch {
	case c >= 0x30A0 && c <= 0x30FF:
		return int(c) - 0x30A0
	case c >= '0' && c <= '9':
		return int(c) - '0' + codeDigit
	case c >= 'a' && c <= 'v':
		return int(c) - 'a' + codeAlpha
	case c >= 0x3040 && c <= 0x309F:
		return int(c) - 0x3040 + codeHira
	case c >= 0x4E00 && c <= 0x9FFF:
		return int(c) - 0x4E00 + codeKanji
	}
	return int(c) + codeOther
}

func codeChar(v int) rune {
	switch {
	case v < codeDigit:
		return rune(v + 0x30A0)
	case v < codeAlpha:
		return rune(v - codeDigit + '0')
	case v < codeHira:
		return rune(v - codeAlpha + 'a')
	case v < codeKanji:
		return rune(v - codeHira + 0x3040)
	case v < codeOther:
		return rune(v - codeKanji + 0x4E00)
	}
	return rune(v - codeOther)
}

// chars writes character codes without a length.
func (e *encoder) chars(r []rune) {
	for _, c := range r {
		e.uint(charCode(c))
	}
}

// after writes a string as the number of characters shared with the beginning
// of prev, the number of others, and those.
func (e *encoder) after(prev, s string) {
	p, r := []rune(prev), []rune(s)
	n := 0
	for n < len(p) && n < len(r) && p[n] == r[n] {
		n++
	}
	e.uint(n)
	e.uint(len(r) - n)
	e.chars(r[n:])
}

// block writes bytes with their length before them.
func (e *encoder) block(b []byte) {
	e.uint(len(b))
	e.b = append(e.b, b...)
}

var errShort = errors.New("decode shard: ends too early or holds an impossible length; build the index again")

// decoder reads what encoder wrote. The first fault sticks in err, and every
// later read gives zero.
type decoder struct {
	b   []byte
	at  int
	err error
}

func (d *decoder) more() bool { return d.err == nil && d.at < len(d.b) }

func (d *decoder) uint() int {
	v := 0
	for shift := 0; shift < 42; shift += 7 {
		if d.at >= len(d.b) {
			break
		}
		c := d.b[d.at]
		d.at++
		v |= int(c&127) << shift
		if c < 128 {
			return v
		}
	}
	d.err, d.at = errShort, len(d.b)
	return 0
}

func (d *decoder) int() int {
	v := d.uint()
	if v&1 == 1 {
		return -(v + 1) / 2
	}
	return v / 2
}

// count reads a number of things of which each takes a byte or more.
func (d *decoder) count() int {
	n := d.uint()
	if n > len(d.b)-d.at {
		d.err, d.at = errShort, len(d.b)
		return 0
	}
	return n
}

func (d *decoder) chars(n int) string {
	var s strings.Builder
	for range n {
		s.WriteRune(codeChar(d.uint()))
	}
	return s.String()
}

// rest reads characters up to the end.
func (d *decoder) rest() string {
	var s strings.Builder
	for d.more() {
		s.WriteRune(codeChar(d.uint()))
	}
	return s.String()
}

func (d *decoder) after(prev string) string {
	n := d.uint()
	p := []rune(prev)
	if n > len(p) {
		d.err, n = errShort, 0
	}
	return string(p[:n]) + d.chars(d.count())
}

func (d *decoder) block() []byte { return d.take(d.uint()) }

// take reads n bytes.
func (d *decoder) take(n int) []byte {
	if n > len(d.b)-d.at {
		d.err, d.at = errShort, len(d.b)
		return nil
	}
	d.at += n
	return d.b[d.at-n : d.at]
}

// fail takes over the fault of another decoder.
func (d *decoder) fail(err error) {
	if d.err == nil && err != nil {
		d.err, d.at = err, len(d.b)
	}
}
