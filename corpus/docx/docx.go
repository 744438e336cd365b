// Package docx reads Word documents into blocks: paragraphs with their automatic
// numbers evaluated, tables, notes, text boxes, headers and footers. Tracked
// insertions count as text, tracked deletions do not.
package docx

import (
	"fmt"

	"shogo/corpus/block"
	"shogo/corpus/ooxml"
	"shogo/corpus/shape"
)

// Error tells why a document is refused.
type Error = block.Error

// Options bound the work; the zero value has safe defaults.
type Options struct {
	Limits ooxml.Limits
	// Cells is the largest number of table positions (rows × columns) of all
	// tables together; default 500,000.
	Cells int
}

// reader is the state of one reading.
type reader struct {
	pkg    *ooxml.Package
	opts   Options
	doc    *block.Document
	main   string // name of the main part
	styles *styles
	nums   *numbering
	notes  notes

	part      string // the part being read, in words for places: paragraph, footnote
	paras     int    // paragraphs of the main part so far
	cells     int
	tables    int
	fields    []field
	carried   *para // its end was deleted: it goes on in the next paragraph
	bodySize  int   // size of running text in half points
	symbols   map[string]int
	warned    map[string]bool
	cited     bool // nothing has followed the last citation
	entries   shape.Contents
	lastBlock int // index of the block that a margin citation belongs to, -1 if none
}

// Read reads a DOCX. Places count the paragraphs of the body from 1, those in
// tables included: "paragraph 12". Notes stand behind the text in the order of
// their marks. The error is an *Error.
func Read(data []byte, opts Options) (doc *block.Document, err error) {
	defer func() {
		if e := recover(); e != nil {
			doc, err = nil, &Error{Msg: fmt.Sprintf("cannot read the document: unexpected structure (%v)", e), Remedy: "save it again in its office program and report the file"}
		}
	}()
	if opts.Cells <= 0 {
		opts.Cells = 500_000
	}
	limits := opts.Limits.WithDefaults()
	if opts.Limits.Tags <= 0 {
		limits.Tags = 800_000 // elements are held as a tree
	}
	pkg, err := ooxml.Open(data, limits)
	if err != nil {
		return nil, err
	}
	r := &reader{pkg: pkg, opts: opts, main: pkg.Main("word/document.xml"), part: "paragraph",
		doc: &block.Document{Format: "docx", Blocks: []block.Block{}, Warnings: []block.Warning{}}, symbols: map[string]int{}, warned: map[string]bool{}, lastBlock: -1}
	return r.read()
}

// skipped are properties that no text depends on; leaving them out keeps the
// tree small.
var skipped = []string{"rFonts", "lang", "szCs", "bCs", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "spPr", "blipFill", "tblBorders", "tcBorders", "tcMar", "tblCellMar", "pBdr", "color", "spacing", "kern", "binData", "latentStyles"}

func (r *reader) read() (*block.Document, error) {
	root, err := r.pkg.Parse(r.main, skipped...)
	if err != nil {
		return nil, err
	}
	body := root.Kid("body")
	if body == nil {
		return nil, &Error{Place: r.main, Msg: "the document has no body", Remedy: "make sure that it is a Word document (.docx)"}
	}
	r.doc.Title = r.pkg.Title()
	r.styles = r.readStyles()
	r.nums = r.readNumbering()
	r.readNoteParts(root)
	content, err := r.flow(body, nil)
	if err != nil {
		return nil, err
	}
	r.flush(&content)
	r.bodySize = commonSize(content)
	r.furniture("header", block.Header)
	r.emit(content)
	if err := r.emitNotes(); err != nil {
		return nil, err
	}
	r.furniture("footer", block.Footer)
	r.reportSymbols()
	r.reportParts()
	if len(r.doc.Visible()) == 0 {
		return nil, &Error{Place: r.main, Msg: "the document holds no text", Remedy: "if its pages are pictures, use a version with text"}
	}
	return r.doc, nil
}

// warn reports a doubt once for each place and message.
func (r *reader) warn(place, format string, args ...any) {
	w := block.Warning{Place: place, Message: fmt.Sprintf(format, args...)}
	if key := w.Place + "\x00" + w.Message; !r.warned[key] {
		r.warned[key] = true
		r.doc.Warnings = append(r.doc.Warnings, w)
	}
}
