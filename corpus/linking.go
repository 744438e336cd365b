package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
)

// Relationship words of OSCAL; a bare citation says only that two statements
// touch.
const relationshipIntersects = "intersects-with"

// link builds the links of every bound citation: one per target, from the
// requirement or group that cites. Two citations of one clause by one
// requirement make one link with both quoted.
func link(c *Corpus) {
	l := &linker{c: c, byID: map[string]*Link{}}
	for _, r := range c.Requirements {
		quoted := r.Title
		if quoted == "" {
			quoted = r.Text
		}
		if quoted == "" {
			quoted = r.Citation
		}
		for i := range r.References {
			l.reference(&r.References[i], end{r.ID, r.Document, quoted, r.Provenance})
		}
		for i := range r.OtherRefs {
			l.reference(&r.OtherRefs[i], end{r.ID, r.Document, quoted, r.Provenance})
		}
	}
	for _, g := range c.Groups {
		quoted := g.Title
		if quoted == "" {
			quoted = g.Label
		}
		for i := range g.References {
			l.reference(&g.References[i], end{g.ID, g.Document, quoted, g.Provenance})
		}
	}
	for _, x := range c.relations {
		l.relation(x)
	}
	c.Links = l.links
}

type linker struct {
	c     *Corpus
	byID  map[string]*Link
	links []*Link
}

// end is the citing side of a link.
type end struct {
	id, document, statement string
	provenance              Provenance
}

func (l *linker) reference(ref *Reference, from end) {
	if ref.Status == Unresolved {
		return
	}
	from.provenance = ref.placed(from.provenance)
	for _, to := range ref.Targets {
		if to == from.id {
			continue
		}
		if ref.Certainty == Ambiguous && len(ref.Targets) > 1 && l.c.Requirement(to) == nil {
			// One reading of several that nothing confirms: a link to it would lead nowhere.
			l.c.Findings = append(l.c.Findings, Finding{Kind: FindingUnresolved, Source: from.provenance.Source, Page: from.provenance.Page, Lines: ref.Lines, Place: from.provenance.Place,
				Block: from.provenance.Block, ID: from.id, Message: "引用「" + ref.cited() + "」：候補のうち " + to + " にあたる項目は確認できていないため、リンクにしていません。"})
			continue
		}
		made := l.make(ref, from, to)
		if old := l.byID[made.ID]; old != nil {
			old.merge(made)
			continue
		}
		l.byID[made.ID] = made
		l.links = append(l.links, made)
	}
}

func (l *linker) make(ref *Reference, from end, to string) *Link {
	set := from.document + "--mhlw-" + ref.Edition
	if ref.Document != "" {
		set = from.document + "--" + ref.Document
	}
	k := &Link{ID: set + "_" + from.id + "_" + to, Set: set, From: from.id, To: to, Relationship: relationshipIntersects,
		Method: l.method(from.document), Status: ref.Status, Certainty: ref.Certainty, CertaintyReason: ref.Reason, Review: "unreviewed"}
	if k.Certainty == Certain {
		k.CertaintyReason = ""
	}
	lines := ref.Lines
	if len(lines) == 0 {
		lines = from.provenance.Lines
	}
	// One quotation a line: the citation as printed, then the statement.
	k.Evidence.From = newQuote(ref.cited()+"\n"+from.statement, from.provenance, lines)
	k.Evidence.To = l.target(ref, to)
	return k
}

// method tells a table's row from a citation in running text.
func (l *linker) method(document string) Method {
	d := l.c.Document(document)
	switch {
	case d == nil:
		return MethodCitation
	case d.Unofficial:
		return MethodDocument
	case d.Family.isTable():
		return MethodTable
	}
	return MethodCitation
}

// target quotes the cited clause: its text where the corpus has it, else its
// title, else its number.
func (l *linker) target(ref *Reference, id string) Quote {
	r := l.c.Requirement(id)
	if r == nil {
		return newQuote(ref.Volume+" "+clauseLabel(ref.Number, ref.Label, 0), Provenance{Source: SourceRegistry}, nil)
	}
	text := r.Text
	if text == "" {
		text = r.Title
	}
	if text == "" {
		text = r.Citation
	}
	return newQuote(text, r.Provenance, r.Provenance.Lines)
}

func newQuote(text string, p Provenance, lines []int) Quote {
	q := Quote{Text: text, Fingerprint: fingerprint(text)}
	if p.Source != SourceRegistry {
		q.Source, q.Page, q.Lines, q.Place, q.Block = p.Source, p.Page, lines, p.Place, p.Block
	}
	return q
}

// merge adds a further citation of the same clause. The surer reading counts,
// for one plain citation is enough; a conflict stays visible.
func (k *Link) merge(other *Link) {
	from := &k.Evidence.From
	if first, _, _ := strings.Cut(other.Evidence.From.Text, "\n"); !slices.Contains(strings.Split(from.Text, "\n"), first) {
		from.Text = first + "\n" + from.Text
		from.Fingerprint = fingerprint(from.Text)
	}
	for _, n := range other.Evidence.From.Lines {
		if o := &other.Evidence.From; o.Source == from.Source && o.Page == from.Page && !slices.Contains(from.Lines, n) {
			from.Lines = append(slices.Clone(from.Lines), n)
		}
	}
	slices.Sort(from.Lines)
	if Weaker(k.Certainty, other.Certainty) != other.Certainty {
		k.Certainty, k.CertaintyReason = other.Certainty, other.CertaintyReason
	}
	if other.Status == Conflicting {
		k.Status = Conflicting
	}
}

// fingerprint is the SHA-256 of the text without white space, as 16 hex
// digits: it tells whether quoted words have changed since a link was made or
// reviewed, and ignores how they were wrapped.
func fingerprint(text string) string {
	sum := sha256.Sum256([]byte(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)))
	return hex.EncodeToString(sum[:])[:16]
}
