package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

// reviewFlags are the flags of review.
type reviewFlags struct {
	json, csv, all, pin, forget, accept, reject bool
	change, by, reason, date                    string
	states                                      []string
}

func (a *app) reviewCommand() *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review [ID…]",
		Short: "List the links that need a person, and keep what people decide",
		Long: `Review lists every link that nobody has decided on, the most doubtful first:
orphaned, suspect, conflicting, ambiguous, then by certainty. Decisions are rows
of sources/reviews.csv in the workspace, a table any spreadsheet opens. Either
save the output of --csv there and fill in the columns 判断, 確認者, 確認日 and
理由, or let --accept, --reject and --change add rows.

--pin keeps the words both ends of each link say now in sources/pins.csv, so
that a later change makes the link suspect; with ID only those, and anew. A
decision keeps them too. --forget drops pins whose links are gone.`,
		Example: `  shogo review
  shogo review --csv > sources/reviews.csv
  shogo review --state suspect,orphaned
  shogo review --accept ID --by 山田 --reason 本文と見比べた
  shogo review --change subset-of ID --by 山田 --reason 条文の一部だけに当たる
  shogo review --pin`,
		RunE: func(_ *cobra.Command, ids []string) error { return a.review(f, ids) },
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.json, "json", false, "print one JSON object")
	flags.BoolVar(&f.csv, "csv", false, "print the table to fill in, for a spreadsheet")
	flags.BoolVar(&f.all, "all", false, "list decided links too, the rejected among them")
	flags.StringSliceVar(&f.states, "state", nil, "list only links of these states")
	flags.BoolVar(&f.accept, "accept", false, "accept the links ID…")
	flags.BoolVar(&f.reject, "reject", false, "reject the links ID…; needs --reason")
	flags.StringVar(&f.change, "change", "", "accept the links ID… with this relation; needs --reason")
	flags.StringVar(&f.by, "by", "", "who decides")
	flags.StringVar(&f.reason, "reason", "", "why")
	flags.StringVar(&f.date, "date", "", "when, as 2026-11-22 (default: today)")
	flags.BoolVar(&f.pin, "pin", false, "keep the present words of all links that have none kept, or of ID…")
	flags.BoolVar(&f.forget, "forget", false, "drop the kept words of ID…")
	cmd.MarkFlagsMutuallyExclusive("json", "csv", "accept", "reject", "change", "pin", "forget")
	_ = cmd.RegisterFlagCompletionFunc("change", cobra.FixedCompletions(corpus.Relationships, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *app) review(f reviewFlags, ids []string) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	a.progress.done()
	switch {
	case f.accept, f.reject, f.change != "":
		return a.decide(c, f, ids)
	case f.pin, f.forget:
		return a.pin(c, f, ids)
	}
	links, err := f.choose(c, ids)
	if err != nil {
		return err
	}
	switch {
	case f.csv:
		return c.WriteReviewSheet(a.stdout, links)
	case f.json:
		return a.printJSON(newReviewJSON(c, links))
	}
	a.printReview(c, links)
	return nil
}

// choose returns the links to list.
func (f reviewFlags) choose(c *corpus.Corpus, ids []string) ([]*corpus.Link, error) {
	for _, s := range f.states {
		if !slices.Contains(corpus.States, corpus.State(s)) {
			return nil, misuse("unknown state %q; use %s", s, joinStates())
		}
	}
	links := c.Doubtful()
	if f.all || len(ids) > 0 || slices.Contains(f.states, string(corpus.StateResolved)) {
		for _, l := range c.AllLinks() {
			if l.State == corpus.StateResolved {
				links = append(links, l)
			}
		}
	}
	for _, id := range ids {
		if !slices.ContainsFunc(links, func(l *corpus.Link) bool { return l.ID == id }) {
			return nil, fmt.Errorf("review: %q names no link; \"shogo review --all\" lists them", id)
		}
	}
	return slices.DeleteFunc(links, func(l *corpus.Link) bool {
		return len(f.states) > 0 && !slices.Contains(f.states, string(l.State)) || len(ids) > 0 && !slices.Contains(ids, l.ID)
	}), nil
}

func joinStates() string {
	var out []string
	for _, s := range corpus.States {
		out = append(out, string(s))
	}
	return strings.Join(out, ", ")
}

// reviewSources returns the folder that reviews and pins lie in.
func (a *app) reviewSources() (string, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return "", err
	}
	if dir == "" {
		return "", fmt.Errorf("review: decisions are kept beside the sources of a workspace, and this folder is none; make one with: shogo init")
	}
	return filepath.Join(dir, "sources"), nil
}

// decide adds a row per link to the file of reviews.
func (a *app) decide(c *corpus.Corpus, f reviewFlags, ids []string) error {
	if len(ids) == 0 {
		return misuse("no link given; name the ids that \"shogo review\" prints")
	}
	if f.by == "" {
		return misuse("no --by given; a decision says who made it")
	}
	kind := corpus.DecisionAccept
	if f.reject {
		kind = corpus.DecisionReject
	} else if f.change != "" {
		kind = corpus.DecisionChange
		if !slices.Contains(corpus.Relationships, f.change) {
			return misuse("unknown relation %q; use %s", f.change, strings.Join(corpus.Relationships, ", "))
		}
	}
	if kind != corpus.DecisionAccept && f.reason == "" {
		return misuse("no --reason given; a rejected or changed link says why")
	}
	if f.date == "" {
		f.date = time.Now().Format(time.DateOnly)
	}
	dir, err := a.reviewSources()
	if err != nil {
		return err
	}
	var decisions []*corpus.Decision
	for _, id := range ids {
		decisions = append(decisions, &corpus.Decision{Link: id, Kind: kind, Relationship: f.change, Reviewer: f.by, Date: f.date, Reason: f.reason})
	}
	path := filepath.Join(dir, corpus.ReviewsName)
	if err := a.writeOutput(path, func(w io.Writer) error { return c.WriteDecisions(w, os.DirFS(dir), decisions) }); err != nil {
		return err
	}
	a.note("%s in %s: %s", kind, path, plural(len(ids), "link"))
	return nil
}

// pin writes the file of pins.
func (a *app) pin(c *corpus.Corpus, f reviewFlags, ids []string) error {
	if f.forget && len(ids) == 0 {
		return misuse("no link given; --forget needs the ids of what is to be forgotten")
	}
	dir, err := a.reviewSources()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(c.AllLinks(), func(l *corpus.Link) bool { return l.ID == id }) {
			return fmt.Errorf("review: %q names no link; \"shogo review --all\" lists them", id)
		}
	}
	again, forget := ids, []string(nil)
	if f.forget {
		again, forget = nil, ids
	}
	path := filepath.Join(dir, corpus.PinsName)
	var pinned, forgotten int
	err = a.writeOutput(path, func(w io.Writer) error {
		pinned, forgotten, err = c.WritePins(w, os.DirFS(dir), len(ids) == 0, again, forget)
		return err
	})
	if err != nil {
		return err
	}
	if f.forget {
		a.note("%s dropped from %s", plural(forgotten, "pin"), path)
		return nil
	}
	a.note("%s pinned in %s", plural(pinned, "link"), path)
	if n := countState(c, corpus.StateSuspect); n > 0 && len(ids) == 0 {
		a.note("%s not pinned anew; look at %s with: shogo review --state suspect", plural(n, "suspect link"), "them")
	}
	return nil
}

func countState(c *corpus.Corpus, state corpus.State) int {
	for _, s := range c.CountStates() {
		if s.State == state {
			return s.Links
		}
	}
	return 0
}
