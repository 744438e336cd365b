package index

import "sort"

// heldLimit is the memory, in bytes by estimate, above which an index lets go of
// the shards that were not used for longest: a server that answers for weeks
// stays as small as one that answered a day's questions. A shard that is let go
// is read again when it is needed.
const heldLimit = 256 << 20

// Estimates of what is kept, in bytes: a posting of a term, one of a pair, a key
// of the lexicon with its entries.
const (
	postingBytes     = 13
	pairPostingBytes = 5
	keyBytes         = 150
)

// held is what one shard in memory takes. Guarded by Index.mu.
type held struct {
	bytes int
	used  int64
	gone  bool // let go; a search that still runs may hold it
}

// use notes that a shard is used, and n more bytes of memory for it.
func (x *Index) use(h *held, n int) {
	h.used = x.clock
	h.bytes += n
	if !h.gone {
		x.held += n
	}
}

// tidy ends a search: above the limit the shards not used for longest go, until
// a quarter of it is free.
func (x *Index) tidy() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.clock++
	if x.held <= x.limit {
		return
	}
	type kept struct {
		*held
		drop func()
	}
	var all []kept
	for i, w := range x.words {
		if w != nil {
			all = append(all, kept{&w.held, func() { x.words[i] = nil }})
		}
	}
	for i, o := range x.spilled {
		if o != nil {
			all = append(all, kept{&o.held, func() { x.spilled[i] = nil }})
		}
	}
	for i, d := range x.texts {
		all = append(all, kept{&d.held, func() { delete(x.texts, i) }})
	}
	for i, c := range x.classes {
		all = append(all, kept{&c.held, func() { delete(x.classes, i) }})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].used < all[j].used })
	for _, k := range all {
		if x.held <= x.limit*3/4 {
			return
		}
		k.drop()
		k.gone = true
		x.held -= k.bytes
	}
}
