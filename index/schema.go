package index

// Document is one requirement as indexed: the unit a search finds.
type Document struct {
	// ID is unique in a corpus, not empty, and decides ties: equal scores are
	// ordered by ID in byte order.
	ID string `json:"id"`
	// Citation is the label people use ("システム運用編 14⑤"). It is searched
	// with the title.
	Citation string `json:"citation,omitempty"`
	Title    string `json:"title,omitempty"`
	Body     string `json:"text,omitempty"`
	// Context is text the document stands in but does not say itself: the
	// title and the risk scenario of its group. It counts less than the body
	// and never as literal evidence.
	Context string `json:"context,omitempty"`
	// Stub is true where the text is not in the corpus. A stub is found by
	// title and citation and ranks after every hit that has text.
	Stub bool `json:"stub,omitempty"`
	// Aside is true of a text that somebody brought along to search beside the
	// guidelines and that is no requirement of any. Of equal evidence, what the
	// guidelines say comes first.
	Aside bool `json:"aside,omitempty"`
	// Named is true of a document that only its citation finds: none of its words
	// are searched, nor does it count among the documents that words are weighed
	// by.
	Named  bool   `json:"named,omitempty"`
	Facets Facets `json:"facets,omitzero"`
	// Keys are what a query that is wholly a citation finds the document by,
	// each a key as readCitation makes it and, behind spaces, the words such a
	// query may ask for beside it: "14-5 システム運用編 6.0". FromCorpus makes
	// them; a document without keys is found by its words only.
	Keys []string `json:"keys,omitempty"`
	// Order is the place of the document among those a citation names; equal
	// places are decided by ID.
	Order int `json:"order,omitempty"`
}

// Facets are the values a result can be narrowed by. Each is shown as it is.
type Facets struct {
	Document string `json:"document,omitempty"`
	// DocumentName is what people call the document; a filter typed in a query
	// (資料:チェックリスト) knows it too. It is not stored with every document.
	DocumentName string   `json:"documentName,omitempty"`
	Volume       string   `json:"volume,omitempty"`
	Roles        []string `json:"roles,omitempty"`
	Systems      []string `json:"systems,omitempty"`
	Certainty    string   `json:"certainty,omitempty"`
}

// Span is a half-open range of bytes in the text it belongs to, as stored.
type Span struct{ Start, End int }

// Fragment is a piece of a document's own text with the matched words in it.
type Fragment struct {
	// Field is "body", "title" or "context".
	Field string `json:"field"`
	// Text is cut from the field, never folded.
	Text string `json:"text"`
	// Start is the byte at which Text begins in the field.
	Start int `json:"start"`
	// More reports that the field goes on after Text.
	More bool `json:"more"`
	// Marks are the matched ranges in Text in bytes, sorted, not overlapping.
	Marks []Span `json:"marks"`
}

// Hit is one result.
type Hit struct {
	ID       string
	Citation string
	Title    string
	// Score is in points of idf (natural logarithm), rounded to 1e-6; see
	// rank.go. Scores are comparable inside one result only.
	Score float64
	// Coverage is the share of the query's weight this hit contains, 0 to 1.
	Coverage float64
	Fragment Fragment
	Stub     bool
	Facets   Facets
	// Cited is CitedNamed or CitedPossible where the query is a citation that
	// leads here, whatever the score; else "".
	Cited string
}

// Expansion says that a word of the query also searched for other words.
type Expansion struct {
	// From is the word as the reader typed it.
	From string `json:"from"`
	// To are the words searched instead or as well, as the corpus writes them.
	To []string `json:"to"`
	// Kind is "variant", "reading", "synonym", "prefix" or "typo".
	Kind string `json:"kind"`
	// Off is true where it would have been searched but was switched off.
	Off bool `json:"off,omitempty"`
}

// Result is the answer to one query.
type Result struct {
	Query      string
	Hits       []Hit
	Expansions []Expansion
	// Confident is false where there is no honest answer: the best coverage
	// among the first three hits is below one half, or a citation names nothing
	// that is here.
	Confident bool
	// Total counts all documents that were cited or scored and pass the
	// filters, not only those returned.
	Total int
	// Facets are the values among the documents that scored, by facet and value
	// in byte order, when asked for: each with the number of hits that pass the
	// filters of the other facets.
	Facets []FacetCount
	// Citation is nil unless the query is wholly a citation. What it names
	// stands before all other hits.
	Citation *Citation
	// Syntax is how the marks of the query were read, see syntax.go.
	Syntax Syntax
	// Approximate says that Total and Facets are upper bounds: not every text
	// that may hold a phrase was read.
	Approximate bool
}

// SearchOptions narrow or change one search. The zero value is the default.
type SearchOptions struct {
	// NoExpansion switches off synonyms, prefixes and typos.
	NoExpansion bool
	// Without switches off single expansions: each the kind and the word it was
	// made from as Expansion.From has it, "synonym:使い回し".
	Without []string
	// Filter keeps documents that have, for every facet named, one of the
	// values. Facets are "document", "volume", "role", "system", "certainty".
	Filter map[string][]string
	// Facets asks for Result.Facets.
	Facets bool
}

// Weights are the constants of the score. They travel with the exported index,
// so that the browser has none of its own. Decided by measurement on judged
// queries (testdata/queries) unless a line says otherwise.
type Weights struct {
	K1          float64 `json:"k1"`       // saturation of frequency, BM25's usual value
	BodyB       float64 `json:"bodyB"`    // length normalisation of the body
	TitleB      float64 `json:"titleB"`   // and of the title
	ContextB    float64 `json:"contextB"` // and of the context
	Title       float64 `json:"title"`    // a word in the title counts this often
	Context     float64 `json:"context"`  // a word in the context counts this often
	Variant     float64 `json:"variant"`  // kinds v and o: another spelling of the word
	Reading     float64 `json:"reading"`  // kind r: the word typed in kana
	Synonym     float64 `json:"synonym"`  // member of a synonym group, the word itself being present
	Instead     float64 `json:"instead"`  // member of a synonym group, the word itself being absent
	Squeezed    float64 `json:"squeezed"` // katakana alike but for ー and エイ
	Prefix      float64 `json:"prefix"`   // word cut short while typing
	Typo        float64 `json:"typo"`     // one edit
	Guess       float64 `json:"guess"`    // coverage of a typo or of a short prefix
	Own         float64 `json:"own"`      // alternatives from here on count as the word itself
	More        float64 `json:"more"`     // share of the points that further words of one meaning add
	Compound    float64 `json:"compound"` // the compound itself against the sum of its parts
	Bigram      float64 `json:"bigram"`   // unknown word by its character pairs
	BigramCover float64 `json:"bigramCover"`
	Share       float64 `json:"share"`    // literal evidence: share of the query's character pairs
	Literal     float64 `json:"literal"`  // all pairs in one field
	Verified    float64 `json:"verified"` // the letters themselves in one field
	InOrder     float64 `json:"inOrder"`  // and its words one after the other
	Heading     float64 `json:"heading"`  // and nothing else in the title
	Coverage    float64 `json:"coverage"` // part of the score that depends on coverage
	Aside       float64 `json:"aside"`    // a text brought along against a requirement
	Joint       float64 `json:"joint"`    // of two words whose meeting characters no document has
	Confident   float64 `json:"confident"`
	Whole       float64 `json:"whole"` // the same for a short word of several parts
	VerifyTop   int     `json:"verifyTop"`
	PrefixTop   int     `json:"prefixTop"`
}

// DefaultWeights are the measured constants.
func DefaultWeights() Weights {
	return Weights{
		K1: 1.2, BodyB: .2, TitleB: 0, ContextB: .5, Title: 5, Context: .6,
		Variant: .95, Reading: .8, Synonym: .75, Instead: 1, Squeezed: .9,
		Prefix: .7, Typo: .6, Guess: .6, Own: .9, More: .4, Compound: 1.2, Bigram: .72, BigramCover: .45,
		Share: .7, Literal: 2, Verified: 2, InOrder: 1, Heading: 1, Coverage: .6, Aside: .6, Joint: .4, Confident: .5, Whole: .7,
		VerifyTop: 40, PrefixTop: 16,
	}
}

// Options change how an index is built. The zero value is the default.
type Options struct {
	// Weights, nil for DefaultWeights.
	Weights *Weights
	// Synonyms are groups of words of one meaning, nil for the embedded list.
	// An empty non-nil slice switches synonyms off.
	Synonyms [][]string
	// UserDict are words beside the dictionary's.
	UserDict []UserWord
}
