package index

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
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
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
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
	if n, ok := strings.CutPrefix(rest, "企13"); ok {
		if n == "" {
			return "mhlw-6.0-mgt-13-q1"
		}
		return "mhlw-6.0-mgt-13-i" + two(number(n))
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

// realCorpus indexes the embedded documents, and beside them the sections of
// the file SHOGO_MIX names (JSON lines, as make bench writes them), if any.
func realCorpus(t *testing.T) (x *Index, mixed bool) {
	t.Helper()
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	docs := FromCorpus(c)
	if name := os.Getenv("SHOGO_MIX"); name != "" {
		for _, d := range readDocuments(t, name) {
			d.Aside = true // as FromCorpus has it
			docs = append(docs, d)
		}
		mixed = true
	}
	x, err = Build(docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x, mixed
}

// rankOf returns the place of the first right answer among twenty, 0 for none.
func rankOf(t *testing.T, x *Index, q judgement) int {
	t.Helper()
	res, err := x.Search(q.Query, 20, SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range res.Hits {
		for _, w := range q.Want {
			if h.ID == wantedID(w) {
				return i + 1
			}
		}
	}
	return 0
}

// contains reports a text that has the word after all, as other texts may.
func (x *Index) contains(word string) bool {
	s := &session{Index: x}
	for n := range x.man.Documents {
		d := s.document(int32(n))
		if d.held([]string{Fold(word)}, Fold(word)) != 0 {
			return true
		}
	}
	return false
}

// totals sums up ranks.
type totals struct {
	n, first, third, fifth int
	reciprocal             float64
}

func (s *totals) add(rank int) {
	s.n++
	if rank == 0 {
		return
	}
	s.reciprocal += 1 / float64(rank)
	for _, c := range []struct {
		to    int
		count *int
	}{{1, &s.first}, {3, &s.third}, {5, &s.fifth}} {
		if rank <= c.to {
			*c.count++
		}
	}
}

func (s totals) String() string {
	share := func(n int) float64 { return float64(n) / float64(max(s.n, 1)) }
	return fmt.Sprintf("%d queries, recall@1 %.3f, recall@3 %.3f, recall@5 %.3f, MRR %.3f", s.n, share(s.first), share(s.third), share(s.fifth), s.reciprocal/float64(max(s.n, 1)))
}

// TestJudgedQueries records the rank of every judged query in
// testdata/queries/ranks.txt, so that a change of a rule shows what it moved.
// Every third query is held out, and all of holdout.json: no rule was decided
// by them. With SHOGO_MIX the same is asked of the documents among other texts.
func TestJudgedQueries(t *testing.T) {
	x, mixed := realCorpus(t)
	var b strings.Builder
	for _, name := range []string{"dev.json", "judged.json", "holdout.json"} {
		queries, none := judged(t, "testdata/queries/"+name)
		var seen, held totals
		for i, q := range queries {
			rank, mark := rankOf(t, x, q), " "
			if i%3 == 2 || name == "holdout.json" {
				held.add(rank)
				mark = "h"
			} else {
				seen.add(rank)
			}
			fmt.Fprintf(&b, "%s %2d  %s  %s\n", mark, rank, q.Category, q.Query)
		}
		if seen.n > 0 {
			fmt.Fprintf(&b, "%s, used: %s\n", name, seen)
		}
		fmt.Fprintf(&b, "%s, held out: %s\n", name, held)
		want := 97
		if mixed {
			want = 85
		}
		if all := seen.n + held.n; 100*(seen.third+held.third) < want*all {
			t.Errorf("%s: %d of %d among the first three, want %d in a hundred", name, seen.third+held.third, all, want)
		}
		for _, q := range none {
			res, err := x.Search(q, 10, SearchOptions{})
			if err != nil || res.Confident && !x.contains(q) {
				t.Errorf("%q has no answer but %s is shown with confidence, cover %.2f (%v)", q, res.Hits[0].ID, res.Hits[0].Coverage, err)
			}
		}
	}
	if mixed {
		t.Log("\n" + b.String())
		return
	}
	const file = "testdata/queries/ranks.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("ranks moved (-want +got); judge whether for the better, then run with -update:\n%s", diff)
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
