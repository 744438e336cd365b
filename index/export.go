package index

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
)

// shardNames lists the shards of an index in a fixed order.
func (x *Index) shardNames() []string {
	var out []string
	for _, s := range []struct {
		kind string
		n    int
	}{{"k", len(x.cited)}, {"l", len(x.lexicon)}, {"t", len(x.terms)}, {"b", len(x.pairs)},
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
	pack, err := newPacker()
	if err != nil {
		return fmt.Errorf("export index: %w", err)
	}
	files := map[string][]byte{}
	for _, name := range x.shardNames() {
		b, err := x.fullShard(name)
		if err == nil {
			files[name], err = pack.script(name, b)
		}
		if err != nil {
			return fmt.Errorf("export index: shard %s: %w", name, err)
		}
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

// packer wraps shards as classic scripts: raw DEFLATE (RFC 1951) in base64,
// which halves the files of texts and of the lexicon. The client unpacks it
// itself (inflate.ts): DecompressionStream is younger than the browsers of many
// an intranet, and asynchronous.
type packer struct {
	out     bytes.Buffer
	deflate *flate.Writer
}

func newPacker() (*packer, error) {
	p := &packer{}
	var err error
	p.deflate, err = flate.NewWriter(&p.out, flate.DefaultCompression)
	return p, err
}

// script returns the file of a shard.
func (p *packer) script(name string, b []byte) ([]byte, error) {
	p.out.Reset()
	p.deflate.Reset(&p.out)
	_, err := p.deflate.Write(b)
	if err = errors.Join(err, p.deflate.Close()); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "shogoIndex(%q,%q);\n", name, base64.StdEncoding.EncodeToString(p.out.Bytes())), nil
}
