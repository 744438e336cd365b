package corpus

import (
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

// besideVolume matches what stands in one line before the name of a volume that a
// cell of its own begins with.
var besideVolume = pattern.New(`[^\s、・（(「及び] +((?:概説|経営管理|企画管理|システム運用|保守委託機関)編|提供事業者)`)

// splitLayout is the text with a line for every piece of its lines, where a
// program has written the columns of a table beside each other, with gaps or
// with one space before the cell that cites. Every piece keeps the number and
// the bytes of its line. back tells the line of every piece; it is nil where no
// line has more than one.
func splitLayout(t *Text) (pieces *Text, back []int) {
	out := *t
	out.Lines = nil
	for i, l := range t.Lines {
		var parts []string
		for _, s := range columnGap.Split(strings.TrimSpace(l.Text), -1) {
			if words := strings.Fields(s); len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(rolesCaptions, foldWidth(w)) }) {
				parts = append(parts, words...)
				continue
			}
			for {
				m := besideVolume.FindStringSubmatchIndex(s)
				if m == nil {
					break
				}
				parts, s = append(parts, strings.TrimSpace(s[:m[2]])), s[m[2]:]
			}
			parts = append(parts, s)
		}
		if strings.HasPrefix(l.Text, "\f") {
			parts[0] = "\f" + parts[0]
		}
		for _, s := range parts {
			piece := l
			piece.Text = s
			out.Lines, back = append(out.Lines, piece), append(back, i)
		}
	}
	if len(out.Lines) == len(t.Lines) {
		return t, nil
	}
	return &out, back
}

// joinRoles gives every line the role that its pieces have: the first that is
// more than furniture.
func joinRoles(t *Text, back []int, pieces []Role) []Role {
	roles := make([]Role, len(t.Lines))
	for k, i := range back {
		switch have := roles[i]; {
		case pieces[k] == RoleUnassigned, have == "", have == RoleBlank, have == RoleFurniture && pieces[k] != RoleBlank:
			roles[i] = pieces[k]
		}
	}
	return roles
}
