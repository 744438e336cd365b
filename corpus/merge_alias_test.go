package corpus

import (
	"slices"
	"testing"
)

// A page of the mapping table that is read beside the whole table adds nothing
// twice: its measures are those of the table, under both ids.
func TestPageJoinsTheWholeTable(t *testing.T) {
	measure := func(id, group, text, source string) *Requirement {
		return &Requirement{ID: id, Document: "annex2-1.1", Kind: KindMeasure, Label: "②-1", Text: text,
			Group: &GroupRef{ID: group}, Provenance: Provenance{Source: source, Page: 25}}
	}
	c := &Corpus{
		Documents: []*Document{{ID: "annex2-1.1", Outline: []*Section{
			{ID: "annex2-1.1-3.7", Requirements: []string{"annex2-1.1-3.7-2-1"}, Groups: []string{"annex2-1.1-3.7-2"}},
			{ID: "annex2-1.1-p25", Requirements: []string{"annex2-1.1-p25-2-1"}, Groups: []string{"annex2-1.1-p25-2"}}}}},
		Requirements: []*Requirement{measure("annex2-1.1-3.7-2-1", "annex2-1.1-3.7-2", "機器の台帳を整備し、点検する。", "whole.pdf"),
			measure("annex2-1.1-p25-2-1", "annex2-1.1-p25-2", "機器の台帳を整備し、点検す", "page.txt")},
		Groups: []*Group{{ID: "annex2-1.1-3.7-2", Members: []string{"annex2-1.1-3.7-2-1"}}, {ID: "annex2-1.1-p25-2", Members: []string{"annex2-1.1-p25-2-1"}}},
	}
	c.joinPages()
	if r := mustHave(t, c, "annex2-1.1-p25-2-1"); r.ID != "annex2-1.1-3.7-2-1" {
		t.Errorf("the id by page names %s", r.ID)
	}
	if len(c.Requirements) != 1 || len(c.Groups) != 1 || len(c.Documents[0].Outline) != 1 || len(c.Findings) != 1 {
		t.Errorf("%d requirements, %d groups, %d nodes, findings %v", len(c.Requirements), len(c.Groups), len(c.Documents[0].Outline), c.Findings)
	}

	// Other words under the same number stay apart.
	c.Requirements = append(c.Requirements, measure("annex2-1.1-p25-2-1", "annex2-1.1-p25-2", "別の対策を定める。", "page.txt"))
	c.byID = nil
	c.Requirements[0].Aliases = nil
	c.joinPages()
	if !slices.ContainsFunc(c.Requirements, func(r *Requirement) bool { return r.ID == "annex2-1.1-p25-2-1" }) {
		t.Error("a measure in other words was dropped")
	}
}
