// Package pdf reads the text of a PDF file as blocks: tables with their cells,
// headings, items, notes and paragraphs, each with its page and box.
//
// Read is the only entry. It opens the file with an object layer of its own
// (no other reader available in Go bounds what a hostile file may decode),
// runs the content streams of its pages in parallel, and joins what the pages
// show: ruled lines to tables, tables over page breaks, lines to paragraphs.
//
// The text is the file's own. Two things differ from it, and both are
// reported: radicals of broken fonts become the kanji they stand for, and a
// glyph without Unicode, of which the embedded font program does not know the
// character either, becomes U+FFFD with its font and code in Document.Glyphs.
// A character printed twice at one place, as for bold type, is one. Text that
// nobody reads on the printed page is kept as hidden blocks.
package pdf

import (
	"errors"
	"fmt"
	"strings"

	"shogo/corpus/block"
)

// GlyphCode names a glyph of a font as Document.Glyphs reports it: the font
// with its subset prefix (ABCDEF+Font) and the code in the content stream.
type GlyphCode struct {
	Font string
	Code int
}

// Options change how a file is read; the zero value is right for most.
type Options struct {
	// Workers is the number of pages read at once, by default one per processor.
	Workers int
	// Glyphs gives the text of glyphs that have no Unicode in the file. A glyph
	// that has one is never changed.
	Glyphs map[GlyphCode]string
	// Progress, if set, is called after every page, from several goroutines.
	Progress func(done, total int)
}

// Error tells why a file cannot be read and what helps.
type Error struct {
	Page   int // 1-based; 0 if the file as a whole is meant
	Msg    string
	Remedy string
	Err    error // what lies behind it, may be nil
}

func (e *Error) Error() string {
	s := "read pdf: "
	if e.Page > 0 {
		s = fmt.Sprintf("read pdf: page %d: ", e.Page)
	}
	s += e.Msg
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

const remedyDamaged = "the file is damaged: download it again, or open it in a viewer and save a copy"

// Read gives the document's blocks in reading order. It fails with an *Error
// where nothing can be read: no PDF, a password, damage beyond the page tree,
// a scan without characters. A page that cannot be read among others that can
// is a warning.
func Read(data []byte, opts Options) (doc *block.Document, err error) {
	defer func() {
		if r := recover(); r != nil { // our own bug: still no reason to take the program down
			doc, err = nil, &Error{Msg: fmt.Sprintf("internal error: %v", r), Remedy: "please report it with the file"}
		}
	}()
	f, err := open(data)
	if err != nil {
		return nil, err
	}
	leaves := f.pages()
	if len(leaves) == 0 {
		return nil, &Error{Msg: "no page can be found", Remedy: remedyDamaged}
	}
	if len(leaves) > maxPages {
		return nil, &Error{Page: maxPages + 1, Msg: fmt.Sprintf("more than %d pages", maxPages), Remedy: "split the file"}
	}
	r := newReader(f, opts)
	sheets := r.run(leaves)
	if err := refuse(sheets); err != nil {
		return nil, err
	}
	doc = r.layout(sheets, strings.Contains(r.file.info("Producer"), "Skia/PDF"))
	doc.Glyphs = r.glyphs.list(opts.Glyphs)
	warnUnknown(doc, sheets)
	doc.Title = f.title()
	return doc, nil
}

// refuse finds the reason why nothing was read, if nothing was.
func refuse(pages []*sheet) error {
	var first *sheet
	for _, p := range pages {
		if p.letters > 0 {
			return nil
		}
		if first == nil && p.err != nil {
			first = p
		}
	}
	if first != nil && errors.Is(first.err, errLimit) {
		return &Error{Page: first.number, Msg: "the page cannot be read: " + errLimit.Error(), Remedy: "split the file and read the parts, or ask the publisher for a simpler copy", Err: first.err}
	}
	if first != nil {
		return &Error{Page: first.number, Msg: "the page cannot be read: " + first.err.Error(), Remedy: remedyDamaged, Err: first.err}
	}
	for _, p := range pages {
		if p.images {
			return &Error{Page: p.number, Msg: "the page is an image without characters: a scan", Remedy: "run text recognition (OCR) on it first, or ask the publisher for the original"}
		}
	}
	return &Error{Page: 1, Msg: "no page has any character", Remedy: "the text may be drawn as outlines: ask the publisher for the original"}
}

var errNoContent = errors.New("its content is missing")
