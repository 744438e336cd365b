package exchange

import (
	"fmt"
	"strings"

	"shogo/corpus"
)

// cisoRelations are the words of CISO Assistant in those of OSCAL.
var cisoRelations = map[string]string{"equal": "equal-to", "subset": "subset-of", "superset": "superset-of", "intersect": "intersects-with", "not_related": "no-relationship"}

// cisoMappings reads mapping sets.
func cisoMappings(c *corpus.Corpus, name, set string, lib *cisoLibrary) (*Imported, error) {
	rows := corpus.NewLinkRows(c, name, set)
	row := 0
	for _, m := range lib.Objects.Mappings {
		if lib.Packager == "shogo" {
			rows.In(m.Name)
		}
		for _, p := range m.Pairs {
			row++
			place := fmt.Sprintf("mapping %d", row)
			if cells, err := cisoCells(c, p); err != nil {
				rows.Fault(place, err)
			} else {
				rows.Add(row, place, func(key string) string { return cells[key] })
			}
		}
	}
	links, err := rows.Links()
	if err != nil {
		return nil, err
	}
	return newImported(links), nil
}

// cisoCells are the cells of a link table that a pair says. An end is known by
// the last part of its urn, which is an id of shogo's own exports and of
// frameworks it imported.
func cisoCells(c *corpus.Corpus, p *cisoRelate) (map[string]string, error) {
	said, rest := cisoRead(p.Annotation)
	cells := map[string]string{
		"relationship": cisoRelations[p.Relationship], "method": firstNonEmpty(said["根拠の種類"], string(corpus.MethodHuman)),
		"certainty": string(corpus.Likely), "certainty_reason": firstNonEmpty(rest, "取り込んだ CISO Assistant の対応づけによります。"),
	}
	if cells["relationship"] == "" {
		return nil, fmt.Errorf("relationship %q is none of equal, subset, superset, intersect, not_related", p.Relationship)
	}
	if was := said["関係"]; cisoWords[was] == p.Relationship {
		cells["relationship"] = was
	}
	if said["確かさ"] != "" {
		certainty, reason := cisoCertainty(said["確かさ"])
		cells["certainty"], cells["certainty_reason"] = string(certainty), reason
	}
	for _, end := range [][2]string{{"from", p.Source}, {"to", p.Target}} {
		key, urn := end[0], end[1]
		id := urn[strings.LastIndexByte(urn, ':')+1:]
		if c.Requirement(id) == nil && c.Group(id) == nil {
			return nil, fmt.Errorf("%q names nothing in these documents; import its framework first", urn)
		}
		cells[key] = id
	}
	for _, key := range cisoDecision {
		cells[key] = said[linkHeadings[key]]
	}
	return cells, nil
}
