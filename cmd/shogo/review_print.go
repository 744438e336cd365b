package main

import (
	"fmt"
	"strings"

	"shogo/corpus"
)

// reviewJSON is the documented form of a review.
type reviewJSON struct {
	States   []corpus.StateCount    `json:"states"`
	Rejected int                    `json:"rejected"`
	Pinned   int                    `json:"pinned"`
	Links    []reviewLink           `json:"links"` // most doubtful first
	Problems []corpus.ReviewProblem `json:"problems"`
}

// reviewLink is a link with what a list of work needs.
type reviewLink struct {
	Doubt    int    `json:"doubt"` // 0 decided to 100 lost
	FromName string `json:"from_name"`
	ToName   string `json:"to_name"`
	Place    string `json:"place"`
	Remedy   string `json:"remedy"`
	*corpus.Link
}

func newReviewJSON(c *corpus.Corpus, links []*corpus.Link) reviewJSON {
	out := reviewJSON{States: c.CountStates(), Rejected: len(c.Rejected), Pinned: c.Pinned, Links: []reviewLink{}, Problems: c.ReviewProblems}
	if out.Problems == nil {
		out.Problems = []corpus.ReviewProblem{}
	}
	for _, l := range links {
		out.Links = append(out.Links, newReviewLink(c, l))
	}
	return out
}

func newReviewLink(c *corpus.Corpus, l *corpus.Link) reviewLink {
	return reviewLink{l.Doubt(), c.Name(l.From), c.Name(l.To), linkPlace(l), remedy(l), l}
}

// linkPlace is where the citing words were read; of an orphan the file that
// still knows it.
func linkPlace(l *corpus.Link) string {
	q := l.Evidence.From
	switch {
	case q.Source != "":
		return blockPlace(q.Source, q.Page, q.Lines, q.Place)
	case l.Decision != nil:
		return fmt.Sprintf("%s row %d", l.Decision.File, l.Decision.Row)
	}
	return corpus.PinsName
}

// remedy says what a person can do about a link.
func remedy(l *corpus.Link) string {
	switch l.State {
	case corpus.StateResolved:
		return ""
	case corpus.StateOrphaned:
		return "restore the source, or drop it: shogo review --forget " + l.ID
	case corpus.StateSuspect:
		return "compare the words and decide again: shogo review --accept " + l.ID + " --by NAME"
	}
	return "compare both ends and decide: shogo review --accept " + l.ID + " --by NAME, or --reject, --change"
}

func (a *app) printReview(c *corpus.Corpus, links []*corpus.Link) {
	if len(links) > 0 {
		fmt.Fprintf(a.stdout, "%s\n", a.style(escFaint, fmt.Sprintf("%-5s  %-11s  %-9s  %s", "doubt", "state", "certainty", "link")))
	}
	for _, l := range links {
		state := string(l.State)
		if l.Review != corpus.ReviewNone {
			state = l.Review
		}
		fmt.Fprintf(a.stdout, "%5d  %-11s  %-9s  %s\n", l.Doubt(), state, l.Certainty, a.style(escBold, c.Name(l.From)+" → "+c.Name(l.To)))
		a.detail("id", l.ID)
		a.detail("link", fmt.Sprintf("%s, %s", l.Relationship, l.Method))
		a.detail("why", strings.Join(distinct(l.StateReason, l.CertaintyReason), " "))
		a.quoteDetail("from", l.Evidence.From)
		a.quoteDetail("to", l.Evidence.To)
		if l.Alignment != nil && l.Alignment.Score < 1 {
			a.detail("quoted", fmt.Sprintf("%.3f  %s", l.Alignment.Score, a.markedEdits(l.Alignment.Edits)))
		}
		for _, w := range changes(l.Changed) {
			a.detail(w.name, a.changedWords(w.WordChange))
		}
		for _, d := range l.Carried {
			a.detail("earlier", fmt.Sprintf("%s %s by %s on %s: %s", d.Link, d.Decision.Kind, d.Decision.Reviewer, d.Decision.Date, d.Reason))
		}
	}
	if len(links) == 0 {
		fmt.Fprintln(a.stdout, "no link needs a person")
	}
	for _, p := range c.ReviewProblems {
		a.note("%s: %s: %s", problemPlace(p), p.Kind, p.Message)
	}
}

func distinct(s ...string) []string {
	var out []string
	for _, x := range s {
		if x != "" && (len(out) == 0 || out[0] != x) {
			out = append(out, x)
		}
	}
	return out
}

func (a *app) detail(name, value string) {
	if value != "" {
		fmt.Fprintf(a.stdout, "       %s %s\n", a.style(escFaint, fmt.Sprintf("%-7s", name)), value)
	}
}

func (a *app) quoteDetail(name string, q corpus.Quote) {
	if q.Text == "" {
		return
	}
	at := blockPlace(q.Source, q.Page, q.Lines, q.Place)
	if q.Source == "" {
		at = "(not in the sources)"
	}
	a.detail(name, "「"+strings.ReplaceAll(q.Text, "\n", " / ")+"」 "+at)
}

func problemPlace(p corpus.ReviewProblem) string { return fmt.Sprintf("%s:%d", p.File, p.Row) }

// endChange is how one end of a suspect link has changed.
type endChange struct {
	name string
	*corpus.WordChange
}

func changes(c *corpus.Changed) []endChange {
	var out []endChange
	if c != nil && c.From != nil {
		out = append(out, endChange{"changed from", c.From})
	}
	if c != nil && c.To != nil {
		out = append(out, endChange{"changed to", c.To})
	}
	return out
}

// changedWords is a change in one line: the characters, or why there are none.
func (a *app) changedWords(w *corpus.WordChange) string {
	if w.Edits == nil {
		return w.Note()
	}
	return a.markedEdits(w.Edits)
}
