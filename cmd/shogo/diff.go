package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

func (a *app) diffCommand() *cobra.Command {
	var asJSON, asCSV, all, carried bool
	var kinds []string
	cmd := &cobra.Command{
		Use:   "diff OLDER NEWER",
		Short: "Compare two catalogs: what stayed, changed, moved, came and went",
		Long: `Diff compares two catalogs requirement by requirement: unchanged, reworded,
moved, split, merged, new, withdrawn, each with a confidence between 0 and 1.
Clauses whose text is not in the corpus are not compared. Where an official
migration table joins the two catalogs, the agreement with it is printed.

What went is marked [-…-] and what came {+…+}. Unchanged requirements and those
that cannot be compared are counted, and listed with --all.`,
		Example: `  shogo diff mhlw-5.2 mhlw-6.0
  shogo diff clm-r6 clm-r7 --kind new,reworded
  shogo diff mhlw-6.0 mhlw-7.0 --csv > changes.csv
  shogo diff mhlw-6.0 mhlw-7.0 --links`,
		Args: cobra.MatchAll(atLeast(2, "pair of catalogs"), atMost(2)),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, k := range kinds {
				if !slices.Contains(corpus.ChangeKinds, corpus.ChangeKind(k)) {
					return misuse("unknown kind %q; use %s", k, joinKinds())
				}
			}
			c, err := a.load()
			if err != nil {
				return err
			}
			a.progress.step("comparing")
			d, err := c.Compare(args[0], args[1])
			if err != nil {
				return err
			}
			a.progress.done()
			report := d.Report(c)
			if len(kinds) > 0 {
				d.Changes = slices.DeleteFunc(d.Changes, func(x *corpus.Change) bool { return !slices.Contains(kinds, string(x.Kind)) })
			}
			report.Changes = d.Changes
			switch {
			case asJSON:
				return a.printJSON(report)
			case asCSV:
				return d.WriteCSV(a.stdout, c)
			}
			a.printDiff(c, report, all || len(kinds) > 0, carried)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print one JSON object")
	flags.BoolVar(&asCSV, "csv", false, "print a table for a spreadsheet")
	flags.BoolVar(&all, "all", false, "list unchanged requirements and those not compared too")
	flags.BoolVar(&carried, "links", false, "list the links of the older catalog that could carry over, to be confirmed")
	flags.StringSliceVar(&kinds, "kind", nil, "list only these kinds")
	cmd.MarkFlagsMutuallyExclusive("json", "csv")
	return cmd
}

func joinKinds() string {
	var out []string
	for _, k := range corpus.ChangeKinds {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

func (a *app) printDiff(c *corpus.Corpus, r *corpus.ComparisonReport, all, carried bool) {
	for _, side := range []corpus.ComparedCatalog{r.From, r.To} {
		fmt.Fprintf(a.stdout, "%s  %s %s, %s", a.style(escBold, side.ID), side.Title, side.Edition, plural(side.Requirements, "requirement"))
		if side.Stubs > 0 {
			fmt.Fprintf(a.stdout, ", %d of them without text", side.Stubs)
		}
		fmt.Fprintln(a.stdout)
	}
	fmt.Fprintln(a.stdout)
	for _, n := range r.Counts {
		fmt.Fprintf(a.stdout, "%6d  %s\n", n.Changes, n.Kind)
	}
	a.printOfficial(c, r.Official)
	fmt.Fprintln(a.stdout)
	for _, x := range r.Changes {
		if all || x.Kind != corpus.Unchanged && x.Kind != corpus.NotCompared {
			a.printChange(c, x)
		}
	}
	if carried {
		a.printCarried(c, r.Carried)
	}
}

// printOfficial prints the agreement with an official migration table, and the
// rows that do not agree.
func (a *app) printOfficial(c *corpus.Corpus, o *corpus.OfficialReport) {
	if o == nil {
		return
	}
	fmt.Fprintf(a.stdout, "\nofficial table %s: %s, %d agree, %d differ, %d undecided (text not in the corpus)\n",
		strings.Join(o.Sets, ", "), plural(o.Rows, "row"), o.Agrees, o.Differs, o.Undecided)
	for _, p := range o.Pairs {
		if p.Outcome == corpus.OfficialDiffers {
			fmt.Fprintf(a.stdout, "  differs  %s → %s\n", c.Name(p.From), c.Name(p.To))
		}
	}
}

func (a *app) printChange(c *corpus.Corpus, x *corpus.Change) {
	line := fmt.Sprintf("%-12s  %.2f  %-9s  %s", x.Kind, x.Confidence, x.Certainty, a.style(escBold, namesOf(c, x.From)+" → "+namesOf(c, x.To)))
	if x.Official != "" {
		line += "  official: " + string(x.Official)
	}
	fmt.Fprintln(a.stdout, line)
	a.detail("ids", strings.Join(x.From, " ")+" → "+strings.Join(x.To, " "))
	a.detail("why", x.Reason)
	if x.Edits != nil {
		a.detail("text", a.markedEdits(x.Edits))
	} else if x.Kind == corpus.New || x.Kind == corpus.Withdrawn {
		for _, id := range append(x.From, x.To...) {
			if r := c.Requirement(id); r != nil {
				a.detail("text", strings.ReplaceAll(r.Text, "\n", " "))
			}
		}
	}
}

// markedEdits is a character diff in one line.
func (a *app) markedEdits(edits []corpus.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		s := corpus.MarkEdits([]corpus.Edit{e})
		if e.Op != corpus.EditEqual {
			s = a.style(escBold, s)
		}
		b.WriteString(s)
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

func namesOf(c *corpus.Corpus, ids []string) string {
	if len(ids) == 0 {
		return "—"
	}
	var out []string
	for _, id := range ids {
		out = append(out, c.Name(id))
	}
	return strings.Join(out, "、")
}

func (a *app) printCarried(c *corpus.Corpus, links []*corpus.CarriedLink) {
	fmt.Fprintf(a.stdout, "\n%s (要再確認)\n", a.style(escBold, "links that could carry over"))
	for _, l := range links {
		state := "to be confirmed"
		if l.Exists != "" {
			state = "made by the newer sources too"
		}
		fmt.Fprintf(a.stdout, "  %.2f  %s → %s  %s\n", l.Confidence, c.Name(l.From), c.Name(l.To), state)
		a.detail("from", l.Link)
	}
}
