package site

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"shogo/corpus"
)

// placesPerShard is how many requirements a shard of places holds in a corpus
// that a site is made of. In larger ones shards and their list grow alike, by
// the square root of the corpus: a search reads the list and few shards.
const placesPerShard = 128

// placeScripts list, in the order of their ids, the address of every
// requirement with the page of the source and the certainty (0 certain, 1
// likely, 2 ambiguous) of its text. The file search/places.js names the
// documents and the first id of each shard,
//
//	shogoPlaces({"version":1,"documents":[["annex2-1.1","別紙2 対応表"]],"first":["annex2-1.1-p25-1-1"]});
//
// and search/places/0.js holds the first of them, page by page of the site,
//
//	shogoPlace(0,[["doc/annex2-1.1/p25.html",[["annex2-1.1-p25-2-4","2-4",25,1]]]]);
//
// with, where the page is one of another document that quotes the text, the
// number of that document as a fifth value.
func (b *builder) placeScripts() []script {
	documents := [][]string{}
	number := map[string]int{}
	for i, d := range b.c.Documents {
		documents = append(documents, []string{d.ID, d.ShortName})
		number[d.ID] = i
	}
	var all []*corpus.Requirement
	for _, r := range slices.Concat(b.c.Requirements, b.c.TitlesOnly()) {
		if b.addr.place[r.ID].page != "" {
			all = append(all, r)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ID < all[j].ID })
	size := max(placesPerShard, int(math.Sqrt(float64(len(all)))))
	first := []string{}
	out := []script{}
	for n := 0; len(all) > 0; n++ {
		shard := all[:min(size, len(all))]
		all = all[len(shard):]
		first = append(first, shard[0].ID)
		out = append(out, script{"places/" + strconv.Itoa(n), "shogoPlace", []any{n, b.placeShard(shard, number)}})
	}
	root := map[string]any{"version": 1, "documents": documents, "first": first}
	return append(out, script{"places", "shogoPlaces", []any{root}})
}

func (b *builder) placeShard(rs []*corpus.Requirement, number map[string]int) [][]any {
	pages := [][]any{}
	for _, r := range rs {
		p := b.addr.place[r.ID]
		item := []any{r.ID, p.anchor, r.Provenance.Page, grade(r.Certainty)}
		if d := b.quotedBy(r); d != nil {
			item = append(item, number[d.ID])
		}
		if n := len(pages); n == 0 || pages[n-1][0] != p.page {
			pages = append(pages, []any{p.page, [][]any{}})
		}
		last := pages[len(pages)-1]
		last[1] = append(last[1].([][]any), item)
	}
	return pages
}
