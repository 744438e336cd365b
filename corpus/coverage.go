package corpus

// Words of a link's relationship and review that decide what it counts for.
const (
	// RelationshipNone is NIST IR 8477's word for: looked at, and nothing corresponds.
	RelationshipNone = "no-relationship"
	// ReviewRejected marks a link that a person has looked at and refused.
	ReviewRejected = "rejected"
)

// Outcome is what is known about whether something corresponds to a requirement.
type Outcome string

// The three outcomes. That nothing was found is not that nothing corresponds.
const (
	Linked             Outcome = "linked"
	NothingCorresponds Outcome = "nothing-corresponds" // a person or an official table says so
	NotReviewed        Outcome = "not-reviewed"
)

// Coverage is the outcome of every requirement of a document in respect of one
// link set, by chapter. The counts add up to the requirements of the document.
type Coverage struct {
	Set      string
	Document *Document
	Chapters []ChapterCoverage
	Outcome  map[string]Outcome // by id of a requirement of the document
}

// ChapterCoverage counts the requirements of a chapter by outcome.
type ChapterCoverage struct {
	MatrixUnit
	Linked, Nothing, NotReviewed int
}

// Total is the number of requirements of the chapter.
func (c ChapterCoverage) Total() int { return c.Linked + c.Nothing + c.NotReviewed }

// Sum adds up the chapters.
func (c *Coverage) Sum() ChapterCoverage {
	var out ChapterCoverage
	for _, x := range c.Chapters {
		out.Linked += x.Linked
		out.Nothing += x.Nothing
		out.NotReviewed += x.NotReviewed
	}
	return out
}

// Coverage tells for the requirements of a document how they stand in a link
// set, whichever end of its links they are. A row of a mapping table shares the
// links of its 小項目, because the table cites for the group as a whole.
func (c *Corpus) Coverage(set string, d *Document) *Coverage {
	linked, nothing := map[string]bool{}, map[string]bool{}
	note := func(id string, in map[string]bool) {
		in[c.canonical(id)] = true
		if g := c.Group(id); g != nil {
			for _, m := range g.Members {
				in[m] = true
			}
		}
	}
	for _, l := range c.Links {
		if l.Set != set {
			continue
		}
		for _, id := range []string{l.From, l.To} {
			switch {
			case l.Counts():
				note(id, linked)
			case l.Relationship == RelationshipNone && l.Review != ReviewRejected:
				note(id, nothing)
			}
		}
	}
	for _, n := range c.Nothing {
		note(n.Link, nothing)
	}
	units := c.indexUnits(d)
	out := &Coverage{Set: set, Document: d, Outcome: map[string]Outcome{}}
	for _, u := range units.chapters {
		out.Chapters = append(out.Chapters, ChapterCoverage{MatrixUnit: u})
	}
	for _, r := range c.Requirements {
		if r.Document != d.ID {
			continue
		}
		ch := &out.Chapters[units.chapter[r.ID]]
		switch {
		case linked[r.ID]:
			out.Outcome[r.ID] = Linked
			ch.Linked++
		case nothing[r.ID]:
			out.Outcome[r.ID] = NothingCorresponds
			ch.Nothing++
		default:
			out.Outcome[r.ID] = NotReviewed
			ch.NotReviewed++
		}
	}
	return out
}
