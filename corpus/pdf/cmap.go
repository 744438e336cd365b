package pdf

import (
	"sort"
	"unicode/utf16"
)

// cmap is a character map (Adobe technical note 5014): which byte sequences
// are codes, and what a code stands for: Unicode in a ToUnicode map, a glyph
// number (CID) in an encoding.
type cmap struct {
	spaces []codeSpace
	runes  map[code]string
	ranges []codeRange // sorted by size and low end
	cids   []codeRange
	vert   bool
}

// code is a code together with its length in bytes: <41> is not <0041>.
type code struct {
	n uint8
	v uint32
}

type codeSpace struct {
	n      int
	lo, hi uint32
}

type codeRange struct {
	n      uint8
	lo, hi uint32
	base   []uint16 // UTF-16 of lo
	cid    uint32
}

func codeOf(b []byte) code {
	var v uint32
	b = b[:min(len(b), 4)]
	for _, c := range b {
		v = v<<8 | uint32(c)
	}
	return code{uint8(len(b)), v}
}

func utf16Of(b []byte) []uint16 {
	if len(b) == 1 {
		return []uint16{uint16(b[0])}
	}
	out := make([]uint16, 0, min(len(b)/2, 64))
	for i := 0; i+1 < len(b) && len(out) < 64; i += 2 {
		out = append(out, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return out
}

// parseCMap never fails: what cannot be read, or is beyond the limits, is not
// in the map.
func parseCMap(data []byte, b *budget) *cmap {
	c := &cmap{runes: map[code]string{}}
	l := &lexer{data: data}
	var args []token
	var last token
	for {
		t := l.next()
		if t.kind == tokEOF {
			break
		}
		if t.kind != tokKeyword {
			if len(args) < 3*maxCodes {
				args = append(args, t)
			}
			last = t
			continue
		}
		if len(c.runes)+len(c.ranges)+len(c.cids) < maxCodes && b.code(len(args)/2) {
			c.operator(string(t.b), args, last)
		}
		args, l.arena = args[:0], l.arena[:0]
	}
	for _, r := range [][]codeRange{c.ranges, c.cids} {
		sort.SliceStable(r, func(i, j int) bool {
			if r[i].n != r[j].n {
				return r[i].n < r[j].n
			}
			return r[i].lo < r[j].lo
		})
	}
	return c
}

func (c *cmap) operator(op string, args []token, last token) {
	switch op {
	case "endcodespacerange":
		for i := 0; i+1 < len(args); i += 2 {
			lo, hi := codeOf(args[i].b), codeOf(args[i+1].b)
			if lo.n > 0 && lo.n == hi.n && len(c.spaces) < 100 {
				c.spaces = append(c.spaces, codeSpace{int(lo.n), lo.v, hi.v})
			}
		}
	case "endbfchar":
		for i := 0; i+1 < len(args); i += 2 {
			c.runes[codeOf(args[i].b)] = string(utf16.Decode(utf16Of(args[i+1].b)))
		}
	case "endbfrange":
		c.bfrange(args)
	case "endcidrange":
		for i := 0; i+2 < len(args); i += 3 {
			lo, hi := codeOf(args[i].b), codeOf(args[i+1].b)
			c.cids = append(c.cids, codeRange{n: lo.n, lo: lo.v, hi: hi.v, cid: uint32(args[i+2].num)})
		}
	case "endcidchar":
		for i := 0; i+1 < len(args); i += 2 {
			k := codeOf(args[i].b)
			c.cids = append(c.cids, codeRange{n: k.n, lo: k.v, hi: k.v, cid: uint32(args[i+1].num)})
		}
	case "def":
		if len(args) >= 2 && string(args[len(args)-2].b) == "WMode" {
			c.vert = last.num == 1
		}
	}
}

func (c *cmap) bfrange(args []token) {
	for i := 0; i+2 < len(args); i++ {
		lo, hi := codeOf(args[i].b), codeOf(args[i+1].b)
		if args[i+2].kind != tokOpenArray {
			if base := utf16Of(args[i+2].b); len(base) > 0 && hi.v >= lo.v {
				c.ranges = append(c.ranges, codeRange{n: lo.n, lo: lo.v, hi: hi.v, base: base})
			}
			i += 2
			continue
		}
		i += 3
		for k := lo; i < len(args) && args[i].kind != tokCloseArray; i++ {
			if k.v <= hi.v {
				c.runes[k] = string(utf16.Decode(utf16Of(args[i].b)))
			}
			k.v++
		}
	}
}

func find(rs []codeRange, k code) (codeRange, bool) {
	i := sort.Search(len(rs), func(i int) bool { return rs[i].n > k.n || rs[i].n == k.n && rs[i].lo > k.v })
	// ranges should not overlap; look a few back for files where they do
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if rs[j].n == k.n && k.v >= rs[j].lo && k.v <= rs[j].hi {
			return rs[j], true
		}
	}
	return codeRange{}, false
}

// unicode gives the text of a code; ok is false if the map has none.
func (c *cmap) unicode(k code) (s string, ok bool) {
	if s, ok = c.runes[k]; ok {
		return s, true
	}
	r, ok := find(c.ranges, k)
	if !ok {
		return "", false
	}
	u := append([]uint16(nil), r.base...)
	u[len(u)-1] += uint16(k.v - r.lo)
	return string(utf16.Decode(u)), true
}

// cid gives the glyph number of a code, the code itself if the map has none.
func (c *cmap) cid(k code) uint32 {
	if r, ok := find(c.cids, k); ok {
		return r.cid + k.v - r.lo
	}
	return k.v
}

// next cuts the next code off s, by the code space; two bytes without one.
func (c *cmap) next(s []byte) code {
	if c != nil {
		for n := 1; n <= 4 && n <= len(s); n++ {
			k := codeOf(s[:n])
			for _, sp := range c.spaces {
				if sp.n == n && inSpace(k.v, sp) {
					return k
				}
			}
		}
	}
	return codeOf(s[:min(2, len(s))])
}

// inSpace compares byte by byte, as code spaces are rectangles.
func inSpace(v uint32, sp codeSpace) bool {
	for i := 0; i < sp.n; i++ {
		b, lo, hi := v>>(8*i)&255, sp.lo>>(8*i)&255, sp.hi>>(8*i)&255
		if b < lo || b > hi {
			return false
		}
	}
	return true
}
