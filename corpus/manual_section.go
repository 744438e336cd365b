package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// rolesBracket matches 【医療機関確認用・事業者確認用】.
var rolesBracket = pattern.New(`【([^【】]*確認用)】`)

// rolesPrinted returns the roles named on a line, nil if none are. A ・ parts two
// roles only behind 確認用: 医療機関・薬局確認用・事業者確認用 are two.
func rolesPrinted(s string) []string {
	var out []string
	for _, m := range rolesBracket.FindAllStringSubmatch(s, -1) {
		for _, role := range strings.SplitAfter(squash(m[1]), "確認用") {
			if role = strings.Trim(role, "・･、，,/／"); role != "" {
				out = append(out, role)
			}
		}
	}
	return out
}

// withoutRoles removes the role brackets of a line.
func withoutRoles(s string) string { return strings.TrimSpace(rolesBracket.ReplaceAllString(s, "")) }

// numberedHeading matches `3 インシデント発生に備えた対応` and `１．体制構築`.
var numberedHeading = pattern.New(`^([0-9０-９])\s*[.．、]?\s*([^0-9０-９.．\s].*)$`)

// readHeading reads a section heading at line n of m.lines and returns it with
// the number of lines it takes, or nil. What makes a line a heading is a title
// that some edition of the checklist has, or the word 確認用 beside it.
func (m *manual) readHeading(n int) (*manualSection, int) {
	number, title, used := "", m.lines[n].s, 1
	if isLoneDigit(title) && n+1 < len(m.lines) {
		number, title, used = foldWidth(title), m.lines[n+1].s, 2
	} else if h := numberedHeading.FindStringSubmatch(title); h != nil {
		number, title = foldWidth(h[1]), h[2]
	}
	if at := strings.LastIndex(title, "【"); at > 0 && !strings.Contains(title[at:], "】") && n+used < len(m.lines) {
		if whole := joinText(title, m.lines[n+used].s); rolesPrinted(whole[at:]) != nil { // the bracket is wrapped
			title, used = whole, used+1
		}
	}
	roles := rolesPrinted(title)
	title = withoutRoles(title)
	if title == "" || utf8.RuneCountInString(title) > 30 || strings.ContainsAny(title, "。\t") {
		return nil, 0
	}
	below, taken := m.rolesBelow(n + used)
	known := m.knownSection(title)
	switch {
	case roles == nil && below == nil && known == nil, number == "" && known == nil, number == "" && roles == nil && below == nil:
		return nil, 0
	case roles == nil:
		roles, used = below, used+taken
	}
	s := &manualSection{number: number, title: title, roles: roles, printed: true, certainty: Certain}
	if number == "" && known.Number == 0 {
		s.number = "0" // 医療情報システムの有無 is printed without a number
	} else if number == "" {
		s.number, s.certainty, s.reason = digit(known.Number), Likely, "節の番号が印刷されていないか、失われています。題名から推定しました。"
	}
	for k := n; k < n+used; k++ {
		s.lines = append(s.lines, m.lines[k].i)
	}
	return s, used
}

func isLoneDigit(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && isDigit(r)
}

func digit(n int) string { return string(rune('0' + n)) }

// rolesBelow reads roles that stand on lines of their own from line n on; the
// bracket may be wrapped once.
func (m *manual) rolesBelow(n int) (roles []string, taken int) {
	for n < len(m.lines) {
		s, k := m.lines[n].s, 1
		if strings.HasPrefix(s, "【") && !strings.Contains(s, "】") && n+1 < len(m.lines) {
			s, k = s+m.lines[n+1].s, 2
		}
		found := rolesPrinted(s)
		if found == nil || withoutRoles(s) != "" {
			break
		}
		roles, taken, n = append(roles, found...), taken+k, n+k
	}
	return roles, taken
}

// beginsSection reports whether line index i is the number of a section whose
// title stands on the next line.
func (m *manual) beginsSection(i int) bool {
	if !isLoneDigit(lineText(m.t, i)) {
		return false
	}
	for i++; i < len(m.t.Lines); i++ {
		if s := lineText(m.t, i); s != "" {
			return m.knownSection(withoutRoles(s)) != nil
		}
	}
	return false
}

// knownSection returns the section of any edition with this title.
func (m *manual) knownSection(title string) *checklistSection {
	for e := len(m.reg.Checklists) - 1; e >= 0; e-- {
		for s := range m.reg.Checklists[e].Sections {
			if known := &m.reg.Checklists[e].Sections[s]; titleSimilarity(known.Title, title) >= 0.8 {
				return known
			}
		}
	}
	return nil
}

// segment cuts the lines into sections and items; what stands before the first
// of them stays unclaimed.
func (m *manual) segment() {
	var section *manualSection
	var item *manualItem
	afterHeading := false
	for n := 0; n < len(m.lines); {
		if s, used := m.readHeading(n); s != nil {
			m.setRoles(s.lines, RoleHeading)
			n += used
			if section != nil && section.number == s.number {
				section.lines = append(section.lines, s.lines...) // a running head
				continue
			}
			m.sections = append(m.sections, s)
			section, item, afterHeading = s, nil, true
			continue
		}
		it := m.readItem(n, section, item, afterHeading)
		if it == nil {
			if item != nil {
				item.body = append(item.body, m.lines[n])
			}
			n++
			continue
		}
		if section == nil || it.resets {
			section = &manualSection{}
			m.sections = append(m.sections, section)
		}
		section.items = append(section.items, it)
		item, afterHeading = it, false
		n = it.next
	}
	m.bindCitations()
}

func (m *manual) setRoles(indices []int, r Role) {
	for _, i := range indices {
		m.roles[i] = r
	}
}

// markAlone reports a line that stands between the mark of the item and its title.
func (it *manualItem) markAlone(i int) bool {
	return len(it.title.lines) > 1 && it.title.lines[0] < i && i < it.title.lines[1]
}

// bindCitations gives every citation to the item it stands in. One before the
// first item has no owner: its lines become unassigned.
func (m *manual) bindCitations() {
	var items []*manualItem
	for _, s := range m.sections {
		items = append(items, s.items...)
	}
	owner := func(i int) *manualItem {
		var found *manualItem
		for _, it := range items {
			if it.lines[0] <= i {
				found = it
			}
		}
		return found
	}
	for _, r := range m.margin.refs {
		it := owner(r.at)
		if it != nil && it.markAlone(r.at) && r.ref.Certainty == Certain { // the order of the lines is lost
			r.ref.Certainty, r.ref.Reason = Ambiguous, "参照が項目の番号と項目名の間に印字されているため、どの項目のものか確かではありません。"
		}
		if it != nil {
			it.refs = append(it.refs, r.ref)
		}
	}
	for i, c := range m.margin.citation {
		if !c {
			continue
		}
		if it := owner(i); it != nil {
			it.lines = append(it.lines, i)
		} else {
			m.roles[i] = ""
		}
	}
}
