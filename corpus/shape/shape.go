// Package shape tells chapter, section, item, note and contents line apart by
// the grammar of their numbers and marks, for all readers of prose. It sees one
// line or paragraph at a time and what its format says about it; it never
// alters the text beyond cutting off what it names.
package shape

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/block"
)

// Hint is what the format knows about a paragraph. The zero value knows nothing.
type Hint struct {
	// Heading is the outline level the format declares, 1 the highest, 0 none:
	// a heading style, h2, ##.
	Heading int
	// Emphasis is true if the paragraph is printed larger or bolder than
	// running text, so that it may be a heading without being declared one.
	Emphasis bool
	// Listed is true if the format or a hanging indent shows a list item: a
	// mark in front is then never a citation such as ①及び②.
	Listed bool
	// Contents is true for a line of the table of contents.
	Contents bool
	// Mark is the number that the format generates in front of the paragraph
	// (automatic numbering), without which Text is stored. Empty if none.
	Mark string
}

// maxTitle is the length in characters beyond which a paragraph with a number
// and no declared level is text; the longest title known has 54.
const maxTitle = 70

// longest is the length in bytes beyond which no paragraph is a heading, a line
// of the contents or a citation.
const longest = 2000

// Classify names the function of a paragraph and takes its number or mark and
// its target symbols off.
//
// no is as printed, without the dot behind it: 5, ５．１, 第４章, ①, (1), ・.
// scope keeps its brackets: [Ⅰ～Ⅳ]. A note keeps ※ in text, a contents line
// its number and target, a head 【遵守事項】 or <説明責任> its brackets. What
// fits no grammar is a Para with text as it came, outer white space removed.
func Classify(text string, hint Hint) (typ block.Type, no, body, scope string) {
	text = strings.TrimSpace(text)
	if hint.Contents {
		entry, _, _ := CutLeader(text)
		return block.TOC, "", joinMark(hint.Mark, entry), ""
	}
	if hint.Mark != "" {
		return classifyMarked(text, hint)
	}
	if entry, _, ok := CutLeader(text); ok {
		return block.TOC, "", entry, ""
	}
	switch {
	case IsNote(text):
		return block.Note, "", text, ""
	case IsClauseHead(text):
		return block.ClauseHead, "", text, ""
	}
	if typ, no, body, scope, ok := heading(text, hint); ok {
		return typ, no, body, scope
	}
	if no, rest, ok := CutMark(text); ok && (hint.Listed || !isCitation(no, rest)) {
		return block.Item, no, strings.TrimSpace(rest), ""
	}
	return block.Para, "", text, ""
}

// classifyMarked judges a paragraph by the number its format generates.
func classifyMarked(text string, hint Hint) (typ block.Type, no, body, scope string) {
	if strings.HasPrefix(hint.Mark, "※") {
		return block.Note, "", joinMark(hint.Mark, text), ""
	}
	if IsClauseHead(hint.Mark) && text == "" {
		return block.ClauseHead, "", hint.Mark, ""
	}
	if hint.Heading > 0 || hint.Emphasis {
		if typ, no, body, scope, ok := heading(joinMark(hint.Mark, text), hint); ok {
			return typ, no, body, scope
		}
	}
	if n := NumberDepth(hint.Mark); n > 1 && isTitle(text) {
		title, scope := CutScope(text)
		return block.Section, TrimDot(hint.Mark), title, scope
	}
	return block.Item, TrimDot(hint.Mark), text, ""
}

// joinMark puts a generated number before its text as a page shows it.
func joinMark(mark, text string) string {
	if mark == "" || text == "" {
		return mark + text
	}
	return mark + "　" + text
}

// heading recognises a numbered or declared heading.
func heading(text string, hint Hint) (typ block.Type, no, body, scope string, ok bool) {
	if len(text) > longest {
		return "", "", "", "", false
	}
	declared := hint.Heading > 0
	title, scope := CutScope(text)
	if scope != "" && title == "" {
		return "", "", "", "", false // a target on a line of its own belongs to the line above
	}
	likely := declared || hint.Emphasis || scope != ""
	no, rest, depth, spaced := cutHeadingNumber(title, likely)
	rest = strings.TrimSpace(rest)
	switch {
	case depth == 0 && (!declared || !isTitle(title)):
		return "", "", "", "", false
	case depth == 0:
		return levelType(hint.Heading), "", title, scope, true
	case rest == "" && !likely:
		return "", "", "", "", false
	case !declared && !isTitle(rest) && rest != "":
		return "", "", "", "", false
	case !declared && !spaced && startsRunning(rest):
		return "", "", "", "", false
	case depth == 1 && !likely:
		return "", "", "", "", false // 1. and a few words may as well be an item
	}
	if depth == 1 {
		return block.Chapter, no, rest, scope, true
	}
	return block.Section, no, rest, scope, true
}

// levelType is the type of a declared heading without a number.
func levelType(level int) block.Type {
	if level <= 1 {
		return block.Chapter
	}
	return block.Section
}

// isTitle reports whether words behind a number can be a title: no sentence,
// not too long, and not the rest of one (12.3は、…).
func isTitle(s string) bool {
	return !strings.ContainsAny(s, "。▶") && utf8.RuneCountInString(s) <= maxTitle &&
		!strings.HasSuffix(s, "、") && !startsSentence.MatchString(s)
}
