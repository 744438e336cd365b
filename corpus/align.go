package corpus

import (
	"fmt"
	"strings"
)

// DefaultQuotation is the similarity below which a quotation and the clause it
// is said to quote are listed for a person, where the workspace says nothing
// else. A wrapped line or a lost bracket stays above it, another wording of a
// half sentence does not.
const DefaultQuotation = 0.9

// Alignment holds the words a table quotes against the words of the clause, as
// the guideline itself prints them.
type Alignment struct {
	// Score is the similarity of DiffText, 0 to 1; Below tells that it is less
	// than what the workspace asks for, so that a person has to look.
	Score float64 `json:"score"`
	Below bool    `json:"below_threshold"`
	// Edits lead from the clause to the quotation: deleted is what the
	// quotation leaves out, inserted what only the quotation says.
	Edits []Edit `json:"edits"`
	Quote Quote  `json:"quotation"` // as the table quotes it
}

// align holds every quotation against the text of the clause it is bound to,
// where the text comes from another source than the quotation. Threshold is
// the similarity below which a person has to look.
func (c *Corpus) align(threshold float64) {
	links := map[[2]string]*Link{}
	for _, l := range c.Links {
		if key := [2]string{c.canonical(l.From), c.canonical(l.To)}; links[key] == nil {
			links[key] = l
		}
	}
	each := func(id string, refs []Reference, p Provenance) {
		for i := range refs {
			c.alignReference(id, &refs[i], p, threshold, links)
		}
	}
	for _, r := range c.Requirements {
		each(r.ID, r.References, r.Provenance)
	}
	for _, g := range c.Groups {
		each(g.ID, g.References, g.Provenance)
	}
}

func (c *Corpus) alignReference(from string, ref *Reference, p Provenance, threshold float64, links map[[2]string]*Link) {
	if strings.TrimSpace(ref.Quote) == "" {
		return
	}
	var printed []*Requirement
	for _, id := range ref.Targets {
		if r := c.Requirement(id); r != nil && !r.Stub && r.Text != "" && r.Provenance.Source != p.Source {
			printed = append(printed, r)
		}
	}
	if len(printed) == 0 {
		return
	}
	a := &Alignment{Quote: newQuote(ref.Quote, p, ref.Lines), Score: -1}
	for _, text := range wordings(printed) {
		if edits, score := DiffText(text, ref.Quote); score > a.Score {
			a.Edits, a.Score = edits, score
		}
	}
	a.Below = a.Score < threshold
	for _, r := range printed {
		l := links[[2]string{from, r.ID}]
		if l == nil || l.Alignment != nil && l.Alignment.Score <= a.Score {
			continue
		}
		l.Alignment = a
		if a.Below && l.State == StateUnreviewed {
			l.StateReason = fmt.Sprintf("引用文と条文の文言の一致は%sです（目安は%s以上）。", percent(a.Score), percent(threshold))
		}
	}
}

// wordings are what a table may quote of clauses: the sentence alone, or with
// its bullets, or all that stands in it.
func wordings(clauses []*Requirement) []string {
	var sentence, bullets, all []string
	for _, r := range clauses {
		sentence = append(sentence, r.Text)
		bullets = append(bullets, r.Text)
		for _, p := range r.Parts {
			if p.Kind == PartItem {
				bullets = append(bullets, p.Text)
			}
		}
		all = append(all, r.statement())
	}
	return []string{strings.Join(sentence, "\n"), strings.Join(bullets, "\n"), strings.Join(all, "\n")}
}
