// Package corpus turns guideline documents into a catalog of requirements: it
// reads a file into blocks or lines (read.go, text.go), parses them by the
// dialect of the document's family, merges what the documents say about the
// same requirement, and binds every citation (resolve.go) to links. Nothing is
// dropped: the audit gives every line a role. Load does all of it.
package corpus

// Corpus is everything that was read: the sources, what they say, and how the
// statements are linked. All slices are in document order, which follows from
// the sources and the registry and never from the clock or a map.
type Corpus struct {
	Sources      []*Source
	Documents    []*Document
	Requirements []*Requirement
	Groups       []*Group
	Links        []*Link
	Audits       []*Audit
	Findings     []Finding

	// Rejected are the links a person has rejected on the words as they stand:
	// normal views leave them out, the quality page and the reviews show them.
	Rejected []*Link
	// Orphaned are links that were pinned or decided on and that the sources no
	// longer make. One of their ends may be in no catalog any more.
	Orphaned []*Link
	// Nothing are the decisions that a requirement or group corresponds to
	// nothing, by rows whose link is the id of that requirement.
	Nothing []*Decision
	// ReviewProblems are rows of the files of reviews and pins that a person
	// has to look at, in the order of the file.
	ReviewProblems []ReviewProblem
	// Pinned counts the links whose words the file of pins holds.
	Pinned int

	relations []*relation
	byID      map[string]*Requirement
	// editions are the comparisons of editions, nil until somebody asks.
	editions *[]*Comparison
	// fromTables are the links that an import has brought, by id.
	fromTables map[string]bool
	// strayDecisions are decisions in those tables, where they do not count.
	strayDecisions []ReviewProblem
}

// Requirement returns the requirement with the given id or alias, or nil.
func (c *Corpus) Requirement(id string) *Requirement {
	if c.byID == nil {
		c.index()
	}
	return c.byID[id]
}

// Group returns the group with the given id, or nil.
func (c *Corpus) Group(id string) *Group {
	for _, g := range c.Groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// Document returns the document with the given id, or nil.
func (c *Corpus) Document(id string) *Document {
	for _, d := range c.Documents {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// Source returns the source with the given file name, or nil.
func (c *Corpus) Source(name string) *Source {
	for _, s := range c.Sources {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// LinksFrom returns the links that start at id, in order.
func (c *Corpus) LinksFrom(id string) []*Link {
	return c.filterLinks(func(l *Link) bool { return l.From == id })
}

// LinksTo returns the links that end at id, in order.
func (c *Corpus) LinksTo(id string) []*Link {
	return c.filterLinks(func(l *Link) bool { return l.To == id })
}

func (c *Corpus) filterLinks(keep func(*Link) bool) []*Link {
	var out []*Link
	for _, l := range c.Links {
		if keep(l) {
			out = append(out, l)
		}
	}
	return out
}

// index builds the lookup by id. Ids come before aliases, so that an alias
// never hides a requirement of its own.
func (c *Corpus) index() {
	c.byID = make(map[string]*Requirement, len(c.Requirements))
	for _, r := range c.Requirements {
		c.byID[r.ID] = r
	}
	for _, r := range c.Requirements {
		for _, a := range r.Aliases {
			if c.byID[a] == nil {
				c.byID[a] = r
			}
		}
	}
}

// note adds a requirement to the lookup, which would be made anew for each of
// thousands otherwise. An alias never hides a requirement.
func (c *Corpus) note(r *Requirement) {
	c.byID[r.ID] = r
	for _, a := range r.Aliases {
		if c.byID[a] == nil {
			c.byID[a] = r
		}
	}
}

// Family names a kind of document; every dialect reads one family.
type Family string

// The families the parsers know.
const (
	FamilyGuideline       Family = "guideline"        // 医療情報システムの安全管理に関するガイドライン
	FamilyChecklistManual Family = "checklist-manual" // チェックリストマニュアル
	FamilyMappingTable    Family = "mapping-table"    // 提供事業者ガイドライン 別紙2
	FamilyOwn             Family = "own"              // an organisation's own rules, forms and notes
)

// Document is one edition of one publication: OSCAL's catalog.
type Document struct {
	ID        string `json:"id"` // an OSCAL token such as "mhlw-6.0", "clm-r7", "annex2-1.1"
	Family    Family `json:"family"`
	Title     string `json:"title"`
	ShortName string `json:"short_name"` // what a list or a breadcrumb shows, in Japanese
	Publisher string `json:"publisher"`
	Edition   string `json:"edition"`
	Date      string `json:"date,omitempty"` // as precise as known: 2023-05-31, 2026-06
	// LandingPage is the official page. It does not identify the edition: the
	// same address has served 6.0 and now serves 7.0.
	LandingPage string `json:"landing_page,omitempty"`
	// Sources are the file names this document was read from; none for a
	// catalog that is known from the registry alone.
	Sources []string `json:"sources,omitempty"`
	// Unofficial is true for a document that no registry knows: what it cites
	// is its own word and no ministry's.
	Unofficial      bool      `json:"unofficial,omitempty"`
	Certainty       Certainty `json:"certainty"`
	CertaintyReason string    `json:"certainty_reason,omitempty"`
	// Superseded names the newer edition, nil if none is known.
	Superseded *Successor `json:"superseded_by,omitempty"`
	// Outline is the tree of volumes, chapters, sections or pages.
	Outline []*Section `json:"outline"`
}

// Successor is a newer edition of a document, a fact of the registry.
type Successor struct {
	ID          string    `json:"id"`
	Edition     string    `json:"edition"`
	Published   string    `json:"published"`
	LandingPage string    `json:"landing_page,omitempty"`
	Certainty   Certainty `json:"certainty"`
	Reason      string    `json:"certainty_reason,omitempty"`
}

// SectionKind tells what a node of the outline is.
type SectionKind string

// The kinds of nodes. A volume holds chapters; a chapter holds requirements;
// a mapping table's page or major item (大項目) holds groups.
const (
	SectionVolume    SectionKind = "volume"     // 編
	SectionChapter   SectionKind = "chapter"    // 章, or a numbered section of a checklist
	SectionMajorItem SectionKind = "major-item" // 大項目
	SectionPage      SectionKind = "page"       // a page whose 大項目 is not printed on it
)

// Section is a node of a document's outline.
type Section struct {
	ID              string      `json:"id"`
	Kind            SectionKind `json:"kind"`
	Number          string      `json:"number,omitempty"`
	Title           string      `json:"title,omitempty"` // empty where no source names it
	Certainty       Certainty   `json:"certainty"`
	CertaintyReason string      `json:"certainty_reason,omitempty"`
	Part            string      `json:"part,omitempty"` // 1. 人的・組織的対策: the part of the mapping table, where the page prints it
	Roles           []string    `json:"roles,omitempty"`
	Target          string      `json:"target,omitempty"`   // target symbols as the registry or the text prints them
	Sections        []*Section  `json:"sections,omitempty"` // children, in order
	// Requirements are the ids of the requirements that stand directly here,
	// in order; Groups the ids of the mapping table's groups.
	Requirements []string `json:"requirements,omitempty"`
	Groups       []string `json:"groups,omitempty"`
}

// Walk calls f for s and every section below it, parents first.
func (s *Section) Walk(f func(*Section)) {
	f(s)
	for _, c := range s.Sections {
		c.Walk(f)
	}
}

// Finding is something a person should look at: a conflict, an inference, a
// citation that leads nowhere. Nothing that a parser doubts is silent.
type Finding struct {
	Kind    FindingKind `json:"kind"`
	Source  string      `json:"source"`
	Page    int         `json:"page,omitempty"`
	Lines   []int       `json:"lines,omitempty"`
	Place   string      `json:"place,omitempty"` // in formats without lines: Sheet1!B7
	Block   int         `json:"block,omitempty"` // number in the listing of a source that is no text
	ID      string      `json:"id,omitempty"`    // the requirement or group it is about
	Message string      `json:"message"`         // in Japanese: the audit page shows it
}

// FindingKind classes a finding.
type FindingKind string

// The kinds of findings.
const (
	FindingConflict   FindingKind = "conflict"   // two statements of one document contradict each other
	FindingUnresolved FindingKind = "unresolved" // a citation that names nothing the registry knows
	FindingInference  FindingKind = "inference"  // a lost mark or order that was recovered
	FindingLoss       FindingKind = "loss"       // something the source no longer holds
	FindingEncoding   FindingKind = "encoding"   // the file was converted on reading
	FindingMissing    FindingKind = "missing"    // something that a person has still to say of a source
	FindingFault      FindingKind = "fault"      // a fault of the scrape that is kept as printed
)
