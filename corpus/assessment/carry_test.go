package assessment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
)

// embedded are the forms of the documents that come with shogo.
func embedded(t *testing.T) []*Form {
	t.Helper()
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return Forms(c)
}

func TestEveryAudienceHasItsForm(t *testing.T) {
	var got []string
	for _, f := range embedded(t) {
		first, last := f.Items[0], f.Items[len(f.Items)-1]
		got = append(got, f.ID+" "+f.Name+" "+first.Label+" "+last.Label)
		seen := map[string]bool{}
		for _, it := range f.Items {
			if seen[it.ID] || it.Title == "" || it.Section == "" {
				t.Errorf("%s: item %+v stands twice or is bare", f.ID, it)
			}
			seen[it.ID] = true
			if stub := it.Requirement == nil; stub != strings.HasSuffix(it.Fingerprint, ".-") {
				t.Errorf("%s: fingerprint %s", it.ID, it.Fingerprint)
			}
		}
		if f.Name == "薬局確認用" && f.Reason == "" {
			t.Error("the choice of the pharmacy's items is shown as certain")
		}
	}
	// Chapters 3 and 4 are printed as 医療機関等確認用 only.
	want := []string{"clm-r7-institution 医療機関等確認用 1-① 4-①", "clm-r7-pharmacy 薬局確認用 1-① 4-①", "clm-r7-provider 事業者確認用 1-① 2-⑬"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(Find(embedded(t), "clm-r7-institution").Items); n != 18 {
		t.Errorf("%d items, want the 18 of the checklist: 12 that were read, 6 of the registry", n)
	}
}

func form(edition string, items ...Item) *Form {
	return &Form{ID: "f-" + edition, Name: "事業者確認用", Edition: edition, Items: items}
}

func item(id, label, title string, explanation ...string) Item {
	return Item{ID: id, Label: label, Title: title, Fingerprint: Fingerprint(title, explanation)}
}

func TestCarriedAnswersAreMarkedWhereTheItemChanged(t *testing.T) {
	before := form("令和7年度版",
		item("o1", "2-①", "台帳管理を行っている。", "解説"),
		item("o2", "2-②", "パスワードは8文字以上とし、定期的に変更している。", "解説"),
		item("o3", "2-③", "接続元制限を実施している。", "解説"),
		item("o4", "2-④", "アクセスログを管理している。", "解説"),
		item("o5", "2-⑤", "紙で運用している。", "解説"),
		item("o6", "2-⑥", "規程がある。", "解説"))
	after := form("令和8年度版",
		item("n1", "2-①", "台帳 管理を行っている。", "解説"), // another print of the same words
		item("n2", "2-②", "パスワードは13文字以上とし、変更は求めない。", "解説"),
		item("n3", "2-③", "連絡体制図がある。", "解説"),
		item("n4", "2-④", "接続元制限を実施している。", "解説"),
		item("n5", "2-⑤", "アクセスログを管理している。", "別の解説"),
		item("n6", "2-⑥", "規程がある。"))
	s := before.New()
	s.Organization, s.Date = "甲社", "2025-05-01"
	for i := range s.Answers {
		s.Answers[i].Answer, s.Answers[i].Note = Yes, "メモ"+s.Answers[i].Label
	}
	got, out := Carry(s, after)
	if want := (Outcome{Same: 2, Recheck: 3, New: 1, Left: 1}); out != want {
		t.Errorf("outcome %+v, want %+v", out, want)
	}
	if got.Organization != "甲社" || got.Date != "" || got.Form != after.ID {
		t.Errorf("head %+v", got)
	}
	want := []struct{ item, note, recheck string }{
		{"n1", "メモ2-①", ""},
		{"n2", "メモ2-②", "項目の文言が変わりました。前回（令和7年度版 2-②）：「パスワードは8文字以上とし、定期的に変更している。」"},
		{"n3", "", ""},
		{"n4", "メモ2-③", "項目の番号が変わりました。前回は 2-③ でした。"},
		{"n5", "メモ2-④", "解説または引用条文が変わりました。 項目の番号が変わりました。前回は 2-④ でした。"},
		{"n6", "メモ2-⑥", ""}, // the explanation is not known any more: nothing to say about it
		{"o5", "メモ2-⑤", ""},
	}
	for i, w := range want {
		if a := got.Answers[i]; a.Item != w.item || a.Note != w.note || a.Recheck != w.recheck {
			t.Errorf("answer %d: %+v, want %+v", i, a, w)
		}
	}
	if again, _ := Carry(got, after); !cmp.Equal(got.Answers, again.Answers) {
		t.Errorf("the same form again changes answers: %s", cmp.Diff(got.Answers, again.Answers))
	}
	if p := got.Progress(after); p != (Progress{Items: 6, Yes: 5, Unanswered: 1, Recheck: 3, Carried: 5}) {
		t.Errorf("progress %+v", p)
	}
}

func TestCompareShowsWhereSheetsDisagree(t *testing.T) {
	f := form("令和7年度版", item("a", "2-①", "A"), item("b", "2-②", "B"), item("c", "2-③", "C"))
	x, y, z := f.New(), f.New(), f.New()
	x.Answers[0].Answer, y.Answers[0].Answer = Yes, No
	x.Answers[1].Answer, z.Answers[1].Answer = Yes, Yes
	z.Answers[2].Fingerprint = "t0.-"
	z.Answers = append(z.Answers[:1], append([]Answer{{Item: "new", Title: "新"}}, z.Answers[1:]...)...)
	var got []string
	for _, r := range Compare([]*Sheet{x, y, z}) {
		got = append(got, strings.Join([]string{r.Item, map[bool]string{true: "conflict"}[r.Conflict], map[bool]string{true: "wordings"}[r.Wordings], map[bool]string{true: "gap"}[r.Cells[0] == nil]}, " "))
	}
	if diff := cmp.Diff([]string{"a conflict  ", "new   gap", "b   ", "c  wordings "}, got); diff != "" {
		t.Error(diff)
	}
}
