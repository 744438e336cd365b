package site

import (
	"encoding/json"
	"sort"
	"strconv"

	"shogo/corpus"
	"shogo/index"
)

// Kinds of suggestions, as numbers in the file. A text of several kinds is
// suggested once, as the first of them.
const (
	suggestTerm  = iota // a word that a 用語の解説 defines
	suggestTitle        // the title of a chapter or section
	suggestItem         // the title of an item
	suggestGroup        // the title of a 小項目 of a mapping table
)

const (
	// suggestInline is the size in bytes up to which all suggestions are one
	// file, so that a text is found by its middle as well.
	suggestInline = 64 << 10
	// suggestPerShard is the number of suggestions in a file of a larger set.
	suggestPerShard = 400
	// suggestKey is how many characters of a shard's first key are kept.
	suggestKey = 16
)

type suggestion struct {
	kind      int
	text, key string
}

// suggestScripts write what may be suggested while somebody types: kind and
// text, in the order of the folded text. A small set is one file,
//
//	shogoSuggest({"version":1,"entries":[[0,"CSIRT"],[1,"利用機器の管理"]]});
//
// a large one names the first key of each shard, cut to sixteen characters, and
// search/suggest/0.js holds the first of them:
//
//	shogoSuggest({"version":1,"first":["csirt"]});
//	shogoSuggestShard(0,[[0,"CSIRT"],[1,"利用機器の管理"]]);
func (b *builder) suggestScripts() []script {
	all := b.suggestions()
	entries, size := make([][]any, len(all)), 0
	for i, s := range all {
		entries[i] = []any{s.kind, s.text}
		text, _ := json.Marshal(s.text)
		size += len(text) + len("[0,],")
	}
	if size <= suggestInline {
		return []script{{"suggest", "shogoSuggest", []any{map[string]any{"version": 1, "entries": entries}}}}
	}
	var out []script
	first := []string{}
	for at := 0; at < len(all); at += suggestPerShard {
		key := []rune(all[at].key)
		first = append(first, string(key[:min(len(key), suggestKey)]))
		n := len(out)
		out = append(out, script{"suggest/" + strconv.Itoa(n), "shogoSuggestShard", []any{n, entries[at:min(at+suggestPerShard, len(all))]}})
	}
	return append(out, script{"suggest", "shogoSuggest", []any{map[string]any{"version": 1, "first": first}}})
}

// suggestions collects the texts, sorted by what a visitor's typing is
// compared with.
func (b *builder) suggestions() []suggestion {
	kinds := map[string]int{}
	add := func(kind int, text string) {
		if have, ok := kinds[text]; text != "" && (!ok || kind < have) {
			kinds[text] = kind
		}
	}
	for _, d := range b.c.Documents {
		for _, s := range d.Outline {
			s.Walk(func(x *corpus.Section) { add(suggestTitle, x.Title) })
		}
	}
	for _, r := range b.c.Requirements {
		if r.Kind != corpus.KindMeasure { // a measure has the title of its group
			add(suggestItem, r.Title)
		}
		for _, p := range r.Parts {
			if p.Kind == corpus.PartDefinition {
				add(suggestTerm, p.Label)
			}
		}
	}
	for _, g := range b.c.Groups {
		add(suggestGroup, g.Title)
	}
	out := []suggestion{}
	for text, kind := range kinds {
		if key := index.Fold(text); key != "" {
			out = append(out, suggestion{kind, text, key})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].key != out[j].key {
			return out[i].key < out[j].key
		}
		return out[i].text < out[j].text
	})
	return out
}
