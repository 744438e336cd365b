package htmldoc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// declared matches the encoding that a meta tag or an XML declaration names.
var declared = pattern.New(`(?i)<(?:meta\s[^>]*?charset\s*=\s*["']?|\?xml\s[^>]*?encoding\s*=\s*["'])\s*([A-Za-z0-9_:.-]+)`)

// decode turns the file into UTF-8: by its byte order mark, by what it declares
// if that fits, else by trying. It reports what a reader should know.
func decode(data []byte, doc *block.Document) ([]byte, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &Error{Msg: "the file is empty", Remedy: "save the page again"}
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, &Error{Msg: "the file is no HTML", Remedy: "give it the file name extension of its format"}
	}
	e, name, certain := charset.DetermineEncoding(data[:min(len(data), 3)], "")
	if !certain {
		e, name = nil, ""
		if m := declared.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
			e, name = charset.Lookup(string(m[1]))
		}
	}
	if bytes.IndexByte(data, 0) >= 0 && !strings.HasPrefix(name, "utf-16") {
		return nil, &Error{Msg: "the file holds binary data", Remedy: "save the page as HTML"}
	}
	if name == "" || name == "utf-8" {
		return undeclared(data, name, doc), nil
	}
	text, ok := try(data, e)
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // text before <html> would begin the body
	if !ok && utf8.Valid(data) {
		warn(doc, "文字コードの宣言（"+name+"）と中身が違うため、UTF-8 として読みました。")
		return data, nil
	}
	if !ok {
		warn(doc, "文字コード "+name+" として読めない文字があります。その箇所は置換文字（U+FFFD）になっています。")
	} else if name != "windows-1252" {
		warn(doc, "このファイルは "+name+" で書かれていたため、UTF-8 に変換して読みました。元のファイルは変えていません。")
	}
	return text, nil
}

// undeclared reads a file that names no encoding, or UTF-8.
func undeclared(data []byte, name string, doc *block.Document) []byte {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if utf8.Valid(data) && !bytes.Contains(data, []byte("\x1b$")) {
		return data
	}
	for _, c := range []struct {
		name string
		e    encoding.Encoding
		fits bool
	}{
		{"ISO-2022-JP", japanese.ISO2022JP, bytes.Contains(data, []byte("\x1b$"))},
		{"EUC-JP", japanese.EUCJP, true},
		{"Shift_JIS", japanese.ShiftJIS, true},
	} {
		if text, ok := try(data, c.e); c.fits && ok {
			warn(doc, "文字コードの宣言がないか、中身と違うため、"+c.name+" と判断して読みました。")
			return text
		}
	}
	warn(doc, "UTF-8 として読めない文字があります。その箇所は置換文字（U+FFFD）になっています。")
	return bytes.ToValidUTF8(data, []byte("\uFFFD"))
}

// try decodes; ok is false if some bytes fit no character.
func try(data []byte, e encoding.Encoding) (text []byte, ok bool) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD")), false
	}
	return text, !bytes.Contains(text, []byte("\uFFFD"))
}

func warn(doc *block.Document, message string) {
	doc.Warnings = append(doc.Warnings, block.Warning{Message: message})
}
