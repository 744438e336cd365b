package corpus

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"shogo/corpus/markdown"
	"shogo/corpus/pattern"
)

// Which reader a source goes to.

// hasBlocks reports whether a source is read through blocks and not line by
// line. Markdown without front matter may be a published text that a converter
// made, which the dialects of text know better.
func (b *builder) hasBlocks(s *Source, raw []byte) bool {
	if s.Profile != "" {
		return true
	}
	switch SniffFormat(s.Name, raw) {
	case FormatText:
		return false
	case FormatMarkdown:
		_, known := dialectNamed(s.Dialect)
		if _, both := blockDialectNamed(s.Dialect); s.Dialect != "" {
			return both || !known
		}
		if bytes.HasPrefix(raw, []byte("---")) {
			return true
		}
		t, _, err := decodeSource(s.Name, raw)
		if err != nil {
			return true
		}
		_, err = recognise(t, "")
		return err != nil || isWritten(s, t, raw)
	}
	return true
}

// writtenHeading matches a numbered heading of Markdown, writtenTable the line
// below the captions of a table.
var (
	writtenHeading = pattern.New(`(?m)^#{1,6}[ \t]+(?:第[ 　]?)?[0-9０-９]|^[0-9０-９][^\n]*\n(?:=+|-{2,})[ \t]*\r?$`)
	writtenTable   = pattern.New(`(?m)^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*\r?$`)
)

// isWritten reports Markdown of a known family that somebody wrote as such. A
// published text that was scraped or converted has at most a few marks.
func isWritten(s *Source, t *Text, raw []byte) bool {
	text := string(raw)
	heading, table := writtenHeading.MatchString(text), writtenTable.MatchString(text)
	if _, _, _, scraped := furniture(t); scraped != "" || !heading && !table {
		return false
	}
	doc, err := markdown.Read(raw, markdown.Options{})
	if err != nil {
		return false
	}
	b := &blockText{source: s, doc: doc, roles: make([]Role, len(doc.Blocks))}
	for _, d := range blockDialects {
		if d.start(b) {
			return d.name != ownBlocks.name && (heading || d.name != guidelineBlocks.name && d.name != manualBlocks.name && d.name != qaBlocks.name && d.name != providerBlocks.name)
		}
	}
	return false
}

// recognise finds the dialect of a text: the one the manifest names, else the
// first whose start rule holds.
func recognise(t *Text, name string) (dialect, error) {
	var names []string
	for _, d := range dialects {
		if d.name == name || name == "" && d.start(t) {
			return d, nil
		}
		names = append(names, d.name)
	}
	msg := "this is no document of a known family"
	if name != "" {
		msg = fmt.Sprintf("no dialect is called %q", name)
	}
	return dialect{}, &SyntaxError{Source: t.Name, Line: 1, Msg: msg,
		Remedy: "known are " + strings.Join(names, ", ") + "; " + textRemedy(t.Name)}
}

// textRemedy is what can be done about a text of no known family.
func textRemedy(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv":
		return "save the table as XLSX, or read links between two catalogs with: shogo import FILE"
	}
	return "check that the file holds the text of such a document, or name its dialect in the manifest; rules of your own are read with: shogo add --dialect own FILE"
}
