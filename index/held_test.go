package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShardsThatWereLetGoAreReadAgain asks all queries of an index that may keep
// hardly anything, on disk and in memory: same answers, and bounded memory.
func TestShardsThatWereLetGoAreReadAgain(t *testing.T) {
	docs := readDocuments(t, "testdata/seeds.jsonl")
	want := fixture(t)
	mem, err := Build(docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	disk, err := OpenOrCreate(t.TempDir(), docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	queries, _ := judged(t, "testdata/queries/dev.json")
	for name, x := range map[string]*Index{"memory": mem, "disk": disk} {
		x.limit = 40_000
		gone := 0
		for _, q := range queries {
			opts := SearchOptions{Facets: true}
			a, err := want.Search(q.Query, 20, opts)
			if err != nil {
				t.Fatal(err)
			}
			b, err := x.Search(q.Query, 20, opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(a, b); diff != "" {
				t.Fatalf("%s, %q (-kept +let go):\n%s", name, q.Query, diff)
			}
			if x.held > x.limit {
				t.Fatalf("%s, %q: %d bytes held, want at most %d", name, q.Query, x.held, x.limit)
			}
			for _, w := range x.words {
				gone += bit(w == nil)
			}
		}
		if gone == 0 {
			t.Errorf("%s: nothing was let go", name)
		}
	}
}
