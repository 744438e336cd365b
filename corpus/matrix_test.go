package corpus

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a checklist of two items, a table with one group of two rows, and a
// guideline of two chapters that both cite.
func small() *Corpus {
	link := func(set, from, to string) *Link {
		return &Link{ID: from + "--" + to, Set: set, From: from, To: to, Relationship: "intersects-with", Status: Resolved, Review: "unreviewed"}
	}
	requirement := func(doc, id string) *Requirement {
		return &Requirement{ID: id, Document: doc, Kind: KindClause}
	}
	return &Corpus{
		Documents: []*Document{
			{ID: "gl", Family: FamilyGuideline, Outline: []*Section{{ID: "gl-sys", Kind: SectionVolume, Sections: []*Section{
				{ID: "gl-sys-8", Kind: SectionChapter, Requirements: []string{"gl-sys-8-i01", "gl-sys-8-i02"}},
				{ID: "gl-sys-14", Kind: SectionChapter, Sections: []*Section{{ID: "gl-sys-14.1", Requirements: []string{"gl-sys-14.1"}}}},
			}}}},
			{ID: "cl", Family: FamilyChecklistManual, Outline: []*Section{{ID: "cl-2", Kind: SectionChapter, Requirements: []string{"cl-2-i01", "cl-2-i02"}}}},
			{ID: "an", Family: FamilyMappingTable, Outline: []*Section{{ID: "an-p1", Kind: SectionPage, Groups: []string{"an-g1"}, Requirements: []string{"an-r1", "an-r2"}}}},
		},
		Requirements: []*Requirement{requirement("gl", "gl-sys-8-i01"), requirement("gl", "gl-sys-8-i02"), requirement("gl", "gl-sys-14.1"),
			requirement("cl", "cl-2-i01"), requirement("cl", "cl-2-i02"), requirement("an", "an-r1"), requirement("an", "an-r2")},
		Groups: []*Group{{ID: "an-g1", Document: "an", Members: []string{"an-r1", "an-r2"}}},
		Links: []*Link{link("cl", "cl-2-i01", "gl-sys-8-i01"), link("cl", "cl-2-i01", "gl-sys-14.1"), link("cl", "cl-2-i02", "gl-sys-14.1"),
			link("an", "an-g1", "gl-sys-14.1")},
	}
}

func TestMatrixCountsEveryLinkOnce(t *testing.T) {
	got := small().Matrices()
	if len(got) != 2 {
		t.Fatalf("%d matrices, want one per link set", len(got))
	}
	var cells [][]int
	for _, row := range got[0].Cells {
		cells = append(cells, []int{len(row[0]), len(row[1])})
	}
	if diff := cmp.Diff([][]int{{1, 1}, {0, 1}}, cells); diff != "" {
		t.Errorf("checklist by chapter (-want +got):\n%s", diff)
	}
	if got := got[1]; len(got.Rows) != 1 || got.Rows[0].ID != "an-g1" || got.ColumnTotal(1) != 1 {
		t.Errorf("the table cites by 小項目, got rows %v", got.Rows)
	}
}

func TestRejectedLinksCountNowhere(t *testing.T) {
	c := small()
	c.Links[2].Review = ReviewRejected
	c.Links[3].Relationship = RelationshipNone
	m := c.Matrices()
	if len(m) != 1 || m[0].Total() != 2 {
		t.Errorf("got %d matrices, the first with %d links, want one with 2", len(m), m[0].Total())
	}
}

// A refused link leaves its item open; a recorded absence closes it, for the
// rows of a 小項目 too.
func TestCoverageTellsThreeOutcomesApart(t *testing.T) {
	c := small()
	c.Links[2].Review = ReviewRejected
	c.Links[3].Relationship = RelationshipNone
	for _, x := range []struct {
		set, doc string
		want     map[string]Outcome
	}{
		{"cl", "cl", map[string]Outcome{"cl-2-i01": Linked, "cl-2-i02": NotReviewed}},
		{"cl", "gl", map[string]Outcome{"gl-sys-8-i01": Linked, "gl-sys-8-i02": NotReviewed, "gl-sys-14.1": Linked}},
		{"an", "an", map[string]Outcome{"an-r1": NothingCorresponds, "an-r2": NothingCorresponds}},
	} {
		got := c.Coverage(x.set, c.Document(x.doc))
		if diff := cmp.Diff(x.want, got.Outcome); diff != "" {
			t.Errorf("%s in %s (-want +got):\n%s", x.set, x.doc, diff)
		}
		if sum := got.Sum().Total(); sum != len(x.want) {
			t.Errorf("%s in %s: the chapters add up to %d, the document has %d requirements", x.set, x.doc, sum, len(x.want))
		}
	}
}

func TestTransitiveNeedsTheVerySameClause(t *testing.T) {
	got := small().Transitives()
	if len(got) != 1 || got[0].From.ID != "cl" || got[0].Via.ID != "gl" || got[0].To.ID != "an" {
		t.Fatalf("got %v, want the checklist over the guideline to the table", got)
	}
	var pairs [][3]string
	for _, p := range got[0].Pairs {
		pairs = append(pairs, [3]string{p.First.From, p.Via, p.Second.From})
	}
	want := [][3]string{{"cl-2-i01", "gl-sys-14.1", "an-g1"}, {"cl-2-i02", "gl-sys-14.1", "an-g1"}}
	if diff := cmp.Diff(want, pairs); diff != "" {
		t.Error(diff)
	}
}

// What the pages show of the embedded documents agrees with the catalog.
func TestMatrixAndCoverageOfTheEmbeddedDocumentsAddUp(t *testing.T) {
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	links := 0
	for _, m := range c.Matrices() {
		columns := 0
		for j := range m.Columns {
			columns += m.ColumnTotal(j)
		}
		if columns != m.Total() {
			t.Errorf("%s: rows add up to %d, columns to %d", m.Set, m.Total(), columns)
		}
		links += m.Total()
	}
	if links != len(c.Links) {
		t.Errorf("the matrices hold %d links, the corpus %d", links, len(c.Links))
	}
	sets := map[string]bool{}
	for _, l := range c.Links {
		sets[l.Set] = true
	}
	for set := range sets {
		for _, d := range c.Documents {
			n := 0
			for _, r := range c.Requirements {
				if r.Document == d.ID {
					n++
				}
			}
			if got := c.Coverage(set, d).Sum().Total(); got != n {
				t.Errorf("%s of %s: %d, want %d", set, d.ID, got, n)
			}
		}
	}
	for _, s := range c.Transitives() {
		for _, p := range s.Pairs {
			if c.canonical(p.First.To) != c.canonical(p.Second.To) {
				t.Errorf("%s and %s do not meet", p.First.ID, p.Second.ID)
			}
		}
	}
}
