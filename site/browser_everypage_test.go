package site

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shogo/corpus"
)

// troubled is the fixture with all that is rare: two editions, links of every
// state, a matrix by way of a third document, and text that tries to run.
func troubled(t *testing.T) Memory {
	t.Helper()
	c := twoEditions()
	suspect, gone := c.Links[0], *c.Links[len(c.Links)-1]
	edits, _ := corpus.DiffText("前の文言"+hostile, "今の文言")
	suspect.State, suspect.StateReason = corpus.StateSuspect, "引用元の文言が変わりました。"+hostile
	suspect.Changed = &corpus.Changed{From: &corpus.WordChange{Kept: corpus.KeptWhole, Edits: edits}, To: &corpus.WordChange{Kept: corpus.KeptNone}}
	suspect.Decision = &corpus.Decision{Kind: corpus.DecisionAccept, Reviewer: hostile, Date: "2026-04-01"}
	gone.State, gone.Review = corpus.StateResolved, corpus.ReviewRejected
	gone.Decision = &corpus.Decision{Kind: corpus.DecisionReject, Reviewer: "佐藤", Date: "2026-04-02", Reason: hostile}
	c.Rejected = []*corpus.Link{&gone}
	m := buildWith(t, c, Options{})
	for _, folder := range []string{"diff/", "matrix/via-", "sheet/", "source/", "search/"} {
		if !slices.ContainsFunc(m.Names(), func(n string) bool { return strings.HasPrefix(n, folder) }) {
			t.Fatalf("the site has no %s to look at", folder)
		}
	}
	return m
}

// Every page, opened from a folder and from a server, loads without an error or
// a refused script, and asks for nothing but files of its own site that are
// there; so does the edition in one file.
func TestEveryPageAsksForNothingButItsOwnFiles(t *testing.T) {
	embedded, err := real()
	if err != nil {
		t.Fatal(err)
	}
	v := newVisitor(t)
	for name, m := range map[string]Memory{"embedded": embedded, "troubled": troubled(t)} {
		dir := t.TempDir()
		for _, file := range m.Names() {
			if err := DirWriter(dir).WriteFile(file, m[file]); err != nil {
				t.Fatal(err)
			}
		}
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		t.Cleanup(server.Close)
		for kind, base := range map[string]string{"file": "file://" + dir + "/", "http": server.URL + "/"} {
			if kind == "http" && name == "embedded" {
				continue // the same pages and the same policy; the troubled site has every kind of them
			}
			t.Run(name+" "+kind, func(t *testing.T) { visitor{t, v.page}.readAll(base, m) })
		}
		data, err := Single(m.Names(), func(n string) ([]byte, error) { return m[n], nil })
		if err != nil {
			t.Fatal(err)
		}
		one := filepath.Join(t.TempDir(), "all.html")
		if err := os.WriteFile(one, data, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Run(name+" one file", func(t *testing.T) { visitor{t, v.page}.readOneFile("file://" + one) })
	}
}

// readAll opens every page of a site.
func (v visitor) readAll(base string, m Memory) {
	v.Helper()
	v.do(chromedp.Navigate("about:blank"))
	v.page.Reset()
	pages := 0
	for _, name := range m.Names() {
		if filepath.Ext(name) != ".html" {
			continue
		}
		pages++
		v.do(chromedp.Navigate(base + name))
		v.onlyOwn(name, base, m)
	}
	ask[int](v, `new Promise((done) => setTimeout(() => done(0), 200))`) // what the last page still asks for
	v.onlyOwn("the last page", base, m)
	if pages < 30 {
		v.Errorf("only %d pages were opened", pages)
	}
}

// onlyOwn reports errors, and requests for anything but files of the site.
func (v visitor) onlyOwn(name, base string, m Memory) {
	v.Helper()
	asked := v.page.Requests()
	for _, e := range v.page.ConsoleErrors() {
		v.Errorf("%s: console: %s", name, e)
	}
	v.page.Reset()
	for _, r := range asked {
		file, ours := strings.CutPrefix(r, base)
		file, _, _ = strings.Cut(file, "#")
		file, _, _ = strings.Cut(file, "?")
		file, err := url.PathUnescape(file)
		if strings.HasPrefix(base, "http:") && (file == "" || strings.HasSuffix(file, "/")) {
			file += "index.html" // where the server leads to
		}
		if strings.HasPrefix(r, "data:") {
			continue // Chromium's own picture on a field for a date; a page's would be refused
		}
		if _, there := m[file]; !ours || err != nil || !there {
			v.Errorf("%s: a request to %.200s", name, r)
		}
	}
}

// readOneFile turns every page of the edition in one file.
func (v visitor) readOneFile(address string) {
	v.Helper()
	v.do(chromedp.Navigate("about:blank"))
	v.page.Reset()
	v.do(chromedp.Navigate(address))
	shown := ask[[]string](v, `(async () => {
		const shown = [];
		for (const page of document.querySelectorAll("[data-page]")) {
			location.hash = page.querySelector("[id]")?.id ?? "";
			await new Promise((done) => setTimeout(done, 10));
			shown.push(page.dataset.page);
		}
		return shown;
	})()`)
	if len(shown) < 20 {
		v.Errorf("only %d pages in the file", len(shown))
	}
	for _, e := range v.page.ConsoleErrors() {
		v.Errorf("console: %s", e)
	}
	for _, r := range v.page.Requests() {
		file, _, _ := strings.Cut(r, "#")
		if file != address && !strings.HasPrefix(r, "data:") {
			v.Errorf("a request to %.200s", r)
		}
	}
}

// The check above hears what it has to hear: a script, a style and a picture
// from elsewhere that a page's policy refuses, and a request it does not.
func TestRefusedScriptsAreHeard(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	dir, v := t.TempDir(), newVisitor(t)
	for name, added := range map[string]string{"inline": `<script>1</script>`, "style": `<p style="color:red">x</p>`, "handler": `<img src="data:image/png;base64,AA==" onerror="1">`,
		"elsewhere": `<img src="http://127.0.0.1:9/x.png">`, "script elsewhere": `<script src="http://127.0.0.1:9/x.js"></script>`} {
		page := strings.Replace(string(m["about.html"]), "</main>", added+"</main>", 1)
		if page == string(m["about.html"]) {
			t.Fatal("nothing was put into the page")
		}
		file := filepath.Join(dir, fmt.Sprintf("%x.html", name))
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(page, "assets/", "nowhere/")), 0o644); err != nil {
			t.Fatal(err)
		}
		v.do(chromedp.Navigate("about:blank"))
		v.page.Reset()
		v.do(chromedp.Navigate("file://" + file))
		ask[int](v, `new Promise((done) => setTimeout(() => done(0), 200))`)
		if !slices.ContainsFunc(v.page.ConsoleErrors(), func(e string) bool { return strings.Contains(e, "Content Security Policy") }) {
			t.Errorf("%s: nothing was heard: %q", name, v.page.ConsoleErrors())
		}
	}
}
