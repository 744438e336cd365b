package corpus

// Role is what a line of a source turned out to be. Every line has exactly one.
type Role string

// The roles, in the order the audit prints them.
const (
	RoleHeading     Role = "heading"     // section, chapter, group or item titles
	RoleRequirement Role = "requirement" // words of a statement
	RoleGuidance    Role = "guidance"    // explanation
	RoleDefinition  Role = "definition"
	RoleSupplement  Role = "supplement"
	RoleExample     Role = "example"
	RoleTable       Role = "table"
	RoleNote        Role = "note"
	RoleCitation    Role = "citation"
	RoleDraft       Role = "draft"     // an older text layer
	RoleFurniture   Role = "furniture" // site header, page number, table caption
	RoleBlank       Role = "blank"
	RoleUnassigned  Role = "unassigned"
)

// Roles lists every role in the order of the audit.
var Roles = []Role{RoleHeading, RoleRequirement, RoleGuidance, RoleDefinition, RoleSupplement, RoleExample,
	RoleTable, RoleNote, RoleCitation, RoleDraft, RoleFurniture, RoleBlank, RoleUnassigned}

// Audit counts, for one source, how many lines took which role.
type Audit struct {
	Source     string      `json:"source"`
	Dialect    string      `json:"dialect"`
	Lines      int         `json:"lines"`  // of a text; else the number of blocks
	Counts     []RoleCount `json:"counts"` // every role of Roles, zero included
	Unassigned []LineText  `json:"unassigned"`
	ByLine     []Role      `json:"-"`                // index = line number - 1
	Format     string      `json:"format,omitempty"` // pdf, xlsx …: blocks were audited; empty for a text
	Encoding   string      `json:"encoding"`         // of a text; else the format: pdf, xlsx
	// Text is what was audited, for a listing of every line beside its role.
	Text *Text `json:"-"`

	places []piecePlace // one per block; none for a text
}

// piecePlace is where a block stands, for counts by place.
type piecePlace struct {
	page   int
	sheet  string
	joined bool // put together by inference
}

// Place is the page (0 for none) or sheet of the line or block with the index i of
// Text.Lines, and whether it was put together by inference: a row that goes on
// over a page's end.
func (a *Audit) Place(i int) (page int, sheet string, joined bool) {
	if i < 0 || i >= len(a.places) {
		return 0, "", false
	}
	return a.places[i].page, a.places[i].sheet, a.places[i].joined
}

// RoleCount is one row of an audit.
type RoleCount struct {
	Role  Role `json:"role"`
	Lines int  `json:"lines"`
}

// LineText is a line shown to a person.
type LineText struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

// newAudit counts roles; roles holds one entry per line of t.
func newAudit(t *Text, dialect string, roles []Role) *Audit {
	a := &Audit{Source: t.Name, Dialect: dialect, Lines: len(t.Lines), ByLine: roles, Encoding: t.Encoding, Unassigned: []LineText{}, Text: t}
	n := map[Role]int{}
	for i, r := range roles {
		n[r]++
		if r == RoleUnassigned {
			a.Unassigned = append(a.Unassigned, LineText{Line: t.Lines[i].No, Text: t.Lines[i].Text})
		}
	}
	for _, r := range Roles {
		a.Counts = append(a.Counts, RoleCount{Role: r, Lines: n[r]})
	}
	return a
}
