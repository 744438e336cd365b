package index

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func Example() {
	docs := []Document{
		{ID: "a", Title: "パスワードの使い回しを禁止している。", Body: "同一のパスワードを設定しないことが必要です。"},
		{ID: "b", Title: "二要素認証を実装している。", Body: "利用者の認証に二つの要素を組み合わせる。"},
	}
	x, err := Build(docs, Options{})
	if err != nil {
		panic(err)
	}
	res, err := x.Search("使いまわし", 10, SearchOptions{})
	if err != nil {
		panic(err)
	}
	for _, h := range res.Hits {
		fmt.Println(h.ID, h.Title)
	}
	// Output: a パスワードの使い回しを禁止している。
}

func TestSearchOfNothing(t *testing.T) {
	empty, err := Build(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*Index{empty, fixture(t)} {
		for _, q := range []string{"", "　", "。、", "？！", strings.Repeat("あ", 3000), "\xff\xfe", "\x00"} {
			if res, err := x.Search(q, 10, SearchOptions{}); err != nil || res.Confident {
				t.Errorf("%.20q: %v, confident %v", q, err, res.Confident)
			}
		}
	}
	if res, _ := empty.Search("パスワード", 10, SearchOptions{}); len(res.Hits) != 0 {
		t.Errorf("hits from no documents: %v", res.Hits)
	}
}

func TestStubsFollowText(t *testing.T) {
	res, err := fixture(t).Search("安全管理措置", 50, SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	stubs, text := 0, 0
	for _, h := range res.Hits {
		if h.Stub {
			stubs++
		} else if text++; stubs > 0 {
			t.Errorf("%s has text and follows a stub", h.ID)
		}
	}
	if stubs == 0 || text == 0 {
		t.Errorf("want both kinds, got %d stubs and %d with text", stubs, text)
	}
}

func TestRepeatedOrMissingIDsAreErrors(t *testing.T) {
	if _, err := Build([]Document{{ID: "a"}, {ID: "a"}}, Options{}); err == nil || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("want an error naming the id, got %v", err)
	}
	if _, err := Build([]Document{{Citation: "8③"}}, Options{}); err == nil || !strings.Contains(err.Error(), "8③") {
		t.Errorf("want an error naming the citation, got %v", err)
	}
}

func TestMarksAreInTheOriginalText(t *testing.T) {
	x := fixture(t)
	for query, want := range map[string]string{"使いまわし": "使い回し", "ﾊﾞｯｸｱｯﾌﾟ": "バックアップ", "ぜいじゃくせい": "脆弱性", "乗っ取られた": "乗っ取られる", "端末PC": "端末 PC"} {
		res, err := x.Search(query, 20, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, h := range res.Hits {
			last := 0
			for _, m := range h.Fragment.Marks {
				if m.Start < last || m.End > len(h.Fragment.Text) || m.Start >= m.End {
					t.Errorf("%q: marks out of order or range: %v", query, h.Fragment.Marks)
				}
				last = m.End
				found = found || strings.Contains(want, h.Fragment.Text[m.Start:m.End]) && m.End-m.Start > len(want)/2
			}
		}
		if !found {
			t.Errorf("%q: %q is marked nowhere in %d hits", query, want, len(res.Hits))
		}
	}
}

// A fragment says whether the text goes on before and after it, so that no
// quotation looks whole that is not.
func TestFragmentSaysWhereItIsCut(t *testing.T) {
	filler := strings.Repeat("機器の台帳を整えて確かめる", 20)
	x, err := Build([]Document{{ID: "whole", Body: "合言葉を使い回さない"}, {ID: "begins", Body: "合言葉を" + filler}, {ID: "middle", Body: filler + "合言葉を" + filler},
		{ID: "ends", Body: filler + "合言葉を定める"}, {ID: "sentence", Body: "合言葉を" + strings.Repeat("あ", 115) + "。" + filler}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	res, err := x.Search("合言葉", 10, SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]bool{}
	for _, h := range res.Hits {
		before, after := h.Fragment.Cut()
		got[h.ID] = [2]bool{before, after}
	}
	want := map[string][2]bool{"whole": {false, false}, "begins": {false, true}, "middle": {true, true}, "ends": {true, false}, "sentence": {false, false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cut before and after (-want +got)\n%s", diff)
	}
}

func TestUnknownFacetIsAnError(t *testing.T) {
	_, err := fixture(t).Search("パスワード", 5, SearchOptions{Filter: map[string][]string{"colour": {"red"}}})
	if err == nil || !strings.Contains(err.Error(), "colour") {
		t.Errorf("want an error naming the facet, got %v", err)
	}
}

func TestParseSynonymsNamesTheLine(t *testing.T) {
	if _, err := ParseSynonyms("words.tsv", "# comment\nサーバ\tサーバー\n孤独\n"); err == nil || !strings.Contains(err.Error(), "words.tsv:3") {
		t.Errorf("want an error at words.tsv:3, got %v", err)
	}
}
