package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// guidelineCatalog builds an edition from the registry alone: every volume and
// chapter in the outline, every chapter, section and known item as a clause
// without text. A chapter's items stand before its sections, as in the print.
// It returns nil for an edition the registry does not know.
func (r *Registry) guidelineCatalog(edition string) (*Document, []*Requirement) {
	g := r.guideline(edition)
	if g == nil {
		return nil, nil
	}
	d := &Document{ID: g.ID, Family: FamilyGuideline, Title: g.Title, ShortName: g.ShortName, Publisher: g.Publisher,
		Edition: g.Edition, Date: g.Published, LandingPage: g.LandingPage, Certainty: g.certainty(),
		CertaintyReason: g.CertaintyReason, Superseded: r.successor(g.ID), Outline: []*Section{}}
	var all []*Requirement
	for _, v := range g.Volumes {
		volume := &Section{ID: g.ID + "-" + v.Code, Kind: SectionVolume, Title: v.Name, Certainty: g.certainty(), CertaintyReason: g.CertaintyReason}
		for _, n := range v.Chapters {
			b := &clauseBuilder{r: r, g: g, v: v, chapter: n}
			clauses := b.chapterClauses()
			section := &Section{ID: r.clauseID(edition, v.Name, n.Number, "", 0), Kind: SectionChapter, Number: n.Number, Title: n.Title, Target: n.Target}
			section.Certainty, section.CertaintyReason = n.certainty()
			for _, c := range clauses {
				section.Requirements = append(section.Requirements, c.ID)
			}
			volume.Sections = append(volume.Sections, section)
			all = append(all, clauses...)
		}
		d.Outline = append(d.Outline, volume)
	}
	return d, all
}

// certainty grades what the registry says of a chapter or section.
func (n *registryNode) certainty() (Certainty, string) {
	c, reason := Certain, ""
	switch n.Basis {
	case "draft":
		c, reason = Likely, "題名は案の段階の文書で確認したもので、確定版では未確認です。"
	case "third-party":
		c, reason = Likely, "題名は第三者の資料で確認したもので、原文では未確認です。"
	case "inferred":
		c, reason = Likely, "番号と題名は、ほかの箇所の記載から推定しました。"
		if n.Title == "" {
			reason = "番号は、ほかの番号から推定しました。題名は確認できていません。"
		}
	case "memory":
		c, reason = Ambiguous, "題名の出典を確認できていません。"
	}
	if n.TargetInferred {
		c, reason = Weaker(c, Likely), reason+"対象区分（Ⅰ～Ⅳ）は、概説編の表から推定しました。"
	}
	return c, reason
}

// clauseBuilder makes the stubs of one chapter.
type clauseBuilder struct {
	r       *Registry
	g       *guidelineEdition
	v       *registryVolume
	chapter *registryNode
}

func (b *clauseBuilder) chapterClauses() []*Requirement {
	out := b.nodeClauses(b.chapter)
	for _, s := range b.chapter.Sections {
		out = append(out, b.nodeClauses(s)...)
	}
	return out
}

// nodeClauses returns a chapter or section and its items.
func (b *clauseBuilder) nodeClauses(n *registryNode) []*Requirement {
	out := []*Requirement{b.clause(n, "", 0)}
	if n.Items != nil {
		for i := 1; i <= n.Items.Count; i++ {
			out = append(out, b.clause(n, "", i))
		}
	}
	for _, l := range n.Labels {
		for i := 1; i <= l.Items.Count; i++ {
			out = append(out, b.clause(n, l.Label, i))
		}
	}
	return out
}

// clause makes one stub; item 0 is the chapter or section itself.
func (b *clauseBuilder) clause(n *registryNode, label string, item int) *Requirement {
	c := &Requirement{ID: b.r.clauseID(b.g.Edition, b.v.Name, n.Number, label, item), Document: b.g.ID, Kind: KindClause,
		Label: clauseLabel(n.Number, label, item), Title: n.Title, Volume: b.v.Name, Parts: []Part{}, Roles: []string{},
		Systems: []string{}, References: []Reference{}, Stub: true, Provenance: Provenance{Source: SourceRegistry, Lines: []int{}},
		Section: SectionRef{Number: n.Number, Title: n.Title}}
	c.Citation = b.v.Name + " " + c.Label
	c.Certainty, c.CertaintyReason = n.certainty()
	c.Section.Certainty, c.Section.CertaintyReason = c.Certainty, c.CertaintyReason
	c.Target, c.TargetExceptions = parseTarget(b.chapter.Target)
	if item > 0 {
		c.Category = "遵守事項"
	}
	return c
}

// clauseLabel is how people cite a clause inside its volume: 14⑤, 14.1.1,
// 1.2.1<管理責任>②.
func clauseLabel(number, label string, item int) string {
	if isPartLabel(label) { // 6.5C3
		number += label
		if item > 0 {
			number += strconv.Itoa(item)
		}
		return number
	}
	if label != "" {
		number += "<" + label + ">"
	}
	if item > 0 {
		number += Circled(item)
	}
	return number
}

// parseTarget reads target symbols such as [Ⅰ～Ⅳ] or
// [Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照] into the list of symbols and
// the words on exceptions.
func parseTarget(s string) (symbols []string, exceptions string) {
	s = strings.Trim(s, "[]［］ 　")
	if i := strings.Index(s, "なお"); i >= 0 {
		s, exceptions = s[:i], s[i:]
	}
	last, open := rune(0), false
	for _, r := range s {
		switch {
		case foldWidthRune(r) == '~':
			open = true
		case r >= 'Ⅰ' && r <= 'Ⅳ':
			if open && last != 0 {
				for q := last + 1; q < r; q++ {
					symbols = append(symbols, string(q))
				}
			}
			symbols, last, open = append(symbols, string(r)), r, false
		}
	}
	return symbols, exceptions
}

// itemCount returns how many items the node's list has under the label, nil if
// the registry knows no such list.
func (n *registryNode) itemCount(label string) *itemCount {
	if label == "" {
		return n.Items
	}
	for i := range n.Labels {
		if n.Labels[i].Label == label {
			return &n.Labels[i].Items
		}
	}
	return nil
}

// furtherItem makes the stub of an item that a citation names beyond the
// highest item the registry knows of an open list.
func (b *clauseBuilder) furtherItem(n *registryNode, label string, item int) *Requirement {
	c := b.clause(n, label, item)
	c.Certainty = Weaker(c.Certainty, Likely)
	if count := n.itemCount(label); count == nil || count.Count == 0 {
		c.CertaintyReason = "この章の遵守事項の数は未確認です。項目は引用から推定しました。"
	} else {
		c.CertaintyReason = fmt.Sprintf("確認できている項目は%sまでです。%sは引用から推定しました。", Circled(count.Count), Circled(item))
	}
	return c
}
