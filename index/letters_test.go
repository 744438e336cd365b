package index

import (
	"slices"
	"testing"
)

func idsOf(t *testing.T, x *Index, query string) []string {
	t.Helper()
	res, err := x.Search(query, 20, SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range res.Hits {
		out = append(out, h.ID)
	}
	return out
}

// A word may be cut out of a longer one, before or behind its ー.
func TestSoundMarksAtTheEndOfAWordSayNothing(t *testing.T) {
	x, err := Build([]Document{
		{ID: "a", Body: "メッセージキューの概要を示す。"},
		{ID: "b", Body: "バインダーは具体的に述べる。"},
		{ID: "c", Body: "キーを押す。らーめんの話。"},
		{ID: "d", Body: "木を押す。"},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		`"キューの概"`: "a", `"ーの概要"`: "a", "キューの概": "a", "ダーは具体": "b", "ーは具体": "b", `"キーを"`: "c", `"キー"`: "c", `"らーめん"`: "c",
	} {
		if got := idsOf(t, x, query); !slices.Equal(got, []string{want}) {
			t.Errorf("%s finds %v, want %s only", query, got, want)
		}
	}
}

// What is typed as a heading finds that heading before longer ones, and words
// that stand together before the same words apart.
func TestOrderOfTheLetters(t *testing.T) {
	x, err := Build([]Document{
		{ID: "a", Title: "媒体の管理（院内）", Body: "媒体 管理 媒体 管理 媒体 管理"},
		{ID: "b", Title: "媒体・管理", Body: "台帳を付ける。"},
		{ID: "c", Title: "管理と媒体と媒体の管理", Body: "媒体、管理、媒体、管理。"},
		{ID: "d", Body: "記録 作業 記録 作業 記録"},
		{ID: "e", Body: "ここでは作業を行い、記録は作業・記録・台帳に残す。別のことも長く述べる。"},
		{ID: "f", Body: "作業の台帳、台帳の記録、作業の記録、記録の作業、台帳の作業。"},
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"媒体 管理": "b", "作業 記録 台帳": "e"} {
		if got := idsOf(t, x, query); len(got) == 0 || got[0] != want {
			t.Errorf("%s finds %v, want %s first", query, got, want)
		}
	}
}

// What somebody brought along comes behind a requirement that says as much,
// but before one that says less; alone it is scored as any text.
func TestRequirementsComeBeforeTextsBroughtAlong(t *testing.T) {
	docs := []Document{
		{ID: "a", Body: "無線の設定を記す。", Aside: true},
		{ID: "b", Body: "無線の設定を記す。"},
		{ID: "c", Body: "無線を使う。", Aside: true},
		{ID: "d", Title: "無線の設定の一覧", Body: "端末を選ぶ。", Aside: true},
	}
	x, err := Build(docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := idsOf(t, x, "無線の設定"); len(got) < 3 || got[0] != "b" {
		t.Errorf("found %v, want the requirement b first", got)
	}
	if got := idsOf(t, x, "無線の設定の一覧"); len(got) < 3 || got[0] != "d" {
		t.Errorf("found %v, want d first, which says all of it", got)
	}
	e, err := x.Explain("無線", "a", SearchOptions{})
	if err != nil || e.Standing != DefaultWeights().Aside {
		t.Errorf("explained with %v, %v: the reader is not told why a stands behind b", e.Standing, err)
	}
	for i := range docs {
		docs[i].Aside = true
	}
	if x, err = Build(docs, Options{}); err != nil {
		t.Fatal(err)
	}
	if e, _ := x.Explain("無線", "a", SearchOptions{}); e.Standing != 1 {
		t.Errorf("a corpus of one kind is scored by %v", e.Standing)
	}
}

// A reader takes back one guess of the search and keeps the others.
func TestOneExpansionIsSwitchedOff(t *testing.T) {
	x, err := Build([]Document{
		{ID: "a", Body: "媒体を用いる。"}, {ID: "b", Body: "円盤を用いる。"}, {ID: "c", Body: "脆弱性を調べる。"}, {ID: "d", Body: "台帳を作る。"},
	}, Options{Synonyms: [][]string{{"媒体", "円盤"}, {"台帳", "一覧"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query   string
		without []string
		want    []string
	}{
		{"媒体", nil, []string{"a", "b"}}, {"媒体 一覧", []string{"synonym:媒体"}, []string{"a", "d"}},
		{"ぜいじゃくせい", nil, []string{"c"}}, {"ぜいじゃくせい", []string{"reading:ぜいじゃくせい"}, nil},
	} {
		res, err := x.Search(c.query, 9, SearchOptions{Without: c.without})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s without %v finds %v, want %v", c.query, c.without, got, c.want)
		}
		if len(c.without) > 0 && !res.Expansions[0].Off {
			t.Errorf("%s without %v: %+v does not say what is off", c.query, c.without, res.Expansions)
		}
	}
}
