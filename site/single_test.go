package site

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// One file holds the whole site: it searches as the folder does, its links lead
// to places in it, and it asks for nothing but itself.
func TestSingleFile(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) ([]byte, error) { return m[name], nil }
	data, err := Single(m.Names(), read)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Single(m.Names(), read)
	if err != nil || string(again) != string(data) {
		t.Error("two files of one site differ")
	}
	file := filepath.Join(t.TempDir(), "照合 一式.html")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	facts, err := readPage(data)
	if err != nil {
		t.Fatal(err)
	}
	for id, n := range facts.ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
	for _, l := range facts.links {
		switch {
		case strings.HasPrefix(l.target, "#"):
			if id := l.target[1:]; id != "" && facts.ids[id] == 0 && !strings.HasPrefix(id, "q=") {
				t.Errorf("no place %q", l.target)
			}
		case l.loads && !strings.HasPrefix(l.target, "data:"), !strings.Contains(l.target, ":") && l.target != "":
			t.Errorf("%s reaches for %q", l.element, l.target)
		}
	}
	if strings.Contains(facts.policy, "unsafe") || !strings.Contains(facts.policy, "script-src 'sha256-") {
		t.Errorf("policy %q", facts.policy)
	}

	v := newVisitor(t)
	folder := newVisitor(t)
	folder.openFile(publish(t), "index.html")
	v.openFile(filepath.Dir(file), filepath.Base(file))
	for _, q := range []string{"使い回し", "二要素認証", "シス8③", "外部記録媒体", "ばっくあっぷ"} {
		expression := `shogo.search("` + q + `", 10).then((h) => h.map((x) => x.id + " " + x.score))`
		got := ask[[]string](v, expression)
		if len(got) == 0 {
			t.Errorf("%s finds nothing", q)
		}
		if want := ask[[]string](folder, expression); cmp.Diff(want, got) != "" {
			t.Errorf("%s: the folder and the file differ: %s", q, cmp.Diff(want, got))
		}
	}
	ask[bool](v, `(document.getElementById("site-q").value = "使い回し", document.getElementById("site-search").requestSubmit(), true)`)
	if !eventually(func() bool { return ask[bool](v, `document.querySelector("#site-results [data-id] a[href]") !== null`) }) {
		t.Fatal("no results are shown")
	}
	ask[bool](v, `(document.querySelector("#site-results [data-id] a[href]").click(), true)`)
	if !eventually(func() bool {
		return ask[bool](v, `[...document.querySelectorAll("[data-page]")].filter((p) => !p.hidden).map((p) => p.dataset.page).join() === "doc/clm-r7/2.html"`)
	}) {
		t.Errorf("the result leads to %s", ask[string](v, `location.hash + [...document.querySelectorAll("[data-page]")].filter((p) => !p.hidden).map((p) => p.dataset.page).join()`))
	}
	requests := slices.DeleteFunc(v.page.Requests(), func(r string) bool { return strings.HasPrefix(r, "data:") })
	if len(requests) != 1 {
		t.Errorf("requests: %v", requests)
	}
	if errors := v.page.ConsoleErrors(); len(errors) > 0 {
		t.Errorf("console: %v", errors)
	}
}
