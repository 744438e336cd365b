package pdf

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
)

// face codes characters in one of the ways that fonts of PDF files have:
//
//	""        glyph numbers, with a ToUnicode map
//	ranges    the same, with the map as ranges
//	truetype  glyph numbers, and only the font program knows their characters
//	cmap      codes of one and two bytes cut by an embedded map
//	simple    one byte, several fonts, glyphs by name
//	bytes     one byte, several fonts, with ToUnicode maps
//	type3     the same, glyphs drawn by streams
//	90ms-RKSJ-H, EUC-H, UniJIS-UTF16-H, UniJIS-UCS2-H: by name
type face struct {
	kind    string
	charset encoding.Encoding
	ids     map[rune]int
	order   []rune
	unknown rune // has no Unicode in the file
}

// piece is a stretch of text in one font.
type piece struct {
	font int
	text []rune
	hex  string
}

func newFace(kind string) *face {
	f := &face{kind: kind, ids: map[rune]int{}}
	switch kind {
	case "90ms-RKSJ-H":
		f.charset = japanese.ShiftJIS
	case "EUC-H":
		f.charset = japanese.EUCJP
	}
	return f
}

// perFont is the number of characters that a font of one byte holds.
const perFont = 180

func (f *face) byteWise() bool { return f.kind == "simple" || f.kind == "bytes" || f.kind == "type3" }

func (f *face) code(r rune) (font int, code []byte) {
	if f.charset != nil {
		b, err := f.charset.NewEncoder().Bytes([]byte(string(r)))
		if err != nil {
			panic(err)
		}
		return 0, b
	}
	if strings.HasPrefix(f.kind, "UniJIS") {
		for _, u := range utf16.Encode([]rune{r}) {
			code = binary.BigEndian.AppendUint16(code, u)
		}
		return 0, code
	}
	id, ok := f.ids[r]
	if !ok {
		id = len(f.order)
		f.ids[r] = id
		f.order = append(f.order, r)
	}
	switch {
	case f.byteWise():
		return id / perFont, []byte{byte(40 + id%perFont)}
	case f.kind == "cmap" && r < 0x80:
		return 0, []byte{byte(r)}
	case f.kind == "cmap":
		return 0, []byte{byte(0x81 + id/200), byte(0x30 + id%200)}
	}
	return 0, binary.BigEndian.AppendUint16(nil, uint16(id+3))
}

// pieces cuts a text where the font changes, or after every glyph.
func (f *face) pieces(s string, single bool) (out []piece) {
	for _, r := range s {
		font, code := f.code(r)
		if n := len(out); n == 0 || out[n-1].font != font || single || advance(out[n-1].text[0]) != advance(r) {
			out = append(out, piece{font: font})
		}
		p := &out[len(out)-1]
		p.text = append(p.text, r)
		p.hex += hex.EncodeToString(code)
	}
	return out
}

// write adds the font objects from a number on and gives the resources.
func (f *face) write(b *builder, at int) string {
	if !f.byteWise() {
		f.composite(b, at)
		return fmt.Sprintf("/F0 %d 0 R", at)
	}
	resources := ""
	for k := 0; k*perFont < max(1, len(f.order)); k++ {
		part := f.order[k*perFont : min(len(f.order), (k+1)*perFont)]
		f.bytes(b, at, k, part)
		resources += fmt.Sprintf("/F%d %d 0 R ", k, at)
		at += 4
	}
	return resources
}

func (f *face) composite(b *builder, at int) {
	system, encoding, widths, descriptor := "Identity", "/Identity-H", "", ""
	unicode := fmt.Sprintf("/ToUnicode %d 0 R", at+1)
	switch {
	case f.charset != nil || strings.HasPrefix(f.kind, "UniJIS"):
		system, encoding, unicode = "Japan1", "/"+f.kind, ""
		widths = "/W [231 324 500]"
		if strings.HasPrefix(f.kind, "UniJIS") {
			widths = "/W [1 94 500]"
		}
	case f.kind == "truetype":
		unicode = ""
		descriptor = fmt.Sprintf("/FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Press /Flags 4 /FontFile2 %d 0 R >>", at+2)
		b.flate(at+2, "", trueType(f.order))
	case f.kind == "cmap":
		encoding = fmt.Sprintf("%d 0 R", at+2)
		b.flate(at+2, "/Type /CMap /CMapName /Press", []byte(f.codeMap()))
	}
	if widths == "" {
		for i, r := range f.order {
			if advance(r) < 1 {
				widths += fmt.Sprintf("%d [500] ", i+3)
			}
		}
		widths = "/W [" + widths + "]"
	}
	if unicode != "" {
		b.flate(at+1, "", []byte(f.toUnicode(f.order)))
	}
	b.object(at, fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Press /Encoding %s %s /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Press /DW 1000 %s %s /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 0 >> >>] >>",
		encoding, unicode, widths, descriptor, system))
}

// codeMap maps the codes of "cmap" to glyph numbers.
func (f *face) codeMap() string {
	s := "2 begincodespacerange <00> <7f> <8130> <fcff> endcodespacerange\n"
	for i, r := range f.order {
		_, c := f.code(r)
		s += fmt.Sprintf("1 begincidchar <%x> %d endcidchar\n", c, i+3)
	}
	return s
}

func (f *face) toUnicode(part []rune) string {
	s := "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
	for _, r := range part {
		_, c := f.code(r)
		switch {
		case r == f.unknown:
		case f.kind == "ranges":
			s += fmt.Sprintf("1 beginbfrange <%x> <%x> <%04x> endbfrange\n", c, c, utf16.Encode([]rune{r}))
		default:
			s += fmt.Sprintf("1 beginbfchar <%x> <%04x> endbfchar\n", c, utf16.Encode([]rune{r})[0])
		}
	}
	return s
}

// bytes writes one font of one-byte codes as four objects.
func (f *face) bytes(b *builder, at, k int, part []rune) {
	var widths, names, procs []string
	for _, r := range part {
		widths = append(widths, fmt.Sprint(1000*advance(r)))
		names = append(names, fmt.Sprintf("/uni%04X", r))
		procs = append(procs, fmt.Sprintf("/uni%04X %d 0 R", r, at+3))
	}
	d := fmt.Sprintf("/Type /Font /FirstChar 40 /LastChar %d /Widths [%s]", 39+len(part), strings.Join(widths, " "))
	switch f.kind {
	case "simple":
		d += fmt.Sprintf(" /Subtype /TrueType /BaseFont /AAAAA%c+Press /Encoding << /Differences [40 %s] >>", 'A'+k, strings.Join(names, " "))
	case "bytes":
		d += fmt.Sprintf(" /Subtype /TrueType /BaseFont /AAAAA%c+Press /ToUnicode %d 0 R", 'A'+k, at+1)
	case "type3":
		names = slices.Clone(names)
		d += fmt.Sprintf(" /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << %s >> /Encoding << /Differences [40 %s] >> /ToUnicode %d 0 R",
			strings.Join(procs, " "), strings.Join(names, " "), at+1)
		b.stream(at+3, "", []byte("1000 0 0 0 800 800 d1 0 0 800 800 re f"))
	}
	b.flate(at+1, "", []byte(f.toUnicode(part)))
	b.object(at, "<< "+d+" >>")
}

// trueType is a font program with nothing in it but a table of characters
// (format 12): glyph 3 and so on for the given ones.
func trueType(order []rune) []byte {
	type group struct{ first, last, glyph uint32 }
	var groups []group
	for i, r := range order {
		groups = append(groups, group{uint32(r), uint32(r), uint32(i + 3)})
	}
	slices.SortFunc(groups, func(a, b group) int { return int(a.first) - int(b.first) })
	be := binary.BigEndian
	table := be.AppendUint32([]byte{0, 0, 0, 1, 0, 3, 0, 10}, 12) // one subtable: Windows, full Unicode
	table = append(table, 0, 12, 0, 0)
	table = be.AppendUint32(table, uint32(16+12*len(groups)))
	table = be.AppendUint32(table, 0)
	table = be.AppendUint32(table, uint32(len(groups)))
	for _, g := range groups {
		table = be.AppendUint32(be.AppendUint32(be.AppendUint32(table, g.first), g.last), g.glyph)
	}
	head := append([]byte{0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0}, "cmap"...)
	head = be.AppendUint32(be.AppendUint32(be.AppendUint32(head, 0), 28), uint32(len(table)))
	return append(head, table...)
}
