package corpus

// Kind tells which unit a requirement is.
type Kind string

// The units people cite.
const (
	KindClause        Kind = "clause"         // a chapter, section or ① item of a guideline
	KindChecklistItem Kind = "checklist-item" // an item of a checklist
	KindMeasure       Kind = "measure"        // a 対策項目 row of the mapping table
)

// Certainty says how sure a statement is. Every certainty below Certain comes
// with a reason in Japanese.
type Certainty string

// The three grades.
const (
	Certain   Certainty = "certain"   // printed so in the source
	Likely    Certainty = "likely"    // inferred, with a reason that usually holds
	Ambiguous Certainty = "ambiguous" // more than one reading is possible
)

// Weaker returns the less sure of two certainties.
func Weaker(a, b Certainty) Certainty {
	if rank := map[Certainty]int{Certain: 0, Likely: 1, Ambiguous: 2}; rank[b] > rank[a] {
		return b
	}
	return a
}

// Requirement is the unit people cite: OSCAL's control.
type Requirement struct {
	ID      string   `json:"id"` // ASCII, stable, an OSCAL token
	Aliases []string `json:"aliases,omitempty"`
	// Document is the id of the document it belongs to.
	Document string `json:"document"`
	Kind     Kind   `json:"kind"`
	Label    string `json:"label"`    // as cited inside the document: ⑥, ②-6, 14⑤
	Citation string `json:"citation"` // the full form: システム運用編 14⑤
	// Title is the heading: of a checklist item its sentence, of a clause the
	// title of its chapter or section, of a measure the title of its group.
	// Empty where no source prints it.
	Title     string `json:"title"`
	TitleNote string `json:"title_note,omitempty"` // a ※ note that stands in the title line
	// Text is the statement without the line breaks of the print, else as
	// printed. Empty for a stub.
	Text  string `json:"text"`
	Parts []Part `json:"parts"` // in the order of the print; may be empty
	// Volume is the 編 of a clause, empty for other kinds.
	Volume           string      `json:"volume,omitempty"`
	Section          SectionRef  `json:"section"`
	Category         string      `json:"category,omitempty"` // 区分 as printed: 遵守事項
	Roles            []string    `json:"roles"`              // 医療機関等確認用 …; empty where none is known
	Systems          []string    `json:"systems"`            // サーバ …; empty where none is printed
	Target           []string    `json:"target,omitempty"`   // Ⅰ to Ⅳ
	TargetExceptions string      `json:"target_exceptions,omitempty"`
	Modality         string      `json:"modality,omitempty"` // required, recommended
	Mark             string      `json:"mark,omitempty"`     // ◎
	MarkLost         bool        `json:"mark_lost,omitempty"`
	Group            *GroupRef   `json:"group,omitempty"`
	MajorItem        *SectionRef `json:"major_item,omitempty"`
	References       []Reference `json:"references"`
	OtherRefs        []Reference `json:"other_references,omitempty"` // of documents that are no volume of the guideline
	InternalRefs     []Internal  `json:"internal_references,omitempty"`
	Provenance       Provenance  `json:"provenance"`
	Certainty        Certainty   `json:"certainty"`
	CertaintyReason  string      `json:"certainty_reason,omitempty"`
	Stub             bool        `json:"stub"`                // the text is not in the corpus
	Truncated        bool        `json:"truncated,omitempty"` // the page ends before the text does
	Drafts           []Draft     `json:"drafts,omitempty"`
}

// SectionRef names the section, chapter or 大項目 something stands in.
type SectionRef struct {
	Number          string    `json:"number"`
	Title           string    `json:"title"`
	Certainty       Certainty `json:"certainty,omitempty"`
	CertaintyReason string    `json:"certainty_reason,omitempty"`
}

// GroupRef repeats of a group what a reader of a measure needs.
type GroupRef struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Title    string `json:"title"`    // empty where the page does not print it
	Scenario string `json:"scenario"` // empty where the page does not print it
}

// PartKind names the function of a part.
type PartKind string

// The kinds of parts.
const (
	PartGuidance   PartKind = "guidance"   // 解説, a paragraph of running text
	PartItem       PartKind = "item"       // a bullet
	PartDefinition PartKind = "definition" // 用語の解説; Label is the term
	PartSupplement PartKind = "supplement" // 補足
	PartExample    PartKind = "example"    // ●…例, 例); Label is its caption
	PartTable      PartKind = "table"      // Rows holds the cells, the first row the captions
	PartNote       PartKind = "note"       // ※
)

// Part is a piece of a requirement other than its statement.
type Part struct {
	Kind  PartKind   `json:"kind"`
	Label string     `json:"label,omitempty"`
	Text  string     `json:"text"`
	Rows  [][]string `json:"rows,omitempty"`
	Lines []int      `json:"lines,omitempty"` // 1-based lines of the source
}

// Draft is the wording of an older text layer found under a requirement. It is
// shown as an earlier draft and is never a second requirement.
type Draft struct {
	Title string `json:"title,omitempty"` // the draft's chapter title, where it differs
	Text  string `json:"text"`
	Lines []int  `json:"lines"`
}

// Internal is a reference to another item of the same document.
type Internal struct {
	Raw     string `json:"raw"` // as printed: 2-①, ①-6
	Section string `json:"section,omitempty"`
	Item    string `json:"item,omitempty"`
	Target  string `json:"target,omitempty"` // id, empty where it is not in the corpus
}

// Group is a 小項目 of the mapping table. Its risk scenario and the clauses it
// cites belong to the group as a whole; the table does not say which row a
// clause touches.
type Group struct {
	ID              string      `json:"id"`
	Document        string      `json:"document"`
	Label           string      `json:"label"` // ②
	Title           string      `json:"title"`
	Scenario        string      `json:"scenario"`
	MajorItem       *SectionRef `json:"major_item,omitempty"`
	Members         []string    `json:"members"`
	References      []Reference `json:"references"`
	Provenance      Provenance  `json:"provenance"`
	Certainty       Certainty   `json:"certainty"`
	CertaintyReason string      `json:"certainty_reason,omitempty"`
}
