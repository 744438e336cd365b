package site

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// searcher is a visitor of the start page, opened from a file.
type searcher struct {
	visitor
	base string
}

func newSearcher(t *testing.T) searcher {
	t.Parallel()
	s := searcher{newVisitor(t), "file://" + filepath.ToSlash(publish(t)) + "/"}
	t.Cleanup(func() { s.quiet(s.base) })
	return s
}

// open goes to the start page as somebody does who was sent an address.
func (s searcher) open(fragment string) {
	s.Helper()
	s.do(chromedp.Navigate("about:blank"), chromedp.Navigate(s.base+"index.html"+fragment))
}

// until waits for an expression to become true.
func (s searcher) until(expression string) {
	s.Helper()
	if _, err := chromedp.Run(s.page.Ctx, chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		s.Fatalf("at %s: waiting for %s: %v", s.location(), expression, err)
	}
}

func (s searcher) hits() []string {
	s.Helper()
	return ask[[]string](s.visitor, `[...document.querySelectorAll(".result")].map(r => r.dataset.id)`)
}

func (s searcher) text(selector string) string {
	s.Helper()
	return ask[string](s.visitor, `(document.querySelector(`+"`"+selector+"`"+`) ?? {textContent: "(no element)"}).textContent`)
}

// retype empties the box and types.
func (s searcher) retype(keys string) {
	s.Helper()
	ask[bool](s.visitor, `(() => { const i = document.getElementById("site-q"); i.focus(); i.select(); return true })()`)
	s.do(chromedp.KeyEvent(keys))
}

// press clicks the button that says so.
func (s searcher) press(says string) {
	s.Helper()
	found := ask[bool](s.visitor, `(() => { const b = [...document.querySelectorAll("button")].find(b => b.textContent.includes("`+says+`"));
		if (b) b.click(); return !!b })()`)
	if !found {
		s.Fatalf("at %s: no button %q", s.location(), says)
	}
}

const countsShown = `document.querySelectorAll(".facets fieldset").length > 0`

func TestVisitorNarrowsASearchAndSharesIt(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("パスワード"))
	s.until(countsShown)
	all := s.hits()
	s.do(chromedp.Click(`input[data-facet="document"][value="clm-r7"]`))
	s.until(`[...document.querySelectorAll(".result")].length > 0 && [...document.querySelectorAll(".result")].every(r => r.dataset.id.startsWith("clm-"))`)
	s.at("#q=パスワード&doc=clm-r7")
	counted := s.text(`label:has(input[data-facet="document"][value="clm-r7"]) .choice-count`)
	if total := s.text(".answer-count"); !strings.Contains(total, " "+strings.TrimSuffix(counted, "件")+" 件") {
		t.Errorf("the count beside the choice is %s, above the list stands %q", counted, total)
	}
	if got := s.text("#site-status"); !strings.Contains(got, "件") {
		t.Errorf("nobody hears the new count: %q", got)
	}
	if got := ask[string](s.visitor, `document.activeElement.value`); got != "clm-r7" {
		t.Errorf("the keyboard left the choice for %q", got)
	}

	s.do(chromedp.Click(`input[data-facet="role"][value="事業者確認用"]`))
	s.until(`document.querySelectorAll(".chip").length === 2`)
	shared, narrow := s.location(), s.hits()
	s.do(chromedp.NavigateBack())
	s.until(`document.querySelectorAll(".chip").length === 1`)
	s.at("#q=パスワード&doc=clm-r7")
	s.do(chromedp.NavigateForward())
	s.until(`document.querySelectorAll(".chip").length === 2`)

	s.press("条件を解除")
	s.until(`document.querySelectorAll(".chip").length === 0`)
	s.at("#q=パスワード")
	if diff := cmp.Diff(all, s.hits()); diff != "" {
		t.Errorf("without conditions (-before +after):\n%s", diff)
	}
	s.do(chromedp.Navigate("about:blank"), chromedp.Navigate(shared))
	s.until(countsShown + ` && document.querySelectorAll(".chip").length === 2`)
	if diff := cmp.Diff(narrow, s.hits()); diff != "" {
		t.Errorf("the shared address shows something else (-sent +received):\n%s", diff)
	}
	if !ask[bool](s.visitor, `document.querySelector('input[value="clm-r7"]').checked`) {
		t.Error("the choice of the shared address is not ticked")
	}
}

func TestVisitorSwitchesOtherWordsOff(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("二段階認証"))
	s.do(chromedp.WaitVisible(".expansions"))
	if got := s.text(".expansions"); !strings.Contains(got, "二段階認証 → 二要素認証 も検索") {
		t.Errorf("expansion: got %q", got)
	}
	with := s.hits()
	s.press("入力した言葉だけで検索")
	s.until(`document.querySelector(".expansions")?.textContent.includes("加えずに検索")`)
	s.at("&exact=1")
	if got := s.hits(); cmp.Equal(got, with) {
		t.Errorf("the same hits with and without other words: %q", got)
	}
	s.press("同じ意味の言葉なども検索")
	s.until(`document.querySelector(".expansions")?.textContent.includes("二要素認証")`)
	s.at("#q=二段階認証")
}

// One guess is taken back and the others stay; the address says so.
func TestVisitorSwitchesOneExpansionOff(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("USBメモリ 漏洩"))
	s.do(chromedp.WaitVisible(".expansions"))
	before, rows := s.hits(), ask[int](s.visitor, `document.querySelectorAll(".expansions li").length`)
	if rows < 2 {
		t.Fatalf("%d expansions: %q", rows, s.text(".expansions"))
	}
	s.press("外す")
	s.until(`document.querySelectorAll(".expansions li.off").length === 1`)
	s.at("&off=synonym:USBメモリ")
	if got := s.hits(); cmp.Equal(got, before) {
		t.Errorf("the same hits with and without the expansion: %q", got)
	}
	if got := ask[int](s.visitor, `document.querySelectorAll(".expansions li").length`); got != rows {
		t.Errorf("%d expansions are shown, want all %d with one switched off", got, rows)
	}
	s.press("加える")
	s.until(`document.querySelectorAll(".expansions li.off").length === 0`)
	if diff := cmp.Diff(before, s.hits()); diff != "" {
		t.Errorf("after taking it back (-before +after):\n%s", diff)
	}
}

// The search works on folded keys; a reader sees the words as written.
func TestExpansionsShowTheWordsAsTyped(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("端末のぜいじゃくせい"))
	s.do(chromedp.WaitVisible(".expansions"))
	got := s.text(".expansions")
	for _, want := range []string{"ぜいじゃくせい → 脆弱性 も検索"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestVisitorSeesWhyAHitIsOne(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("使い回し"))
	s.do(chromedp.WaitVisible(".result"), chromedp.Click(".result .why summary"), chromedp.WaitVisible(".why-total"))
	got := s.text(".why-body")
	for _, want := range []string{"使い回し", "本文", "点"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestVisitorTakesASuggestionByKeyboard(t *testing.T) {
	s := newSearcher(t)
	s.open("")
	s.do(chromedp.SendKeys("#site-q", "ｃｓ"), chromedp.WaitVisible("[role=option]"))
	if got := s.text("[role=option]"); got != "CSIRT 用語" {
		t.Errorf("first suggestion: got %q", got)
	}
	state := `(() => { const i = document.getElementById("site-q"), at = i.getAttribute("aria-activedescendant");
		return i.getAttribute("aria-expanded") + " " + (at ? document.getElementById(at)?.getAttribute("aria-selected") : "none") })()`
	if got := ask[string](s.visitor, state); got != "true none" {
		t.Errorf("before the arrow key: %s", got)
	}
	s.do(chromedp.KeyEvent(kb.ArrowDown))
	if got := ask[string](s.visitor, state); got != "true true" {
		t.Errorf("after the arrow key: %s", got)
	}
	s.do(chromedp.KeyEvent("\r"))
	s.until(`document.querySelector(".result")?.dataset.id === "clm-r7-3-i01"`)
	s.at("#q=CSIRT")
	if got := ask[string](s.visitor, state); got != "false none" {
		t.Errorf("after the choice: %s", got)
	}
	// Escape closes the list and leaves the words.
	s.retype("世代")
	s.do(chromedp.WaitVisible("[role=option]"), chromedp.KeyEvent(kb.Escape))
	if got := ask[string](s.visitor, state+` + " " + document.getElementById("site-q").value`); got != "false none 世代" {
		t.Errorf("after Escape: %s", got)
	}
}

func TestHeaderBoxSuggestsOnEveryPage(t *testing.T) {
	s := newSearcher(t)
	s.do(chromedp.Navigate(s.base+"doc/mhlw-6.0/sys-8.html"), chromedp.SendKeys("#site-q", "mac"), chromedp.WaitVisible("[role=option]"),
		chromedp.KeyEvent("\t"), chromedp.WaitNotVisible("[role=option]")) // the list covers the page and goes with the focus
	s.retype("mac")
	s.do(chromedp.WaitVisible("[role=option]"), chromedp.Click("[role=option]"), chromedp.WaitVisible(".result"))
	s.at("?q=MAC+アドレス")
}

// In a large corpus suggestions and places come in shards; the visitor notices
// nothing of it.
func TestSearchOfManyItemsReadsWhatItNeeds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := Build(crowd(1500), Options{}, DirWriter(dir)); err != nil {
		t.Fatal(err)
	}
	s := searcher{newVisitor(t), "file://" + filepath.ToSlash(dir) + "/"}
	s.open("")
	s.do(chromedp.SendKeys("#site-q", "ういるす対策の手順その０１２０"), chromedp.WaitVisible("[role=option]"))
	if got := s.text("[role=option]"); got != "ウイルス対策の手順その01200 項目" {
		t.Errorf("first suggestion: got %q", got)
	}
	s.do(chromedp.Click("[role=option]"))
	s.until(`document.querySelector(".result")?.textContent.includes("その01200")`)
	if got := ask[string](s.visitor, `document.querySelector(".result a").getAttribute("href")`); got != "doc/many/1.html#x00300" {
		t.Errorf("the first hit leads to %s", got)
	}
	shards := map[string]bool{}
	for _, r := range s.page.Requests() {
		if name, ok := strings.CutPrefix(r, s.base+"search/suggest/"); ok {
			shards[name] = true
		}
	}
	if len(shards) == 0 || len(shards) > 2 {
		t.Errorf("read the shards %v of suggestions, want one or two", shards)
	}
	s.quiet(s.base)
}

func TestRecentSearchesStayInThisBrowser(t *testing.T) {
	s := newSearcher(t)
	s.open("")
	s.do(chromedp.SendKeys("#site-q", "バックアップ\r"), chromedp.WaitVisible(".result"))
	s.retype("退職者\r")
	s.until(`document.querySelector(".answer-count")?.textContent.includes("退職者")`)
	s.open("")
	s.do(chromedp.WaitVisible("#site-recent"))
	list := `[...document.querySelectorAll(".recent-query")].map(b => b.textContent)`
	if diff := cmp.Diff([]string{"退職者", "バックアップ"}, ask[[]string](s.visitor, list)); diff != "" {
		t.Errorf("recent searches (-want +got):\n%s", diff)
	}
	s.do(chromedp.Click(".recent .remove"))
	if diff := cmp.Diff([]string{"バックアップ"}, ask[[]string](s.visitor, list)); diff != "" {
		t.Errorf("after one was deleted (-want +got):\n%s", diff)
	}
	s.do(chromedp.Click(".recent-query"), chromedp.WaitVisible(".result"))
	s.at("#q=バックアップ")
	s.do(chromedp.NavigateBack(), chromedp.WaitVisible("#site-recent"))
	s.press("すべて消す")
	s.open("")
	if ask[bool](s.visitor, `!document.getElementById("site-recent").hidden`) {
		t.Error("deleted searches come back")
	}
}

func TestSearchWorksWhereTheBrowserKeepsNothing(t *testing.T) {
	s := newSearcher(t)
	s.open("")
	ask[bool](s.visitor, `(() => { Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied") } }); return true })()`)
	s.do(chromedp.SendKeys("#site-q", "使い回し\r"), chromedp.WaitVisible(".result mark"))
}

func TestNoHonestAnswerIsSaid(t *testing.T) {
	s := newSearcher(t)
	for _, query := range []string{"今日の昼ごはん", "ヷヸヹ"} {
		s.open("#q=" + url.QueryEscape(query))
		s.do(chromedp.WaitVisible(".no-answer"))
		if got := s.text(".answer-count"); !strings.Contains(got, "見つかりませんでした") {
			t.Errorf("%s: got %q", query, got)
		}
		if got := s.text(".no-answer"); !strings.Contains(got, "求められていないことを意味しません") || !strings.Contains(got, "全項目一覧") {
			t.Errorf("%s: no way on in %q", query, got)
		}
		if got := len(s.hits()) > 0; got != strings.Contains(s.text("#site-answer"), "関連が弱い候補") {
			t.Errorf("%s: hits shown %v, but not as weak candidates", query, got)
		}
	}
}

func TestListGrowsAndTheWayBackLeadsToItsPlace(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("認証"))
	s.do(chromedp.WaitVisible(".more button"))
	if got := len(s.hits()); got != 10 {
		t.Fatalf("%d hits at first, want 10", got)
	}
	s.press("さらに表示")
	s.until(`document.querySelectorAll(".result").length > 10`)
	shown := s.hits()
	if got := ask[int](s.visitor, `[...document.querySelectorAll(".result")].findIndex(r => r.contains(document.activeElement))`); got != 10 {
		t.Errorf("the keyboard stands on hit %d, want the first new one", got+1)
	}
	if diff := cmp.Diff(ask[[]string](s.visitor, `shogo.search("認証", 30).then(h => h.map(x => x.id))`)[:len(shown)], shown); diff != "" {
		t.Errorf("shogo.search and the page differ:\n%s", diff)
	}
	s.followLink(".result:nth-child(15)", "")
	s.do(chromedp.WaitVisible(".requirement"), chromedp.NavigateBack(), chromedp.WaitVisible(".result"))
	s.until(`document.querySelectorAll(".result").length > 10 && window.scrollY > 100`)
	s.at("#q=認証")
}

// Typing is one step of the history, not one for each letter.
func TestBackLeadsFromOneSearchToTheOneBefore(t *testing.T) {
	s := newSearcher(t)
	s.open("")
	s.do(chromedp.SendKeys("#site-q", "バックアップ"))
	s.until(`document.querySelector(".answer-count")?.textContent.includes("バックアップ")`)
	s.do(chromedp.SendKeys("#site-q", " オフライン\r"))
	s.until(`document.querySelector(".answer-count")?.textContent.includes("オフライン")`)
	s.retype("退職者\r")
	s.until(`document.querySelector(".answer-count")?.textContent.includes("退職者")`)
	s.do(chromedp.NavigateBack())
	s.until(`document.querySelector(".answer-count")?.textContent.includes("オフライン")`)
	if got := ask[string](s.visitor, `document.getElementById("site-q").value`); got != "バックアップ オフライン" {
		t.Errorf("the box says %q", got)
	}
	s.do(chromedp.NavigateBack())
	s.until(`document.getElementById("site-results").hidden`)
}

func TestAnswersFitAPhone(t *testing.T) {
	s := newSearcher(t)
	s.do(chromedp.EmulateViewport(360, 740))
	for _, query := range []string{"二段階認証", "今日の昼ごはん", "シス14⑤", "パスワード&doc=clm-r7&役割=事業者確認用"} {
		s.open("#q=" + query)
		s.do(chromedp.WaitVisible(".answer-count"))
		ask[int](s.visitor, `[...document.querySelectorAll("details")].map(d => d.open = true).length`)
		s.until(`document.readyState === "complete"`)
		if got := ask[int](s.visitor, `document.documentElement.scrollWidth`); got > 360 {
			t.Errorf("%s: %d pixels wide on a screen of 360", query, got)
		}
	}
}

func TestPageSaysHowTheMarksOfAQueryWereRead(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape(`"パスワード" -二要素認証 編:シス むら:あ`))
	s.do(chromedp.WaitVisible(".understood"))
	got := s.text(".understood")
	for _, want := range []string{"「パスワード」をこのとおり含む", "「二要素認証」を含まない", "編：システム運用編", "「むら:」という絞り込みはない"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	for _, id := range s.hits() {
		if !strings.HasPrefix(id, "mhlw-6.0-sys-") {
			t.Errorf("%s is of another volume", id)
		}
	}
}

func TestCitationLeadsAloneAndNamesDoubtfulChapters(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("13⑪"))
	s.do(chromedp.WaitVisible(".possible"))
	if diff := cmp.Diff([]string{"mhlw-6.0-sys-13-i11"}, s.hits()); diff != "" {
		t.Errorf("named (-want +got):\n%s", diff)
	}
	if got := s.text(".possible"); !strings.Contains(got, "企画管理編 13 ") {
		t.Errorf("doubtful chapters: got %q", got)
	}
	s.open("#q=" + url.QueryEscape("シス99①"))
	s.do(chromedp.WaitVisible(".no-answer"))
	if got := s.text(".answer-count"); !strings.Contains(got, "収録していません") || len(s.hits()) > 0 {
		t.Errorf("a citation of nothing: got %q with hits %q", got, s.hits())
	}
}

func TestAddressOfASearchCanBeCopied(t *testing.T) {
	s := newSearcher(t)
	s.open("#q=" + url.QueryEscape("使い回し") + "&doc=clm-r7")
	s.do(chromedp.WaitVisible(".copy-address"))
	ask[bool](s.visitor, `(() => { Object.defineProperty(navigator, "clipboard", { value: { writeText: async (x) => { window.copied = x } } }); return true })()`)
	s.do(chromedp.Click(".copy-address"))
	s.until(`document.querySelector(".copy-address").textContent === "アドレスをコピーしました"`)
	if got, want := ask[string](s.visitor, `decodeURIComponent(window.copied)`), s.location(); got != want {
		t.Errorf("copied %s, the page is %s", got, want)
	}
	// An intranet page without https has no clipboard; the address is shown.
	s.open("#q=" + url.QueryEscape("使い回し"))
	s.do(chromedp.WaitVisible(".copy-address"))
	ask[bool](s.visitor, `(() => { Object.defineProperty(navigator, "clipboard", { value: undefined }); return true })()`)
	s.do(chromedp.Click(".copy-address"), chromedp.WaitVisible("input.address"))
	if got := ask[string](s.visitor, `decodeURIComponent(document.querySelector("input.address").value)`); !strings.HasSuffix(got, "#q=使い回し") {
		t.Errorf("the field shows %s", got)
	}
}

// Levels of headings must not jump, and every control must have a name.
func TestAnswersAreReadableByEar(t *testing.T) {
	s := newSearcher(t)
	for _, query := range []string{"二段階認証", "今日の昼ごはん", "シス14⑤", ""} {
		s.open("#q=" + query)
		s.until(`document.querySelector(".answer-count") || ` + "`" + query + "`" + ` === ""`)
		for _, fault := range ask[[]string](s.visitor, `(() => { const out = []; let last = 0;
			const shown = (e) => e.getClientRects().length > 0;
			for (const h of [...document.querySelectorAll("h1,h2,h3,h4,h5")].filter(shown)) {
				const level = Number(h.tagName[1]);
				if (level > last + 1) out.push("heading level " + level + " after " + last + ": " + h.textContent);
				last = level;
			}
			for (const e of document.querySelectorAll("button,a,input,summary")) {
				const name = e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.[0]?.textContent || "";
				if (name === "") out.push("no name: " + e.outerHTML);
			}
			const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
			for (const id of new Set(ids)) if (ids.filter(x => x === id).length > 1) out.push("id twice: " + id);
			return out })()`) {
			t.Errorf("%q: %s", query, fault)
		}
	}
}
