package index

import (
	"math"
	"sort"
	"strings"
)

// kind says how a key of the lexicon leads to its term.
type kind uint8

const (
	kindSurface  kind = iota // s: the term itself, a surface seen in the corpus, a compound
	kindInflect              // i: a form made from base and 活用型
	kindVariant              // v: another spelling of equal reading
	kindReading              // r: the reading in kana
	kindSynonym              // y: member of a synonym group; the entry names the group
	kindSkeleton             // o: kanji of a word written with or without okurigana
	kindPure                 // p: like o, the target being written without kana
	kindSqueezed             // q: katakana without ー and with エイ shortened
)

// entry is one way a key of the lexicon can be read.
type entry struct {
	target int // term, or synonym group for kindSynonym
	kind   kind
	cost   int // 64ths of a nat, see lexicon.cost
}

// lexicon is every key a query is cut into.
type lexicon struct {
	total   int // words in the corpus
	entries map[string][]entry
	stops   map[string]int // function words and their costs
	unknown int            // cost of an unknown character, without its class
}

// costScale is the number of units in one nat of cost.
const costScale = 64

// cost is the price of reading a key as something that occurs cf times:
// round(64 * (ln(total/cf) + penalty)).
func (x *lexicon) cost(cf, penalty float64) int {
	return int(math.Round(costScale * (math.Log(float64(x.total)/max(cf, .5)) + penalty)))
}

func (x *lexicon) put(key string, target int, k kind, cf, penalty float64) {
	if key == "" || len([]rune(key)) > maxKey {
		return
	}
	e := entry{target, k, x.cost(cf, penalty)}
	list := x.entries[key]
	for i, old := range list {
		if old.target == target && old.kind.same(k) {
			if e.cost < old.cost {
				list[i] = e
			}
			return
		}
	}
	x.entries[key] = append(list, e)
}

// same reports kinds of which a key needs only the cheapest for one target.
func (k kind) same(o kind) bool { return k.group() == o.group() }

func (k kind) group() int {
	switch k {
	case kindSynonym:
		return 1
	case kindSkeleton, kindPure:
		return 2
	case kindSqueezed:
		return 3
	}
	return 0
}

// functionWords are words of questions and requests that a requirement never
// uses, and common ones a small corpus may lack. Each costs at most ln 2000.
const functionWords = "とは って 何 なに なん どう どの どこ いつ 誰 だれ なぜ どれ どうやって どのように どうすれば どうしたら ください 下さい 教えて 知りたい したい たい です ます でした ました ですか ますか か が の に を は へ と で も や から まで より だけ など ば て た だ ない ず ぬ れる られる せる させる ている ておく てはいけない について における に関する に対する による によって ための ため 場合 とき 時 こと もの する した して し される された できる できない しない ある あり いる なる よい 良い いい べき ので のに ながら たら なら という といった その この あの それ これ あれ また および 及び 又は または" +
	" なかった なかっ なく なくて なければ なけりゃ なくても ません ませんか ませんでした ましょう ましょうか しよう しなかった しなければ しなくて しません しました しましょう せず せずに しろ せよ すれば すると しても でしょう でしょうか だろう だった であれば であり たり たく たければ られた られない れた れない させた させない できれば できなかった できません いけない いけません ならない なりません かどうか ないように ないよう ように ような よう はず わけ ほか どちら どれくらい いくつ"

// newLexicon makes the keys of kinds s, i, r, o and the function words. The
// kinds v and y need more than the terms; variant.go and synonym.go add them.
func newLexicon(b *builder) *lexicon {
	x := &lexicon{total: max(b.total, 1), entries: map[string][]entry{}, stops: map[string]int{}}
	x.unknown = x.cost(1, 0)
	for id, t := range b.terms {
		x.put(t.key, id, kindSurface, float64(t.cf), 0)
		if t.ctype != "" {
			for _, f := range inflected(t.s1, t.ctype) {
				x.put(kata(f), id, kindInflect, float64(t.cf)/6, 0)
			}
		}
		x.putReading(id, t)
		x.putSkeletons(id, t)
	}
	for _, s := range b.surfaces {
		x.put(s.key, s.term, kindSurface, float64(s.n), 0)
	}
	x.putStops(b)
	return x
}

func (x *lexicon) putStops(b *builder) {
	for w, n := range b.stops {
		x.stops[w] = x.cost(float64(n), 0)
	}
	fixed := int(math.Round(costScale * math.Log(2000)))
	for _, w := range strings.Fields(functionWords) {
		k := Fold(w)
		if c, ok := x.stops[k]; !ok || c > fixed {
			x.stops[k] = fixed
		}
	}
}

// putReading adds the reading of a term with kanji: two kana or more.
func (x *lexicon) putReading(id int, t *term) {
	if t.reading == "" || t.reading == t.key || !hasKanji(t.key) {
		return
	}
	forms := []string{t.reading}
	if t.ctype != "" {
		forms = inflected(hira(t.reading), t.ctype)
	}
	for _, f := range forms {
		if len([]rune(f)) >= 2 {
			x.put(kata(f), id, kindReading, float64(t.cf)/10, 2)
		}
	}
}

// putSkeletons adds the kanji of a term and of its forms: 持ち出し -> 持出.
func (x *lexicon) putSkeletons(id int, t *term) {
	forms := []string{t.s1}
	if t.ctype != "" {
		forms = append(forms, inflected(t.s1, t.ctype)...)
	}
	for _, f := range forms {
		if s := skeleton([]rune(f)); s != "" {
			k := kindSkeleton
			if s == t.s1 {
				k = kindPure
			}
			x.put(s, id, k, float64(t.cf), 1)
		}
	}
}

func hasKanji(s string) bool {
	for _, r := range s {
		if isKanji(r) {
			return true
		}
	}
	return false
}

func sortedKeys(m map[int]int) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Ints(out)
	return out
}
