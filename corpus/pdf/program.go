package pdf

import "encoding/binary"

// A font whose glyphs have no Unicode map may still know them: an embedded
// TrueType or OpenType program has a table from characters to glyphs (ISO
// 14496-22, cmap), which is read backwards here. Writers often leave it out.

// program gives the characters of the glyphs of a font program, nil if it has
// no such table.
func program(data []byte, b *budget) map[uint32]rune {
	table := fontTable(data, "cmap")
	if len(table) < 4 {
		return nil
	}
	var best []byte
	rank := 0
	for i := range int(be16(table, 2)) {
		at := 4 + 8*i
		if at+8 > len(table) {
			break
		}
		off := int(be32(table, at+4))
		if r := unicodeTable(be16(table, at), be16(table, at+2)); r > rank && off < len(table) {
			best, rank = table[off:], r
		}
	}
	g := &glyphMap{runes: map[uint32]rune{}, budget: b}
	switch {
	case len(best) < 16:
		return nil
	case be16(best, 0) == 4:
		g.segments(best)
	case be16(best, 0) == 12:
		g.groups(best)
	}
	return g.runes
}

// fontTable finds a table of an sfnt file.
func fontTable(data []byte, tag string) []byte {
	if len(data) < 12 {
		return nil
	}
	for i := range int(be16(data, 4)) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil
		}
		if off, n := int(be32(data, at+8)), int(be32(data, at+12)); string(data[at:at+4]) == tag && off <= len(data) {
			return data[off:min(len(data), off+n)]
		}
	}
	return nil
}

// unicodeTable ranks a subtable by platform and encoding, 0 if its characters
// are not Unicode.
func unicodeTable(platform, encoding uint16) int {
	switch {
	case platform == 3 && encoding == 10 || platform == 0 && (encoding == 4 || encoding == 6):
		return 2
	case platform == 3 && encoding == 1 || platform == 0 && encoding < 4:
		return 1
	}
	return 0
}

func be16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[at:])
}

func be32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[at:])
}

// glyphMap collects at most maxCodes glyphs.
type glyphMap struct {
	runes  map[uint32]rune
	budget *budget
	steps  int
}

// add keeps the commonest of the characters that share a glyph.
func (g *glyphMap) add(glyph uint32, r rune) bool {
	if g.steps++; g.steps > maxCodes || !g.budget.code(1) {
		return false
	}
	if old, ok := g.runes[glyph]; glyph != 0 && (!ok || rarity(r) < rarity(old)) {
		g.runes[glyph] = r
	}
	return true
}

func rarity(r rune) int {
	switch _, shared := sharedGlyphs[r]; {
	case r >= 0xE000 && r <= 0xF8FF || r < 0x20:
		return 3 // private
	case r >= 0x2E80 && r <= 0x2FDF || shared:
		return 2
	case r >= 0xF900 && r <= 0xFAFF || r == 0xA0:
		return 1
	}
	return 0
}

// segments reads format 4.
func (g *glyphMap) segments(t []byte) {
	n := int(be16(t, 6)) // twice the number of segments
	for i := 0; i < n; i += 2 {
		last, first := int(be16(t, 14+i)), int(be16(t, 16+n+i))
		delta, at := be16(t, 16+2*n+i), 16+3*n+i
		offset := int(be16(t, at))
		for c := first; c <= last && c < 0xFFFF; c++ {
			glyph := uint16(c) + delta
			if offset != 0 {
				if glyph = be16(t, at+offset+2*(c-first)); glyph != 0 {
					glyph += delta
				}
			}
			if !g.add(uint32(glyph), rune(c)) {
				return
			}
		}
	}
}

// groups reads format 12.
func (g *glyphMap) groups(t []byte) {
	for i := range min(int(be32(t, 12)), len(t)/12) {
		at := 16 + 12*i
		first, last, glyph := be32(t, at), be32(t, at+4), be32(t, at+8)
		for c := first; c <= last && c <= 0x10FFFF; c++ {
			if !g.add(glyph+c-first, rune(c)) {
				return
			}
		}
	}
}
