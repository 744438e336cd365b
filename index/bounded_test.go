package index

import (
	"strings"
	"testing"
)

// A pasted document is searched by its beginning, and the answer says so.
func TestLongQueryIsBoundedAndSaysSo(t *testing.T) {
	for _, c := range []struct {
		query   string
		words   int
		omitted int
	}{
		{strings.Repeat("あ", MaxQuery), MaxQuery, 0},
		{strings.Repeat("あ", MaxQuery+7), MaxQuery, 7},
		{strings.Repeat("a", MaxQuery-1), MaxQuery - 1, 0},
		{strings.Repeat("\xff", MaxQuery+1), MaxQuery, 1},
	} {
		got := readSyntax(c.query)
		if n := len([]rune(got.Words)); n != c.words || got.Omitted != c.omitted {
			t.Errorf("%d characters: %d searched, %d omitted, want %d and %d", len([]rune(c.query)), n, got.Omitted, c.words, c.omitted)
		}
	}
}
