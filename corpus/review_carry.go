package corpus

import (
	"cmp"
	"fmt"
)

// Carried is what a person decided on the same link of an earlier edition. It
// is shown as 要再確認 and decides nothing.
type Carried struct {
	Link       string    `json:"link"` // id of the earlier link
	Decision   *Decision `json:"decision"`
	Confidence float64   `json:"confidence"` // 0 to 1: that both ends are the ones decided on
	Reason     string    `json:"reason"`     // in Japanese
}

// carryReviews shows the links of a newer edition what was decided on the link
// they come from. Both ends may have moved on: a checklist and the guideline
// it cites are renewed in different years.
func (c *Corpus) carryReviews() {
	var decided []*Link
	for _, l := range c.AllLinks() {
		if l.Decision != nil && l.State != StateOrphaned {
			decided = append(decided, l)
		}
	}
	if len(decided) == 0 {
		return
	}
	open := map[[2]string]*Link{}
	for _, l := range c.Links {
		if l.Decision == nil {
			open[[2]string{c.canonical(l.From), c.canonical(l.To)}] = l
		}
	}
	for _, old := range decided {
		for _, f := range c.presentOf(old.From) {
			for _, t := range c.presentOf(old.To) {
				l := open[[2]string{f.ID, t.ID}]
				if l == nil {
					continue
				}
				x := &Carried{Link: old.ID, Decision: old.Decision, Confidence: round3(f.Confidence * t.Confidence), Reason: cmp.Or(f.Reason, t.Reason)}
				l.Carried = append(l.Carried, x)
				if l.State == StateUnreviewed {
					l.StateReason = fmt.Sprintf("前の版の対応づけには判断%sがあります。要再確認。", old.Decision.says())
				}
			}
		}
	}
}

// presentOf is an end itself and what it has become in newer editions.
func (c *Corpus) presentOf(id string) []Heir {
	out := []Heir{{ID: c.canonical(id), Confidence: 1, Same: true, Certainty: Certain}}
	for _, d := range c.EditionComparisons() {
		if c.inDocument(id, d.From.ID) {
			out = append(out, d.heirsOf(c, id)...)
		}
	}
	return out
}
