package corpus

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// unknownRows is a table of a kind that no dialect knows: captions over two
// rows, a merged section, a row over two, citations with their volume in a
// column of its own and without.
var unknownRows = [][]string{
	{"訓練の確認表", "", "", "", "", ""},
	{"区分", "番号", "確認する事項", "根拠", "", "担当"},
	{"", "", "", "編", "条項", ""},
	{"事前の備え", "1-1", "連絡網を点検しているか。", "システム運用編", "8③、8.1", "総務"},
	{"", "1-2", "復旧の手順を試したか。", "企画管理編", "9①", ""},
	{"当日", "2-1", "記録を残したか。", "", "システム運用編 14⑤", "院長"},
	{"", "2-2", "評価したか。", "システム運用編", "別に定める", ""},
}

const unknownProfile = `profiles:
  drill:
    key: 番号
    section: 区分
    text: 確認する事項
    volume: 編
    cites: 条項
    notes: [担当]
    edition: "6.0"
    certainty: likely`

func unknownHTML() string {
	s := `<html><head><meta charset="utf-8"></head><body><table>`
	s += `<tr><th rowspan="2">区分</th><th rowspan="2">番号</th><th rowspan="2">確認する事項</th><th colspan="2">根拠</th><th rowspan="2">担当</th></tr><tr><th>編</th><th>条項</th></tr>`
	for i, r := range unknownRows[3:] {
		s += "<tr>"
		if i%2 == 0 {
			s += `<td rowspan="2">` + r[0] + `</td>`
		}
		s += "<td>" + strings.Join(r[1:], "</td><td>") + "</td></tr>"
	}
	return s + "</table></body></html>"
}

func unknownXLSX(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range unknownRows {
		for c, s := range row {
			name, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err == nil && s != "" {
				err = f.SetCellStr("Sheet1", name, s)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, m := range [][2]string{{"A1", "F1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "C3"}, {"D2", "E2"}, {"F2", "F3"}, {"A4", "A5"}, {"A6", "A7"}} {
		if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A table that nobody knows becomes a catalog with links by a profile, whatever
// its format.
func TestProfileReadsUnknownTable(t *testing.T) {
	for name, data := range map[string]string{"drill.html": unknownHTML(), "drill.xlsx": unknownXLSX(t)} {
		c := loaded(t, workspaceOf("embedded: omit\n"+unknownProfile, map[string]string{name: data},
			map[string]string{name: "    profile: drill\n    title: 訓練の確認表\n"}), LoadOptions{})
		r := mustHave(t, c, "drill-r1-1")
		if r.Text != "連絡網を点検しているか。" || r.Label != "1-1" || r.Citation != "訓練の確認表 1-1" || r.Section.Title != "事前の備え" || r.Certainty != Likely {
			t.Errorf("%s: 1-1: %+v", name, r)
		}
		if len(r.Parts) != 1 || r.Parts[0].Label != "担当" || r.Parts[0].Text != "総務" {
			t.Errorf("%s: parts of 1-1: %+v", name, r.Parts)
		}
		var targets []string
		for _, id := range []string{"drill-r1-1", "drill-r1-2", "drill-r2-1", "drill-r2-2"} {
			for _, l := range c.LinksFrom(mustHave(t, c, id).ID) {
				targets = append(targets, l.To)
				if l.Certainty != Likely || l.Method != MethodDocument || l.Set != "drill--mhlw-6.0" || l.Evidence.From.Source != name {
					t.Errorf("%s: link %+v", name, l)
				}
			}
		}
		if want := []string{"mhlw-6.0-sys-8-i03", "mhlw-6.0-sys-8.1", "mhlw-6.0-mgt-9-i01", "mhlw-6.0-sys-14-i05"}; !slices.Equal(targets, want) {
			t.Errorf("%s: links to %v, want %v", name, targets, want)
		}
		told := func(f Finding) bool { return f.ID == "drill-r2-2" && strings.Contains(f.Message, "別に定める") }
		if !slices.ContainsFunc(c.Findings, told) {
			t.Errorf("%s: nobody is told of the citation that cannot be read: %v", name, c.Findings)
		}
		if d := c.Document("drill"); d == nil || len(d.Outline) != 2 || !d.Unofficial {
			t.Errorf("%s: document %+v", name, d)
		}
		if u := c.Understood(c.Audits[0]); u.Left > 1 { // the title over the sheet at most
			t.Errorf("%s: left over: %v", name, c.Audits[0].Unassigned)
		}
	}
}

// A profile can say that the key cites too: the rows are links then.
func TestProfileReadsLinks(t *testing.T) {
	table := `<html><body><table><tr><th>旧</th><th>新</th></tr><tr><td>システム運用編 8③</td><td>企画管理編 9①、8.2.2</td></tr></table></body></html>`
	c := loaded(t, workspaceOf("embedded: omit\nprofiles:\n  moved:\n    key: 旧\n    key_cites: \"6.0\"\n    cites: 新\n    edition: \"6.0\"", map[string]string{"moved.html": table},
		map[string]string{"moved.html": "    profile: moved\n"}), LoadOptions{})
	var got []string
	for _, l := range c.LinksFrom("mhlw-6.0-sys-8-i03") {
		got = append(got, l.To)
	}
	if !slices.Equal(got, []string{"mhlw-6.0-mgt-9-i01", "mhlw-6.0-mgt-8.2.2"}) {
		t.Errorf("links to %v; findings %v", got, c.Findings)
	}
}

// A profile that fits no table is refused with the captions that are there.
func TestProfileThatFitsNothing(t *testing.T) {
	w, err := ReadWorkspace(workspaceOf(strings.Replace(unknownProfile, "条項", "条文", 1), map[string]string{"drill.html": unknownHTML()},
		map[string]string{"drill.html": "    profile: drill\n"}), SettingsName)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Load(LoadOptions{})
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Line != 2 || !strings.Contains(syntax.Msg, `"条文"`) || !strings.Contains(syntax.Msg, "根拠/条項") {
		t.Errorf("got %v", err)
	}
}
