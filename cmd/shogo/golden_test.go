package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"shogo/corpus"
	"shogo/index"
	"shogo/site"
)

// golden is what the printed sources say, written down by hand: every way into
// shogo has to answer with it.
type golden struct {
	Asked     []string `json:"asked"`
	ID        string   `json:"id"`
	Citation  string   `json:"citation"`
	Quote     string   `json:"quote"`
	Certainty string   `json:"certainty"`
	File      string   `json:"file"`
	Page      int      `json:"page"`
	Line      int      `json:"line"` // one of those it was read from
	Cites     []string `json:"cites"`
	CitedBy   []string `json:"cited_by"`
}

func readGolden(t *testing.T) []golden {
	t.Helper()
	raw, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []golden
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// served is the API over the embedded documents, and the site.
var served = sync.OnceValues(func() (*api, site.Memory) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		panic(err)
	}
	ix, err := index.Build(index.FromCorpus(c), index.Options{})
	if err != nil {
		panic(err)
	}
	pages := site.Memory{}
	if err := site.Build(c, site.Options{Index: ix}, pages); err != nil {
		panic(err)
	}
	return &api{app: &app{}, corpus: c, index: ix}, pages
})

// ask asks the API and decodes its answer.
func ask(t *testing.T, path string, to any) {
	t.Helper()
	s, pages := served()
	w := get(t, handler(s.app, s.corpus, s.index, pages), "127.0.0.1", path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// command runs the command line and decodes what it prints.
func command(t *testing.T, to any, args ...string) {
	t.Helper()
	var out, stderr bytes.Buffer
	if code := run(args, strings.NewReader(""), &out, &stderr); code != 0 {
		t.Fatalf("%v: status %d: %s", args, code, stderr.String())
	}
	if err := json.Unmarshal(out.Bytes(), to); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
}

// check compares a statement with what the source prints.
func (g golden) check(t *testing.T, where string, s apiStatement) {
	t.Helper()
	if s.ID != g.ID || s.Citation != g.Citation || s.Quote != g.Quote || string(s.Certainty) != g.Certainty {
		t.Errorf("%s: %+v, want %+v", where, s, g)
	}
	if s.Source.File != g.File || s.Source.Page != g.Page || g.Line > 0 && !slices.Contains(s.Source.Lines, g.Line) || s.Source.Edition == "" {
		t.Errorf("%s: the source is %+v, want %+v", where, s.Source, g)
	}
	if s.Certainty != corpus.Certain && s.CertaintyReason == "" {
		t.Errorf("%s: %s without a reason", where, s.Certainty)
	}
}

// API, command and site answer with the same ids and the same words.
func TestEveryWayInGivesTheSame(t *testing.T) {
	t.Setenv(cacheVariable, t.TempDir())
	_, pages := served()
	articles := articlesByID(t, pages)
	for _, g := range readGolden(t) {
		for _, q := range g.Asked {
			var resolved apiResolved
			ask(t, "/api/resolve?q="+url.QueryEscape(q), &resolved)
			if len(resolved.Requirements) != 1 {
				t.Fatalf("%s names %d requirements", q, len(resolved.Requirements))
			}
			g.check(t, "API "+q, resolved.Requirements[0])
			var shown showJSON
			command(t, &shown, "show", "--json", q)
			if len(shown.Requirements) != 1 || shown.Requirements[0].ID != g.ID || shown.Requirements[0].Text != g.Quote {
				t.Errorf("show %s: %+v", q, shown.Requirements)
			}
		}
		var one apiRequirement
		ask(t, "/api/requirements/"+g.ID, &one)
		g.check(t, "API requirement", one.apiStatement)
		var cites, citedBy []string
		for _, l := range one.Links {
			if l.To.ID == g.ID {
				citedBy = append(citedBy, l.From.ID)
			} else {
				cites = append(cites, l.To.ID)
			}
		}
		if !slices.Equal(cites, g.Cites) && len(cites)+len(g.Cites) > 0 || !slices.Equal(citedBy, g.CitedBy) && len(citedBy)+len(g.CitedBy) > 0 {
			t.Errorf("%s cites %v and is cited by %v, want %v and %v", g.ID, cites, citedBy, g.Cites, g.CitedBy)
		}
		if text, ok := articles[g.ID]; !ok || !strings.Contains(flat(text), flat(g.Quote)) {
			t.Errorf("the site shows %q for %s, want %q", text, g.ID, g.Quote)
		}
	}
}

// The command and the API rank alike.
func TestSearchIsTheSameEverywhere(t *testing.T) {
	t.Setenv(cacheVariable, t.TempDir())
	for q, first := range map[string]string{"使い回し": "clm-r7-2-i08", "二要素認証": "clm-r7-2-i10", "シス8③": "mhlw-6.0-sys-8-i03", "外部記録媒体": "clm-r7-2-i09"} {
		var answer apiResult
		ask(t, "/api/search?n=10&q="+url.QueryEscape(q), &answer)
		var printed resultJSON
		command(t, &printed, "search", "--json", "-n", "10", q)
		if len(answer.Hits) == 0 || answer.Hits[0].ID != first || len(answer.Hits) != len(printed.Hits) {
			t.Fatalf("%s: %d and %d hits", q, len(answer.Hits), len(printed.Hits))
		}
		for i, h := range answer.Hits {
			if p := printed.Hits[i]; p.ID != h.ID || p.Score != h.Score || p.Citation != h.Citation || p.Fragment != h.Fragment {
				t.Errorf("%s: hit %d is %s and %s", q, i+1, h.ID, p.ID)
			}
			if h.Source.File == "" || h.Certainty == "" {
				t.Errorf("%s: %s without source or certainty", q, h.ID)
			}
		}
	}
}

func articlesByID(t *testing.T, pages site.Memory) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range pages.Pages() {
		if !strings.HasPrefix(name, "doc/") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(pages[name]))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "data-id" {
					out[a.Val] = textOf(n)
				}
			}
		}
	}
	return out
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }
