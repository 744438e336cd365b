package pdf

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// annotated is a form of two rows: what the page prints, and over it the annotations
// given as objects from number 10 on.
func annotated(annotations ...string) []byte {
	var d drawing
	for _, x := range []int{50, 250, 350, 450} {
		d.line(x, 100, x, 200)
	}
	for i, y := range []int{100, 150, 200} {
		d.line(50, y, 450, y)
		if i < 2 {
			d.text(60, y+20, fmt.Sprintf("Question %d", i+1))
			d.text(360, y+20, "( / )")
		}
	}
	refs := ""
	for i := range annotations {
		refs += fmt.Sprintf("%d 0 R ", 10+i)
	}
	b := onePage([]byte(d.String()), helvetica, "").
		object(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /DR << /Font << /F1 5 0 R /Z 6 0 R >> >> >> >>").
		object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots ["+refs+"] >>").
		object(6, "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>").
		stream(7, "/Type /XObject /Subtype /Form /BBox [0 0 50 25]", []byte(".9 g 0 0 50 25 re f 0 G 0 0 50 25 re S /Tx BMC BT 0 g /F1 5 Tf 2 10 Td (2026) Tj ET EMC")).
		stream(8, "/Type /XObject /Subtype /Form /BBox [0 0 10 10]", []byte("BT /Z 8 Tf 1 1 Td (4) Tj ET"))
	for i, a := range annotations {
		b.object(10+i, a)
	}
	return b.done("")
}

// What is filled into a form and typed over a page is read with it: in its cell,
// in place of what it covers, and without lines of its own.
func TestFilledForm(t *testing.T) {
	for name, c := range map[string]struct {
		annotations []string
		want        [2]string // of the second and third column of the first row
	}{
		"empty":          {nil, [2]string{"", "( / )"}},
		"text":           {[]string{"<< /Subtype /Widget /FT /Tx /V (2026) /Rect [351 693 449 741] /F 4 /AP << /N 7 0 R >> >>"}, [2]string{"", "2026"}},
		"free text":      {[]string{"<< /Subtype /FreeText /Contents (2026) /Rect [260 700 340 730] /AP << /N 7 0 R >> >>"}, [2]string{"2026", "( / )"}},
		"ticked":         {[]string{"<< /Subtype /Widget /FT /Btn /AS /Yes /Rect [260 710 270 720] /AP << /N << /Yes 8 0 R /Off 9 0 R >> >> >>"}, [2]string{"✔", "( / )"}},
		"not ticked":     {[]string{"<< /Subtype /Widget /FT /Btn /AS /Off /Rect [260 710 270 720] /AP << /N << /Yes 8 0 R /Off 9 0 R >> >> >>"}, [2]string{"", "( / )"}},
		"value alone":    {[]string{"<< /Subtype /Widget /FT /Ch /V <FEFF306F3044> /Rect [260 705 340 735] >>"}, [2]string{"はい", "( / )"}},
		"parent's value": {[]string{"<< /Subtype /Widget /Parent << /V (yes) >> /Rect [260 705 340 735] >>"}, [2]string{"yes", "( / )"}},
		"hidden":         {[]string{"<< /Subtype /Widget /FT /Tx /V (2026) /Rect [351 693 449 741] /F 2 /AP << /N 7 0 R >> >>"}, [2]string{"", "( / )"}},
		"remark":         {[]string{"<< /Subtype /Text /Contents (why) /Rect [260 705 280 725] /AP << /N 7 0 R >> >>"}, [2]string{"", "( / )"}},
		"broken":         {[]string{"<< /Subtype /Widget /Rect [1 2] /AP 7 0 R >>", "[]", "<< /Subtype /Widget /Rect [260 705 340 735] /AP << /N << >> >> /Parent 11 0 R >>"}, [2]string{"", "( / )"}},
	} {
		doc := mustRead(t, annotated(c.annotations...), Options{})
		want := []string{"0+1,0+1 Question 1", "0+1,1+1 " + c.want[0], "0+1,2+1 " + c.want[1], "1+1,0+1 Question 2", "1+1,1+1 ", "1+1,2+1 ( / )"}
		if diff := cmp.Diff(want, cellTexts(doc)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Fonts of pictures do not show the letters of their codes.
func TestPictureFonts(t *testing.T) {
	for _, c := range []struct{ font, codes, want string }{
		{"ZapfDingbats", "\x34\x38\x6C\xAC\xD4\xFE", "✔✘●①➔➾"},
		{"ABCDEF+Symbol", "4@8l\xB7", "48λ•"}, // what hardly any text has is unknown rather than wrong
		{"Wingdings", "\xFC4", ""},
	} {
		got := ""
		for i := range len(c.codes) {
			got += pictureFont(c.font)(c.codes[i])
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.font, got, c.want)
		}
	}
	if pictureFont("Helvetica") != nil {
		t.Error("letters taken for pictures")
	}
}
