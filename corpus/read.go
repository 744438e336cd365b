package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/docx"
	"shogo/corpus/htmldoc"
	"shogo/corpus/markdown"
	"shogo/corpus/pdf"
	"shogo/corpus/sheet"
)

// Format names a file format that can be read.
type Format string

// The formats. Text is read line by line, the others give blocks.
const (
	FormatText     Format = "text"
	FormatPDF      Format = "pdf"
	FormatXLSX     Format = "xlsx"
	FormatDOCX     Format = "docx"
	FormatHTML     Format = "html"
	FormatMarkdown Format = "md"
)

// extensions are the names that formats go by where their bytes do not tell.
var extensions = map[string]Format{".pdf": FormatPDF, ".xlsx": FormatXLSX, ".xlsm": FormatXLSX, ".docx": FormatDOCX,
	".html": FormatHTML, ".htm": FormatHTML, ".xhtml": FormatHTML, ".md": FormatMarkdown, ".markdown": FormatMarkdown, ".txt": FormatText}

// SniffFormat tells the format of a file: by its first bytes where they are
// telling, so that a misnamed file is read as what it is, else by its name.
// What nothing identifies is text.
func SniffFormat(name string, raw []byte) Format {
	switch {
	case bytes.HasPrefix(raw, []byte("%PDF-")), startsLikePDF(raw):
		return FormatPDF
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		switch zipKind(raw, "a ZIP archive") {
		case "an XLSX workbook":
			return FormatXLSX
		case "a DOCX document":
			return FormatDOCX
		}
	}
	format, named := extensions[strings.ToLower(path.Ext(name))]
	if office := format == FormatXLSX || format == FormatDOCX; office && !bytes.HasPrefix(raw, []byte("PK")) {
		return FormatText // refused there with the right word for it
	}
	if named {
		return format
	}
	if startsLikeHTML(raw) {
		return FormatHTML
	}
	return FormatText
}

// startsLikePDF reports a PDF with a few bytes before its head, which readers
// accept in the first kilobyte. A text about PDF holds no NUL byte.
func startsLikePDF(raw []byte) bool {
	return bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")) && bytes.IndexByte(raw, 0) >= 0
}

func startsLikeHTML(raw []byte) bool {
	s := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(raw[:min(len(raw), 1024)], []byte("\uFEFF")), " \t\r\n"))
	return bytes.HasPrefix(s, []byte("<!doctype html")) || bytes.HasPrefix(s, []byte("<html"))
}

// ReadOptions change how a file is read; the zero value is right for most.
type ReadOptions struct {
	// Glyphs gives the text of glyphs of a PDF that have no Unicode.
	Glyphs map[pdf.GlyphCode]string
	// Progress, if set, is called after every page, from several goroutines.
	Progress func(page, pages int)
}

// ReadBlocks reads a file of any format into blocks in reading order. A text
// gives a paragraph per line that is not blank, with the line as its place.
// The error is a *SyntaxError that names file, place and remedy.
func ReadBlocks(name string, raw []byte) (*block.Document, error) {
	return ReadBlocksWith(name, raw, ReadOptions{})
}

// ReadBlocksWith is ReadBlocks with options.
func ReadBlocksWith(name string, raw []byte, opts ReadOptions) (*block.Document, error) {
	if len(raw) == 0 {
		return nil, &SyntaxError{Source: name, Msg: "the file is empty", Remedy: "fetch the document again"}
	}
	var doc *block.Document
	var err error
	switch SniffFormat(name, raw) {
	case FormatPDF:
		doc, err = pdf.Read(raw, pdf.Options{Glyphs: opts.Glyphs, Progress: opts.Progress})
	case FormatXLSX:
		doc, err = sheet.Read(raw, sheet.Options{})
	case FormatDOCX:
		doc, err = docx.Read(raw, docx.Options{})
	case FormatHTML:
		doc, err = htmldoc.Read(raw, htmldoc.Options{})
	case FormatMarkdown:
		doc, err = markdown.Read(raw, markdown.Options{})
	default:
		return textBlocks(name, raw)
	}
	if err != nil {
		return nil, ReadError(name, err)
	}
	return doc, nil
}

// textBlocks makes a paragraph of every line that is not blank.
func textBlocks(name string, raw []byte) (*block.Document, error) {
	t, findings, err := decodeSource(name, raw)
	if err != nil {
		return nil, err
	}
	doc := &block.Document{Format: string(FormatText), Blocks: make([]block.Block, 0, len(t.Lines)), Warnings: []block.Warning{}}
	for _, l := range t.Lines {
		if strings.TrimSpace(l.Text) != "" {
			doc.Blocks = append(doc.Blocks, block.Block{Type: block.Para, Text: l.Text, Place: linePlace + strconv.Itoa(l.No)})
		}
	}
	for _, f := range findings {
		doc.Warnings = append(doc.Warnings, block.Warning{Message: f.Message})
	}
	return doc, nil
}

// linePlace begins the place of a block in a format with lines.
const linePlace = "line "

// ReadError makes the error of a reader (block.Error, pdf.Error) one that names
// the file: a SyntaxError.
func ReadError(name string, err error) error {
	e := &SyntaxError{Source: name, Msg: err.Error()}
	var p *pdf.Error
	var b *block.Error
	switch {
	case errors.As(err, &p):
		e.Msg, e.Remedy = p.Msg, p.Remedy
		if p.Page > 0 {
			e.Place = fmt.Sprintf("page %d", p.Page)
		}
	case errors.As(err, &b):
		e.Msg, e.Remedy, e.Place = b.Msg, b.Remedy, b.Place
		if no, ok := strings.CutPrefix(b.Place, linePlace); ok {
			if e.Line, _ = strconv.Atoi(no); e.Line > 0 {
				e.Place = ""
			}
		}
	}
	return e
}
