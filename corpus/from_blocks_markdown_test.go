package corpus

import (
	"slices"
	"strings"
	"testing"
)

// A known family in Markdown with headings is read through them: lines that are
// only wrapped go on, and marks of Markdown are no text.
func TestKnownFamiliesInMarkdown(t *testing.T) {
	c := parsedFile(t, "qa.md", `# 医療情報システムの安全管理に関するガイドライン 第6.0版 Q&A

**【企画管理編】**

## ７．安全管理のための人的管理

企7章③条
関係

企Q－12　契約に
何を書くか。

Ａ　**責任の範囲**を書く。

## 9. 医療情報システムに用いる情報機器等の資産管理 ##

企９章②条

企Q－13　台帳とは何か。

Ａ　機器の一覧である。
`)
	if r := mustHave(t, c, "qa-6.0-mgt-q12"); r.Title != "契約に何を書くか。" || r.Text != "責任の範囲を書く。" || !slices.Equal(r.References[0].Targets, []string{"mhlw-6.0-mgt-7-i03"}) || r.Provenance.Place != "line 7" {
		t.Errorf("企Q-12: %+v", r)
	}
	c = parsedFile(t, "manual.md", `令和6年度版 医療機関におけるサイバーセキュリティ対策チェックリストマニュアル
====

1\. 体制構築
----

【医療機関等確認用】

(1) 責任者を設置している。

責任者を置く。

▶経営管理編

1.2.1<管理責任>②
`)
	if r := mustHave(t, c, "clm-r6-1-i01"); r.Title != "責任者を設置している。" || r.Section.Number != "1" || len(r.References) != 1 {
		t.Errorf("1-(1): %+v", r)
	}
	c = parsedFile(t, "rel.md", "# 医療情報システムの安全管理に関するガイドライン 第6.0版 各編間相関表\n\n| 経営管理編 | 企画管理編 | システム運用編 |\n|---|:-:|--:|\n| 3.4.2 題名 | 7 題名 | 14 題名 |\n")
	if len(c.Links) != 3 {
		t.Errorf("links %v", c.Links)
	}
}

// The title page of a volume is no text that is left over.
func TestTitlePageIsUnderstood(t *testing.T) {
	c := parsedFile(t, "sys.html", strings.NewReplacer("<h1>医療情報システムの安全管理に関するガイドライン 第6.0版</h1>", "<p>医療情報システムの安全管理に関するガイドライン</p><p>第6.0版</p><p>（システム運用編）</p><p>令和５年５月のお知らせ</p>").Replace(volumeHTML))
	if u := c.Audits[0].Unassigned; len(u) != 1 || u[0].Text != "令和５年５月のお知らせ" {
		t.Errorf("unassigned %v", u)
	}
}
