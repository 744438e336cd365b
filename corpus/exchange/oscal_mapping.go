package exchange

import (
	"fmt"
	"slices"

	"shogo/corpus"
)

// linkSet is the links of one official table, manual or person's table.
type linkSet struct {
	name  string
	links []*corpus.Link
}

// linkSets groups the links by set, in the order of their first links.
func linkSets(c *corpus.Corpus) []*linkSet {
	var out []*linkSet
	at := map[string]*linkSet{}
	for _, l := range made(c) {
		s := at[l.Set]
		if s == nil {
			s = &linkSet{name: l.Set}
			at[l.Set] = s
			out = append(out, s)
		}
		s.links = append(s.links, l)
	}
	return out
}

// mappingCollection makes the mapping collection of a link set, with one
// mapping per pair of catalogs; nil if no link of the set can be stated.
func mappingCollection(c *corpus.Corpus, set *linkSet, pins map[string]oscalResource) (*oscalMapping, error) {
	m := &oscalMapping{Metadata: mappingMetadata(c, set), Provenance: mappingProvenance(set)}
	type pair struct{ from, to string }
	at := map[pair]*oscalPair{}
	var used []string
	for _, l := range set.links {
		p := pair{documentOf(c, l.From), documentOf(c, l.To)}
		if p.from == "" || p.to == "" {
			return nil, fmt.Errorf("export oscal: link %s: an end is in no catalog", l.ID)
		}
		to := at[p]
		if to == nil {
			to = &oscalPair{UUID: uuid("mapping", set.name, p.from, p.to), Source: side(pins[p.from]), Target: side(pins[p.to])}
			at[p] = to
			m.Mappings = append(m.Mappings, to)
			used = append(used, p.from, p.to)
		}
		to.Maps = append(to.Maps, newMap(c, l))
	}
	for p, to := range at {
		to.SourceGap = gap(c, p.from, "source-gap", to, func(m *oscalMap) []oscalSubject { return m.Sources })
		to.TargetGap = gap(c, p.to, "target-gap", to, func(m *oscalMap) []oscalSubject { return m.Targets })
	}
	if len(m.Mappings) == 0 {
		return nil, nil
	}
	slices.Sort(used)
	m.BackMatter = &oscalBack{}
	for _, id := range slices.Compact(used) {
		m.BackMatter.Resources = append(m.BackMatter.Resources, pins[id])
	}
	m.UUID = contentUUID("mapping-collection", set.name, m)
	return m, nil
}

func side(pin oscalResource) oscalSide { return oscalSide{Type: "catalog", Href: "#" + pin.UUID} }

// mappingMetadata takes the later date of the catalogs that are mapped.
func mappingMetadata(c *corpus.Corpus, set *linkSet) oscalMetadata {
	modified, name := "", ""
	for _, l := range set.links {
		for _, id := range []string{documentOf(c, l.From), documentOf(c, l.To)} {
			if d := c.Document(id); d != nil {
				if t, _ := dateTime(d.Date); t > modified {
					modified = t
				}
			}
		}
		if d := c.Document(documentOf(c, l.From)); d != nil && name == "" {
			name = d.ShortName
		}
	}
	if modified == "" {
		modified, _ = dateTime("")
	}
	var p props
	p.add("set", set.name)
	return oscalMetadata{Title: title(name+" の対応づけ（"+set.name+"）", set.name), LastModified: modified, Version: "1", OSCAL: oscalVersion, Props: p,
		Remarks: markup("shogo が資料の引用を読み取って作成したもので、公式のものではありません。対応づけがないことは、関係がないことを意味しません。")}
}

// mappingProvenance says how the links of a set came to be.
func mappingProvenance(set *linkSet) oscalProvenance {
	human, machine, looked := false, false, true
	for _, l := range set.links {
		human = human || l.Method == corpus.MethodHuman || l.Review != corpus.ReviewNone
		machine = machine || l.Method != corpus.MethodHuman
		looked = looked && l.State == corpus.StateResolved
	}
	p := oscalProvenance{Method: "automation", Rationale: "syntactic", Status: "not-complete",
		Description: "資料に印刷された引用・対応表の行を機械的に読み取った対応づけです。引用は「両者に関わりがある」ことだけを示すため、関係は intersects-with としています。根拠の種類、確かさとその理由、両側の文言は、それぞれの対応づけに付けています。"}
	if human {
		p.Method = "hybrid"
	}
	if human && !machine {
		p.Method, p.Rationale, p.Description = "human", "semantic", "人が作成した表による対応づけです。根拠の種類、確かさとその理由は、それぞれの対応づけに付けています。"
	}
	if !looked {
		p.Status = "draft"
	}
	return p
}

// newMap states one link, with everything known of it as properties.
func newMap(c *corpus.Corpus, l *corpus.Link) *oscalMap {
	m := &oscalMap{UUID: uuid("map", l.Set, l.ID), Relationship: l.Relationship, Rationale: "syntactic",
		Sources:    []oscalSubject{{"control", controlID(c, l.From)}},
		Targets:    []oscalSubject{{"control", controlID(c, l.To)}},
		Confidence: &oscalConfident{Category: string(l.Certainty)}}
	if l.Method == corpus.MethodHuman {
		m.Rationale = "semantic"
	}
	if rejected(l) { // a consumer that reads no properties must not take it for a link
		m.Relationship = "no-relationship"
	}
	var p props
	cells := c.LinkRow(l)
	for i, key := range corpus.LinkColumns() {
		p.add(key, cells[i])
	}
	m.Props = p
	return m
}

// gap lists the controls of a catalog that no map of a mapping names, nil if
// there are none.
func gap(c *corpus.Corpus, document, kind string, of *oscalPair, subjects func(*oscalMap) []oscalSubject) *oscalGap {
	mapped := map[string]bool{}
	for _, m := range of.Maps {
		if m.Relationship == "no-relationship" {
			continue
		}
		for _, s := range subjects(m) {
			mapped[s.ID] = true
		}
	}
	var ids []string
	for _, g := range c.Groups {
		if id := controlID(c, g.ID); g.Document == document && !mapped[id] {
			ids = append(ids, id)
		}
	}
	for _, r := range c.Requirements {
		if r.Document != document {
			continue
		}
		if id := controlID(c, r.ID); !mapped[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return &oscalGap{UUID: uuid(kind, of.UUID), Unmapped: []oscalSelect{{IDs: ids}}}
}
