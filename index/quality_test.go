package index

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// readDocuments reads a file of documents, one JSON object a line.
func readDocuments(t testing.TB, name string) []Document {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []Document
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var d Document
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatalf("%s:%d: %v", name, len(out)+1, err)
		}
		out = append(out, d)
	}
	return out
}

// judgement is a query and the ids of which one must be among the first three.
type judgement struct {
	Query    string   `json:"q"`
	Category string   `json:"category"`
	Want     []string `json:"want"`
}

// judged reads a file of judged queries; none are queries without an answer.
func judged(t testing.TB, name string) (queries []judgement, none []string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Queries []judgement
		None    []string
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	return file.Queries, file.None
}

// wantedID turns the key of a judged query into an id of the fixture.
func wantedID(key string) string {
	marks := "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬"
	number := func(m string) int { return strings.Index(marks, m)/3 + 1 }
	book, rest, _ := strings.Cut(key, " ")
	switch r := []rune(rest); book {
	case "CLM":
		return "clm-r7-" + string(r[0]) + "-i" + two(number(string(r[1])))
	case "B2":
		return "annex2-1.1-p25-" + itoa(number(string(r[0]))) + string(r[1:])
	}
	rest = strings.TrimPrefix(rest, "シス")
	r := []rune(rest)
	return "mhlw-6.0-sys-" + string(r[:len(r)-1]) + "-i" + two(number(string(r[len(r)-1])))
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func two(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

func TestJudgedQueries(t *testing.T) {
	x := fixture(t)
	queries, none := judged(t, "testdata/queries/dev.json")
	ok := 0
	for _, q := range queries {
		res, err := x.Search(q.Query, 10, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		rank := 0
		for i, h := range res.Hits {
			for _, w := range q.Want {
				if h.ID == wantedID(w) && rank == 0 {
					rank = i + 1
				}
			}
		}
		if rank > 0 && rank <= 3 {
			ok++
			continue
		}
		t.Logf("%s %q: rank %d, want %v", q.Category, q.Query, rank, q.Want)
		for i, h := range res.Hits[:min(4, len(res.Hits))] {
			t.Logf("   %d %s %.3f cover %.2f", i+1, h.ID, h.Score, h.Coverage)
		}
		cut, _ := x.Cut(q.Query)
		t.Logf("   cut %v", cut)
	}
	t.Logf("top 3: %d of %d", ok, len(queries))
	if ok*100 < 97*len(queries) {
		t.Errorf("top 3: %d of %d, want 97 in a hundred", ok, len(queries))
	}
	for _, q := range none {
		if res, _ := x.Search(q, 10, SearchOptions{}); res.Confident {
			t.Errorf("%q has no answer but %s is shown with confidence, cover %.2f", q, res.Hits[0].ID, res.Hits[0].Coverage)
		}
	}
}

var shared *Index

func fixture(t testing.TB) *Index {
	t.Helper()
	if shared == nil {
		x, err := Build(readDocuments(t, "testdata/seeds.jsonl"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		shared = x
	}
	return shared
}
