package shape

import (
	"strings"
	"unicode/utf8"
)

// Split cuts a paragraph at the forced line breaks behind which something of
// its own begins: an item, a note, a head in brackets. Other breaks stay.
func Split(text string) []string {
	var out []string
	start, at := 0, 0
	for line := range strings.Lines(text) {
		if at > 0 && opens(strings.TrimSpace(line)) {
			out = append(out, text[start:at-1])
			start = at
		}
		at += len(line)
	}
	return append(out, text[start:])
}

// opens reports whether a line begins a block of its own.
func opens(line string) bool {
	if IsNote(line) || IsClauseHead(line) || IsXref(line) {
		return true
	}
	mark, rest, ok := CutMark(line)
	return ok && rest != "" && !isCitation(mark, rest)
}

// JoinLines removes line breaks: nothing stays between Japanese characters, a
// space between words of Latin script.
func JoinLines(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if b.Len() > 0 && line != "" {
			before, _ := utf8.DecodeLastRuneInString(b.String())
			after, _ := utf8.DecodeRuneInString(line)
			if before < utf8.RuneSelf && after < utf8.RuneSelf {
				b.WriteByte(' ')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// IsContentsHead reports whether the line is the caption of the contents list:
// 目　次. It is furniture of that list, no heading of the text.
func IsContentsHead(text string) bool {
	if len(text) > 100 {
		return false
	}
	s := strings.Join(strings.Fields(text), "")
	return s == "目次" || s == "【目次】" || s == "＜目次＞" || strings.EqualFold(s, "contents") || strings.EqualFold(s, "tableofcontents")
}

// AddLines adds the lines of b to those of a, trimmed, empty ones left out.
func AddLines(a, b string) string {
	var out []string
	for _, s := range []string{a, b} {
		for line := range strings.SplitSeq(s, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, line)
			}
		}
	}
	return strings.Join(out, "\n")
}

// CitesFit reports whether citations may still join those of one block. More is
// no margin of a page, and stays text.
func CitesFit(a, b string) bool { return len(a)+len(b) < 4096 }
