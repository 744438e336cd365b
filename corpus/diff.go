package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ChangeKind is what became of requirements between two catalogs.
type ChangeKind string

// The kinds. A requirement that moved may be reworded too: its edits tell.
const (
	Unchanged   ChangeKind = "unchanged"
	Reworded    ChangeKind = "reworded"
	Moved       ChangeKind = "moved" // another number
	Split       ChangeKind = "split"
	Merged      ChangeKind = "merged"
	New         ChangeKind = "new"
	Withdrawn   ChangeKind = "withdrawn"
	NotCompared ChangeKind = "not-compared" // the text of an end is not in the corpus
)

// ChangeKinds lists the kinds in the order reports print them.
var ChangeKinds = []ChangeKind{Unchanged, Reworded, Moved, Split, Merged, New, Withdrawn, NotCompared}

// Change is one finding of a comparison. From and To are ids in document order:
// one each, or several To of a split, several From of a merge, none on one side
// of new and withdrawn.
type Change struct {
	Kind ChangeKind `json:"kind"`
	From []string   `json:"from"`
	To   []string   `json:"to"`
	// Confidence, 0 to 1, orders how sure the finding is: equal words give
	// nearly 1. It is no probability. Certainty is the same in three grades.
	Confidence float64   `json:"confidence"`
	Certainty  Certainty `json:"certainty"`
	Reason     string    `json:"reason,omitempty"` // in Japanese
	// Similarity, 0 to 1, of the words of both sides, and the edits between
	// them; none where one side has no words.
	Similarity float64 `json:"similarity,omitempty"`
	Edits      []Edit  `json:"edits,omitempty"`
	// Official is what an official migration table says of the same pair.
	Official Official `json:"official,omitempty"`
}

// Comparison is a diff of two catalogs.
type Comparison struct {
	From, To *Document
	Changes  []*Change // in the order of the newer catalog, what has gone where it stood
	Agreement
	from, to map[string][]*Change
}

// ChangeCount is a row of the sums of a comparison.
type ChangeCount struct {
	Kind    ChangeKind `json:"kind"`
	Changes int        `json:"changes"`
}

// Counts sums up the changes by kind, in the order of ChangeKinds, zero
// included.
func (d *Comparison) Counts() []ChangeCount {
	n := map[ChangeKind]int{}
	for _, c := range d.Changes {
		n[c.Kind]++
	}
	var out []ChangeCount
	for _, k := range ChangeKinds {
		out = append(out, ChangeCount{k, n[k]})
	}
	return out
}

// Compare finds what became of each requirement of one catalog in another: by
// equal words, then by number and similar words, then by the assignment of the
// rest that makes the sum of similarities largest, then by what a requirement
// was split into or merged from. Every requirement with or without text stands
// in exactly one change. An unknown id is an error that names the known ones.
func (c *Corpus) Compare(from, to string) (*Comparison, error) {
	d := &Comparison{From: c.Document(from), To: c.Document(to), Changes: []*Change{}, from: map[string][]*Change{}, to: map[string][]*Change{}}
	for id, doc := range map[string]*Document{from: d.From, to: d.To} {
		if doc == nil {
			return nil, fmt.Errorf("compare: no catalog %q; there are %s", id, strings.Join(c.catalogs(), ", "))
		}
	}
	m := newMatcher(c.units(from), c.units(to))
	m.equal()
	m.divide()
	m.numbered()
	m.assign()
	m.attach()
	d.Changes = m.changes()
	for _, x := range d.Changes {
		for _, id := range x.From {
			d.from[id] = append(d.from[id], x)
		}
		for _, id := range x.To {
			d.to[id] = append(d.to[id], x)
		}
	}
	d.agree(c)
	return d, nil
}

// catalogs are the ids of documents that hold requirements, in order.
func (c *Corpus) catalogs() []string {
	var out []string
	for _, r := range c.Requirements {
		if !slices.Contains(out, r.Document) {
			out = append(out, r.Document)
		}
	}
	slices.SortStableFunc(out, strings.Compare)
	return out
}

// unit is a requirement as compared.
type unit struct {
	r     *Requirement
	key   string // the id without the document: what a number is across editions
	chap  string // of the key: volume and chapter
	text  string
	equal string // the text as two prints of it have it in common
	// letters are the characters of the text that count, keys what they are
	// compared by, grams how often each two in a row, runs those in a row that
	// are no coincidence.
	letters []letter
	keys    []rune
	grams   map[[2]rune]int
	runs    map[[leastRun]rune]bool
	runes   int
	at      int // place in document order
	side    int // 0 older, 1 newer
}

// units lists the requirements of a document in order.
func (c *Corpus) units(document string) []*unit {
	var out []*unit
	for _, r := range c.Requirements {
		if r.Document == document {
			u := &unit{r: r, key: strings.TrimPrefix(r.ID, document+"-"), text: r.statement(), at: len(out)}
			u.chap, _, _ = strings.Cut(u.key, ".")
			if i := strings.LastIndex(u.chap, "-i"); i >= 0 {
				u.chap = u.chap[:i]
			}
			u.count()
			out = append(out, u)
		}
	}
	return out
}

// count prepares the text of u to be compared with many others.
func (u *unit) count() {
	u.letters, u.keys = letters(u.text), keys(u.text)
	u.equal, u.runes = string(u.keys), len(u.keys)
	u.grams, u.runs = map[[2]rune]int{}, map[[leastRun]rune]bool{}
	for i := 1; i < len(u.keys); i++ {
		u.grams[[2]rune(u.keys[i-1:])]++
	}
	for i := range u.runes - leastRun + 1 {
		u.runs[[leastRun]rune(u.keys[i:])] = true
	}
}

// statement is what a requirement says, without headings it shares with others
// and without earlier drafts. A stub says nothing.
func (r *Requirement) statement() string {
	if r.Stub {
		return ""
	}
	var out []string
	// An item shares its heading with its chapter or group, a section owns it.
	shared := r.Kind == KindMeasure || r.Category != "" || endsInMark(r.Label)
	if r.Title != r.Text && !shared || r.Text == "" && len(r.Parts) == 0 {
		out = append(out, r.Title)
	}
	out = append(out, r.Text)
	for _, p := range r.Parts {
		out = append(out, p.Label, p.Text)
		for _, row := range p.Rows {
			out = append(out, strings.Join(row, "\n"))
		}
	}
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), "\n")
}

func endsInMark(label string) bool {
	r := []rune(label)
	return len(r) > 0 && CircledValue(r[len(r)-1]) > 0
}

// grade puts a confidence into one of three words.
func grade(confidence float64) Certainty {
	switch {
	case confidence >= 0.97:
		return Certain
	case confidence >= 0.7:
		return Likely
	}
	return Ambiguous
}

// sortChanges orders by the newer catalog; what has gone stands behind what
// stood before it.
func sortChanges(changes []*Change, place func(*Change) [2]int) {
	slices.SortStableFunc(changes, func(a, b *Change) int {
		x, y := place(a), place(b)
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	})
}
