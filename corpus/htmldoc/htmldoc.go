// Package htmldoc reads HTML documents into blocks: headings, lists, tables
// with their spans, notes, and the margin column of citations. Scripts and
// styles are no text; what the page hides is read and marked so.
package htmldoc

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"shogo/corpus/block"
)

// Error tells why a document is refused.
type Error = block.Error

// Options bound the work; the zero value has safe defaults.
type Options struct {
	Bytes int // of the file; default 32 MiB
	Tags  int // default 500,000
	Cells int // table positions (rows × columns) of all tables; default 200,000
}

func (o Options) withDefaults() Options {
	if o.Bytes <= 0 {
		o.Bytes = 32 << 20
	}
	if o.Tags <= 0 {
		o.Tags = 500_000
	}
	if o.Cells <= 0 {
		o.Cells = 200_000
	}
	return o
}

// Read reads an HTML file in any of the encodings Japanese pages use. Places
// are lines of the file: "line 30". The error is an *Error.
func Read(data []byte, opts Options) (doc *block.Document, err error) {
	defer func() {
		if e := recover(); e != nil {
			doc, err = nil, &Error{Msg: fmt.Sprintf("cannot read the page: unexpected structure (%v)", e), Remedy: "save the page again in a browser and report the file"}
		}
	}()
	opts = opts.withDefaults()
	if len(data) > opts.Bytes {
		return nil, &Error{Msg: fmt.Sprintf("the file has more than %d bytes", opts.Bytes), Remedy: "save the page without embedded pictures"}
	}
	doc = &block.Document{Format: "html", Blocks: []block.Block{}, Warnings: []block.Warning{}}
	text, err := decode(data, doc)
	if err != nil {
		return nil, err
	}
	marked, err := markLines(text, opts.Tags)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(bytes.NewReader(marked))
	if err != nil {
		return nil, &Error{Msg: "cannot parse the page: " + err.Error(), Remedy: "save the page again in a browser"}
	}
	w := newWalker(doc, opts, root)
	doc.Title = w.notes.title
	w.page(root)
	if w.err != nil {
		return nil, w.err
	}
	if len(doc.Visible()) == 0 {
		return nil, &Error{Msg: "the page holds no text", Remedy: "if the page is built by a script, save it from a browser as a complete page"}
	}
	return doc, nil
}

// lineAttr carries the line of a start tag through the parser, which keeps no
// positions.
const lineAttr = "data-shogo-line"

// The parser keeps every attribute: a million of them in one tag took 600 MB, in
// tags of a thousand 170.
const (
	maxAttributes    = 1000 // of a tag
	maxAllAttributes = 1_000_000
)

// markLines writes the line number into every start tag.
func markLines(text []byte, limit int) ([]byte, error) {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	line, tags, attributes := 1, 0, 0
	for {
		kind := z.Next()
		raw := z.Raw()
		breaks := bytes.Count(raw, []byte("\n"))
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if tags++; tags > limit {
				return nil, &Error{Place: fmt.Sprintf("line %d", line), Msg: fmt.Sprintf("the page has more than %d tags", limit), Remedy: "split the page into smaller files"}
			}
			markTag(&out, raw, line)
			n := countAttributes(z) // changes raw
			if attributes += n; n > maxAttributes || attributes > maxAllAttributes {
				return nil, &Error{Place: fmt.Sprintf("line %d", line), Msg: fmt.Sprintf("a tag has more than %d attributes, or the page more than %d", maxAttributes, maxAllAttributes), Remedy: "save the page again in a browser"}
			}
		} else {
			out.Write(raw)
		}
		line += breaks
		if kind == html.ErrorToken {
			return out.Bytes(), nil
		}
	}
}

func markTag(out *bytes.Buffer, raw []byte, line int) {
	end := 1
	for end < len(raw) && !strings.ContainsRune(" \t\r\n\f/>", rune(raw[end])) {
		end++
	}
	out.Write(raw[:end])
	fmt.Fprintf(out, " %s=%d", lineAttr, line)
	if end < len(raw) && raw[end] == '/' {
		out.WriteByte(' ')
	}
	out.Write(raw[end:])
}

func countAttributes(z *html.Tokenizer) (n int) {
	for _, more := z.TagName(); more; n++ {
		_, _, more = z.TagAttr()
	}
	return n
}
