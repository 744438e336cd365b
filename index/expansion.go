package index

import (
	"slices"
	"sort"
)

// expansions tells which other words a plan searches for.
func (s *session) expansions(q query, plan []planned) []Expansion {
	var out []Expansion
	for i, p := range plan {
		byKind := map[string][]string{}
		for _, a := range append(slices.Clone(p.alts), p.off...) {
			r := s.term(a.term)
			if k := s.expansionKind(q.pieces[i], p, a); k != "" && Fold(r.shown) != p.word {
				byKind[k] = append(byKind[k], r.shown)
			}
		}
		for _, k := range sortedStrings(byKind) {
			sort.Strings(byKind[k])
			off := slices.ContainsFunc(p.off, func(a alternative) bool { return s.expansionKind(q.pieces[i], p, a) == k })
			out = append(out, Expansion{From: q.pieces[i].typed, To: slices.Compact(byKind[k]), Kind: k, Off: off})
		}
	}
	return out
}

// switchOff takes alternatives out of a plan: those of one kind for one word.
// A word that is left with none weighs as much as one nobody knows.
func (s *session) switchOff(q query, plan []planned, without []string) {
	for i := range plan {
		p := &plan[i]
		isOff := func(a alternative) bool {
			k := s.expansionKind(q.pieces[i], *p, a)
			return k != "" && slices.Contains(without, k+":"+q.pieces[i].typed)
		}
		if len(without) == 0 || !slices.ContainsFunc(p.alts, isOff) {
			continue
		}
		for _, a := range p.alts {
			if isOff(a) {
				p.off = append(p.off, a)
			}
		}
		p.alts = slices.DeleteFunc(p.alts, isOff)
		if len(p.base) > 0 && !slices.ContainsFunc(p.base, func(id int) bool { return hasAlternative(p.alts, id) }) {
			p.parts = nil
		}
		if len(p.alts)+len(p.parts) == 0 {
			p.weight, p.extra, p.guess = float64(s.man.IDF0), 0, false
		}
	}
}

// expansionKind names what led from a piece to a term, "" for the word itself.
func (s *session) expansionKind(p piece, plan planned, a alternative) string {
	for _, e := range p.entries {
		if e.target != a.term || e.kind == kindSynonym {
			continue
		}
		switch e.kind {
		case kindReading:
			return "reading"
		case kindVariant, kindSkeleton:
			return "variant"
		}
		return ""
	}
	switch {
	case plan.from != "":
		return plan.from
	case a.weight == s.man.Weights.Squeezed:
		return "variant"
	}
	return "synonym"
}
