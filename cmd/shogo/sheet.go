package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus/assessment"
)

// sheetFlags are shared by the commands that write a sheet.
type sheetFlags struct{ output, format string }

func (a *app) sheetCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "sheet",
		Short: "Make, convert, merge and carry over fill-in sheets of the checklists",
		Long: `Sheet lists the fill-in sheets of the checklists that were read, one for each
role. Its commands make an empty sheet and work on filled ones, as XLSX, CSV or
JSON; all three hold everything the page of the site holds, and a file may go
back and forth between them.

What is read is told by its content, what is written by the name given with -o,
or by --format.`,
		Example: `  shogo sheet                                     list the forms
  shogo sheet new clm-r7-provider -o sheet.xlsx
  shogo sheet convert sheet.xlsx -o sheet.csv
  shogo sheet merge a.xlsx b.json -o all.xlsx     what the vendors answer differently
  shogo sheet carry last-year.xlsx --to clm-r7-institution -o this-year.xlsx`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return misuse("unknown command %q for shogo sheet; known are new, convert, merge and carry", args[0])
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error { return a.listForms(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.AddCommand(a.sheetNewCommand(), a.sheetConvertCommand(), a.sheetMergeCommand(), a.sheetCarryCommand())
	return cmd
}

// formResult is a form as --json prints it.
type formResult struct {
	ID       string `json:"id"`
	Document string `json:"document"`
	Edition  string `json:"edition"`
	Name     string `json:"name"`
	Items    int    `json:"items"`
	Stubs    int    `json:"stubs"` // items of which only the title is known
	Reason   string `json:"reason,omitempty"`
}

func (a *app) listForms(asJSON bool) error {
	forms, err := a.forms()
	if err != nil {
		return err
	}
	list := []formResult{}
	for _, f := range forms {
		r := formResult{ID: f.ID, Document: f.Document, Edition: f.Edition, Name: f.Name, Items: len(f.Items), Reason: f.Reason}
		for _, it := range f.Items {
			if it.Requirement == nil {
				r.Stubs++
			}
		}
		list = append(list, r)
	}
	if asJSON {
		return json.NewEncoder(a.stdout).Encode(map[string]any{"forms": list})
	}
	for _, r := range list {
		fmt.Fprintf(a.stdout, "%s\t%s\t%s\t%d項目", r.ID, r.Edition, r.Name, r.Items)
		if r.Stubs > 0 {
			fmt.Fprintf(a.stdout, "（うち題名のみ %d）", r.Stubs)
		}
		fmt.Fprintln(a.stdout)
		if r.Reason != "" {
			fmt.Fprintf(a.stdout, "\t%s\n", r.Reason)
		}
	}
	return nil
}

// forms returns the forms of the workspace's documents, or of the embedded ones.
func (a *app) forms() ([]*assessment.Form, error) {
	c, err := a.load()
	if err != nil {
		return nil, err
	}
	forms := assessment.Forms(c)
	if len(forms) == 0 {
		return nil, errors.New("find forms: no document holds a checklist; put one into sources/")
	}
	return forms, nil
}

func (a *app) form(id string) (*assessment.Form, error) {
	forms, err := a.forms()
	if err != nil {
		return nil, err
	}
	if f := assessment.Find(forms, id); f != nil {
		return f, nil
	}
	var known []string
	for _, f := range forms {
		known = append(known, f.String())
	}
	return nil, misuse("unknown form %q; known are %s", id, strings.Join(known, ", "))
}

func (f *sheetFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "file to write to (default: standard output)")
	cmd.Flags().StringVar(&f.format, "format", "", "xlsx, csv or json (default: by the name of the file, else json)")
}

// write writes sheets in the format that the flags name.
func (a *app) writeSheets(f sheetFlags, sheets []*assessment.Sheet) error {
	format := f.format
	if format == "" {
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(f.output)), ".")
	}
	if f.output == "" && format == "" {
		format = "json"
	}
	if !slices.Contains(assessment.Formats, format) {
		return misuse("unknown format %q; name the output .xlsx, .csv or .json, or choose one with --format", format)
	}
	return a.writeOutput(f.output, func(w io.Writer) error { return assessment.Write(w, format, sheets) })
}

// readSheets reads the sheets of files and tells what no sheet can hold.
func (a *app) readSheets(paths []string) ([]*assessment.Sheet, error) {
	var out []*assessment.Sheet
	for _, p := range paths {
		name, raw, err := readInput(p, a.stdin)
		if err != nil {
			return nil, err
		}
		sheets, problems, err := assessment.Read(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, text := range problems {
			a.note("%s: %s", name, text)
		}
		out = append(out, sheets...)
	}
	return out, nil
}

func (a *app) sheetNewCommand() *cobra.Command {
	var f sheetFlags
	cmd := &cobra.Command{
		Use:     "new FORM [-o FILE]",
		Short:   "Write the empty sheet of a form",
		Example: "  shogo sheet new clm-r7-institution -o sheet.xlsx",
		Args:    exactly(1, "form"),
		RunE: func(_ *cobra.Command, args []string) error {
			form, err := a.form(args[0])
			if err != nil {
				return err
			}
			if form.Reason != "" {
				a.note("%s", form.Reason)
			}
			return a.writeSheets(f, []*assessment.Sheet{form.New()})
		},
	}
	f.add(cmd)
	return cmd
}

func (a *app) sheetConvertCommand() *cobra.Command {
	var f sheetFlags
	cmd := &cobra.Command{
		Use:     "convert FILE [-o FILE]",
		Short:   "Write a sheet in another format; nothing is lost",
		Example: "  shogo sheet convert sheet.xlsx -o sheet.json",
		Args:    exactly(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error {
			sheets, err := a.readSheets(args)
			if err != nil {
				return err
			}
			return a.writeSheets(f, sheets)
		},
	}
	f.add(cmd)
	return cmd
}

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

func (a *app) sheetCarryCommand() *cobra.Command {
	var f sheetFlags
	var to string
	cmd := &cobra.Command{
		Use:   "carry FILE --to FORM [-o FILE]",
		Short: "Carry last year's answers over to another edition",
		Long: `Carry brings the answers of earlier sheets to a form. Where the wording, the
explanation or the number of an item has changed, the answer is kept and marked
要再確認 with the reason. Answers whose item is gone stay at the end.`,
		Example: "  shogo sheet carry last-year.xlsx --to clm-r7-institution -o this-year.xlsx",
		Args:    exactly(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error {
			if to == "" {
				return misuse("no form given; name it with --to")
			}
			form, err := a.form(to)
			if err != nil {
				return err
			}
			old, err := a.readSheets(args)
			if err != nil {
				return err
			}
			var out []*assessment.Sheet
			for _, s := range old {
				carried, n := assessment.Carry(s, form)
				out = append(out, carried)
				a.note("%s: 同じ項目 %d、要再確認 %d、回答のない項目 %d、新しい様式にない回答 %d", oneLine(s.Respondent()), n.Same, n.Recheck, n.New, n.Left)
			}
			return a.writeSheets(f, out)
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&to, "to", "", "form to carry to; shogo sheet lists them")
	return cmd
}

// exactly requires n arguments called name.
func exactly(n int, name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := atLeast(n, name)(cmd, args); err != nil {
			return err
		}
		return atMost(n)(cmd, args)
	}
}
