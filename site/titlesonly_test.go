package site

import (
	"strings"
	"testing"

	"shogo/corpus"
	"shogo/corpus/assessment"
)

// An item that a reader has seen on a sheet stands on the page of its section
// and in the list of the start page too, with a link to the sheet.
func TestTitlesThatOnlySheetsKnowStandAmongTheirNeighbours(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	titles := 0
	for _, f := range assessment.Forms(c) {
		for _, it := range f.Items {
			if it.Requirement != nil {
				continue
			}
			titles++
			number, _, _ := strings.Cut(it.Label, "-")
			at := "doc/" + f.Document + "/" + number + ".html"
			if li := find(parse(t, m, at), "li", "id", strings.TrimPrefix(it.ID, f.Document+"-"+number+"-")); len(li) != 1 || !strings.Contains(text(li[0]), it.Title) {
				t.Errorf("%s has no anchor for %s, to which the search leads", at, it.ID)
			}
			if !strings.Contains(string(m["search/places/0.js"])+string(m["search/places/1.js"])+string(m["search/places/2.js"]), `["`+it.ID+`",`) {
				t.Errorf("the search does not know where %s stands", it.ID)
			}
			for _, name := range []string{"index.html", "doc/" + f.Document + "/" + number + ".html"} {
				found := false
				for _, a := range find(parse(t, m, name), "a", "", "") {
					if strings.HasSuffix(text(a), it.Title) && strings.HasSuffix(attributes(a)["href"], "#item-"+it.ID) {
						found = true
					}
				}
				if !found {
					t.Errorf("%s: no link to %s %s on its sheet", name, it.Label, it.Title)
				}
			}
		}
	}
	if titles == 0 {
		t.Error("the registry knows no title beyond the documents")
	}
	// In the order of the checklist, between those with text.
	if all := text(parse(t, m, "index.html")); !(strings.Index(all, "台帳管理") < strings.Index(all, "退職者") && strings.Index(all, "退職者") < strings.Index(all, "セキュリティパッチ")) {
		t.Error("the start page does not list 2-①, 2-⑤ and 2-⑥ in this order")
	}
}
