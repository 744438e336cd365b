package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

func (a *app) showCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show CITATION",
		Short: "Show what a citation names, with its links both ways",
		Long: `Show resolves a citation in any spelling the documents use, or an id, and
prints the requirement: text, where it was read and how sure that is, what it
cites and what cites it. A citation that fits several requirements lists them.
With "-" every line of standard input is a citation of its own.`,
		Example: `  shogo show 企8.2.2
  shogo show 'システム運用編 14 遵守事項⑤'
  shogo show 2-⑥
  shogo show 'annex2 ②-6'
  shogo show mhlw-6.0-sys-8-i03 --json`,
		Args: atLeast(1, "citation"),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.load()
			if err != nil {
				return err
			}
			a.progress.done()
			if len(args) != 1 || args[0] != "-" {
				return a.show(c, strings.Join(args, " "), asJSON)
			}
			in := bufio.NewScanner(a.stdin)
			for first := true; in.Scan(); first = false {
				if !first && !asJSON {
					fmt.Fprintln(a.stdout)
				}
				if err := a.show(c, in.Text(), asJSON); err != nil {
					return err
				}
			}
			return in.Err()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a citation")
	return cmd
}

// showJSON is the documented form of one answer.
type showJSON struct {
	Query        string                `json:"query"`
	Ambiguous    bool                  `json:"ambiguous"` // several requirements fit
	Requirements []*corpus.Requirement `json:"requirements"`
	Links        []*corpus.Link        `json:"links"` // that start or end at one of them
}

func newShowJSON(c *corpus.Corpus, query string) showJSON {
	found := c.Lookup(query)
	out := showJSON{Query: query, Ambiguous: len(found) > 1, Requirements: found, Links: []*corpus.Link{}}
	if found == nil {
		out.Requirements = []*corpus.Requirement{}
	}
	for _, r := range found {
		from, to := linksOf(c, r)
		out.Links = append(append(out.Links, from...), to...)
	}
	return out
}

func (a *app) show(c *corpus.Corpus, query string, asJSON bool) error {
	found := c.Lookup(query)
	if len(found) == 0 {
		return fmt.Errorf("show: %q names nothing in these documents; try shogo search %q", query, query)
	}
	if asJSON {
		return a.printJSON(newShowJSON(c, query))
	}
	if len(found) > 1 {
		a.note("%q fits %d requirements; show one by its id", query, len(found))
		for _, r := range found {
			fmt.Fprintf(a.stdout, "%s  %s  (%s)\n", a.style(escBold, r.Citation), r.Title, r.ID)
		}
		return nil
	}
	a.printRequirement(c, found[0])
	return nil
}

// linksOf returns the links from and to r. What a measure's table cites stands
// at its group, so the group's links are the measure's.
func linksOf(c *corpus.Corpus, r *corpus.Requirement) (from, to []*corpus.Link) {
	from, to = c.LinksFrom(r.ID), c.LinksTo(r.ID)
	if r.Group != nil {
		from = append(from, c.LinksFrom(r.Group.ID)...)
		to = append(to, c.LinksTo(r.Group.ID)...)
	}
	return from, to
}

func (a *app) printRequirement(c *corpus.Corpus, r *corpus.Requirement) {
	fmt.Fprintf(a.stdout, "%s  %s\n", a.style(escBold, r.Citation), r.Title)
	a.field("id", r.ID)
	if d := c.Document(r.Document); d != nil {
		a.field("document", d.Title+" "+d.Edition)
	}
	a.field("section", strings.TrimSpace(r.Section.Number+" "+r.Section.Title))
	a.field("roles", strings.Join(r.Roles, "、"))
	a.field("systems", strings.Join(r.Systems, "、"))
	a.field("target", strings.Join(r.Target, "、"))
	if r.Group != nil {
		a.field("group", strings.TrimSpace(r.Group.Label+" "+r.Group.Title))
		a.field("scenario", r.Group.Scenario)
	}
	a.field("source", a.origin(c, r))
	a.field("certainty", certainty(r.Certainty, r.CertaintyReason))
	a.printText(r)
	from, to := linksOf(c, r)
	a.printLinks(c, "cites", from, func(l *corpus.Link) (string, corpus.Quote) { return l.To, l.Evidence.From })
	a.printLinks(c, "cited by", to, func(l *corpus.Link) (string, corpus.Quote) { return l.From, l.Evidence.From })
	a.printOpen(r)
}

// field prints a labelled line, nothing if the value is empty.
func (a *app) field(name, value string) {
	if value != "" {
		fmt.Fprintf(a.stdout, "  %s %s\n", a.style(escFaint, fmt.Sprintf("%-9s", name)), value)
	}
}

func certainty(c corpus.Certainty, reason string) string {
	if reason == "" {
		return string(c)
	}
	return string(c) + ": " + reason
}

// origin says where the text was read, or where to read it if it was not.
func (a *app) origin(c *corpus.Corpus, r *corpus.Requirement) string {
	if !r.Stub {
		return blockPlace(r.Provenance.Source, r.Provenance.Page, r.Provenance.Lines, r.Provenance.Place)
	}
	s := "the text is not in the corpus"
	if d := c.Document(r.Document); d != nil && d.LandingPage != "" {
		s += "; official page: " + d.LandingPage
	}
	return s
}

// printText prints the statement, the parts and earlier drafts.
func (a *app) printText(r *corpus.Requirement) {
	if r.Text != "" {
		fmt.Fprintf(a.stdout, "\n%s\n", r.Text)
	}
	for _, p := range r.Parts {
		label := string(p.Kind)
		if p.Label != "" {
			label += " " + p.Label
		}
		fmt.Fprintf(a.stdout, "\n%s\n", a.style(escFaint, "["+label+"]"))
		if p.Text != "" {
			fmt.Fprintln(a.stdout, p.Text)
		}
		for _, row := range p.Rows {
			fmt.Fprintln(a.stdout, strings.Join(row, " | "))
		}
	}
	for _, d := range r.Drafts {
		fmt.Fprintf(a.stdout, "\n%s\n%s\n", a.style(escFaint, "[earlier draft, not in force]"), d.Text)
	}
	if r.Truncated {
		fmt.Fprintln(a.stdout, "[the page ends before the text does]")
	}
}

func (a *app) printLinks(c *corpus.Corpus, heading string, links []*corpus.Link, end func(*corpus.Link) (string, corpus.Quote)) {
	if len(links) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.style(escBold, heading))
	for _, l := range links {
		id, evidence := end(l)
		fmt.Fprintf(a.stdout, "  %s  (%s)\n", nameOf(c, id), id)
		reason := l.CertaintyReason
		if l.Certainty == corpus.Certain {
			reason = "" // it is always the same: printed so
		}
		status := certainty(l.Certainty, reason)
		if l.Status != corpus.Resolved {
			status = string(l.Status) + ", " + status
		}
		if l.State == corpus.StateSuspect {
			status = string(l.State) + ", " + status
		}
		if d := l.Decision; d != nil && l.State == corpus.StateResolved {
			status += "; " + l.Review + " by " + d.Reviewer + " on " + d.Date
		}
		fmt.Fprintf(a.stdout, "    %s; %s\n", l.Method, status)
		if evidence.Text != "" {
			fmt.Fprintf(a.stdout, "    「%s」 %s\n", strings.ReplaceAll(evidence.Text, "\n", " / "), blockPlace(evidence.Source, evidence.Page, evidence.Lines, evidence.Place))
		}
	}
}

// nameOf returns citation and title of a requirement or group.
func nameOf(c *corpus.Corpus, id string) string {
	if r := c.Requirement(id); r != nil {
		return strings.TrimSpace(r.Citation + "  " + r.Title)
	}
	if g := c.Group(id); g != nil {
		name := g.Document
		if d := c.Document(g.Document); d != nil {
			name = d.ShortName
		}
		return strings.TrimSpace(name + " " + g.Label + "  " + g.Title)
	}
	return id
}

// printOpen prints the citations that lead nowhere: a reader must not take a
// missing link for a missing citation.
func (a *app) printOpen(r *corpus.Requirement) {
	for _, ref := range r.References {
		if ref.Status == corpus.Unresolved {
			fmt.Fprintf(a.stdout, "\nunresolved citation %s %s: %s\n", ref.Volume, ref.Raw, ref.Reason)
		}
	}
}
