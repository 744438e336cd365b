package site

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// An address somebody sends may hold anything; it is searched as text, runs
// nothing, and the page still answers the next question.
func TestHostileAddressStaysText(t *testing.T) {
	dir := publish(t)
	v := newVisitor(t)
	for name, query := range map[string]string{
		"markup":         hostile,
		"formula":        `=cmd|' /C calc'!A0`,
		"bidirectional":  "パスワード\u202e\u2066使い回し\u2069",
		"lone surrogate": "使い回し\xed\xa0\x80",
		"controls":       "使い\x00回し\x1b[31m",
		"a million":      strings.Repeat("使い回し ", 200_000),
		"one long word":  strings.Repeat("あ", 1_000_000),
		"quotes":         strings.Repeat(`"`, 10_000) + strings.Repeat("-", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			v := visitor{t, v.page}
			v.do(chromedp.Navigate("about:blank"))
			v.openFile(dir, "index.html")
			// Set by script: no address bar takes a million characters.
			ask[int](v, `(location.hash = "q=`+url.QueryEscape(query)+`", 0)`)
			v.do(chromedp.WaitVisible("#site-results h2"))
			if n := ask[int](v, `document.querySelectorAll("#site-results img, #site-results script, #site-recent img").length`); n > 0 {
				t.Errorf("%d elements came out of the query", n)
			}
			if w := ask[int](v, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); w > 0 {
				t.Errorf("the page is %d pixels too wide", w)
			}
			if strings.HasPrefix(name, "a million") && !strings.Contains(ask[string](v, `document.getElementById("site-results").textContent`), "先頭の1,000文字だけを検索") {
				t.Error("the page does not say that it searched a part of the query")
			}
			ask[int](v, `(location.hash = "q=`+url.QueryEscape("バックアップ")+`", 0)`)
			v.do(chromedp.WaitVisible(".result"))
			if got := v.page.ConsoleErrors(); len(got) > 0 {
				t.Errorf("console: %.300q", got)
			}
			v.page.Reset()
		})
	}
}
