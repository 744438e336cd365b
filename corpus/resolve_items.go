package corpus

import (
	"slices"
	"strings"
)

// bindItems finds the clause of every item. What is found stays navigable even
// if another item of the same citation is not.
func (b *binding) bindItems(g *guidelineEdition, v *registryVolume, n *registryNode) {
	for _, item := range b.ref.Items {
		switch {
		case b.rs.clause(b.ref, b.ref.Label, item) != nil:
			b.target(g, v, b.ref.Label, item)
		case n == nil:
			b.missing("%s %s に、項目%sは見つかりません。", v.Name, b.ref.Number, Circled(item))
		case b.ref.Label == "" && len(n.Labels) > 0 && n.Items == nil:
			b.bindUnlabelled(g, v, n, item)
		default:
			b.bindItem(g, v, n, item)
		}
	}
	if len(b.targets) == 0 {
		b.status, b.finding = Unresolved, FindingUnresolved
	}
}

func (b *binding) target(g *guidelineEdition, v *registryVolume, label string, item int) {
	b.targets = append(b.targets, b.rs.reg.clauseID(g.Edition, v.Name, b.ref.Number, label, item))
}

// missing notes an item that does not exist.
func (b *binding) missing(format string, args ...any) {
	b.weaken(Likely, format, args...)
	b.finding = FindingUnresolved
}

// bindItem handles an item that is not in the corpus: beyond an open list it
// becomes a stub, for its citation shows that it exists; else it is missing.
func (b *binding) bindItem(g *guidelineEdition, v *registryVolume, n *registryNode, item int) {
	count := n.itemCount(b.ref.Label)
	isSection := strings.Contains(n.Number, ".")
	switch {
	case b.ref.Label != "" && count == nil:
		b.missing("%s %s に「%s」の区分は確認できていません。", v.Name, n.Number, b.ref.Label)
	case count == nil && v.Level == "none":
		b.missing("%sには、番号の付いた遵守事項がありません。", v.Name)
	case count == nil && v.Level == "chapter" && isSection:
		b.missing("%sの遵守事項は章ごとに番号が付くため、%s の項目%sは特定できません。", v.Name, n.Number, Circled(item))
	case count == nil && v.Level == "section" && !isSection:
		b.missing("%sの遵守事項は節ごとに番号が付くため、%s章の項目%sは特定できません。", v.Name, n.Number, Circled(item))
	case count != nil && count.Exact && item > count.Count:
		b.missing("%s %s の遵守事項は%sまでで、%sはありません。", v.Name, clauseLabel(n.Number, b.ref.Label, 0), Circled(count.Count), Circled(item))
	default:
		cb := &clauseBuilder{r: b.rs.reg, g: g, v: v, chapter: v.node(strings.SplitN(n.Number, ".", 2)[0])}
		stub := cb.furtherItem(n, b.ref.Label, item)
		b.rs.insert(stub, b.ref, item)
		b.target(g, v, b.ref.Label, item)
		b.weaken(Likely, "%s", stub.CertaintyReason)
	}
}

// bindUnlabelled handles an item without a label where the numbers restart
// under labels: every list that has such an item is a candidate.
func (b *binding) bindUnlabelled(g *guidelineEdition, v *registryVolume, n *registryNode, item int) {
	var labels []string
	open := false // another list may go on to this item
	for _, l := range n.Labels {
		if b.rs.clause(b.ref, l.Label, item) != nil || item <= l.Items.Count {
			labels = append(labels, l.Label)
		} else if !l.Items.Exact {
			open = true
		}
	}
	for _, l := range labels {
		b.target(g, v, l, item)
	}
	switch {
	case len(labels) == 0:
		b.missing("%s %s のどの区分にも、項目%sは確認できていません。", v.Name, n.Number, Circled(item))
	case len(labels) == 1 && !open:
		b.weaken(Likely, "区分の表記はありませんが、%sがあるのは「%s」だけです。", Circled(item), labels[0])
	case len(labels) == 1:
		b.weaken(Ambiguous, "区分の表記がないため、「%s」の%sと確定できません。", labels[0], Circled(item))
	default:
		b.weaken(Ambiguous, "区分の表記がないため、「%s」のどれの%sか確定できません。", strings.Join(labels, "」「"), Circled(item))
	}
}

// insert puts a new stub where it belongs: behind the item before it, else
// behind its chapter or section. Without either, the edition is not in the
// corpus, and neither will be its stub.
func (rs *resolver) insert(stub *Requirement, ref *Reference, item int) {
	of := *ref
	of.Volume = stub.Volume // the citation may leave open which volume it means
	ref = &of
	for before := item - 1; before >= 0; before-- {
		label := ref.Label
		if before == 0 {
			label = ""
		}
		if prev := rs.clause(ref, label, before); prev != nil {
			rs.c.insertAfter(prev.ID, stub)
			return
		}
	}
}

// insertAfter inserts a requirement behind another one, in the list and in the
// outline of its document.
func (c *Corpus) insertAfter(id string, r *Requirement) {
	at := slices.IndexFunc(c.Requirements, func(q *Requirement) bool { return q.ID == id })
	if at < 0 {
		return
	}
	c.Requirements = slices.Insert(c.Requirements, at+1, r)
	c.byID = nil
	if d := c.Document(r.Document); d != nil {
		for _, s := range d.Outline {
			s.Walk(func(s *Section) {
				if i := slices.Index(s.Requirements, id); i >= 0 {
					s.Requirements = slices.Insert(s.Requirements, i+1, r.ID)
				}
			})
		}
	}
}
