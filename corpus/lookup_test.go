package corpus

import (
	"strings"
	"testing"
)

// lookupCorpus holds guideline 6.0, items of two checklists and rows of the
// mapping table on two pages.
func lookupCorpus() *Corpus {
	d, clauses := registry().guidelineCatalog("6.0")
	c := &Corpus{Documents: []*Document{{ID: "clm-r7"}, {ID: "clm-r6"}, {ID: "annex2-1.1"}, d}}
	item := func(document, section, id, label string) {
		c.Requirements = append(c.Requirements, &Requirement{ID: document + "-" + id, Document: document, Kind: KindChecklistItem, Label: label,
			Section: SectionRef{Number: section}})
	}
	item("clm-r7", "2", "2-i06", "⑥")
	item("clm-r7", "3", "3-i01", "①")
	item("clm-r6", "2", "2-i06", "(6)")
	row := func(id, group, label string, page int, major *SectionRef) {
		c.Requirements = append(c.Requirements, &Requirement{ID: id, Document: "annex2-1.1", Kind: KindMeasure, Label: label, MajorItem: major,
			Group: &GroupRef{Label: group}, Provenance: Provenance{Page: page}})
	}
	row("annex2-1.1-p25-2-4", "②", "②-4", 25, nil)
	row("annex2-1.1-p25-2-6", "②", "②-6", 25, nil)
	row("annex2-1.1-3.7-1-1", "①", "①-1", 29, &SectionRef{Number: "3.7"})
	row("annex2-1.1-3.8-1-1", "①", "①-1", 30, &SectionRef{Number: "3.8"})
	c.Groups = []*Group{{ID: "annex2-1.1-p25-2", Label: "②", Members: []string{"annex2-1.1-p25-2-4", "annex2-1.1-p25-2-6"}, Provenance: Provenance{Page: 25}}}
	c.Requirements = append(c.Requirements, clauses...)
	quoted := *c.Requirement("mhlw-6.0-mgt-13")
	quoted.ID, quoted.Label, quoted.Citation = "mhlw-6.0-mgt-13-q1", "13（項番不明）", "企画管理編 13 (項番不明)"
	quoted.Aliases = []string{"mhlw-6.0-mgt-13-old"}
	c.Requirements = append(c.Requirements, &quoted)
	c.byID = nil
	return c
}

func TestLookupTakesEveryNativeSpelling(t *testing.T) {
	c := lookupCorpus()
	for _, tt := range []struct{ query, want string }{
		{"企8.2.2", "mgt-8.2.2"},
		{"企 8.2.2", "mgt-8.2.2"},
		{"企画管理編８．２．２", "mgt-8.2.2"},
		{"企画管理編 8.2.2", "mgt-8.2.2"},
		{"シス14⑤", "sys-14-i05"},
		{"シス 14.⑤", "sys-14-i05"},
		{"シ14⑤", "sys-14-i05"},
		{"シス8.⑤", "sys-8-i05"},
		{"システム運用編 14 遵守事項⑤", "sys-14-i05"},
		{"システム運用編第14章⑤", "sys-14-i05"},
		{"システム運用編「14.1.1」", "sys-14.1.1"},
		{"▶システム運用編 17①②", "sys-17-i01 sys-17-i02"},
		{"シス14", "sys-14"},
		{"シス14章", "sys-14"},
		{"企7章③条、シス10章第④条", "mgt-7-i03 sys-10-i04"},
		{"(経営管理編:1.2.2、3.4.3、企画管理編:2.1.3)", "gov-1.2.2 gov-3.4.3 mgt-2.1.3"},
		{"経営管理編1.2.1<管理責任>②", "gov-1.2.1-admin-i02"},
		{"経1.2.2①", "gov-1.2.2-account-i01 gov-1.2.2-remedy-i01"},
		{"Control 14⑤", "sys-14-i05"},
		{"ｼｽ14⑤", "sys-14-i05"},
		{"システム運用編 8③ 8.1", "sys-8-i03 sys-8.1"},
		{"第14章", "mgt-14 sys-14"},
		{"第6.0版 シス14⑤", "sys-14-i05"},
		{"安全管理ガイドライン 第6.0版 システム運用編 14⑤", "sys-14-i05"},
		{"第7.0版 シス14⑤", ""},
		{"企14.1", "mgt-14.1"},
		{"企画管理編 13", "mgt-13"},
		{"企画管理編 13 (項番不明)", "mgt-13-q1"},

		// No volume: all that answer, then the chapters that may go on.
		{"14.1.1", "sys-14.1.1"},
		{"4.2", "gov-4.2 mgt-4.2 sys-4.2"},
		{"８③", "sys-8-i03 mgt-8"},
		{"13⑪", "sys-13-i11 mgt-13"},
		{"3.4.2①", "gov-3.4.2-i01"},
		{"15⑬", "mgt-15-i13 sys-15"},

		// Ids and aliases.
		{"mhlw-6.0-sys-8-i03", "sys-8-i03"},
		{"sys-8-i03", "sys-8-i03"},
		{"MHLW-6.0-SYS-14.1.1", "sys-14.1.1"},
		{"mhlw-6.0-mgt-13-old", "mgt-13-q1"},

		// The mapping table.
		{"annex2 ②-6", "annex2-1.1-p25-2-6"},
		{"別紙2 ②-6", "annex2-1.1-p25-2-6"},
		{"別紙２ ②－６", "annex2-1.1-p25-2-6"},
		{"②-6", "annex2-1.1-p25-2-6"},
		{"別紙2 2-6", "annex2-1.1-p25-2-6"},
		{"①-1", "annex2-1.1-3.7-1-1 annex2-1.1-3.8-1-1"},
		{"別紙２ 3.7 ①-1", "annex2-1.1-3.7-1-1"},
		{"3.8 ①-1", "annex2-1.1-3.8-1-1"},
		{"別紙2 p25 ②-4", "annex2-1.1-p25-2-4"},
		{"別紙2 25ページ", "annex2-1.1-p25-2-4 annex2-1.1-p25-2-6"},
		{"annex2 ②", "annex2-1.1-p25-2-4 annex2-1.1-p25-2-6"},
		{"annex2-1.1-p25-2", "annex2-1.1-p25-2-4 annex2-1.1-p25-2-6"},
		{"②-99", ""},

		// Checklists.
		{"チェックリスト 2-⑥", "clm-r7-2-i06 clm-r6-2-i06"},
		{"令和7年度 2-⑥", "clm-r7-2-i06"},
		{"令和７年度版 チェックリスト ２－⑥", "clm-r7-2-i06"},
		{"R7 2⑥", "clm-r7-2-i06"},
		{"R6 2(6)", "clm-r6-2-i06"},
		{"チェックリスト2(6)", "clm-r7-2-i06 clm-r6-2-i06"},
		{"R7 2-6", "clm-r7-2-i06"},
		{"2-⑥", "clm-r7-2-i06 clm-r6-2-i06"},
		{"2⑤", "sys-2-i05 mgt-2"},
		{"2⑥", "clm-r7-2-i06 clm-r6-2-i06 mgt-2"},
		{"R8 2⑥", ""},

		// Words, dates and counts are no citations.
		{"", ""},
		{"パスワード", ""},
		{"14", ""},
		{"②", ""},
		{"2023/5/16", ""},
		{"5.1版", ""},
		{"パスワード 13文字", ""},
		{"TLS1.2", ""},
		{"システム運用編", ""},
		{"企業", ""},
		{"03-6812-7837", ""},
		{"令和9年度", ""},
		{"二要素認証 令和9年度", ""},
	} {
		var ids []string
		for _, r := range c.Lookup(tt.query) {
			ids = append(ids, strings.TrimPrefix(r.ID, "mhlw-6.0-"))
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("Lookup(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
}
