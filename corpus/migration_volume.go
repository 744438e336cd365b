package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// closeCell finds the volume of the cell that was read. Its numbers are of one
// volume; a volume whose list is known to be that long is likelier than one of
// which nothing is known; and two cells of a row are never of one volume, so
// that a second one may as well be of the next row.
func (m *migrationText) closeCell() {
	refs := m.refs
	if m.refs = nil; len(refs) == 0 {
		return
	}
	all, known := m.candidates(refs[0])
	for _, ref := range refs[1:] {
		a, k := m.candidates(ref)
		all = intersection(all, a)
		known = intersection(known, k)
	}
	if len(known) > 0 && !slices.Contains(m.taken, known[0]) {
		all = known
	}
	if len(all) == 1 {
		m.taken = append(m.taken, all[0])
	}
	for _, ref := range refs {
		volumes := all
		if len(volumes) == 0 {
			volumes, _ = m.candidates(ref)
		}
		if m.choose(&ref, volumes) {
			m.row.to = append(m.row.to, ref)
		}
	}
}

func intersection(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// candidates are the volumes that have the number; known are those of them whose
// list is known to have the items.
func (m *migrationText) candidates(ref Reference) (all, known []string) {
	for _, v := range m.reg.guideline("6.0").Volumes {
		n := v.node(ref.Number)
		if n == nil || len(ref.Items) > 0 && (v.Level == "none" || (v.Level == "chapter") == strings.Contains(ref.Number, ".")) {
			continue
		}
		most := slices.Max(append([]int{0}, ref.Items...))
		if n.Items != nil && n.Items.Exact && most > n.Items.Count {
			continue
		}
		if all = append(all, v.Name); n.Items != nil && most > 0 && most <= n.Items.Count {
			known = append(known, v.Name)
		}
	}
	return all, known
}

// choose gives the citation its volume. Where several have the number, each is a
// candidate and none is sure. It reports false where none has it.
func (m *migrationText) choose(ref *Reference, volumes []string) bool {
	switch len(volumes) {
	case 0:
		m.unresolved(ref.Lines, m.row.id, fmt.Sprintf("引用「%s」：この番号がどの編のものか、登録されている章と節からは分かりません。", ref.Raw))
		return false
	case 1:
		ref.Volume, ref.Certainty = volumes[0], Likely
		ref.Reason = fmt.Sprintf("列が失われているため、登録されている章と節から、%sのものとしました。", volumes[0])
		return true
	}
	ref.Volume, ref.Certainty = volumes[0], Ambiguous
	ref.Reason = fmt.Sprintf("列が失われているため、%sのどれの%sか確定できません。", strings.Join(volumes, "、"), ref.Raw)
	for _, v := range volumes {
		if len(ref.Items) == 0 {
			ref.Targets = append(ref.Targets, m.reg.clauseID("6.0", v, ref.Number, "", 0))
		}
		for _, item := range ref.Items {
			ref.Targets = append(ref.Targets, m.reg.clauseID("6.0", v, ref.Number, "", item))
		}
	}
	return true
}
