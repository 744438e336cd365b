package corpus

import (
	"cmp"
	"slices"
	"strings"
)

// State is where a link stands between its sources and the people who review
// it. Every link has exactly one.
type State string

// The states.
const (
	StateResolved    State = "resolved"    // a person has decided, on the words as they stand
	StateSuspect     State = "suspect"     // the words of an end are not those that were pinned or decided on
	StateOrphaned    State = "orphaned"    // pinned or decided on, and the sources no longer make it
	StateAmbiguous   State = "ambiguous"   // more than one reading is possible and nobody has decided
	StateConflicting State = "conflicting" // its source contradicts itself, or its reviewers each other
	StateUnreviewed  State = "unreviewed"  // nobody has looked yet, and nothing speaks against it
)

// States lists every state in the order reports print them.
var States = []State{StateResolved, StateSuspect, StateOrphaned, StateAmbiguous, StateConflicting, StateUnreviewed}

// Values of Link.Review beside ReviewRejected.
const (
	ReviewNone     = "unreviewed"
	ReviewAccepted = "accepted"
	ReviewChanged  = "changed" // accepted with another relation
)

// AllLinks returns every link there is or was: those in normal views, the
// rejected and the orphaned, in this order.
func (c *Corpus) AllLinks() []*Link {
	return slices.Concat(c.Links, c.Rejected, c.Orphaned)
}

// StateCount is a row of a report on links.
type StateCount struct {
	State State `json:"state"`
	Links int   `json:"links"`
}

// CountStates counts all links by state, in the order of States, zero
// included. The command and the site print these numbers.
func (c *Corpus) CountStates() []StateCount {
	n := map[State]int{}
	for _, l := range c.AllLinks() {
		n[l.State]++
	}
	out := make([]StateCount, 0, len(States))
	for _, s := range States {
		out = append(out, StateCount{s, n[s]})
	}
	return out
}

// Doubtful returns the links that need a person, the most doubtful first: what
// has lost its ground, then what contradicts itself, then what has several
// readings, then by certainty. Among equals the order of the corpus holds.
func (c *Corpus) Doubtful() []*Link {
	var out []*Link
	for _, l := range c.AllLinks() {
		if l.State != StateResolved {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b *Link) int { return cmp.Compare(b.Doubt(), a.Doubt()) })
	return out
}

// Doubt grades from 0 to 100 how much a link needs a person; 0 means that one
// has decided. The grade orders a list and says nothing of probability.
func (l *Link) Doubt() int {
	unsure := map[Certainty]int{Certain: 0, Likely: 3, Ambiguous: 6}[l.Certainty]
	switch l.State {
	case StateResolved:
		return 0
	case StateOrphaned:
		return 100
	case StateSuspect:
		return 90 + unsure
	case StateConflicting:
		return 80 + unsure
	case StateAmbiguous:
		return 70 + unsure
	}
	doubt := map[Certainty]int{Certain: 10, Likely: 40}[l.Certainty]
	if doubt == 0 {
		doubt = 50 // a certainty of another program
	}
	if l.Method != MethodCitation && l.Method != MethodTable {
		doubt += 5
	}
	if len(l.Carried) > 0 {
		doubt += 10
	}
	if l.Alignment != nil && l.Alignment.Below {
		doubt = max(doubt, 65)
	}
	return doubt
}

// Misquoted lists the links whose quotation is below the similarity asked for,
// rejected ones left out, in the order of the corpus.
func (c *Corpus) Misquoted() []*Link {
	var out []*Link
	for _, l := range c.Links {
		if l.Alignment != nil && l.Alignment.Below {
			out = append(out, l)
		}
	}
	return out
}

// saying is all that an end says, which a reviewer may have looked at.
func (c *Corpus) saying(id string) string {
	if r := c.Requirement(id); r != nil {
		return r.saying()
	}
	g := c.Group(id)
	if g == nil {
		return ""
	}
	out := []string{g.Title, g.Scenario}
	for _, m := range g.Members {
		if r := c.Requirement(m); r != nil {
			out = append(out, r.saying())
		}
	}
	return strings.Join(out, "\n")
}

func (r *Requirement) saying() string {
	out := []string{r.Title, r.TitleNote, r.Text}
	for _, p := range r.Parts {
		out = append(out, p.Label, p.Text)
		for _, row := range p.Rows {
			out = append(out, strings.Join(row, "\t"))
		}
	}
	return strings.Join(out, "\n")
}

// fingerprintEnds gives every link the fingerprints of all its two ends say.
func (c *Corpus) fingerprintEnds() {
	said := map[string]string{}
	saying := func(id string) string {
		s, ok := said[id]
		if !ok {
			s = c.saying(id)
			said[id] = s
		}
		return s
	}
	for _, l := range c.Links {
		l.Evidence.From.Pin = fingerprint(l.Evidence.From.Text + saying(l.From))
		l.Evidence.To.Pin = fingerprint(l.Evidence.To.Text + saying(l.To))
	}
}

// printedReason is why a link is certain, where its reading left nothing open.
const printedReason = "印刷された引用が、この項目を番号どおりに指しています。"

// RegistryPlace stands in Quote.Place of an end whose text no document of the
// corpus prints: number and heading are facts of the registry.
const RegistryPlace = "登録情報（registry.json）"

// completeEvidence says of every link what would go without saying: why it is
// certain, and that an end stands in the registry alone.
func (c *Corpus) completeEvidence() {
	for _, l := range c.Links {
		if l.Certainty == Certain && l.CertaintyReason == "" {
			l.CertaintyReason = printedReason
		}
		for _, q := range []*Quote{&l.Evidence.From, &l.Evidence.To} {
			if q.Source == "" && q.Place == "" {
				q.Place = RegistryPlace
			}
		}
	}
}
