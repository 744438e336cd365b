package site

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
	"shogo/site/internal/browser"
)

// real is the corpus of the embedded documents, published once for all tests.
var real = sync.OnceValues(func() (Memory, error) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		return nil, err
	}
	m := Memory{}
	return m, Build(c, Options{}, m)
})

// publish writes the real site to a folder and returns it.
func publish(t *testing.T) string {
	t.Helper()
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	writeSite(t, m, dir)
	return dir
}

func writeSite(t *testing.T, m Memory, dir string) {
	t.Helper()
	for _, name := range m.Names() {
		if err := DirWriter(dir).WriteFile(name, m[name]); err != nil {
			t.Fatal(err)
		}
	}
}

// visitor is a person with a browser.
type visitor struct {
	*testing.T
	page *browser.Page
}

func newVisitor(t *testing.T) visitor { return visitor{t, browser.New(t)} }

// do runs the steps and stops the test if one fails.
func (v visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	// A step that cannot be done must fail, not use up the whole run.
	ctx, cancel := context.WithTimeout(v.page.Ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.Fatalf("at %s: %v", v.location(), err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](v visitor, expression string) T {
	v.Helper()
	got, err := chromedp.Run(v.page.Ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.Fatalf("%s: %v", expression, err)
	}
	return got
}

func (v visitor) location() string {
	v.Helper()
	at, err := v.tryLocation()
	if err != nil {
		v.Fatal(err)
	}
	return at
}

// tryLocation fails while the browser changes from one page to the next.
func (v visitor) tryLocation() (string, error) {
	at, err := chromedp.Run(v.page.Ctx, chromedp.Location())
	if err != nil {
		return "", err
	}
	return url.PathUnescape(at)
}

// patience is how long a page may take to show what a test waits for on a
// machine that does other work.
const patience = 20 * time.Second

// eventually reports whether ok becomes true within patience.
func eventually(ok func() bool) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}

// at waits for a location that ends as wanted: a click returns before the next
// page is there.
func (v visitor) at(suffix string) {
	v.Helper()
	there := func() bool {
		at, err := v.tryLocation()
		return err == nil && strings.HasSuffix(at, suffix)
	}
	if !eventually(there) {
		v.Fatalf("location: got %s, want …%s", v.location(), suffix)
	}
}

// quiet reports console errors, and requests for anything outside of base.
func (v visitor) quiet(base string) {
	v.Helper()
	for _, e := range v.page.ConsoleErrors() {
		v.Errorf("console: %s", e)
	}
	for _, r := range v.page.Requests() {
		if !strings.HasPrefix(r, base) {
			v.Errorf("request to %s", r)
		}
	}
}

// followLink clicks the link in the element that says what it is, once the
// page shows it.
func (v visitor) followLink(in, says string) {
	v.Helper()
	clicked := func() bool {
		return ask[bool](v, `(async () => {
			const a = [...document.querySelectorAll("`+strings.ReplaceAll(in, `"`, `\"`)+` a")].find(a => a.textContent.includes("`+says+`"));
			if (!a) return false;
			a.scrollIntoView({ block: "center" }); // as a person does, and the page notes where it stands
			await new Promise(done => setTimeout(done, 300));
			a.click();
			return true;
		})()`)
	}
	if !eventually(clicked) {
		v.Fatalf("at %s: no link %q in %s", v.location(), says, in)
	}
}

func TestOfficerSearchesFromAFileAndFollowsTheCitationBothWays(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	v.do(chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/index.html"),
		chromedp.SendKeys("#site-q", "使い回し"),
		chromedp.WaitVisible(".result mark"))
	if got := ask[string](v, `document.querySelector(".result").dataset.id`); got != "clm-r7-2-i08" {
		t.Errorf("first result: got %s, want clm-r7-2-i08", got)
	}
	v.followLink(".result:first-child", "⑧")
	v.at("/doc/clm-r7/2.html#i08")
	v.followLink(`[data-id="clm-r7-2-i08"] .end`, "システム運用編 8⑤")
	v.at("/doc/mhlw-6.0/sys-8.html#i05")
	v.followLink(`[data-id="mhlw-6.0-sys-8-i05"] .end`, "⑧")
	v.at("/doc/clm-r7/2.html#i08")
	v.quiet("file://" + filepath.ToSlash(dir) + "/")
}

func TestSiteWorksUnderAnyPathOfAServer(t *testing.T) {
	const below = "/intranet/security/shogo"
	server := httptest.NewServer(http.StripPrefix(below, http.FileServer(http.Dir(publish(t)))))
	t.Cleanup(server.Close)
	v := newVisitor(t)
	v.do(chromedp.Navigate(server.URL+below+"/doc/clm-r7/2.html"),
		chromedp.SendKeys("#site-q", "使い回し\r"),
		chromedp.WaitVisible(".result mark"))
	v.at("?q=使い回し") // http.FileServer shortens index.html to the folder
	shown := ask[[]string](v, `[...document.querySelectorAll(".result")].map(r => r.dataset.id)`)
	found := ask[[]string](v, `shogo.search("使い回し", 20).then(hits => hits.map(h => h.id))`)
	if diff := cmp.Diff(found, shown); diff != "" || len(found) == 0 {
		t.Errorf("shogo.search and the page differ:\n%s", diff)
	}
	v.do(chromedp.Navigate(server.URL+below+"/index.html#q=バックアップ"), chromedp.WaitVisible(".result mark"))
	v.quiet(server.URL + below + "/")
}

func TestHeaderSearchFromAFile(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	v.do(chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/doc/mhlw-6.0/sys-8.html"),
		chromedp.SendKeys("#site-q", "二要素認証\r"), chromedp.WaitVisible(".result mark"))
	v.at("/index.html?q=二要素認証")
	v.do(chromedp.Click(`.result a`), chromedp.WaitVisible("#i10"), chromedp.NavigateBack(), chromedp.WaitVisible(".result mark"))
	v.quiet("file://" + filepath.ToSlash(dir) + "/")
}

// The bounds are the project's own: a second, and 0.1 MB of search data.
func TestFirstResultIsQuickAndSmall(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	base := "file://" + filepath.ToSlash(dir) + "/"
	var times []time.Duration
	for range 5 {
		v.do(chromedp.Navigate("about:blank"))
		v.page.Reset()
		start := time.Now()
		v.do(chromedp.Navigate(base+"index.html#q="+url.QueryEscape("使い回し")), chromedp.WaitVisible(".result"))
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	if times[2] > time.Second {
		t.Errorf("first result after %v (median of %v), want at most 1s", times[2], times)
	}
	read := int64(0)
	for _, r := range v.page.Requests() {
		if name, ok := strings.CutPrefix(r, base+"search/"); ok {
			info, err := os.Stat(filepath.Join(dir, "search", filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			read += info.Size()
		}
	}
	if read == 0 || read > 100_000 {
		t.Errorf("%d bytes of search data read for a first result, want at most 100000", read)
	}
}

func TestCitationTypedIntoTheSearchShowsItsItem(t *testing.T) {
	dir := publish(t)
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	v := newVisitor(t)
	for _, query := range []string{"シス14⑤", "システム運用編 14 遵守事項⑤", "企8.2.2", "企画管理編８．２．２", "シス8.⑤", "17①②", "シス8③~⑤", "2-⑥", "annex2 ②-6",
		"別紙2 ②-6", "②-6", "13⑪", "経営管理編 1.2.1<管理責任>②", "3.4.2①"} {
		v.do(chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/index.html#q="+url.QueryEscape(query)), chromedp.WaitVisible(".result"))
		got := ask[[]string](v, `[...document.querySelectorAll(".result")].map(r => r.dataset.id)`)
		want := []string{}
		for _, r := range c.Lookup(query) {
			// Lookup adds chapters of which it is not known whether they hold the item.
			if r.Kind != corpus.KindClause || strings.Contains(r.ID, "-i") || !strings.ContainsAny(query, "①②③⑤⑪") {
				want = append(want, r.ID)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	v.quiet("file://" + filepath.ToSlash(dir) + "/")
}

func TestReadingWithoutScript(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	if _, err := chromedp.Call(v.page.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	v.do(chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/index.html"), chromedp.WaitVisible("noscript p"),
		chromedp.Click(`nav a[href="list.html"]`), chromedp.WaitVisible(`main a[href="doc/clm-r7/2.html#i08"]`),
		chromedp.Click(`main a[href="doc/clm-r7/2.html#i08"]`), chromedp.WaitVisible("#i08"))
	v.at("/doc/clm-r7/2.html#i08")
	v.quiet("file://" + filepath.ToSlash(dir) + "/")
}

func TestNoPageIsWiderThanAPhone(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	dir := publish(t)
	v := newVisitor(t)
	v.do(chromedp.EmulateViewport(360, 740))
	for _, page := range m.Pages() {
		v.do(chromedp.Navigate("file://" + filepath.ToSlash(dir) + "/" + page))
		if got := ask[int](v, `document.documentElement.scrollWidth`); got > 360 {
			t.Errorf("%s is %d pixels wide on a screen of 360", page, got)
		}
	}
}

func TestKeyboardReachesTheContent(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	v.do(chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/doc/clm-r7/2.html"), chromedp.KeyEvent("\t"))
	if got := ask[string](v, `document.activeElement.textContent`); got != "本文へ移動" {
		t.Errorf("first stop of the tab key: got %q", got)
	}
	v.do(chromedp.KeyEvent("\r"))
	if got := ask[string](v, `document.activeElement.id`); got != "site-main" {
		t.Errorf("focus after the skip link: got %q", got)
	}
}
