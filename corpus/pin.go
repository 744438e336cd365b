package corpus

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// pin is a row of the file of pins: the words a link was made on.
type pin struct {
	link, from, to    string
	fromPin, toPin    string // as Quote.Pin
	fromText, toText  string // the quoted words, for whoever looks at a change
	method, certainty string
	relationship      string
	// fromSaid and toSaid are all that the ends said, empty in a file that an
	// older version has written.
	fromSaid, toSaid string
}

// pinColumns are the captions of the file of pins.
var pinColumns = []string{"link", "from", "to", "from_fingerprint", "to_fingerprint", "from_text", "to_text", "relationship", "method", "certainty", "from_said", "to_said"}

// readPins reads pins.csv at the root of fsys. No file means nothing pinned.
func readPins(fsys fs.FS) ([]*pin, []ReviewProblem, error) {
	t, err := readTable(fsys, PinsName)
	if err != nil || t == nil {
		return nil, nil, err
	}
	at := make([]int, len(pinColumns))
	for i, name := range pinColumns {
		if at[i] = t.column(name); at[i] < 0 && i < 5 {
			return nil, nil, &SyntaxError{Source: PinsName, Line: 1, Msg: fmt.Sprintf("no column %q", name), Remedy: "restore the file, or delete it and run \"shogo review --pin\""}
		}
	}
	var out []*pin
	var problems []ReviewProblem
	rows := map[string]int{}
	for _, row := range t.rows {
		cell := func(i int) string { return row.cell(at[i]) }
		p := &pin{link: cell(0), from: cell(1), to: cell(2), fromPin: readPin(cell(3)), toPin: readPin(cell(4)),
			fromText: cell(5), toText: cell(6), relationship: cell(7), method: cell(8), certainty: cell(9), fromSaid: cell(10), toSaid: cell(11)}
		fault := ""
		switch first := rows[p.link]; {
		case p.link == "" || p.fromPin == "" || p.toPin == "":
			fault = "リンクの番号か指紋がありません。この行は数えていません。"
		case first > 0:
			fault = fmt.Sprintf("同じリンクが%d行目にもあります。この行は数えていません。どちらかを消してください。", first)
		}
		if fault != "" {
			problems = append(problems, ReviewProblem{Kind: ProblemInvalid, File: PinsName, Row: row.no, Link: p.link, Message: fault})
			continue
		}
		rows[p.link] = row.no
		out = append(out, p)
	}
	return out, problems, nil
}

// differs says in Japanese which ends of a link read otherwise than pinned, ""
// if none does. An end without a pin is not compared.
func (p *pin) differs(l *Link) string {
	from := p.fromPin != "" && p.fromPin != l.Evidence.From.Pin
	to := p.toPin != "" && p.toPin != l.Evidence.To.Pin
	switch {
	case from && to:
		return "引用元と引用先の文言が変わりました。"
	case from:
		return "引用元の文言が変わりました。"
	case to:
		return "引用先の文言が変わりました。"
	}
	return ""
}

// orphan makes a link of a pin whose link exists no more.
func (p *pin) orphan() *Link {
	set, _, _, _ := cutLinkID(p.link)
	return &Link{ID: p.link, Set: set, From: p.from, To: p.to, Relationship: p.relationship, Method: Method(p.method),
		Evidence: Evidence{From: Quote{Text: p.fromText, Fingerprint: fingerprint(p.fromText), Pin: p.fromPin},
			To: Quote{Text: p.toText, Fingerprint: fingerprint(p.toText), Pin: p.toPin}}}
}

func (c *Corpus) newPin(l *Link) *pin {
	return &pin{fromSaid: strings.TrimSpace(c.saying(l.From)), toSaid: strings.TrimSpace(c.saying(l.To)), link: l.ID, from: l.From, to: l.To, fromPin: l.Evidence.From.Pin, toPin: l.Evidence.To.Pin,
		fromText: l.Evidence.From.Text, toText: l.Evidence.To.Text, relationship: l.Relationship, method: string(l.Method), certainty: string(l.Certainty)}
}

func (p *pin) row() []string {
	return []string{p.link, p.from, p.to, writePin(p.fromPin), writePin(p.toPin), p.fromText, p.toText, p.relationship, p.method, p.certainty, p.fromSaid, p.toSaid}
}

// WritePins writes the file of pins anew: the pins in fsys as they are, the
// links of again with their present words, and, if all is true, those links
// that have no pin. Links of forget are left out. A changed text is never
// pinned in passing: only again does that. It returns how many were added or
// renewed and how many forgotten.
func (c *Corpus) WritePins(w io.Writer, fsys fs.FS, all bool, again, forget []string) (pinned, forgotten int, err error) {
	old, _, err := readPins(fsys)
	if err != nil {
		return 0, 0, err
	}
	byID := map[string]*Link{}
	for _, l := range c.AllLinks() {
		byID[l.ID] = l
	}
	rows := [][]string{pinColumns}
	have := map[string]bool{}
	for _, p := range old {
		switch {
		case slices.Contains(forget, p.link):
			forgotten++
			continue
		case slices.Contains(again, p.link) && byID[p.link] != nil && byID[p.link].State != StateOrphaned:
			p = c.newPin(byID[p.link])
			pinned++
		}
		have[p.link] = true
		rows = append(rows, p.row())
	}
	for _, l := range c.AllLinks() {
		if have[l.ID] || l.State == StateOrphaned || slices.Contains(forget, l.ID) || !all && !slices.Contains(again, l.ID) {
			continue
		}
		rows = append(rows, c.newPin(l).row())
		pinned++
	}
	return pinned, forgotten, writeTable(w, rows)
}
