// Package client_test holds the browser's search to the command's: same fold,
// same cut, same order, same scores, for every query tried.
package client_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"shogo/index"
	"shogo/site/internal/browser"
)

// documents reads the fixture of the index package.
func documents(t testing.TB) []index.Document {
	t.Helper()
	f, err := os.Open("../../index/testdata/seeds.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []index.Document
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var d index.Document
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// shuffled makes n documents of two sentences each out of those given: a
// corpus beyond the size at which common pairs and rare compounds are dropped.
func shuffled(docs []index.Document, n int) []index.Document {
	var sentences []string
	for _, d := range docs {
		sentences = append(sentences, strings.SplitAfter(d.Body, "。")...)
	}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func() string { return sentences[r.IntN(len(sentences))] }
	out := make([]index.Document, n)
	for i := range out {
		out[i] = index.Document{ID: fmt.Sprintf("s-%05d", i), Title: docs[r.IntN(len(docs))].Title, Body: pick() + pick(), Aside: i/50%3 == 1}
	}
	return out
}

// publish writes a page with the bundled engine and the exported index.
func publish(t testing.TB, x *index.Index) string {
	t.Helper()
	return publishEntry(t, "parity", x, nil)
}

func open(t testing.TB, x *index.Index) *browser.Page {
	t.Helper()
	return visit(t, publish(t, x))
}

// call runs parity.<name>(args...) in the page.
func call[T any](t testing.TB, p *browser.Page, name string, args ...any) T {
	t.Helper()
	return evaluate[T](t, p, "parity."+name, args...)
}

func build(t testing.TB, docs []index.Document) *index.Index {
	t.Helper()
	x, err := index.Build(docs, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestFoldAgreesOverAllOfUnicode(t *testing.T) {
	p := open(t, build(t, documents(t)[:3]))
	const step = 0x8000
	for _, around := range [][2]string{{"", ""}, {"サーバ", "ア"}, {"a漢", "々b"}} {
		bad := 0
		for from := 0; from <= 0x10FFFF; from += step {
			got := call[[]string](t, p, "foldAll", from, min(from+step, 0x110000), around[0], around[1])
			i := 0
			for c := from; c < min(from+step, 0x110000); c++ {
				if c >= 0xD800 && c <= 0xDFFF {
					continue
				}
				s := around[0] + string(rune(c)) + around[1]
				if want := index.Fold(s); got[i] != want && bad < 10 {
					bad++
					t.Errorf("fold %q (U+%04X): Go %q, browser %q", s, c, want, got[i])
				}
				i++
			}
		}
	}
}

// queriesFrom makes n queries out of texts: parts cut anywhere, two of them,
// parts in hiragana, with a letter changed or dropped, and in other widths.
func queriesFrom(docs []index.Document, n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	part := func() []rune {
		d := docs[r.IntN(len(docs))]
		text := []rune(d.Title + "。" + d.Body + d.Context)
		at := r.IntN(len(text))
		return text[at:min(len(text), at+1+r.IntN(11))]
	}
	out := make([]string, n)
	for i := range out {
		p := part()
		switch i % 6 {
		case 1:
			p = append(append(append([]rune{}, p...), ' '), part()...)
		case 2:
			p = append([]rune{}, p...)
			p[r.IntN(len(p))] = []rune("ソンー憶ぬaＡ①々ヴ")[r.IntN(10)]
		case 3:
			k := r.IntN(len(p))
			p = append(append([]rune{}, p[:k]...), p[k+1:]...)
		case 4:
			p = []rune(strings.ToUpper(strings.ReplaceAll(string(p), "ー", "-")))
		case 5:
			for j, c := range p {
				if c >= 'ァ' && c <= 'ヶ' {
					p = append([]rune{}, p...)
					p[j] = c - 0x60
				}
			}
		}
		out[i] = string(p)
	}
	return out
}

// answer is what must agree.
type answer struct {
	IDs        []string
	Scores     []float64
	Coverage   []float64
	Fragments  []string
	Marks      [][][2]int // UTF-16 units
	Confident  bool
	Total      int
	Expansions []index.Expansion

	Cited       []string // per hit
	Citation    index.Citation
	Syntax      index.Syntax
	Approximate bool
}

type browserResult struct {
	Hits []struct {
		ID       string
		Score    float64
		Coverage float64
		Cited    string
		Fragment struct {
			Text  string
			More  bool
			Marks []struct{ Start, End int }
		}
	}
	Confident  bool
	Total      int
	Expansions []index.Expansion
	Facets     []index.FacetCount

	Citation    *index.Citation
	Syntax      index.Syntax
	Approximate bool
}

func (r browserResult) answer() answer {
	a := answer{Confident: r.Confident, Total: r.Total, Expansions: r.Expansions, Syntax: r.Syntax, Approximate: r.Approximate}
	if r.Citation != nil {
		a.Citation = *r.Citation
	}
	for _, h := range r.Hits {
		a.IDs, a.Scores, a.Coverage = append(a.IDs, h.ID), append(a.Scores, h.Score), append(a.Coverage, h.Coverage)
		a.Cited = append(a.Cited, h.Cited)
		a.Fragments = append(a.Fragments, fmt.Sprint(h.Fragment.Text, " ", h.Fragment.More))
		m := [][2]int{}
		for _, s := range h.Fragment.Marks {
			m = append(m, [2]int{s.Start, s.End})
		}
		a.Marks = append(a.Marks, m)
	}
	return a
}

func answerOf(r index.Result) answer {
	a := answer{Confident: r.Confident, Total: r.Total, Expansions: r.Expansions, Syntax: r.Syntax, Approximate: r.Approximate}
	if r.Citation != nil {
		a.Citation = *r.Citation
	}
	for _, h := range r.Hits {
		a.IDs, a.Scores, a.Coverage = append(a.IDs, h.ID), append(a.Scores, h.Score), append(a.Coverage, h.Coverage)
		a.Cited = append(a.Cited, h.Cited)
		a.Fragments = append(a.Fragments, fmt.Sprint(h.Fragment.Text, " ", h.Fragment.More))
		m := [][2]int{}
		for _, s := range h.Fragment.Marks {
			m = append(m, [2]int{units(h.Fragment.Text[:s.Start]), units(h.Fragment.Text[:s.End])})
		}
		a.Marks = append(a.Marks, m)
	}
	return a
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func TestSearchAgrees(t *testing.T) {
	seeds := documents(t)
	for _, c := range []struct {
		name    string
		docs    []index.Document
		queries int
	}{{"seeds", seeds, 600}, {"1500 documents", shuffled(seeds, 1500), 300}} {
		t.Run(c.name, func(t *testing.T) {
			x := build(t, c.docs)
			p := open(t, x)
			queries := append(queriesFrom(c.docs, c.queries), judgedQueries(t)...)
			cuts := call[[][]string](t, p, "pieces", queries)
			got := call[[]browserResult](t, p, "search", queries, 20)
			bad := 0
			for i, q := range queries {
				res, err := x.Search(q, 20, index.SearchOptions{})
				if err != nil {
					t.Fatal(err)
				}
				cut, _ := x.Cut(q)
				diff := cmp.Diff(cut, cuts[i], emptyIsNil) + cmp.Diff(answerOf(res), got[i].answer(), emptyIsNil)
				if diff != "" && bad < 5 {
					bad++
					t.Errorf("query %q (-command +browser):\n%s", q, diff)
				}
			}
		})
	}
}

func TestFiltersAndFacetsAgree(t *testing.T) {
	docs := documents(t)
	x := build(t, docs)
	p := open(t, x)
	queries := queriesFrom(docs, 60)
	for _, filter := range []map[string][]string{nil, {"volume": {"システム運用編", "企画管理編"}},
		{"document": {"clm-r7"}}, {"document": {"mhlw-6.0"}, "certainty": {"likely"}}, {"role": {"いない"}}} {
		got := call[[]browserResult](t, p, "search", queries, 20, map[string]any{"filter": filter, "facets": true})
		for i, q := range queries {
			res, err := x.Search(q, 20, index.SearchOptions{Filter: filter, Facets: true})
			if err != nil {
				t.Fatal(err)
			}
			diff := cmp.Diff(answerOf(res), got[i].answer(), emptyIsNil) + cmp.Diff(res.Facets, got[i].Facets)
			if diff != "" {
				t.Fatalf("query %q, filter %v (-command +browser):\n%s", q, filter, diff)
			}
		}
	}
}

func TestSearchWithoutExpansionAgrees(t *testing.T) {
	x := build(t, documents(t))
	p := open(t, x)
	queries := judgedQueries(t)
	got := call[[]browserResult](t, p, "search", queries, 20, map[string]any{"noExpansion": true})
	for i, q := range queries {
		res, err := x.Search(q, 20, index.SearchOptions{NoExpansion: true})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(answerOf(res), got[i].answer(), emptyIsNil); diff != "" {
			t.Errorf("query %q (-command +browser):\n%s", q, diff)
		}
	}
}

// TestSearchWithoutOneExpansionAgrees switches off, one after the other, every
// expansion a query has.
func TestSearchWithoutOneExpansionAgrees(t *testing.T) {
	x := build(t, documents(t))
	p := open(t, x)
	kinds := map[string]int{}
	for _, q := range []string{"使いまわし", "ぜいじゃくせい 対策", "USBメモリ", "バックアッ", "パスワド 使い回し", "インシデソト", "管理者権限", "辞めた職員", "改竄", "メインテナンス", "二段階認証"} {
		full, err := x.Search(q, 20, index.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range full.Expansions {
			kinds[e.Kind]++
			without := []string{e.Kind + ":" + e.From}
			res, err := x.Search(q, 20, index.SearchOptions{Without: without})
			if err != nil {
				t.Fatal(err)
			}
			e.Off = true
			if diff := cmp.Diff(e, res.Expansions[i]); diff != "" {
				t.Errorf("query %q without %v: the page cannot offer it again (-want +got):\n%s", q, without, diff)
			}
			got := call[[]browserResult](t, p, "search", []string{q}, 20, map[string]any{"without": without})
			if diff := cmp.Diff(answerOf(res), got[0].answer(), emptyIsNil); diff != "" {
				t.Errorf("query %q without %v (-command +browser):\n%s", q, without, diff)
			}
		}
	}
	for _, k := range []string{"variant", "reading", "synonym", "prefix", "typo"} {
		if kinds[k] == 0 {
			t.Errorf("no expansion of kind %s was switched off: %v", k, kinds)
		}
	}
}

// TestUnknownVersionIsRefusedInWords gives the client files of a format it
// does not know, and a site whose shards were not copied.
func TestUnknownVersionIsRefusedInWords(t *testing.T) {
	page := publish(t, build(t, documents(t)[:3]))
	dir := strings.TrimSuffix(strings.TrimPrefix(page, "file://"), "index.html")
	man := filepath.Join(dir, "search", "index.js")
	b, err := os.ReadFile(man)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{fmt.Sprintf(`"version":%d,`, index.FormatVersion), `"version":99,`, "形式 99"},
		{`"base":"`, `"base":"gone`, "を開けません"},
	} {
		if err := os.WriteFile(man, []byte(strings.Replace(string(b), c.old, c.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		p := browser.New(t)
		if err := chromedp.Do(p.Ctx, chromedp.Navigate(page)); err != nil {
			t.Fatal(err)
		}
		msg, err := chromedp.Run(p.Ctx, chromedp.Evaluate[string](
			`parity.search(["パスワード"], 3).then(() => "found", (e) => e.message)`, chromedp.EvalAwaitPromise))
		if err != nil || !strings.Contains(msg, c.want) {
			t.Errorf("want a sentence with %q, got %q, %v", c.want, msg, err)
		}
	}
}

// emptyIsNil lets an empty list equal none.
var emptyIsNil = cmp.Options{
	cmp.Transformer("strings", func(s []string) string { return strings.Join(s, "\x00") }),
	cmp.Transformer("expansions", func(s []index.Expansion) string { return fmt.Sprint(len(s), s) }),
	cmp.Transformer("floats", func(s []float64) string { return fmt.Sprint(s) }),
	cmp.Transformer("syntax", func(s index.Syntax) string { return fmt.Sprintf("%+v", s) }),
	cmp.Transformer("marks", func(s [][][2]int) string { return fmt.Sprint(s) }),
}

// TestClientAgreesWithTheVectors holds the browser to the files the index package is held to.
func TestClientAgreesWithTheVectors(t *testing.T) {
	p := open(t, build(t, documents(t)))
	var folds []struct{ Text, Want string }
	vector(t, "fold.json", &folds)
	for _, c := range folds {
		if got := call[[]string](t, p, "fold", []string{c.Text}); got[0] != c.Want {
			t.Errorf("fold %q: got %q, want %q", c.Text, got[0], c.Want)
		}
	}
	var cuts []struct {
		Query  string
		Pieces []string
	}
	vector(t, "cut.json", &cuts)
	for _, c := range cuts {
		if diff := cmp.Diff(c.Pieces, call[[][]string](t, p, "pieces", []string{c.Query})[0]); diff != "" {
			t.Errorf("cut %q (-want +got):\n%s", c.Query, diff)
		}
	}
	var citations []struct {
		Query, ID   string
		Named, More []string
		Open        bool
	}
	vector(t, "citation.json", &citations)
	for _, want := range citations {
		c := call[[]browserCitation](t, p, "citations", []string{want.Query})[0]
		got := want
		got.ID, got.Named, got.More, got.Open = c.ID, flat(c.Named), flat(c.More), c.Open
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("citation %q (-want +got):\n%s", want.Query, diff)
		}
	}
	var ranks []struct {
		Query  string
		IDs    []string
		Scores []float64
	}
	vector(t, "rank.json", &ranks)
	for _, c := range ranks {
		got := call[[]browserResult](t, p, "search", []string{c.Query}, 10)[0].answer()
		if diff := cmp.Diff(c.IDs, got.IDs, emptyIsNil) + cmp.Diff(c.Scores, got.Scores, emptyIsNil); diff != "" {
			t.Errorf("rank %q (-want +got):\n%s", c.Query, diff)
		}
	}
}

// browserCitation is a query as citation.ts reads it.
type browserCitation struct {
	ID          string
	Named, More []browserReading
	Open        bool
}

type browserReading struct {
	Key  string
	With []string
}

func flat(rs []browserReading) (out []string) {
	for _, r := range rs {
		out = append(out, strings.Join(append([]string{r.Key}, r.With...), " "))
	}
	return out
}

func vector(t *testing.T, name string, v any) {
	t.Helper()
	b, err := os.ReadFile("../../index/testdata/vectors/" + name)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func judgedQueries(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, name := range []string{"dev", "judged", "holdout"} {
		b, err := os.ReadFile("../../index/testdata/queries/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Queries []struct{ Q string }
			None    []string
		}
		if err := json.Unmarshal(b, &f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f.None...)
		for _, q := range f.Queries {
			out = append(out, q.Q)
		}
	}
	return out
}
