package client_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"

	"shogo/index"
	"shogo/site/internal/browser"
)

// bundleEntry makes one script of a module of testdata, minified as the site's.
func bundleEntry(t testing.TB, entry string) []byte {
	t.Helper()
	res := api.Build(api.BuildOptions{EntryPoints: []string{"testdata/" + entry + ".ts"}, Bundle: true, Format: api.FormatIIFE,
		Target: api.ES2020, MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true})
	if len(res.Errors) > 0 {
		t.Fatalf("bundle: %+v", res.Errors)
	}
	t.Logf("bundle: %d bytes", len(res.OutputFiles[0].Contents))
	return res.OutputFiles[0].Contents
}

// publishEntry writes a page with a module of testdata, the index unless it is
// nil, and further files, and returns the page's address.
func publishEntry(t testing.TB, entry string, x *index.Index, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) error {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	}
	page := `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="x.js"></script>`
	for _, set := range []map[string][]byte{{"x.js": bundleEntry(t, entry), "index.html": []byte(page)}, files} {
		for name, data := range set {
			if err := write(name, data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if x != nil {
		if err := x.Export(func(name string, data []byte) error { return write("search/"+name, data) }); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + dir + "/index.html"
}

// visit opens a page. What it writes to the console as an error fails the test.
func visit(t testing.TB, address string) *browser.Page {
	t.Helper()
	p := browser.New(t)
	if err := chromedp.Do(p.Ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if errs := p.ConsoleErrors(); len(errs) > 0 {
			t.Errorf("console: %v", errs)
		}
	})
	return p
}

// evaluate calls a function of the page with arguments.
func evaluate[T any](t testing.TB, p *browser.Page, function string, args ...any) T {
	t.Helper()
	b, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	out, err := chromedp.Run(p.Ctx, chromedp.Evaluate[T](function+"(..."+string(b)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", function, err)
	}
	return out
}
