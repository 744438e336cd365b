package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
)

// drawing is a content stream written in page coordinates, y down from 842.
type drawing struct{ strings.Builder }

func (d *drawing) text(x, y int, s string) {
	fmt.Fprintf(d, "BT /F1 10 Tf %d %d Td (%s) Tj ET\n", x, 842-y, s)
}

func (d *drawing) line(x0, y0, x1, y1 int) {
	fmt.Fprintf(d, "%d %d m %d %d l S\n", x0, 842-y0, x1, 842-y1)
}

// twoPages is a file of two content streams.
func twoPages(a, b string) []byte {
	page := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
	return newBuilder().
		object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>").
		object(3, fmt.Sprintf(page, 6)).object(4, fmt.Sprintf(page, 7)).object(5, helvetica).
		stream(6, "", []byte(a)).stream(7, "", []byte(b)).done("")
}

// cellTexts are the cells as "row+rows,col+cols text", captions in brackets.
func cellTexts(doc *block.Document) (out []string) {
	for _, b := range doc.Blocks {
		if b.Type != block.Cell {
			continue
		}
		s := fmt.Sprintf("%d+%d,%d+%d %s", b.Row, b.RowSpan, b.Col, b.ColSpan, b.Text)
		if b.HeaderRow {
			s = "[" + s + "]"
		}
		out = append(out, s)
	}
	return out
}

// The first column is merged over two rows and the page break; the second row
// is cut by it. The captions come again on the second page.
func TestTableOverPages(t *testing.T) {
	head := func(d *drawing) {
		for _, y := range []int{100, 120} {
			d.line(50, y, 450, y)
		}
		d.text(60, 114, "Group")
		d.text(160, 114, "Requirement")
		d.text(360, 114, "Mark")
	}
	columns := func(d *drawing, to int) {
		for _, x := range []int{50, 150, 350, 450} {
			d.line(x, 100, x, to)
		}
	}
	var a, b drawing
	head(&a)
	columns(&a, 222)
	a.text(60, 134, "Accounts")
	a.text(160, 134, "Use one account for")
	a.text(160, 146, "each person.")
	a.text(360, 134, "A")
	a.line(150, 200, 450, 200)
	a.text(160, 214, "Remove every account within a day")
	a.text(360, 214, "B")
	head(&b)
	columns(&b, 200)
	b.text(160, 134, "of those who left.")
	b.line(50, 160, 450, 160)
	b.text(60, 174, "Logs")
	b.text(160, 174, "Keep them.")
	b.text(360, 174, "A")
	b.line(50, 200, 450, 200)
	doc := mustRead(t, twoPages(a.String(), b.String()), Options{})
	want := []string{
		"[0+1,0+1 Group]", "[0+1,1+1 Requirement]", "[0+1,2+1 Mark]",
		"1+2,0+1 Accounts", "1+1,1+1 Use one account for\neach person.", "1+1,2+1 A",
		"2+1,1+1 Remove every account within a day of those who left.", "2+1,2+1 B",
		"3+1,0+1 Logs", "3+1,1+1 Keep them.", "3+1,2+1 A",
	}
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff)
	}
	joined := 0
	for _, c := range doc.Blocks {
		if c.Joined != "" {
			joined++
		}
		if c.Table != 1 || c.Box == nil {
			t.Errorf("table %d, box %v", c.Table, c.Box)
		}
	}
	if joined != 3 {
		t.Errorf("%d cells told as joined, want 3", joined)
	}
}

// A table without rules is read from its white space, and says so.
func TestTableWithoutRules(t *testing.T) {
	var d drawing
	for i := range 6 {
		y := 100 + 40*i
		d.text(50, y, fmt.Sprintf("no %d", i+1))
		d.text(120, y, "first line of the measure")
		d.text(120, y+12, "and its second line")
		d.text(400, y, "required")
	}
	doc := mustRead(t, onePage([]byte(d.String()), helvetica, "").done(""), Options{})
	var want []string
	for i := range 6 {
		want = append(want, fmt.Sprintf("%d+1,0+1 no %d", i, i+1), fmt.Sprintf("%d+1,1+1 first line of the measure\nand its second line", i), fmt.Sprintf("%d+1,2+1 required", i))
	}
	if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
		t.Error(diff, texts(doc))
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0] != (block.Warning{Page: 1, Message: whyGuessed}) {
		t.Errorf("warnings %v", doc.Warnings)
	}
}

// A frame around text is no table.
func TestFrame(t *testing.T) {
	var d drawing
	for _, y := range []int{80, 200} {
		d.line(50, y, 450, y)
	}
	for _, x := range []int{50, 450} {
		d.line(x, 80, x, 200)
	}
	d.text(60, 100, "A remark in a frame.")
	doc := mustRead(t, onePage([]byte(d.String()), helvetica, "").done(""), Options{})
	if diff := cmp.Diff([]string{"para|A remark in a frame."}, texts(doc)); diff != "" {
		t.Error(diff)
	}
}
