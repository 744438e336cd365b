package corpus

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGuidelineCatalog(t *testing.T) {
	d, clauses := registry().guidelineCatalog("6.0")
	var chapters []int
	for _, v := range d.Outline {
		chapters = append(chapters, len(v.Sections))
	}
	if want := []int{4, 5, 16, 18}; !cmp.Equal(chapters, want) {
		t.Errorf("chapters per volume = %v, want %v", chapters, want)
	}
	token := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	byID := map[string]*Requirement{}
	for _, c := range clauses {
		if byID[c.ID] != nil || !token.MatchString(c.ID) {
			t.Errorf("id %q is not unique or no OSCAL token", c.ID)
		}
		if c.Certainty == "" || c.Certainty != Certain && c.CertaintyReason == "" {
			t.Errorf("%s: certainty %q without a reason", c.ID, c.Certainty)
		}
		if !c.Stub || c.Text != "" || c.Kind != KindClause || c.Provenance.Source != SourceRegistry {
			t.Errorf("%s is no stub of the registry", c.ID)
		}
		byID[c.ID] = c
	}
	for _, tt := range []struct {
		id, citation, title, number string
		certainty                   Certainty
	}{
		{"mhlw-6.0-sys-8", "システム運用編 8", "利用機器・サービスに対する安全管理措置", "8", Likely},
		{"mhlw-6.0-sys-14-i05", "システム運用編 14⑤", "認証・認可に関する安全管理措置", "14", Certain},
		{"mhlw-6.0-sys-14.1.1", "システム運用編 14.1.1", "", "14.1.1", Certain},
		{"mhlw-6.0-gov-1.2.1-admin-i02", "経営管理編 1.2.1<管理責任>②", "通常時における責任", "1.2.1", Certain},
		{"mhlw-6.0-gov-1.2.2-remedy-i03", "経営管理編 1.2.2<善後策を講ずる責任>③", "非常時における責任", "1.2.2", Certain},
		{"mhlw-6.0-mgt-16", "企画管理編 16", "紙媒体等で作成した医療情報の電子化", "16", Ambiguous},
		{"mhlw-6.0-mgt-8", "企画管理編 8", "情報管理(管理、持出し、破棄等)", "8", Likely},
		{"mhlw-6.0-ovw-2", "概説編 2", "", "2", Likely},
	} {
		c := byID[tt.id]
		if c == nil {
			t.Errorf("no clause %s", tt.id)
			continue
		}
		got := []string{c.Citation, c.Title, c.Section.Number, string(c.Certainty)}
		if want := []string{tt.citation, tt.title, tt.number, string(tt.certainty)}; !cmp.Equal(got, want) {
			t.Errorf("%s = %q, want %q", tt.id, got, want)
		}
	}
	if byID["mhlw-6.0-sys-1-i02"] != nil {
		t.Error("システム運用編 1 has an item beyond its only one")
	}
	if d.Superseded == nil || d.Superseded.Edition != "7.0" || d.Superseded.Published != "2026-06-29" || d.Superseded.Certainty != Likely || d.Superseded.Reason == "" {
		t.Errorf("superseded by %+v, want 7.0 of 2026-06-29, likely, with a reason", d.Superseded)
	}
}

func TestGuidelineCatalogOrder(t *testing.T) {
	d, clauses := registry().guidelineCatalog("6.0")
	chapter := d.Outline[3].Sections[13]
	want := []string{"mhlw-6.0-sys-14", "mhlw-6.0-sys-14-i01", "mhlw-6.0-sys-14-i02", "mhlw-6.0-sys-14-i03", "mhlw-6.0-sys-14-i04",
		"mhlw-6.0-sys-14-i05", "mhlw-6.0-sys-14-i06", "mhlw-6.0-sys-14.1.1", "mhlw-6.0-sys-14.2"}
	if !cmp.Equal(chapter.Requirements, want) {
		t.Errorf("chapter 14 holds %v, want %v", chapter.Requirements, want)
	}
	var walked, listed []string
	for _, v := range d.Outline {
		v.Walk(func(s *Section) { walked = append(walked, s.Requirements...) })
	}
	for _, c := range clauses {
		listed = append(listed, c.ID)
	}
	if diff := cmp.Diff(listed, walked); diff != "" {
		t.Errorf("outline and list differ in order:\n%s", diff)
	}
}

func TestNewerGuidelineHasVolumesOnly(t *testing.T) {
	d, clauses := registry().guidelineCatalog("7.0")
	if len(d.Outline) != 5 || d.Outline[4].Title != "保守委託機関編" || len(clauses) != 0 || d.Certainty != Likely {
		t.Errorf("7.0 has %d volumes and %d clauses, certainty %s; want 5, 0, likely", len(d.Outline), len(clauses), d.Certainty)
	}
	if d, _ := registry().guidelineCatalog("9.9"); d != nil {
		t.Errorf("edition 9.9 gave %v", d)
	}
}

func TestParseTarget(t *testing.T) {
	for _, tt := range []struct{ in, symbols, exceptions string }{
		{"[Ⅰ～Ⅳ]", "Ⅰ Ⅱ Ⅲ Ⅳ", ""},
		{"[Ⅰ~Ⅳ]", "Ⅰ Ⅱ Ⅲ Ⅳ", ""},
		{"[Ⅰ、Ⅲ]", "Ⅰ Ⅲ", ""},
		{"[Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照]", "Ⅰ Ⅲ", "なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照"},
		{"", "", ""},
	} {
		symbols, exceptions := parseTarget(tt.in)
		if got := strings.Join(symbols, " "); got != tt.symbols || exceptions != tt.exceptions {
			t.Errorf("parseTarget(%q) = %q, %q, want %q, %q", tt.in, got, exceptions, tt.symbols, tt.exceptions)
		}
	}
}

func TestChapterByTitle(t *testing.T) {
	for _, tt := range []struct {
		volume, title, wantVolume, wantNumber string
		exact                                 bool
	}{
		{"システム運用編", "医療情報システムの利用者に関する認証等及び権限", "企画管理編", "13", true},
		{"システム運用編", "システム・サービス事業者による保守対応等に対する安全管理措置", "システム運用編", "10", true},
		{"企画管理編", "医療情報システムの安全管理において必要な規程・文書類", "企画管理編", "4", true},
		{"システム運用編", "紙媒体等で作成した医療情報の電子化", "システム運用編", "16", true},
		{"企画管理編", "紙媒体等で作成した医療情報の電子化", "企画管理編", "16", true},
		{"システム運用編", "責任分界", "システム運用編", "3", true},
		{"企画管理編", "責任分界", "企画管理編", "2", true},
		{"", "システム 設計の見直し（標準化対応、新規技術導入のための評価等）", "システム運用編", "5", true},
		{"システム運用編", "システム設計・運用に必要な規程類と文", "システム運用編", "2", false},
	} {
		volume, number, similarity := registry().chapterByTitle("6.0", tt.volume, tt.title)
		if volume != tt.wantVolume || number != tt.wantNumber || tt.exact && similarity != 1 || similarity < titleNames {
			t.Errorf("chapterByTitle(%s, %s) = %s %s %.2f, want %s %s", tt.volume, tt.title, volume, number, similarity, tt.wantVolume, tt.wantNumber)
		}
	}
	if _, _, similarity := registry().chapterByTitle("6.0", "システム運用編", "契約書のひな形について"); similarity >= titleNames {
		t.Errorf("an unknown title names a chapter with %.2f", similarity)
	}
}

func TestChecklistEdition(t *testing.T) {
	for _, tt := range []struct {
		title, id string
		draft     bool
	}{
		{"【資料2―4】令和7 年度版医療機関におけるサイバーセキュリティ対策チェックリストマニュアル案 (確認用見え消し)", "clm-r7", true},
		{"令和７年度版 医療機関等におけるサイバーセキュリティ対策チェックリストマニュアル", "clm-r7", false},
		{"医療機関におけるサイバーセキュリティ対策チェックリストマニュアル ～医療機関・事業者向け～(令和5年6月)", "clm-r5", false},
		{"令和6年度版チェックリストマニュアル(令和6年5月)", "clm-r6", false},
		{"令和7年度版チェックリストマニュアル(案)(令和7年3月)", "clm-r7", true},
	} {
		e, draft := registry().checklistEdition(tt.title)
		if e == nil || e.ID != tt.id || draft != tt.draft {
			t.Errorf("checklistEdition(%s) = %+v, %v, want %s, %v", tt.title, e, draft, tt.id, tt.draft)
		}
	}
	if e, _ := registry().checklistEdition("チェックリストマニュアル(令和6年3月)"); e != nil {
		t.Errorf("a date in March named %s, want no edition", e.ID)
	}
}

func TestAnnexQuotedItem(t *testing.T) {
	for _, tt := range []struct {
		page                 int
		volume, number, text string
		item                 int
		certainty            Certainty
	}{
		{25, "システム運用編", "14", "利用者の識別・認証にユーザIDとパスワードの組み合わせを用いる場合、それらの情報を", 2, Certain},
		{25, "システム運用編", "14", "利用者の識別・認証にユーザ\nID\nとパスワードの組み合わせを用いる場合", 2, Certain},
		{25, "システム運用編", "14", "パスワードを利用者認証に使用する場合、次に掲げる対策を実施すること。", 6, Likely},
		{25, "企画管理編", "13", "リスク評価に基づいて、医療情報システムにおける利用者の", 1, Likely},
		{25, "システム運用編", "10", "保守を実施するためにサーバに事業者の作業員（保守要員）がアクセスする際に", 3, Certain},
		{24, "システム運用編", "10", "保守を実施するためにサーバに事業者の作業員（保守要員）がアクセスする際に", 3, Likely},
	} {
		item, certainty, ok := registry().annexQuotedItem(tt.page, tt.volume, tt.number, tt.text)
		if !ok || item != tt.item || certainty != tt.certainty {
			t.Errorf("annexQuotedItem(%s %s, %s) = %d, %s, %v, want %d, %s", tt.volume, tt.number, tt.text, item, certainty, ok, tt.item, tt.certainty)
		}
	}
	if item, _, ok := registry().annexQuotedItem(25, "企画管理編", "13", "医療情報システムの管理権限や、医療情報システム、情報機器等"); ok {
		t.Errorf("the clause on 管理権限 got item %d, but nobody knows whether it is ⑤ or ⑦", item)
	}
}

func TestSuccessorsOfEditionsAreKnown(t *testing.T) {
	for id, want := range map[string]string{"mhlw-6.0": "mhlw-7.0", "clm-r7": "clm-r8", "clm-r7-draft": "clm-r7", "annex2-1.1": "annex2-2.0", "clm-r8": "", "other": ""} {
		got := ""
		if s := registry().successor(id); s != nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("successor of %s = %q, want %q", id, got, want)
		}
	}
}

// Every edition that another one names must itself be in the registry.
func TestRegistryNamesOnlyKnownEditions(t *testing.T) {
	var ids []string
	for _, p := range registry().publications() {
		ids = append(ids, p.ID)
	}
	for _, p := range registry().publications() {
		if p.SupersededBy != "" && !slices.Contains(ids, p.SupersededBy) {
			t.Errorf("%s is superseded by %s, which is not in the registry", p.ID, p.SupersededBy)
		}
		if p.Cites != "" && registry().guideline(p.Cites) == nil {
			t.Errorf("%s cites guideline %s, which is not in the registry", p.ID, p.Cites)
		}
	}
}
