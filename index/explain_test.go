package index

import (
	"math"
	"testing"
)

func TestExplanationAddsUpToTheScore(t *testing.T) {
	x := fixture(t)
	queries, _ := judged(t, "testdata/queries/dev.json")
	for _, q := range queries {
		res, err := x.Search(q.Query, 20, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range res.Hits {
			e, err := x.Explain(q.Query, h.ID, SearchOptions{})
			if err != nil {
				t.Fatal(err)
			}
			sum := e.SharePoints + e.LiteralPoints
			for _, p := range e.Pieces {
				sum += p.Points
			}
			sum = sum*e.Factor + e.VerifiedPoints
			if e.Score != h.Score || math.Abs(sum-h.Score) > 1e-5 {
				t.Errorf("%q %s: score %v, explained %v, sum of its terms %v\n%s", q.Query, h.ID, h.Score, e.Score, sum, e)
			}
		}
	}
}

// The worked example of rank.go, on paper.
func TestWorkedExample(t *testing.T) {
	x, err := Build([]Document{{ID: "a", Body: "漏洩"}, {ID: "b", Body: "温泉"}}, Options{Synonyms: [][]string{}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := x.Search("漏洩", 5, SearchOptions{})
	if err != nil || len(res.Hits) != 1 {
		t.Fatalf("%+v, %v", res, err)
	}
	if got := res.Hits[0].Score; got != 3.956717 {
		t.Errorf("score %v, want 3.956717", got)
	}
}
