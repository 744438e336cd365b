package index

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNothingButTheDocumentsDecides builds one corpus in several ways: in
// memory and on disk, in large and in small batches (many segments), in another
// order, on one processor. The exported files are the same bytes, and every
// query has the same answer.
func TestNothingButTheDocumentsDecides(t *testing.T) {
	docs := readDocuments(t, "testdata/seeds.jsonl")
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 1100 { // beyond 1,000 documents rare compounds are dropped
		a, b := docs[r.IntN(34)], docs[r.IntN(34)]
		s := strings.SplitAfter(a.Body+b.Body, "。")
		docs = append(docs, Document{ID: fmt.Sprintf("m-%d", i), Title: b.Title, Body: s[r.IntN(len(s))] + s[r.IntN(len(s))], Facets: a.Facets})
	}
	queries, _ := judged(t, "testdata/queries/dev.json")
	var first map[string][]byte
	var answers []Result
	for _, way := range []struct {
		name                  string
		batch, procs, shuffle int
	}{{"in memory", 0, 0, 0}, {"on disk", 1000, 0, 1}, {"many segments", 61, 1, 2}} {
		shuffled := append([]Document{}, docs...)
		rand.New(rand.NewPCG(uint64(way.shuffle), 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		x := buildOneWay(t, shuffled, way.batch, way.procs)
		files := exported(t, x)
		if first == nil {
			first = files
		}
		if diff := cmp.Diff(first, files); diff != "" {
			t.Errorf("%s: other files (-first +this): %.400s", way.name, diff)
		}
		for i, q := range queries {
			res, err := x.Search(q.Query, 20, SearchOptions{Facets: true})
			if err != nil {
				t.Fatal(err)
			}
			if len(answers) == i {
				answers = append(answers, res)
			}
			if diff := cmp.Diff(answers[i], res); diff != "" {
				t.Errorf("%s: %q (-first +this):\n%s", way.name, q.Query, diff)
			}
		}
	}
}

// buildOneWay builds in memory for batch 0, else on disk.
func buildOneWay(t *testing.T, docs []Document, batch, procs int) *Index {
	t.Helper()
	if procs > 0 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
	}
	if batch == 0 {
		x, err := Build(docs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	defer func(n int) { batchSize = n }(batchSize)
	batchSize = batch
	x, err := OpenOrCreate(t.TempDir(), docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}
