package index

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/vectors anew; read the difference before keeping it")

// The vectors hold Go and the browser to each other: both read these files
// (site/client/parity_test.go). fold.json is written by hand from the rule;
// cut.json and rank.json are of the fixture and written with -update.

func readVector(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile("testdata/vectors/" + name)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func writeVector(t *testing.T, name string, v any) {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err == nil {
		err = os.WriteFile("testdata/vectors/"+name, append(b, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestFoldAgreesWithTheVectors(t *testing.T) {
	var cases []struct{ Text, Want, Why string }
	readVector(t, "fold.json", &cases)
	for _, c := range cases {
		if got := Fold(c.Text); got != c.Want {
			t.Errorf("%s: Fold(%q) = %q, want %q", c.Why, c.Text, got, c.Want)
		}
	}
}

// cutVector is a query and its pieces.
type cutVector struct {
	Query  string   `json:"query"`
	Pieces []string `json:"pieces"`
}

// rankVector is a query and its first ten hits.
type rankVector struct {
	Query  string    `json:"query"`
	IDs    []string  `json:"ids"`
	Scores []float64 `json:"scores"`
}

func TestCutAndRankVectors(t *testing.T) {
	x := fixture(t)
	queries, none := judged(t, "testdata/queries/dev.json")
	for _, q := range queries {
		none = append(none, q.Query)
	}
	var cuts []cutVector
	var ranks []rankVector
	for _, q := range none {
		pieces, err := x.Cut(q)
		if err != nil {
			t.Fatal(err)
		}
		res, err := x.Search(q, 10, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r := rankVector{Query: q, IDs: []string{}, Scores: []float64{}}
		for _, h := range res.Hits {
			r.IDs, r.Scores = append(r.IDs, h.ID), append(r.Scores, h.Score)
		}
		cuts, ranks = append(cuts, cutVector{q, pieces}), append(ranks, r)
	}
	if *update {
		writeVector(t, "cut.json", cuts)
		writeVector(t, "rank.json", ranks)
	}
	var wantCuts []cutVector
	var wantRanks []rankVector
	readVector(t, "cut.json", &wantCuts)
	readVector(t, "rank.json", &wantRanks)
	if diff := cmp.Diff(wantCuts, cuts) + cmp.Diff(wantRanks, ranks); diff != "" {
		t.Errorf("the cut or the score changed (-want +got); judge it by TestJudgedQueries, then run with -update:\n%s", diff)
	}
}
