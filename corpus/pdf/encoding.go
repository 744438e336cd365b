package pdf

import (
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// wordNames are the glyph names of ASCII and of common typography that are
// words (Adobe Glyph List).
var wordNames = func() map[string]string {
	m := map[string]string{}
	f := strings.Fields("space   exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` braceleft { bar | braceright } asciitilde ~ quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” endash – emdash — bullet • ellipsis … fi fi fl fl yen ¥ degree ° multiply × divide ÷ section § copyright © registered ® trademark ™ minus − plusminus ± paragraph ¶ dagger † daggerdbl ‡")
	f = f[1:] // space has no visible value
	for i := 0; i+1 < len(f); i += 2 {
		m[f[i]] = f[i+1]
	}
	m["space"], m["nbspace"] = " ", " "
	return m
}()

// simpleEncoding gives the character of a code in one of the base encodings.
func simpleEncoding(base string, c byte) string {
	if c < 32 {
		return ""
	}
	cm := charmap.Windows1252
	switch base {
	case "MacRomanEncoding":
		cm = charmap.Macintosh
	case "WinAnsiEncoding":
	default: // StandardEncoding: ASCII but for two quotes; the upper half is rare
		if c >= 127 {
			return ""
		}
		switch c {
		case '\'':
			return "’"
		case '`':
			return "‘"
		}
	}
	if r := cm.DecodeByte(c); r != utf8.RuneError {
		return string(r)
	}
	return ""
}

// predefined is one of the CMaps that every PDF reader knows by name (ISO
// 32000-1, 9.7.5.2). Those of Japanese are computed from their character sets.
type predefined struct {
	charset encoding.Encoding // nil: Unicode
	utf     int               // bytes of a Unicode unit
	jis     bool              // two bytes of 7-bit JIS X 0208
	half    uint32            // CID of the space: 231 half width, 1 proportional
}

func predefinedCMap(n string) *predefined {
	p := &predefined{half: 231}
	base := strings.TrimSuffix(strings.TrimSuffix(n, "-H"), "-V")
	switch {
	case strings.HasPrefix(base, "UniJIS"):
		p.half = 1
		p.utf = 2
		if strings.Contains(base, "UTF32") {
			p.utf = 4
		}
		if strings.Contains(base, "UTF8") {
			p.utf = 1
		}
		if strings.HasSuffix(base, "HW") {
			p.half = 231
		}
	case strings.Contains(base, "RKSJ"):
		p.charset = japanese.ShiftJIS
		if strings.HasPrefix(base, "90msp") || strings.HasPrefix(base, "90pv") || strings.HasPrefix(base, "83pv") {
			p.half = 1
		}
	case base == "EUC":
		p.charset = japanese.EUCJP
	case n == "H" || n == "V" || base == "Ext" || base == "Add" || base == "78":
		p.charset, p.jis = japanese.EUCJP, true
	default:
		return nil
	}
	return p
}

// length is that of the code at the start of s.
func (p *predefined) length(s []byte) int {
	c := s[0]
	switch {
	case p.utf == 2 && c >= 0xD8 && c < 0xDC:
		return 4
	case p.utf == 1:
		switch {
		case c >= 0xF0:
			return 4
		case c >= 0xE0:
			return 3
		case c >= 0xC0:
			return 2
		}
		return 1
	case p.utf > 0:
		return p.utf
	case p.jis:
		return 2
	case p.charset == japanese.EUCJP && c >= 0x8E:
		return 2
	case p.charset == japanese.ShiftJIS && (c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC):
		return 2
	}
	return 1
}

func (p *predefined) text(k code) string {
	b := make([]byte, k.n)
	for i := range b {
		b[i] = byte(k.v >> (8 * (int(k.n) - 1 - i)))
	}
	var s string
	switch {
	case p.utf == 1:
		s = string(b)
	case p.utf == 2:
		s = string(utf16.Decode(utf16Of(b)))
	case p.utf == 4:
		s = string(rune(k.v))
	default:
		if p.jis {
			for i := range b {
				b[i] |= 0x80
			}
		}
		out, err := p.charset.NewDecoder().Bytes(b)
		if err != nil {
			return ""
		}
		s = string(out)
	}
	if !meaningful(s) {
		return ""
	}
	return s
}

// cid gives the Adobe-Japan1 number of narrow characters, whose widths a font
// lists; all others have the default width, so 0 serves.
func (p *predefined) cid(k code) uint32 {
	r, size := utf8.DecodeRuneInString(p.text(k))
	switch {
	case size == 0:
	case r >= 0x20 && r < 0x7F:
		return p.half + uint32(r) - 0x20
	case r >= 0xFF61 && r <= 0xFF9F:
		return 327 + uint32(r) - 0xFF61
	}
	return 0
}

// japan1 lists Adobe-Japan1 CIDs 633 to 7479: JIS X 0208 in the order of its
// cells, empty ones left out (Adobe technical note 5078).
var japan1 = sync.OnceValue(func() []rune {
	var out []rune
	dec := japanese.EUCJP.NewDecoder()
	for row := 1; row <= 84; row++ {
		if row >= 8 && row <= 15 {
			continue // line elements have CIDs of their own; then extensions of vendors
		}
		for cell := 1; cell <= 94; cell++ {
			b, err := dec.Bytes([]byte{byte(0xA0 + row), byte(0xA0 + cell)})
			r, _ := utf8.DecodeRune(b)
			if err != nil || r == utf8.RuneError {
				continue
			}
			out = append(out, r)
		}
	}
	return out
})

// japan1Rune gives the character of an Adobe-Japan1 CID, 0 where only Adobe's
// table knows it.
func japan1Rune(cid uint32) rune {
	switch {
	case cid == 61 || cid == 291:
		return '¥'
	case cid >= 1 && cid <= 94:
		return rune(0x20 + cid - 1)
	case cid >= 231 && cid <= 324:
		return rune(0x20 + cid - 231)
	case cid >= 327 && cid <= 389:
		return rune(0xFF61 + cid - 327)
	case cid >= 633 && cid <= 7477:
		t := japan1()
		if i := int(cid - 633); i < len(t) {
			return t[i]
		}
	case cid >= 7555 && cid <= 7574:
		return '①' + rune(cid-7555)
	case cid >= 7575 && cid <= 7584:
		return 'Ⅰ' + rune(cid-7575)
	}
	return 0
}
