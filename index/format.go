package index

// FormatVersion is the version of the files a browser reads. A client refuses
// any other, in words. Whoever changes what a byte means raises it and adds a
// line here.
//
//	1  first version
//	2  shards packed with DEFLATE; keys of citations
//	3  lexicon, pairs and terms that begin alike in one shard; index.js may
//	   stand in the page
//	4  texts brought along count less
//	5  shards that are not packed; documents as JSON
const FormatVersion = 5

// # The files
//
//	index.js             the manifest, read first, never cached across builds
//	<base>/w0.js w1.js…  words: lexicon, pairs of characters and terms that begin
//	                     alike; words.go
//	<base>/o0.js o1.js…  overflow: terms beginning so that few queries need them
//	<base>/d0.js d1.js…  documents: JSON
//	<base>/f.js          fold table and letters of rare characters
//	<base>/k0.js k1.js…  keys of citations: who answers to 14⑤
//	<base>/x.js          facets: values, and classes of documents with the same ones
//	<base>/x0.js x1.js…  the classes of documents
//
// Every file is a classic script with one call, shogoIndex(name, payload), so
// that it loads from file:// where fetch and modules do not. index.js may stand
// in a page before the client's script, so that both are read at once; it then
// leaves its payload in window.shogoIndexEarly. <base> is the hash of all
// shards: a file never changes under its name. The payload is
//
//	index.js    JSON, an object
//	documents   JSON, an array: what "Document shard d" describes
//	others      a string: base64 of the bytes
//	any shard   {"deflate": base64 of raw DEFLATE (RFC 1951) of the bytes}
//
// The last one is what a small corpus has, whose files are to be few bytes, and
// what rare characters are in. Texts shrink to less than half, lists of numbers
// hardly; but a first search waits for what it must unpack.
//
// # Bytes
//
// uint: varint, 7 bits a byte, lowest first, the high bit says more follow.
// 5 is 05, 300 is AC 02.
// int: a uint of 0 -1 1 -2 2 … as 0 1 2 3 4 …: -2 is 03.
// char: a code point as a uint by the table in codec.go, so that katakana is
// one byte and most kanji two: パ (U+30D1) is 31, 管 (U+7BA1) is 81 5D.
// string after another: number of shared first characters, number of others,
// the others. After パス the string パスワ is 02 01 4F.
// block: its length, then its bytes.
//
// # Keys of a shard of words
//
// Keys in code point order, each after the one before; then the number of
// entries, and for each the cost (64ths of a nat) * 8 + kind (lexicon.go), and
// as an int the distance of its target from the target before it in the shard.
// A target is a term, or a synonym group for kind 4.
//
//	パス  one entry, cost 300, kind 0, term 7:   00 02 31 19  01  E0 12  0E
//
// # Record of a term
//
// The head, a block: idf (1024ths of a nat), number of parts and each as the
// int distance from the term, the form to show after "", number of other forms
// and each after the shown one. Then for each document a uint
//
//	distance from the document before * 32 + level of the body's length * 2 + more
//
// where more = 0 says: once, in the body. Otherwise body*16 + context*4 + title
// follows (occurrences), and, when it stands in title or context, their levels
// as title + context*16. Levels are explained in norm.go.
//
//	document 3, level 7, once in the body:          6E
//	document 3, level 7, twice in body, in title:   6F 21 + levels
//
// # Record of a pair
//
// The head, a block: two chars, idf*2+1 for a pair in more than a tenth of over a
// thousand documents (no postings then), else idf*2. Then for each document
// distance*2, or distance*2+1 and the fields (1 body, 2 title, 3 both) unless
// it is the body only.
//
// # Document shard d
//
// JSON [[id, citation, title, body, context, facets], …], manifest.perShard of
// them; document n is row n % perShard of shard n / perShard. Documents are
// numbered in the byte order of their ids.
//
// # Facets x
//
// facet.go.
//
// # Citation shard k
//
// citation_table.go.
//
// # Fold
//
// foldtable.go, at encodeFold.
//
// # Sizes
//
// "make bench" prints files, bytes and bytes to the first result for corpora of
// 1,000 to 100,000 sections, TestFirstResultIsSmall in site/client those of the
// two documents. Nothing a query reads grows with the corpus except the lists of
// its own terms and pairs, and the manifest: a few bytes per shard.

// manifest is the one small file read before anything else. Byte strings are
// base64 in its JSON; null is an empty one.
type manifest struct {
	Version   int     `json:"version"`
	Base      string  `json:"base,omitempty"` // folder of the shards
	Documents int     `json:"documents"`
	Weights   Weights `json:"weights"`
	Unknown   int     `json:"unknown"` // cost of an unknown character, 64ths of a nat
	IDF0      int     `json:"idf0"`    // idf of what no document has, 1024ths
	// Norms are, for body, title and context, the length normalisation of the
	// sixteen levels of length, in thousandths.
	Norms [fieldCount][levels]int `json:"norms"`
	// PerShard is the number of documents in a shard of texts.
	PerShard int `json:"perShard"`

	Stubs  []byte `json:"stubs"`  // how many documents have a text, how many have none, and so on
	Asides []byte `json:"asides"` // texts brought along: how many others, how many of them, and so on; empty where all documents are of one kind
	Stops  []byte `json:"stops"`  // function words: key after the one before, cost
	Root   []byte `json:"root"`   // one-character keys of split characters, as in a lexicon shard
	Groups []byte `json:"groups"` // synonym groups: number of terms, the terms as distances
	// Words: per shard of words a block of the one or two characters it starts
	// at, and its first term as the distance from the one before.
	Words    []byte `json:"words"`
	Overflow int    `json:"overflow"` // number of shards of overflow
	// FacetBlock is the number of documents in a shard of classes, 0 for none.
	FacetBlock int `json:"facetBlock"`
	// Citations: per shard of citation keys its first key as a block of chars,
	// see citation_table.go.
	Citations []byte `json:"citations"`
	Fold      []byte `json:"fold"`    // fold table of the common code points
	Letters   []byte `json:"letters"` // letters among the common code points
}
