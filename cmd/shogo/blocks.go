package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"shogo/corpus"
	"shogo/corpus/block"
)

// exportBlocks writes what the reader of the file's format saw, one JSON
// object a line.
func (a *app) exportBlocks(args []string, path string, all bool) error {
	if len(args) != 1 {
		return misuse("export blocks needs exactly one FILE")
	}
	name, raw, err := readInput(args[0], a.stdin)
	if err != nil {
		return err
	}
	a.progress.step("reading " + name)
	doc, err := corpus.ReadBlocks(name, raw)
	if err != nil {
		return err
	}
	a.noteDoubts(name, doc)
	return a.writeOutput(path, func(w io.Writer) error { return writeBlocks(w, doc, all) })
}

// blockLine is the JSON of a block. A cell always has its position, and every
// block page and box, or the place of a format without pages.
type blockLine struct {
	Type   block.Type  `json:"type"`
	No     string      `json:"no,omitempty"`
	Text   string      `json:"text"`
	Scope  string      `json:"scope,omitempty"`
	Xref   string      `json:"xref,omitempty"`
	*cell              // nil for prose
	Page   int         `json:"page,omitempty"`
	Box    *[4]float64 `json:"box,omitempty"`
	Place  string      `json:"place,omitempty"`
	Hidden bool        `json:"hidden,omitempty"`
	Joined string      `json:"joined,omitempty"`
}

// cell is the position of a cell in its table.
type cell struct {
	Table   int  `json:"table"`
	Row     int  `json:"row"`
	Col     int  `json:"col"`
	RowSpan int  `json:"rowspan"`
	ColSpan int  `json:"colspan"`
	Header  bool `json:"header,omitempty"`
}

// writeBlocks writes block after block; all of them, or those that a reader of
// the document takes for its text.
func writeBlocks(w io.Writer, doc *block.Document, all bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !all && (b.Hidden || b.Type == block.Header || b.Type == block.Footer) {
			continue
		}
		line := blockLine{Type: b.Type, No: b.No, Text: b.Text, Scope: b.Scope, Xref: b.Xref, Page: b.Page, Box: b.Box,
			Place: b.Place, Hidden: b.Hidden, Joined: b.Joined}
		if b.Type == block.Cell {
			line.cell = &cell{b.Table, b.Row, b.Col, max(1, b.RowSpan), max(1, b.ColSpan), b.HeaderRow}
		}
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// noteDoubts prints what the reader warns of, each with its place.
func (a *app) noteDoubts(name string, doc *block.Document) {
	for _, w := range doc.Warnings {
		at := name
		if w.Page > 0 {
			at += fmt.Sprintf(": page %d", w.Page)
		} else if w.Place != "" {
			at += ": " + w.Place
		}
		a.note("%s: %s", at, w.Message)
	}
	for _, g := range doc.Glyphs {
		if g.Text != "" {
			continue
		}
		pages := slices.Clone(g.Pages)
		slices.Sort(pages)
		a.note("%s: glyph %d of font %s has no Unicode and is written as U+FFFD %s, on page %s", name, g.Code, g.Font,
			plural(g.Count, "time"), strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Compact(pages)), " ", ", "), "[]"))
	}
}
