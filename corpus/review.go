package corpus

import "fmt"

// ReviewsName and PinsName are the files beside the sources that hold what
// people decided on links, and the words links were made on.
const (
	ReviewsName = "reviews.csv"
	PinsName    = "pins.csv"
)

// DecisionKind is what a person decided.
type DecisionKind string

// The decisions. Hold and Withdrawn decide nothing; they stay as notes.
const (
	DecisionAccept    DecisionKind = "accept"
	DecisionReject    DecisionKind = "reject"
	DecisionChange    DecisionKind = "change"    // accept with another relation
	DecisionNothing   DecisionKind = "nothing"   // this requirement corresponds to nothing
	DecisionHold      DecisionKind = "hold"      // looked at, not decided
	DecisionWithdrawn DecisionKind = "withdrawn" // an older decision that no longer counts
)

// Decision is a row of the file of reviews.
type Decision struct {
	Link         string       `json:"link"` // id of a link; for DecisionNothing of a requirement or group
	Kind         DecisionKind `json:"decision"`
	Relationship string       `json:"relationship,omitempty"` // of DecisionChange: OSCAL's word
	Before       string       `json:"before,omitempty"`       // the relation the link had before this decision
	Reviewer     string       `json:"reviewer"`
	Date         string       `json:"date"` // 2026-11-22
	Reason       string       `json:"reason,omitempty"`
	// FromPin and ToPin are Quote.Pin of both ends when it was decided.
	FromPin string `json:"from_pin,omitempty"`
	ToPin   string `json:"to_pin,omitempty"`
	// fromText and toText are the quoted words that the row keeps.
	fromText, toText string
	File             string `json:"file"`
	Row              int    `json:"row"` // as a spreadsheet numbers it; the captions are row 1
}

// ReviewProblemKind classes what is wrong with a row.
type ReviewProblemKind string

// The kinds of problems.
const (
	ProblemUnknown       ReviewProblemKind = "unknown"       // the id names no link
	ProblemContradiction ReviewProblemKind = "contradiction" // two rows decide one link differently
	ProblemStale         ReviewProblemKind = "stale"         // the words have changed since
	ProblemInvalid       ReviewProblemKind = "invalid"       // a word or field that cannot be read; the row does not count
	ProblemUnpinned      ReviewProblemKind = "unpinned"      // decided without fingerprints: later changes go unnoticed
)

// ReviewProblem is a row that a person has to look at.
type ReviewProblem struct {
	Kind    ReviewProblemKind `json:"kind"`
	File    string            `json:"file"`
	Row     int               `json:"row"`
	Link    string            `json:"link,omitempty"`
	Message string            `json:"message"` // what is wrong, and what to do, in Japanese
}

// relationshipNames are the words of Relationships in the file of reviews.
var relationshipNames = map[string]string{
	"equal-to": "同一", "equivalent-to": "同等", "subset-of": "相手に含まれる", "superset-of": "相手を含む",
	"intersects-with": "内容が重なる", "no-relationship": "関係なし",
}

// decisionNames are the words of the decision column; the first is written.
var decisionNames = []struct {
	kind  DecisionKind
	words []string
}{
	{DecisionAccept, []string{"承認", "accept", "accepted", "採用", "ok", "はい", "○", "〇"}},
	{DecisionReject, []string{"却下", "reject", "rejected", "不採用", "ng", "いいえ", "×"}},
	{DecisionChange, []string{"関係変更", "change", "changed", "変更"}},
	{DecisionNothing, []string{"該当なし", "nothing", "none"}},
	{DecisionHold, []string{"保留", "hold", "pending"}},
	{DecisionWithdrawn, []string{"取消", "withdrawn", "取り消し", "取消し", "撤回"}},
}

// decides reports whether the decision counts for anything.
func (d *Decision) decides() bool { return d.Kind != DecisionHold && d.Kind != DecisionWithdrawn }

// review is the value of Link.Review that the decision gives.
func (d *Decision) review() string {
	switch d.Kind {
	case DecisionAccept:
		return ReviewAccepted
	case DecisionReject:
		return ReviewRejected
	case DecisionChange:
		return ReviewChanged
	}
	return ReviewNone
}

// same reports whether two rows decide alike.
func (d *Decision) same(e *Decision) bool {
	return d.Kind == e.Kind && d.Relationship == e.Relationship
}

// Name is the decision as the file writes it: 承認, 却下 …
func (k DecisionKind) Name() string {
	for _, n := range decisionNames {
		if n.kind == k {
			return n.words[0]
		}
	}
	return string(k)
}

// says is a decision in words: 「承認」（山田、2026-11-22）.
func (d *Decision) says() string {
	return fmt.Sprintf("「%s」（%s、%s）", d.Kind.Name(), d.Reviewer, d.Date)
}
