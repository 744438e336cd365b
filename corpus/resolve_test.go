package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// citing returns a corpus of guideline 6.0 and one checklist item with the
// given references, resolved.
func citing(t *testing.T, document string, refs ...Reference) (*Corpus, *Requirement) {
	t.Helper()
	d, clauses := registry().guidelineCatalog("6.0")
	item := &Requirement{ID: document + "-2-i08", Document: document, Kind: KindChecklistItem, Label: "⑧", Citation: "チェックリスト 2-⑧",
		Title: "パスワードの使い回しを禁止している。", References: refs, Provenance: Provenance{Source: "manual.txt", Page: 11, Lines: []int{67, 69, 71, 72}}}
	c := &Corpus{Documents: []*Document{d, {ID: document, Family: FamilyChecklistManual}}, Requirements: append([]*Requirement{item}, clauses...)}
	resolve(c, registry())
	return c, item
}

func ref(volume, numref string) Reference {
	number, label, items, rest, _ := parseNumref(numref)
	if rest != "" {
		panic(numref)
	}
	return Reference{Raw: numref, Volume: volume, Number: number, Label: label, Items: items}
}

func titled(r Reference, title string) Reference { r.Title = title; return r }

func TestCitationsEndInOneOutcome(t *testing.T) {
	for _, tt := range []struct {
		name      string
		ref       Reference
		status    Status
		certainty Certainty
		targets   string // without mhlw-6.0-
		reason    string // a part of it
	}{
		{"chapter item", ref("システム運用編", "8.⑤"), Resolved, Certain, "sys-8-i05", ""},
		{"two items", ref("システム運用編", "17①②"), Resolved, Certain, "sys-17-i01 sys-17-i02", ""},
		{"section", ref("システム運用編", "14.1.1"), Resolved, Certain, "sys-14.1.1", ""},
		{"section item", ref("経営管理編", "3.4.2①"), Resolved, Certain, "gov-3.4.2-i01", ""},
		{"labelled item", ref("経営管理編", "1.2.1<管理責任>②"), Resolved, Certain, "gov-1.2.1-admin-i02", ""},
		{"chapter", ref("企画管理編", "13"), Resolved, Certain, "mgt-13", ""},
		{"section of unverified number", ref("経営管理編", "5.1"), Resolved, Likely, "gov-5.1", "確認できていません"},
		{"no label, several lists", ref("経営管理編", "1.2.2①"), Resolved, Ambiguous, "gov-1.2.2-account-i01 gov-1.2.2-remedy-i01", "区分の表記がない"},
		{"no label, one list reaches it", ref("経営管理編", "1.2.2③"), Resolved, Likely, "gov-1.2.2-remedy-i03", "だけです"},
		{"no label, a list may go on", ref("経営管理編", "1.2.1②"), Resolved, Ambiguous, "gov-1.2.1-admin-i02", "確定できません"},
		{"beyond an open list", ref("システム運用編", "8⑦"), Resolved, Likely, "sys-8-i07", "⑤まで"},
		{"of a list never seen", ref("システム運用編", "18①"), Resolved, Likely, "sys-18-i01", "未確認"},
		{"beyond an exact list", ref("システム運用編", "1②"), Unresolved, Likely, "", "①までで、②はありません"},
		{"beyond an exact labelled list", ref("経営管理編", "1.2.2<説明責任>②"), Unresolved, Likely, "", "①まで"},
		{"unknown label", ref("経営管理編", "1.2.2<監督責任>①"), Unresolved, Likely, "", "監督責任"},
		{"one of two exists", ref("システム運用編", "2⑤⑥"), Resolved, Likely, "sys-2-i05", "⑥はありません"},
		{"item of a section where chapters have them", ref("システム運用編", "8.1①"), Unresolved, Likely, "", "章ごと"},
		{"item of a chapter where sections have them", ref("経営管理編", "3①"), Unresolved, Likely, "", "節ごと"},
		{"items of 概説編", ref("概説編", "2①"), Unresolved, Likely, "", "遵守事項がありません"},
		{"unknown chapter", ref("システム運用編", "19"), Unresolved, Certain, "", "18章まで"},
		{"unknown section", ref("システム運用編", "8.9"), Unresolved, Certain, "", "一覧にありません"},
		{"volume of a later edition", ref("保守委託機関編", "9④"), Unresolved, Certain, "", "第6.0版に「保守委託機関編」はありません"},
		{"no volume", ref("", "8③"), Unresolved, Certain, "", "読み取れません"},
		{"title agrees", titled(ref("システム運用編", "14②"), "認証・認可に関する安全管理措置"), Resolved, Certain, "sys-14-i02", ""},
		{"draft title agrees", titled(ref("システム運用編", "10③"), "システム・サービス事業者による保守対応等に対する安全管理措置"), Resolved, Certain, "sys-10-i03", ""},
		{"title of another volume", titled(ref("システム運用編", "13①"), "医療情報システムの利用者に関する認証等及び権限"), Conflicting, Likely, "mgt-13-i01", "題名に従って"},
		{"title of another number", titled(ref("システム運用編", "13"), "認証・認可に関する安全管理措置"), Conflicting, Ambiguous, "sys-13 sys-14", "どちらの章も"},
		{"unknown title", titled(ref("システム運用編", "8①"), "契約書のひな形について"), Resolved, Likely, "sys-8-i01", "一致しません"},
		{"title without a volume", titled(ref("", "13"), "医療情報システムの利用者に関する認証等及び権限"), Resolved, Likely, "mgt-13", "題名から"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, item := citing(t, "clm-r7", tt.ref)
			got := item.References[0]
			targets := strings.ReplaceAll(strings.Join(got.Targets, " "), "mhlw-6.0-", "")
			if got.Status != tt.status || got.Certainty != tt.certainty || targets != tt.targets || !strings.Contains(got.Reason, tt.reason) {
				t.Errorf("got %s, %s, %q, %q; want %s, %s, %q, …%s…", got.Status, got.Certainty, targets, got.Reason, tt.status, tt.certainty, tt.targets, tt.reason)
			}
			if plain := got.Status == Resolved && got.Certainty == Certain; plain != (got.Reason == "") {
				t.Errorf("%s, %s has reason %q", got.Status, got.Certainty, got.Reason)
			}
			if shown := len(c.Findings) > 0; got.Status != Resolved && !shown {
				t.Errorf("%s citation is not among the findings", got.Status)
			}
			for _, id := range got.Targets {
				if c.Requirement(id) == nil {
					t.Errorf("target %s is not in the corpus", id)
				}
			}
			if got.Edition != "6.0" || got.Targets == nil || got.Items == nil {
				t.Errorf("edition %q, targets %v, items %v", got.Edition, got.Targets, got.Items)
			}
		})
	}
}

func TestConflictKeepsBothVolumes(t *testing.T) {
	c, item := citing(t, "annex2-1.1", titled(ref("システム運用編", "13"), "医療情報システムの利用者に関する認証等及び権限"))
	got := item.References[0]
	if got.Volume != "企画管理編" || got.PrintedVolume != "システム運用編" {
		t.Errorf("volume %s, printed %s, want 企画管理編, システム運用編", got.Volume, got.PrintedVolume)
	}
	f := c.Findings[0]
	if f.Kind != FindingConflict || f.ID != item.ID || f.Source != "manual.txt" || f.Page != 11 || !strings.Contains(f.Message, "システム運用編 13") {
		t.Errorf("finding %+v", f)
	}
}

func TestPresetTargetsStay(t *testing.T) {
	r := titled(ref("システム運用編", "13"), "医療情報システムの利用者に関する認証等及び権限")
	r.Targets, r.Certainty, r.Reason = []string{"mhlw-6.0-mgt-13-q1"}, Ambiguous, "項番の文字が失われています。"
	_, item := citing(t, "annex2-1.1", r)
	got := item.References[0]
	if !cmp.Equal(got.Targets, r.Targets) || got.Status != Conflicting || got.Certainty != Ambiguous || !strings.HasPrefix(got.Reason, r.Reason) {
		t.Errorf("got %+v", got)
	}
}

// A table's row names an item of 遵守事項; where the mark is lost, the chapter is
// all that is left, and the reader is told.
func TestLostItemNumberIsSaid(t *testing.T) {
	r := ref("企画管理編", "4")
	r.Category = "遵守事項"
	quoted := ref("システム運用編", "14⑥")
	quoted.Targets, quoted.Certainty = []string{"mhlw-6.0-sys-14-i06"}, Likely
	_, item := citing(t, "annex2-1.1", r, quoted)
	for _, got := range item.References {
		if got.Status != Resolved || got.Certainty != Likely || !strings.Contains(got.Reason, "項番") {
			t.Errorf("%s: %s, %s, %q, want likely because of the lost number", got.Raw, got.Status, got.Certainty, got.Reason)
		}
	}
}

func TestEditionOfTheCitingDocument(t *testing.T) {
	_, item := citing(t, "clm-r8", ref("システム運用編", "14⑤"))
	if got := item.References[0]; got.Edition != "7.0" || got.Status != Unresolved || !strings.Contains(got.Reason, "登録されていない") {
		t.Errorf("a citation of the R8 manual: %+v, want 7.0, unresolved", got)
	}
	_, item = citing(t, "clm-unknown", ref("システム運用編", "14⑤"))
	if got := item.References[0]; got.Edition != "6.0" || got.Status != Resolved || got.Certainty != Likely || got.Reason == "" {
		t.Errorf("a citation of an unknown edition: %+v, want 6.0, likely", got)
	}
	r := ref("システム運用編", "14⑤")
	r.Edition = "5.2"
	_, item = citing(t, "clm-r7", r)
	if got := item.References[0]; got.Status != Unresolved || !strings.Contains(got.Reason, "5.2") {
		t.Errorf("a citation of 5.2: %+v, want unresolved", got)
	}
}

// A citation beyond an open list shows that the item exists; it takes its
// place among its neighbours.
func TestFurtherItemStandsInOrder(t *testing.T) {
	c, _ := citing(t, "clm-r7", ref("システム運用編", "8⑦"), ref("システム運用編", "8⑥"))
	want := []string{"mhlw-6.0-sys-8-i05", "mhlw-6.0-sys-8-i06", "mhlw-6.0-sys-8-i07", "mhlw-6.0-sys-8.1"}
	var ids []string
	for _, r := range c.Requirements {
		ids = append(ids, r.ID)
	}
	at := slices.Index(ids, want[0])
	if got := ids[at : at+4]; !cmp.Equal(got, want) {
		t.Errorf("list holds %v, want %v", got, want)
	}
	section := c.Document("mhlw-6.0").Outline[3].Sections[7].Requirements
	at = slices.Index(section, want[0])
	if got := section[at : at+4]; !cmp.Equal(got, want) {
		t.Errorf("outline holds %v, want %v", got, want)
	}
	if r := c.Requirement("mhlw-6.0-sys-8-i07"); !r.Stub || r.Certainty != Likely || r.Citation != "システム運用編 8⑦" {
		t.Errorf("further item %+v", r)
	}
}

// What the R7 manual cites in items ⑥ to ⑬ and in sections 3 and 4: every
// citation must bind.
func TestEveryCitationOfTheManualBinds(t *testing.T) {
	for volume, numbers := range map[string]string{
		"経営管理編":   "4.2 3.4.2① 3.4.3① 3.4.1",
		"企画管理編":   "8.2.2 5.3 12.3 11.2 12.2 11.1 4.1",
		"システム運用編": "8③ 8.1 8.2 13.2 8.⑤ 8.① 14.⑤ 14.1.1 17①② 13⑪ 11.1 12.2 18.1",
	} {
		for _, n := range strings.Fields(numbers) {
			_, item := citing(t, "clm-r7", ref(volume, n))
			if got := item.References[0]; got.Status != Resolved || got.Certainty != Certain {
				t.Errorf("%s %s: %s, %s, %s", volume, n, got.Status, got.Certainty, got.Reason)
			}
		}
	}
}
