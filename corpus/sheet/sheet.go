// Package sheet reads spreadsheets into blocks: every cell of a table with its
// span and its place, lines outside tables as text. What the workbook hides is
// read too and marked so.
package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"shogo/corpus/block"
	"shogo/corpus/ooxml"
)

// Error tells why a workbook is refused.
type Error = block.Error

// Options bound the work; the zero value has safe defaults.
type Options struct {
	Limits ooxml.Limits
	// Cells is the largest number of cell positions (rows × columns) of all
	// tables together; default 200,000.
	Cells int
	// Sheets is the largest number of sheets; default 200.
	Sheets int
}

type reader struct {
	opts     Options
	pkg      *ooxml.Package
	book     *excelize.File
	doc      *block.Document
	styles   map[int]look
	strings  []string
	formats  map[string]int // styles made for a format alone, by its code
	tables   int
	cells    int
	date1904 bool // days count from 1904
}

// Read reads an XLSX. Places are cells: "Sheet1!B7". Numbers and dates come as
// the workbook displays them, formulas as the value it holds for them. The
// error is an *Error.
func Read(data []byte, opts Options) (doc *block.Document, err error) {
	defer func() {
		if e := recover(); e != nil {
			doc, err = nil, &Error{Msg: fmt.Sprintf("cannot read the workbook: unexpected structure (%v)", e), Remedy: "save it again in its office program and report the file"}
		}
	}()
	if opts.Cells <= 0 {
		opts.Cells = 200_000
	}
	if opts.Sheets <= 0 {
		opts.Sheets = 200
	}
	pkg, err := ooxml.Open(data, opts.Limits)
	if err != nil {
		return nil, err
	}
	r := &reader{opts: opts, pkg: pkg, styles: map[int]look{}, formats: map[string]int{},
		doc: &block.Document{Format: "xlsx", Title: pkg.Title(), Blocks: []block.Block{}, Warnings: []block.Warning{}}}
	return r.read()
}

func (r *reader) read() (*block.Document, error) {
	main := r.pkg.Main("xl/workbook.xml")
	root, err := r.pkg.Parse(main)
	if err != nil {
		return nil, err
	}
	r.date1904 = isTrue(root.Kid("workbookPr").Get("date1904"))
	sheets, err := r.workbook(main, root)
	if err != nil {
		return nil, err
	}
	if r.strings, err = r.sharedStrings(main); err != nil {
		return nil, err
	}
	if r.book, err = r.open(main, root); err != nil {
		return nil, err
	}
	defer r.book.Close()
	for _, s := range sheets {
		if err := r.sheet(s); err != nil {
			return nil, err
		}
	}
	for _, name := range r.pkg.Faults() {
		r.warn(name, "この部分は壊れていて読めませんでした。")
	}
	if len(r.doc.Blocks) == 0 {
		return nil, &Error{Msg: "the workbook holds no text", Remedy: "make sure that it is the file you meant"}
	}
	return r.doc, nil
}

// sheet reads one sheet with all that stands on it.
func (r *reader) sheet(s *tab) error {
	if s.kind != "worksheet" {
		r.warn(s.name, "シート「%s」は表ではない（グラフなど）ため、読んでいません。", s.name)
		return nil
	}
	g, err := r.scan(s)
	if err == nil {
		err = r.format(g)
	}
	if err != nil {
		return err
	}
	r.reportHidden(g)
	r.furniture(g, "oddHeader", block.Header)
	if err := r.emit(g); err != nil {
		return err
	}
	r.drawings(g)
	r.furniture(g, "oddFooter", block.Footer)
	return nil
}

func (r *reader) warn(place, format string, args ...any) {
	r.doc.Warnings = append(r.doc.Warnings, block.Warning{Place: place, Message: fmt.Sprintf(format, args...)})
}
