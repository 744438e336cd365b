package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ringed is a table of two rows whose cells have a border each, painted over the
// text as the space between two rectangles, or as one polygon.
func ringed(border func(x0, y0, x1, y1 int) string) string {
	var d drawing
	for r, y := range []int{100, 150} {
		for c, x := range []int{50, 150, 350} {
			d.text(x+10, y+20, fmt.Sprintf("cell %d %d", r, c))
			d.WriteString(border(x, 842-y-50, []int{150, 350, 450}[c], 842-y))
		}
	}
	return d.String()
}

// Some programs paint the border of a cell as one shape. It hides nothing.
func TestBordersAsShapes(t *testing.T) {
	var want []string
	for r := range 2 {
		for c := range 3 {
			want = append(want, fmt.Sprintf("%d+1,%d+1 cell %d %d", r, c, r, c))
		}
	}
	for name, border := range map[string]func(x0, y0, x1, y1 int) string{
		"even-odd": func(x0, y0, x1, y1 int) string {
			return fmt.Sprintf("%d %d %d %d re %d %d %d %d re f*\n", x0, y0, x1-x0, y1-y0, x0+1, y0+1, x1-x0-2, y1-y0-2)
		},
		"inner one first": func(x0, y0, x1, y1 int) string {
			return fmt.Sprintf("%d %d %d %d re %d %d %d %d re f*\n", x0+1, y0+1, x1-x0-2, y1-y0-2, x0, y0, x1-x0, y1-y0)
		},
		"wound both ways": func(x0, y0, x1, y1 int) string {
			return fmt.Sprintf("%d %d m %d %d l %d %d l %d %d l h %d %d m %d %d l %d %d l %d %d l h f\n",
				x0, y0, x1, y0, x1, y1, x0, y1, x0+1, y0+1, x0+1, y1-1, x1-1, y1-1, x1-1, y0+1)
		},
	} {
		doc := mustRead(t, onePage([]byte(ringed(border)), helvetica, "").done(""), Options{})
		if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
			t.Errorf("%s\n%s\n%v", name, diff, texts(doc))
		}
	}
}

// A comma or full stop may hang over the right edge of its cell, also of the
// last one.
func TestHangingMarks(t *testing.T) {
	var d drawing
	for _, x := range []int{50, 100, 203, 303} {
		d.line(x, 100, x, 220)
	}
	for _, y := range []int{100, 160, 220} {
		d.line(50, y, 303, y)
	}
	content := d.String() + say("F1", at(60, 720), "１") + say("F1", at(102, 720), "鍵の台帳を定めた者は、") + say("F1", at(102, 705), "守ること。") + say("F1", at(205, 720), "利用の記録を残すこと。") +
		say("F1", at(60, 660), "２") + say("F1", at(102, 660), "記録を残すこと。") + say("F1", at(205, 660), "（企画管理編）")
	doc := mustRead(t, twoFonts(content, ""), Options{})
	want := []string{"0+1,0+1 １", "0+1,1+1 鍵の台帳を定めた者は、守ること。", "0+1,2+1 利用の記録を残すこと。",
		"1+1,0+1 ２", "1+1,1+1 記録を残すこと。", "1+1,2+1 （企画管理編）"}
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff, texts(doc))
	}
}

// A table with rules between its rows only repeats its captions, one of which
// stands over two columns, at the top of every page: no running head.
func TestRowsRuledOnly(t *testing.T) {
	page := func(from, to int) string {
		var d drawing
		d.text(60, 75, "No.")
		d.text(250, 68, "Answer by")
		d.line(210, 74, 360, 74)
		d.text(100, 75, "Requirement")
		d.text(215, 86, "Clinic")
		d.text(305, 86, "Vendor")
		d.text(400, 75, "Due")
		d.line(50, 92, 450, 92)
		for i := from; i < to; i++ {
			y := 110 + 40*(i-from)
			d.text(60, y, fmt.Sprint(i+1))
			d.text(100, y, fmt.Sprintf("Keep record %d", i+1))
			d.text(100, y+12, "for five years")
			d.text(225, y, "yes")
			if i%2 == 0 {
				d.text(315, y, "no")
			}
			d.text(400, y, fmt.Sprintf("%d Nov %d", 3+i, 2026+i%3))
			d.line(50, y+20, 450, y+20)
		}
		return d.String()
	}
	doc := mustRead(t, twoPages(page(0, 5), page(5, 6)), Options{})
	want := []string{"[0+2,0+1 No.]", "[0+2,1+1 Requirement]", "[0+1,2+2 Answer by]", "[0+2,4+1 Due]", "[1+1,2+1 Clinic]", "[1+1,3+1 Vendor]"}
	for i := range 6 {
		vendor := ""
		if i%2 == 0 {
			vendor = "no"
		}
		for c, s := range []string{fmt.Sprint(i + 1), fmt.Sprintf("Keep record %d\nfor five years", i+1), "yes", vendor, fmt.Sprintf("%d Nov %d", 3+i, 2026+i%3)} {
			want = append(want, fmt.Sprintf("%d+1,%d+1 %s", i+2, c, s))
		}
	}
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff, texts(doc))
	}
	if len(doc.Warnings) != 2 {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

// Without rules, white space below a label is its cell, and white space below an
// answer is an empty one.
func TestEmptyCellsWithoutRules(t *testing.T) {
	var d drawing
	rows := []struct{ label, text, answer, due string }{
		{"Access", "Use one account for each person.", "yes", "令和"}, {"", "Remove the accounts of those who left.", "yes", ""},
		{"", "Review all rights every year.", "", "later"}, {"Logs", "Keep the logs for five years.", "no", ""},
		{"", "Look at them once a month.", "", ""}, {"Media", "Encrypt what leaves the house.", "yes", "later"}, {"", "Count all keys.", "", ""},
	}
	var want []string
	span := map[int]int{0: 3, 3: 2, 5: 2}
	for i, r := range rows {
		y := 100 + 40*i
		for x, s := range map[int]string{50: r.label, 130: r.text, 350: r.answer, 430: strings.ReplaceAll(r.due, "令和", "soon")} {
			if s != "" {
				d.text(x, y, s)
			}
		}
		if r.label != "" {
			want = append(want, fmt.Sprintf("%d+%d,0+1 %s", i, span[i], r.label))
		}
		want = append(want, fmt.Sprintf("%d+1,1+1 %s", i, r.text), fmt.Sprintf("%d+1,2+1 %s", i, r.answer), fmt.Sprintf("%d+1,3+1 %s", i, strings.ReplaceAll(r.due, "令和", "soon")))
	}
	doc := mustRead(t, onePage([]byte(d.String()), helvetica, "").done(""), Options{})
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff, texts(doc))
	}
}

// What stands in every row right behind another word is no column of its own.
func TestDatesAreOneColumn(t *testing.T) {
	content := ""
	for i, s := range []string{"利用者の認証", "記録", "保守の立会い", "時刻の同期", "鍵の台帳", "入退の管理", "媒体の廃棄"} {
		y := 700 - 30*i
		content += say("F1", at(50, y), s) + say("F1", at(200, y), "責任者が確かめること。"[:3*(9+i%3)]) + say("F1", at(400, y), "令和") +
			say("F1", at(423, y), string("６７８９"[3*(i%4):3*(i%4)+3])) + say("F1", at(436, y), "年")
	}
	doc := mustRead(t, twoFonts(content, ""), Options{})
	columns := 0
	for _, b := range doc.Blocks {
		columns = max(columns, b.Col+1)
	}
	if columns != 3 {
		t.Errorf("%d columns, want 3: %v", columns, cellTexts(doc))
	}
}

// A row cut by a page's end that is closed by a rule goes on below it, though
// its citations begin as every citation does.
func TestCutCitations(t *testing.T) {
	frame := func(d *drawing, ys ...int) {
		for _, y := range ys {
			d.line(50, y, 450, y)
		}
		for _, x := range []int{50, 200, 300, 450} {
			d.line(x, ys[0], x, ys[len(ys)-1])
		}
	}
	var a, b drawing
	var want []string
	for i := range 5 {
		y := 100 + 40*i
		a.text(55, y+14, fmt.Sprintf("C. Item %d", i+1))
		a.text(205, y+14, "8.1")
		a.text(205, y+26, "14.2")
		a.text(305, y+14, "3.4")
		if i < 4 {
			a.text(305, y+26, "5.1")
		}
		second := "3.4\n5.1"
		if i == 4 {
			second = "3.4\n7.2\n9.3"
		}
		want = append(want, fmt.Sprintf("%d+1,0+1 C. Item %d", i, i+1), fmt.Sprintf("%d+1,1+1 8.1\n14.2", i), fmt.Sprintf("%d+1,2+1 %s", i, second))
	}
	frame(&a, 100, 140, 180, 220, 260, 286)
	b.text(305, 114, "7.2")
	b.text(305, 126, "9.3")
	b.text(55, 154, "C. Item 6")
	b.text(205, 154, "6.1")
	b.text(305, 154, "4.4")
	frame(&b, 100, 140, 180)
	want = append(want, "5+1,0+1 C. Item 6", "5+1,1+1 6.1", "5+1,2+1 4.4")
	got := cellTexts(mustRead(t, twoPages(a.String(), b.String()), Options{}))
	for i := range got { // the break between two pages has no line end of its own
		got[i] = strings.ReplaceAll(got[i], "3.4 7.2", "3.4\n7.2")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A row below a page's end that is counted as the next one is no rest of the row
// above, even if that ends without a full stop and leaves no room.
func TestCountedRowsStayApart(t *testing.T) {
	for _, c := range []struct {
		above, below string
		next         bool
	}{
		{"27", "28", true}, {"①-2", "①-3", true}, {"D．(3)鍵", "D．（4）窓", true}, {"9.", "10.", true},
		{"27", "29", false}, {"①-2", "②-3", false}, {"1.2", "2.3", false}, {"記録1", "記録2", false}, {"", "1", false},
	} {
		if got := follow(c.above, c.below); got != c.next {
			t.Errorf("%q, %q: %v", c.above, c.below, got)
		}
	}
}

// Running text above and below a table without rules is no part of it, though it
// crosses all its gutters.
func TestTextAroundTableWithoutRules(t *testing.T) {
	var d drawing
	running := "Every clinic keeps this table and looks at it again each year, and whenever a vendor changes."
	for _, y := range []int{60, 74, 88} {
		d.text(50, y, running)
	}
	var want []string
	for i := range 7 {
		y := 120 + 34*i
		for c, s := range []string{fmt.Sprintf("no %d", i+1), "first line of the measure", "required"} {
			d.text([]int{50, 120, 400}[c], y, s)
			if c == 1 {
				d.text(120, y+12, "and its second line")
				s += "\nand its second line"
			}
			want = append(want, fmt.Sprintf("%d+1,%d+1 %s", i, c, s))
		}
	}
	for _, y := range []int{390, 404, 418} {
		d.text(50, y, running)
	}
	doc := mustRead(t, onePage([]byte(d.String()), helvetica, "").done(""), Options{})
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff, texts(doc))
	}
}

// Amended words are underlined or struck through, also over the whole width of a
// cell's text, and a frame stands around the page: no rules of the table.
func TestStrokesThatAreNoRules(t *testing.T) {
	var d drawing
	for _, x := range []int{60, 160, 360, 460} {
		d.line(x, 100, x, 220)
	}
	for _, y := range []int{100, 140, 180, 220} {
		d.line(60, y, 460, y)
	}
	var want []string
	for r := range 3 {
		for c, s := range []string{fmt.Sprintf("row %d", r+1), "Keep the record for", "yes"} {
			x, y := []int{65, 165, 365}[c], 115+40*r
			d.text(x, y, s)
			if c == 1 {
				d.text(x, y+14, "five years.")
				fmt.Fprintf(&d, "%d %d m %.2f %d l S\n", x, 842-y-2, float64(x)+85.60, 842-y-2) // below
				fmt.Fprintf(&d, "%d %d %.2f .6 re f\n", x, 842-y-11, 45.57)                     // through
				s += "\nfive years."
			}
			want = append(want, fmt.Sprintf("%d+1,%d+1 %s", r, c, s))
		}
	}
	for _, off := range []int{0, 3} { // a double frame
		fmt.Fprintf(&d, "%d %d %d %d re S\n", 30+off, 30+off, 535-2*off, 782-2*off)
	}
	d.text(60, 60, "A title inside the frame")
	doc := mustRead(t, onePage([]byte(d.String()), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 122 /Widths "+helveticaWidths+" >>", "").done(""), Options{})
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff)
	}
	if got := texts(doc); len(got) != 10 || !strings.HasSuffix(got[0], "A title inside the frame") {
		t.Error(got)
	}
}

// helveticaWidths are those of the codes 32 to 122 (Adobe's metrics).
const helveticaWidths = "[278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500]"

// A large and pale word below the text is no part of it, on whichever side the
// page is printed; a large and pale title is.
func TestLevelWatermark(t *testing.T) {
	var d drawing
	for i := range 6 {
		d.text(60, 100+20*i, fmt.Sprintf("Line %d of the text that runs over the word.", i+1))
	}
	word := func(y int) string { return fmt.Sprintf("BT .85 g /F1 80 Tf 70 %d Td (DRAFT) Tj ET 0 g\n", 842-y) }
	for y, want := range map[int]bool{180: false, 400: true} {
		doc := mustRead(t, onePage([]byte(word(y)+d.String()), helvetica, "").done(""), Options{})
		if got := strings.Contains(strings.Join(texts(doc), "\n"), "DRAFT"); got != want {
			t.Errorf("at %d: %v", y, texts(doc))
		}
	}
}

// On a tinted band, a caption of two lines stands below one over two columns: none
// may be lost for want of a place.
func TestCaptionsOnBand(t *testing.T) {
	var d drawing
	d.WriteString(".8 .85 .95 rg 50 732 400 50 re f 0 g\n")
	d.text(60, 88, "No.")
	d.text(100, 88, "Requirement")
	d.text(262, 72, "Answer by")
	d.text(250, 90, "Health")
	d.text(250, 102, "clinic")
	d.text(310, 96, "Vendor")
	d.text(400, 88, "Due")
	var want []string
	for i := range 8 {
		y := 130 + 36*i
		due := fmt.Sprintf("%d Nov", 3+i)
		for c, s := range []string{fmt.Sprint(i + 1), "Keep the record", "yes", "no", due} {
			d.text([]int{60, 100, 255, 315, 400}[c], y, s)
			if c == 1 {
				d.text(100, y+12, "for five years")
				s += "\nfor five years"
			}
			want = append(want, fmt.Sprintf("%d+1,%d+1 %s", i+2, c, s))
		}
	}
	want = append([]string{"[0+2,0+1 No.]", "[0+2,1+1 Requirement]", "[0+1,2+2 Answer by]", "[0+2,4+1 Due]", "[1+1,2+1 Health clinic]", "[1+1,3+1 Vendor]"}, want...)
	got := cellTexts(mustRead(t, onePage([]byte(d.String()), helvetica, "").done(""), Options{}))
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "Health\nclinic", "Health clinic")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
