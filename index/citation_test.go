package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
)

// embedded is the corpus of the program and its index, made once.
func embedded(t testing.TB) (*corpus.Corpus, *Index) {
	t.Helper()
	if embeddedIndex == nil {
		c, err := corpus.Load(corpus.Embedded())
		if err != nil {
			t.Fatal(err)
		}
		x, err := Build(FromCorpus(c), Options{})
		if err != nil {
			t.Fatal(err)
		}
		embeddedCorpus, embeddedIndex = c, x
	}
	return embeddedCorpus, embeddedIndex
}

var (
	embeddedCorpus *corpus.Corpus
	embeddedIndex  *Index
)

// spellings are ways people write the citation of a requirement.
func spellings(r *corpus.Requirement) []string {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．", "-", "－")
	out := []string{r.ID, strings.ToUpper(r.ID), strings.TrimPrefix(r.ID, r.Document+"-"), r.Citation, wide.Replace(r.Citation), "「" + r.Citation + "」"}
	if strings.Contains(r.Label, "項番不明") {
		return out // in every other spelling only the search knows it
	}
	switch r.Kind {
	case corpus.KindClause:
		short := map[string]string{"概説編": "概", "経営管理編": "経", "企画管理編": "企", "システム運用編": "シス"}[r.Volume]
		number := r.Section.Number
		item := strings.TrimPrefix(r.Label, number)
		out = append(out, r.Label, wide.Replace(r.Label), short+r.Label, short+" "+wide.Replace(r.Label), r.Volume+"「"+r.Label+"」", "第6.0版 "+r.Citation,
			"mhlw-6.0 "+short+r.Label, "▶"+r.Citation, "("+r.Volume+":"+r.Label+")", short+number+"章"+item, "第7.0版 "+r.Citation)
		if item != "" && !strings.Contains(item, "<") && !strings.Contains(item, "（") {
			out = append(out, number+"."+item, short+number+"章"+item+"条", r.Volume+" "+number+" 遵守事項"+item, r.Volume+"第"+number+"章第"+item+"項",
				short+number+"①"+item, short+number+"①～"+item, short+number+item+"以外", "ｼｽ"+r.Label, "control "+r.Label, r.Label+"、"+short+"3①", r.Volume+" "+r.Label+" 8.1")
		}
	case corpus.KindChecklistItem:
		label := r.Section.Number + "-" + r.Label
		digit := r.Section.Number + "(" + labelNumber(r.Label) + ")"
		out = append(out, label, r.Section.Number+r.Label, "チェックリスト "+label, "チェックリスト"+digit, "チェックリストマニュアル "+digit, digit,
			"R7 "+label, "令和７年度版 "+wide.Replace(label), "令和7年度チェックリスト "+label, "R6 "+label, "チェックリスト "+r.Label, "項目 "+r.Label, "チェックリスト "+r.Section.Number+"-"+labelNumber(r.Label))
	case corpus.KindMeasure:
		page := fmt.Sprint(r.Provenance.Page)
		out = append(out, r.Label, "別紙2 "+r.Label, "別紙２　"+wide.Replace(r.Label), "annex2 "+r.Label, "annex 2 "+r.Label, "対応表の"+r.Label,
			"別紙2 p"+page+" "+r.Label, "別紙2 "+page+"ページ "+r.Label, "別紙2 "+page+"ページ", "別紙2 p.99 "+r.Label, r.Group.ID, "別紙2 "+r.Group.Label, r.Group.Label,
			"別紙2 "+labelNumber(r.Group.Label)+"-"+labelNumber(r.Label))
	}
	return out
}

// otherSpellings name several things, or nothing though they look as if.
var otherSpellings = []string{"", "パスワード", "14", "②", "2023/5/16", "5.1版", "パスワード 13文字", "TLS1.2", "システム運用編", "企業", "03-6812-7837", "令和9年度",
	"二要素認証 令和9年度", "3つ", "シス", "13 文字", "145", "1.05", "8件、9件", "IT-BCP", "別紙2", "チェックリスト", "システム運用編(1)", "第14章", "4.2", "2-⑥", "2⑥", "8③", "13⑪", "②-99", "R8 2⑥",
	"企7章③条、シス10章第④条", "シス1~4", "annex2 ②", "annex2 ③-4", "14.1.1", "17①②", "企 8.2.2", "システム運用編 14 遵守事項⑤", "システム運用編14「認証・認可」⑤", "18⑲", "USB 3.0", "13⑪以外"}

func TestCitationsAgreeWithLookup(t *testing.T) {
	c, x := embedded(t)
	queries := slices.Clone(otherSpellings)
	for _, r := range c.Requirements {
		queries = append(queries, spellings(r)...)
	}
	bad, cited := 0, 0
	for _, q := range queries {
		var want, got []string
		for _, r := range c.Lookup(q) {
			want = append(want, r.ID)
		}
		s := &session{Index: x}
		named, possible, _ := s.cite(q)
		for _, a := range append(named, possible...) {
			got = append(got, s.document(int32(a.doc)).ID)
		}
		if s.err != nil {
			t.Fatal(s.err)
		}
		if len(want) > 0 {
			cited++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			if bad++; bad < 20 {
				t.Errorf("%q (-corpus.Lookup +search):\n%s", q, diff)
			}
		}
	}
	t.Logf("%d spellings, %d of them name something", len(queries), cited)
}

func TestCitationIsFirstAndSaysSo(t *testing.T) {
	_, x := embedded(t)
	for query, want := range map[string]Citation{
		"シス14⑤": {Named: 1}, "17①②": {Named: 2, Open: true}, "８③": {Named: 1, Possible: 1, Open: true}, "annex2 ③-4": {Named: 1}, "②-99": {Open: true},
	} {
		res, err := x.Search(query, 5, SearchOptions{})
		if err != nil || res.Citation == nil {
			t.Fatalf("%q: %v, citation %v", query, err, res.Citation)
		}
		if diff := cmp.Diff(want, *res.Citation); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
		for i, h := range res.Hits {
			if (h.Cited != "") != (i < want.Named+want.Possible) {
				t.Errorf("%q: hit %d %s cited %q", query, i+1, h.ID, h.Cited)
			}
		}
		if want.Named > 0 && !res.Confident {
			t.Errorf("%q names something but the answer is not confident", query)
		}
	}
	if res, _ := x.Search("シス14⑤", 5, SearchOptions{Filter: map[string][]string{"volume": {"企画管理編"}}}); res.Citation.Named != 0 {
		t.Errorf("a filter lets %+v through", res.Hits[0])
	}
}

// TestCitationVectors is by hand; the browser reads the same file.
func TestCitationVectors(t *testing.T) {
	var cases []struct {
		Query, ID   string
		Named, More []string
		Open        bool
	}
	readVector(t, "citation.json", &cases)
	flat := func(rs []reading) (out []string) {
		for _, r := range rs {
			out = append(out, strings.Join(append([]string{r.key}, r.with...), " "))
		}
		return out
	}
	for _, want := range cases {
		c, ok := readCitation(want.Query)
		got := want
		got.ID, got.Named, got.More, got.Open = c.id, flat(c.named), flat(c.more), ok && c.open
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", want.Query, diff)
		}
	}
}

// FuzzQuery reads anything as citation and marks: nothing may panic, and no
// reading may be empty.
func FuzzQuery(f *testing.F) {
	for _, q := range append(otherSpellings, `"a" -b 編:c NOT 「d」`, "別紙2p25①-", "(8③", "8〈", "17①~", "r7版") {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		c, _ := readCitation(q)
		for _, r := range append(c.named, c.more...) {
			if r.key == "" || strings.Contains(r.key, " ") || slices.Contains(r.with, "") {
				t.Errorf("%q reads as %+v", q, r)
			}
		}
		x := readSyntax(q)
		if x.plain() && x.Words != q {
			t.Errorf("%q without marks became %q", q, x.Words)
		}
	})
}
