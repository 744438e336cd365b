package index

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed synonyms.tsv
var synonymFile string

// ParseSynonyms reads groups of words of one meaning: one group a line,
// members separated by tabs, # begins a comment line. A line with fewer than
// two members is an error naming file and line; nothing is dropped silently.
func ParseSynonyms(name, text string) ([][]string, error) {
	var out [][]string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var group []string
		for _, m := range strings.Split(line, "\t") {
			if m = strings.TrimSpace(m); letters(m) != "" {
				group = append(group, m)
			}
		}
		if len(group) < 2 {
			return nil, fmt.Errorf("parse synonyms: %s:%d: %q has fewer than two words; separate them with tabs", name, i+1, line)
		}
		out = append(out, group)
	}
	return out, nil
}

// DefaultSynonyms returns the embedded groups.
func DefaultSynonyms() [][]string {
	g, err := ParseSynonyms("synonyms.tsv", synonymFile)
	if err != nil {
		panic(err) // the file is ours and tested
	}
	return g
}

// letters is the key of a synonym member: its folded letters without spaces.
func letters(s string) string {
	var out []rune
	for _, r := range Fold(s) {
		if class(r) != classNone {
			out = append(out, r)
		}
	}
	return string(out)
}

func (b *builder) synonymGroups() [][]string {
	if b.opts.Synonyms != nil {
		return b.opts.Synonyms
	}
	return DefaultSynonyms()
}

// addLiterals makes a term of every synonym member that stands in the
// documents without being a term: one longer than three words, or cut
// elsewhere by the dictionary. Pairs of characters narrow the documents down,
// the text decides.
func (b *builder) addLiterals() {
	for _, g := range b.synonymGroups() {
		for _, m := range g {
			key := letters(m)
			if _, ok := b.byKey[key]; ok || len([]rune(key)) < 3 {
				continue
			}
			if t := b.literal(key, m); t != nil {
				b.newTerm(t)
			}
		}
	}
}

func (b *builder) literal(key, shown string) *term {
	t := &term{key: key, s1: string(fold1(shown, foldQuery).r), shown: shown, simple: true}
	r := []rune(key)
	for _, doc := range b.withPairs(r) {
		p := posting{doc: doc}
		for f := range fieldContext {
			text := b.docs[doc].fieldText(f)
			n := strings.Count(string(toKatakana(fold1(text, foldText).r)), key)
			for range n {
				p.count(f)
			}
			t.cf += n
		}
		if p.body+p.title > 0 {
			t.list = append(t.list, p)
		}
	}
	if len(t.list) == 0 {
		return nil
	}
	return t
}

// withPairs returns the documents that have every pair of characters of r.
func (b *builder) withPairs(r []rune) []int32 {
	var out []int32
	for i := 0; i+1 < len(r); i++ {
		var next []int32
		k := 0
		for _, p := range b.pairs.list([2]rune{r[i], r[i+1]}) {
			for i > 0 && k < len(out) && out[k] < p.doc {
				k++
			}
			if i == 0 || k < len(out) && out[k] == p.doc {
				next = append(next, p.doc)
			}
		}
		if out = next; len(out) == 0 {
			return nil
		}
	}
	return out
}

// putSynonyms gives every member's key, and the forms of one that ends in a
// verb (辞める, パッチを当てる), an entry that names its group, and returns the
// groups as sorted terms. A group none of whose members occurs stays, empty, so
// that the numbers agree.
func (x *lexicon) putSynonyms(b *builder) ([][]int, error) {
	var out [][]int
	v := newVocabulary()
	for g, members := range b.synonymGroups() {
		ids := map[int]int{}
		for _, m := range members {
			keys, err := memberKeys(m, v)
			if err != nil {
				return nil, err
			}
			for _, key := range keys {
				if id, ok := b.byKey[key]; ok {
					ids[id]++
				}
				x.put(key, g, kindSynonym, 1, 0)
			}
		}
		out = append(out, sortedKeys(ids))
	}
	return out, nil
}

// memberKeys returns the keys of a synonym member, the first as written.
func memberKeys(m string, v *vocabulary) ([]string, error) {
	keys := []string{letters(m)}
	tokens, err := tokenize(m)
	ws := v.words(nil, tokens)
	if err != nil || len(ws) == 0 {
		return keys, err
	}
	last := ws[len(ws)-1]
	if !last.verb || last.ctype == "" {
		return keys, nil
	}
	head := ""
	for _, w := range ws[:len(ws)-1] {
		head += w.surface
	}
	for _, f := range inflected(last.term, last.ctype) {
		if k := letters(head + f); k != keys[0] {
			keys = append(keys, k)
		}
	}
	return keys, nil
}

// putSqueezed adds the squeezed form of every katakana surface.
func (x *lexicon) putSqueezed(b *builder) {
	add := func(key string, id int) {
		if squeezable(key) {
			if z := squeezed(key); len([]rune(z)) >= 3 {
				x.put(z, id, kindSqueezed, float64(b.terms[id].cf), 0)
			}
		}
	}
	for id, t := range b.terms {
		add(t.key, id)
	}
	for _, s := range b.surfaces {
		add(s.key, s.term)
	}
}
