package index

import (
	"slices"
	"strings"
)

// What a reader may type besides words. site/client/search/syntax.ts mirrors
// this file.
//
//	"暗号化 通信"  「暗号化」  “暗号化”   the title or the text holds exactly this
//	-USB  −USB  NOT USB                    without this word
//	-"外部 保存"                           without this wording
//	編:システム運用編  資料:clm-r7          only where the value begins so;
//	                                       of a document, any part of its name
//	役割:医療機関等,事業者                  one of several values
//	-編:概説編                             without such a value
//
// Fields: doc or 資料, volume or 編, role or 役割, system or 対象, certainty or
// 確かさ (確実, 推定, あいまい). Widths, case and kana do not matter. A name
// that is no field is searched as text and reported.
//
// Marks count where white space or an end of the query stands outside them: a
// hyphen inside a word and 「」 inside a sentence are text. So are -y and --help,
// the options of commands that titles of manuals hold.
//
// A phrase is found by its pairs of characters; the texts of at most
// phraseTexts times the hits asked for (20 or more) are then read, best first, to
// verify it. Where that leaves candidates unread, Result.Approximate says that
// Total is an upper bound. A word is excluded by the documents that hold it in
// title or text, in any spelling or inflection; a wording, and a word the
// corpus does not know, like a phrase.

// phraseTexts bounds the texts read for phrases, per hit asked for.
const phraseTexts = 3

// MaxQuery is how many characters of a query are searched. A question is far
// shorter; a pasted document would keep a reader's browser busy for minutes.
const MaxQuery = 1000

// Syntax is how a query was understood.
type Syntax struct {
	// Words is what was searched: the query without its marks, with the words
	// of its phrases.
	Words    string   `json:"words"`
	Phrases  []string `json:"phrases"`
	Excluded []string `json:"excluded"` // words and wordings hits must not hold
	Filters  []Field  `json:"filters"`
	// Unknown are names before a colon that are no field; they were searched as
	// text.
	Unknown []string `json:"unknown"`
	// Omitted counts the characters beyond MaxQuery, which were not searched.
	Omitted int `json:"omitted,omitempty"`
}

// Field is a filter typed in a query.
type Field struct {
	Facet  string   `json:"facet"`  // as in SearchOptions.Filter
	Typed  []string `json:"typed"`  // beginnings of values
	Values []string `json:"values"` // the values that begin so; none lets no hit pass
	Not    bool     `json:"not"`
}

// plain reports a query without any mark.
func (x *Syntax) plain() bool {
	return len(x.Phrases) == 0 && len(x.Excluded) == 0 && len(x.Filters) == 0
}

// asked is a query read by its marks.
type asked struct {
	Syntax
	text    string      // what of the query is searched, marks included
	without []exclusion // in the order of Excluded
}

// exclusion is a word, or a wording in quotation marks.
type exclusion struct {
	text    string
	wording bool
}

var fieldNames = map[string]string{
	"doc": "document", "document": "document", "資料": "document", "文書": "document", "volume": "volume", "編": "volume",
	"role": "role", "役割": "role", "system": "system", "対象": "system", "certainty": "certainty", "確かさ": "certainty",
}

// spoken are the values readers know by another name, folded.
var spoken = map[string]string{Fold("確実"): "certain", Fold("推定"): "likely", Fold("あいまい"): "ambiguous"}

var closing = map[rune]rune{'"': '"', '＂': '＂', '“': '”', '「': '」', '『': '』'}

func isMinus(c rune) bool { return c == '-' || c == '−' || c == '－' }

// readSyntax reads the marks of a query. Without any, Words is the query as it
// is.
func readSyntax(query string) asked {
	query, omitted := bounded(query)
	out := asked{text: query, Syntax: Syntax{Words: query, Phrases: []string{}, Excluded: []string{}, Filters: []Field{}, Unknown: []string{}, Omitted: omitted}}
	var words []string
	r := []rune(query)
	not := false
	for i := 0; i < len(r); {
		if isBlank(r[i]) {
			i++
			continue
		}
		t := tokenAt(r, i)
		i = t.end
		if t.text == "NOT" && !t.quoted && !t.minus && i < len(r) {
			not = true
			continue
		}
		t.minus, not = t.minus || not, false
		if w := out.take(t); w != "" {
			words = append(words, w)
		}
	}
	if not {
		words = append(words, "NOT") // at the end it excludes nothing
	}
	if !out.plain() {
		out.Words = strings.Join(words, " ")
	}
	return out
}

// bounded returns the part of a query that is searched, and how many characters
// come after it.
func bounded(query string) (string, int) {
	if len(query) <= MaxQuery {
		return query, 0
	}
	n, at := 0, len(query)
	for i := range query {
		if n == MaxQuery {
			at = i
		}
		n++
	}
	return query[:at], max(0, n-MaxQuery)
}

// mark is a part of a query between white space, or one in quotation marks.
type mark struct {
	text          string
	quoted, minus bool
	end           int
}

// tokenAt reads the part that begins at i, where no white space is.
func tokenAt(r []rune, i int) mark {
	at := i
	minus := isMinus(r[i]) && i+1 < len(r) && !isBlank(r[i+1]) && !isMinus(r[i+1]) && !oneLetter(r[i+1:])
	if minus {
		at++
	}
	if c, ok := closing[r[at]]; ok {
		for j := at + 1; j < len(r); j++ {
			if r[j] == c && (j+1 == len(r) || isBlank(r[j+1])) && strings.TrimFunc(string(r[at+1:j]), isBlank) != "" {
				return mark{string(r[at+1 : j]), true, minus, j + 1}
			}
		}
	}
	end := at
	for end < len(r) && !isBlank(r[end]) {
		end++
	}
	return mark{string(r[at:end]), false, minus, end}
}

// oneLetter reports a letter of ASCII that stands alone.
func oneLetter(r []rune) bool { return isASCII(r[0]) && (len(r) == 1 || class(r[1]) == classNone) }

// take puts a part where it belongs and returns the words to search for.
func (x *asked) take(t mark) string {
	if !t.quoted && x.takeField(t) {
		return ""
	}
	switch {
	case t.minus:
		x.Excluded = append(x.Excluded, t.text)
		x.without = append(x.without, exclusion{t.text, t.quoted})
		return ""
	case t.quoted:
		x.Phrases = append(x.Phrases, t.text)
	}
	return t.text
}

// takeField reads name:value,value. It is false for anything else; a name of
// letters before a value is then reported.
func (x *asked) takeField(t mark) bool {
	i := strings.IndexAny(t.text, ":：")
	if i <= 0 {
		return false
	}
	name := strings.Map(plainRune, t.text[:i])
	value := strings.TrimPrefix(strings.TrimPrefix(t.text[i:], ":"), "：")
	typed := strings.FieldsFunc(value, func(c rune) bool { return c == ',' || c == '、' || c == '，' })
	facet, ok := fieldNames[name]
	if ok && len(typed) > 0 {
		x.Filters = append(x.Filters, Field{Facet: facet, Typed: typed, Values: []string{}, Not: t.minus})
		return true
	}
	if !ok && len(typed) > 0 && !strings.HasPrefix(value, "//") && isName(name) {
		x.Unknown = append(x.Unknown, t.text[:i])
	}
	return false
}

// isName reports letters, no digits or marks: 10:30 has no field.
func isName(s string) bool {
	for _, c := range s {
		if cl := class(c); cl == classNone || c >= '0' && c <= '9' {
			return false
		}
	}
	return true
}

// matchFields fills in the values of the query's filters.
func (s *session) matchFields(fields []Field) {
	for i := range fields {
		f := &fields[i]
		for _, l := range s.facets().values {
			if l.facet == f.Facet && slices.ContainsFunc(f.Typed, func(t string) bool { return beginsFacet(l, t) }) {
				f.Values = append(f.Values, l.value)
			}
		}
	}
}

func beginsFacet(l facetValue, typed string) bool {
	t := Fold(typed)
	if v, ok := spoken[t]; ok && l.facet == "certainty" {
		return l.value == v
	}
	return strings.HasPrefix(Fold(l.value), t) || strings.Contains(Fold(l.name), t)
}
