package index

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"shogo/corpus"
)

// labelledClause is a clause in contract language and the requirements judged
// right for it, none where no answer is honest.
type labelledClause struct {
	kind, text string
	want       []string
	n          int
}

func labelledClauses(t testing.TB, name string) (out []labelledClause) {
	t.Helper()
	b, err := os.ReadFile("testdata/match/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			t.Fatalf("%s: %q has %d fields, want 3", name, l, len(f))
		}
		p := labelledClause{kind: f[0], text: f[2], n: len(out) + 1}
		if f[1] != "-" {
			p.want = strings.Split(f[1], ",")
		}
		out = append(out, p)
	}
	return out
}

var matchIndexOnce = sync.OnceValues(func() (*Index, error) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		return nil, err
	}
	return Build(FromCorpus(c), Options{})
})

// matchIndex is the index of the embedded documents, built once.
func matchIndex(t testing.TB) *Index {
	t.Helper()
	ix, err := matchIndexOnce()
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// matchTally counts what a vendor would see.
type matchTally struct {
	pairs, first, five, silent int // pairs; the right one first, among five; told "no candidate"
	none, wrong                int // clauses without an answer, and those given one
}

func (x matchTally) String() string {
	return fmt.Sprintf("%d pairs: hit@1 %.0f%%, hit@5 %.0f%%, no candidate %d; %d without answer: false confidence %d (%.0f%%)",
		x.pairs, percent(x.first, x.pairs), percent(x.five, x.pairs), x.silent, x.none, x.wrong, percent(x.wrong, x.none))
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

func (x *matchTally) add(p labelledClause, got Match) {
	if p.want == nil {
		x.none++
		if got.Confident {
			x.wrong++
		}
		return
	}
	x.pairs++
	if !got.Confident {
		x.silent++
	}
	switch slices.IndexFunc(got.Candidates, func(c Candidate) bool { return slices.Contains(p.want, c.ID) }) {
	case -1:
	case 0:
		x.first++
		fallthrough
	default:
		x.five++
	}
}

// The odd pairs of pairs.tsv were seen while words and weights were chosen, the
// even ones only counted. later.tsv was written with both fixed; its first
// measure was hit@1 76 %, hit@5 89 %, false confidence 10 %, and what its odd
// half taught was then added.
func TestLabelledClausesFindTheirRequirement(t *testing.T) {
	m := NewMatcher(matchIndex(t), DefaultMatchRules())
	for _, c := range []struct {
		file              string
		odd, even         bool
		first, five, most float64 // floors of hit@1 and hit@5, ceiling of false confidence
	}{
		{"pairs.tsv", true, false, 80, 95, 5},
		{"pairs.tsv", false, true, 80, 95, 5},
		{"later.tsv", true, true, 75, 90, 10},
	} {
		var got matchTally
		for _, p := range labelledClauses(t, c.file) {
			if p.n%2 == 1 && !c.odd || p.n%2 == 0 && !c.even {
				continue
			}
			x, err := m.Match(p.text, MatchOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got.add(p, x)
		}
		t.Logf("%s odd %v even %v: %v", c.file, c.odd, c.even, got)
		if percent(got.first, got.pairs) < c.first || percent(got.five, got.pairs) < c.five || percent(got.wrong, got.none) > c.most {
			t.Errorf("%s: %v; want hit@1 >= %v, hit@5 >= %v, false confidence <= %v", c.file, got, c.first, c.five, c.most)
		}
	}
}

func TestLabelledIDsAreInTheCorpus(t *testing.T) {
	s := &session{Index: matchIndex(t)}
	for _, file := range []string{"pairs.tsv", "later.tsv"} {
		for _, p := range labelledClauses(t, file) {
			for _, id := range p.want {
				if _, ok := s.numberOf(id); !ok {
					t.Errorf("%s: %q wants %q, which no requirement has", file, p.text, id)
				}
			}
		}
	}
}

// The words shown must be all that made the score, and stand where they are
// said to stand, on both sides.
func TestMatchExplainsItself(t *testing.T) {
	x := matchIndex(t)
	m, s := NewMatcher(x, DefaultMatchRules()), &session{Index: x}
	for _, p := range labelledClauses(t, "later.tsv") {
		got, err := m.Match(p.text, MatchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range got.Candidates {
			doc, _ := s.numberOf(c.ID)
			d := s.document(doc)
			sum := 0.0
			for _, w := range c.Shared {
				sum += w.Points
				for _, at := range w.Clause {
					if at.Start >= at.End || at.End > len(p.text) || Fold(p.text[at.Start:at.End]) == "" {
						t.Fatalf("%q: %q is said to stand at %v", p.text, w.Word, at)
					}
				}
				if p.text[w.Clause[0].Start:w.Clause[0].End] != w.Word || len(w.Terms) == 0 {
					t.Errorf("%q: word %q with terms %v at %v", p.text, w.Word, w.Terms, w.Clause)
				}
				for _, at := range w.Requirement {
					field := map[string]string{"title": d.Title, "body": d.Body, "context": d.Context}[at.Field]
					if at.Start >= at.End || at.End > len(field) {
						t.Errorf("%s: place %v of %q is outside of its field", c.ID, at, w.Word)
					}
				}
			}
			if c.Stub {
				sum *= m.rules.Stub
			}
			if diff := sum - c.Score; diff > .001 || diff < -.001 {
				t.Errorf("%q, %s: the shared words make %.6f points, the score is %.6f", p.text, c.ID, sum, c.Score)
			}
		}
	}
}

// A topic is covered by what speaks of it first of all, not by every clause
// that has its words.
func TestTopicsOfAClause(t *testing.T) {
	m := NewMatcher(matchIndex(t), DefaultMatchRules())
	got, err := m.Match("乙は、乙の技術者にUSBメモリその他の可搬媒体を端末へ接続させない。", MatchOptions{Against: "clm-r7"})
	if err != nil || len(got.Topics) == 0 || got.Topics[0].ID != "clm-r7-2-i09" {
		t.Errorf("topics %v, error %v; want 2-⑨ first", got.Topics, err)
	}
	for _, x := range got.Topics {
		if !strings.HasPrefix(x.ID, "clm-r7-") {
			t.Errorf("topic %s is of another document", x.ID)
		}
	}
	got, err = m.Match("本契約は日本法に準拠する。", MatchOptions{Against: "clm-r7"})
	if err != nil || got.Confident || len(got.Topics) > 0 {
		t.Errorf("governing law: confident %v, topics %v, error %v; want no candidate", got.Confident, got.Topics, err)
	}
}

func TestMatchTakesAnyText(t *testing.T) {
	m := NewMatcher(matchIndex(t), DefaultMatchRules())
	for _, text := range []string{"", " \n ", "。、", "\xff\xfe", "<script>alert(1)</script>", "\u202e乙はパスワードを\u202c", strings.Repeat("パスワード", 800), strings.Repeat("ー", 4000)} {
		a, err := m.Match(text, MatchOptions{})
		if err != nil {
			t.Fatalf("%.20q: %v", text, err)
		}
		b, _ := m.Match(text, MatchOptions{})
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%.20q: two runs differ", text)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	m := NewMatcher(matchIndex(b), DefaultMatchRules())
	clauses := labelledClauses(b, "later.tsv")
	for i := range b.N {
		if _, err := m.Match(clauses[i%len(clauses)].text, MatchOptions{Against: "clm-r7"}); err != nil {
			b.Fatal(err)
		}
	}
}
