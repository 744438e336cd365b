package site

import (
	"path"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// An item and a row that cite the same clause stand in one line: marked as
// inferred, every hop a link to where it leads and with its own certainty, and
// no link of the corpus.
func TestTransitivePageShowsBothHops(t *testing.T) {
	c := fixture()
	links := len(c.Links)
	m := build(t, c)
	var name string
	for _, n := range m.Pages() {
		if strings.HasPrefix(n, "matrix/via-") {
			name = n
		}
	}
	if name == "" {
		t.Fatal("no page for the item and the group that cite システム運用編 8⑤")
	}
	doc := parse(t, m, name)
	if badges := find(find(doc, "div", "class", "page-head")[0], "span", "class", "badge badge-likely"); len(badges) != 1 || text(badges[0]) != "推定" {
		t.Error("the page is not marked as inferred")
	}
	if notice := find(doc, "p", "class", "notice"); len(notice) == 0 || !strings.Contains(text(notice[0]), "公的な資料が定めたものではありません") {
		t.Error("the page does not say that no official text says this")
	}
	rows := find(find(doc, "tbody", "", "")[0], "tr", "", "")
	if len(rows) != 1 {
		t.Fatalf("%d lines, want one", len(rows))
	}
	var hops []string
	for _, a := range find(rows[0], "a", "", "") {
		file, anchor, _ := strings.Cut(attributes(a)["href"], "#")
		target := path.Join(path.Dir(name), file)
		if m[target] == nil || !hasAnchor(parse(t, m, target), anchor) {
			t.Errorf("%q leads nowhere: %s#%s", text(a), target, anchor)
		}
		hops = append(hops, target+"#"+anchor)
	}
	want := "doc/cl-r7/2.html#i08 doc/gl-6.0/sys-8.html#i05 doc/an-1.1/p25.html#2"
	if got := strings.Join(hops, " "); got != want {
		t.Errorf("hops: %s, want %s", got, want)
	}
	// The second link is one whose printed volume and title disagree.
	if got := text(rows[0]); !strings.Contains(got, "食い違い") {
		t.Errorf("%q hides that the row's citation is in conflict", got)
	}
	if index := text(parse(t, m, "matrix.html")); !strings.Contains(index, "推定") {
		t.Error("the list of matrices does not say that the view is inferred")
	}
	if len(c.Links) != links || len(c.LinksFrom("cl-r7-2-i08")) != 1 {
		t.Error("the inference became a link")
	}
	if export := string(m["doc/cl-r7/2.html"]); strings.Contains(export, "②-1") {
		t.Error("the item's own page shows the inferred row as if it were linked")
	}
}

func hasAnchor(doc *html.Node, id string) bool {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && attributes(n)["id"] == id {
			return true
		}
	}
	return false
}

// A number in the matrix opens exactly so many links, and the sums at the edge
// are those of the cells.
func TestMatrixCellsOpenTheirLinks(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, name := range m.Pages() {
		if !strings.HasPrefix(name, "matrix/") || strings.HasPrefix(name, "matrix/via-") {
			continue
		}
		pages++
		doc := parse(t, m, name)
		table := find(doc, "table", "class", "matrix")[0]
		sum := 0
		for _, row := range find(find(table, "tbody", "", "")[0], "tr", "", "") {
			want, got := 0, 0
			for _, cell := range find(row, "td", "", "") {
				links := find(cell, "a", "", "")
				if len(links) == 0 {
					if text(cell) != "" {
						want, _ = strconv.Atoi(text(cell))
					}
					continue
				}
				n, err := strconv.Atoi(strings.Fields(text(links[0]))[0])
				if err != nil {
					t.Fatalf("%s: cell %q", name, text(cell))
				}
				anchor := strings.TrimPrefix(attributes(links[0])["href"], "#")
				if ends := find(find(doc, "div", "id", anchor)[0], "div", "class", "end"); len(ends) != n {
					t.Errorf("%s: cell %s says %d, opens %d links", name, anchor, n, len(ends))
				}
				got += n
			}
			if got != want {
				t.Errorf("%s: row %q adds up to %d, its edge says %d", name, text(row), got, want)
			}
			sum += want
		}
		total := find(find(table, "tfoot", "", "")[0], "td", "class", "sum")[0]
		if text(total) != strconv.Itoa(sum) {
			t.Errorf("%s: the whole is %s, the rows add up to %d", name, text(total), sum)
		}
	}
	if pages != 2 {
		t.Errorf("%d matrices, want one per link set of the embedded documents", pages)
	}
}

// The views of any two documents grow by the square of the documents. Where they
// are too many, those that no ministry's document takes part in are left out,
// and the page says how many.
func TestManyRulesOfOnesOwnMakeNoFloodOfPages(t *testing.T) {
	const rules = 46 // 46*45/2 = 1035 pairs
	files := map[string][]byte{}
	for i := range rules {
		n := strconv.Itoa(100 + i)
		files["rules"+n+".md"] = []byte("---\ntitle: 規程" + n + "\nid: kitei" + n + "\npublisher: 病院\n---\n## 第1条\nシステム運用編 8③ による。\n")
	}
	c := workspaceOf(t, files)
	m := buildWith(t, c, Options{noSearch: true})
	views := 0
	for _, name := range m.Pages() {
		if strings.HasPrefix(name, "matrix/via-") {
			if views++; !strings.Contains(name, "clm-r7") && !strings.Contains(name, "annex2") {
				t.Fatalf("%s joins two documents that nobody has published", name)
			}
		}
	}
	if views < rules {
		t.Errorf("%d views, want one of the checklist with each of %d documents at least", views, rules)
	}
	if got := text(parse(t, m, "matrix.html")); !strings.Contains(got, "公的資料ではない文書どうしの組（1035組）の表は省いています") {
		t.Error("the page does not say what it leaves out")
	}
}
