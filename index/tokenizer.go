package index

import (
	"sync"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// token is one morpheme of a text: what kagome says of it is read by feature.
type token struct {
	surface string // as normalised (NFKC), case kept
	id      int32  // among the words of its class
	class   tokenizer.TokenClass
}

// analyzer is kagome with IPADIC in search mode, which splits long compounds.
// IPADIC rather than UniDic: a quarter of the load time and of the memory.
// Loading takes about half a second, so only a build does it.
var analyzer = sync.OnceValues(func() (*tokenizer.Tokenizer, error) {
	return tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
})

// tokenize cuts a document's text. kagome sees normalised text with the lines
// of the print joined.
func tokenize(text string) ([]token, error) {
	k, err := analyzer()
	if err != nil {
		return nil, err
	}
	return tokenizeWith(k, nil, normalised(text)), nil
}

// tokenizeWith appends the morphemes of a normalised text to out.
func tokenizeWith(k *tokenizer.Tokenizer, out []token, text string) []token {
	if text == "" {
		return out
	}
	for _, t := range k.Analyze(text, tokenizer.Search) {
		if t.Surface != "" && t.Class != tokenizer.DUMMY {
			out = append(out, token{t.Surface, int32(t.ID), t.Class})
		}
	}
	return out
}

// feature returns a feature of IPADIC, "" where it has none or writes "*".
func (t token) feature(i int) string {
	d := ipa.Dict()
	var row []string
	switch t.class {
	case tokenizer.KNOWN:
		pos := d.POSTable.POSs[t.id]
		if i < len(pos) {
			row, i = d.POSTable.NameList, int(pos[i])
			break
		}
		row, i = d.Contents[t.id], i-len(pos)
	case tokenizer.UNKNOWN:
		row = d.UnkDict.Contents[t.id]
	}
	if i >= len(row) || row[i] == "*" {
		return ""
	}
	return row[i]
}
