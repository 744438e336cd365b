package index

import (
	"sync"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// token is one morpheme of a document with its place in the original text.
type token struct {
	surface    string // as normalised (NFKC), case kept
	pos, sub   string // 品詞 and 品詞細分類1
	inflection string // 活用型, "" for words that do not inflect
	base       string // 基本形, "" when unknown
	reading    string // in katakana, "" when unknown
	start, end int    // bytes in the original, half-open
	user       bool   // from a user dictionary
}

// analyzer is kagome with IPADIC in search mode, which splits long compounds.
// IPADIC rather than UniDic: a quarter of the load time and of the memory.
// Loading takes about half a second, so only a build does it.
var analyzer = sync.OnceValues(func() (*tokenizer.Tokenizer, error) {
	return tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
})

// tokenize cuts a document's text. kagome sees normalised text with the lines
// of the print joined; every token is led back to the original bytes.
// kagome's Position counts bytes while Start and End count runes: only
// Position and the surface's length are used, and converted here, once.
func tokenize(text string) ([]token, error) {
	k, err := analyzer()
	if err != nil {
		return nil, err
	}
	return tokenizeWith(k, text)
}

func tokenizeWith(k *tokenizer.Tokenizer, text string) ([]token, error) {
	if text == "" {
		return nil, nil
	}
	f := fold1(text, foldTokens)
	s := string(f.r)
	starts, ends := byteOffsets(f, len(s))
	var out []token
	for _, t := range k.Analyze(s, tokenizer.Search) {
		if t.Surface == "" || t.Class == tokenizer.DUMMY {
			continue
		}
		x := token{surface: t.Surface, start: int(starts[t.Position]), end: int(ends[t.Position+len(t.Surface)])}
		if x.user = t.Class == tokenizer.USER; x.user {
			out = append(out, x)
			continue
		}
		x.pos, x.sub, x.inflection = feature(t, 0), feature(t, 1), feature(t, ipa.InflectionalType)
		x.base, x.reading = feature(t, ipa.BaseForm), feature(t, ipa.Reading)
		out = append(out, x)
	}
	return out, nil
}

// feature returns a feature of IPADIC, "" where it has none or writes "*".
func feature(t tokenizer.Token, i int) string {
	if v, ok := t.FeatureAt(i); ok && v != "*" {
		return v
	}
	return ""
}

// byteOffsets maps bytes of the normalised text, at rune borders, to bytes of
// the original: where the rune there starts, and where the rune before ends.
func byteOffsets(f *folded, n int) (starts, ends []int32) {
	starts, ends = make([]int32, n+1), make([]int32, n+1)
	at := 0
	for i, c := range f.r {
		starts[at] = f.from[i]
		at += len(string(c))
		ends[at] = f.to[i]
	}
	return starts, ends
}
