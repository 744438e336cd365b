package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/index"
)

func TestPercentile(t *testing.T) {
	v := []float64{5, 1, 4, 2, 3}
	for p, want := range map[float64]float64{0: 1, 0.2: 1, 0.5: 3, 0.6: 3, 0.61: 4, 0.95: 5, 1: 5} {
		if got := percentile(v, p); got != want {
			t.Errorf("percentile %v: got %v, want %v", p, got, want)
		}
	}
	if got := percentile(nil, 0.5); got != 0 {
		t.Errorf("of none: %v", got)
	}
}

func TestGrade(t *testing.T) {
	ids := strings.Fields("a b c d e f g h i j k")
	if r := rank(ids, "d"); r != 4 {
		t.Errorf("rank %d", r)
	}
	if r := rank(ids, "k"); r != 0 {
		t.Errorf("the eleventh hit has rank %d", r)
	}
	items := []knownItem{{Kind: "title"}, {Kind: "title"}, {Kind: "cut"}, {Kind: "cut"}}
	want := map[string]found{"all": {4, 0.375, 0.5}, "title": {2, 0.75, 1}, "cut": {2, 0, 0}}
	if diff := cmp.Diff(want, grade(items, []int{1, 2, 0, 0})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestInterleaveAsksEveryKindEarly(t *testing.T) {
	if diff := cmp.Diff([]int{0, 3, 6, 1, 4, 2, 5}, interleave(7, 3)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// manual makes a corpus whose sections share most of their words.
func manual() []index.Document {
	var docs []index.Document
	for i := range 40 {
		n := string([]rune("甲乙丙丁戊己庚辛壬癸")[i%10]) + string([]rune("春夏秋冬")[i/10])
		docs = append(docs, index.Document{ID: fmt.Sprintf("d%02d", i), Title: fmt.Sprintf("%d.2 装置%sの初期設定", i, n),
			Body: "電源装置の利用方法について説明する文章である。通信回線の" + n + "番線を接続し、手順とケーブルの交換時期をここに示した。"})
	}
	return docs
}

func TestKnownItemsHaveOneAnswer(t *testing.T) {
	docs := manual()
	items := knownItems(docs, 5)
	if diff := cmp.Diff(items, knownItems(docs, 5)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
	count := map[string]int{}
	for _, k := range items {
		count[k.Kind]++
		for _, d := range docs {
			text, has := d.Title+"\n"+d.Body, true
			for _, w := range strings.Fields(k.Query) {
				has = has && strings.Contains(text, w)
			}
			if has != (d.ID == k.Want) {
				t.Errorf("%s %q wants %s, in %s: %v", k.Kind, k.Query, k.Want, d.ID, has)
			}
		}
	}
	if diff := cmp.Diff(map[string]int{"title": 5, "phrase": 5, "words": 5, "cut": 5}, count); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestUnanswerableLeavesOutWhatTheCorpusSays(t *testing.T) {
	docs := []index.Document{{ID: "a", Title: "冷蔵庫", Body: "らーめん屋と布団"}}
	for _, w := range unanswerable(docs) {
		if w == "冷蔵庫" || w == "ラーメン屋" || w == "布団" {
			t.Errorf("%s is in the corpus", w)
		}
	}
	if got := len(everydayWords) - len(unanswerable(docs)); got != 3 {
		t.Errorf("%d words left out, want 3", got)
	}
}

func TestQueriesAreAsManyAsPromised(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range latencyQueries {
		if seen[q] || strings.TrimSpace(q) != q || q == "" {
			t.Errorf("query %q", q)
		}
		seen[q] = true
	}
	if len(latencyQueries) != fullPlan.Latency {
		t.Errorf("%d queries, the full plan asks %d", len(latencyQueries), fullPlan.Latency)
	}
	if diff := cmp.Diff([]int{0, 2, 5, 7}, pick([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 4)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
