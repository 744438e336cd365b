package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Relationships are the words a link may use: those of OSCAL's mapping model,
// which takes them from NIST IR 8477.
var Relationships = []string{"equivalent-to", "equal-to", "subset-of", "superset-of", relationshipIntersects, "no-relationship"}

// Methods are the words for how a link came to be.
var Methods = []Method{MethodCitation, MethodTable, MethodDocument, MethodText, MethodHuman}

// linkStatuses are the words a table may use for a link's status.
var linkStatuses = []Status{Resolved, Conflicting}

// linkField is a column of a link table: its name and how it is written and
// read. A field that only helps a reader has no read.
type linkField struct {
	key   string
	write func(*Corpus, *Link) string
	read  func(*Link, string) error
}

// linkFields are the columns of a link table in their order. They hold all
// that a Link holds, so that a table read back gives the same links.
var linkFields = slices.Concat([]linkField{
	text("id", func(l *Link) *string { return &l.ID }),
	text("set", func(l *Link) *string { return &l.Set }),
	{"from", func(_ *Corpus, l *Link) string { return l.From }, nil},
	{"from_citation", func(c *Corpus, l *Link) string { return c.Name(l.From) }, nil},
	{"relationship", func(_ *Corpus, l *Link) string { return l.Relationship }, func(l *Link, v string) error {
		l.Relationship = v
		return oneOf("relationship", v, Relationships)
	}},
	{"to", func(_ *Corpus, l *Link) string { return l.To }, nil},
	{"to_citation", func(c *Corpus, l *Link) string { return c.Name(l.To) }, nil},
	{"method", func(_ *Corpus, l *Link) string { return string(l.Method) }, func(l *Link, v string) error {
		l.Method = Method(v)
		return oneOf("method", l.Method, Methods)
	}},
	{"status", func(_ *Corpus, l *Link) string { return string(l.Status) }, func(l *Link, v string) error {
		l.Status = Status(v)
		return oneOf("status", l.Status, linkStatuses)
	}},
	{"certainty", func(_ *Corpus, l *Link) string { return string(l.Certainty) }, func(l *Link, v string) error {
		l.Certainty = Certainty(v)
		return oneOf("certainty", l.Certainty, []Certainty{Certain, Likely, Ambiguous})
	}},
	text("certainty_reason", func(l *Link) *string { return &l.CertaintyReason }),
	// What follows from sources and decisions is told here and never read.
	{"review", func(_ *Corpus, l *Link) string { return l.Review }, nil},
	{"state", func(_ *Corpus, l *Link) string { return string(l.State) }, nil},
	{"state_reason", func(_ *Corpus, l *Link) string { return l.StateReason }, nil},
}, decisionFields, quoteFields("from_", func(l *Link) *Quote { return &l.Evidence.From }),
	quoteFields("to_", func(l *Link) *Quote { return &l.Evidence.To }))

func text(key string, at func(*Link) *string) linkField {
	return linkField{key, func(_ *Corpus, l *Link) string { return *at(l) }, func(l *Link, v string) error { *at(l) = v; return nil }}
}

// quoteFields are the evidence of one end.
func quoteFields(prefix string, of func(*Link) *Quote) []linkField {
	whole := func(key string, at func(*Quote) *int) linkField {
		return linkField{prefix + key, func(_ *Corpus, l *Link) string { return positive(*at(of(l))) }, func(l *Link, v string) error {
			n, err := strconv.Atoi(v)
			if err != nil || n < 1 {
				return fmt.Errorf("%s%s is %q, want a number from 1 on", prefix, key, v)
			}
			*at(of(l)) = n
			return nil
		}}
	}
	return []linkField{
		text(prefix+"quote", func(l *Link) *string { return &of(l).Text }),
		text(prefix+"source", func(l *Link) *string { return &of(l).Source }),
		whole("page", func(q *Quote) *int { return &q.Page }),
		{prefix + "lines", func(_ *Corpus, l *Link) string { return lineList(of(l).Lines) }, func(l *Link, v string) (err error) {
			of(l).Lines, err = readLines(prefix+"lines", v)
			return err
		}},
		text(prefix+"place", func(l *Link) *string { return &of(l).Place }),
		whole("block", func(q *Quote) *int { return &q.Block }),
		{prefix + "fingerprint", func(_ *Corpus, l *Link) string { return writePin(of(l).Fingerprint) }, func(l *Link, v string) error {
			of(l).Fingerprint = readPin(v)
			return nil
		}},
	}
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func lineList(lines []int) string {
	return strings.Trim(fmt.Sprint(lines), "[]")
}

func readLines(key, v string) ([]int, error) {
	var out []int
	for _, f := range strings.Fields(v) {
		n, err := strconv.Atoi(f)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%s holds %q, want line numbers with spaces between them", key, f)
		}
		out = append(out, n)
	}
	return out, nil
}

func oneOf[T ~string](key string, v T, words []T) error {
	if slices.Contains(words, v) {
		return nil
	}
	var names []string
	for _, w := range words {
		names = append(names, string(w))
	}
	return fmt.Errorf("unknown %s %q, want one of %s", key, v, strings.Join(names, ", "))
}

// LinkColumns are the names of the columns of a link table, in their order.
func LinkColumns() []string {
	var out []string
	for _, f := range linkFields {
		out = append(out, f.key)
	}
	return out
}

// LinkRow returns the cells of one link, a cell per column of LinkColumns.
func (c *Corpus) LinkRow(l *Link) []string {
	var out []string
	for _, f := range linkFields {
		out = append(out, f.write(c, l))
	}
	return out
}
