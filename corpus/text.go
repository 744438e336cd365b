package corpus

import (
	"bytes"
	"fmt"
	"strings"

	"shogo/corpus/pdf"
)

// SyntaxError tells what in a source could not be read and what to do about
// it. It is the only error type of this package that callers look into.
type SyntaxError struct {
	Source string // file name
	Line   int    // 1-based, 0 where the error concerns the whole file
	Column int    // 1-based, in characters as an editor counts them, 0 if unknown
	Place  string // where a format has no lines: page 3, Sheet1!B7; else empty
	Msg    string // what is wrong
	Remedy string // what the reader of the message can do, may be empty
}

// Error prints the place, the fault and the remedy: "manual.txt:12: …; …".
func (e *SyntaxError) Error() string {
	var b strings.Builder
	b.WriteString(e.Source)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	if e.Place != "" {
		b.WriteString(": " + e.Place)
	}
	b.WriteString(": " + e.Msg)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// decode turns the bytes of a file into lines of UTF-8. Shift_JIS, EUC-JP and
// UTF-16 are converted, and a finding says so. Every Span counts bytes of raw
// as stored, whatever its encoding, and no character is altered but those of
// repairFonts: a form feed, a lone space or a half-width bracket arrives as it
// was written. A file that is no text, holds nothing, or fits no known encoding
// is a *SyntaxError.
func decode(name string, raw []byte) (*Text, []Finding, error) {
	if err := refuseBinary(name, raw); err != nil {
		return nil, nil, err
	}
	enc, bom, err := detect(name, raw)
	if err != nil {
		return nil, nil, err
	}
	t := &Text{Name: name, Encoding: enc.name}
	blank, lost := true, []int{}
	for i, span := range splitLines(raw, bom, enc) {
		text, bad := enc.decode(raw[span.Start:span.End])
		if bad >= 0 { // detect has accepted the whole file, so this is our fault
			return nil, nil, &SyntaxError{Source: name, Line: i + 1, Msg: "cannot decode this line as " + enc.name, Remedy: "save the file as UTF-8"}
		}
		blank = blank && strings.TrimSpace(text) == ""
		if strings.ContainsRune(text, '\uFFFD') {
			lost = append(lost, i+1)
		}
		t.Lines = append(t.Lines, Line{No: i + 1, Text: text, Span: span})
	}
	if blank {
		return nil, nil, &SyntaxError{Source: name, Msg: "the file holds only white space", Remedy: "fetch the document again"}
	}
	return t, append(encodingFindings(name, enc, lost), repairFonts(t)...), nil
}

// repairFonts maps back the radicals that a text has for ordinary kanji because
// the fonts of the PDF that it was made of say so: システム運⽤編 has U+2F64. A
// finding tells the lines. The text of a program, JSON, stays as it is.
func repairFonts(t *Text) []Finding {
	if strings.HasPrefix(strings.TrimSpace(t.Lines[0].Text), "{") {
		return nil
	}
	var lines []int
	n := 0
	for pass := range 2 { // what else the fonts confuse is known only then
		for i := range t.Lines {
			l := &t.Lines[i]
			s, changed := pdf.Repair(l.Text, pass > 0)
			if l.Text = s; changed > 0 {
				n += changed
				lines = append(lines, l.No)
			}
		}
		if n == 0 {
			return nil
		}
	}
	return []Finding{{Kind: FindingEncoding, Source: t.Name, Lines: sortedUnique(lines),
		Message: fmt.Sprintf("元のPDFのフォントが部首などの文字として記録していた%d字を、同じ形の文字に直して読みました。元のファイルは変えていません。", n)}}
}

func encodingFindings(name string, enc *encoding, lost []int) []Finding {
	var out []Finding
	if enc != utf8Encoding {
		out = append(out, Finding{Kind: FindingEncoding, Source: name,
			Message: "このファイルは " + enc.name + " で書かれていたため、UTF-8 に変換して読みました。元のファイルは変えていません。"})
	}
	if len(lost) > 0 {
		out = append(out, Finding{Kind: FindingLoss, Source: name, Lines: lost,
			Message: "文字の代わりに置換文字（U+FFFD）が入っています。元の文字はこのファイルからは分かりません。"})
	}
	return out
}

// splitLines cuts at \n, \r\n and \r and at nothing else: a form feed or
// U+2028 belongs to the text. A line end at the end of the file opens no
// further line.
func splitLines(raw []byte, start int, enc *encoding) []Span {
	var out []Span
	w := enc.width
	at := func(i int) rune { return enc.unit(raw[i:]) }
	for i := start; i < len(raw); i += w {
		u := at(i)
		if u != '\n' && u != '\r' {
			continue
		}
		out = append(out, Span{start, i})
		if u == '\r' && i+w < len(raw) && at(i+w) == '\n' {
			i += w
		}
		start = i + w
	}
	if start < len(raw) {
		out = append(out, Span{start, len(raw)})
	}
	return out
}

// magics are the first bytes of formats people drop on shogo by mistake.
var magics = []struct{ prefix, format string }{
	{"%PDF-", "a PDF"},
	{"PK\x03\x04", "a ZIP archive"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (DOC, XLS or PPT)"},
	{"\x89PNG\r\n", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"\x1F\x8B", "a gzip archive"},
}

const textOnly = "PDF, XLSX, DOCX, HTML, Markdown and text are read: save the document as one of them"

func refuseBinary(name string, raw []byte) error {
	if len(raw) == 0 {
		return &SyntaxError{Source: name, Msg: "the file is empty", Remedy: "fetch the document again"}
	}
	// Some writers put a few bytes before %PDF-; readers accept it in the
	// first kilobyte, so it is looked for there too.
	if i := bytes.Index(raw[:min(len(raw), 1024)], []byte("%PDF-")); i >= 0 && bytes.IndexByte(raw, 0) >= 0 {
		return &SyntaxError{Source: name, Msg: "the file is a PDF, not text", Remedy: textOnly}
	}
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.prefix)) {
			return &SyntaxError{Source: name, Msg: "the file is " + zipKind(raw, m.format) + ", not text", Remedy: textOnly}
		}
	}
	return nil
}

// zipKind names the Office formats, which are ZIP archives with known members.
func zipKind(raw []byte, format string) string {
	if format != "a ZIP archive" {
		return format
	}
	for _, k := range []struct{ member, format string }{
		{"xl/workbook.xml", "an XLSX workbook"},
		{"word/document.xml", "a DOCX document"},
		{"ppt/presentation.xml", "a PPTX presentation"},
	} {
		if bytes.Contains(raw, []byte(k.member)) {
			return k.format
		}
	}
	return format
}
