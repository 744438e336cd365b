package shape

import (
	"strings"

	"shogo/corpus/pattern"
)

var (
	// scopeEnd matches target symbols at the end of a title, also with the
	// exceptions one title carries: [Ⅰ、Ⅲ なお遵守事項⑤は、Ⅱ、Ⅳも参照].
	scopeEnd = pattern.New(`(?s)[\[［〔【]([\s　]*(?:[Ⅰ-Ⅳ][^\[\]［］〔〕【】]*|I[IV、，,・～〜~\-\s　]*))[\]］〕】]$`)

	// leader matches the dots and the page number of a contents line.
	leader = pattern.New(`(?s)[\s　]*(?:[.．…‥・･⋯_＿]|[\s　]\.){3,}[.．…‥・･⋯_＿\s　]*([-－–—―‐−]?[\s　]*[0-9０-９ivxⅰ-ⅻ]{1,4}[\s　]*[-－–—―‐−]?)$`)
	// tabbed matches a page number behind a tab.
	tabbed = pattern.New(`(?s)[\s　]*\t[\s　]*([-－–—―‐−]?[\s　]*[0-9０-９ivxⅰ-ⅻ]{1,4}[\s　]*[-－–—―‐−]?)$`)
)

// CutScope takes target symbols off the end of a title. scope keeps its
// brackets and is empty if there are none.
func CutScope(title string) (rest, scope string) {
	title = strings.TrimSpace(title)
	if len(title) > longest {
		return title, ""
	}
	at := scopeEnd.FindStringIndex(title)
	if at == nil {
		return title, ""
	}
	return strings.TrimSpace(title[:at[0]]), title[at[0]:]
}

// IsScope reports whether the line is nothing but target symbols, which then
// belong to the heading above it.
func IsScope(text string) bool {
	rest, scope := CutScope(text)
	return rest == "" && scope != ""
}

// CutLeader takes leader dots and page number off a contents line. ok is false
// if there are no dots; behind a tab the page number is cut all the same, so
// that a caller who knows the line for contents gets the entry.
func CutLeader(line string) (entry, page string, ok bool) {
	line = strings.TrimSpace(line)
	if len(line) > longest {
		return line, "", false
	}
	if m := leader.FindStringSubmatchIndex(line); m != nil && m[0] > 0 {
		return strings.TrimSpace(line[:m[0]]), strings.TrimSpace(line[m[2]:m[3]]), true
	}
	if m := tabbed.FindStringSubmatchIndex(line); m != nil && m[0] > 0 {
		return strings.TrimSpace(line[:m[0]]), strings.TrimSpace(line[m[2]:m[3]]), false
	}
	return line, "", false
}
