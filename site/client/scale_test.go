package client_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus"
	"shogo/index"
)

// The comparison at the size people have. "go test" makes a corpus of 1,200
// documents; SHOGO_PARITY=full one of 10,000, cuts 5,000 texts and asks 500
// queries of each corpus.
var fullParity = os.Getenv("SHOGO_PARITY") == "full"

func size(small, full int) int {
	if fullParity {
		return full
	}
	return small
}

// userWords are words as an officer adds them; all but the last stand in the
// sources.
const userWords = "端末PC\tたんまつぴーしー\nUSB\tゆーえすびー\nオフラインバックアップ\tおふらいんばっくあっぷ\nサイバー攻撃\tさいばーこうげき\n秘密計算基盤\tひみつけいさんきばん\n"

// ownSynonyms are groups beside the built-in ones.
var ownSynonyms = [][]string{{"パスワード", "合い言葉", "暗証語"}, {"事業者", "ベンダ", "納入業者"}}

// sources are the requirements of the embedded documents.
func sources(t *testing.T) []index.Document {
	t.Helper()
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return index.FromCorpus(c)
}

// recombined makes n documents out of the clauses of real sentences, with
// facets and citations of the documents they come from.
func recombined(from []index.Document, n int) []index.Document {
	var clauses, titles []string
	for _, d := range from {
		for _, s := range strings.SplitAfter(d.Body+d.Context, "。") {
			clauses = append(clauses, strings.SplitAfter(s, "、")...)
		}
		titles = append(titles, d.Title)
	}
	r := rand.New(rand.NewPCG(11, 12))
	out := make([]index.Document, n)
	for i := range out {
		like := from[r.IntN(len(from))]
		var body strings.Builder
		for range 2 + r.IntN(6) {
			body.WriteString(clauses[r.IntN(len(clauses))])
		}
		keys := []string{fmt.Sprintf("x-%d", i)}
		for _, k := range like.Keys {
			if !strings.HasPrefix(k, like.Facets.Document) {
				keys = append(keys, k)
			}
		}
		out[i] = index.Document{ID: fmt.Sprintf("x-%d", i), Citation: like.Citation, Title: titles[r.IntN(len(titles))], Body: body.String(),
			Stub: i%9 == 0, Facets: like.Facets, Keys: keys, Order: n - i}
	}
	return out
}

// asked makes n queries of every kind out of the documents.
func asked(docs []index.Document, n int) []string {
	r := rand.New(rand.NewPCG(5, 6))
	raw := queriesFrom(docs, n)
	words := []string{"ぱすわーど", "ぜいじゃくせい", "ゆーえすびー", "たんまつぴーしー", "合い言葉", "納入業者", "二段階認証", "ウィルス", "さいばーこうげき", "使いまわし", "改竄", "秘密計算基盤"}
	fields := []string{"編:システム", "資料:clm,annex2", "資料:チェックリスト", "文書:別紙2,ガイドライン", "-資料:clm", "確かさ:推定", "役割:医療", "対象:さーば", "色:赤", "-編:企画", "doc:mhlw"}
	cited := []string{"８③", "シス14⑤", "企7章③条", "17①②", "②-6", "annex2 ③-4", "2-⑥", "チェックリスト 2(6)", "14.1.1", "別紙2 ②-6", "システム運用編 14 遵守事項⑤", "mhlw-6.0-sys-8-i03", "x-17", "②-99", "IT-BCP", "別紙2 p25", "13 (項番不明)", "企13(項番不明)"}
	out := make([]string, n)
	for i := range out {
		q, w := strings.TrimSpace(raw[i]), words[r.IntN(len(words))]
		out[i] = []string{q, w + " " + q, `"` + q + `"`, "「" + q + "」 " + w, q + " -" + w, w + " NOT " + raw[r.IntN(n)], w + ` -"` + q + `"`,
			q + " " + fields[r.IntN(len(fields))], fields[r.IntN(len(fields))], cited[r.IntN(len(cited))], cited[r.IntN(len(cited))] + " " + fields[r.IntN(len(fields))]}[i%11]
	}
	return out
}

func TestHomesAgreeAtScale(t *testing.T) {
	words, err := index.ParseUserDict("userdict.tsv", userWords)
	if err != nil {
		t.Fatal(err)
	}
	opts := index.Options{UserDict: words, Synonyms: append(index.DefaultSynonyms(), ownSynonyms...)}
	from := sources(t)
	for _, c := range []struct {
		name           string
		docs           []index.Document
		texts, queries int
	}{{"sources", from, size(300, 5000), size(200, 500)}, {"recombined", recombined(from, size(1200, 10_000)), size(700, 5000), size(300, 500)}} {
		t.Run(c.name, func(t *testing.T) {
			x, err := index.Build(c.docs, opts)
			if err != nil {
				t.Fatal(err)
			}
			p := open(t, x)
			texts := queriesFrom(c.docs, c.texts)
			bad := 0
			report := func(format string, args ...any) {
				if bad++; bad < 6 {
					t.Errorf(format, args...)
				}
			}
			for i, cut := range call[[][]string](t, p, "pieces", texts) {
				if want, _ := x.Cut(texts[i]); !cmp.Equal(want, cut, emptyIsNil) {
					report("cut %q: command %q, browser %q", texts[i], want, cut)
				}
			}
			queries := asked(c.docs, c.queries)
			given := []map[string][]string{nil, nil, {"volume": {"システム運用編", "企画管理編"}}, {"document": {"clm-r7", "annex2-1.1"}, "certainty": {"certain"}}}
			kinds := map[string]int{}
			for part, filter := range given {
				var some []string
				for i := part; i < len(queries); i += len(given) {
					some = append(some, queries[i])
				}
				got := call[[]browserResult](t, p, "search", some, 20, map[string]any{"filter": filter, "facets": true})
				for i, q := range some {
					res, err := x.Search(q, 20, index.SearchOptions{Filter: filter, Facets: true})
					if err != nil {
						t.Fatal(err)
					}
					count(kinds, res)
					if diff := cmp.Diff(answerOf(res), got[i].answer(), emptyIsNil) + cmp.Diff(res.Facets, got[i].Facets); diff != "" {
						report("query %q, filter %v (-command +browser):\n%.1500s", q, filter, diff)
					}
				}
			}
			t.Logf("%d documents, %d texts cut, %d queries: %v; %d differ", x.Len(), len(texts), len(queries), kinds, bad)
			for _, kind := range []string{"cited", "phrase", "excluded", "filtered", "reading", "synonym", "variant", "unread"} {
				if kinds[kind] == 0 && (kind != "unread" || c.name != "sources") {
					t.Errorf("no query with %q: the comparison says nothing about it", kind)
				}
			}
		})
	}
}

// count tells which kinds of answers were compared.
func count(kinds map[string]int, res index.Result) {
	for kind, is := range map[string]bool{
		"cited": res.Citation != nil && res.Citation.Named > 0, "phrase": len(res.Syntax.Phrases) > 0 && len(res.Hits) > 0,
		"excluded": len(res.Syntax.Excluded) > 0 && len(res.Hits) > 0, "filtered": len(res.Syntax.Filters) > 0 && len(res.Hits) > 0,
		"none": len(res.Hits) == 0, "unread": res.Approximate,
	} {
		if is {
			kinds[kind]++
		}
	}
	for _, e := range res.Expansions {
		kinds[e.Kind]++
	}
}

// TestCitationsAgree writes citations with characters lost, added and swapped.
func TestCitationsAgree(t *testing.T) {
	x, err := index.Build(sources(t), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, x)
	base := []string{"システム運用編 14 遵守事項⑤", "企7章③条、シス10章第④条", "別紙２ p25 ②-6", "令和7年度 チェックリスト 2-⑥", "経1.2.1<管理責任>②", "(経営管理編:1.2.2、3.4.3)", "シス1～4", "17①、②及び④",
		"第6.0版 シス「14.1.1」", "企画管理編 13 (項番不明)", "mhlw-6.0-sys-8-i03", "annex2-1.1-p25-2", "13⑪以外", "シス14「認証」⑤", "R7 2(6)"}
	r := rand.New(rand.NewPCG(9, 9))
	alphabet := []rune("0123456789１２①②③⑤⑳㉑.．-－‐〜~、・,と章条項第編シ企経別紙p 　()（）「」<>〈〉の+？同関係以外")
	queries := make([]string, size(1500, 20_000))
	for i := range queries {
		q := []rune(base[i%len(base)])
		for range r.IntN(3) {
			at := r.IntN(len(q))
			switch c := alphabet[r.IntN(len(alphabet))]; r.IntN(3) {
			case 0:
				q = append(q[:at:at], q[at+1:]...)
			case 1:
				q = append(append(q[:at:at], c), q[at:]...)
			default:
				q[at] = c
			}
			if len(q) == 0 {
				q = []rune{'8'}
			}
		}
		queries[i] = string(q)
	}
	named, bad := 0, 0
	for i, b := range call[[]browserResult](t, p, "search", queries, 3) {
		res, err := x.Search(queries[i], 3, index.SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if res.Citation != nil && res.Citation.Named > 0 {
			named++
		}
		if diff := cmp.Diff(answerOf(res), b.answer(), emptyIsNil); diff != "" {
			if bad++; bad < 6 {
				t.Errorf("%q (-command +browser):\n%.900s", queries[i], diff)
			}
		}
	}
	t.Logf("%d spellings, %d name something, %d differ", len(queries), named, bad)
	if named < len(queries)/4 {
		t.Errorf("only %d of %d name something: the comparison says little", named, len(queries))
	}
}
