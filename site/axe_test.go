package site

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// pageTypes picks one page of every kind: all at the root and the first of
// every folder and document.
func pageTypes(m Memory) []string {
	seen := map[string]bool{}
	var out []string
	for _, name := range m.Pages() {
		kind := filepath.Dir(name)
		if kind != "." && strings.HasSuffix(name, "index.html") {
			kind += "/index"
		}
		if kind == "." || !seen[kind] {
			seen[kind] = true
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// axe-core finds nothing on any kind of page, in light and in dark. Its rules
// hold names for screen readers, contrast, structure and more.
func TestAxeFindsNothing(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	axeFindsNothing(t, publish(t), append(pageTypes(m), "index.html#q=%E4%BD%BF%E3%81%84%E5%9B%9E%E3%81%97", "index.html#q=qqqq"))
}

// The same for the kinds of page that the embedded documents bring none of:
// what changed between two editions, and what follows from two links.
func TestAxeFindsNothingOnDiffAndTransitivePages(t *testing.T) {
	m, dir := Memory{}, t.TempDir()
	if err := Build(twoEditions(), Options{}, m); err != nil {
		t.Fatal(err)
	}
	writeSite(t, m, dir)
	var pages []string
	for _, name := range m.Pages() {
		if strings.HasPrefix(name, "diff/") || strings.HasPrefix(name, "matrix/via-") {
			pages = append(pages, name)
		}
	}
	if len(pages) < 2 {
		t.Fatalf("the fixture has only %q", pages)
	}
	// Both show badges and markup of sources that other pages show otherwise.
	axeFindsNothing(t, dir, append(pages, "audit.html", "doc/cl-r7/2.html"))
}

func axeFindsNothing(t *testing.T, dir string, pages []string) {
	t.Helper()
	axe, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	v := newVisitor(t)
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(v.page.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			v.do(chromedp.Navigate("about:blank"))
			v.openFile(dir, page)
			if strings.Contains(page, "#q=") {
				v.do(chromedp.WaitVisible("#site-results h2"))
			}
			got := ask[[]string](v, string(axe)+`;axe.run(document, {resultTypes: ["violations"]}).then((r) =>
				r.violations.flatMap((x) => x.nodes.map((n) => x.id + ": " + n.target.join(" ") + " " + n.html.slice(0, 160) + " " + n.failureSummary)))`)
			for _, x := range got {
				t.Errorf("%s (%s): %s", page, scheme, x)
			}
		}
	}
}
