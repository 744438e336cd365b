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
	axe, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	dir := publish(t)
	v := newVisitor(t)
	pages := append(pageTypes(m), "index.html#q=%E4%BD%BF%E3%81%84%E5%9B%9E%E3%81%97", "index.html#q=qqqq")
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
