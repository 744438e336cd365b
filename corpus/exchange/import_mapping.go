package exchange

import (
	"encoding/json"
	"fmt"
	"strings"

	"shogo/corpus"
)

// oscalPairs are the mappings of a collection. The format takes a single one
// without a list too; it is written as a list always.
type oscalPairs []*oscalPair

// UnmarshalJSON reads a list or a single mapping.
func (p *oscalPairs) UnmarshalJSON(raw []byte) error {
	if !startsObject(raw) {
		return json.Unmarshal(raw, (*[]*oscalPair)(p))
	}
	one := &oscalPair{}
	*p = oscalPairs{one}
	return json.Unmarshal(raw, one)
}

// mappingReader reads a mapping collection row by row, a row being a pair of a
// source and a target.
type mappingReader struct {
	rows    *corpus.LinkRows
	byID    map[string]string // control id -> id here
	method  corpus.Method
	remarks int
	row     int
}

func readMapping(c *corpus.Corpus, name, set string, m *oscalMapping) (*Imported, error) {
	if s := readProps(m.Metadata.Props).one("set"); s != "" {
		set = s
	}
	r := &mappingReader{rows: corpus.NewLinkRows(c, name, set), byID: controlIDs(c), method: corpus.MethodText}
	if m.Provenance.Method == "human" {
		r.method = corpus.MethodHuman
	}
	for _, p := range m.Mappings {
		for _, one := range p.Maps {
			r.read(one)
		}
	}
	links, err := r.rows.Links()
	if err != nil {
		return nil, err
	}
	out := newImported(links)
	if r.remarks > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("the remarks of %d maps are not kept", r.remarks))
	}
	return out, nil
}

// controlIDs maps the ids of the controls shogo exports to its own.
func controlIDs(c *corpus.Corpus) map[string]string {
	out := map[string]string{}
	for _, r := range c.Requirements {
		out[token(r.ID)] = r.ID
		out[controlID(c, r.ID)] = r.ID
	}
	for _, g := range c.Groups {
		out[token(g.ID)] = g.ID
		out[controlID(c, g.ID)] = g.ID
	}
	return out
}

// read makes a link of every pair of a map.
func (r *mappingReader) read(m *oscalMap) {
	own := readProps(m.Props)
	if m.Remarks != "" {
		r.remarks++
	}
	if len(m.Sources) == 0 || len(m.Targets) == 0 {
		r.row++
		r.rows.Fault(r.place(m), fmt.Errorf("the map has no source or no target"))
	}
	for _, from := range m.Sources {
		for _, to := range m.Targets {
			r.row++
			cells := r.cells(m, own, len(m.Sources)*len(m.Targets) == 1)
			for i, s := range []oscalSubject{from, to} {
				id, ok := r.byID[strings.TrimSuffix(s.ID, "_smt")]
				if !ok {
					r.rows.Fault(r.place(m), fmt.Errorf("id-ref %q names nothing in these documents; import its catalog first", s.ID))
					cells = nil
					break
				}
				cells[[]string{"from", "to"}[i]] = id
			}
			if cells != nil {
				r.rows.Add(r.row, r.place(m), func(key string) string { return cells[key] })
			}
		}
	}
}

// cells are the properties shogo has written, or what another program's map
// says: its confidence is not ours, so it stands in the reason.
func (r *mappingReader) cells(m *oscalMap, own propReader, single bool) map[string]string {
	cells := map[string]string{}
	if single && own.one("id") != "" {
		for _, key := range corpus.LinkColumns() {
			cells[key] = own.one(key)
		}
		if m.Relationship != "no-relationship" || cells["relationship"] == "" {
			cells["relationship"] = m.Relationship
		}
		return cells
	}
	cells["relationship"] = m.Relationship
	cells["method"] = string(r.method)
	cells["certainty"] = string(corpus.Likely)
	cells["certainty_reason"] = "取り込んだ OSCAL の対応づけによります。"
	if m.Confidence != nil && m.Confidence.Category != "" {
		cells["certainty_reason"] = "取り込んだ OSCAL の対応づけによります（confidence-score：" + m.Confidence.Category + "）。"
	}
	return cells
}

// place names a map in messages.
func (r *mappingReader) place(m *oscalMap) string {
	return fmt.Sprintf("map %d (uuid %s)", r.row, m.UUID)
}
