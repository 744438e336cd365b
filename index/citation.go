package index

import "shogo/corpus/pattern"

// Reads a query as a citation: 8③, シス14⑤, 企7章③条, 別紙2 ②-6, 2-⑥, an id.
// site/client/search/citation.ts mirrors this file, citation_plain.go and
// citation_clause.go, and uses the same patterns.
// Nothing here knows a document: a reading is a key and what must stand beside
// it, and Document.Keys says who answers to it.

// reading is one thing a query may name.
type reading struct {
	key  string
	with []string // words that must follow the key in Document.Keys
}

// citation is a query that is wholly a citation.
type citation struct {
	id    string    // the query itself, where it has the shape of an id
	named []reading // any of these
	more  []reading // chapters whose list may go on to the item asked for
	open  bool      // names neither a document nor a volume
}

// longestCitation is the number of characters beyond which nothing is read as
// a citation.
const longestCitation = 120

// circledDigits are the characters of numbers 1 to 50.
const circledDigits = "①-⑳㉑-㉟㊱-㊿"

const (
	itemPattern = `([` + circledDigits + `]|\(\d{1,2}\))`
	itemJoin    = `(?:、|・|,|及び|および|又は|または|並びに|と|~)`
)

var (
	idPattern = pattern.New(`^[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+$`)

	measureName   = pattern.New(`^(?:annex2(?:-\d\.\d)?|別紙2|対応表)[ :の-]*`)
	measureSpot   = pattern.New(`^(?:(\d{1,2}\.\d{1,2})|p?\.?(\d{1,2})(?:ページ|頁)|p\.?(\d{1,2}))[ .の-]*`)
	measureMark   = pattern.New(`^` + itemPattern + `(?:[-ー―—](\d{1,2}))?$`)
	measureDigits = pattern.New(`^(\d{1,2})[-ー―—](\d{1,2})$`)

	checklistName   = pattern.New(`^(?:サイバーセキュリティ対策|チェックリスト(?:マニュアル)?|マニュアル|\(?(?:令和|r|clm-r)(\d{1,2})(?:年度?)?版?\)?|確認項目|項目)[ :の-]*`)
	checklistMark   = pattern.New(`^(?:(\d)[-ー―—]?)?` + itemPattern + `$`)
	checklistDigits = pattern.New(`^(\d)[-ー―—](\d{1,2})$`)
)

// volumeNames are the volumes of the guideline, as abbreviated where a number
// follows.
var volumeNames = []struct{ print, volume string }{
	{"概説", "概説編"}, {"経営管理", "経営管理編"}, {"企画管理", "企画管理編"}, {"システム運用", "システム運用編"}, {"保守委託機関", "保守委託機関編"},
	{"overview", "概説編"}, {"governance", "経営管理編"}, {"management", "企画管理編"}, {"control", "システム運用編"},
	{"概", "概説編"}, {"経", "経営管理編"}, {"企", "企画管理編"}, {"シス", "システム運用編"}, {"シ", "システム運用編"},
}

// readCitation reads a query that is nothing but a citation. It is not ok for
// words, bare numbers, dates and versions.
func readCitation(query string) (c citation, ok bool) {
	q := plainCitation(query)
	if q == "" {
		return c, false
	}
	if idPattern.MatchString(q) {
		c.id = q
	}
	c.open = true
	readMeasure(q, &c)
	readChecklist(q, &c)
	readClauses(q, &c)
	return c, c.id != "" || len(c.named) > 0
}

// readMeasure reads 別紙2 3.7 ①-1, annex2 ②-6, ②-6, 別紙2 p25 ②, 別紙2 25ページ.
// Without the table's name only a row counts, for ② alone says nothing.
func readMeasure(q string, c *citation) {
	name := measureName.FindString(q)
	rest := q[len(name):]
	var place []string
	if m := measureSpot.FindStringSubmatch(rest); m != nil {
		rest = rest[len(m[0]):]
		if m[1] != "" {
			place = append(place, m[1])
		} else {
			place = append(place, "p"+plainNumber(m[2]+m[3]))
		}
	}
	key := ""
	if m := measureMark.FindStringSubmatch(rest); m != nil && (m[2] != "" || name != "") {
		key = "別紙2:" + markNumber(m[1])
		if m[2] != "" {
			key += "-" + plainNumber(m[2])
		}
	} else if m := measureDigits.FindStringSubmatch(rest); m != nil && name != "" {
		key = "別紙2:" + plainNumber(m[1]) + "-" + plainNumber(m[2])
	} else if rest == "" && name != "" && place != nil {
		key = "別紙2:" + place[0]
	}
	if key != "" {
		c.named = append(c.named, reading{key, place})
		c.open = c.open && name == ""
	}
}

// readChecklist reads 令和7年度 2-⑥, R7 2(6), チェックリスト 2-6, 2⑥.
func readChecklist(q string, c *citation) {
	rest := q
	var with []string
	for m := checklistName.FindStringSubmatch(rest); m != nil; m = checklistName.FindStringSubmatch(rest) {
		if m[1] != "" {
			with = []string{"r" + plainNumber(m[1])}
		}
		rest = rest[len(m[0]):]
	}
	named := rest != q
	m := checklistMark.FindStringSubmatch(rest)
	switch {
	case m != nil && (named || m[1] != "" && m[2][0] != '('):
		m[2] = markNumber(m[2])
	case named:
		m = checklistDigits.FindStringSubmatch(rest)
	default:
		m = nil
	}
	if m == nil {
		return
	}
	key := "チェックリスト:"
	if m[1] != "" {
		key += m[1] + "-"
	}
	c.named = append(c.named, reading{key + plainNumber(m[2]), with})
	c.open = c.open && !named
}
