package corpus

import "testing"

// Every piece of content is counted once: understood, inferred or left over,
// and the pages add up to the whole.
func TestUnderstoodAddsUp(t *testing.T) {
	embedded, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Corpus{embedded, parsedFile(t, "sys.html", volumeHTML), parsedFile(t, "annex.html", annexHTML)} {
		for _, a := range c.Audits {
			u := c.Understood(a)
			if u.Direct+u.Inferred+u.Left != u.Total || u.Total+u.Furniture+u.Blank != a.Lines || u.Left != len(a.Unassigned) {
				t.Errorf("%s: %+v of %d lines, %d unassigned", a.Source, u, a.Lines, len(a.Unassigned))
			}
			var direct, inferred, left int
			for _, p := range u.Places {
				direct, inferred, left = direct+p.Direct, inferred+p.Inferred, left+p.Left
			}
			if len(u.Places) > 0 && (direct != u.Direct || inferred != u.Inferred || left != u.Left) {
				t.Errorf("%s: the places count %d, %d, %d: %+v", a.Source, direct, inferred, left, u)
			}
		}
	}
	// The page of the mapping table lost its order: its rows are joined by inference.
	if u := embedded.Understood(embedded.Audits[1]); u.Inferred == 0 || u.Left > 0 || u.DirectPercent >= 100 {
		t.Errorf("%+v", u)
	}
}

// A part that is not whole never reads as the whole.
func TestPercentIsRoundedDown(t *testing.T) {
	u := &Understood{Total: 30000}
	if got := u.percent(29999); got != 99.9 {
		t.Errorf("got %v", got)
	}
}
