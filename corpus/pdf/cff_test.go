package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// index is a CFF INDEX with offsets of two bytes.
func index(parts ...string) []byte {
	b := []byte{byte(len(parts) >> 8), byte(len(parts))}
	if len(parts) == 0 {
		return b
	}
	b = append(b, 2)
	at := 1
	for _, p := range append([]string{""}, parts...) {
		at += len(p)
		b = append(b, byte(at>>8), byte(at))
	}
	return append(b, strings.Join(parts, "")...)
}

// cffInt is an integer of a DICT, always of three bytes.
func cffInt(v int) string { return string([]byte{28, byte(v >> 8), byte(v)}) }

// cffProgram writes a CFF with empty glyphs. ids are the string numbers or, where
// ordering is given, the CIDs of the glyphs from 1 on; codes are theirs.
func cffProgram(ordering string, ids []int, codes []byte, names ...string) []byte {
	strs := append([]string{"Adobe", ordering}, names...)
	if ordering == "" {
		strs = names
	}
	build := func(charset, encoding, glyphs int) []byte {
		top := ""
		if ordering != "" {
			top = cffInt(391) + cffInt(392) + cffInt(0) + "\x0c\x1e"
		}
		top += cffInt(charset) + "\x0f" + cffInt(glyphs) + "\x11"
		if codes != nil {
			top += cffInt(encoding) + "\x10"
		}
		return bytes.Join([][]byte{{1, 0, 4, 2}, index("Test"), index(top), index(strs...), index()}, nil)
	}
	head := len(build(0, 0, 0))
	charset := []byte{0}
	for _, id := range ids {
		charset = append(charset, byte(id>>8), byte(id))
	}
	encoding := append([]byte{0, byte(len(codes))}, codes...)
	glyphs := make([]string, len(ids)+1)
	out := build(head, head+len(charset), head+len(charset)+len(encoding))
	return bytes.Join([][]byte{out, charset, encoding, index(glyphs...)}, nil)
}

// A program without a map to Unicode tells its characters by the names of its
// glyphs or by their numbers in Adobe-Japan1; a name that tells nothing leaves
// the glyph unknown, and it is reported.
func TestProgramsWithNames(t *testing.T) {
	cid := "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Test /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /DW 1000 " +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /Flags 4 /FontFile3 9 0 R >> >>] >>"
	simple := func(flags int, key string) string {
		return fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+Test /FirstChar 1 /LastChar 3 /Widths [1000 1000 1000] /FontDescriptor << /Type /FontDescriptor /Flags %d /%s 9 0 R >> >>", flags, key)
	}
	for _, c := range []struct {
		name, font, kind string
		program          []byte
		codes, want      string
		lost             int
	}{
		{"Adobe-Japan1 under another name", cid, "/Subtype /CIDFontType0C", cffProgram("Japan1", []int{7555, 1200, 843}, nil), "04b01d83034b", "一①あ", 0},
		{"another collection", cid, "/Subtype /CIDFontType0C", cffProgram("Identity", []int{7555, 1200}, nil), "1d8304b0", "\uFFFD\uFFFD", 2},
		{"names by glyph number", cid, "/Subtype /CIDFontType0C", cffProgram("", []int{391, 392, 34}, nil, "uni56FD", "cid01200"), "000100020003", "国\uFFFDA", 1},
		{"names by code", simple(4, "FontFile3"), "/Subtype /Type1C", cffProgram("", []int{391, 392, 34}, []byte{1, 2, 3}, "uni56FD", "g12"), "010203", "国\uFFFDA", 1},
		{"its own codes", simple(32, "FontFile3"), "/Subtype /Type1C", cffProgram("", []int{391, 34}, []byte{65, 66}, "uni56FD"), "414243", "国AC", 0},
		{"Type 1", simple(4, "FontFile"), "/Length1 200", []byte("%!PS-AdobeFont\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /uni56FD put\ndup 2/cid77 put\ndup 3 /A put\nreadonly def\ncurrentfile eexec"), "010203", "国\uFFFDA", 1},
	} {
		data := onePage(shown(c.codes), c.font, "").flate(9, c.kind, c.program).done("")
		doc := mustRead(t, data, Options{})
		got := ""
		for _, b := range doc.Visible() {
			got += b.Text
		}
		if got = bare(got); got != c.want || len(doc.Glyphs) != c.lost {
			t.Errorf("%s: %q (%s), want %q; %d glyphs reported, want %d", c.name, got, hex.EncodeToString([]byte(got)), c.want, len(doc.Glyphs), c.lost)
		}
	}
	doc := mustRead(t, onePage(shown("1d8304b0"), cid, "").flate(9, "/Subtype /CIDFontType0C", cffProgram("Identity", []int{7555, 1200}, nil)).done(""), Options{})
	if w := doc.Warnings; len(w) != 1 || !strings.Contains(w[0].Message, "2字のうち2字") {
		t.Errorf("a text that nobody can read: warnings %v", w)
	}
}
