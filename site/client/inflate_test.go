package client_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestInflateUnpacksWhatGoPacks tries every way of packing: stored, with fixed
// codes, with codes of its own short and long, with repeats that overlap; and
// what was cut short.
func TestInflateUnpacksWhatGoPacks(t *testing.T) {
	docs := documents(t)
	long := ""
	for _, d := range docs {
		long += d.Title + d.Body + d.Context
	}
	var packed, want []string
	pack := func(s string, level int) []byte {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		if err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitAfterSeq(s, "。") { // several blocks
			w.Write([]byte(part))
			if len(s) < 2000 {
				w.Flush()
			}
		}
		w.Close()
		return b.Bytes()
	}
	for _, s := range []string{"", "鍵", strings.Repeat("ab", 400), docs[0].Body, long, strings.Repeat(long, 3)} {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, flate.BestCompression} {
			b := pack(s, level)
			packed, want = append(packed, base64.StdEncoding.EncodeToString(b)), append(want, s)
		}
	}
	for _, level := range []int{flate.NoCompression, flate.BestCompression} {
		b := pack(docs[0].Body, level)
		packed, want = append(packed, base64.StdEncoding.EncodeToString(b[:len(b)/2])), append(want, "検索用ファイルが壊れているか、途中で切れています。")
	}
	p := open(t, build(t, docs[:3]))
	if diff := cmp.Diff(want, call[[]string](t, p, "inflate", packed)); diff != "" {
		t.Errorf("-packed +unpacked:\n%.500s", diff)
	}
}
