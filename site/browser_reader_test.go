package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shogo/corpus"
)

func (v visitor) openFile(dir, page string) {
	v.Helper()
	v.do(chromedp.Navigate("file://" + filepath.Join(dir, page)))
}

// A reader comes to a term by keyboard, reads what it means, and closes the
// explanation with Escape without losing her place.
func TestTermIsExplainedByKeyboard(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "doc/clm-r7/3.html")
	// The window of a test is never the active one; focus would bring no event.
	if _, err := chromedp.Call(v.page.Ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	v.do(chromedp.Focus("#i02 a.term"))
	if !ask[bool](v, `!document.getElementById("tip-i02-1").hidden`) {
		t.Fatal("the explanation does not show on focus")
	}
	if got := ask[string](v, `document.getElementById("tip-i02-1").textContent`); !strings.Contains(got, "バックアップの一種") || !strings.Contains(got, "出典") {
		t.Errorf("explanation: %q", got)
	}
	v.do(chromedp.KeyEvent(kb.Escape))
	if !ask[bool](v, `document.getElementById("tip-i02-1").hidden && document.activeElement.className === "term"`) {
		t.Error("Escape does not close the explanation, or loses the place")
	}
}

// With the mouse: the explanation shows on hover, stays while the pointer is on
// it, so that it can be read and its link followed, and goes when the pointer
// leaves.
func TestTermIsExplainedByMouse(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "doc/clm-r7/3.html")
	// A little at a time, as a hand moves: from where the pointer is to the middle.
	to := func(selector string) {
		t.Helper()
		at := ask[[]float64](v, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: "nearest"}); const b = e.getClientRects()[0]; return [b.left + b.width / 2, b.top + b.height / 2]; })()`, selector))
		if _, err := chromedp.Call(v.page.Ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: chromedp.MouseMoved, X: at[0], Y: at[1]}); err != nil {
			t.Fatal(err)
		}
	}
	const hidden = `document.getElementById("tip-i02-1").hidden`
	to("#i02 h2, #i02 h3")
	if !ask[bool](v, hidden) {
		t.Fatal("the explanation shows before anybody points at the term")
	}
	to("#i02 a.term")
	if ask[bool](v, hidden) {
		t.Fatal("the explanation does not show on hover")
	}
	to("#tip-i02-1")
	time.Sleep(600 * time.Millisecond) // twice what the page waits before it closes one
	if ask[bool](v, hidden) {
		t.Error("the explanation goes while the pointer is on it")
	}
	to("#i02 h2, #i02 h3")
	if !eventually(func() bool { return ask[bool](v, hidden) }) {
		t.Error("the explanation stays when the pointer is gone")
	}
	v.quiet("file://")
}

// From an item to the clause it cites, side by side, from a file share.
func TestTwoItemsSideBySide(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "doc/clm-r7/2.html")
	v.do(chromedp.Click(`#i06 .end .quiet-button`), chromedp.WaitVisible(`iframe[title="右の項目"]`))
	got := ask[[]string](v, `[...document.querySelectorAll("iframe")].map((f) => f.src.replace(/.*\/doc\//, ""))`)
	if len(got) != 2 || got[0] != "clm-r7/2.html?alone=i06#i06" || !strings.HasPrefix(got[1], "mhlw-6.0/sys-") {
		t.Fatalf("frames: %q", got)
	}
	// By number: the field finds what the search finds.
	v.do(chromedp.SendKeys("#compare-b", "シス14⑤"+kb.Enter), chromedp.WaitVisible(`iframe[src*="sys-14.html?alone=i05"]`))
	// An address may frame pages of the site only.
	ask[string](v, `location.hash = "a=" + encodeURIComponent("https://example.invalid/x.html#y") + "&b=" + encodeURIComponent("../../x.html#y")`)
	v.do(chromedp.WaitVisible(".pane.empty"))
	if n := ask[int](v, `document.querySelectorAll("iframe").length`); n != 0 {
		t.Errorf("%d frames of foreign addresses", n)
	}
}

func TestFramedPageShowsOneArticle(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "doc/clm-r7/2.html?alone=i08#i08")
	v.do(chromedp.WaitVisible("article#i08"))
	if got := ask[[]string](v, `[...document.querySelectorAll("article")].filter((a) => a.offsetHeight > 0).map((a) => a.id)`); len(got) != 1 || got[0] != "i08" {
		t.Errorf("shown: %q, want i08 alone", got)
	}
	// The item is called ⑧ alone; whose it is must stand in the frame.
	if got := ask[string](v, `document.querySelector("article#i08").innerText`); !strings.Contains(got, "令和7年度版") || !strings.Contains(got, "2-⑧") {
		t.Errorf("the framed article does not say whose item it is: %.200q", got)
	}
	if ask[bool](v, `document.querySelector(".site-header").offsetHeight > 0`) {
		t.Error("the frame shows the header of the site")
	}
}

// A citation holds the text as the page shows it, edition, number and address.
func TestCitationIsCopied(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "doc/clm-r7/2.html")
	ask[int](v, `Object.defineProperty(navigator, "clipboard", {value: {writeText: (x) => { window.copied = x; return Promise.resolve(); }}}); 0`)
	v.do(chromedp.Click(`#i08 button.quiet-button`))
	got := ask[string](v, `window.copied`)
	for _, want := range []string{"「パスワードの使い回しを禁止している。", "令和7年度", "2-⑧", "https://www.mhlw.go.jp/"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if strings.Contains(got, "file:") {
		t.Errorf("the citation names a file of this machine: %q", got)
	}
}

func TestListIsFilteredByPatternAndRole(t *testing.T) {
	v := newVisitor(t)
	v.openFile(publish(t), "list.html")
	shown := `document.querySelectorAll(".item-list li[data-item]:not(.filtered-out)").length`
	all := ask[int](v, shown)
	v.do(chromedp.Click(`.filter input[value="Ⅱ"]`))
	cloud := ask[int](v, shown)
	if wrong := ask[int](v, `[...document.querySelectorAll(".item-list li[data-item]:not(.filtered-out)")].filter((li) => !(li.dataset.target ?? "").includes("Ⅱ")).length`); cloud == 0 || cloud >= all || wrong > 0 {
		t.Errorf("%d of %d items for Ⅱ, %d of them without it", cloud, all, wrong)
	}
	v.do(chromedp.Click(`.filter input[value="Ⅱ"]`))
	if n := ask[int](v, shown); n != all {
		t.Errorf("%d items after the filter is gone, want %d", n, all)
	}
	// 医療機関確認用 and 医療機関等確認用, as sections print it, are one choice.
	if got := ask[[]string](v, `[...document.querySelectorAll('.filter input[name="role"]')].map((i) => i.value)`); strings.Join(got, " ") != "医療機関等確認用 事業者確認用" {
		t.Errorf("roles to choose from: %q", got)
	}
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, r := range c.Requirements {
		if slices.ContainsFunc(r.Roles, func(role string) bool { return strings.HasPrefix(role, "医療機関") }) {
			want = append(want, r.ID)
		}
	}
	v.do(chromedp.Click(`.filter input[value="医療機関等確認用"]`))
	got := ask[[]string](v, `[...document.querySelectorAll(".item-list li[data-item]:not(.filtered-out)")].map((li) => li.dataset.item)`)
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("shown for 医療機関等確認用: %q, want %q", got, want)
	}
}

func TestReaderHelpFitsTheSmallScreen(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	v.do(chromedp.EmulateViewport(360, 740))
	names, err := os.ReadDir(filepath.Join(dir, "matrix"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"terms.html", "compare.html", "matrix.html", "matrix/" + names[0].Name(), "doc/clm-r7/2.html"} {
		v.openFile(dir, page)
		if w := ask[int](v, `document.documentElement.scrollWidth`); w > 360 {
			t.Errorf("%s is %d pixels wide on a screen of 360", page, w)
		}
	}
}
