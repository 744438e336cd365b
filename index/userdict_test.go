package index

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseUserDict(t *testing.T) {
	got, err := ParseUserDict("userdict.tsv", "\ufeff# 院内の言葉\n\nHPKI\tエイチピーケーアイ\r\n地域連携ゆらぎ網\tちいきれんけいゆらぎもう\t固有名詞\n")
	want := []UserWord{{"HPKI", "エイチピーケーアイ", ""}, {"地域連携ゆらぎ網", "ちいきれんけいゆらぎもう", "固有名詞"}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for text, want := range map[string]string{
		"# a\nHPKI":           "words.tsv:2: \"HPKI\" has 1 columns; write",
		"HPKI\tHPKI":          "words.tsv:1: reading \"HPKI\" of \"HPKI\" is not kana; write",
		"HPKI\t":              "is not kana",
		"。\tまる":               "has no letters; write",
		"走る\tはしる\t動詞":         "words.tsv:1: word class \"動詞\" of \"走る\"; only nouns",
		"語\tご\n\n語\tかたり":      "words.tsv:3: \"語\" stands in line 1 already; delete",
		"端末\tたんまつ\t名詞\tx":     "has 4 columns",
		"ＨＰＫＩ\tえい\nHPKI\tえいち": "words.tsv:2",
	} {
		if _, err := ParseUserDict("words.tsv", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func TestUserWordsAreFoundWholeByReadingAndInParts(t *testing.T) {
	docs := []Document{
		{ID: "a", Title: "接続", Body: "地域連携ゆらぎの網を使う。HPKIカードを配る。"},
		{ID: "b", Title: "接続", Body: "地域の連携とゆらぎ。網を張る。"},
		{ID: "c", Title: "電子署名", Body: "HPKI による署名。うちでん端末はうちでんセンタへ置く。"},
		{ID: "d", Title: "委託", Body: "うちの電話でんわ。"},
	}
	words, err := ParseUserDict("u", "地域連携ゆらぎの網\tちいきれんけいゆらぎのあみ\nHPKI\tえいちぴーけーあい\nうちでん\tうちでん\n秘密計算基盤\tひみつけいさんきばん\n")
	if err != nil {
		t.Fatal(err)
	}
	x, err := Build(docs, Options{UserDict: words})
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"地域連携ゆらぎの網": "a", "ちいきれんけいゆらぎのあみ": "a b", "えいちぴーけーあい": "a c", "うちでん": "c", "hpki": "a c", "エイチピーケーアイ カード": "a"} {
		res, err := x.Search(query, 10, SearchOptions{})
		if err != nil || !res.Confident || len(res.Hits) == 0 {
			t.Errorf("%q: %v, confident %v, %d hits", query, err, res.Confident, len(res.Hits))
			continue
		}
		n := len(strings.Fields(want))
		got := ""
		for _, h := range res.Hits[:min(n, len(res.Hits))] {
			got += " " + h.ID
		}
		if !sameSet(got, want) {
			t.Errorf("%q: first %q, want %q", query, got, want)
		}
	}
	if cut, _ := x.Cut("地域連携ゆらぎの網"); !cmp.Equal(cut, []string{"地域連携ユラギノ網"}) {
		t.Errorf("a user word is cut into %q", cut)
	}
	if cut, _ := x.Cut("秘密計算基盤"); !strings.HasSuffix(cut[0], "?") {
		t.Errorf("a user word that stands nowhere is known: %q", cut)
	}
	if res, _ := x.Search("連携", 10, SearchOptions{}); len(res.Hits) != 2 {
		t.Errorf("a part of a user word: %d hits, want 2", len(res.Hits))
	}
}
