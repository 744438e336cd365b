package htmldoc_test

import (
	"fmt"
	"strings"
	"testing"

	"shogo/corpus/internal/damage"
)

// attacks are pages that a reader without limits does not survive.
var attacks = []damage.Attack{
	{Name: "nested elements", Make: func(n int) string { return strings.Repeat("<div>", n) + "本文" + strings.Repeat("</div>", n) }},
	{Name: "nested tables", Make: func(n int) string {
		return strings.Repeat("<table><tr><td>", n/10) + "本文" + strings.Repeat("</table>", n/10)
	}},
	{Name: "open tags", Make: func(n int) string { return strings.Repeat("<b><p><i>①", n) }},
	{Name: "wide spans", Make: func(n int) string {
		return "<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=65534>x", n/10) + "</table>"
	}},
	{Name: "stair of spans", Make: func(n int) string {
		var b strings.Builder
		for k := range n / 20 {
			fmt.Fprintf(&b, "<tr><td rowspan=%d>あ<td colspan=%d>い", k, k%900)
		}
		return "<table>" + b.String()
	}},
	{Name: "attributes", Make: func(n int) string {
		var b strings.Builder
		for k := range n {
			fmt.Fprintf(&b, " a%d=%d", k, k)
		}
		return "<p" + b.String() + ">本文"
	}},
	{Name: "style rules", Make: func(n int) string {
		return "<style>" + strings.Repeat(".a,.b .c{display:none}@media print{", n) + "</style><p class='a b c'>本文"
	}},
	{Name: "classes", Make: func(n int) string {
		return "<style>.x{display:none}</style><p class='" + strings.Repeat("y ", n) + "'>本文"
	}},
	{Name: "entities", Make: func(n int) string { return "<p>" + strings.Repeat("&amp;&#x3042;&nosuch;&#99999999;", n) }},
	{Name: "one long word", Make: func(n int) string { return "<p>" + strings.Repeat("①及び", n) }},
	{Name: "brackets", Make: func(n int) string { return "<p>【" + strings.Repeat("（［", n) }},
	{Name: "leaders", Make: func(n int) string { return "<p>1." + strings.Repeat(" .", n) + "x" }},
	{Name: "breaks", Make: func(n int) string { return "<p>" + strings.Repeat("①<br>", n) }},
	{Name: "lists", Make: func(n int) string { return strings.Repeat("<ol start=99999999999><li value=-5>", n/10) + "本文" }},
	{Name: "notes in a ring", Make: func(n int) string {
		var b strings.Builder
		for k := range n / 20 {
			fmt.Fprintf(&b, `<sup><a id=a%d href="#b%d">%d</a></sup><p id=b%d><a href="#a%d">x</a>注`, k, (k+1)%100, k, k%100, k)
		}
		return b.String()
	}},
	{Name: "one name for all", Make: func(n int) string { return strings.Repeat(`<p id=x><a href="#x">1</a>`, n/10) }},
	{Name: "margin citations", Make: func(n int) string { return strings.Repeat("<p>▶企画管理編</p><p>8③</p>", n/10) }},
	{Name: "comments", Make: func(n int) string { return strings.Repeat("<!--", n) + "-->本文" }},
	{Name: "templates and scripts", Make: func(n int) string { return strings.Repeat("<template><script>x</template>", n/10) + "本文" }},
	{Name: "charsets", Make: func(n int) string { return strings.Repeat(`<meta charset="utf-16le">`, n) + "本文" }},
	{Name: "math and svg", Make: func(n int) string { return strings.Repeat("<svg><foreignObject><math><mtext>", n/10) + "本文" }},
	{Name: "headings", Make: func(n int) string { return strings.Repeat("<h1>１．題<h6>１．１．１．１．１題", n/10) }},
}

// TestDamagedFilesEndInAnErrorAndNoPanic reads damaged and hostile pages: each is read or refused in words,
// soon and with little memory.
func TestDamagedFilesEndInAnErrorAndNoPanic(t *testing.T) {
	damage.Check(t, damage.Texts(damage.Sound(t, "testdata/*.html"), ">", attacks, 100_000, 20261122), readFile)
}
