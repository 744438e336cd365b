package main

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus"
)

// defaultErrors are what check fails on where neither the workspace nor the
// command line says otherwise: rows a person has written and that cannot count.
var defaultErrors = []string{string(corpus.ProblemUnknown), string(corpus.ProblemContradiction), string(corpus.ProblemInvalid)}

// strictErrors are what --strict adds: links whose ground has moved.
var strictErrors = []string{string(corpus.StateSuspect), string(corpus.StateOrphaned), string(corpus.ProblemStale)}

// checkErrorWords are the words check can be told to fail on: states of links
// and kinds of problems in the files of reviews and pins.
func checkErrorWords() []string {
	var out []string
	for _, s := range corpus.States {
		if s != corpus.StateResolved {
			out = append(out, string(s))
		}
	}
	for _, k := range []corpus.ReviewProblemKind{corpus.ProblemUnknown, corpus.ProblemContradiction, corpus.ProblemStale, corpus.ProblemInvalid, corpus.ProblemUnpinned} {
		out = append(out, string(k))
	}
	return out
}

// linkReport is what check says about links.
type linkReport struct {
	States   []corpus.StateCount    `json:"states"`
	Rejected int                    `json:"rejected"` // among the resolved
	Pinned   int                    `json:"pinned"`
	Open     []reviewLink           `json:"open"` // links nobody has decided on, most doubtful first
	Problems []corpus.ReviewProblem `json:"problems"`
	Errors   []string               `json:"errors"` // what counts as an error here
}

func newLinkReport(c *corpus.Corpus, errors []string) linkReport {
	r := newReviewJSON(c, c.Doubtful())
	return linkReport{States: r.States, Rejected: r.Rejected, Pinned: r.Pinned, Open: r.Links, Problems: r.Problems, Errors: errors}
}

// count returns how many links or problems a word of Errors stands for.
func (r linkReport) count(word string) int {
	n := 0
	for _, s := range r.States {
		if string(s.State) == word {
			n += s.Links
		}
	}
	for _, p := range r.Problems {
		if string(p.Kind) == word {
			n++
		}
	}
	return n
}

// failures says in a phrase which of the words have happened, "" for none.
func (r linkReport) failures(words []string) string {
	var out []string
	for _, w := range words {
		n := r.count(w)
		switch {
		case n == 0:
		case slices.Contains(corpus.States, corpus.State(w)):
			out = append(out, plural(n, w+" link"))
		default:
			out = append(out, plural(n, w+" review row"))
		}
	}
	return strings.Join(out, ", ")
}

// printLinks prints the states, then every link that is in doubt and every row
// that is at fault, with place and remedy. Links that are only unreviewed are
// a list of their own: shogo review.
func (a *app) printLinkStates(r linkReport) {
	total := 0
	for _, s := range r.States {
		total += s.Links
	}
	fmt.Fprintf(a.stdout, "links      %d, %d pinned\n", total, r.Pinned)
	for _, s := range r.States {
		note := ""
		if s.State == corpus.StateResolved && r.Rejected > 0 {
			note = fmt.Sprintf(" (%d of them rejected)", r.Rejected)
		}
		if s.State == corpus.StateUnreviewed && s.Links > 0 {
			note = " (shogo review lists them)"
		}
		fmt.Fprintf(a.stdout, "  %-11s  %d%s\n", s.State, s.Links, note)
	}
	for _, l := range r.Open {
		if l.State == corpus.StateUnreviewed {
			continue
		}
		fmt.Fprintf(a.stdout, "  %s  %s  %s → %s: %s\n    %s\n", l.State, l.Place, l.FromName, l.ToName, l.StateReason, l.Remedy)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(a.stdout, "  %s  %s  %s\n", p.Kind, problemPlace(p), p.Message)
	}
}

// checkErrors returns what check fails on: the words of the command line, else
// the defaults. A word that means nothing is refused.
func (a *app) checkErrors(given []string) ([]string, error) {
	if given == nil {
		return defaultErrors, nil
	}
	for _, w := range given {
		if !slices.Contains(checkErrorWords(), w) {
			return nil, misuse("unknown word %q for --errors; use %s", w, strings.Join(checkErrorWords(), ", "))
		}
	}
	return given, nil
}
