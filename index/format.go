package index

// FormatVersion is the version of the files a browser reads. A client refuses
// any other.
//
//	1  first version
const FormatVersion = 1

// manifest is the one small file read before anything else. Byte strings are
// base64 in its JSON; their content is described beside the function that
// writes them (format of shards: encode.go).
type manifest struct {
	Version   int     `json:"version"`
	Base      string  `json:"base,omitempty"` // folder of the shards, named by a hash of their content
	Documents int     `json:"documents"`
	Weights   Weights `json:"weights"`
	Unknown   int     `json:"unknown"` // cost of an unknown character, 64ths of a nat
	IDF0      int     `json:"idf0"`    // idf of what no document has, 1024ths
	// Norms are, for body, title and context, the length normalisation of the
	// sixteen levels of length, in thousandths.
	Norms [fieldCount][levels]int `json:"norms"`
	// PerShard is the number of documents in a shard of texts.
	PerShard int `json:"perShard"`

	Stubs   []byte `json:"stubs"`   // document numbers
	Stops   []byte `json:"stops"`   // function words and costs
	Root    []byte `json:"root"`    // one-character keys of split characters, as in a lexicon shard
	Groups  []byte `json:"groups"`  // synonym groups: terms
	Lexicon []byte `json:"lexicon"` // first one or two characters of every lexicon shard
	Terms   []byte `json:"terms"`   // first term of every term shard
	Pairs   []byte `json:"pairs"`   // first pair of every shard of character pairs
	Fold    []byte `json:"fold"`    // fold table of the common code points
	Letters []byte `json:"letters"` // letters among the common code points
}
