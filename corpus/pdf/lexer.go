package pdf

import "math"

// A token of a file or of a content stream (ISO 32000-1, 7.2).
type tokenKind byte

const (
	tokEOF tokenKind = iota
	tokNumber
	tokName
	tokString
	tokOpenArray
	tokCloseArray
	tokOpenDict
	tokCloseDict
	tokKeyword
)

// token holds its bytes as a slice of the lexer's data or of its arena, so it
// is good only until the arena is reset.
type token struct {
	kind tokenKind
	num  float64
	b    []byte
}

func (t token) is(word string) bool { return t.kind == tokKeyword && string(t.b) == word }

// lexer walks over bytes once; every call of next moves forward or returns
// tokEOF, so no input can make it loop.
type lexer struct {
	data  []byte
	pos   int
	arena []byte // decoded strings and names
}

// class of a byte: 0 regular, 1 white space, 2 delimiter.
var class = func() (t [256]byte) {
	for _, c := range "\x00\t\n\f\r " {
		t[c] = 1
	}
	for _, c := range "()<>[]{}/%" {
		t[c] = 2
	}
	return t
}()

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if class[c] == 1 {
			l.pos++
		} else if c == '%' {
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		} else {
			return
		}
	}
}

func (l *lexer) next() token {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return token{}
	}
	c := l.data[l.pos]
	start := l.pos
	l.pos++
	switch c {
	case '(':
		return l.literal()
	case '<':
		if l.pos < len(l.data) && l.data[l.pos] == '<' {
			l.pos++
			return token{kind: tokOpenDict}
		}
		return l.hex()
	case '>':
		if l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
			return token{kind: tokCloseDict}
		}
		return token{kind: tokKeyword, b: l.data[start:l.pos]}
	case '[':
		return token{kind: tokOpenArray}
	case ']':
		return token{kind: tokCloseArray}
	case '/':
		return l.name()
	case ')', '{', '}':
		return token{kind: tokKeyword, b: l.data[start:l.pos]}
	}
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		l.pos++
	}
	word := l.data[start:l.pos]
	if c <= '9' && (c >= '0' || c == '-' || c == '+' || c == '.') {
		return token{kind: tokNumber, num: number(word), b: word}
	}
	return token{kind: tokKeyword, b: word}
}

// peek returns the next token without moving.
func (l *lexer) peek() token {
	pos := l.pos
	t := l.next()
	l.pos = pos
	return t
}

// number reads a PDF number and forgives what writers get wrong: a second
// sign ends it, anything else that is no digit too.
func number(w []byte) float64 {
	neg, i := false, 0
	for i < len(w) && (w[i] == '-' || w[i] == '+') {
		neg = neg || w[i] == '-'
		i++
	}
	v, frac := 0.0, 0.0
	for ; i < len(w); i++ {
		c := w[i]
		if c == '.' && frac == 0 {
			frac = 1
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		if frac > 0 {
			frac /= 10
			v += float64(c-'0') * frac
		} else {
			v = v*10 + float64(c-'0')
		}
	}
	if neg {
		v = -v
	}
	if math.IsInf(v, 0) {
		return 0
	}
	return v
}

func (l *lexer) literal() token {
	start := l.pos
	// most strings have no escape: no copy
	for i := start; i < len(l.data); i++ {
		switch l.data[i] {
		case ')':
			l.pos = i + 1
			return token{kind: tokString, b: l.data[start:i]}
		case '\\', '(', '\r':
			return l.escaped(start)
		}
	}
	l.pos = len(l.data)
	return token{kind: tokString, b: l.data[start:]}
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (l *lexer) escaped(start int) token {
	l.pos = start
	from, depth := len(l.arena), 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return token{kind: tokString, b: l.arena[from:len(l.arena):len(l.arena)]}
			}
		case '\r': // any line end is a line feed
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			l.escape()
			continue
		}
		l.arena = append(l.arena, c)
	}
	return token{kind: tokString, b: l.arena[from:len(l.arena):len(l.arena)]}
}

// escape reads what follows a backslash into the arena.
func (l *lexer) escape() {
	if l.pos >= len(l.data) {
		return
	}
	c := l.data[l.pos]
	l.pos++
	if e, ok := escapes[c]; ok {
		l.arena = append(l.arena, e)
		return
	}
	switch {
	case c == '\r': // a line continued
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
	case c == '\n':
	case c >= '0' && c <= '7':
		v := int(c - '0')
		for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
			v = v*8 + int(l.data[l.pos]-'0')
			l.pos++
		}
		l.arena = append(l.arena, byte(v))
	default:
		l.arena = append(l.arena, c)
	}
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() token {
	from, high := len(l.arena), -1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := hexDigit(c)
		switch {
		case v < 0:
		case high < 0:
			high = v
		default:
			l.arena = append(l.arena, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		l.arena = append(l.arena, byte(high<<4))
	}
	return token{kind: tokString, b: l.arena[from:len(l.arena):len(l.arena)]}
}

func (l *lexer) name() token {
	start, plain := l.pos, true
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		plain = plain && l.data[l.pos] != '#'
		l.pos++
	}
	w := l.data[start:l.pos]
	if plain {
		return token{kind: tokName, b: w}
	}
	from := len(l.arena)
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if a, b := hexDigit(w[i+1]), hexDigit(w[i+2]); a >= 0 && b >= 0 {
				l.arena = append(l.arena, byte(a<<4|b))
				i += 2
				continue
			}
		}
		l.arena = append(l.arena, w[i])
	}
	return token{kind: tokName, b: l.arena[from:len(l.arena):len(l.arena)]}
}
