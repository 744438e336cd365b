package site

import (
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// reasons opens 一致した理由 of the first hit and returns its lines, the words
// of each apart from its points.
func (s searcher) reasons(query string) [][]string {
	s.Helper()
	s.open("#q=" + url.QueryEscape(query))
	s.do(chromedp.WaitVisible(".result"), chromedp.Click(".result .why summary"), chromedp.WaitVisible(".why-total"))
	return ask[[][]string](s.visitor, `[...document.querySelectorAll(".why[open] li")].map((li) =>
		[".why-what", ".why-found", ".why-points"].map((c) => li.querySelector(c)?.textContent ?? ""))`)
}

var numberIn = regexp.MustCompile(`\d+\.\d+`)

func points(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(numberIn.FindString(text), 64)
	if err != nil {
		t.Fatalf("no number in %q", text)
	}
	return x
}

// A reader on a telephone learns by which word a hit was found, how that word
// relates to the one typed, and where it stands; the lines add up to the score.
func TestReasonsNameWordsPlacesAndPoints(t *testing.T) {
	s := newSearcher(t)
	s.do(chromedp.EmulateViewport(360, 740))
	for _, c := range []struct {
		query string
		want  []string // parts of one line
	}{
		{"使い回し", []string{"「使い回し」", "使い回し（", "本文", "点"}},
		{"二段階認証", []string{"「二段階認証」", "二要素認証（同義語、", "本文", "点"}},
		{"ぜいじゃくせい", []string{"「ぜいじゃくせい」", "脆弱性（読み、", "点"}},
		{"サーバーの鵺", []string{"「鵺」", "この項目にはありません"}},
	} {
		lines := s.reasons(c.query)
		found, sum := false, 0.0
		for _, l := range lines {
			text, all := strings.Join(l, " "), true
			for _, w := range c.want {
				all = all && strings.Contains(text, w)
			}
			found = found || all
			switch {
			case strings.HasPrefix(l[2], "×"):
				sum *= points(t, l[2])
			case l[2] != "":
				sum += points(t, l[2])
			}
		}
		if !found {
			t.Errorf("%s: no line with all of %q in %q", c.query, c.want, lines)
		}
		// Every number shown is rounded to hundredths, the factor too.
		if total := points(t, s.text(".why[open] .why-total")); math.Abs(sum-total) > .01*(total+float64(len(lines))) {
			t.Errorf("%s: the lines make %.2f points, the sum says %.2f: %q", c.query, sum, total, lines)
		}
		if got := ask[int](s.visitor, `document.documentElement.scrollWidth`); got > 360 {
			t.Errorf("%s: %d pixels wide on a screen of 360", c.query, got)
		}
	}
}
