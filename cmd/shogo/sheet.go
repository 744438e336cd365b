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
