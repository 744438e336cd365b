package client_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"

	"shogo/index"
	"shogo/site/internal/browser"
)

// explained is an explanation in the browser: the command's, and for every
// term the fields it stands in.
type explained struct {
	ID     string
	Pieces []struct {
		Word           string
		Weight, Points float64
		Terms          []struct {
			index.TermScore
			Fields []string
		}
	}
	Share, SharePoints, LiteralPoints float64
	Coverage, Factor, Standing        float64
	VerifiedPoints, Score             float64
}

// explanation leaves out the fields, which the command does not tell.
func (e explained) explanation() index.Explanation {
	out := index.Explanation{ID: e.ID, Share: e.Share, SharePoints: e.SharePoints, LiteralPoints: e.LiteralPoints,
		Coverage: e.Coverage, Factor: e.Factor, Standing: e.Standing, VerifiedPoints: e.VerifiedPoints, Score: e.Score}
	for _, p := range e.Pieces {
		piece := index.PieceScore{Word: p.Word, Weight: p.Weight, Points: p.Points}
		for _, t := range p.Terms {
			piece.Terms = append(piece.Terms, t.TermScore)
		}
		out.Pieces = append(out.Pieces, piece)
	}
	return out
}

// explainer puts an engine into the page that explains what it is asked.
const explainer = `import { Engine } from "./engine";
const engine = new Engine("search/");
Object.assign(window, { explainAll: async (asked: { query: string; id: string }[], options: { noExpansion: boolean }) => {
  const out: unknown[] = [];
  for (const { query, id } of asked) out.push(await engine.explain(query, id, options));
  return out;
} });`

type question struct {
	Query string `json:"query"`
	ID    string `json:"id"`
}

// explainIn asks the browser for explanations.
func explainIn(t *testing.T, p *browser.Page, asked []question, noExpansion bool) []explained {
	t.Helper()
	b, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	options := `, {noExpansion: false})`
	if noExpansion {
		options = `, {noExpansion: true})`
	}
	out, err := chromedp.Run(p.Ctx, chromedp.Evaluate[[]explained]("explainAll("+string(b)+options, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func openExplainer(t *testing.T, x *index.Index) *browser.Page {
	t.Helper()
	res := api.Build(api.BuildOptions{Stdin: &api.StdinOptions{Contents: explainer, ResolveDir: "search", Loader: api.LoaderTS},
		Bundle: true, Format: api.FormatIIFE, Target: api.ES2020})
	if len(res.Errors) > 0 {
		t.Fatalf("bundle: %+v", res.Errors)
	}
	p := open(t, x)
	if err := chromedp.Do(p.Ctx, chromedp.Evaluate[chromedp.Void](string(res.OutputFiles[0].Contents))); err != nil {
		t.Fatal(err)
	}
	return p
}

// puzzles are queries for every role a term can have, beside those that were
// judged: other spellings, readings, synonyms, words cut short, typing errors,
// words nobody knows, marks, a citation, and nothing at all.
var puzzles = []string{"使い回し", "使いまわし", "つかいまわし", "二段階認証", "ぜいじゃくせい", "サーバー", "ユーザ", "バックアッ", "パスワド",
	"パスワードの使いまわしを禁止", "USBメモリの持ち出し", "医療情報システム安全管理責任者", "多要素", "ランサムウエア 対策", "ろぐ", "退職者のID", "鵺守事項",
	"アクセス権限 棚卸し", "ＣＳＩＲＴ", "wifi", "クラウド 資料:チェックリスト", `"二要素認証" 端末`, "バックアップ -世代", "システム運用編 14⑤", "電子カルテ", "ひらがなばかりのことば", "BCP 訓練", "ｳｲﾙｽ対策ｿﾌﾄ", "の", "リモートメンテ"}

func TestExplanationsAgree(t *testing.T) {
	docs := sources(t)
	x := build(t, docs)
	p := openExplainer(t, x)
	queries := append(slices.Clone(puzzles), judgedQueries(t)[:40]...)
	texts := map[string]index.Document{}
	for _, d := range docs {
		texts[d.ID] = d
	}
	roles, untold, all := map[string]int{}, 0, 0
	for _, opts := range []index.SearchOptions{{}, {NoExpansion: true}} {
		var asked []question
		var want []index.Explanation
		for _, q := range queries {
			res, err := x.Search(q, 3, opts)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range res.Hits {
				e, err := x.Explain(q, h.ID, opts)
				if err != nil {
					t.Fatal(err)
				}
				asked, want = append(asked, question{q, h.ID}), append(want, e)
			}
		}
		for i, got := range explainIn(t, p, asked, opts.NoExpansion) {
			if diff := cmp.Diff(want[i], got.explanation()); diff != "" {
				t.Errorf("query %q, %s, %+v (-command +browser):\n%s", asked[i].Query, asked[i].ID, opts, diff)
			}
			for _, p := range got.Pieces {
				for _, term := range p.Terms {
					roles[term.Role]++
					all++
					if len(term.Fields) == 0 {
						untold++
					}
					if term.Role != "pairs" { // half of the characters are enough
						checkFields(t, asked[i], term.Term, term.Fields, texts[asked[i].ID])
					}
				}
			}
		}
	}
	t.Logf("terms by role: %v; without a field: %d of %d", roles, untold, all)
	if untold*20 > all {
		t.Errorf("of %d terms %d name no field: a reader would not know where to look", all, untold)
	}
	for _, r := range []string{"word", "part", "variant", "reading", "synonym", "prefix", "typo", "pairs"} {
		if roles[r] == 0 {
			t.Errorf("no term of role %q among all explanations: nothing was compared", r)
		}
	}
}

// checkFields holds the fields of a term to the texts: every field named has
// the term's first character, which inflection and notation leave alone.
func checkFields(t *testing.T, q question, term string, fields []string, d index.Document) {
	t.Helper()
	for _, f := range fields {
		text := map[string]string{"title": d.Title, "body": d.Body, "context": d.Context, "citation": d.Citation}[f]
		if first := string([]rune(index.Fold(term))[:1]); !strings.Contains(index.Fold(text), first) {
			t.Errorf("query %q, %s: %q is said to stand in the %s, which is %q", q.Query, q.ID, term, f, text)
		}
	}
}

// The fields of words a reader can look up in the page.
func TestExplanationNamesTheFields(t *testing.T) {
	docs := []index.Document{
		{ID: "a", Citation: "別紙 1", Title: "認証の方法", Body: "二要素認証を用いる。", Context: "なりすましの脅威"},
		{ID: "b", Citation: "別紙 2", Title: "脅威への備え", Body: "認証の記録を残し、脅威を調べる。", Context: "端末の紛失"},
		{ID: "c", Citation: "別紙 3", Title: "端末", Body: "持ち出しを管理する。", Context: "端末の紛失"},
	}
	p := openExplainer(t, build(t, docs))
	for _, c := range []struct {
		query, id, term string
		want            []string
	}{
		{"脅威", "a", "脅威", []string{"context"}},
		{"脅威", "b", "脅威", []string{"title", "body"}},
		{"端末", "b", "端末", []string{"context"}},
		{"端末", "c", "端末", []string{"title", "context"}},
		{"認証", "b", "認証", []string{"body"}},
		{"別紙", "c", "別紙", []string{"citation"}},
	} {
		e := explainIn(t, p, []question{{c.query, c.id}}, false)[0]
		found := false
		for _, term := range e.Pieces[0].Terms {
			if term.Term == c.term {
				found = true
				if diff := cmp.Diff(c.want, term.Fields); diff != "" {
					t.Errorf("%s in %s (-want +got):\n%s", c.query, c.id, diff)
				}
			}
		}
		if !found {
			t.Errorf("%s in %s: the term is not among %+v", c.query, c.id, e.Pieces)
		}
	}
}

func TestExplanationOfAnUnknownItemIsRefused(t *testing.T) {
	p := openExplainer(t, build(t, documents(t)[:3]))
	for _, id := range []string{"", "zzz", "\U0010ffff"} {
		msg, err := chromedp.Run(p.Ctx, chromedp.Evaluate[string](
			`explainAll([{query: "パスワード", id: "`+id+`"}], {}).then(() => "explained", (e) => e.message)`, chromedp.EvalAwaitPromise))
		if err != nil || !strings.Contains(msg, "項目 "+id+" がありません") {
			t.Errorf("id %q: got %q, %v", id, msg, err)
		}
	}
}
