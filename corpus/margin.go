package corpus

import (
	"sort"
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// The citations of a manual stand in the right margin of the print: ▶, a
// volume, and one number per line. A converter writes them as a clean block, on
// one line, or line by line between the lines of the body, where even the name
// of the volume is cut: `▶システム運` … body … `用編` … body … `10.1`. A fragment
// is recognised because it completes a name or a number that is still open.

// A marginRef is a citation with the index of the line its ▶ stands on.
type marginRef struct {
	at  int
	ref Reference
}

// A margin is a text whose citations have been taken out.
type margin struct {
	t        *Text
	text     []string // per line: what remains for the body
	citation []bool   // per line: a citation or a fragment of one
	refs     []marginRef
	findings []Finding
	open     *openCitation
	heading  func(i int) bool // whether line index i begins a section
}

// openCitation is a ▶ whose numbers are still being read.
type openCitation struct {
	at       int
	volume   string
	partial  string // the beginning of a volume name: システム運
	number   string // the beginning of a number: 1.2.1<管理
	lines    []int  // indices of the lines of the ▶ and the volume
	pending  []int  // indices of the lines of number
	refs     int
	gap      int  // lines of body since the last fragment
	inferred bool // a fragment was joined across lines of body
}

// marginReach is how many lines of body may stand between two fragments of one
// citation. A margin note is at most as high as its item's text; 12 lines are
// more than any seen and fewer than an item and a half.
const marginReach = 12

const reasonMargin = "欄外の参照が本文の行の間に割り込んでいたため、行をつないで読みました。"

// arrows are the signs that open a citation.
const arrows = "▶►▸➤"

// readMargin separates the citations of the lines whose role is "" from the
// body. heading tells the lines that begin a section, where no citation goes on:
// the 3 of a heading may be a line of its own, as a 項番 is.
func readMargin(t *Text, roles []Role, heading func(i int) bool) *margin {
	m := &margin{t: t, text: make([]string, len(t.Lines)), citation: make([]bool, len(t.Lines)), heading: heading}
	for i := range t.Lines {
		if roles[i] == "" {
			m.read(i, lineText(t, i))
		}
	}
	m.close()
	sort.SliceStable(m.refs, func(a, b int) bool { return m.refs[a].at < m.refs[b].at })
	return m
}

// sideBySide matches a line of body with a margin fragment behind a gap.
var sideBySide = pattern.New(`^(.*[^ 　])[ 　]{2,}([^ 　].*)$`)

func (m *margin) read(i int, s string) {
	if at := strings.IndexAny(s, arrows); at >= 0 {
		_, size := utf8.DecodeRuneInString(s[at:])
		if m.start(i, strings.TrimSpace(s[at+size:])) {
			m.text[i], m.citation[i] = strings.TrimSpace(s[:at]), true
			return
		}
	}
	if m.open != nil && m.heading(i) {
		m.close()
	}
	if m.open != nil && m.fragment(i, s) {
		m.citation[i] = true
		return
	}
	if p := sideBySide.FindStringSubmatch(s); p != nil && m.open != nil && m.fragment(i, p[2]) {
		m.text[i], m.citation[i] = p[1], true
		return
	}
	m.text[i] = s
	if m.open == nil {
		return
	}
	if m.open.gap++; m.open.gap > marginReach || closesMargin(s) {
		m.close()
	}
}

// closesMargin reports whether s begins another item or section, beyond which
// no citation reaches.
func closesMargin(s string) bool {
	if n, rest := listMark(s); n > 0 {
		return rest == "" || strings.Contains(rest, "。") || opensBracket(rest)
	}
	return parenMark.MatchString(s) || rolesPrinted(s) != nil
}

// start opens a citation at a ▶; rest is what follows it. It is false if no
// volume or beginning of one follows: then ▶ is an ornament of the body.
func (m *margin) start(i int, rest string) bool {
	o := &openCitation{at: i, lines: []int{i}}
	switch name, isPartial := partialVolume(rest); {
	case isPartial:
		o.partial = name
	default:
		volume, after, ok := parseVolume(rest)
		if !ok {
			return false
		}
		o.volume, rest = volume, strings.TrimSpace(after)
		m.close()
		m.open = o
		if rest != "" && !m.numbers(i, rest) && !m.partialNumber(i, rest) {
			m.looseNumbers(i, rest)
		}
		return true
	}
	m.close()
	m.open = o
	return true
}

// partialVolume reports whether s is the beginning of a volume's name and no
// more: システム運, シス, or nothing.
func partialVolume(s string) (string, bool) {
	s = squash(s)
	for _, v := range volumeCodes {
		if len(s) < len(v.name) && strings.HasPrefix(v.name, s) {
			return s, true
		}
	}
	return "", false
}

// fragment takes a line, or the part of it in the margin, if it continues the
// open citation.
func (m *margin) fragment(i int, s string) bool {
	o := m.open
	switch {
	case o.volume == "":
		return m.volumeFragment(i, s)
	case o.number != "":
		return m.numberFragment(i, s)
	case m.numbers(i, s):
		return true
	}
	return m.partialNumber(i, s)
}

// volumeFragment completes the volume's name, or takes it as complete where
// only 編 is missing: a scrape drops lines of one character.
func (m *margin) volumeFragment(i int, s string) bool {
	o := m.open
	for _, v := range volumeCodes {
		missing, ok := strings.CutPrefix(v.name, o.partial)
		if !ok {
			continue
		}
		if after, found := cutSpaced(s, missing); found {
			after = strings.TrimSpace(after)
			refs := m.parseNumbers(after)
			if after != "" && refs == nil {
				continue
			}
			m.setVolume(v.name, i)
			return after == "" || m.numbers(i, after)
		}
		if k := squash(s); utf8.RuneCountInString(k) > 1 && strings.HasPrefix(missing, k) {
			o.partial += k
			o.lines = append(o.lines, i)
			o.inferred, o.gap = o.inferred || o.gap > 0, 0
			return true
		}
		if utf8.RuneCountInString(o.partial) > 1 && m.parseNumbers(s) != nil {
			o.inferred = true
			m.find(FindingInference, []int{o.at, i}, "参照の編名「"+o.partial+"」の続きの行が失われています。「"+v.name+"」と推定しました。")
			o.volume = v.name
			return m.numbers(i, s)
		}
	}
	return false
}

func (m *margin) setVolume(name string, i int) {
	o := m.open
	o.volume, o.partial = name, ""
	o.lines = append(o.lines, i)
	o.inferred, o.gap = o.inferred || o.gap > 0, 0
}

func (m *margin) add(o *openCitation, r Reference, lines []int) {
	r.Targets, r.Certainty = []string{}, Certain
	if r.Volume == "" {
		r.Volume = o.volume
	}
	if o.inferred {
		r.Certainty, r.Reason = Likely, reasonMargin
	}
	r.Lines = lineNumbers(m.t, append(append([]int{}, o.lines...), lines...))
	m.refs = append(m.refs, marginRef{o.at, r})
	o.refs++
}

// close ends the open citation. One without a number is kept as a citation that
// leads nowhere, so that a person sees it.
func (m *margin) close() {
	o := m.open
	m.open = nil
	if o == nil {
		return
	}
	if o.number != "" {
		m.find(FindingLoss, o.pending, "参照の番号「"+o.number+"」の続きが見つかりません。")
	}
	if o.refs > 0 {
		return
	}
	volume, reason := o.volume, "参照の番号が印刷されていないか、失われています。"
	if volume == "" {
		reason = "参照の編名「" + o.partial + "」の続きが見つかりません。"
	}
	m.find(FindingLoss, o.lines, reason)
	m.refs = append(m.refs, marginRef{o.at, Reference{Raw: strings.TrimSpace(lineText(m.t, o.at)), Volume: volume,
		Items: []int{}, Targets: []string{}, Status: Unresolved, Reason: reason, Certainty: Ambiguous, Lines: lineNumbers(m.t, o.lines)}})
}

func (m *margin) find(kind FindingKind, indices []int, message string) {
	m.findings = append(m.findings, Finding{Kind: kind, Source: m.t.Name, Lines: lineNumbers(m.t, indices), Message: message})
}
