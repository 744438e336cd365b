package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSyntaxIsRead(t *testing.T) {
	for query, want := range map[string]Syntax{
		`パスワード 使い回し`:                {Words: `パスワード 使い回し`},
		`"外部 保存" 契約`:                {Words: `外部 保存 契約`, Phrases: []string{"外部 保存"}},
		`「暗号化」　“通信” ＂鍵＂`:            {Words: `暗号化 通信 鍵`, Phrases: []string{"暗号化", "通信", "鍵"}},
		`端末 -USB −媒体 NOT 紙`:         {Words: `端末`, Excluded: []string{"USB", "媒体", "紙"}},
		`端末 -"外部 保存"`:               {Words: `端末`, Excluded: []string{"外部 保存"}},
		`編：システム,企画 認証`:              {Words: `認証`, Filters: []Field{{Facet: "volume", Typed: []string{"システム", "企画"}}}},
		`-資料:clm ＤＯＣ:mhlw 確かさ:推定`:   {Filters: []Field{{Facet: "document", Typed: []string{"clm"}, Not: true}, {Facet: "document", Typed: []string{"mhlw"}}, {Facet: "certainty", Typed: []string{"推定"}}}},
		`色:赤 パスワード`:                 {Words: `色:赤 パスワード`, Unknown: []string{"色"}},
		`10:30 https://example.org`: {Words: `10:30 https://example.org`},
		`IT-BCP と「サイバー」の話 - -- NOT`: {Words: `IT-BCP と「サイバー」の話 - -- NOT`},
		`オプション - -y, --yes -x`:      {Words: `オプション - -y, --yes -x`},
		`"閉じない`:                     {Words: `"閉じない`},
		`編: 認証`:                     {Words: `編: 認証`},
	} {
		if diff := cmp.Diff(want, readSyntax(query).Syntax, emptyLists); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

var emptyLists = cmp.Options{
	cmp.Transformer("strings", func(s []string) string { return strings.Join(s, "\x00") }),
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Filters" }, cmp.Transformer("fields", func(f []Field) []*Field {
		out := make([]*Field, len(f))
		for i := range f {
			out[i] = &f[i]
		}
		return out
	})),
}

// found are the ids of all hits of a query.
func found(t *testing.T, x *Index, query string, opts SearchOptions) []string {
	t.Helper()
	res, err := x.Search(query, 1000, opts)
	if err != nil {
		t.Fatal(err)
	}
	if !res.Approximate && res.Total != len(res.Hits) {
		t.Errorf("%s: total %d, hits %d", query, res.Total, len(res.Hits))
	}
	ids := []string{}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func TestPhrasesExclusionsAndFields(t *testing.T) {
	docs := []Document{
		{ID: "a", Title: "保存", Body: "外部保存を行う場合は、契約を結ぶ。", Facets: Facets{Volume: "企画管理編", Certainty: "certain", Roles: []string{"医療機関等確認用"}}},
		{ID: "b", Title: "契約", Body: "保存の期間を定め、外部の事業者と契約を結んだ。", Facets: Facets{Volume: "システム運用編", Certainty: "likely"}},
		{ID: "c", Title: "外部保存", Body: "サーバー室の鍵。", Facets: Facets{Volume: "システム運用編", Certainty: "certain"}},
		{ID: "d", Title: "契約", Body: "端末の持ち出し。", Context: "外部保存", Facets: Facets{Document: "clm-r7", DocumentName: "チェックリスト 令和７年度版", Certainty: "certain"}},
	}
	x, err := Build(docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`"外部保存"`: "c a", `「外部保存」 契約`: "a c", `“外部 保存”`: "", `"保存を行う"`: "a", `"さーばしつ"`: "", `"ｻｰﾊﾞｰ室"`: "c",
		`契約 -保存`: "d", `契約 NOT 結ぶ`: "d", `契約 −「外部保存」`: "d b", `契約 -持出し`: "a b", `保存 -ない言葉`: "c a b d", `-契約`: "", `"鍵"`: "c", `"ことば"`: "",
		`編:システム`: "b c", `編:しすてむ 契約`: "b", `契約 -編:システム運用編`: "d a", `契約 certainty:推定,あいまい`: "b", `資料:CLM 契約`: "d", `資料:ちぇっくりすと`: "d", `資料:7年度 契約`: "d", `文書:外部 契約`: "", `編:ない 契約`: "", `-編:システム`: "a d",
		`編:システム,企画 確かさ:確実`: "a c", `役割:医療 契約`: "a",
	} {
		if got := strings.Join(found(t, x, query, SearchOptions{}), " "); !sameSet(got, want) {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	both := found(t, x, "契約 編:システム", SearchOptions{Filter: map[string][]string{"volume": {"システム運用編", "企画管理編"}, "certainty": {"certain"}}})
	if len(both) != 0 {
		t.Errorf("a filter typed and two given: got %v, want none", both)
	}
}

func sameSet(a, b string) bool {
	m := map[string]int{}
	for _, x := range strings.Fields(a) {
		m[x]++
	}
	for _, x := range strings.Fields(b) {
		m[x]--
	}
	for _, n := range m {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestExpansionsAreAsWritten(t *testing.T) {
	queries, none := judged(t, "testdata/queries/dev.json")
	for _, q := range queries {
		none = append(none, q.Query)
	}
	for _, q := range append(none, "使いまわし", "ぱすわーど", "ﾊﾞｯｸｱｯﾌﾟ") {
		res, err := fixture(t).Search(q, 1, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range res.Expansions {
			if !strings.Contains(q, e.From) {
				t.Errorf("%q: %q is not what was typed", q, e.From)
			}
			for _, to := range e.To {
				if to == Fold(to) && strings.ContainsAny(to, "ヲイウシスルクツムヌフ") && hasKanji(to) && !strings.ContainsAny(to, "ーァッャュョ") {
					t.Errorf("%q: %q is a key, not a word", q, to)
				}
			}
		}
	}
	res, _ := fixture(t).Search("使いまわし", 1, SearchOptions{})
	if !slices.ContainsFunc(res.Expansions, func(e Expansion) bool {
		return e.From == "使いまわし" && e.Kind == "variant" && slices.Contains(e.To, "使い回し")
	}) {
		t.Errorf("使いまわし leads to %v, want 使い回し among them", res.Expansions)
	}
}
