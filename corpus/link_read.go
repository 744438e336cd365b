package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// LinkRows reads the links of a file row by row and binds them to a corpus.
type LinkRows struct {
	c    *Corpus
	name string // of the file
	set  string // of rows that name none
	// seen holds the links read so far by id, with the row of each.
	seen   map[string]int
	had    map[string]*Link
	out    LinksRead
	faults []error
}

// LinksRead is the outcome of reading a link table.
type LinksRead struct {
	New     []*Link  // in the order of the rows
	Known   int      // rows that say what the corpus knows already
	Ignored []string // columns that are not read
	// Decisions are what people decided on these links, new and known, each with
	// the row it was read from.
	Decisions []*Decision
	// Undecided counts rows that call a link reviewed and do not say by whom:
	// nobody can vouch for them, so nothing is made of that.
	Undecided int
}

// mostFaults is how many faulty rows are named: more of them tell no more.
const mostFaults = 20

// NewLinkRows reads rows of the file called name, whose ends are in c. A row
// that names no set belongs to set.
func NewLinkRows(c *Corpus, name, set string) *LinkRows {
	t := &LinkRows{c: c, name: name, set: set, seen: map[string]int{}, had: map[string]*Link{}}
	for _, l := range slices.Concat(c.Links, c.Rejected) {
		if !c.fromTables[l.ID] { // a table may be imported again with other words
			t.had[l.ID] = l
		}
	}
	return t
}

// In changes the set that the following rows belong to if they name none.
func (t *LinkRows) In(set string) { t.set = set }

// Add reads a row: cells by column name, of which "from", "to" and
// "relationship" are needed. An end is an id or a citation that names one
// requirement. What a row does not say is a person's link whose certainty is
// not stated. Row is the number that messages about repeated links name, place
// where a fault of the row is found.
//
// A link that the corpus has already is Known, if the row says nothing else of
// it; if it does, that is a fault, for a table does not overrule a printed
// source. What a person decided on a link is a decision beside it, never a part
// of it.
func (t *LinkRows) Add(row int, place string, cell func(column string) string) {
	l, d, known, err := t.read(row, cell)
	switch {
	case err != nil:
		t.Fault(place, err)
		return
	case known:
		t.out.Known++
	default:
		t.out.New = append(t.out.New, l)
	}
	switch {
	case d != nil:
		d.Link, d.Row = l.ID, row
		t.out.Decisions = append(t.out.Decisions, d)
	case slices.Contains([]string{ReviewAccepted, ReviewRejected, ReviewChanged}, cell("review")):
		t.out.Undecided++
	}
}

// Fault notes what is wrong at a place of the file.
func (t *LinkRows) Fault(place string, err error) {
	t.faults = append(t.faults, &SyntaxError{Source: t.name, Place: place, Msg: err.Error()})
}

// Links returns what was read, or the faults, each a *SyntaxError, joined:
// the first twenty of them.
func (t *LinkRows) Links() (*LinksRead, error) {
	if len(t.faults) > 0 {
		return nil, errors.Join(t.faults[:min(len(t.faults), mostFaults)]...)
	}
	return &t.out, nil
}

// errNoEnd is a row without one of its two ends.
var errNoEnd = errors.New("the row names no requirement; fill in the columns from and to")

// read makes a link of one row, and a decision if it holds one. Errors say what
// is wrong and what to write instead.
func (t *LinkRows) read(row int, cell func(column string) string) (l *Link, d *Decision, known bool, err error) {
	if l, err = t.link(cell); err != nil {
		return nil, nil, false, err
	}
	if d, err = l.undecide(); err != nil {
		return nil, nil, false, err
	}
	if err := t.complete(l); err != nil {
		return nil, nil, false, err
	}
	if first := t.seen[l.ID]; first > 0 {
		return nil, nil, false, fmt.Errorf("link %s stands in row %d already; remove one of the two", l.ID, first)
	}
	t.seen[l.ID] = row
	had := t.had[l.ID]
	if had == nil {
		return l, d, false, nil
	}
	if column := t.differs(l, had, cell); column != "" {
		return nil, nil, false, fmt.Errorf("link %s is read from %s with other words in the column %s; a table cannot overrule it, a decision about it belongs into the columns decision, reviewer and decided_on", l.ID, sourceName(had), column)
	}
	return had, d, true, nil
}

// link reads the cells of a row.
func (t *LinkRows) link(cell func(column string) string) (l *Link, err error) {
	l = &Link{}
	if l.From, err = t.end("from", cell("from")); err != nil {
		return nil, err
	}
	if l.To, err = t.end("to", cell("to")); err != nil {
		return nil, err
	}
	if l.From == l.To {
		return nil, fmt.Errorf("%q is linked with itself", l.From)
	}
	for _, f := range linkFields {
		if v := cell(f.key); v != "" && f.read != nil {
			if err := f.read(l, v); err != nil {
				return nil, err
			}
		}
	}
	return l, nil
}

func sourceName(l *Link) string {
	if l.Evidence.From.Source == "" {
		return "the documents"
	}
	return l.Evidence.From.Source
}

// complete fills in what a row may leave out.
func (t *LinkRows) complete(l *Link) error {
	if l.Relationship == "" {
		return fmt.Errorf("the row names no relationship; write one of %s", strings.Join(Relationships, ", "))
	}
	if l.Set == "" {
		l.Set = t.set
	}
	if !isToken(l.Set) || strings.Contains(l.Set, "_") {
		return fmt.Errorf("set %q is no name; begin with a letter and use letters, digits, '-' and '.'", l.Set)
	}
	if want := l.Set + "_" + l.From + "_" + l.To; l.ID == "" {
		l.ID = want
	} else if l.ID != want {
		return fmt.Errorf("id %q does not fit set and ends, want %q; leave the cell empty", l.ID, want)
	}
	if l.Method == "" {
		l.Method = MethodHuman
	}
	if l.Status == "" {
		l.Status = Resolved
	}
	if l.Certainty == "" {
		l.Certainty = Likely
		if l.CertaintyReason == "" {
			l.CertaintyReason = "取り込んだ表に確かさの記載がありません。"
		}
	}
	l.Review, l.State = ReviewNone, StateUnreviewed // the reviews decide
	t.quote(&l.Evidence.From, l.From)
	t.quote(&l.Evidence.To, l.To)
	return nil
}

// quote pins an end that the table does not quote to the text as it is now.
func (t *LinkRows) quote(q *Quote, id string) {
	if q.Text == "" && q.Fingerprint == "" {
		*q = t.c.quoteOf(id)
	} else if q.Fingerprint == "" {
		q.Fingerprint = fingerprint(q.Text)
	}
}

// quoteOf quotes what a requirement or group says: its text, else its title,
// else its citation.
func (c *Corpus) quoteOf(id string) Quote {
	if r := c.Requirement(id); r != nil {
		return newQuote(firstOf(r.Text, r.Title, r.Citation), r.Provenance, r.Provenance.Lines)
	}
	if g := c.Group(id); g != nil {
		return newQuote(firstOf(g.Title, g.Label), g.Provenance, g.Provenance.Lines)
	}
	return Quote{}
}

func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// end binds an id, alias or citation to the one requirement or group it names.
func (t *LinkRows) end(column, v string) (string, error) {
	v = strings.TrimSpace(v)
	if v == "" {
		return "", errNoEnd
	}
	if r := t.c.Requirement(v); r != nil {
		return r.ID, nil
	}
	if t.c.Group(v) != nil {
		return v, nil
	}
	switch found := t.c.Lookup(v); len(found) {
	case 0:
		return "", fmt.Errorf("%s is %q, which names nothing in these documents; write an id or a full citation", column, v)
	case 1:
		return found[0].ID, nil
	default:
		return "", fmt.Errorf("%s is %q, which fits %d requirements, such as %s and %s; write the id", column, v, len(found), found[0].ID, found[1].ID)
	}
}

// differs names the column in which a row says something else of a link than
// the documents do, "" if there is none. A cell left empty says nothing.
func (t *LinkRows) differs(l, had *Link, cell func(column string) string) string {
	if l.Relationship != had.printedRelationship() {
		return "relationship"
	}
	x, y := t.c.LinkRow(l), t.c.LinkRow(had)
	for i, f := range linkFields {
		if cell(f.key) != "" && f.read != nil && f.key != "relationship" && !isDecisionField(f.key) && x[i] != y[i] {
			return f.key
		}
	}
	return ""
}

func isDecisionField(key string) bool {
	return slices.ContainsFunc(decisionFields, func(f linkField) bool { return f.key == key })
}

// isToken reports a name that OSCAL, file names and addresses admit as it is.
func isToken(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		if !letter && (i == 0 || !(r >= '0' && r <= '9' || r == '-' || r == '.')) {
			return false
		}
	}
	return s != ""
}
