package site

import (
	"html/template"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shogo/corpus"
)

func marked(t *testing.T, text string, refs ...corpus.Internal) (template.HTML, *html.Node) {
	t.Helper()
	c := fixture()
	b, err := newBuilder(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := c.Requirement("cl-r7-2-i09")
	r.InternalRefs = refs
	out := b.newMarker(r, "doc/cl-r7/2.html").Annotate(text)
	n, err := html.Parse(strings.NewReader("<p>" + string(out) + "</p>"))
	if err != nil {
		t.Fatal(err)
	}
	return out, find(n, "p", "", "")[0]
}

// plain is the text of n with every character of it.
func plain(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// Links are put around words; the words stay as the source prints them.
func TestMarkedTextIsTheText(t *testing.T) {
	for _, s := range []string{hostile, "CSIRT の BCP（" + hostile + "）", "  DoS と OS、MDS/SDS。\u3000ＣＳＩＲＴ", "2-①及び 2-①", "", "\u202eBCP"} {
		if _, n := marked(t, s, corpus.Internal{Raw: "2-①", Target: "cl-r7-2-i08"}); plain(n) != s {
			t.Errorf("got %q, want %q", plain(n), s)
		}
	}
}

func TestTermsAreMarkedOnceAndWhole(t *testing.T) {
	_, n := marked(t, "CSIRT は DoS に備え、CSIRT と BCP を整える。POS は対象外。")
	var got []string
	for _, a := range find(n, "a", "class", "term") {
		got = append(got, text(a)+" "+attributes(a)["href"])
	}
	// CSIRT is defined in an item of the page itself; the rest are abbreviations of ours.
	if len(got) != 3 || got[0] != "CSIRT #i08" || !strings.HasPrefix(got[1], "DoS ../../terms.html#") || !strings.HasPrefix(got[2], "BCP ../../terms.html#") {
		t.Errorf("got %q", got)
	}
}

func TestReferencesInTheTextAreLinks(t *testing.T) {
	_, n := marked(t, "2-①で作成した台帳。12-①は別。2-①②も。",
		corpus.Internal{Raw: "2-①", Target: "cl-r7-2-i08"}, corpus.Internal{Raw: "2-①②", Target: "cl-r7-2-i09"}, corpus.Internal{Raw: "9-①"})
	var got []string
	for _, a := range find(n, "a", "class", "ref") {
		got = append(got, text(a)+" "+attributes(a)["href"])
	}
	if want := "2-① #i08|2-①② #i09"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
