package corpus

import (
	"slices"
	"strings"
	"testing"
)

// migrationHTML is a page of the item migration table: a section and a part over
// several rows, a cell with two lines of citations, a bare ○.
const migrationHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>TITLE</title></head><body>
<p>TITLE</p>
<table>
<tr><th colspan="3">第5.2版記載内容</th><th colspan="5">第6.0版</th></tr>
<tr><th>項番</th><th>区分</th><th>内容</th><th>概説編<br>(Overview)</th><th>経営管理編<br>(Governance)</th><th>企画管理編<br>(Management)</th><th>システム運用編<br>(Control)</th><th>Q&amp;A</th></tr>
<tr><td rowspan="3">7.3　保存性の確保について</td><td rowspan="3">C.最低限のガイドライン<br>【医療機関等に保存する場合】</td>
 <td>2. 失うことへの備え</td><td>○</td><td>3、4</td><td></td><td></td><td></td></tr>
<tr><td>(1) 決まりを作ること。</td><td></td><td></td><td>15②③</td><td>12.2<br>18.1</td><td>○</td></tr>
<tr><td>①　記録すること。</td><td></td><td></td><td>15⑬</td><td></td><td></td></tr>
<tr><td>7.4</td><td>Ｄ．推奨されるガイドライン</td><td>1. 試すこと。</td><td></td><td>3.4.2①</td><td>99①</td><td>検討中</td><td></td></tr>
</table></body></html>`

const migrationTitle = "医療情報システムの安全管理に関するガイドライン 第6.0版 第5.2版→第6.0版項目移行対応表"

func linksOf(c *Corpus, set string) []string {
	var out []string
	for _, l := range c.Links {
		if l.Set == set {
			out = append(out, l.From+" > "+l.To)
		}
	}
	return out
}

// The table's rows are links from the items of 5.2 to the clauses of 6.0, as a
// set of their own; no side gets words that the table does not print.
func TestMigrationTable(t *testing.T) {
	c := parsedFile(t, "mig.html", replaceTitle(migrationHTML, migrationTitle))
	r := mustHave(t, c, "mhlw-5.2-main-7.3-c-x"+fingerprint("医療機関等に保存する場合")[:6]+"-i02-p1")
	if r.Label != "7.3C【医療機関等に保存する場合】2(1)" || r.Text != "決まりを作ること。" || r.Category != "C.最低限のガイドライン" || r.Provenance.Place == "" {
		t.Errorf("2(1): %+v", r)
	}
	base := strings.TrimSuffix(r.ID, "-i02-p1")
	want := []string{
		base + "-i02 > mhlw-6.0-gov-3", base + "-i02 > mhlw-6.0-gov-4",
		r.ID + " > mhlw-6.0-mgt-15-i02", r.ID + " > mhlw-6.0-mgt-15-i03", r.ID + " > mhlw-6.0-sys-12.2", r.ID + " > mhlw-6.0-sys-18.1",
		r.ID + "-c1 > mhlw-6.0-mgt-15-i13",
		"mhlw-5.2-main-7.4-d-i01 > mhlw-6.0-gov-3.4.2-i01",
	}
	if got := linksOf(c, "mig-6.0--mhlw-6.0"); !slices.Equal(got, want) {
		t.Errorf("links\ngot  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
	for _, l := range c.Links {
		if l.Method != MethodTable || l.Evidence.From.Place == "" {
			t.Errorf("%s: %+v", l.ID, l)
		}
		if q := c.Requirement(l.To); !q.Stub || q.Text != "" {
			t.Errorf("%s got the text %q", q.ID, q.Text)
		}
	}
	reported := func(words string) bool {
		return slices.ContainsFunc(c.Findings, func(f Finding) bool { return strings.Contains(f.Message, words) })
	}
	if !reported("企画管理編は16章までで、99章はありません") || !reported("「検討中」") || !reported("丸印だけの欄が1か所") {
		t.Errorf("findings: %+v", c.Findings)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// A table of somebody else says nothing in the ministry's name.
func TestMigrationTableOfOthers(t *testing.T) {
	c := parsedFile(t, "mig.html", replaceTitle(migrationHTML, "移行の検討メモ"))
	if c.Document("mhlw-5.2") != nil {
		t.Error("the official catalog was filled")
	}
	if len(c.Links) == 0 {
		t.Fatal("no links")
	}
	for _, l := range c.Links {
		if l.Method != MethodDocument || !strings.HasPrefix(l.Set, "mig--") {
			t.Errorf("%+v", l)
		}
	}
}

const correspondenceHTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>医療情報システムの安全管理に関するガイドライン 第6.0版 各編間相関表</title></head><body>
<table>
<tr><th>経営管理編</th><th>企画管理編</th><th>システム運用編</th><th>第5.2版</th></tr>
<tr><td rowspan="2">1.1 安全管理に関する法令の遵守</td><td>1 管理体系</td><td>1．情報セキュリティの基本的な考え方</td><td>6.5 C2</td></tr>
<tr><td>6 リスクマネジメント（リスク管理）</td><td>－</td><td></td></tr>
</table></body></html>`

// The rows of the correspondence table join volumes of one edition.
func TestCorrespondenceTable(t *testing.T) {
	c := parsedFile(t, "rel.html", correspondenceHTML)
	want := []string{
		"mhlw-6.0-gov-1.1 > mhlw-6.0-mgt-1", "mhlw-6.0-gov-1.1 > mhlw-6.0-sys-1",
		"mhlw-6.0-mgt-1 > mhlw-6.0-sys-1", "mhlw-6.0-gov-1.1 > mhlw-6.0-mgt-6",
	}
	got := linksOf(c, "rel-6.0--mhlw-6.0")
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("links %v\nwant  %v", got, want)
	}
	for _, l := range c.Links {
		if l.Method != MethodTable || !strings.Contains(l.Evidence.From.Text, "\n") {
			t.Errorf("%+v", l)
		}
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 || len(c.Findings) == 0 {
		t.Errorf("unassigned %v, findings %+v", a.Unassigned, c.Findings)
	}
}

// A scraped page of the migration table has lost its columns: a number tells its
// volume only where the registry knows it of one, and every link says so.
func TestMigrationFromText(t *testing.T) {
	c := parsedCase(t, "testdata/parse/12_mapping_52_to_60.txt")
	base := "mhlw-5.2-main-7.3-c-x" + fingerprint("医療機関等に保存する場合")[:6] + "-i02"
	for to, want := range map[string]Certainty{"mhlw-6.0-mgt-15-i02": Likely, "mhlw-6.0-mgt-15-i03": Likely, "mhlw-6.0-mgt-15-i13": Ambiguous, "mhlw-6.0-sys-12.2": Likely, "mhlw-6.0-sys-18.1": Likely} {
		at := slices.IndexFunc(c.Links, func(l *Link) bool { return l.From == base+"-p1" && l.To == to })
		if at < 0 {
			t.Errorf("no link to %s", to)
		} else if l := c.Links[at]; l.Certainty != want || l.CertaintyReason == "" || l.Method != MethodTable || len(l.Evidence.From.Lines) == 0 {
			t.Errorf("%s: %+v", to, l)
		}
	}
	for _, l := range c.LinksFrom(base) {
		if l.Certainty != Ambiguous {
			t.Errorf("3、4 is of no certain volume: %+v", l)
		}
	}
	if r := mustHave(t, c, base+"-p1"); !strings.HasSuffix(r.Text, "ダミー文。続きのダミー文。") || r.Provenance.Page != 7 {
		t.Errorf("2(1): %+v", r)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}
