package corpus

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// WriteDecisions writes the file of reviews in fsys anew with decisions added:
// in the row that lists a link without a decision, else in a row at the end.
// Every other row stays as it is. Each decision gets the fingerprints of the
// present words. A link that does not exist, and a decision that contradicts
// another person's, are refused.
func (c *Corpus) WriteDecisions(w io.Writer, fsys fs.FS, decisions []*Decision) error {
	t, err := readTable(fsys, ReviewsName)
	if err != nil {
		return err
	}
	if t == nil {
		t = &table{name: ReviewsName, captions: reviewCaptions()}
	}
	old, err := readReviews(fsys)
	if err != nil {
		return err
	}
	at := t.extend()
	for _, d := range decisions {
		l := c.link(d.Link)
		if l == nil || l.State == StateOrphaned {
			return fmt.Errorf("write decision: %q names no link; \"shogo review\" lists them", d.Link)
		}
		if msg := d.read(string(d.Kind), d.Relationship, d.Date); msg != "" {
			return fmt.Errorf("write decision on %q: %s", d.Link, msg)
		}
		d.FromPin, d.ToPin, d.File = l.Evidence.From.Pin, l.Evidence.To.Pin, ReviewsName
		if err := d.contradicts(old.decisions); err != nil {
			return err
		}
		old.decisions = append(old.decisions, d)
		t.put(at, c.reviewRow(l, d))
	}
	rows := [][]string{t.captions}
	for _, r := range t.rows {
		rows = append(rows, r.cells)
	}
	return writeTable(w, rows)
}

// link returns the link with the id, in any state, or nil.
func (c *Corpus) link(id string) *Link {
	for _, l := range c.AllLinks() {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// contradicts refuses a decision that would leave a link with two minds. Rows
// on older words do not count against it.
func (d *Decision) contradicts(rows []*Decision) error {
	same := []*Decision{d}
	for _, r := range rows {
		if r.Link == d.Link && r.decides() && (r.FromPin == "" && r.ToPin == "" || r.FromPin == d.FromPin && r.ToPin == d.ToPin) {
			same = append([]*Decision{r}, same...)
		}
	}
	if _, ok := counting(same); !ok {
		r := same[0]
		return fmt.Errorf("write decision on %q: %s:%d says %s by %s on %s; write 取消 as its decision there first", d.Link, ReviewsName, r.Row, r.Kind.Name(), r.Reviewer, r.Date)
	}
	return nil
}

// extend adds the columns of a review that the table lacks and returns the
// place of each.
func (t *table) extend() []int {
	var at []int
	for _, names := range reviewColumns {
		i := t.column(names...)
		if i < 0 {
			i = len(t.captions)
			t.captions = append(t.captions, names[0])
		}
		at = append(at, i)
	}
	return at
}

// put writes the cells of a review into the undecided row of its link, or into
// a new one.
func (t *table) put(at []int, cells []string) {
	i := slices.IndexFunc(t.rows, func(r tableRow) bool { return r.cell(at[0]) == cells[0] && r.cell(at[1]) == "" })
	if i < 0 {
		i = len(t.rows)
		t.rows = append(t.rows, tableRow{})
	}
	r := &t.rows[i]
	for len(r.cells) < len(t.captions) {
		r.cells = append(r.cells, "")
	}
	for k, cell := range cells {
		r.cells[at[k]] = cell
	}
}
