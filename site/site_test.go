package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"shogo/corpus"
	"shogo/index"
)

// build publishes c in memory, without search data.
func build(t *testing.T, c *corpus.Corpus) Memory {
	t.Helper()
	return buildWith(t, c, Options{noSearch: true})
}

// buildWith publishes c in memory.
func buildWith(t *testing.T, c *corpus.Corpus, opts Options) Memory {
	t.Helper()
	m := Memory{}
	if err := Build(c, opts, m); err != nil {
		t.Fatal(err)
	}
	return m
}

// parse reads a page of a built site.
func parse(t *testing.T, m Memory, name string) *html.Node {
	t.Helper()
	data, ok := m[name]
	if !ok {
		t.Fatalf("no page %q; the site has %q", name, m.Names())
	}
	n, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// find returns the elements with the given name (any if empty) whose attribute
// key has the given value, in document order.
func find(root *html.Node, element, key, value string) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || element != "" && n.Data != element {
			continue
		}
		have, ok := attributes(n)[key]
		if key == "" || ok && (have == value || key == "class" && strings.Contains(" "+have+" ", " "+value+" ")) {
			out = append(out, n)
		}
	}
	return out
}

// text is what a reader sees of n, white space joined.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// article returns the one article of a requirement.
func article(t *testing.T, m Memory, page, id string) *html.Node {
	t.Helper()
	found := find(parse(t, m, page), "", "data-id", id)
	if len(found) != 1 {
		t.Fatalf("%s: %d elements for %q, want 1", page, len(found), id)
	}
	return found[0]
}

func TestPagesAreWellFormedAndLinksLeadSomewhere(t *testing.T) {
	for _, problem := range Check(build(t, fixture())) {
		t.Error(problem)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	m := Memory{"a.html": []byte(`<html lang="en"><body><h1 id="x">a</h1><h3 id="x" onclick="f()">b</h3>` +
		`<script>1</script><img src="https://example.org/i.png"><a href="b.html">b</a><a href="#no">c</a><a href="javascript:f()">d</a></body></html>`)}
	got := strings.Join(Check(m), "\n")
	for _, want := range []string{`lang is "en"`, "policy", "jumps from 1 to 3", `id "x" stands 2 times`, "forbids script", "forbids h3 onclick",
		`reaches for "https://example.org/i.png"`, `no file "b.html"`, `no place "no"`, "javascript"} {
		if !strings.Contains(got, want) {
			t.Errorf("no complaint with %q in:\n%s", want, got)
		}
	}
}

func TestTwoBuildsAreEqual(t *testing.T) {
	a, b := build(t, fixture()), build(t, fixture())
	if diff := cmp.Diff(a.Names(), b.Names()); diff != "" {
		t.Error(diff)
	}
	if !maps.EqualFunc(a, b, bytes.Equal) {
		t.Error("two builds of one corpus differ")
	}
}

func TestEveryRequirementHasItsArticle(t *testing.T) { everyRequirementHasItsArticle(t, fixture()) }

func everyRequirementHasItsArticle(t *testing.T, c *corpus.Corpus) {
	m := build(t, c)
	seen := map[string]int{}
	for _, page := range m.Pages() {
		for n := range parse(t, m, page).Descendants() {
			if id := attributes(n)["data-id"]; id != "" {
				seen[id]++
			}
		}
	}
	for _, r := range c.Requirements {
		if seen[r.ID] != 1 {
			t.Errorf("requirement %s stands in %d articles, want 1", r.ID, seen[r.ID])
		}
	}
	for _, g := range c.Groups {
		if seen[g.ID] != 1 {
			t.Errorf("group %s stands in %d sections, want 1", g.ID, seen[g.ID])
		}
	}
}

func TestEveryLinkStandsOnBothEnds(t *testing.T) { everyLinkStandsOnBothEnds(t, fixture()) }

func everyLinkStandsOnBothEnds(t *testing.T, c *corpus.Corpus) {
	m := build(t, c)
	links := map[[2]string]bool{}
	for _, page := range m.Pages() {
		for _, n := range find(parse(t, m, page), "div", "class", "end") {
			links[[2]string{owner(n), attributes(n)["data-link"]}] = true
		}
	}
	for _, l := range c.Links {
		if !links[[2]string{l.From, l.To}] {
			t.Errorf("link %s is not shown at %s", l.ID, l.From)
		}
		if !links[[2]string{l.To, l.From}] {
			t.Errorf("link %s is not shown at %s", l.ID, l.To)
		}
	}
}

// owner is the id of the nearest requirement or group around n.
func owner(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if id := attributes(n)["data-id"]; id != "" {
			return id
		}
	}
	return ""
}

func TestStableAddresses(t *testing.T) {
	addr, err := newAddress(fixture())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"gl-6.0":         "doc/gl-6.0/index.html",
		"gl-6.0-sys":     "doc/gl-6.0/sys.html",
		"gl-6.0-sys-8":   "doc/gl-6.0/sys-8.html#clause",
		"cl-r7-2-i08":    "doc/cl-r7/2.html#i08",
		"an-1.1-p25-2":   "doc/an-1.1/p25.html#2",
		"an-1.1-p25-2-1": "doc/an-1.1/p25.html#2-1",

		"gl-6.0-sys-8-i05": "doc/gl-6.0/sys-8.html#i05",
		"gl-6.0-sys-8.1":   "doc/gl-6.0/sys-8.html#8.1",
	} {
		if got := addr.place[id].String(); got != want {
			t.Errorf("address of %s: got %s, want %s", id, got, want)
		}
	}
	if got := addr.of("cl-r7-2-i08", "doc/gl-6.0/sys-8.html"); got != "../../doc/cl-r7/2.html#i08" {
		t.Errorf("address from another page: got %s", got)
	}
}

func TestUnsafeIDIsRefused(t *testing.T) {
	c := fixture()
	c.Documents[0].ID = "../evil"
	if err := Build(c, Options{noSearch: true}, Memory{}); err == nil || !strings.Contains(err.Error(), `"../evil"`) {
		t.Errorf("want an error naming the id, got %v", err)
	}
}

func TestRequirementOutsideTheOutlineKeepsAPage(t *testing.T) {
	for id, page := range map[string]string{"cl-r7-2-q1": "doc/cl-r7/2.html", "cl-r7-9-i01": "doc/cl-r7/other.html"} {
		c := fixture()
		c.Requirements = append(c.Requirements, &corpus.Requirement{ID: id, Document: "cl-r7", Kind: corpus.KindChecklistItem,
			Label: "①", Title: "章立てにない項目", Certainty: corpus.Ambiguous})
		if got := text(article(t, build(t, c), page, id)); !strings.Contains(got, "章立てにない項目") {
			t.Errorf("%s: got %q", id, got)
		}
	}
}

func TestOldAddressLeadsToTheNewOne(t *testing.T) {
	c := fixture()
	row := c.Requirement("an-1.1-p25-2-1")
	row.Aliases = []string{"an-1.1-p24-2-1"}
	m := build(t, c)
	old := find(parse(t, m, "doc/an-1.1/p24.html"), "li", "id", "2-1")
	if len(old) != 1 {
		t.Fatalf("%d entries for the old address, want 1", len(old))
	}
	if got := attributes(find(old[0], "a", "", "")[0])["href"]; got != "../../doc/an-1.1/p25.html#2-1" {
		t.Errorf("leads to %s", got)
	}
	for _, problem := range Check(m) {
		t.Error(problem)
	}
}

func TestCrosswalkListsEveryLink(t *testing.T) {
	c := fixture()
	root := parse(t, build(t, c), "crosswalk.html")
	rows := find(root, "tr", "", "")
	if len(rows) != 2 {
		t.Fatalf("%d rows, want the captions and one cited clause", len(rows))
	}
	wantAll(t, rows[0], "条文 チェックリスト（令和7年度） 別紙2 対応表")
	wantAll(t, rows[1], "システム運用編 8⑤", "チェックリスト 2-⑧", "小項目 ② 特権IDの最小限の利用", "食い違いあり")
	if got := len(find(rows[1], "li", "", "")); got != len(c.Links) {
		t.Errorf("%d links, want %d", got, len(c.Links))
	}
}

func TestReportAddress(t *testing.T) {
	for report, want := range map[string]string{"": "このサイトを配布・設置した担当者", "情報管理室 内線 1234": "情報管理室 内線 1234",
		"mailto:a@example.org": "mailto:a@example.org", "javascript:alert(1)": "javascript:alert(1)"} {
		m := buildWith(t, fixture(), Options{Report: report, noSearch: true})
		footer := find(parse(t, m, "index.html"), "footer", "", "")[0]
		wantAll(t, footer, want)
		if links := find(footer, "a", "href", report); (len(links) == 1) != strings.HasPrefix(report, "mailto:") {
			t.Errorf("%q: %d links", report, len(links))
		}
	}
}

func TestWriterStaysInItsFolder(t *testing.T) {
	for _, name := range []string{"../a", "/a", "a/../../b", ""} {
		if err := DirWriter(t.TempDir()).WriteFile(name, nil); err == nil {
			t.Errorf("wrote %q", name)
		}
	}
}

// scriptArguments reads the values a script hands to its function.
func scriptArguments(t *testing.T, m Memory, name, function string) []json.RawMessage {
	t.Helper()
	data, begins := strings.CutPrefix(string(m[name]), function+"(")
	data, ends := strings.CutSuffix(data, ");\n")
	if !begins || !ends {
		t.Fatalf("%s is no call of %s: %.80q", name, function, m[name])
	}
	var out []json.RawMessage
	if err := json.Unmarshal([]byte("["+data+"]"), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func unmarshal[T any](t *testing.T, data json.RawMessage) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

type placesRoot struct {
	Documents [][2]string
	First     []string
}

func TestPlacesLeadToTheArticles(t *testing.T) {
	c := fixture()
	m := build(t, c)
	root := unmarshal[placesRoot](t, scriptArguments(t, m, "search/places.js", "shogoPlaces")[0])
	found := map[string]bool{}
	for _, p := range unmarshal[[][]any](t, scriptArguments(t, m, "search/places/0.js", "shogoPlace")[1]) {
		for _, it := range p[1].([]any) {
			item := it.([]any)
			id := item[0].(string)
			found[id] = true
			if got := attributes(article(t, m, p[0].(string), id))["id"]; got != item[1] {
				t.Errorf("%s: anchor %q, article %q", id, item[1], got)
			}
			if id == "gl-6.0-sys-8-i05" && (len(item) != 5 || root.Documents[int(item[4].(float64))] != [2]string{"an-1.1", "別紙2 対応表"}) {
				t.Errorf("the page of a quoted clause is not said to be the quoting document's: %v", item)
			}
		}
	}
	if len(found) != len(c.Requirements) {
		t.Errorf("%d places, want %d", len(found), len(c.Requirements))
	}
}

// crowd is a document of n items with titles of their own.
func crowd(n int) *corpus.Corpus {
	d := &corpus.Document{ID: "many", Title: "多くの項目", ShortName: "多くの項目", Certainty: corpus.Certain}
	s := &corpus.Section{ID: "many-1", Kind: corpus.SectionChapter, Number: "1", Title: "章", Certainty: corpus.Certain}
	d.Outline = []*corpus.Section{s}
	c := &corpus.Corpus{Documents: []*corpus.Document{d}}
	for i := range n {
		id := fmt.Sprintf("many-1-x%05d", i)
		s.Requirements = append(s.Requirements, id)
		c.Requirements = append(c.Requirements, &corpus.Requirement{ID: id, Document: d.ID, Kind: corpus.KindClause, Label: id,
			Citation: id, Title: fmt.Sprintf("ウイルス対策の手順その%05d", n-i), Text: "本文。", Certainty: corpus.Certain})
	}
	return c
}

// What one search reads must not grow with the corpus: places and suggestions
// come in shards that a list of first keys leads to.
func TestSearchDataOfManyItemsComesInShards(t *testing.T) {
	const n = 2000
	m := build(t, crowd(n))
	root := unmarshal[placesRoot](t, scriptArguments(t, m, "search/places.js", "shogoPlaces")[0])
	if want := (n + placesPerShard - 1) / placesPerShard; len(root.First) != want {
		t.Fatalf("%d shards of places, want %d", len(root.First), want)
	}
	last := scriptArguments(t, m, fmt.Sprintf("search/places/%d.js", len(root.First)-1), "shogoPlace")
	if got := unmarshal[[][]any](t, last[1])[0][1].([]any)[0].([]any)[0]; got != root.First[len(root.First)-1] {
		t.Errorf("last shard begins with %v, the list says %q", got, root.First[len(root.First)-1])
	}
	type suggestRoot struct {
		First   []string
		Entries [][]any
	}
	s := unmarshal[suggestRoot](t, scriptArguments(t, m, "search/suggest.js", "shogoSuggest")[0])
	if len(s.Entries) > 0 || len(s.First) < 2 {
		t.Fatalf("%d suggestions in one file and %d shards, want shards only", len(s.Entries), len(s.First))
	}
	all := 0
	for i, first := range s.First {
		shard := unmarshal[[][]any](t, scriptArguments(t, m, fmt.Sprintf("search/suggest/%d.js", i), "shogoSuggestShard")[1])
		all += len(shard)
		if key := index.Fold(shard[0][1].(string)); !strings.HasPrefix(key, first) {
			t.Errorf("shard %d begins with %q, the list says %q", i, key, first)
		}
	}
	if all != n+1 { // and the chapter
		t.Errorf("%d suggestions, want %d", all, n+1)
	}
}

func TestSuggestionsAreTermsAndTitles(t *testing.T) {
	m := build(t, fixture())
	root := unmarshal[struct{ Entries [][]any }](t, scriptArguments(t, m, "search/suggest.js", "shogoSuggest")[0])
	got := map[string]float64{}
	for _, e := range root.Entries {
		if _, twice := got[e[1].(string)]; twice {
			t.Errorf("%v is suggested twice", e[1])
		}
		got[e[1].(string)] = e[0].(float64)
	}
	for text, kind := range map[string]float64{"CSIRT": suggestTerm, "利用機器の管理": suggestTitle,
		"パスワードの使い回しを禁止している。": suggestItem, "特権IDの最小限の利用": suggestGroup} {
		if k, ok := got[text]; !ok || k != kind {
			t.Errorf("%s: kind %v (found %v), want %v", text, k, ok, kind)
		}
	}
}
