package client_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
	"shogo/corpus/contract"
	"shogo/index"
	"shogo/site/internal/browser"
)

// clauseMatch is what both homes say of a clause, places as the words there.
type clauseMatch struct {
	Confident  bool              `json:"confident"`
	Topics     []string          `json:"topics"`
	Candidates []clauseCandidate `json:"candidates"`
}

type clauseCandidate struct {
	ID     string   `json:"id"`
	Score  float64  `json:"score"`
	Enough bool     `json:"enough"`
	Stub   bool     `json:"stub"`
	Field  string   `json:"field"`
	Shared []string `json:"shared"`
}

// contractClauses are all labelled clauses and texts no contract holds.
func contractClauses(t *testing.T) []string {
	t.Helper()
	out := []string{"", "。", "<script>alert(1)</script>", "\u202eパスワード\u202c", "𠮷野家のパスワード😀を使い回さない", strings.Repeat("パスワードの使い回し", 120),
		"ﾊﾟｽﾜｰﾄﾞの\n使い廻し", "ＵＳＢメモリー及び\r\n外付けＨＤＤ", "再委託先における責任分界", "入退室管理と施錠により物理的な安全を確保する。"}
	for _, name := range []string{"pairs", "later"} {
		raw, err := os.ReadFile("../../index/testdata/match/" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
			if f := strings.Split(l, "\t"); len(f) == 3 {
				out = append(out, f[2])
			}
		}
	}
	return out
}

// openContract opens a page with the matcher, the index and the rules.
func openContract(t *testing.T, x *index.Index) *browser.Page {
	t.Helper()
	rules, err := json.Marshal(index.DefaultMatchRules())
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, publishEntry(t, "contract", x, map[string][]byte{"search/match.js": fmt.Appendf(nil, "shogoIndex(\"match\",%s);\n", rules)}))
}

func commandMatch(t *testing.T, m *index.Matcher, clause, against string) clauseMatch {
	t.Helper()
	got, err := m.Match(clause, index.MatchOptions{Against: against})
	if err != nil {
		t.Fatal(err)
	}
	out := clauseMatch{Confident: got.Confident, Topics: []string{}, Candidates: []clauseCandidate{}}
	for _, x := range got.Topics {
		out.Topics = append(out.Topics, fmt.Sprintf("%s %v", x.ID, x.Score))
	}
	for _, c := range got.Candidates {
		k := clauseCandidate{ID: c.ID, Score: c.Score, Enough: c.Enough, Stub: c.Stub, Field: c.Passage.Field, Shared: []string{}}
		for _, w := range c.Shared {
			var places []string
			for _, s := range w.Clause {
				places = append(places, clause[s.Start:s.End])
			}
			k.Shared = append(k.Shared, fmt.Sprintf("%s %s %v %v %v %v %s", w.Word, strings.Join(w.Terms, "/"), w.Wording, w.Weight, w.Factor, w.Points, strings.Join(places, "/")))
		}
		out.Candidates = append(out.Candidates, k)
	}
	return out
}

// The page must tell a vendor what the command tells him: the same candidates,
// scores to the last digit, words and places.
func TestTheBrowserMatchesLikeTheCommand(t *testing.T) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(index.FromCorpus(c), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	clauses := contractClauses(t)
	got := evaluate[[]clauseMatch](t, openContract(t, x), "contract.match", clauses, "clm-r7")
	m := index.NewMatcher(x, index.DefaultMatchRules())
	for i, clause := range clauses {
		if diff := cmp.Diff(commandMatch(t, m, clause, "clm-r7"), got[i]); diff != "" {
			t.Errorf("%.60q (-command +browser):\n%s", clause, diff)
		}
	}
}

// contractTexts are the cases of the cutter, and texts that tempt it.
func contractTexts(t *testing.T) []string {
	t.Helper()
	files, _ := filepath.Glob("../../corpus/contract/testdata/cut/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases of the cutter")
	}
	out := []string{"", "\r\n\r\n", "第1条\r第2条\u2028第3条", "# 見出し\n## 1. 項\n#", "1.\n(1)\nア\n・\n- 点\n* 点", "𠮷\t😀\n１．２．３　乙",
		strings.Repeat("あ", 3000), strings.Repeat("乙は守る。", 700), strings.Repeat("😀", 1300), "(1)\t項\n項目\t値\n別紙A号\n（注）\n第１条"}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	// Lines of the cases in another order: the marks meet where no case has them.
	r := rand.New(rand.NewPCG(3, 4))
	var lines []string
	for _, s := range out {
		lines = append(lines, strings.SplitAfter(s, "\n")...)
	}
	for range 200 {
		var b strings.Builder
		for range 12 {
			b.WriteString(lines[r.IntN(len(lines))])
		}
		out = append(out, b.String())
	}
	return out
}

func TestTheBrowserCutsLikeTheCommand(t *testing.T) {
	x, err := index.Build(documents(t), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts := contractTexts(t)
	got := evaluate[[][]string](t, openContract(t, x), "contract.cut", texts)
	for i, text := range texts {
		want := []string{}
		for _, c := range contract.Stand(contract.Cut(text)) {
			want = append(want, fmt.Sprintf("%s|%s|%d|%s", c.Label, c.Part, c.Line, c.Text))
		}
		if diff := cmp.Diff(want, got[i]); diff != "" {
			t.Errorf("%.80q (-command +browser):\n%s", text, diff)
		}
	}
}

// The same among thousands of documents, where shards are read one by one.
func TestTheBrowserMatchesLikeTheCommandInALargeCorpus(t *testing.T) {
	x, err := index.Build(shuffled(documents(t), 3000), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	clauses := contractClauses(t)[:40]
	p := openContract(t, x)
	got := evaluate[[]clauseMatch](t, p, "contract.match", clauses, "")
	m := index.NewMatcher(x, index.DefaultMatchRules())
	for i, clause := range clauses {
		if diff := cmp.Diff(commandMatch(t, m, clause, ""), got[i]); diff != "" {
			t.Errorf("%.60q (-command +browser):\n%s", clause, diff)
		}
	}
	t.Logf("%d clauses read %d files", len(clauses), len(p.Requests()))
}
