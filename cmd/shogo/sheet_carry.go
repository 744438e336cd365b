package main

import (
	"github.com/spf13/cobra"

	"shogo/corpus/assessment"
)

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
