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
	}{{"k", len(x.cited)}, {"w", len(x.starts)}, {"o", x.man.Overflow},
		{"d", shardsOf(x.man.Documents, x.man.PerShard)}, {"x", shardsOf(x.man.Documents, x.man.FacetBlock)}} {
		for i := range s.n {
			out = append(out, fmt.Sprint(s.kind, i))
		}
	}
	return append(out, "f", "x")
}

// shardsOf is the number of shards of so many documents each, 0 for none.
func shardsOf(documents, per int) int {
	if per <= 0 {
		return 0
	}
	return (documents + per - 1) / per
}

// Export writes the files a browser searches by, through write: a name with
// slashes and the content, index.js last. A browser reads index.js first; every
// other file is a shard in a folder named by the hash of all of them, so that a
// browser or proxy never mixes two builds. The same documents give the same
// bytes.
func (x *Index) Export(write func(name string, data []byte) error) error {
	if err := x.export(write); err != nil {
		return fmt.Errorf("export index: %w", err)
	}
	return nil
}

func (x *Index) export(write func(name string, data []byte) error) error {
	pack, err := newPacker(packingOf(x.man.Documents).deflate)
	if err != nil {
		return err
	}
	for _, name := range x.shardNames() {
		b, err := x.fullShard(name)
		if err == nil {
			b, err = pack.script(name, b)
		}
		if err == nil {
			err = write(x.man.Base+"/"+name+".js", b)
		}
		if err != nil {
			return fmt.Errorf("shard %s: %w", name, err)
		}
	}
	head, err := marshal(x.man)
	if err != nil {
		return err
	}
	return write("index.js", []byte(`(window.shogoIndex||function(n,m){window.shogoIndexEarly=m})("index",`+string(head)+");\n"))
}

// baseName names the folder of the shards by all they hold.
func (m *model) baseName() (string, error) {
	sum := sha256.New()
	head, err := marshal(m.man)
	if err != nil {
		return "", err
	}
	sum.Write(head)
	for _, name := range sortedStrings(m.shards) {
		fmt.Fprintf(sum, "%s %d\n", name, len(m.shards[name]))
		sum.Write(m.shards[name])
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}

// fullShard returns a shard with its postings.
func (x *Index) fullShard(name string) ([]byte, error) {
	b, err := x.src.shard(name)
	if err == nil && b == nil {
		err = errShort
	}
	if err != nil || x.lists == nil {
		return b, err
	}
	return x.withLists(name, b)
}

// packer wraps shards as classic scripts, as format.go describes them. Raw
// DEFLATE (RFC 1951) halves the files of texts and takes a quarter off those of
// words; the client unpacks it itself (inflate.ts), because DecompressionStream
// is asynchronous and younger than the browsers of many an intranet.
type packer struct {
	all     bool // deflates every shard; the rare characters are in any case
	out     bytes.Buffer
	deflate *flate.Writer
}

func newPacker(all bool) (*packer, error) {
	p := &packer{all: all}
	var err error
	p.deflate, err = flate.NewWriter(&p.out, flate.DefaultCompression)
	return p, err
}

// script returns the file of a shard. The bytes are the caller's.
func (p *packer) script(name string, b []byte) ([]byte, error) {
	before, after := `"`, `"`
	switch {
	case p.all || name == "f":
		p.out.Reset()
		p.deflate.Reset(&p.out)
		_, err := p.deflate.Write(b)
		if err = errors.Join(err, p.deflate.Close()); err != nil {
			return nil, err
		}
		b, before, after = p.out.Bytes(), `{"deflate":"`, `"}`
	case name[0] == 'd':
		return fmt.Appendf(nil, "shogoIndex(%q,%s);\n", name, b), nil
	}
	out := make([]byte, 0, base64.StdEncoding.EncodedLen(len(b))+len(name)+40)
	out = fmt.Appendf(out, "shogoIndex(%q,%s", name, before)
	out = base64.StdEncoding.AppendEncode(out, b)
	return append(append(out, after...), ");\n"...), nil
}
