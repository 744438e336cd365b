package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Taken counts what became of decisions from elsewhere.
type Taken struct {
	New, Known int
	// Stale are among the new those on other words than these documents print:
	// their links are suspect until somebody looks again. Unpinned do not say on
	// which words they were made.
	Stale, Unpinned int
}

// TakeDecisions writes the file of reviews in fsys anew with decisions that an
// import has brought: on links of the corpus, or on links, which the same import
// brings. Each keeps the fingerprints it was made on, for nobody here has looked
// at the present words. A decision the file has already is not written twice;
// one that contradicts the file is refused with both rows, every one at once.
func (c *Corpus) TakeDecisions(w io.Writer, fsys fs.FS, links []*Link, decisions []*Decision) (*Taken, error) {
	t, err := readTable(fsys, ReviewsName)
	if err != nil {
		return nil, err
	}
	if t == nil {
		t = &table{name: ReviewsName, captions: reviewCaptions()}
	}
	old, err := readReviews(fsys)
	if err != nil {
		return nil, err
	}
	byID := map[string]*Link{}
	for _, l := range append(c.AllLinks(), links...) {
		byID[l.ID] = l
	}
	out, at := &Taken{}, t.extend()
	var faults []error
	for _, d := range decisions {
		l := byID[d.Link]
		if d.Kind == DecisionNothing && (c.Requirement(d.Link) != nil || c.Group(d.Link) != nil) {
			l = &Link{ID: d.Link}
		}
		if l == nil {
			faults = append(faults, fmt.Errorf("row %d: %q names no link of these documents", d.Row, d.Link))
			continue
		}
		now := *l
		now.Evidence.From.Pin, now.Evidence.To.Pin = c.pinsOf(l)
		switch known, err := d.fits(old.decisions, &now); {
		case err != nil:
			faults = append(faults, fmt.Errorf("row %d: %w", d.Row, err))
		case known:
			out.Known++
		default:
			out.add(d, &now)
			t.put(at, c.takenRow(&now, d))
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults[:min(len(faults), 20)]...)
	}
	rows := [][]string{t.captions}
	for _, r := range t.rows {
		rows = append(rows, r.cells)
	}
	return out, writeTable(w, rows)
}

// fits reports whether the file has the decision already, and refuses one that
// contradicts it. A decision without fingerprints is held against the present
// words.
func (d *Decision) fits(old []*Decision, now *Link) (known bool, err error) {
	for _, r := range old {
		samePins := d.FromPin == "" && d.ToPin == "" || r.FromPin == d.FromPin && r.ToPin == d.ToPin
		if r.Link == d.Link && r.same(d) && r.Reviewer == d.Reviewer && r.Date == d.Date && fingerprint(r.Reason) == fingerprint(d.Reason) && samePins {
			return true, nil
		}
	}
	held := *d
	if d.FromPin == "" && d.ToPin == "" {
		held.FromPin, held.ToPin = now.Evidence.From.Pin, now.Evidence.To.Pin
	}
	return false, held.contradicts(old)
}

func (t *Taken) add(d *Decision, now *Link) {
	t.New++
	if d.Kind == DecisionNothing {
		return
	}
	if d.FromPin == "" && d.ToPin == "" {
		t.Unpinned++
	} else if (&pin{fromPin: d.FromPin, toPin: d.ToPin}).differs(now) != "" {
		t.Stale++
	}
}

// takenRow is the row of a decision from elsewhere. The words stand in it only
// if they are those it was made on.
func (c *Corpus) takenRow(now *Link, d *Decision) []string {
	if d.Kind == DecisionNothing {
		return []string{d.Link, d.Kind.Name(), "", d.Reviewer, d.Date, d.Reason, "", "", c.Name(d.Link), "", "", "", "", ""}
	}
	own := *d
	own.Row = 0
	row := c.reviewRow(now, &own)
	if d.FromPin != now.Evidence.From.Pin {
		row[9] = ""
	}
	if d.ToPin != now.Evidence.To.Pin {
		row[11] = ""
	}
	row[12], row[13] = writePin(d.FromPin), writePin(d.ToPin)
	return row
}

// pinsOf are the fingerprints of all that the ends of a link say now.
func (c *Corpus) pinsOf(l *Link) (from, to string) {
	return fingerprint(l.Evidence.From.Text + c.saying(l.From)), fingerprint(l.Evidence.To.Text + c.saying(l.To))
}
