package client_test

import (
	"net/url"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestFirstResultIsSmall opens a fresh page for each of many queries and adds
// up the index files it read until the first result.
func TestFirstResultIsSmall(t *testing.T) {
	const limit = 50_000 // bytes, the median
	x := build(t, documents(t))
	p := open(t, x)
	here := ""
	if out, err := chromedp.Run(p.Ctx, chromedp.Location()); err == nil {
		here = out
	}
	var sizes, files []int
	for _, q := range judgedQueries(t)[:40] {
		if err := chromedp.Do(p.Ctx, chromedp.Navigate("about:blank")); err != nil {
			t.Fatal(err)
		}
		p.Reset()
		if err := chromedp.Do(p.Ctx, chromedp.Navigate(here)); err != nil {
			t.Fatal(err)
		}
		call[[]browserResult](t, p, "search", []string{q}, 10)
		sum, n := 0, 0
		for _, r := range p.Requests() {
			u, err := url.Parse(r)
			if err != nil || !strings.Contains(u.Path, "/search/") {
				continue
			}
			info, err := os.Stat(u.Path)
			if err != nil {
				t.Fatal(err)
			}
			sum, n = sum+int(info.Size()), n+1
		}
		sizes, files = append(sizes, sum), append(files, n)
	}
	sort.Ints(sizes)
	sort.Ints(files)
	k := len(sizes)
	t.Logf("first result: median %d bytes in %d files, 95th percentile %d in %d", sizes[k/2], files[k/2], sizes[k*95/100], files[k*95/100])
	if sizes[k/2] > limit {
		t.Errorf("median %d bytes, want at most %d", sizes[k/2], limit)
	}
}
