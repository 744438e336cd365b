package index

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
)

// The worked examples of format.go.
func TestFormatExamples(t *testing.T) {
	for _, c := range []struct {
		name, want string
		write      func(e *encoder)
	}{
		{"uint 5", "05", func(e *encoder) { e.uint(5) }},
		{"uint 300", "ac 02", func(e *encoder) { e.uint(300) }},
		{"int -2", "03", func(e *encoder) { e.int(-2) }},
		{"katakana", "31", func(e *encoder) { e.chars([]rune("パ")) }},
		{"kanji", "81 5d", func(e *encoder) { e.chars([]rune("管")) }},
		{"string after another", "02 01 4f", func(e *encoder) { e.after("パス", "パスワ") }},
		{"lexicon", "00 02 31 19 01 e0 12 0e", func(e *encoder) {
			m := &model{lex: &lexicon{entries: map[string][]entry{"パス": {{7, kindSurface, 300}}}}}
			e.b = m.encodeKeys([]string{"パス"})
		}},
		{"posting, once", "6e", func(e *encoder) { e.b = encodePostings([]posting{{doc: 3, body: 1}}, level7()) }},
		{"posting, more", "6f 21 77", func(e *encoder) { e.b = encodePostings([]posting{{doc: 3, body: 2, title: 1}}, level7()) }},
	} {
		var e encoder
		c.write(&e)
		if got := hex.EncodeToString(e.b); got != strings.ReplaceAll(c.want, " ", "") {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func level7() *lengthLevels {
	l := []uint8{7, 7, 7, 7}
	return &lengthLevels{l, l, l}
}

func TestUnknownVersionIsRefused(t *testing.T) {
	if _, err := newIndex([]byte(`{"version":99}`), memory{}); err == nil || !strings.Contains(err.Error(), "version 99") {
		t.Errorf("want an error that names the version, got %v", err)
	}
}

// FuzzDecode feeds shards that nobody wrote: an error, never a panic, and what
// is accepted is read to its end.
func FuzzDecode(f *testing.F) {
	x, err := Build([]Document{{ID: "a", Title: "鍵", Body: "鍵を管理する。"}}, Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range x.src.(memory) {
		f.Add(b)
	}
	f.Add(bytes.Repeat([]byte{0xff}, 40))
	f.Fuzz(func(t *testing.T, b []byte) {
		decodeKeys(b, nil)
		decodePair(b)
		s := &session{Index: x}
		s.decodeRecord(0, b)
		decodeTexts(b)
	})
}
