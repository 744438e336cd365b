package pdf

import (
	"bytes"
	"strconv"
)

// A Type 1 or CFF program without a map to Unicode still has a name for each of
// its glyphs, or the number in a character collection (Adobe technical notes
// 5176 and 5014; Adobe Type 1 Font Format). Names such as cid29667 or g12 tell
// nothing: their characters stay unknown and are reported.

// cffFont is what a CFF program tells of its glyphs.
type cffFont struct {
	japan1  bool              // glyphs are numbered by Adobe-Japan1
	keyed   bool              // by CID, not by name
	glyphs  []uint16          // SID or CID of each glyph
	strings [][]byte          // of the SIDs from 391 on
	codes   map[uint32]uint32 // glyph of a code, nil for the standard encoding
}

// cffRunes gives the characters of a program: by code for a simple font, else by
// CID.
func cffRunes(data []byte, simple bool, b *budget) map[uint32]rune {
	f := parseCFF(data, b)
	if f == nil {
		return nil
	}
	out := map[uint32]rune{}
	for glyph, id := range f.glyphs {
		var r rune
		key := uint32(glyph)
		switch {
		case f.keyed:
			key = uint32(id)
			if f.japan1 {
				r = japan1Rune(key)
			}
		default:
			r = f.named(int(id))
		}
		if r != 0 && !simple {
			out[key] = r
		}
	}
	if !simple || f.keyed {
		return out
	}
	if f.codes == nil {
		for _, id := range f.glyphs {
			if id >= 1 && id <= 95 {
				out[uint32(id)+31] = f.named(int(id))
			}
		}
	}
	for code, glyph := range f.codes {
		if int(glyph) < len(f.glyphs) {
			if r := f.named(int(f.glyphs[glyph])); r != 0 {
				out[code] = r
			}
		}
	}
	return out
}

// named is the character of a string number, 0 if its name tells none.
func (f *cffFont) named(sid int) rune {
	if sid > 0 && sid < len(standardStrings) {
		return standardStrings[sid]
	}
	if sid -= 391; sid < 0 || sid >= len(f.strings) {
		return 0
	}
	return nameRune(string(f.strings[sid]))
}

// nameRune is the character that a glyph name stands for, 0 if it is none or
// several.
func nameRune(name string) rune {
	s, ok := glyphName(name)
	if rs := []rune(s); ok && len(rs) == 1 {
		return rs[0]
	}
	return 0
}

func parseCFF(data []byte, b *budget) *cffFont {
	if len(data) < 4 {
		return nil
	}
	at := int(data[2])
	_, at, ok := cffIndex(data, at, b) // names
	top, at, ok2 := cffIndex(data, at, b)
	strs, _, ok3 := cffIndex(data, at, b)
	if !ok || !ok2 || !ok3 || len(top) == 0 {
		return nil
	}
	dict := cffDict(top[0])
	f := &cffFont{strings: strs}
	if ros := dict[12<<8|30]; len(ros) == 3 {
		f.keyed = true
		if i := ros[1] - 391; i >= 0 && i < len(strs) {
			f.japan1 = string(strs[i]) == "Japan1"
		}
	}
	n := 0
	if p := dict[17]; len(p) == 1 && p[0] > 0 {
		n = int(be16(data, p[0]))
	}
	if n == 0 || !b.code(n) {
		return nil
	}
	charset := 0
	if p := dict[15]; len(p) == 1 {
		charset = p[0]
	}
	f.readCharset(data, charset, n)
	if p := dict[16]; len(p) == 1 && p[0] > 1 {
		f.readEncoding(data, p[0])
	}
	return f
}

// readCharset gives every glyph its name or CID; the predefined charsets number
// the glyphs by their strings.
func (f *cffFont) readCharset(data []byte, at, n int) {
	f.glyphs = make([]uint16, 1, n)
	if at <= 2 || at >= len(data) {
		for len(f.glyphs) < n {
			f.glyphs = append(f.glyphs, uint16(len(f.glyphs)))
		}
		return
	}
	format := data[at]
	at++
	for len(f.glyphs) < n && at+1 < len(data) {
		first, left := be16(data, at), 0
		at += 2
		switch {
		case format == 1 && at < len(data):
			left = int(data[at])
			at++
		case format == 2:
			left = int(be16(data, at))
			at += 2
		}
		for k := 0; k <= left && len(f.glyphs) < n; k++ {
			f.glyphs = append(f.glyphs, first+uint16(k))
		}
	}
}

func (f *cffFont) readEncoding(data []byte, at int) {
	if at+2 > len(data) {
		return
	}
	f.codes = map[uint32]uint32{}
	format, n := data[at]&0x7F, int(data[at+1])
	at += 2
	glyph := uint32(1)
	for i := 0; i < n; i++ {
		switch {
		case format == 0 && at < len(data):
			f.codes[uint32(data[at])] = glyph
			glyph++
			at++
		case format == 1 && at+1 < len(data):
			for k := 0; k <= int(data[at+1]); k++ {
				f.codes[uint32(data[at])+uint32(k)] = glyph
				glyph++
			}
			at += 2
		default:
			return
		}
	}
}

// cffIndex cuts an INDEX into its parts; next is where it ends.
func cffIndex(data []byte, at int, b *budget) (parts [][]byte, next int, ok bool) {
	n := int(be16(data, at))
	if at < 0 || at+2 > len(data) || !b.code(n) {
		return nil, 0, false
	}
	if n == 0 {
		return nil, at + 2, true
	}
	if at+3 > len(data) {
		return nil, 0, false
	}
	size := int(data[at+2])
	base := at + 3 + (n+1)*size - 1
	if size < 1 || size > 4 || base >= len(data) {
		return nil, 0, false
	}
	offset := func(i int) (v int) {
		for k := range size {
			v = v<<8 | int(data[at+3+i*size+k])
		}
		return base + v
	}
	for i := range n {
		a, z := offset(i), offset(i+1)
		if a < base || z < a || z > len(data) {
			return nil, 0, false
		}
		parts = append(parts, data[a:z])
	}
	return parts, offset(n), true
}

// cffDict reads the whole numbers of a DICT, by operator; those of two bytes
// begin with 12. Numbers with a fraction count as 0.
func cffDict(data []byte) map[int][]int {
	out := map[int][]int{}
	var args []int
	for i := 0; i < len(data); i++ {
		c := int(data[i])
		switch {
		case c == 12 && i+1 < len(data):
			i++
			out[12<<8|int(data[i])] = args
			args = nil
		case c <= 21:
			out[c] = args
			args = nil
		case c == 28:
			args = append(args, int(int16(be16(data, i+1))))
			i += 2
		case c == 29:
			args = append(args, int(int32(be32(data, i+1))))
			i += 4
		case c == 30:
			for i++; i < len(data) && data[i]&15 != 15 && data[i]>>4 != 15; i++ {
			}
			args = append(args, 0)
		case c >= 32 && c <= 246:
			args = append(args, c-139)
		case c >= 247 && c <= 250 && i+1 < len(data):
			i++
			args = append(args, (c-247)*256+int(data[i])+108)
		case c >= 251 && c <= 254 && i+1 < len(data):
			i++
			args = append(args, -(c-251)*256-int(data[i])-108)
		}
	}
	return out
}

// standardStrings are the characters of the string numbers up to 149.
var standardStrings = []rune("\x00 !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~" +
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß")

// type1Runes reads the encoding of a Type 1 program: dup 65 /A put.
func type1Runes(data []byte, b *budget) map[uint32]rune {
	at := bytes.Index(data, []byte("/Encoding"))
	if at < 0 {
		return nil
	}
	out := map[uint32]rune{}
	fields := bytes.Fields(bytes.ReplaceAll(data[at:min(len(data), at+16384)], []byte("/"), []byte(" /")))
	for i := 0; i+3 < len(fields) && b.code(1); i++ {
		if string(fields[i]) == "def" || string(fields[i]) == "eexec" {
			break
		}
		code, err := strconv.Atoi(string(fields[i+1]))
		if string(fields[i]) != "dup" || err != nil || code < 0 || code > 255 || len(fields[i+2]) < 2 {
			continue
		}
		if r := nameRune(string(fields[i+2][1:])); r != 0 {
			out[uint32(code)] = r
		}
	}
	return out
}
