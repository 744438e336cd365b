// Package markdown reads Markdown documents into blocks: an organisation's own
// rules and notes. Front matter gives title, publisher, edition, date and id.
package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"shogo/corpus/block"
)

// Error tells why a document is refused.
type Error = block.Error

// Options bound the work; the zero value has safe defaults.
type Options struct {
	Bytes int // of the file; default 8 MiB
	Depth int // nesting of quotations and lists; default 100
	Cells int // of all tables; default 200,000
}

func (o Options) withDefaults() Options {
	if o.Bytes <= 0 {
		o.Bytes = 8 << 20
	}
	if o.Depth <= 0 {
		o.Depth = 100
	}
	if o.Cells <= 0 {
		o.Cells = 200_000
	}
	return o
}

// Read reads a Markdown file in UTF-8: CommonMark with tables, footnotes, task
// lists and struck text. Places are lines of the file, front matter included:
// "line 30". The error is an *Error.
func Read(data []byte, opts Options) (doc *block.Document, err error) {
	defer func() {
		if e := recover(); e != nil {
			doc, err = nil, &Error{Msg: fmt.Sprintf("cannot read the text: unexpected structure (%v)", e), Remedy: "report the file"}
		}
	}()
	opts = opts.withDefaults()
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := check(data, opts); err != nil {
		return nil, err
	}
	doc = &block.Document{Format: "md", Blocks: []block.Block{}, Warnings: []block.Warning{}}
	start, err := frontMatter(data, doc)
	if err != nil {
		return nil, err
	}
	// The front matter stays as blank lines, so that lines keep their numbers.
	source := bytes.Clone(data)
	for i := range start {
		if source[i] != '\n' {
			source[i] = ' '
		}
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.TaskList, extension.Strikethrough))
	root := md.Parser().Parse(text.NewReader(source), parser.WithContext(parser.NewContext()))
	w := &walker{doc: doc, opts: opts, source: source, marks: map[int]string{}, last: -1}
	w.kids(root, context{})
	if w.err != nil {
		return nil, w.err
	}
	if len(doc.Blocks) == 0 {
		return nil, &Error{Msg: "the file holds no text", Remedy: "make sure that it is the file you meant"}
	}
	return doc, nil
}

// check refuses what is no text, and nesting that only an attack has.
func check(data []byte, opts Options) error {
	switch {
	case len(data) > opts.Bytes:
		return &Error{Msg: fmt.Sprintf("the file has more than %d bytes", opts.Bytes), Remedy: "split it into smaller files"}
	case bytes.IndexByte(data, 0) >= 0:
		return &Error{Msg: "the file holds binary data", Remedy: "make sure that it is a text file"}
	case !utf8.Valid(data):
		return &Error{Place: fmt.Sprintf("line %d", invalidLine(data)), Msg: "the text is not UTF-8", Remedy: "save it as UTF-8 in a text editor"}
	}
	no, columns, cells := 0, 0, 0
	for line := range bytes.Lines(data) {
		no++
		switch n := tableColumns(line); {
		case n > 0:
			columns = n
		case len(bytes.TrimSpace(line)) == 0:
			columns = 0
		}
		if cells += columns; cells > opts.Cells {
			return &Error{Place: fmt.Sprintf("line %d", no), Msg: fmt.Sprintf("the tables have more than %d cells", opts.Cells), Remedy: "split the file"}
		}
		if nesting(line) > opts.Depth {
			return &Error{Place: fmt.Sprintf("line %d", no), Msg: fmt.Sprintf("quotations, lists or brackets nest deeper than %d", opts.Depth), Remedy: "write the text with less nesting"}
		}
	}
	return nil
}

// tableColumns is the number of columns that a line below the captions of a
// table sets, 0 for any other line: | --- | :-: |. Every row gets as many cells,
// however short it is.
func tableColumns(line []byte) int {
	if !bytes.Contains(line, []byte("-")) || len(bytes.Trim(line, "|-: \t\r\n>")) > 0 {
		return 0
	}
	return bytes.Count(line, []byte("|")) + 1
}

// nesting counts the marks at the beginning of a line that open quotations and
// lists, and the brackets of a line that stay open.
func nesting(line []byte) int {
	depth, open, most := 0, 0, 0
	for i, c := range line {
		if c == '>' || (c == '-' || c == '*' || c == '+') && i+1 < len(line) && line[i+1] == ' ' {
			depth++
		} else if c != ' ' && c != '\t' {
			break
		}
	}
	for _, c := range line {
		switch c {
		case '[':
			open++
			most = max(most, open)
		case ']':
			open = max(0, open-1)
		}
	}
	return max(depth, most)
}

func invalidLine(data []byte) int {
	no := 0
	for line := range bytes.Lines(data) {
		no++
		if !utf8.Valid(line) {
			break
		}
	}
	return no
}
