package corpus

// Provenance answers where a statement was read.
type Provenance struct {
	Source string `json:"source"`         // file name; "registry" for a fact of the registry
	Page   int    `json:"page,omitempty"` // 1-based page of the source document, 0 if unknown
	Lines  []int  `json:"lines"`          // 1-based lines of the file, ascending and unique; none in other formats than text
	// Box is where on the page the statement begins: x0, y0, x1, y1 in points
	// from the upper left corner. Place is the origin in formats without pages:
	// Sheet1!B7, paragraph 12, line 30. Block is the 1-based number of the block
	// in the listing of the source, 0 for a text.
	Box   *[4]float64 `json:"box,omitempty"`
	Place string      `json:"place,omitempty"`
	Block int         `json:"block,omitempty"`
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
