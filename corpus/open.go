package corpus

import "strings"

// OpenList reports whether a clause is a chapter or section with items of which
// the registry does not know the last: a citation of a higher item may lead
// there. False for every other requirement.
func OpenList(r *Requirement) bool {
	if r.Kind != KindClause {
		return false
	}
	g := registry().guideline(strings.TrimPrefix(r.Document, "mhlw-"))
	if g == nil {
		return false
	}
	v := g.volume(r.Volume)
	return v != nil && v.openList(r.Label)
}
