package exchange

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

// uuidSpace is the name space of every UUID: the URL space of RFC 9562 with
// the address of our property namespace.
var uuidSpace = uuidV5([16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}, namespace)

// uuidV5 is a name-based UUID of RFC 9562: the same names give the same UUID on
// every machine.
func uuidV5(space [16]byte, name string) (u [16]byte) {
	sum := sha1.Sum(append(space[:], name...))
	copy(u[:], sum[:])
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return u
}

// uuid names something by a path of names, such as "map", set, link id.
func uuid(path ...string) string {
	u := uuidV5(uuidSpace, strings.Join(path, "\x00"))
	h := hex.EncodeToString(u[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// token makes an OSCAL token of an id: a letter or _ first, then letters,
// digits and . - _ . Ids of shogo are tokens already; those of a collection
// may be anything, and what does not fit becomes _ and its number. An id that
// begins like an escaped one is escaped too, so that no two ids meet.
func token(id string) string {
	var b strings.Builder
	for i, r := range id {
		switch {
		case unicode.IsLetter(r), r == '_' && i > 0, i > 0 && (unicode.IsNumber(r) || r == '.' || r == '-'):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "_%04x", r)
		}
	}
	if b.Len() == 0 {
		return "_"
	}
	return b.String()
}

// markupEscapes are the characters that OSCAL's markup gives a meaning.
const markupEscapes = "\\`*_~^[]<>{}"

// markup writes a text so that OSCAL's markup shows it unchanged.
func markup(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString("\n")
		}
		if strings.HasPrefix(strings.TrimLeft(line, " "), "#") {
			line = strings.Replace(line, "#", "\\#", 1)
			b.WriteString(escapeMarkup(line, markupEscapes[1:]))
			continue
		}
		b.WriteString(escapeMarkup(line, markupEscapes))
	}
	return b.String()
}

func escapeMarkup(s, special string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unmarkup takes the escapes off again.
func unmarkup(s string) string {
	var b strings.Builder
	escaped := false
	for _, r := range s {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		if escaped && !strings.ContainsRune(markupEscapes+"#", r) {
			b.WriteByte('\\')
		}
		escaped = false
		b.WriteRune(r)
	}
	if escaped {
		b.WriteByte('\\')
	}
	return b.String()
}

// oneLine joins lines and trims, as titles and property values need it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// title is the first of several texts that says anything, on one line.
func title(texts ...string) string {
	for _, s := range texts {
		if s = oneLine(s); s != "" {
			return markup(s)
		}
	}
	return "-"
}

// dateTime makes a date as precise as known (2023, 2023-07, 2023-07-07) a
// point in time in Japan. It is false for an unknown date, which becomes the
// beginning of 1970: the format asks for one, and the clock says nothing of a
// text.
func dateTime(date string) (string, bool) {
	digits := strings.Split(date, "-")
	for len(digits) < 3 {
		digits = append(digits, "01")
	}
	s := strings.Join(digits, "-")
	if len(s) != len("2006-01-02") || strings.Trim(s, "0123456789-") != "" {
		return "1970-01-01T00:00:00+09:00", false
	}
	return s + "T00:00:00+09:00", true
}
