package pdf

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// font turns the bytes of a shown string into characters with widths.
type font struct {
	id        string // BaseFont with its subset prefix: names the font in reports
	composite bool
	unicode   *cmap // ToUnicode
	encoding  *cmap // embedded CMap of a composite font
	named     *predefined
	japan1    bool // CIDs are those of Adobe-Japan1
	widths    map[uint32]float64
	width     float64 // of codes without their own
	glyphs    map[uint32]string
	program   func() map[uint32]rune // characters by the font program: of glyph numbers, of the codes of a simple font
	standard  bool                   // what the program does not name is in the standard encoding
	glyphOf   []byte                 // glyph numbers of CIDs, two bytes each; nil if they are the same
	given     map[uint32]string      // what a person says of codes without Unicode
	scale     float64                // of widths: 1/1000, or the Type 3 font matrix
	asc, desc float64                // of an em
	vert      bool
	bold      bool

	seen seen
}

// seen holds the glyphs that were looked up, by the high and the low byte of
// their codes; one-byte codes have a row of their own. Pages are read in
// parallel, and looking a glyph up twice does no harm.
type seen [257]atomic.Pointer[[256]atomic.Pointer[glyph]]

// at is where the glyph of a code is kept, nil for codes that are too rare.
func (s *seen) at(k code) *atomic.Pointer[glyph] {
	row := k.v >> 8
	if k.n == 1 {
		row = 256
	} else if k.n != 2 {
		return nil
	}
	r := s[row].Load()
	if r == nil {
		s[row].CompareAndSwap(nil, new([256]atomic.Pointer[glyph]))
		r = s[row].Load()
	}
	return &r[k.v&255]
}

// glyph is what one code draws.
type glyph struct {
	runes    []rune // U+FFFD where nobody knows; radicals are mapped back
	ok       bool
	given    bool    // the text is a person's, not the file's
	width    float64 // of an em
	ink      float64 // inkShare
	radicals int     // that were mapped back
	dot      bool    // has U+2027
}

// says sets what the glyph stands for.
func (g *glyph) says(text string) {
	g.ink = inkShare(text)
	g.runes = []rune(text)
	for i, u := range g.runes {
		v, folded := fold(u)
		if folded {
			g.radicals++
		}
		g.dot = g.dot || u == '\u2027'
		g.runes[i] = v
	}
}

func (f *file) loadFont(o object, given map[GlyphCode]string) *font {
	d := f.dict(o)
	ft := &font{widths: map[uint32]float64{}, scale: .001, asc: .88, desc: -.12}
	if s := f.stream(d["ToUnicode"]); s != nil {
		ft.unicode = f.cmap(s)
	}
	var descriptor dict
	if f.name(d["Subtype"]) == "Type0" {
		descriptor = f.loadComposite(ft, d)
	} else {
		descriptor = f.loadSimple(ft, d)
	}
	ft.id = f.name(d["BaseFont"])
	if ft.id == "" {
		ft.id = f.name(descriptor["FontName"])
	}
	if ft.id == "" {
		ft.id = "Type3"
		if r, ok := o.(ref); ok {
			ft.id = fmt.Sprintf("Type3-%d", r.num)
		}
	}
	ft.bold = strings.Contains(strings.ToLower(ft.id), "bold") || strings.Contains(ft.id, "Heavy") ||
		f.number(descriptor["FontWeight"], 400) >= 600 || int(f.number(descriptor["Flags"], 0))&(1<<18) != 0
	if f.name(d["Subtype"]) != "Type3" {
		if a := f.number(descriptor["Ascent"], 0) / 1000; a > .3 && a < 1.3 {
			ft.asc = a
		}
		if a := f.number(descriptor["Descent"], 0) / 1000; a < 0 && a > -.5 {
			ft.desc = a
		}
	}
	for k, s := range given {
		if k.Font == ft.id {
			if ft.given == nil {
				ft.given = map[uint32]string{}
			}
			ft.given[uint32(k.Code)] = s
		}
	}
	return ft
}

// cmap reads a character map once, however many fonts share it.
func (f *file) cmap(s *stream) *cmap {
	f.mu.Lock()
	c, ok := f.cmaps[s]
	f.mu.Unlock()
	if ok {
		return c
	}
	if b, err := f.decode(s); err == nil {
		c = parseCMap(b, f.budget)
	}
	f.mu.Lock()
	f.cmaps[s] = c
	f.mu.Unlock()
	return c
}

func (f *file) loadComposite(ft *font, d dict) dict {
	ft.composite = true
	var desc dict
	if a := f.array(d["DescendantFonts"]); len(a) > 0 {
		desc = f.dict(a[0])
	}
	ft.width = f.number(desc["DW"], 1000)
	f.cidWidths(ft, f.array(desc["W"]))
	info := f.dict(desc["CIDSystemInfo"])
	ordering, _ := f.resolve(info["Ordering"]).(text)
	ft.japan1 = ordering == "Japan1"
	if s := f.stream(d["Encoding"]); s != nil {
		if ft.encoding = f.cmap(s); ft.encoding != nil {
			ft.vert = ft.encoding.vert
		}
	} else {
		n := f.name(d["Encoding"])
		ft.vert = strings.HasSuffix(n, "V")
		ft.named = predefinedCMap(n)
	}
	descriptor := f.dict(desc["FontDescriptor"])
	f.programOf(ft, desc, descriptor)
	return descriptor
}

// programOf prepares the reading of the font program, which is large and seldom
// needed. For a simple font desc is nil.
func (f *file) programOf(ft *font, desc, descriptor dict) {
	var read func(b []byte) map[uint32]rune
	s := f.stream(descriptor["FontFile2"])
	simple := desc == nil
	switch c := f.stream(descriptor["FontFile3"]); {
	case simple && s != nil:
		return // its codes are no glyph numbers
	case s != nil:
		read = func(b []byte) map[uint32]rune { return program(b, f.budget) }
	case c != nil && f.name(c.dict["Subtype"]) == "OpenType":
		s, read = c, func(b []byte) map[uint32]rune { return program(b, f.budget) }
	case c != nil:
		s, read = c, func(b []byte) map[uint32]rune { return cffRunes(b, simple, f.budget) }
	default:
		s, read = f.stream(descriptor["FontFile"]), func(b []byte) map[uint32]rune { return type1Runes(b, f.budget) }
	}
	if s == nil {
		return
	}
	ft.program = sync.OnceValue(func() map[uint32]rune {
		if m := f.stream(desc["CIDToGIDMap"]); m != nil {
			ft.glyphOf, _ = f.decode(m)
		}
		b, err := f.decode(s)
		if err != nil {
			return nil
		}
		return read(b)
	})
}

// programRune is the character of a CID by the font program, 0 if it has none.
func (ft *font) programRune(cid uint32) rune {
	runes := ft.program()
	if ft.glyphOf != nil {
		if cid >= uint32(len(ft.glyphOf)/2) {
			return 0
		}
		cid = uint32(be16(ft.glyphOf, int(2*cid)))
	}
	return runes[cid]
}

func (f *file) cidWidths(ft *font, w array) {
	set := 0
	defer func() { f.budget.code(set) }()
	if !f.budget.code(1) {
		return
	}
	for i := 0; i+1 < len(w) && set < maxCodes; {
		first := uint32(f.number(w[i], 0))
		if list := f.array(w[i+1]); list != nil {
			for j, v := range list {
				ft.widths[first+uint32(j)] = f.number(v, ft.width)
			}
			set += len(list)
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last, v := uint32(f.number(w[i+1], 0)), f.number(w[i+2], ft.width)
		for k := first; k <= last && k-first < 65536 && set < maxCodes; k++ {
			ft.widths[k] = v
			set++
		}
		i += 3
	}
}

func (f *file) loadSimple(ft *font, d dict) dict {
	descriptor := f.dict(d["FontDescriptor"])
	ft.width = f.number(descriptor["MissingWidth"], 0)
	type3 := f.name(d["Subtype"]) == "Type3"
	if m := f.numbers(d["FontMatrix"], 6); type3 && m != nil && m[0] != 0 {
		ft.scale = math.Abs(m[0])
	}
	first := uint32(f.number(d["FirstChar"], 0))
	widths := f.array(d["Widths"])
	for i, v := range widths[:min(len(widths), 256)] {
		ft.widths[first+uint32(i)] = f.number(v, 0)
	}
	if len(widths) == 0 && !type3 {
		ft.width = 556 // one of the standard 14 fonts: about the width of Helvetica's digits
	}
	ft.glyphs = map[uint32]string{}
	if !type3 {
		f.programOf(ft, nil, descriptor)
	}
	base := f.name(d["Encoding"])
	enc := f.dict(d["Encoding"])
	if n := f.name(enc["BaseEncoding"]); n != "" {
		base = n
	}
	symbolic := int(f.number(descriptor["Flags"], 0))&4 != 0 && base == ""
	own := pictureFont(f.name(d["BaseFont"]))
	ft.standard = !type3 && !symbolic && base == "" && ft.program != nil && own == nil
	if !type3 && !ft.standard && (!symbolic || own != nil) {
		for c := range 256 {
			s := ""
			if own != nil {
				s = own(byte(c))
			} else {
				s = simpleEncoding(base, byte(c))
			}
			if s != "" {
				ft.glyphs[uint32(c)] = s
			}
		}
	}
	c := uint32(0)
	for _, v := range f.array(enc["Differences"]) {
		switch v := f.resolve(v).(type) {
		case float64:
			c = uint32(v)
		case name:
			if s, ok := glyphName(string(v)); ok {
				ft.glyphs[c] = s
			} else {
				delete(ft.glyphs, c)
			}
			c++
		}
	}
	return descriptor
}

// each cuts a shown string into codes.
func (ft *font) each(s []byte, do func(k code, g *glyph)) {
	for len(s) > 0 {
		var k code
		switch {
		case !ft.composite:
			k = code{1, uint32(s[0])}
		case ft.named != nil:
			k = codeOf(s[:min(len(s), ft.named.length(s))])
		default:
			k = ft.encoding.next(s)
		}
		s = s[max(1, int(k.n)):]
		do(k, ft.glyph(k))
	}
}

func (ft *font) glyph(k code) *glyph {
	kept := ft.seen.at(k)
	if kept != nil {
		if g := kept.Load(); g != nil {
			return g
		}
	}
	g := ft.newGlyph(k)
	if kept != nil {
		kept.Store(g)
	}
	return g
}

func (ft *font) newGlyph(k code) *glyph {
	g := &glyph{}
	cid := k.v
	if ft.named != nil {
		cid = ft.named.cid(k)
	} else if ft.encoding != nil {
		cid = ft.encoding.cid(k)
	}
	w, have := ft.widths[cid]
	if !have {
		w = ft.width
	}
	text, ok := ft.lookup(k, cid)
	if g.ok = ok; !ok {
		text, g.given = ft.given[k.v]
		g.ok = g.given
	}
	if !g.ok {
		text = "\uFFFD"
	}
	g.says(text)
	g.width = w * ft.scale
	return g
}

// lookup finds a code's text: ToUnicode, the encoding, the CID, the glyph name,
// the font program.
func (ft *font) lookup(k code, cid uint32) (string, bool) {
	if ft.unicode != nil {
		s, ok := ft.unicode.unicode(k)
		if !ok && !ft.composite {
			s, ok = ft.unicode.unicode(code{2, k.v}) // written by some as two bytes
		}
		if ok && meaningful(s) {
			return s, true
		}
	}
	if ft.named != nil {
		if s := ft.named.text(k); s != "" {
			return s, true
		}
	}
	if ft.composite && ft.japan1 {
		if r := japan1Rune(cid); r != 0 {
			return string(r), true
		}
	}
	if s, ok := ft.glyphs[k.v]; ok && !ft.composite {
		return s, true
	}
	if ft.program != nil {
		if r := ft.programRune(cid); r != 0 {
			return string(r), true
		}
	}
	if ft.standard {
		s := simpleEncoding("", byte(k.v))
		return s, s != ""
	}
	return "", false
}

// meaningful rejects what writers put for "no mapping".
func meaningful(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if r == 0 || r == utf8.RuneError || r == 0xFFFF {
			return false
		}
	}
	return true
}

// glyphName reads the names of the Adobe Glyph List that are rules rather than
// a list (uni3042, u1F600, a), and the few of ASCII that have words.
func glyphName(n string) (string, bool) {
	n, _, _ = strings.Cut(n, ".")
	if s, ok := wordNames[n]; ok {
		return s, true
	}
	if len(n) == 1 {
		return n, true
	}
	for _, prefix := range []string{"uni", "u"} {
		if h, ok := strings.CutPrefix(n, prefix); ok && len(h) >= 4 && len(h) <= 6 {
			if v, err := strconv.ParseUint(h, 16, 32); err == nil && utf8.ValidRune(rune(v)) {
				return string(rune(v)), true
			}
		}
	}
	return "", false
}
