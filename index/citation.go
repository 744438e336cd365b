package index

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Reads a query as a citation: 8③, シス14⑤, 企7章③条, 別紙2 ②-6, 2-⑥, an id.
// site/client/search/citation.ts mirrors this file and uses the same patterns.
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
	idPattern = regexp.MustCompile(`^[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+$`)

	measureName   = regexp.MustCompile(`^(?:annex2(?:-\d\.\d)?|別紙2|対応表)[ :の-]*`)
	measureSpot   = regexp.MustCompile(`^(?:(\d{1,2}\.\d{1,2})|p?\.?(\d{1,2})(?:ページ|頁)|p\.?(\d{1,2}))[ .の-]*`)
	measureMark   = regexp.MustCompile(`^` + itemPattern + `(?:[-ー―—](\d{1,2}))?$`)
	measureDigits = regexp.MustCompile(`^(\d{1,2})[-ー―—](\d{1,2})$`)

	checklistName   = regexp.MustCompile(`^(?:サイバーセキュリティ対策|チェックリスト(?:マニュアル)?|マニュアル|\(?(?:令和|r|clm-r)(\d{1,2})(?:年度?)?版?\)?|確認項目|項目)[ :の-]*`)
	checklistMark   = regexp.MustCompile(`^(?:(\d)[-ー―—]?)?` + itemPattern + `$`)
	checklistDigits = regexp.MustCompile(`^(\d)[-ー―—](\d{1,2})$`)

	guidelineName = regexp.MustCompile(`^(?:厚労省|厚生労働省|医療情報システムの)?(?:(?:安全管理に関する|安全管理)?ガイドライン|gl)?(?:第?(\d\.\d)版|mhlw-(\d\.\d))?[:の、 ]*`)
	clauseNumber  = regexp.MustCompile(`^[1-9]\d?(?:\.[1-9]\d?)*`)
	clauseLabel   = regexp.MustCompile(`^[<《]([^<>《》〉\d]{1,16})[>》〉]|^\((説明責任|管理責任|善後策を講ずる責任)\)`)
	clauseItems   = regexp.MustCompile(`^\.?([` + circledDigits + `](?:` + itemJoin + `?[` + circledDigits + `])*)`)
	clauseApart   = regexp.MustCompile(`^(?:[の、]?遵守事項[:のに第]*|[:の、第]+)`)
	clauseTitle   = regexp.MustCompile(`^[^「」『』]{0,80}[」』]`)
	clauseJoin    = regexp.MustCompile(`^(?:` + itemJoin + `| )`)
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

// plainCitation makes widths, case, dashes and quotation marks one, and drops
// every space that does not part two numbers. Marks such as ① stay.
func plainCitation(s string) string {
	var r []rune
	for _, c := range s {
		if r = append(r, plainRune(c)); len(r) > longestCitation {
			return ""
		}
	}
	const around = "「」『』\"'▶。、 "
	s = strings.Trim(halfWidthKana.Replace(string(r)), around)
	r = r[:0]
	all := []rune(s)
	for i, c := range all {
		if c != ' ' || all[i+1] >= '0' && all[i+1] <= '9' && numberEnds(all[i-1]) {
			r = append(r, c)
		}
	}
	return string(r)
}

// numberEnds reports a character that a number behind it must be parted from.
func numberEnds(c rune) bool { return c >= '0' && c <= '9' || circledValue(c) > 0 }

var halfWidthKana = strings.NewReplacer("ｼｽﾃﾑ", "システム", "ｼｽ", "シス", "ｼ", "シ")

func plainRune(c rune) rune {
	switch {
	case c >= '！' && c <= '～':
		c -= 0xfee0
	case isBlank(c):
		return ' '
	}
	switch c {
	case '〜':
		return '~'
	case '〈':
		return '<'
	case '〉':
		return '>'
	case '‐', '‑', '−', '–':
		return '-'
	case '，':
		return ','
	}
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// isBlank reports white space, the same in Go and in the browser.
func isBlank(c rune) bool {
	return c == ' ' || c >= 9 && c <= 13 || c == 0x85 || c == 0xa0 || c == 0x1680 || c >= 0x2000 && c <= 0x200a ||
		c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000
}

// circledValue returns the number of a circled digit, 0 for any other.
func circledValue(c rune) int {
	switch {
	case c >= '①' && c <= '⑳':
		return int(c-'①') + 1
	case c >= '㉑' && c <= '㉟':
		return int(c-'㉑') + 21
	case c >= '㊱' && c <= '㊿':
		return int(c-'㊱') + 36
	}
	return 0
}

// markNumber reads ⑥ or (6).
func markNumber(s string) string {
	if n := circledValue([]rune(s)[0]); n > 0 {
		return strconv.Itoa(n)
	}
	return plainNumber(strings.Trim(s, "()"))
}

// plainNumber drops leading zeros.
func plainNumber(s string) string {
	n, _ := strconv.Atoi(s)
	return strconv.Itoa(n)
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

// clauseRef is one citation of the guideline.
type clauseRef struct {
	volume, number, label string
	items                 []int
	bare                  bool // a number and nothing else
}

// readClauses reads citations of the guideline, one or several, with or
// without its name and edition. A bare integer is none.
func readClauses(q string, c *citation) {
	m := guidelineName.FindStringSubmatch(q)
	edition := m[1] + m[2]
	refs := clauseRefs(q[len(m[0]):])
	if refs == nil && m[0] != "" {
		edition = ""
		refs = clauseRefs(q)
	}
	if refs == nil {
		return
	}
	var with []string
	if edition != "" {
		with = []string{edition}
	}
	for _, r := range refs {
		c.named = append(c.named, r.readings(with)...)
		c.open = c.open && r.volume == "" && edition == ""
	}
	if r := refs[0]; r.volume == "" && len(r.items) > 0 {
		c.more = append(c.more, reading{r.number + "+", with})
	}
}

func (r clauseRef) readings(with []string) []reading {
	with = slices.Clip(with)
	if r.volume != "" {
		with = append(with, r.volume)
	}
	if r.label != "" {
		with = append(slices.Clip(with), r.label)
	}
	if len(r.items) == 0 {
		return []reading{{r.number, with}}
	}
	var out []reading
	for _, i := range r.items {
		out = append(out, reading{r.number + "-" + strconv.Itoa(i), with})
	}
	return out
}

// clauseRefs reads s as nothing but citations; nil if it is anything else. A
// volume holds until the next one is named: システム運用編 8③ 8.1.
func clauseRefs(s string) []clauseRef {
	s = strings.Trim(s, "()[] ")
	var out []clauseRef
	volume := ""
	for s != "" {
		if v, rest, ok := cutVolume(s); ok {
			volume, s = v, strings.TrimLeft(rest, ":の ")
		}
		refs, rest, ok := clauseRefAt(s)
		if !ok {
			return nil
		}
		for _, r := range refs {
			r.volume = volume
			out = append(out, r)
		}
		join := clauseJoin.FindString(rest)
		if rest != "" && (join == "" || rest == join) {
			return nil
		}
		s = rest[len(join):]
		s = strings.TrimPrefix(strings.TrimPrefix(s, "同"), "編")
	}
	if len(out) == 1 && out[0].bare && out[0].volume == "" {
		return nil
	}
	return out
}

// cutVolume cuts the name of a volume; without 編 it counts only before a
// number, for 企業 and システム are plain words.
func cutVolume(s string) (volume, rest string, ok bool) {
	for _, n := range volumeNames {
		rest, found := strings.CutPrefix(s, n.print)
		if !found {
			continue
		}
		if after, found := strings.CutPrefix(rest, "編"); found && n.print+"編" == n.volume {
			for _, e := range []string{"(overview)", "(governance)", "(management)", "(control)"} {
				after = strings.TrimPrefix(after, e)
			}
			return n.volume, after, true
		}
		if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return n.volume, rest, true
		}
	}
	return "", s, false
}

// clauseRefAt reads one citation, or a range of chapters, at the start of s.
func clauseRefAt(s string) (refs []clauseRef, rest string, ok bool) {
	start := s
	quoted := strings.HasPrefix(s, "「") || strings.HasPrefix(s, "『")
	if quoted {
		s = s[len("「"):]
	}
	bracketed := strings.HasPrefix(s, "(")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "("), "第")
	r := clauseRef{number: clauseNumber.FindString(s)}
	rest = s[len(r.number):]
	if r.number == "" || overlong(rest) {
		return nil, s, false
	}
	if m := clauseLabel.FindStringSubmatch(rest); m != nil {
		r.label, rest = m[1]+m[2], rest[len(m[0]):]
	}
	r.items, rest = cutItems(rest)
	if after, found := strings.CutPrefix(rest, "(項番不明"); found && r.items == nil {
		r.number += "?"
		return []clauseRef{r}, strings.TrimPrefix(after, ")"), true
	}
	if until := rangeEnd(r, rest); until != "" && !quoted && !bracketed {
		from, _ := strconv.Atoi(r.number)
		to, _ := strconv.Atoi(until)
		for n := from; n <= to; n++ {
			refs = append(refs, clauseRef{number: strconv.Itoa(n)})
		}
		return refs, rest[len("~")+len(until):], true
	}
	counted := false
	for _, c := range []string{"章", "節", "項"} {
		if after, found := strings.CutPrefix(rest, c); found && r.items == nil && !quoted && !counted {
			rest, counted = after, true
		}
	}
	rest = cutClauseTitle(rest, quoted)
	if m := clauseApart.FindString(rest); r.items == nil && (counted || strings.Contains(m, "遵守事項")) {
		if items, after := cutItems(rest[len(m):]); items != nil {
			r.items, rest = items, after
		}
	}
	if bracketed {
		if r.items == nil && !strings.Contains(r.number, ".") {
			return nil, s, false // システム運用編(1) counts, it does not cite
		}
		rest = strings.TrimPrefix(rest, ")")
	}
	if after, found := strings.CutPrefix(rest, "以外"); found {
		r.items, rest = nil, after // ④以外: the list is not known here
	}
	if r.items != nil {
		if after, found := strings.CutPrefix(rest, "条"); found {
			rest = after
		} else {
			rest = strings.TrimPrefix(rest, "項")
		}
	}
	rest = strings.TrimPrefix(rest, "関係")
	r.bare = start[:len(start)-len(rest)] == r.number && !strings.Contains(r.number, ".")
	return []clauseRef{r}, rest, true
}

// overlong reports a number that goes on: 145, 1.05.
func overlong(rest string) bool {
	rest = strings.TrimPrefix(rest, ".")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// rangeEnd returns the 4 of 1~4.
func rangeEnd(r clauseRef, rest string) string {
	after, found := strings.CutPrefix(rest, "~")
	until := clauseNumber.FindString(after)
	if !found || r.items != nil || strings.Contains(r.number+until, ".") || overlong(after[len(until):]) {
		return ""
	}
	from, _ := strconv.Atoi(r.number)
	if to, _ := strconv.Atoi(until); to <= from {
		return ""
	}
	return until
}

// cutItems cuts ①②, ②、④ or ②~④, ranges filled in.
func cutItems(s string) (items []int, rest string) {
	m := clauseItems.FindStringSubmatch(s)
	if m == nil {
		return nil, s
	}
	last, filling := 0, false
	for _, c := range m[1] {
		n := circledValue(c)
		filling = filling || c == '~'
		if n == 0 {
			continue
		}
		for i := n; filling && last > 0 && i > last+1; i-- {
			items = addNew(items, last+n-i+1)
		}
		items, last, filling = addNew(items, n), n, false
	}
	return items, s[len(m[0]):]
}

// cutClauseTitle drops the title behind a number, in the quotation marks of the
// number or in its own.
func cutClauseTitle(s string, quoted bool) string {
	t := s
	if !quoted {
		if !strings.HasPrefix(s, "「") && !strings.HasPrefix(s, "『") {
			return s
		}
		t = s[len("「"):]
	}
	if m := clauseTitle.FindString(t); m != "" {
		return t[len(m):]
	}
	if quoted && t == "" {
		return "" // the closing mark was trimmed with the query's own
	}
	return s
}
