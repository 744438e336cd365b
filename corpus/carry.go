package corpus

import (
	"cmp"
	"slices"
)

// Heir is a requirement of a newer edition that takes the place of an older
// one, as far as a comparison can tell. What carries over to it is 要再確認.
type Heir struct {
	ID         string     `json:"id"`
	Kind       ChangeKind `json:"kind"`       // what became of the older requirement
	Confidence float64    `json:"confidence"` // 0 to 1
	Certainty  Certainty  `json:"certainty"`
	Reason     string     `json:"reason,omitempty"` // in Japanese
	// Same is true where number and words are the same: even then an answer of
	// last year is only an offer.
	Same bool `json:"same"`
}

// Heirs returns what an older requirement has become: none for a withdrawn one,
// several for a split one, the surest first. Clauses whose text is not in the
// corpus inherit by number alone, with little confidence.
func (d *Comparison) Heirs(id string) []Heir {
	var out []Heir
	for _, x := range d.from[id] {
		for _, to := range x.To {
			h := Heir{ID: to, Kind: x.Kind, Confidence: x.Confidence, Certainty: x.Certainty, Reason: x.Reason, Same: x.Kind == Unchanged}
			if x.Kind == Split || x.Kind == Merged {
				h.Confidence = round3(h.Confidence * ofPart)
			}
			if x.Kind == NotCompared {
				h.Confidence, h.Reason = byNumber, "番号が同じことだけによる候補です。"+x.Reason
			}
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b Heir) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return out
}

const (
	byNumber = 0.3 // the confidence of an heir that only its number speaks for
	ofPart   = 0.7 // what a part of a split or merge keeps of it: the answer may belong to the other part
)

// CarriedLink is a link of an older edition offered for a newer one. It is a
// suggestion of a machine (要再確認), never one of the corpus's links.
type CarriedLink struct {
	Link       string  `json:"link"` // id of the older link
	Set        string  `json:"set"`
	From       string  `json:"from"` // ends in the newer edition
	To         string  `json:"to"`
	Confidence float64 `json:"confidence"`
	Reason     string  `json:"reason"`
	// Exists is the id of the link that the newer sources make themselves, ""
	// where they make none.
	Exists string `json:"exists,omitempty"`
}

// CarryLinks offers, for every link with an end in the older edition, the links
// it would be in the newer one. The tables that join the two editions are not
// carried: they are what the comparison is held against.
func (c *Corpus) CarryLinks(d *Comparison) []*CarriedLink {
	have := map[[2]string]string{}
	for _, l := range c.AllLinks() {
		have[[2]string{c.canonical(l.From), c.canonical(l.To)}] = l.ID
	}
	var out []*CarriedLink
	for _, l := range c.Links {
		from, to := d.heirsOf(c, l.From), d.heirsOf(c, l.To)
		inOld := c.inDocument(l.From, d.From.ID) || c.inDocument(l.To, d.From.ID)
		inNew := c.inDocument(l.From, d.To.ID) || c.inDocument(l.To, d.To.ID)
		if !inOld || inNew && d.From.ID != d.To.ID || d.From.ID == d.To.ID {
			continue
		}
		for _, f := range from {
			for _, t := range to {
				x := &CarriedLink{Link: l.ID, Set: l.Set, From: f.ID, To: t.ID, Confidence: round3(f.Confidence * t.Confidence), Reason: cmp.Or(f.Reason, t.Reason), Exists: have[[2]string{f.ID, t.ID}]}
				out = append(out, x)
			}
		}
	}
	return out
}

func (c *Corpus) inDocument(id, document string) bool {
	d := c.documentOf(id)
	return d != nil && d.ID == document
}

// heirsOf returns the heirs of an end in the older edition, and the end itself
// if it stands elsewhere. A group inherits by the group of its rows' heirs.
func (d *Comparison) heirsOf(c *Corpus, id string) []Heir {
	if !c.inDocument(id, d.From.ID) {
		return []Heir{{ID: c.canonical(id), Confidence: 1, Same: true, Certainty: Certain}}
	}
	g := c.Group(id)
	if g == nil {
		return d.Heirs(c.canonical(id))
	}
	best := map[string]Heir{}
	var order []string
	for _, m := range g.Members {
		for _, h := range d.Heirs(m) {
			r := c.Requirement(h.ID)
			if r == nil || r.Group == nil {
				continue
			}
			h.ID = r.Group.ID
			if old, ok := best[h.ID]; !ok {
				order = append(order, h.ID)
				best[h.ID] = h
			} else if h.Confidence > old.Confidence {
				best[h.ID] = h
			}
		}
	}
	var out []Heir
	for _, id := range order {
		out = append(out, best[id])
	}
	return out
}
