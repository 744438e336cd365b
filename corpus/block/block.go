// Package block holds what every document reader gives: the pieces of a
// document in reading order, each with its origin. A reader throws nothing
// away; what is page furniture is marked so and left out by Visible.
//
// The readers (corpus/pdf, corpus/sheet, corpus/docx, corpus/htmldoc,
// corpus/markdown) know formats, not document families: they tell headings,
// items, notes and table cells apart by what the format and the page show.
package block

// Type names the function of a block on its page.
type Type string

// The types. TOC keeps its number and mark in Text; every other numbered type
// has them in No and Scope.
const (
	TOC        Type = "toc"
	Chapter    Type = "chapter"
	Section    Type = "section"
	ClauseHead Type = "clausehead" // 【遵守事項】 and other headings in 【】
	Item       Type = "item"       // ①, (1), 第5条 …; the No of a bullet is its mark: ・, -
	Para       Type = "para"
	Note       Type = "note" // ※
	Footnote   Type = "footnote"
	Cell       Type = "cell"   // of a table
	Header     Type = "header" // page furniture
	Footer     Type = "footer" // page furniture
)

// Block is one piece. The zero value of a place means that the format has no
// such place.
type Block struct {
	Type  Type   `json:"type"`
	No    string `json:"no,omitempty"` // as printed: 5, ５．１, ①
	Text  string `json:"text"`         // without number, mark and scope; line breaks of the print removed in prose, kept as \n between a cell's paragraphs
	Scope string `json:"scope,omitempty"`
	Xref  string `json:"xref,omitempty"` // the ▶ citations beside it, lines joined by \n

	// Table counts the tables of the document from 1; Row and Col count from 0
	// and name the cell's upper left corner in the table joined over pages.
	Table   int `json:"table,omitempty"`
	Row     int `json:"row"`
	Col     int `json:"col"`
	RowSpan int `json:"rowspan,omitempty"`
	ColSpan int `json:"colspan,omitempty"`
	// HeaderRow is true for cells of the caption rows, which a table repeats
	// on every page and which come out once.
	HeaderRow bool `json:"header,omitempty"`

	Page int         `json:"page,omitempty"` // 1-based
	Box  *[4]float64 `json:"box,omitempty"`  // x0, y0, x1, y1 in points from the page's upper left corner
	// Place is the origin in formats without pages: Sheet1!B7, paragraph 12, line 30.
	Place string `json:"place,omitempty"`
	// Anchor is the place of a footnote's mark in the text, empty where the
	// format does not say.
	Anchor string `json:"anchor,omitempty"`
	// Hidden marks content that the format hides from a reader: a hidden row
	// or sheet.
	Hidden bool `json:"hidden,omitempty"`
	// Joined tells why pieces were put together by inference, empty if the
	// format says so itself; Japanese, for readers.
	Joined string `json:"joined,omitempty"`
}

// Warning is what a reader doubts or could not read, with its place.
type Warning struct {
	Page    int    `json:"page,omitempty"`
	Place   string `json:"place,omitempty"`
	Message string `json:"message"` // Japanese, for readers
}

// Glyph is a character of a PDF font that has no Unicode; the text holds
// U+FFFD in its place, or Text where a person has said what it is.
type Glyph struct {
	Font  string `json:"font"`
	Code  int    `json:"code"`
	Text  string `json:"text,omitempty"`
	Count int    `json:"count"`
	Pages []int  `json:"pages"`
}

// Document is what a reader gives.
type Document struct {
	Format string `json:"format"` // pdf, xlsx, docx, html, md
	Pages  int    `json:"pages,omitempty"`
	Title  string `json:"title,omitempty"`
	// Meta is what the document says of itself in its front matter: title,
	// publisher, edition, date, id. Only Markdown has one.
	Meta     map[string]string `json:"meta,omitempty"`
	Blocks   []Block           `json:"blocks"`
	Warnings []Warning         `json:"warnings"`
	Glyphs   []Glyph           `json:"glyphs,omitempty"`
}

// Visible returns the blocks without page furniture and hidden content.
func (d *Document) Visible() []Block {
	var out []Block
	for _, b := range d.Blocks {
		if b.Type != Header && b.Type != Footer && !b.Hidden {
			out = append(out, b)
		}
	}
	return out
}
