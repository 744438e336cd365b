package corpus

import (
	"slices"
	"strings"
)

// Official is what an official migration table says of a change.
type Official string

// The words. Empty where no table speaks of the requirement.
const (
	OfficialAgrees    Official = "agrees"    // the table names the same pair, or the section it stands in
	OfficialDiffers   Official = "differs"   // the table names other requirements
	OfficialSilent    Official = "silent"    // the table has rows of this edition, none of this requirement
	OfficialUndecided Official = "undecided" // the table names a requirement whose text is not in the corpus
)

// Agreement is how the rows of official migration tables, links between the two
// catalogs, fit what was found.
type Agreement struct {
	Sets []string       // the link sets of the tables; empty if none is in the corpus
	Rows []*OfficialRow // every pair a table names, in order of the links
}

// OfficialRow is a pair a table names.
type OfficialRow struct {
	Link    *Link
	Outcome Official
}

// Count returns the number of rows of an outcome.
func (a *Agreement) Count(o Official) int {
	n := 0
	for _, r := range a.Rows {
		if r.Outcome == o {
			n++
		}
	}
	return n
}

// agree reads the links between both catalogs that an official table makes, in
// either direction, and holds the changes against them.
func (d *Comparison) agree(c *Corpus) {
	rows := map[string][]string{} // older id to the newer ones a table names
	for _, l := range c.Links {
		from, to := l.From, l.To
		if c.ends(from, to, d.To.ID, d.From.ID) {
			from, to = to, from
		} else if !c.ends(from, to, d.From.ID, d.To.ID) {
			continue
		}
		if l.Method != MethodTable && l.Method != MethodCitation {
			continue
		}
		if !slices.Contains(d.Sets, l.Set) {
			d.Sets = append(d.Sets, l.Set)
		}
		rows[from] = append(rows[from], to)
		d.Rows = append(d.Rows, &OfficialRow{l, d.outcome(from, to)})
	}
	if len(d.Rows) == 0 {
		return
	}
	for _, x := range d.Changes {
		x.Official = OfficialSilent
		for _, f := range x.From {
			if len(rows[f]) == 0 {
				continue
			}
			x.Official = OfficialDiffers
			if x.Kind == NotCompared {
				x.Official = OfficialUndecided
			}
			for _, t := range rows[f] {
				switch d.outcome(f, t) {
				case OfficialAgrees:
					x.Official = OfficialAgrees
				case OfficialUndecided:
					if x.Official == OfficialDiffers {
						x.Official = OfficialUndecided
					}
				}
			}
		}
	}
	d.leaveOpen()
}

// leaveOpen leaves a requirement that seems to have gone, or to be new, undecided
// where the table names a counterpart whose text is not in the corpus.
func (d *Comparison) leaveOpen() {
	for _, x := range d.Changes {
		if x.Official == OfficialUndecided && (x.Kind == Withdrawn || x.Kind == New) {
			x.Kind, x.Confidence, x.Certainty = NotCompared, 0, Ambiguous
			x.Reason = "公式の移行対応表は対応する項目を挙げていますが、その本文が収録されていないため、比べていません。"
		}
	}
}

func (c *Corpus) ends(from, to, a, b string) bool {
	x, y := c.documentOf(from), c.documentOf(to)
	return x != nil && y != nil && x.ID == a && y.ID == b
}

// outcome holds a pair that a table names against the changes. A table that
// names a chapter or section agrees with every item in it.
func (d *Comparison) outcome(from, to string) Official {
	changes := d.from[from]
	for _, x := range changes {
		for _, id := range x.To {
			if id == to || strings.HasPrefix(id, to+".") || strings.HasPrefix(id, to+"-") {
				return OfficialAgrees
			}
		}
	}
	for _, x := range slices.Concat(changes, d.to[to]) {
		if x.Kind == NotCompared {
			return OfficialUndecided
		}
	}
	return OfficialDiffers
}
