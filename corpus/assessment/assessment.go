// Package assessment holds what an organisation answers to a checklist: OSCAL's
// assessment results, kept as the yearly sheet that a person fills in.
//
// A Form is the empty checklist for one role, made from a corpus by Forms. A
// Sheet is a form that somebody fills in; Form.New makes an empty one. Sheets
// are read by Read and written by WriteJSON, WriteCSV and WriteXLSX; all three
// hold everything, so that a sheet may go through any of them and come back
// the same. Carry brings the answers of an earlier edition to a form, and
// Compare puts the sheets of several respondents beside each other.
//
// Nothing here says that somebody complies with anything: an answer is what
// its respondent says.
package assessment

import "strings"

// The answers a person may choose. Any other text is kept as it was read and
// counts as no answer.
const (
	Unanswered    = ""
	Yes           = "yes"
	No            = "no"
	NotApplicable = "not-applicable"
)

// Words maps the answers to what a person reads and writes.
var words = []struct{ answer, word string }{{Yes, "はい"}, {No, "いいえ"}, {NotApplicable, "対象外"}}

// Word returns はい, いいえ or 対象外, and any other text as it is.
func Word(answer string) string {
	for _, w := range words {
		if w.answer == answer {
			return w.word
		}
	}
	return answer
}

// parseAnswer reads an answer as people write it; what it does not know is
// kept.
func parseAnswer(s string) string {
	trimmed := strings.TrimSpace(s)
	for _, w := range words {
		if trimmed == w.word || strings.EqualFold(trimmed, w.answer) {
			return w.answer
		}
	}
	return s
}

// Answer is the answer to one item, with what the item said at that time. All
// fields may be empty except Item.
type Answer struct {
	Item        string `json:"item"`    // id of the requirement
	Section     string `json:"section"` // number and title of the section
	Label       string `json:"label"`   // 2-⑥
	Title       string `json:"title"`
	Systems     string `json:"systems"`     // joined by 、
	Fingerprint string `json:"fingerprint"` // see Fingerprint
	Answer      string `json:"answer"`      // yes, no, not-applicable, "" or what was read
	Checked     string `json:"checked"`     // the day of the check, 2026-04-01 or what was read
	Target      string `json:"target"`      // the day by which it is to be done, likewise
	Note        string `json:"note"`
	Evidence    string `json:"evidence"` // what the answer rests on: a document, a place
	Recheck     string `json:"recheck"`  // why the answer is to be looked at again, in Japanese
	Carried     string `json:"carried"`  // the edition it was carried over from, until somebody touches it
}

// Known reports whether the answer is one of the three.
func (a *Answer) Known() bool {
	return a.Answer == Yes || a.Answer == No || a.Answer == NotApplicable
}

// Filled reports whether somebody has written anything.
func (a *Answer) Filled() bool {
	return a.Answer+a.Checked+a.Target+a.Note+a.Evidence+a.Recheck != ""
}

// Sheet is a form with its answers: one respondent's, for one system or for
// all of them.
type Sheet struct {
	Form         string   `json:"form"` // id of the form: clm-r7-provider
	Name         string   `json:"name"` // 事業者確認用
	Edition      string   `json:"edition"`
	Organization string   `json:"organization"`
	System       string   `json:"system"` // the system or service it is about
	Person       string   `json:"person"` // who filled it in
	Date         string   `json:"date"`   // when
	Answers      []Answer `json:"answers"`
}

// Answer returns the answer to an item, or nil.
func (s *Sheet) Answer(item string) *Answer {
	for i := range s.Answers {
		if s.Answers[i].Item == item {
			return &s.Answers[i]
		}
	}
	return nil
}

// Respondent is what a sheet is called beside others.
func (s *Sheet) Respondent() string {
	name := strings.TrimSpace(s.Organization + " " + s.System)
	if name == "" {
		return "名前のない記入者"
	}
	return name
}

// Progress counts the answers of a sheet.
type Progress struct {
	Items, Yes, No, NotApplicable, Unanswered, Recheck, Carried int
}

// Progress counts the answers to the items of a form; of a nil form, to all.
func (s *Sheet) Progress(f *Form) Progress {
	var p Progress
	for i := range s.Answers {
		a := &s.Answers[i]
		if f != nil && f.Item(a.Item) == nil {
			continue
		}
		p.Items++
		switch a.Answer {
		case Yes:
			p.Yes++
		case No:
			p.No++
		case NotApplicable:
			p.NotApplicable++
		default:
			p.Unanswered++
		}
		if a.Recheck != "" {
			p.Recheck++
		}
		if a.Carried != "" {
			p.Carried++
		}
	}
	return p
}
