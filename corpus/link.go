package corpus

// Status is the outcome of resolving a citation.
type Status string

// Every citation ends as exactly one of these.
const (
	Resolved    Status = "resolved"
	Unresolved  Status = "unresolved"  // with the reason
	Conflicting Status = "conflicting" // printed volume and printed title disagree
)

// Reference is a citation of a guideline volume inside a text.
type Reference struct {
	Raw     string `json:"raw"`     // as printed: 8.⑤, 17①②
	Edition string `json:"edition"` // of the cited guideline: 6.0
	// Document is the id of what is cited where that is no volume of the
	// guideline: vgl-1.1. Volume is empty then.
	Document string `json:"document,omitempty"`
	// Volume is the volume the citation resolves to; PrintedVolume is set
	// where the print names another one.
	Volume        string    `json:"volume"`
	PrintedVolume string    `json:"printed_volume,omitempty"`
	Number        string    `json:"number"`             // 8, 3.4.2; half-width
	Label         string    `json:"label"`              // 管理責任 of 1.2.1<管理責任>②; mostly empty
	Items         []int     `json:"items"`              // ascending as printed; empty for a section
	Title         string    `json:"title,omitempty"`    // the chapter title printed beside it
	Category      string    `json:"category,omitempty"` // 区分 printed beside it
	Status        Status    `json:"status"`
	Reason        string    `json:"reason,omitempty"` // in Japanese, for any status but a plain resolved
	Targets       []string  `json:"targets"`          // ids; empty if unresolved
	Certainty     Certainty `json:"certainty"`
	Lines         []int     `json:"lines,omitempty"`
	Quote         string    `json:"quote,omitempty"` // the cited text as this document quotes it
	// Source and Page say where it stands, if not on the page of what it belongs
	// to: a 小項目 may go on over several pages.
	Source string `json:"source,omitempty"`
	Page   int    `json:"page,omitempty"`
}

// placed is where the citation stands, p being where that is which it belongs to.
func (ref *Reference) placed(p Provenance) Provenance {
	if ref.Source != "" {
		return Provenance{Source: ref.Source, Page: ref.Page, Lines: ref.Lines}
	}
	return p
}

// Link joins two requirements, or a group and a requirement: an entry of
// OSCAL's mapping, with the words of NIST IR 8477.
type Link struct {
	ID   string `json:"id"`   // from, to and set; stable
	Set  string `json:"set"`  // the link set, one per official table or manual
	From string `json:"from"` // id of a requirement or group
	To   string `json:"to"`   // id of a requirement
	// Relationship is OSCAL's word. A bare citation says only that two
	// statements touch: intersects-with.
	Relationship    string    `json:"relationship"`
	Method          Method    `json:"method"`
	Status          Status    `json:"status"` // resolved or conflicting
	Certainty       Certainty `json:"certainty"`
	CertaintyReason string    `json:"certainty_reason,omitempty"`
	// Review is what a person decided: accepted, rejected, changed, or unreviewed.
	Review string `json:"review"`
	// State is where the link stands between its sources and its reviewers;
	// StateReason says why in Japanese, empty for unreviewed and accepted ones.
	State       State  `json:"state"`
	StateReason string `json:"state_reason,omitempty"`
	// Decision is the row that counts, nil while nobody has decided. Under a
	// suspect link it is the decision on the older words.
	Decision *Decision `json:"decision,omitempty"`
	// Changed shows what has changed under a suspect link, nil for any other.
	Changed *Changed `json:"changed,omitempty"`
	// Carried are decisions on the same link of an earlier edition. They decide
	// nothing here: a person has to look again (要再確認).
	Carried []*Carried `json:"carried,omitempty"`
	// Alignment holds a quotation against the clause, where the corpus has both.
	Alignment *Alignment `json:"alignment,omitempty"`
	Evidence  Evidence   `json:"evidence"`
}

// Method says how a link came to be.
type Method string

// The methods.
const (
	MethodCitation Method = "official-citation" // a citation printed in an official text
	MethodTable    Method = "official-table"    // a row of an official table
	MethodDocument Method = "document-citation" // a citation or row of a document that no ministry is known to publish
	MethodText     Method = "text-match"
	MethodHuman    Method = "human"
)

// Evidence holds the quoted words of both ends of a link.
type Evidence struct {
	From Quote `json:"from"`
	To   Quote `json:"to"`
}

// Quote is text with its place and fingerprint.
type Quote struct {
	Text        string `json:"text"`
	Source      string `json:"source,omitempty"` // file name; empty where only the registry knows the end, and Place says so
	Page        int    `json:"page,omitempty"`
	Lines       []int  `json:"lines,omitempty"`
	Place       string `json:"place,omitempty"` // as in Provenance
	Block       int    `json:"block,omitempty"`
	Fingerprint string `json:"fingerprint"` // SHA-256 of the text without white space, hex, 16 digits
	// Pin is the fingerprint of the quoted words and all else that this end
	// says: heading, statement, parts, of a group its rows. It changes with
	// every word a reviewer may have looked at.
	Pin string `json:"pin,omitempty"`
}
