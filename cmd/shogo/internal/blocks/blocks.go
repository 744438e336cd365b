// Package blocks prints what the reader of a file's format saw, before
// anything is made of it.
package blocks

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"shogo/corpus/block"
)

// line is the JSON of a block. A cell always has its position, and every
// block page and box, or the place of a format without pages.
type line struct {
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

// Write writes one JSON object a line: all blocks, or those that a reader of
// the document takes for its text.
func Write(w io.Writer, doc *block.Document, all bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if !all && (b.Hidden || b.Type == block.Header || b.Type == block.Footer) {
			continue
		}
		l := line{Type: b.Type, No: b.No, Text: b.Text, Scope: b.Scope, Xref: b.Xref, Page: b.Page, Box: b.Box,
			Place: b.Place, Hidden: b.Hidden, Joined: b.Joined}
		if b.Type == block.Cell {
			l.cell = &cell{b.Table, b.Row, b.Col, max(1, b.RowSpan), max(1, b.ColSpan), b.HeaderRow}
		}
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// Doubts says what the reader of the file warns of, each with its place.
func Doubts(name string, doc *block.Document) []string {
	out := make([]string, 0, len(doc.Warnings))
	for _, w := range doc.Warnings {
		at := name
		if w.Page > 0 {
			at += fmt.Sprintf(": page %d", w.Page)
		} else if w.Place != "" {
			at += ": " + w.Place
		}
		out = append(out, at+": "+w.Message)
	}
	for _, g := range doc.Glyphs {
		if g.Text != "" {
			continue
		}
		pages := slices.Clone(g.Pages)
		slices.Sort(pages)
		times := "once"
		if g.Count > 1 {
			times = fmt.Sprintf("%d times", g.Count)
		}
		out = append(out, fmt.Sprintf("%s: glyph %d of font %s has no Unicode and is written as U+FFFD %s, on page %s", name, g.Code, g.Font,
			times, strings.Trim(strings.ReplaceAll(fmt.Sprint(slices.Compact(pages)), " ", ", "), "[]")))
	}
	return out
}
