package corpus

// Transitive is what follows from two links that end at one requirement: a
// checklist item and a row of the mapping table that cite the same clause. It
// is an inference of ours, never a link, and no official text says it.
type Transitive struct {
	First  *Link // from the item to Via
	Via    string
	Second *Link // from the row to Via
}

// TransitiveSet is the inference over one pair of documents.
type TransitiveSet struct {
	From, Via, To *Document
	Pairs         []Transitive // in the order of the first links, then of the second
}

// Transitives joins, for every pair of documents, the links that end at the
// same requirement. Only the very same requirement counts: an item and the
// chapter it stands in are not the same. The document that comes first in the
// corpus is From.
func (c *Corpus) Transitives() []*TransitiveSet {
	order := map[string]int{}
	for i, d := range c.Documents {
		order[d.ID] = i
	}
	ending := map[string][]*Link{}
	for _, l := range c.Links {
		if l.Counts() {
			to := c.canonical(l.To)
			ending[to] = append(ending[to], l)
		}
	}
	at := map[[3]string]*TransitiveSet{}
	var out []*TransitiveSet
	for _, first := range c.Links {
		from, via := c.documentOf(first.From), c.canonical(first.To)
		if from == nil || !first.Counts() {
			continue
		}
		for _, second := range ending[via] {
			to := c.documentOf(second.From)
			if to == nil || order[from.ID] >= order[to.ID] {
				continue
			}
			middle := c.documentOf(via)
			key := [3]string{from.ID, middle.ID, to.ID}
			if at[key] == nil {
				at[key] = &TransitiveSet{From: from, Via: middle, To: to}
				out = append(out, at[key])
			}
			at[key].Pairs = append(at[key].Pairs, Transitive{First: first, Via: via, Second: second})
		}
	}
	return out
}
