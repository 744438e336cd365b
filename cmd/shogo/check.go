package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

func (a *app) checkCommand() *cobra.Command {
	var asJSON, strict bool
	var errors []string
	cmd := &cobra.Command{
		Use:   "check [FILE…]",
		Short: "Audit the documents: every line's role, every citation's outcome",
		Long: `Check prints, for each document, how many lines took which role, which lines
took none, how much of it was understood, joined by inference or left over (by
page or sheet where it is not whole), how the citations ended, where every link stands, and what a person
should look at. Without FILE it checks the corpus. Unassigned lines and
citations that lead nowhere are warnings; with --strict they make the exit
status 1, and so do suspect and orphaned links. Rows of sources/reviews.csv
that cannot count always do; --errors says what else does.`,
		Example: `  shogo check
  shogo check --strict manual.txt
  shogo check --json | jq .references`,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.loadOrParse(args)
			if err != nil {
				return err
			}
			if errors, err = a.checkErrors(errors); err != nil {
				return err
			}
			report := newCheckReport(c, errors)
			if asJSON {
				err = a.printJSON(report)
			} else {
				err = a.printCheck(report)
			}
			if err != nil {
				return err
			}
			if failures := report.LinkStates.failures(errors); failures != "" {
				return fmt.Errorf("check: %s", failures)
			}
			if problems := report.problems(); problems != "" {
				if strict {
					return fmt.Errorf("check: %s", problems)
				}
				a.note("warning: %s; --strict makes this a failure", problems)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on unassigned lines, unresolved citations, suspect and orphaned links")
	cmd.Flags().StringSliceVar(&errors, "errors", nil, "states of links and problems of reviews to fail on, for instance orphaned,conflicting,stale")
	return cmd
}

// checkReport is what check prints, and its JSON form.
type checkReport struct {
	Audit []*corpus.Audit `json:"audit"`
	// Understood tells for each source of Audit how much was made of it.
	Understood []*corpus.Understood `json:"understood"`
	References referenceCounts      `json:"references"`
	Links      int                  `json:"links"`
	LinkStates linkReport           `json:"link_states"`
	Findings   []corpus.Finding     `json:"findings"`
}

type referenceCounts struct {
	Resolved    int `json:"resolved"`
	Unresolved  int `json:"unresolved"`
	Conflicting int `json:"conflicting"`
}

func newCheckReport(c *corpus.Corpus, errors []string) checkReport {
	r := checkReport{Audit: c.Audits, Links: len(c.Links), LinkStates: newLinkReport(c, errors), Findings: c.Findings}
	r.Understood = []*corpus.Understood{}
	for _, a := range c.Audits {
		r.Understood = append(r.Understood, c.Understood(a))
	}
	count := func(refs []corpus.Reference) {
		for _, ref := range refs {
			switch ref.Status {
			case corpus.Resolved:
				r.References.Resolved++
			case corpus.Conflicting:
				r.References.Conflicting++
			default:
				r.References.Unresolved++
			}
		}
	}
	for _, q := range c.Requirements {
		count(q.References)
	}
	for _, g := range c.Groups {
		count(g.References)
	}
	if r.Audit == nil {
		r.Audit = []*corpus.Audit{}
	}
	if r.Findings == nil {
		r.Findings = []corpus.Finding{}
	}
	return r
}

// problems says in a phrase what --strict refuses, "" for nothing.
func (r checkReport) problems() string {
	lines := 0
	for _, a := range r.Audit {
		lines += len(a.Unassigned)
	}
	var out []string
	if lines > 0 {
		out = append(out, plural(lines, "unassigned line"))
	}
	if n := r.References.Unresolved; n > 0 {
		out = append(out, plural(n, "unresolved citation"))
	}
	if moved := r.LinkStates.failures(strictErrors); moved != "" {
		out = append(out, moved)
	}
	return strings.Join(out, ", ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (a *app) printCheck(r checkReport) error {
	for i, audit := range r.Audit {
		a.printAudit(audit, r.Understood[i])
	}
	a.printUnderstood(r.Understood)
	fmt.Fprintf(a.stdout, "citations  %d resolved, %d conflicting, %d unresolved\n",
		r.References.Resolved, r.References.Conflicting, r.References.Unresolved)
	a.printLinkStates(r.LinkStates)
	if len(r.Findings) > 0 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.style(escBold, "findings"))
	}
	for _, f := range r.Findings {
		fmt.Fprintf(a.stdout, "  %s  %s  %s\n", f.Kind, blockPlace(f.Source, f.Page, f.Lines, f.Place), f.Message)
	}
	return nil
}

// printUnderstood prints for every source how much of its content was
// understood, joined by inference, or left over.
func (a *app) printUnderstood(all []*corpus.Understood) {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "content\tunderstood\t%\tinferred\t%\tleft over\t%\t  source\n")
	for _, u := range all {
		fmt.Fprintf(w, "%d\t%d\t%.1f\t%d\t%.1f\t%d\t%.1f\t  %s\n", u.Total, u.Direct, u.DirectPercent, u.Inferred, u.InferredPercent, u.Left, u.LeftPercent, u.Source)
	}
	w.Flush()
	fmt.Fprintln(a.stdout)
}

func (a *app) printAudit(audit *corpus.Audit, u *corpus.Understood) {
	fmt.Fprintf(a.stdout, "%s  %s, %s, %s\n", a.style(escBold, audit.Source), audit.Dialect, audit.Encoding, plural(audit.Lines, unit(audit)))
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, c := range audit.Counts {
		fmt.Fprintf(w, "%d\t  %s\n", c.Lines, c.Role)
	}
	w.Flush()
	for _, p := range u.Places { // those a person may want to look at
		at := p.Sheet
		if p.Page > 0 {
			at = fmt.Sprintf("page %d", p.Page)
		}
		if p.Inferred+p.Left > 0 {
			fmt.Fprintf(a.stdout, "  %s: %d understood, %d inferred, %d left over\n", at, p.Direct, p.Inferred, p.Left)
		}
	}
	for _, l := range audit.Unassigned {
		fmt.Fprintf(a.stdout, "  unassigned  %s:%d: %s\n", audit.Source, l.Line, l.Text)
	}
	fmt.Fprintln(a.stdout)
}

// printJSON prints v as one indented object, letters unescaped.
func (a *app) printJSON(v any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// unit is what an audit counts.
func unit(a *corpus.Audit) string {
	if a.Format != "" {
		return "block"
	}
	return "line"
}
