package client_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/assessment"
)

// readResult is what the page reads of a file.
type readResult struct {
	Sheets   []*assessment.Sheet
	Problems []string
}

// filledSheets are sheets with texts that a format could run, change or lose.
func filledSheets() []*assessment.Sheet {
	texts := append([]string{"1e5", "12:30", "Apr-1", "4月1日", "'12", "＝１", "\n=1", "　12", "ſ1", "(1)", "2026/4/1", "a\r\nb\rc"}, hostileTexts...)
	var out []*assessment.Sheet
	for _, org := range []string{"甲社", "=乙社"} {
		s := &assessment.Sheet{Form: "clm-r7-provider", Name: "事業者確認用", Edition: "令和7年度版", Organization: org, Date: "2026-04-01"}
		for i, text := range texts {
			s.Answers = append(s.Answers, assessment.Answer{Item: fmt.Sprintf("i%02d", i), Label: "2-⑥", Title: string([]rune(text)[:min(len([]rune(text)), 3)]), Answer: []string{"yes", "no", "△"}[i%3],
				Checked: []string{"2026-04-01", "いつか", "46113"}[i%3], Note: text, Evidence: texts[(i+1)%len(texts)], Fingerprint: "t1e345678.b12345678"})
		}
		out = append(out, s)
	}
	return out
}

func TestSheetFilesAgreeWithTheCommand(t *testing.T) {
	p := visit(t, publishEntry(t, "sheet", nil, nil))
	for _, format := range assessment.Formats {
		var b bytes.Buffer
		if err := assessment.Write(&b, format, filledSheets()); err != nil {
			t.Fatal(err)
		}
		want, _, err := assessment.Read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got := office[readResult](t, p, "read", base64.StdEncoding.EncodeToString(b.Bytes()))
		if diff := cmp.Diff(want, got.Sheets); diff != "" {
			t.Errorf("%s of the command, read by the page: %.1500s", format, diff)
		}
		data := decode64(t, office[string](t, p, "write", format, want))
		again, problems, err := assessment.Read(data)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s of the page: %v %q", format, err, problems)
		}
		if diff := cmp.Diff(want, again); diff != "" {
			t.Errorf("%s of the page, read by the command: %.1500s", format, diff)
		}
	}
	edited := "メモ\r\n番号,項目ID,回答,確認日,備考,施設・事業者名,わたしの列\r\n2-⑥,a,はい,令和8年4月1日,x,甲,秘\r\n2-⑦,b, no ,R8.4.1,\"y\"\"z\",,\r\n2-⑥,a,いいえ,,,甲,\r\n,,,,足した行,,\r\n"
	want, problems, err := assessment.Read([]byte(edited))
	if err != nil {
		t.Fatal(err)
	}
	got := office[readResult](t, p, "read", base64.StdEncoding.EncodeToString([]byte(edited)))
	if diff := cmp.Diff(readResult{want, problems}, got); diff != "" {
		t.Errorf("an edited table: %s", diff)
	}
}

// Random editions: items renumbered, reworded, gone and new.
func TestCarryAndCompareAgreeWithTheCommand(t *testing.T) {
	p := visit(t, publishEntry(t, "sheet", nil, nil))
	r := rand.New(rand.NewPCG(7, 8))
	words := []string{"パスワード", "を", "8文字以上", "13文字以上", "とする。", "台帳", "管理", "を行っている。", "ログ", "Ⅰ", "ＶＰＮ", "vpn", "接続元", "制限", "サーバ"}
	title := func() string {
		s := ""
		for range 2 + r.IntN(6) {
			s += words[r.IntN(len(words))]
		}
		return s
	}
	for n := range 30 {
		old := &assessment.Sheet{Form: "f-old", Edition: "令和6年度版", Organization: "甲", Person: "乙", Date: "2025-04-01", Answers: []assessment.Answer{}}
		form := &assessment.Form{ID: "f-new", Edition: "令和7年度版", Name: "事業者確認用"}
		for i := range 3 + r.IntN(8) {
			text, label := title(), fmt.Sprintf("2-%d", i+1)
			old.Answers = append(old.Answers, assessment.Answer{Item: fmt.Sprintf("o%d", i), Label: label, Title: text, Fingerprint: []string{assessment.Fingerprint(text, []string{"解説"}), ""}[r.IntN(2)],
				Answer: []string{"", "yes", "no"}[r.IntN(3)], Note: []string{"", "メモ"}[r.IntN(2)]})
			if r.IntN(3) > 0 {
				if r.IntN(2) == 0 {
					text = title() + string([]rune(text)[:4])
				}
				form.Items = append(form.Items, assessment.Item{ID: fmt.Sprintf("n%d", i), Label: fmt.Sprintf("2-%d", 1+r.IntN(9)), Title: text, Fingerprint: assessment.Fingerprint(text, []string{"解説", "別"}[r.IntN(2):])})
			}
		}
		want, _ := assessment.Carry(old, form)
		items := []map[string]string{}
		for _, it := range form.Items {
			items = append(items, map[string]string{"id": it.ID, "section": "", "label": it.Label, "title": it.Title, "systems": "", "fingerprint": it.Fingerprint})
		}
		got := office[struct{ Sheet *assessment.Sheet }](t, p, "carry", old, map[string]any{"id": form.ID, "name": form.Name, "edition": form.Edition, "items": items})
		if diff := cmp.Diff(want, got.Sheet); diff != "" {
			t.Fatalf("case %d: %.1500s", n, diff)
		}
		var rows []any
		for _, row := range assessment.Compare([]*assessment.Sheet{old, want, old}) {
			cells := []any{}
			for _, c := range row.Cells {
				if c == nil {
					cells = append(cells, nil)
				} else {
					cells = append(cells, c.Answer)
				}
			}
			rows = append(rows, []any{row.Item, row.Conflict, row.Wordings, cells})
		}
		a, _ := json.Marshal(rows)
		b, _ := json.Marshal(office[[]any](t, p, "compare", []*assessment.Sheet{old, want, old}))
		if len(rows) > 0 && string(a) != string(b) {
			t.Fatalf("case %d: compared by the command %s, by the page %s", n, a, b)
		}
	}
	days := []string{"2026-04-01", "２０２６年４月１日", "令和元年5月1日", "r8/4/1", "2026/2/30", "来月", "", "2026-04-01 00:00:00", "2026 / 4 / 1", "R8.13.1"}
	for i, got := range office[[]string](t, p, "days", days) {
		var b bytes.Buffer
		fmt.Fprintf(&b, "項目ID,回答,確認日\na,はい,%s\n", days[i])
		sheets, _, err := assessment.Read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if want := sheets[0].Answers[0].Checked; got != want {
			t.Errorf("day %q: the page reads %q, the command %q", days[i], got, want)
		}
	}
}
