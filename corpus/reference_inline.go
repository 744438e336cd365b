package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	last := ""
	for pos := 0; pos < len(s); {
		r, size := utf8.DecodeRuneInString(s[pos:])
		if volume, rest, ok := parseVolume(s[pos:]); ok && p.startsWord(pos, rest) {
			if end := p.group(volume, len(s)-len(rest)); end > pos {
				last, pos = volume, end
				continue
			}
			last = volume
		} else if r == '同' && last != "" {
			if end := p.group(last, pos+size); end > pos+size && !hasTitleBetween(s[pos+size:end]) {
				pos = end
				continue
			}
		}
		pos += size
	}
	return p.refs
}

type inlineParser struct {
	text string
	line int // number of the first line
	refs []Reference
}

// startsWord reports whether a volume's name at pos begins a word. A full name
// always does; an abbreviation must not stand inside a word: 起企7, アクシ3.
func (p *inlineParser) startsWord(pos int, rest string) bool {
	if strings.HasSuffix(strings.TrimRight(p.text[pos:len(p.text)-len(rest)], " "), "編") || strings.Contains(p.text[pos:len(p.text)-len(rest)], "編") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(p.text[:pos])
	return pos == 0 || !unicode.IsLetter(r) && !unicode.IsNumber(r) || r == '条' || r == '係' || r == '同'
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
// two numbers; -1 if a further number cannot follow.
func (p *inlineParser) skipLead(pos int, first bool) int {
	s := p.text[pos:]
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	if first {
		for _, lead := range []string{":", "の"} {
			if rest, ok := cutSpaced(t, lead); ok {
				t = strings.TrimLeftFunc(rest, unicode.IsSpace)
				break
			}
		}
	} else {
		rest, sep := cutItemSeparator(s)
		if sep == "" || sep == "~" || sep == " " {
			return -1
		}
		t = strings.TrimPrefix(strings.TrimLeftFunc(rest, unicode.IsSpace), "同")
	}
	return len(p.text) - len(t)
}

// numref reads one numref at pos, in any of the shapes of prose, and appends
// its references. It returns where the numref ends.
func (p *inlineParser) numref(volume string, pos int) (end int, ok bool) {
	s := p.text[pos:]
	quoted := strings.HasPrefix(s, "「") || strings.HasPrefix(s, "『")
	if quoted {
		s = s[len("「"):]
	}
	s = strings.TrimPrefix(s, "第")
	number, label, items, rest, ok := parseNumref(s)
	if !ok || number == "" {
		return pos, false
	}
	ref := Reference{Volume: volume, Number: number, Label: label}
	if until, r, found := p.chapterRange(number, items, rest); found && !quoted {
		raw := s[:len(s)-len(r)]
		for n := chapterInt(number); n <= until; n++ {
			q := ref
			q.Number = strconv.Itoa(n)
			p.add(q, raw, pos)
		}
		return len(p.text) - len(r), true
	}
	if quoted {
		title, after, found := cutQuotedTitle(rest)
		if !found {
			return pos, false
		}
		ref.Title, rest = title, after
	} else if rest, ok = cutCounter(rest, items != nil); !ok {
		return pos, false
	}
	if items == nil {
		items, rest = cutRequirementItems(rest)
	}
	ref.Items = items
	if after, found := cutSpaced(rest, "以外"); found && len(items) > 0 {
		// 「④以外」 names every other item of the list; the chapter as a whole
		// is the most that can be said without the list.
		ref.Items, rest = nil, after
		ref.Certainty, ref.Reason = Ambiguous, "「以外」の付いた指定のため、章または節の全体への参照として扱いました。"
	}
	if items != nil {
		rest = cutSuffix(rest, "条", "項")
		rest = cutSuffix(rest, "関係")
	}
	end = len(p.text) - len(rest)
	p.add(ref, p.text[pos:end], pos)
	return end, true
}

// chapterRange reads the ~4 of 1~4, a range of chapters.
func (p *inlineParser) chapterRange(number string, items []int, rest string) (until int, after string, ok bool) {
	t, found := cutSpaced(rest, "~")
	if !found || items != nil || strings.Contains(number, ".") {
		return 0, rest, false
	}
	to, after, found := parseNumber(t)
	if !found || strings.Contains(to, ".") || chapterInt(to) <= chapterInt(number) || !endsNumber(after) {
		return 0, rest, false
	}
	return chapterInt(to), after, true
}

func chapterInt(s string) int { n, _ := strconv.Atoi(s); return n }

func (p *inlineParser) add(ref Reference, raw string, pos int) {
	ref.Raw = strings.TrimSpace(strings.Join(strings.Fields(raw), " "))
	ref.Lines = []int{p.line + strings.Count(p.text[:pos], "\n")}
	if ref.Items == nil {
		ref.Items = []int{}
	}
	ref.Targets = []string{}
	p.refs = append(p.refs, ref)
}

// cutQuotedTitle reads `.認証・認可に関する安全管理措置」` behind a number.
func cutQuotedTitle(s string) (title, rest string, ok bool) {
	end := strings.IndexAny(s, "」』")
	if end < 0 || utf8.RuneCountInString(s[:end]) > 80 {
		return "", s, false
	}
	title = strings.TrimLeft(strings.TrimSpace(s[:end]), ".．")
	return strings.Join(strings.Fields(title), " "), s[end+len("」"):], true
}

// cutRequirementItems reads の遵守事項⑤ or 遵守事項 ②~④ behind a number.
func cutRequirementItems(s string) (items []int, rest string) {
	t := cutSuffix(strings.TrimLeftFunc(s, unicode.IsSpace), "の", "、")
	after, ok := cutSpaced(strings.TrimLeftFunc(t, unicode.IsSpace), "遵守事項")
	if !ok {
		return nil, s
	}
	after = strings.TrimLeft(after, " 　\t\n:：の第")
	if items, end, found := parseItems(after); found {
		return items, end
	}
	return nil, s
}

// cutCounter reads what turns a bare number into a citation or into something
// else. 章, 節 and 項 may be followed by items: 7章③条, 10章第④条.
func cutCounter(s string, hasItems bool) (rest string, ok bool) {
	if hasItems {
		return s, true
	}
	for _, counter := range []string{"章", "節", "項"} {
		if after, found := cutSpaced(strings.TrimLeft(s, " 　"), counter); found {
			if counter == "項" && strings.HasPrefix(after, "目") {
				return s, false // 3項目 counts items
			}
			return after, true
		}
	}
	return s, endsNumber(s)
}

// endsNumber reports whether what follows a bare number leaves it a citation:
// the end, white space, punctuation or a particle. 版, 年, 世代, / and the like
// make it something else.
func endsNumber(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case s == "" || unicode.IsSpace(r):
		return true
	case strings.ContainsRune("、。，,;)）」』】]［[の・をはがにでともやへ及並又等な参関", r):
		return true
	case foldWidthRune(r) == '.':
		next, _ := utf8.DecodeRuneInString(s[size:])
		return !isDigit(next)
	}
	for _, word := range []string{"から", "より", "まで", "遵守事項", "記載", "該当"} {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// cutSuffix cuts the first of the words that stands at the start of s.
func cutSuffix(s string, words ...string) string {
	for _, w := range words {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest
		}
	}
	return s
}

// hasTitleBetween is true for 同 that is part of a word such as 同意14.
func hasTitleBetween(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace))
	return !isDigit(r) && r != '第' && r != '「'
}
