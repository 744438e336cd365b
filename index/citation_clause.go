package index

import (
	"slices"
	"strconv"
	"strings"

	"shogo/corpus"
	"shogo/corpus/pattern"
)

// Citations of the guideline's clauses; see citation.go.

var (
	guidelineName = pattern.New(`^(?:厚労省|厚生労働省|医療情報システムの)?(?:(?:安全管理に関する|安全管理)?ガイドライン|gl)?(?:第?(\d\.\d)版|mhlw-(\d\.\d))?[:の、 ]*`)
	clauseNumber  = pattern.New(`^[1-9]\d?(?:\.[1-9]\d?)*`)
	clauseLabel   = pattern.New(`^[<《]([^<>《》〉\d]{1,16})[>》〉]|^\((説明責任|管理責任|善後策を講ずる責任)\)`)
	clauseItems   = pattern.New(`^\.?([` + circledDigits + `](?:` + itemJoin + `?[` + circledDigits + `])*)`)
	clauseApart   = pattern.New(`^(?:[の、]?遵守事項[:のに第]*|[:の、第]+)`)
	clauseTitle   = pattern.New(`^[^「」『』]{0,80}[」』]`)
	clauseJoin    = pattern.New(`^(?:` + itemJoin + `| )`)
)

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
	rest = cutApart(&r, rest, quoted)
	if bracketed {
		if r.items == nil && !strings.Contains(r.number, ".") {
			return nil, s, false // システム運用編(1) counts, it does not cite
		}
		rest = strings.TrimPrefix(rest, ")")
	}
	rest = cutEnd(&r, rest)
	r.bare = start[:len(start)-len(rest)] == r.number && !strings.Contains(r.number, ".")
	return []clauseRef{r}, rest, true
}

// cutApart cuts what may stand between a number and its items: 章, the title,
// 遵守事項.
func cutApart(r *clauseRef, rest string, quoted bool) string {
	counted := false
	for _, c := range []string{"章", "節", "項"} {
		if after, found := strings.CutPrefix(rest, c); found && r.items == nil && !quoted && !counted {
			rest, counted = after, true
		}
	}
	before := len(rest)
	rest = cutClauseTitle(rest, quoted)
	if titled := len(rest) < before; titled && r.items == nil { // 14「認証・認可」⑤
		if items, after := cutItems(strings.TrimPrefix(strings.TrimPrefix(rest, "の"), "第")); items != nil {
			r.items, rest = items, after
		}
	}
	if m := clauseApart.FindString(rest); r.items == nil && (counted || strings.Contains(m, "遵守事項")) {
		if items, after := cutItems(rest[len(m):]); items != nil {
			r.items, rest = items, after
		}
	}
	return rest
}

// cutEnd cuts what may stand behind the items: 以外, 条 or 項, 関係.
func cutEnd(r *clauseRef, rest string) string {
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
	return strings.TrimPrefix(rest, "関係")
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
		n := corpus.CircledValue(c)
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
