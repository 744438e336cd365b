package corpus

import (
	"strings"
	"testing"
)

// The manual at hand begins with 2-⑥. The items before it are answered by number
// with the title that is known, and change nothing of what was read.
func TestItemsOfWhichOnlyTheTitleIsKnown(t *testing.T) {
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, r := range c.TitlesOnly() {
		titles = append(titles, r.ID)
		if !r.Stub || r.Text != "" || len(r.References) > 0 || r.Provenance.Source != SourceRegistry || r.Title == "" {
			t.Errorf("%s pretends to have been read: %+v", r.ID, r)
		}
		if c.Requirement(r.ID) != nil || c.Find(r.ID) == nil {
			t.Errorf("%s is among the requirements, or is not found", r.ID)
		}
	}
	if got, want := strings.Join(titles, " "), "clm-r7-1-i01 clm-r7-2-i01 clm-r7-2-i02 clm-r7-2-i03 clm-r7-2-i04 clm-r7-2-i05"; got != want {
		t.Errorf("titles only: %s, want %s", got, want)
	}
	for query, want := range map[string]string{"2-②": "clm-r7-2-i02", "令和7年度 1-①": "clm-r7-1-i01", "R7 2-5": "clm-r7-2-i05", "clm-r7-2-i03": "clm-r7-2-i03",
		"チェックリスト（令和7年度） 2-④": "clm-r7-2-i04", "2-⑥": "clm-r7-2-i06", "令和8年度 2-②": "", "2-⑳": ""} {
		got := ""
		for _, r := range c.Lookup(query) {
			got += r.ID
		}
		if got != want {
			t.Errorf("%s names %q, want %q", query, got, want)
		}
	}
	if r := c.Find("clm-r7-2-i04"); r.Certainty != Likely || r.CertaintyReason == "" || r.Citation != "チェックリスト（令和7年度） 2-④" {
		t.Errorf("a title taken from other years: %+v", r)
	}
	items := 0
	for _, r := range c.Requirements {
		if r.Kind == KindChecklistItem {
			items++
		}
	}
	if items != 12 {
		t.Errorf("%d items were read, want 12", items)
	}
}

// Once a document gives the text, the item is a requirement under the same id.
func TestTextTakesThePlaceOfATitle(t *testing.T) {
	form := htmlPage("令和7年度版 医療機関におけるサイバーセキュリティ対策チェックリスト 医療機関確認用", `<table>
<tr><th></th><th>チェック項目</th><th>確認結果(日付)</th></tr>
<tr><td>２ 医療情報システムの管理・運用</td><td>②リモートメンテナンス(保守)を利用している機器の有無を事業者に確認した。</td><td>はい・いいえ（ ／ ）</td></tr></table>`)
	c := loaded(t, workspaceOf("", map[string]string{"form.html": form}, nil), LoadOptions{})
	if r := c.Requirement("clm-r7-2-i02"); r == nil || r.Stub {
		t.Fatalf("2-② was not read: %+v", r)
	}
	for _, r := range c.TitlesOnly() {
		if r.ID == "clm-r7-2-i02" {
			t.Error("2-② is read and still a title only")
		}
	}
}
