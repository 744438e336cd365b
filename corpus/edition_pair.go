package corpus

// EditionComparisons compares every edition in the corpus with the next newer
// one that is in it too, as the registry knows them, in the order of the
// documents. Pairs of which no requirement can be compared, and that no
// official table joins, are left out. The comparisons are made once.
func (c *Corpus) EditionComparisons() []*Comparison {
	if c.editions != nil {
		return *c.editions
	}
	out := []*Comparison{}
	for _, d := range c.Documents {
		next := c.newerEdition(d)
		if next == nil {
			continue
		}
		x, err := c.Compare(d.ID, next.ID)
		if err != nil { // both are in the corpus
			continue
		}
		for _, n := range x.Counts() {
			if n.Kind != NotCompared && n.Kind != New && n.Kind != Withdrawn && n.Changes > 0 || len(x.Rows) > 0 {
				out = append(out, x)
				break
			}
		}
	}
	c.editions = &out
	return out
}

// newerEdition is the next edition of a document that is in the corpus, nil
// for none.
func (c *Corpus) newerEdition(d *Document) *Document {
	seen := map[string]bool{d.ID: true}
	for s := d.Superseded; s != nil && !seen[s.ID]; s = registry().successor(s.ID) {
		if n := c.Document(s.ID); n != nil {
			return n
		}
		seen[s.ID] = true
	}
	return nil
}
