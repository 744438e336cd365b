package corpus

import (
	"slices"
)

// changes makes the list out of what was paired.
func (m *matcher) changes() []*Change {
	var out []*Change
	byID := map[string]*unit{}
	for _, u := range slices.Concat(m.a, m.b) {
		byID[u.r.ID] = u
	}
	done := map[*pairing]bool{}
	stubs := m.stubs()
	for _, u := range slices.Concat(m.b, m.a) {
		p := m.of[u]
		switch {
		case m.inLoose[u]:
		case p != nil && done[p]:
		case p != nil:
			done[p] = true
			out = append(out, m.paired(p))
		case u.r.Stub:
			if c := m.stub(u, stubs); c != nil {
				out = append(out, c)
			}
		default:
			if c := m.alone(u, stubs); c != nil {
				out = append(out, c)
			}
		}
	}
	for _, l := range m.loose {
		out = append(out, l.change())
	}
	m.sort(out, byID)
	return out
}

// sort puts the changes in the order of the newer catalog; what has no newer
// end stands behind its elder neighbour.
func (m *matcher) sort(out []*Change, byID map[string]*unit) {
	newer := map[*unit]int{} // place in the newer catalog of older units that have one
	for _, c := range out {
		for _, f := range c.From {
			if len(c.To) > 0 {
				newer[byID[f]] = byID[c.To[0]].at
			}
		}
	}
	last := -1
	at := map[*unit]int{}
	for _, u := range m.a {
		if n, ok := newer[u]; ok {
			last = n
		}
		at[u] = last
	}
	sortChanges(out, func(c *Change) [2]int {
		if len(c.To) > 0 {
			return [2]int{byID[c.To[0]].at, -1}
		}
		u := byID[c.From[0]]
		return [2]int{at[u], u.at}
	})
}

// paired makes the change of a pairing and its further parts.
func (m *matcher) paired(p *pairing) *Change {
	parts := m.parts[p]
	if len(parts) > 0 {
		return m.divided(p, parts)
	}
	c := &Change{From: []string{p.a.r.ID}, To: []string{p.b.r.ID}, Confidence: m.confidence(p)}
	c.Edits, c.Similarity = DiffText(p.a.text, p.b.text)
	switch {
	case p.a.key != p.b.key:
		c.Kind = Moved
	case p.exact:
		c.Kind = Unchanged
	default:
		c.Kind = Reworded
	}
	switch {
	case p.exact && c.Kind == Moved && c.Confidence < 0.9:
		c.Reason = "同じ文言がほかにもあるため、どれが移ったものか確かではありません。"
	case p.exact:
		c.Edits = nil
		if p.a.text != p.b.text && squash(p.a.text) != squash(p.b.text) {
			c.Reason = "違いは、かっこや数字の全角・半角だけです。"
		}
	case c.Confidence < 0.7:
		c.Reason = "文言の一致が" + percent(c.Similarity) + "にとどまるか、ほかにも似た項目があります。人の確認が必要です。"
	}
	c.Certainty = grade(c.Confidence)
	return c
}

// confidence of a pairing: how alike the words are, a little more for one
// number, less where another unit is nearly as much alike.
func (m *matcher) confidence(p *pairing) float64 {
	if p.exact {
		switch {
		case p.a.key == p.b.key:
			return 1
		case m.repeated(p.a) || m.repeated(p.b) || p.a.runes < leastPart:
			return 0.7
		}
		return 0.96
	}
	s := p.score
	if p.a.key == p.b.key {
		s += 0.1
	}
	for _, u := range []*unit{p.a, p.b} {
		rival := m.nearest[u]
		if rival <= p.score {
			rival = m.second[u]
		}
		if margin := p.score - rival; margin < 0.1 {
			s -= 0.1 - max(margin, -0.1)
		}
	}
	return round3(min(max(s, 0.05), 0.95))
}

// repeated reports whether another unit of the same catalog has the same words.
func (m *matcher) repeated(u *unit) bool {
	side := m.a
	if u.side == 1 {
		side = m.b
	}
	return slices.ContainsFunc(side, func(x *unit) bool { return x != u && x.equal == u.equal })
}

// divided makes a split or merge of a pairing with further parts.
func (m *matcher) divided(p *pairing, parts []*unit) *Change {
	from, to := []*unit{p.a}, []*unit{p.b}
	kind := Split
	if parts[0].side == 0 {
		from, kind = append(from, parts...), Merged
	} else {
		to = append(to, parts...)
	}
	whole := p.a
	pieces := to
	if kind == Merged {
		whole, pieces = p.b, from
	}
	taken := make([]bool, whole.runes)
	sum := 0
	for _, u := range pieces {
		sum += take(taken, m.covered(whole, u))
	}
	return divisionChange(kind, from, to, float64(sum)/float64(whole.runes))
}

func (l loose) change() *Change {
	if l.whole.side == 0 {
		return divisionChange(Split, []*unit{l.whole}, l.parts, l.coverage)
	}
	return divisionChange(Merged, l.parts, []*unit{l.whole}, l.coverage)
}

func divisionChange(kind ChangeKind, from, to []*unit, coverage float64) *Change {
	inOrder := func(a, b *unit) int { return a.at - b.at }
	slices.SortFunc(from, inOrder)
	slices.SortFunc(to, inOrder)
	c := &Change{Kind: kind, From: ids(from), To: ids(to), Confidence: round3(min(0.3+0.6*coverage, 0.9)),
		Reason: "元の文言のうち" + percent(coverage) + "が、分かれた先にあります。人の確認が必要です。"}
	if kind == Merged {
		c.Reason = "まとめられた先の文言のうち" + percent(coverage) + "が、元の項目にあります。人の確認が必要です。"
	}
	c.Edits, c.Similarity = DiffText(joined(from), joined(to))
	c.Certainty = Weaker(Likely, grade(c.Confidence))
	return c
}

// excerpt reports whether a side holds so much less than the other that it can
// only be a part of its edition.
func (m *matcher) excerpt(side int) bool {
	sides := [2][]*unit{m.a, m.b}
	return 4*len(sides[side]) < len(sides[1-side])
}

// stubs counts the units without text on either side, and finds them by key.
func (m *matcher) stubs() [2]map[string]*unit {
	out := [2]map[string]*unit{{}, {}}
	for _, u := range slices.Concat(m.a, m.b) {
		if u.r.Stub {
			out[u.side][u.key] = u
		}
	}
	return out
}

// stub makes the change of a unit whose text is not in the corpus; nothing is
// guessed about its words. The pair is made once, from its newer end.
func (m *matcher) stub(u *unit, stubs [2]map[string]*unit) *Change {
	side := m.a
	if u.side == 0 {
		side = m.b
	}
	var twin *unit
	for _, x := range side {
		if x.key == u.key && m.of[x] == nil && !m.inLoose[x] {
			twin = x
		}
	}
	if twin != nil && u.side == 0 {
		return nil // made from the newer end
	}
	c := &Change{Kind: NotCompared, From: []string{}, To: []string{}, Certainty: Ambiguous, Reason: "本文が収録されていないため、比べていません。"}
	add := func(x *unit) {
		if x.side == 0 {
			c.From = append(c.From, x.r.ID)
		} else {
			c.To = append(c.To, x.r.ID)
		}
	}
	add(u)
	if twin != nil {
		add(twin)
		c.Reason += "番号は同じです。"
		if u.r.Title != "" && twin.r.Title != "" {
			if matchKey(u.r.Title) == matchKey(twin.r.Title) {
				c.Reason += "見出しも同じです。"
			} else {
				c.Reason += "見出しは異なります。"
			}
		}
	}
	return c
}

// alone makes the change of a unit with text that nothing is like. Its twin by
// number may be a stub: then nothing can be said.
func (m *matcher) alone(u *unit, stubs [2]map[string]*unit) *Change {
	if stubs[1-u.side][u.key] != nil {
		if u.side == 0 {
			return nil // the stub's change holds it
		}
		return m.stub(u, stubs)
	}
	c := &Change{From: []string{}, To: []string{}, Confidence: round3(min(max(1-m.nearest[u], 0.05), 0.95))}
	missing := "新しい版"
	if u.side == 1 {
		c.Kind, c.To, missing = New, []string{u.r.ID}, "古い版"
	} else {
		c.Kind, c.From = Withdrawn, []string{u.r.ID}
	}
	switch {
	case m.excerpt(1 - u.side):
		c.Confidence = min(c.Confidence, 0.3)
		c.Reason = missing + "は一部しか収録していないため、残りの部分に対応するものがあるかもしれません。"
	case len(stubs[1-u.side]) > 0:
		c.Confidence = min(c.Confidence, 0.5)
		c.Reason = missing + "に本文を収録していない項目があり、その中に対応するものがあるかもしれません。"
	case m.nearest[u] > 0.3:
		c.Reason = "最も似た項目との一致は" + percent(m.nearest[u]) + "です。"
	}
	if u.runes == 0 {
		c.Confidence, c.Reason = 0.05, "文言のない項目です。"
	}
	c.Certainty = grade(c.Confidence)
	return c
}
