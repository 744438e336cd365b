package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// parseInlineRefs reads every citation of a guideline volume inside running
// prose: システム運用編 14 遵守事項⑤, システム運用編「14.1.1 …」,
// (経営管理編:1.2.2、3.4.3、企画管理編:2.1.3), 企7章③条, 同14.2. A number counts
// only behind the name of a volume and before something that ends it, so that
// dates, versions, telephone numbers and counts stay what they are. offsetLine
// is the line number of the first line of s; a citation carries the line on
// which its number begins.
func parseInlineRefs(s string, offsetLine int) []Reference {
	p := &inlineParser{text: s, line: offsetLine}
	last := "" // the volume that 同 repeats
	for pos := 0; pos < len(s); {
		_, size := utf8.DecodeRuneInString(s[pos:])
		next := pos + size
		if volume, rest, ok := parseVolume(s[pos:]); ok && p.startsWord(pos, rest) {
			last = volume
			p.edition = p.editionBefore(pos)
			next = max(next, p.group(volume, p.closeBracket(pos, len(s)-len(rest))))
		} else if older, end, ok := p.olderClause(pos); ok {
			p.add(older, s[pos:end], pos)
			next = end
		} else if after, ok := cutSame(s[pos:]); ok && last != "" {
			next = max(next, p.group(last, len(s)-len(after)))
		}
		pos = next
	}
	return p.refs
}

type inlineParser struct {
	text    string
	line    int // number of the first line
	refs    []Reference
	edition string // printed before the volume, empty if none is
	end     int    // where the last citation ends
}

// startsWord reports whether a volume's name at pos begins a word. A full name
// always does; an abbreviation must not stand inside a word: アクシ3. None of them
// is written in hiragana, so that one in front ends another word: 及びシス14⑤.
func (p *inlineParser) startsWord(pos int, rest string) bool {
	if strings.ContainsRune(p.text[pos:len(p.text)-len(rest)], '編') {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(p.text[:pos])
	return pos == 0 || !unicode.IsLetter(r) && !unicode.IsNumber(r) || unicode.Is(unicode.Hiragana, r) || r == '条' || r == '係' || r == '版'
}

// cutSame cuts the 同 or 同編 that stands for the volume named before, if a
// number follows; 同意 and 同様 are plain words.
func cutSame(s string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(s, "同")
	if !ok {
		return s, false
	}
	rest = cutPrefixes(rest, "編")
	r, _ := utf8.DecodeRuneInString(cutPrefixes(strings.TrimLeftFunc(rest, unicode.IsSpace), "「", "第"))
	return rest, isDigit(r)
}

// group reads the numrefs that follow a volume's name at pos and returns where
// they end, pos if there are none.
func (p *inlineParser) group(volume string, pos int) int {
	end := pos
	for first := true; ; first = false {
		at := p.skipLead(end, first)
		if at < 0 {
			return end
		}
		next, ok := p.numref(volume, at)
		if !ok {
			return end
		}
		end = next
	}
}

// skipLead skips what may stand between a volume and its number, or between
// two numbers; -1 if no further number can follow.
func (p *inlineParser) skipLead(pos int, first bool) int {
	s := p.text[pos:]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	if first {
		t = strings.TrimLeftFunc(cutPrefixes(t, ":", "：", "の"), unicode.IsSpace)
		return len(p.text) - len(t)
	}
	rest, sep := cutItemSeparator(t)
	if n := len(p.refs); sep == "" && n > 0 && p.refs[n-1].Certainty == "" && t != s && !strings.Contains(s[:len(s)-len(t)], "\n") && listsOn(t) {
		return len(p.text) - len(t) // 8③ 8.1 13.2
	}
	if sep == "" || sep == "~" || sep == " " {
		return -1
	}
	t = strings.TrimLeftFunc(rest, unicode.IsSpace)
	if after, ok := cutSame(t); ok {
		t = strings.TrimLeftFunc(after, unicode.IsSpace)
	}
	return len(p.text) - len(t)
}

// listsOn reports whether s begins with a number that nothing but a citation has
// behind a citation and a space: 8.1, 13②.
func listsOn(s string) bool {
	number, _, items, rest, ok := parseNumref(s)
	return ok && number != "" && (items != nil || strings.Contains(number, ".")) && endsNumber(rest)
}

// numref reads one numref at pos, in any of the shapes of prose, and appends
// its references. It returns where the numref ends.
func (p *inlineParser) numref(volume string, pos int) (end int, ok bool) {
	s := p.text[pos:]
	if end, ok := p.moreItems(volume, pos); ok {
		return end, true
	}
	s, closing := cutOpening(s)
	s, broken := joinNumber(strings.TrimPrefix(s, "第"))
	number, label, items, rest, ok := parseNumref(s)
	if items == nil && ok {
		items, rest = cutItemsBelow(rest)
	}
	if items == nil && ok {
		items, rest = cutItemsApart(rest)
	}
	if !ok || number == "" || closing == ")" && items == nil && !strings.Contains(number, ".") {
		return pos, false // システム運用編(1) counts, it does not cite
	}
	ref := Reference{Volume: volume, Number: number, Label: label, Certainty: broken.certainty(), Reason: broken.reason()}
	if until, after, found := chapterRange(number, items, rest); found && closing == "" {
		raw := s[:len(s)-len(after)]
		for n := chapterInt(number); n <= until; n++ {
			q := ref
			q.Number = strconv.Itoa(n)
			p.add(q, raw, pos)
		}
		return len(p.text) - len(after), true
	}
	counted := false
	if items == nil && closing != "」" {
		if rest, counted, ok = cutCounter(rest); !ok {
			return pos, false
		}
	}
	titled := closing == "」"
	if ref.Title, rest = cutTitle(rest, closing); items == nil {
		items, rest = cutRequirementItems(rest, counted)
	}
	if items == nil && (titled || ref.Title != "") {
		items, rest = cutItemsOfTitle(rest)
	}
	if closing == ")" {
		rest = cutPrefixes(rest, ")", "）")
	}
	ref.Items = items
	if after, found := cutSpaced(rest, "以外"); found && len(items) > 0 {
		// ④以外 names every other item of the list; the chapter as a whole is
		// the most that can be said without the list.
		ref.Items, rest = nil, after
		ref.Certainty, ref.Reason = Ambiguous, "「以外」の付いた指定のため、章または節の全体への参照として扱いました。"
	}
	ref.Items, rest = cutExcluded(ref.Items, rest)
	if items != nil {
		rest = cutPrefixes(rest, "条", "項")
	}
	rest = cutPrefixes(rest, "関係")
	end = len(p.text) - len(rest)
	p.add(ref, p.text[pos:end], pos)
	return end, true
}

// cutItemsApart reads the items that の parts from their number: 14の⑤.
func cutItemsApart(s string) (items []int, rest string) {
	if after, found := strings.CutPrefix(s, "の"); found {
		if items, end, ok := parseItems(after); ok {
			return items, end
		}
	}
	return nil, s
}

func (p *inlineParser) add(ref Reference, raw string, pos int) {
	if ref.Edition == "" {
		ref.Edition = p.edition
	}
	p.end = pos + len(raw)
	ref.Raw = strings.Join(strings.Fields(raw), " ")
	ref.Lines = []int{p.line + strings.Count(p.text[:pos], "\n")}
	if ref.Items == nil {
		ref.Items = []int{}
	}
	ref.Targets = []string{}
	p.refs = append(p.refs, ref)
}

// chapterRange reads the ~4 of 1~4, or the 章から第5章まで of 3章から第5章まで: a range
// of chapters.
func chapterRange(number string, items []int, rest string) (until int, after string, ok bool) {
	t, found := cutSpaced(rest, "~")
	if m := chaptersUntil.FindStringSubmatch(foldWidth(firstRunes(rest, 30))); m != nil && items == nil && !strings.Contains(number, ".") && atoi(m[1]) > chapterInt(number) {
		return atoi(m[1]), behind(rest, m[0], ""), true
	}
	if !found || items != nil || strings.Contains(number, ".") {
		return 0, rest, false
	}
	to, after, found := parseNumber(t)
	if !found || strings.Contains(to, ".") || chapterInt(to) <= chapterInt(number) || !endsNumber(after) {
		return 0, rest, false
	}
	return chapterInt(to), after, true
}

// chaptersUntil matches 章から第5章まで and 章～第5章 after foldWidth.
var chaptersUntil = pattern.New(`^\s*章\s*(?:から|より|~|-)\s*第?\s*([0-9]{1,2})\s*章(?:まで)?`)

func chapterInt(s string) int { n, _ := strconv.Atoi(s); return n }
