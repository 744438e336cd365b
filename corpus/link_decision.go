package corpus

import (
	"fmt"
)

// decisionFields are the columns of what a person decided on a link: nothing
// in them while nobody has. An import takes them to the file of reviews.
var decisionFields = []linkField{
	{"decision", decided(func(d *Decision) string { return string(d.Kind) }), func(l *Link, v string) error {
		kind, ok := readDecision(v)
		if !ok || kind == DecisionNothing {
			return fmt.Errorf("unknown decision %q, want one of accept, reject, change, hold, withdrawn", v)
		}
		l.deciding().Kind = kind
		return nil
	}},
	// The relation a change decided on, and the one printed before it.
	{"decision_relationship", decided(func(d *Decision) string { return d.Relationship }), func(l *Link, v string) error {
		return readRelationshipCell("decision_relationship", v, &l.deciding().Relationship)
	}},
	{"relationship_before", decided(func(d *Decision) string { return d.Before }), func(l *Link, v string) error {
		return readRelationshipCell("relationship_before", v, &l.deciding().Before)
	}},
	decisionText("reviewer", func(d *Decision) *string { return &d.Reviewer }),
	decisionText("decided_on", func(d *Decision) *string { return &d.Date }),
	decisionText("decision_reason", func(d *Decision) *string { return &d.Reason }),
	// The fingerprints of all that both ends said when it was decided.
	decisionPin("decided_from_fingerprint", func(d *Decision) *string { return &d.FromPin }),
	decisionPin("decided_to_fingerprint", func(d *Decision) *string { return &d.ToPin }),
}

func decided(of func(*Decision) string) func(*Corpus, *Link) string {
	return func(_ *Corpus, l *Link) string {
		if l.Decision == nil {
			return ""
		}
		return of(l.Decision)
	}
}

func decisionText(key string, at func(*Decision) *string) linkField {
	return linkField{key, decided(func(d *Decision) string { return *at(d) }), func(l *Link, v string) error {
		*at(l.deciding()) = v
		return nil
	}}
}

func decisionPin(key string, at func(*Decision) *string) linkField {
	return linkField{key, decided(func(d *Decision) string { return writePin(*at(d)) }), func(l *Link, v string) error {
		*at(l.deciding()) = readPin(v)
		return nil
	}}
}

func readRelationshipCell(key, v string, to *string) error {
	word, ok := readRelationship(v)
	if !ok {
		return oneOf(key, v, Relationships)
	}
	*to = word
	return nil
}

// deciding is the decision that a row is being read into.
func (l *Link) deciding() *Decision {
	if l.Decision == nil {
		l.Decision = &Decision{}
	}
	return l.Decision
}

// undecide takes the decision of a row off its link, which gets back the
// relation it had without it; nil if the row holds none.
func (l *Link) undecide() (*Decision, error) {
	d := l.Decision
	if d == nil {
		return nil, nil
	}
	l.Decision = nil
	if d.Kind == "" {
		return nil, fmt.Errorf("the row says who decided or when, and no decision; write accept, reject or change in the column decision")
	}
	if d.Kind == DecisionChange && d.Before != "" {
		l.Relationship = d.Before
	}
	d.Before, d.Link = "", l.ID
	if d.Link == "" {
		d.Link = l.From + "_" + l.To // its id is made up later
	}
	if fault := d.read(string(d.Kind), d.Relationship, d.Date); fault != "" {
		return nil, fmt.Errorf("the decision cannot be kept: %s", fault)
	}
	return d, nil
}

// printedRelationship is the relation without what a person made of it.
func (l *Link) printedRelationship() string {
	if d := l.Decision; d != nil && d.Before != "" && l.State == StateResolved {
		return d.Before
	}
	return l.Relationship
}
