package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// ChecklistItem is an item of a yearly checklist as far as the registry knows
// it: its title, never its explanation.
type ChecklistItem struct {
	ID              string // as the id of the requirement would be: clm-r7-2-i01
	Section         SectionRef
	Label           string // ①
	Title           string
	Roles           []string
	Systems         []string
	Certainty       Certainty
	CertaintyReason string // set unless certain
}

const reasonItemInferred = "前後の年度の項目からの推定です。この年度の文言は確認していません。"

// ChecklistItems returns what the registry knows of the items of a checklist,
// given the id of its manual or of the manual's draft, in the order of the
// checklist. It is nil for a document that is no yearly checklist.
func ChecklistItems(document string) []ChecklistItem {
	e := registry().checklist(document)
	if e == nil {
		return nil
	}
	var out []ChecklistItem
	for _, s := range e.Sections {
		for _, k := range s.Items {
			item := ChecklistItem{ID: fmt.Sprintf("%s-%d-i%02d", document, s.Number, k.Number), Label: Circled(k.Number), Title: k.Title,
				Section: SectionRef{Number: fmt.Sprint(s.Number), Title: s.Title}, Roles: slices.Clone(s.Roles), Systems: slices.Clone(k.Systems), Certainty: Certain}
			if k.Basis != "seen" {
				item.Certainty, item.CertaintyReason = Likely, reasonItemInferred
			}
			out = append(out, item)
		}
	}
	return out
}

// ChecklistSheets returns the sheets that were published with a checklist
// (医療機関確認用, 薬局確認用, 事業者確認用), nil where the registry knows none.
func ChecklistSheets(document string) []string {
	if e := registry().checklist(document); e != nil {
		return slices.Clone(e.Sheets)
	}
	return nil
}

func (r *Registry) checklist(document string) *ChecklistEdition {
	for _, e := range r.Checklists {
		if e.ID == strings.TrimSuffix(document, draftSuffix) {
			return e
		}
	}
	return nil
}
