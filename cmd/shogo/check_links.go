package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shogo/corpus"
)

// defaultErrors are what check fails on where neither the workspace nor the
// command line says otherwise: rows a person has written and that cannot count.
var defaultErrors = []string{string(corpus.ProblemUnknown), string(corpus.ProblemContradiction), string(corpus.ProblemInvalid)}

// strictErrors are what --strict adds: links whose ground has moved.
var strictErrors = []string{string(corpus.StateSuspect), string(corpus.StateOrphaned), string(corpus.ProblemStale)}

// linkReport is what check says about links.
type linkReport struct {
	States   []corpus.StateCount    `json:"states"`
	Rejected int                    `json:"rejected"` // among the resolved
	Pinned   int                    `json:"pinned"`
	Open     []reviewLink           `json:"open"` // links nobody has decided on, most doubtful first
	Problems []corpus.ReviewProblem `json:"problems"`
	// Misquoted are the links of Open, and decided ones, whose quotation differs
	// from its clause by more than the workspace allows.
	Misquoted []string `json:"misquoted"`
	Errors    []string `json:"errors"` // what counts as an error here
}

func newLinkReport(c *corpus.Corpus, errors []string) linkReport {
	r := newReviewJSON(c, c.Doubtful())
	misquoted := []string{}
	for _, l := range c.Misquoted() {
		misquoted = append(misquoted, l.ID)
	}
	return linkReport{Misquoted: misquoted, States: r.States, Rejected: r.Rejected, Pinned: r.Pinned, Open: r.Links, Problems: r.Problems, Errors: errors}
}

// count returns how many links or problems a word of Errors stands for.
func (r linkReport) count(word string) int {
	n := 0
	if word == corpus.CheckQuotation {
		return len(r.Misquoted)
	}
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
		case w == corpus.CheckQuotation:
			out = append(out, plural(n, "differing quotation"))
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
		if l.State == corpus.StateUnreviewed && (l.Alignment == nil || !l.Alignment.Below) {
			continue
		}
		fmt.Fprintf(a.stdout, "  %s  %s  %s → %s: %s\n    %s\n", l.State, l.Place, l.FromName, l.ToName, l.StateReason, l.Remedy)
		for _, w := range changes(l.Changed) {
			fmt.Fprintf(a.stdout, "    %s: %s\n", w.name, a.changedWords(w.WordChange))
		}
	}
	for _, p := range r.Problems {
		fmt.Fprintf(a.stdout, "  %s  %s  %s\n", p.Kind, problemPlace(p), p.Message)
	}
}

// checkErrors returns what check fails on: the words of the command line, else
// those of the workspace, else the defaults. A word that means nothing is
// refused.
func (a *app) checkErrors(given []string) ([]string, error) {
	for _, w := range given {
		if !slices.Contains(corpus.CheckWords(), w) {
			return nil, misuse("unknown word %q for --errors; use %s", w, strings.Join(corpus.CheckWords(), ", "))
		}
	}
	if given != nil {
		return given, nil
	}
	dir, err := a.workspaceDir()
	if err != nil || dir == "" {
		return defaultErrors, err
	}
	path := filepath.Join(dir, corpus.SettingsName)
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	w, err := corpus.ParseSettings(raw, path)
	if err != nil {
		return nil, err
	}
	if w.Check.Errors == nil {
		return defaultErrors, nil
	}
	return w.Check.Errors, nil
}
