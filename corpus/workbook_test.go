package corpus

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook makes a file of sheets in order; the name of a hidden one begins
// with "-".
func workbook(t *testing.T, names []string, sheets map[string][][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range names {
		shown := strings.TrimPrefix(name, "-")
		if i == 0 {
			must(f.SetSheetName(f.GetSheetName(0), shown))
		} else {
			_, err := f.NewSheet(shown)
			must(err)
		}
		for r, row := range sheets[name] {
			for c, s := range row {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(err)
				must(f.SetCellValue(shown, at, s))
			}
		}
		if shown != name {
			must(f.SetSheetVisible(shown, false))
		}
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

// The workbook of a checklist: a sheet for each role, explanations around them,
// and two sheets that nobody is to see.
func TestWorkbookWithManySheets(t *testing.T) {
	head := []string{"", "チェック項目", "確認結果（日付）", "目標日", "備考"}
	form := func(role string, items ...string) [][]string {
		rows := [][]string{{"令和７年度版　医療機関等におけるサイバーセキュリティ対策チェックリスト　" + role}, nil, head}
		for i, s := range items {
			section := ""
			if i == 0 {
				section = "１ 体制構築"
			}
			rows = append(rows, []string{section, s, "はい・いいえ（ ／ ）", "（ ／ ）", ""})
		}
		return rows
	}
	names := []string{"はじめに", "医療機関確認用", "薬局確認用", "事業者確認用", "-選択肢", "記入例", "更新履歴", "-旧版"}
	raw := workbook(t, names, map[string][][]string{
		"はじめに":    {{"このファイルの使い方"}, {"各シートに記入してください。"}},
		"医療機関確認用": form("医療機関確認用", "①責任者を置いている。", "②台帳を作っている。"),
		"薬局確認用":   form("薬局確認用", "①責任者を置いている。", "②台帳を作っている。"),
		"事業者確認用":  form("事業者確認用", "①責任者を置いている。"),
		"-選択肢":    {{"はい"}, {"いいえ"}},
		"記入例":     {{"記入の例"}, {"日付は西暦で書きます。"}},
		"更新履歴":    {{"日付", "内容"}, {"2025-05-14", "初版"}},
		"-旧版":     form("医療機関確認用", "③消えた項目である。"),
	})
	c := parsedFile(t, "checklist.xlsx", string(raw))
	a, b := mustHave(t, c, "clm-r7-1-i01"), mustHave(t, c, "clm-r7-1-i02")
	if !slices.Equal(a.Roles, []string{"医療機関確認用", "薬局確認用", "事業者確認用"}) || !slices.Equal(b.Roles, []string{"医療機関確認用", "薬局確認用"}) || !strings.HasPrefix(a.Provenance.Place, "医療機関確認用!") {
		t.Errorf("roles %v and %v, %s", a.Roles, b.Roles, a.Provenance.Place)
	}
	if r := c.Requirement("clm-r7-1-i03"); r != nil {
		t.Errorf("a hidden sheet is published: %s", r.Title)
	}
	for _, hidden := range []string{"選択肢", "旧版"} {
		if !slices.ContainsFunc(c.Findings, func(f Finding) bool { return strings.Contains(f.Message+f.Place, hidden) }) {
			t.Errorf("nobody is told of the hidden sheet %s: %+v", hidden, c.Findings)
		}
	}
	if u := c.Audits[0].Unassigned; len(u) != 4 { // a table that is no form is left over, and said to be
		t.Errorf("unassigned %v", u)
	}
}
