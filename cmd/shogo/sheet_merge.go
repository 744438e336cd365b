package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus/assessment"
)

func (a *app) sheetMergeCommand() *cobra.Command {
	var f sheetFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "merge FILE… [-o FILE]",
		Short: "Put the sheets of several respondents beside each other",
		Long: `Merge lists the items that the respondents of the given sheets answer
differently, or for different wordings. With -o it writes all sheets into one
file, each row with its respondent; no answer is chosen and none is dropped.`,
		Example: "  shogo sheet merge vendor-a.xlsx vendor-b.csv -o all.xlsx",
		Args:    atLeast(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error {
			sheets, err := a.readSheets(args)
			if err != nil {
				return err
			}
			if f.output != "" {
				if err := a.writeSheets(f, sheets); err != nil {
					return err
				}
				if f.output == "-" {
					return nil
				}
			}
			return a.printMerge(sheets, asJSON)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object with every item")
	return cmd
}

// mergeRow is an item as merge --json prints it.
type mergeRow struct {
	Item     string               `json:"item"`
	Label    string               `json:"label"`
	Title    string               `json:"title"`
	Conflict bool                 `json:"conflict"`
	Wordings bool                 `json:"different_wordings"`
	Answers  []*assessment.Answer `json:"answers"` // one per sheet, null where it lacks the item
}

func (a *app) printMerge(sheets []*assessment.Sheet, asJSON bool) error {
	rows := assessment.Compare(sheets)
	if asJSON {
		out := []mergeRow{}
		for _, r := range rows {
			out = append(out, mergeRow{r.Item, r.Label, r.Title, r.Conflict, r.Wordings, r.Cells})
		}
		var names []string
		for _, s := range sheets {
			names = append(names, s.Respondent())
		}
		return json.NewEncoder(a.stdout).Encode(map[string]any{"respondents": names, "items": out})
	}
	conflicts := 0
	for _, r := range rows {
		if !r.Conflict && !r.Wordings {
			continue
		}
		fmt.Fprintf(a.stdout, "%s %s\n", r.Label, oneLine(r.Title))
		if r.Wordings {
			fmt.Fprintln(a.stdout, "  項目の文言が同じでないシートがあります（版の違い）")
		}
		if !r.Conflict {
			continue
		}
		conflicts++
		for i, c := range r.Cells {
			if c != nil && c.Answer != "" {
				fmt.Fprintf(a.stdout, "  %s\t%s\n", oneLine(assessment.Word(c.Answer)), oneLine(sheets[i].Respondent()))
			}
		}
	}
	fmt.Fprintf(a.stdout, "シート %d 件、項目 %d 件、回答の食い違い %d 件\n", len(sheets), len(rows), conflicts)
	return nil
}

// oneLine keeps a text of a file from breaking the lines of a report.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
