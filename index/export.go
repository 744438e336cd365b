package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
)

// shardNames lists the shards of an index in a fixed order.
func (x *Index) shardNames() []string {
	var out []string
	for _, s := range []struct {
		kind string
		n    int
	}{{"l", len(x.lexicon)}, {"t", len(x.terms)}, {"b", len(x.pairs)},
		{"d", (x.man.Documents + x.man.PerShard - 1) / x.man.PerShard}} {
		for i := range s.n {
			out = append(out, fmt.Sprint(s.kind, i))
		}
	}
	return append(out, "f", "x")
}

// Export writes the files a browser searches by, through write: a name with
// slashes and the content. index.js is read first; every other file is a shard
// in a folder named by the hash of all of them, so that a browser or proxy
// never mixes two builds. The same documents give the same bytes.
func (x *Index) Export(write func(name string, data []byte) error) error {
	man := x.man
	man.Base = ""
	head, err := marshal(man)
	if err != nil {
		return fmt.Errorf("export index: %w", err)
	}
	sum := sha256.New()
	sum.Write(head)
	files := map[string][]byte{}
	for _, name := range x.shardNames() {
		b, err := x.fullShard(name)
		if err != nil {
			return fmt.Errorf("export index: shard %s: %w", name, err)
		}
		files[name] = script(name, b)
		sum.Write(files[name])
	}
	man.Base = hex.EncodeToString(sum.Sum(nil))[:16]
	for _, name := range x.shardNames() {
		if err := write(man.Base+"/"+name+".js", files[name]); err != nil {
			return fmt.Errorf("export index: %w", err)
		}
	}
	head, err = marshal(man)
	if err != nil {
		return fmt.Errorf("export index: %w", err)
	}
	return write("index.js", []byte(`shogoIndex("index",`+string(head)+");\n"))
}

// fullShard returns a shard with its postings.
func (x *Index) fullShard(name string) ([]byte, error) {
	b, err := x.src.shard(name)
	if err == nil && b == nil && name != "x" {
		err = errShort
	}
	if err != nil || x.lists == nil {
		return b, err
	}
	return x.withLists(name, b)
}

// script wraps a shard as a classic script: texts as they are, all others in
// base64.
func script(name string, b []byte) []byte {
	if name[0] == 'd' {
		return fmt.Appendf(nil, "shogoIndex(%q,%s);\n", name, b)
	}
	return fmt.Appendf(nil, "shogoIndex(%q,%q);\n", name, base64.StdEncoding.EncodeToString(b))
}
