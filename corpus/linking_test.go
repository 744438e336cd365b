package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinksKeepTheirEvidence(t *testing.T) {
	r := ref("システム運用編", "8.⑤")
	r.Lines = []int{71, 72}
	c, item := citing(t, "clm-r7", r, ref("システム運用編", "17①②"), ref("システム運用編", "19"))
	link(c)
	var to []string
	for _, l := range c.Links {
		to = append(to, l.To)
	}
	if want := []string{"mhlw-6.0-sys-8-i05", "mhlw-6.0-sys-17-i01", "mhlw-6.0-sys-17-i02"}; !cmp.Equal(to, want) {
		t.Fatalf("links to %v, want %v: one per item, none for what is unresolved", to, want)
	}
	title := c.Requirement("mhlw-6.0-sys-8-i05").Title
	want := &Link{ID: "clm-r7--mhlw-6.0_clm-r7-2-i08_mhlw-6.0-sys-8-i05", Set: "clm-r7--mhlw-6.0", From: item.ID, To: "mhlw-6.0-sys-8-i05",
		Relationship: "intersects-with", Method: MethodCitation, Status: Resolved, Certainty: Certain, Review: "unreviewed",
		Evidence: Evidence{
			From: Quote{Text: "システム運用編 8.⑤\nパスワードの使い回しを禁止している。", Source: "manual.txt", Page: 11, Lines: []int{71, 72},
				Fingerprint: fingerprint("システム運用編 8.⑤パスワードの使い回しを禁止している。")},
			To: Quote{Text: title, Fingerprint: fingerprint(title)},
		}}
	if diff := cmp.Diff(want, c.Links[0]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLinkQuotesTheClauseWhereTheCorpusHasIt(t *testing.T) {
	c, _ := citing(t, "annex2-1.1", ref("システム運用編", "14②"))
	c.Document("annex2-1.1").Family = FamilyMappingTable
	clause := c.Requirement("mhlw-6.0-sys-14-i02")
	clause.Text, clause.Stub = "利用者の識別・認証に…すること。", false
	clause.Provenance = Provenance{Source: "table.txt", Page: 25, Lines: []int{303, 305}}
	link(c)
	want := Quote{Text: clause.Text, Source: "table.txt", Page: 25, Lines: []int{303, 305}, Fingerprint: fingerprint(clause.Text)}
	if diff := cmp.Diff(want, c.Links[0].Evidence.To); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if c.Links[0].Method != MethodTable {
		t.Errorf("method %s, want %s", c.Links[0].Method, MethodTable)
	}
}

func TestLinkOfAGroupQuotesItsTitle(t *testing.T) {
	d, clauses := registry().guidelineCatalog("6.0")
	g := &Group{ID: "annex2-1.1-p25-2", Document: "annex2-1.1", Label: "②", Title: "特権IDの最小限の利用", References: []Reference{ref("システム運用編", "2②")},
		Provenance: Provenance{Source: "table.txt", Page: 25, Lines: []int{105}}}
	c := &Corpus{Documents: []*Document{d, {ID: "annex2-1.1", Family: FamilyMappingTable}}, Requirements: clauses, Groups: []*Group{g}}
	resolve(c, registry())
	link(c)
	if len(c.Links) != 1 || c.Links[0].From != g.ID || !strings.HasSuffix(c.Links[0].Evidence.From.Text, g.Title) || c.Links[0].Evidence.From.Page != 25 {
		t.Errorf("links %+v", c.Links)
	}
}

func TestLinkMergesRepeatedCitations(t *testing.T) {
	first, second := ref("システム運用編", "8.⑤"), ref("システム運用編", "8⑤")
	first.Lines, first.Certainty, first.Reason = []int{10}, Likely, "欄外の文字が本文に混ざっています。"
	second.Lines = []int{20}
	c, _ := citing(t, "clm-r7", first, second)
	link(c)
	if len(c.Links) != 1 {
		t.Fatalf("%d links, want one", len(c.Links))
	}
	l := c.Links[0]
	if l.Certainty != Certain || l.CertaintyReason != "" || !cmp.Equal(l.Evidence.From.Lines, []int{10, 20}) || !strings.Contains(l.Evidence.From.Text, "8.⑤\n") || !strings.Contains(l.Evidence.From.Text, "8⑤\n") {
		t.Errorf("merged link %+v", l)
	}
}

func TestFingerprintIgnoresLineBreaks(t *testing.T) {
	if a, b := fingerprint("安全管理 を\n行う　こと"), fingerprint("安全管理を行うこと"); a != b || len(a) != 16 {
		t.Errorf("%s and %s, want the same 16 digits", a, b)
	}
	if fingerprint("行うこと") == fingerprint("行わないこと") {
		t.Error("different words have one fingerprint")
	}
}
