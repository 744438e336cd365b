package site

import (
	"fmt"
	"strings"
	"testing"

	"shogo/corpus"
)

// twoEditions is the fixture with a newer guideline beside the quoted one.
func twoEditions() *corpus.Corpus {
	c := fixture()
	section := &corpus.Section{ID: "gl-7.0-sys", Kind: corpus.SectionVolume, Title: "システム運用編", Certainty: corpus.Certain}
	c.Documents = append(c.Documents, &corpus.Document{ID: "gl-7.0", Family: corpus.FamilyGuideline, Title: "安全管理に関するガイドライン", ShortName: "ガイドライン 7.0",
		Publisher: "厚生労働省", Edition: "7.0", Certainty: corpus.Certain, Outline: []*corpus.Section{section}})
	for i, text := range []string{"パスワードの使い回しと共有を禁止すること。", hostile + "新たに求めること。"} {
		id := fmt.Sprintf("gl-7.0-sys-8-i%02d", 5+i)
		section.Requirements = append(section.Requirements, id)
		c.Requirements = append(c.Requirements, &corpus.Requirement{ID: id, Document: "gl-7.0", Kind: corpus.KindClause, Label: "8⑤", Citation: "システム運用編 8⑤", Category: "遵守事項",
			Title: "利用機器の管理", Text: text, Volume: "システム運用編", Certainty: corpus.Certain, Provenance: corpus.Provenance{Source: "table.txt"}})
	}
	return c
}

func TestDiffPageForEditionsInTheCorpus(t *testing.T) {
	c := twoEditions()
	m := build(t, c)
	page := string(m["diff/gl-6.0--gl-7.0.html"])
	for _, want := range []string{`data-kind="reworded" data-count="1"`, `data-kind="new" data-count="1"`, "<ins>", "と共有", "要再確認", "新しい版に引き継ぐ候補のリンク", "本文を収録していない項目（旧 3、新 0）"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "<script>alert") || len(m["diff/gl-6.0--gl-7.0.csv"]) == 0 || len(m["diff/gl-6.0--gl-7.0.json"]) == 0 {
		t.Error("text runs on the page, or the tables are missing")
	}
	for _, problem := range Check(m) {
		if !strings.Contains(problem, "search/") {
			t.Error(problem)
		}
	}
	// A page that quotes the older edition names the newer one and leads to it.
	old := string(m["doc/gl-6.0/sys-8.html"])
	for _, want := range []string{"新しい版が出ています：第7.0版", `href="../../doc/gl-7.0/index.html"`, `href="../../diff/gl-6.0--gl-7.0.html"`} {
		if !strings.Contains(old, want) {
			t.Errorf("the older edition's page lacks %q", want)
		}
	}
	// The numbers are those of the command.
	d, err := c.Compare("gl-6.0", "gl-7.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range d.Counts() {
		if want := fmt.Sprintf(`data-kind="%s" data-count="%d"`, n.Kind, n.Changes); !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
