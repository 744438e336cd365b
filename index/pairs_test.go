package index

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a query is compared with stands in the pairs: letters that are
// neighbours in a text as plain has it, and as it is written.
func TestPairsAreThoseOfPlainAndOfWrittenText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	letters := []rune("ーーーーキをキュデ々語aﾞ。 -")
	table, want := newPairTable(), map[[2]rune][]pairPosting{}
	for doc := range int32(3000) {
		if doc%3 == 1 {
			continue // a document without text
		}
		where := map[[2]rune]uint8{}
		for field := range fieldContext {
			text := make([]rune, r.IntN(9))
			for i := range text {
				text[i] = letters[r.IntN(len(letters))]
			}
			table.addText(doc, field, text)
			for _, s := range [][]rune{plain(text), toKatakana(text)} {
				for _, run := range runs(s) {
					for i := run[0]; i+1 < run[1]; i++ {
						where[[2]rune{s[i], s[i+1]}] |= 1 << field
					}
				}
			}
		}
		for p, w := range where {
			want[p] = append(want[p], pairPosting{doc, w})
		}
	}
	got := map[[2]rune][]pairPosting{}
	for _, l := range table.sorted() {
		got[l.pair] = table.list(l.pair)
		if int(l.n) != len(got[l.pair]) {
			t.Errorf("%q: %d documents counted, %d listed", l.pair, l.n, len(got[l.pair]))
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(pairPosting{})); diff != "" {
		t.Errorf("pairs (-want +got):\n%.2000s", diff)
	}
}
