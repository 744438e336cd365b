package corpus

import "slices"

// Understood tells how much of a source was made of: of the pieces that hold
// anything (lines of a text, blocks of any other format, page furniture left
// out), how many took their role by what the source itself shows, how many by
// inference, and how many are left over. The three add up to Total.
type Understood struct {
	Source   string `json:"source"`
	Total    int    `json:"total"`
	Direct   int    `json:"understood"`
	Inferred int    `json:"inferred"`
	Left     int    `json:"left_over"`
	// The same in percent of Total, rounded down to a tenth so that what is not
	// whole never reads 100; 0 where there is no content.
	DirectPercent   float64 `json:"understood_percent"`
	InferredPercent float64 `json:"inferred_percent"`
	LeftPercent     float64 `json:"left_over_percent"`
	// Furniture and Blank pieces are no content: headers, page numbers,
	// captions of tables.
	Furniture int `json:"furniture"`
	Blank     int `json:"blank"`
	// Places has the same by page where the format has pages, else by sheet;
	// empty where it has neither. The counts add up to those above.
	Places []UnderstoodPlace `json:"places,omitempty"`
}

// UnderstoodPlace is a page or sheet of a source.
type UnderstoodPlace struct {
	Page     int    `json:"page,omitempty"`
	Sheet    string `json:"sheet,omitempty"`
	Direct   int    `json:"understood"`
	Inferred int    `json:"inferred"`
	Left     int    `json:"left_over"`
}

// percent is n in percent of the total, rounded down to a tenth.
func (u *Understood) percent(n int) float64 {
	if u.Total == 0 {
		return 0
	}
	return float64(n*1000/u.Total) / 10
}

// Understood counts an audit of this corpus.
func (c *Corpus) Understood(a *Audit) *Understood {
	u := &Understood{Source: a.Source}
	doubted := c.doubted(a)
	for i, role := range a.ByLine {
		page, sheet := 0, ""
		if i < len(a.places) {
			page, sheet = a.places[i].page, a.places[i].sheet
		}
		switch {
		case role == RoleBlank:
			u.Blank++
		case role == RoleFurniture:
			u.Furniture++
		default:
			p := u.place(page, sheet)
			u.Total++
			switch {
			case role == RoleUnassigned:
				u.Left++
				p.Left++
			case doubted[i+1]:
				u.Inferred++
				p.Inferred++
			default:
				u.Direct++
				p.Direct++
			}
		}
	}
	if len(u.Places) == 1 && u.Places[0] == (UnderstoodPlace{Direct: u.Direct, Inferred: u.Inferred, Left: u.Left}) {
		u.Places = nil // no pages
	}
	u.DirectPercent, u.InferredPercent, u.LeftPercent = u.percent(u.Direct), u.percent(u.Inferred), u.percent(u.Left)
	return u
}

// place returns the counts of a page or sheet.
func (u *Understood) place(page int, sheet string) *UnderstoodPlace {
	i := slices.IndexFunc(u.Places, func(p UnderstoodPlace) bool { return p.Page == page && p.Sheet == sheet })
	if i < 0 {
		i = len(u.Places)
		u.Places = append(u.Places, UnderstoodPlace{Page: page, Sheet: sheet})
	}
	return &u.Places[i]
}

// doubted are the pieces of a source, counted from 1, whose place in a
// requirement or group was inferred: what was joined by inference, and what
// stands in a requirement that is not certain.
func (c *Corpus) doubted(a *Audit) map[int]bool {
	out := map[int]bool{}
	mark := func(p Provenance, certainty Certainty) {
		if p.Source != a.Source || certainty == Certain || certainty == "" {
			return
		}
		for _, n := range p.Lines {
			out[n] = true
		}
		if p.Block > 0 {
			out[p.Block] = true
		}
	}
	for _, r := range c.Requirements {
		mark(r.Provenance, r.Certainty)
	}
	for _, g := range c.Groups {
		mark(g.Provenance, g.Certainty)
	}
	for i, p := range a.places {
		if p.joined {
			out[i+1] = true
		}
	}
	return out
}
