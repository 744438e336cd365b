package corpus

// Provenance answers where a statement was read.
type Provenance struct {
	Source string `json:"source"`         // file name; "registry" for a fact of the registry
	Page   int    `json:"page,omitempty"` // 1-based page of the source document, 0 if unknown
	Lines  []int  `json:"lines"`          // 1-based lines of the file, ascending and unique
}

// SourceRegistry stands in Provenance.Source for facts that no embedded
// document prints.
const SourceRegistry = "registry"

// Span is a half-open range of bytes in the source as stored.
type Span struct{ Start, End int }

// Line is one line of a source, without its line end.
type Line struct {
	No   int    // 1-based
	Text string // decoded to UTF-8, otherwise untouched
	Span Span   // where it stands in the file as stored, line end excluded
}
