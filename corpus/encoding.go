package corpus

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	encodingx "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// encoding is one way of writing Japanese text that shogo reads. In all of
// them a line end is a unit of its own that no other character contains, so
// that lines can be cut before they are decoded and spans stay those of the
// stored bytes.
type encoding struct {
	name  string
	width int // bytes of a unit
	unit  func([]byte) rune
	// decode returns the text, or the offset of the first byte that does not
	// fit; -1 if all fit.
	decode func([]byte) (string, int)
	// lossy writes U+FFFD for what it does not know; nil for Unicode.
	lossy func() *encodingx.Decoder
}

var (
	utf8Encoding = &encoding{"UTF-8", 1, byteUnit, decodeUTF8, nil}
	shiftJIS     = &encoding{"Shift_JIS", 1, byteUnit, decodeWith(japanese.ShiftJIS.NewDecoder, shiftJISLen), japanese.ShiftJIS.NewDecoder}
	eucJP        = &encoding{"EUC-JP", 1, byteUnit, decodeWith(japanese.EUCJP.NewDecoder, eucJPLen), japanese.EUCJP.NewDecoder}
	utf16LE      = &encoding{"UTF-16LE", 2, wideUnit(binary.LittleEndian), decodeUTF16(binary.LittleEndian), nil}
	utf16BE      = &encoding{"UTF-16BE", 2, wideUnit(binary.BigEndian), decodeUTF16(binary.BigEndian), nil}
)

// detect finds the encoding and the length of the byte order mark.
func detect(name string, raw []byte) (*encoding, int, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xFE\xFF")):
		return nil, 0, &SyntaxError{Source: name, Msg: "the file seems to be UTF-32", Remedy: saveUTF8}
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return strict(name, raw, utf8Encoding, 3)
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return strict(name, raw, utf16LE, 2)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return strict(name, raw, utf16BE, 2)
	}
	nul := bytes.IndexByte(raw, 0)
	if nul < 0 && utf8.Valid(raw) {
		if i := escapeJIS(raw); i >= 0 {
			return nil, 0, faultAt(name, raw, utf8Encoding, 0, i, "the file seems to be ISO-2022-JP (JIS)", saveUTF8)
		}
		return utf8Encoding, 0, nil
	}
	if enc := guess(raw, nul >= 0); enc != nil {
		return enc, 0, nil
	}
	if nul >= 0 {
		return nil, 0, faultAt(name, raw, utf8Encoding, 0, nul, "the file holds a NUL byte and is not text", textOnly)
	}
	return nil, 0, misfit(name, raw)
}

const saveUTF8 = "open it in an editor, save it as UTF-8 and try again"

// guess tries the encodings that carry no mark. Text is taken as read only if
// every byte fits, nearly all characters are such as Japanese documents use,
// and kana occurs: a Western or Chinese file can fit Shift_JIS or EUC-JP byte
// by byte and still be something else.
func guess(raw []byte, nul bool) *encoding {
	candidates := []*encoding{shiftJIS, eucJP, utf16LE, utf16BE}
	if nul { // no Japanese byte encoding holds NUL; UTF-16 does at every line end
		candidates = candidates[2:]
	}
	var best *encoding
	var bestScore float64
	for _, enc := range candidates {
		if enc.width == 2 && len(raw)%2 != 0 {
			continue
		}
		text, bad := enc.decode(raw)
		if bad >= 0 {
			continue
		}
		if score := plausible(text); score > 0.9 && score > bestScore {
			best, bestScore = enc, score
		}
	}
	return best
}

// plausible returns the share of characters usual in Japanese documents, 0 if
// there is no full-width kana: EUC-JP read as Shift_JIS looks like half-width
// kana throughout.
func plausible(s string) float64 {
	var all, good, kana int
	for _, r := range s {
		all++
		switch {
		case r == '\n', r == '\r', r == '\t', r == '\f', r >= 0x20 && r < 0x7f:
			good++
		case r >= 0x3041 && r <= 0x30FF:
			good++
			kana++
		case unicode.Is(unicode.Han, r), r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF9F,
			r >= 0x2010 && r <= 0x27BF, r >= 0x3200 && r <= 0x33FF: // punctuation, arrows, ①, ▶, ㈱
			good++
		}
	}
	if kana == 0 {
		return 0
	}
	return float64(good) / float64(all)
}

// strict accepts enc, which a byte order mark has announced, if all fits.
func strict(name string, raw []byte, enc *encoding, bom int) (*encoding, int, error) {
	if _, bad := enc.decode(raw[bom:]); bad >= 0 {
		return nil, 0, faultAt(name, raw, enc, bom, bom+bad,
			"the file is marked as "+enc.name+", but the bytes here do not fit", "the file is damaged: fetch it again")
	}
	if i := bytes.IndexByte(raw, 0); enc.width == 1 && i >= 0 {
		return nil, 0, faultAt(name, raw, enc, bom, i, "the file holds a NUL byte and is not text", textOnly)
	}
	return enc, bom, nil
}

// misfit explains bytes that fit no encoding as a whole: the encoding that
// fits longest is the one it seems to be, and the place where it stops fitting
// is the place to look at.
func misfit(name string, raw []byte) error {
	const known = " (shogo reads UTF-8, UTF-16, Shift_JIS and EUC-JP)"
	var best *encoding
	var bestScore float64
	at := 0
	for _, enc := range []*encoding{utf8Encoding, shiftJIS, eucJP} {
		text, first := decodeDamaged(raw, enc)
		if score := plausible(text); first >= 0 && score > 0.7 && score > bestScore {
			best, bestScore, at = enc, score, first
		}
	}
	if best != nil {
		return faultAt(name, raw, best, 0, at, "the file seems to be "+best.name+", but the bytes here do not fit",
			"the file is damaged: fetch it again, or repair this place in an editor")
	}
	_, bad := decodeUTF8(raw)
	return faultAt(name, raw, utf8Encoding, 0, bad,
		"the bytes here are not UTF-8; the file seems to be in a Western or Chinese encoding"+known, saveUTF8)
}

// decodeDamaged decodes around bytes that do not fit; it returns the text
// and the offset of the first misfit, -1 if there is none.
func decodeDamaged(raw []byte, enc *encoding) (text string, first int) {
	if _, first = enc.decode(raw); first < 0 {
		return "", first
	}
	if enc.lossy == nil {
		text = strings.ToValidUTF8(string(raw), "\uFFFD")
	} else {
		out, _, _ := transform.Bytes(enc.lossy(), raw)
		text = string(out)
	}
	return text, first
}

// faultAt makes the error for the byte at offset off.
func faultAt(name string, raw []byte, enc *encoding, bom, off int, msg, remedy string) error {
	e := &SyntaxError{Source: name, Line: 1, Column: 1, Msg: msg, Remedy: remedy}
	for i, s := range splitLines(raw, bom, enc) {
		if s.Start > off {
			break
		}
		before, _ := enc.decode(raw[s.Start:min(off, s.End)])
		e.Line, e.Column = i+1, utf8.RuneCountInString(before)+1
	}
	return e
}

// escapeJIS returns the offset of an ISO-2022-JP shift sequence, -1 if none.
func escapeJIS(raw []byte) int {
	for _, seq := range []string{"\x1b$B", "\x1b$@", "\x1b(J"} {
		if i := bytes.Index(raw, []byte(seq)); i >= 0 {
			return i
		}
	}
	return -1
}

func byteUnit(b []byte) rune { return rune(b[0]) }

func wideUnit(order binary.ByteOrder) func([]byte) rune {
	return func(b []byte) rune {
		if len(b) < 2 {
			return utf8.RuneError
		}
		return rune(order.Uint16(b))
	}
}

func decodeUTF8(b []byte) (string, int) {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return string(b[:i]), i
		}
		i += n
	}
	return string(b), -1
}

func decodeUTF16(order binary.ByteOrder) func([]byte) (string, int) {
	return func(b []byte) (string, int) {
		var out []rune
		for i := 0; i < len(b); i += 2 {
			if i+1 == len(b) {
				return string(out), i
			}
			r := rune(order.Uint16(b[i:]))
			if utf16.IsSurrogate(r) {
				if i+3 >= len(b) {
					return string(out), i
				}
				if r = utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))); r == unicode.ReplacementChar {
					return string(out), i
				}
				i += 2
			}
			out = append(out, r)
		}
		return string(out), -1
	}
}

// decodeWith wraps a decoder of golang.org/x/text, which writes U+FFFD for
// what it does not know; none of these encodings can write U+FFFD itself.
// charLen gives the bytes of the character at the start of its argument.
func decodeWith(dec func() *encodingx.Decoder, charLen func([]byte) int) func([]byte) (string, int) {
	return func(b []byte) (string, int) {
		out, _, err := transform.Bytes(dec(), b)
		if err == nil && !bytes.ContainsRune(out, utf8.RuneError) {
			return string(out), -1
		}
		for i := 0; i < len(b); {
			n := min(max(charLen(b[i:]), 1), len(b)-i)
			one, _, err := transform.Bytes(dec(), b[i:i+n])
			if err != nil || bytes.ContainsRune(one, utf8.RuneError) {
				good, _, _ := transform.Bytes(dec(), b[:i])
				return string(good), i
			}
			i += n
		}
		return string(out), -1
	}
}

func shiftJISLen(b []byte) int {
	if c := b[0]; c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC {
		return 2
	}
	return 1
}

func eucJPLen(b []byte) int {
	switch c := b[0]; {
	case c == 0x8F:
		return 3
	case c == 0x8E, c >= 0xA1 && c <= 0xFE:
		return 2
	}
	return 1
}
