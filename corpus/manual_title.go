package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// itemTitle is the title block of an item:
//
//	MARK title(。) ※note? (SYSTEMS)?
//
// where the systems may stand on the same line, the next one, after a blank
// line or behind the note.
type itemTitle struct {
	text, note string
	systems    []string
	roles      []string
	lines      []int // line indices of title and systems
	noteLines  []int
	next       int // index into manual.lines of the first line behind it
}

// systemNames are the words a systems parenthesis may hold, folded and without
// spaces. Other parentheses belong to the title: (保守), (MDS/SDS), (BCP).
var systemNames = map[string]bool{
	"医療情報システム全般": true, "医療情報システム": true, "サーバ": true, "サーバー": true, "端末pc": true, "端末": true, "pc": true,
	"ネットワーク機器": true, "ネットワーク": true,
}

// parseSystems reads the inside of a parenthesis; nil if any word is no system.
func parseSystems(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,・･及び", r) }) {
		w = strings.Map(func(r rune) rune {
			if r = foldWidthRune(r); r == ' ' || r == '\t' {
				return -1
			}
			return r
		}, w)
		if !systemNames[strings.ToLower(w)] {
			return nil
		}
		out = append(out, w)
	}
	return out
}

// trailingSystems matches `…している。(サーバ、端末 PC)` with a note behind or not.
var trailingSystems = pattern.New(`^(.*?)\s*[(（]([^()（）]+)[)）]\s*(※.*)?$`)

// cutSystems takes a systems parenthesis from the end of a line.
func cutSystems(s string) (before string, systems []string, note string) {
	m := trailingSystems.FindStringSubmatch(s)
	if m == nil {
		return s, nil, ""
	}
	if systems = parseSystems(m[2]); systems == nil {
		return s, nil, ""
	}
	return m[1], systems, m[3]
}

// titleReach is the most lines a title takes: the longest seen runs over two.
const titleReach = 3

// readTitle reads the title block that starts at line n of m.lines; rest is
// what follows the mark on that line.
func (m *manual) readTitle(n int, rest string) itemTitle {
	t := itemTitle{lines: []int{m.lines[n].i}, next: n + 1}
	t.take(rest)
	if rest == "" && t.next < len(m.lines) && !startsBlock(m.lines[t.next].s) {
		m.extendTitle(&t, true) // the mark is a line of its own
	}
	for len(t.lines) < titleReach && t.systems == nil && m.titleGoesOn(&t) {
		m.extendTitle(&t, true)
	}
	m.readNote(&t)
	if t.systems == nil && t.next < len(m.lines) {
		if used, systems := m.systemsAt(t.next); systems != nil {
			for ; used > 0; used-- {
				m.extendTitle(&t, false)
			}
			t.systems = systems
		}
	}
	return t
}

// take adds the words of a line to the title.
func (t *itemTitle) take(s string) {
	if t.roles = append(t.roles, rolesPrinted(s)...); t.roles != nil {
		s = withoutRoles(s)
	}
	before, systems, note := cutSystems(joinText(t.text, s))
	t.text, t.systems = before, systems
	if note != "" {
		t.note, t.noteLines = note, []int{}
	}
	if at := strings.Index(t.text, "※"); at > 0 && endsSentence(t.text[:at]) {
		t.text, t.note = strings.TrimSpace(t.text[:at]), t.text[at:]
	}
}

func (m *manual) extendTitle(t *itemTitle, words bool) {
	l := m.lines[t.next]
	t.lines = append(t.lines, l.i)
	t.next++
	if words {
		t.take(l.s)
	}
}

// titleGoesOn reports whether the next line still belongs to the title.
func (m *manual) titleGoesOn(t *itemTitle) bool {
	if t.next >= len(m.lines) || t.note != "" {
		return false
	}
	next := m.lines[t.next]
	if k, _ := m.mark(next.s); k > 0 || startsBlock(next.s) || next.cited && endsSentence(t.text) || utf8.RuneCountInString(next.s) > 80 {
		return false
	}
	if _, systems := m.systemsAt(t.next); systems != nil {
		return false
	}
	if m.exactTitle(t.text) != nil {
		return false
	}
	if !endsSentence(t.text) || opensBracket(t.text) {
		return next.blanks == 0 || m.pages[0].Page > 0 && next.blanks <= 1
	}
	// A second sentence belongs to the title if the systems stand behind it.
	if next.blanks > 0 || !endsSentence(firstReturn(cutSystems(next.s))) {
		return false
	}
	if _, systems, _ := cutSystems(next.s); systems != nil {
		return true
	}
	_, systems := m.systemsAt(t.next + 1)
	return systems != nil
}

func firstReturn(s string, _ []string, _ string) string { return s }

// systemsAt reads a systems parenthesis that fills the line n, or is wrapped
// over it and the next one.
func (m *manual) systemsAt(n int) (used int, systems []string) {
	if n >= len(m.lines) {
		return 0, nil
	}
	s := m.lines[n].s
	if before, systems, note := cutSystems(s); systems != nil && before == "" && note == "" {
		return 1, systems
	}
	if opensBracket(s) && strings.HasPrefix(foldWidth(s), "(") && n+1 < len(m.lines) {
		if before, systems, note := cutSystems(joinText(s, m.lines[n+1].s)); systems != nil && before == "" && note == "" {
			return 2, systems
		}
	}
	return 0, nil
}

// notFull reports whether line n is clearly shorter than the lines of the text,
// so that the print did not wrap it.
func (m *manual) notFull(n int) bool {
	if m.width == 0 {
		m.width = wrapWidth(m.lines)
	}
	return !opensBracket(m.lines[n].s) && utf8.RuneCountInString(m.lines[n].s) < m.width*7/10
}

// noteReach is the longest note, in characters, that still stands in a title
// line where no systems follow it; longer ones explain and are parts.
const noteReach = 80

// readNote reads a ※ note directly below the title.
func (m *manual) readNote(t *itemTitle) {
	if t.note != "" || t.next >= len(m.lines) || !strings.HasPrefix(m.lines[t.next].s, "※") || m.lines[t.next].cited {
		return
	}
	note, systems, _ := cutSystems(m.lines[t.next].s)
	used := 1
	for systems == nil && used < titleReach && t.next+used < len(m.lines) {
		next := m.lines[t.next+used]
		if m.notFull(t.next + used - 1) {
			break // a line that is not full was not wrapped
		}
		if _, below := m.systemsAt(t.next + used); below != nil || startsBlock(next.s) || next.blanks > 0 && !opensBracket(note) || next.cited || endsSentence(note) {
			break
		}
		wrapped, s, _ := cutSystems(joinText(note, next.s))
		if s == nil && utf8.RuneCountInString(wrapped) > noteReach {
			break
		}
		note, systems, used = wrapped, s, used+1
	}
	if systems == nil && used > 1 && !endsSentence(note) && !m.notFull(t.next+used-1) { // it was the text that went on
		note, used = m.lines[t.next].s, 1
	}
	if systems == nil && utf8.RuneCountInString(note) > noteReach {
		return
	}
	t.note = note
	if systems != nil {
		t.systems = systems
	}
	for ; used > 0; used-- {
		t.noteLines = append(t.noteLines, m.lines[t.next].i)
		t.next++
	}
}
