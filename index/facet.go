package index

import (
	"fmt"
	"slices"
)

// facetNames are the facets a filter may name, in the order they are shown.
var facetNames = []string{"document", "volume", "role", "system", "certainty"}

// FacetCount is a value of a facet and the number of hits that have it.
type FacetCount struct {
	Facet string `json:"facet"`
	Value string `json:"value"`
	Count int    `json:"count"`
}

// values returns the values of a facet by its name in a filter.
func (f Facets) values(name string) []string {
	switch name {
	case "document":
		return []string{f.Document}
	case "volume":
		return []string{f.Volume}
	case "role":
		return f.Roles
	case "system":
		return f.Systems
	case "certainty":
		return []string{f.Certainty}
	}
	return nil
}

// facetList is a value of a facet and the documents that have it, in order.
type facetList struct {
	facet, value string
	name         string // what people call the value, "" for as it is
	docs         []int32
}

// facetLists collects the values of all documents, by facet and by value in
// byte order.
func facetLists(docs []Document) []facetList {
	var out []facetList
	for _, name := range facetNames {
		byValue, names := map[string][]int32{}, map[string]string{}
		for n, d := range docs {
			for _, v := range d.Facets.values(name) {
				if l := byValue[v]; v != "" && (len(l) == 0 || l[len(l)-1] != int32(n)) {
					byValue[v] = append(l, int32(n))
				}
				if name == "document" && names[v] == "" {
					names[v] = d.Facets.DocumentName
				}
			}
		}
		for _, v := range sortedStrings(byValue) {
			out = append(out, facetList{name, v, names[v], byValue[v]})
		}
	}
	return out
}

// encodeFacets: per value the number of its facet, the value after "", its name
// after "", and a block of its documents, each as the distance from the one before.
func encodeFacets(lists []facetList) []byte {
	var e encoder
	for _, l := range lists {
		e.uint(slices.Index(facetNames, l.facet))
		e.after("", l.value)
		e.after("", l.name)
		var docs encoder
		last := int32(0)
		for _, d := range l.docs {
			docs.uint(int(d - last))
			last = d
		}
		e.block(docs.b)
	}
	return e.b
}

func decodeFacets(b []byte) ([]facetList, error) {
	var out []facetList
	d := decoder{b: b}
	for d.more() {
		n := d.uint()
		if n >= len(facetNames) {
			return nil, errShort
		}
		l := facetList{facet: facetNames[n], value: d.after(""), name: d.after("")}
		docs := decoder{b: d.block()}
		for last := 0; docs.more(); {
			last += docs.uint()
			l.docs = append(l.docs, int32(last))
		}
		out = append(out, l)
	}
	return out, d.err
}

// facets returns the values of all documents, read once.
func (s *session) facets() []facetList {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.facetValues == nil {
		lists, err := decodeFacets(s.read("x"))
		s.fail("x", err)
		s.facetValues = lists
	}
	return s.facetValues
}

// failed tells, for every document, which facets of a filter it does not pass,
// as bits by the facet's number. nil when there is no filter.
func (s *session) failed(filter map[string][]string) ([]uint8, error) {
	if len(filter) == 0 {
		return nil, nil
	}
	out := make([]uint8, s.man.Documents)
	all := uint8(0)
	for name := range filter {
		i := slices.Index(facetNames, name)
		if i < 0 {
			return nil, fmt.Errorf("search: no facet %q; use one of %q", name, facetNames)
		}
		all |= 1 << i
	}
	for i := range out {
		out[i] = all
	}
	for _, l := range s.facets() {
		if slices.Contains(filter[l.facet], l.value) {
			for _, d := range l.docs {
				out[d] &^= 1 << slices.Index(facetNames, l.facet)
			}
		}
	}
	return out, nil
}

// countFacets counts the hits per value. A value counts the hits that pass the
// filters of all other facets: what choosing it instead would show.
func (s *session) countFacets(hits []int32, failed []uint8) []FacetCount {
	isHit := make([]bool, s.man.Documents)
	for _, d := range hits {
		isHit[d] = true
	}
	out := []FacetCount{}
	for _, l := range s.facets() {
		own := uint8(1) << slices.Index(facetNames, l.facet)
		n := 0
		for _, d := range l.docs {
			if isHit[d] && (failed == nil || failed[d]&^own == 0) {
				n++
			}
		}
		if n > 0 {
			out = append(out, FacetCount{l.facet, l.value, n})
		}
	}
	return out
}
