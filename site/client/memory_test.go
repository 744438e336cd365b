package client_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/index"
)

// A page that stays open must not come to hold the whole index: above its limit
// it lets go of what was not used for longest, reads it again when it is asked
// for, and answers as the command does all the while.
func TestSearchLetsGoOfShardsAndAnswersTheSame(t *testing.T) {
	docs := recombined(documents(t), 1200)
	x := build(t, docs)
	queries := asked(docs, 60)
	ask := func(limit int) (held int) {
		p := open(t, x)
		call[int](t, p, "hold", limit)
		for range 2 { // the second time over, much of it was let go of
			for i, got := range call[[]browserResult](t, p, "search", queries, 20) {
				res, err := x.Search(queries[i], 20, index.SearchOptions{})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(answerOf(res), got.answer(), emptyIsNil); diff != "" {
					t.Fatalf("limit %d, query %q (-command +browser):\n%.1500s", limit, queries[i], diff)
				}
			}
		}
		return call[int](t, p, "hold", limit)
	}
	all, one := ask(1<<40), ask(0)
	if one*2 > all {
		t.Errorf("%d bytes held after the last search, %d where nothing is let go of", one, all)
	}
	t.Logf("%d bytes held after the last of %d searches, %d where nothing is let go of", one, 2*len(queries), all)
}
