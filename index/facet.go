package index

import (
	"encoding/binary"
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

// # Facets x
//
// The documents that have the same values in every facet are a class: there are
// few classes, however many documents. Shard x names values and classes:
//
//	block of values   per value the number of its facet (0 document, 1 volume,
//	                  2 role, 3 system, 4 certainty), the value after "", its
//	                  name after "" (of a document, else empty)
//	per class         number of its values, each as the distance from the one before
//
// and shards x0, x1 … tell the classes of manifest.facetBlock documents each,
// as runs: number of documents, class. They are read for the documents that a
// query found, when a filter or counts are asked for. Where all documents are of
// one class there are none, and facetBlock is 0.

// facetValue is a value of a facet.
type facetValue struct {
	facet, value string
	name         string // what people call the value, "" for as it is
}

// facetTable is the content of shard x.
type facetTable struct {
	values  []facetValue
	classes [][]int // values of each
}

// facetBlock is the number of documents in a shard of classes.
const facetBlock = 8192

// facetClasses collects the values of all documents, by facet and by value in
// byte order, and the class of each document.
func facetClasses(docs []Document) (t facetTable, of []int) {
	number := map[facetValue]int{}
	for _, name := range facetNames {
		names := map[string]string{}
		for _, d := range docs {
			for _, v := range d.Facets.values(name) {
				if v == "" {
					continue
				}
				if names[v] == "" {
					names[v] = ""
				}
				if name == "document" && names[v] == "" {
					names[v] = d.Facets.DocumentName
				}
			}
		}
		for _, v := range sortedStrings(names) {
			number[facetValue{facet: name, value: v}] = len(t.values)
			t.values = append(t.values, facetValue{name, v, names[v]})
		}
	}
	classes := map[string]int{}
	of = make([]int, len(docs))
	for i, d := range docs {
		class := classValues(number, &d.Facets)
		key := string(encodeInts(class))
		n, ok := classes[key]
		if !ok {
			n = len(t.classes)
			classes[key] = n
			t.classes = append(t.classes, class)
		}
		of[i] = n
	}
	return t, of
}

// classValues are the numbers of a document's values, in order.
func classValues(number map[facetValue]int, f *Facets) []int {
	var out []int
	for _, name := range facetNames {
		for _, v := range f.values(name) {
			if v != "" {
				out = append(out, number[facetValue{facet: name, value: v}])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func encodeInts(list []int) (b []byte) {
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

// encodeFacets writes shard x and its blocks.
func (m *model) encodeFacets() {
	t, of := facetClasses(m.docs)
	var values, e encoder
	for _, v := range t.values {
		values.uint(slices.Index(facetNames, v.facet))
		values.after("", v.value)
		values.after("", v.name)
	}
	e.block(values.b)
	for _, c := range t.classes {
		e.uint(len(c))
		last := 0
		for _, v := range c {
			e.uint(v - last)
			last = v
		}
	}
	m.shards["x"] = e.b
	if len(t.classes) < 2 {
		return
	}
	m.man.FacetBlock = facetBlock
	for at := 0; at < len(of); at += facetBlock {
		m.shards[fmt.Sprint("x", at/facetBlock)] = encodeRuns(of[at:min(at+facetBlock, len(of))])
	}
}

func encodeRuns(of []int) []byte {
	var e encoder
	for i := 0; i < len(of); {
		n := 1
		for i+n < len(of) && of[i+n] == of[i] {
			n++
		}
		e.uint(n)
		e.uint(of[i])
		i += n
	}
	return e.b
}

func decodeFacets(b []byte) (t facetTable, err error) {
	d := decoder{b: b}
	for v := (decoder{b: d.block()}); v.more(); {
		n := v.uint()
		if n >= len(facetNames) {
			return t, errShort
		}
		t.values = append(t.values, facetValue{facetNames[n], v.after(""), v.after("")})
		d.fail(v.err)
	}
	for d.more() {
		class, v := make([]int, d.count()), 0
		for i := range class {
			v += d.uint()
			if class[i] = v; v >= len(t.values) {
				return t, errShort
			}
		}
		t.classes = append(t.classes, class)
	}
	return t, d.err
}

// facets returns the values and classes of all documents, read once.
func (s *session) facets() *facetTable {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.facetTable == nil {
		t, err := decodeFacets(s.read("x"))
		s.fail("x", err)
		if len(t.classes) == 0 {
			t.classes = [][]int{nil}
		}
		s.facetTable = &t
	}
	return s.facetTable
}

// classBlock is a shard of classes that was read.
type classBlock struct {
	held
	of []int32
}

// classOf returns the class of a document; the shard x was read.
func (s *session) classOf(doc int32) int32 {
	if s.man.FacetBlock == 0 {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := int(doc) / s.man.FacetBlock
	c := s.classes[n]
	if c == nil {
		name := fmt.Sprint("x", n)
		block := make([]int32, s.man.FacetBlock)
		at := 0
		d := decoder{b: s.read(name)}
		for d.more() {
			length, class := d.uint(), d.uint()
			if length > len(block)-at || class >= len(s.facetTable.classes) {
				d.fail(errShort)
				break
			}
			for range length {
				block[at] = int32(class)
				at++
			}
		}
		s.fail(name, d.err)
		c = &classBlock{of: block}
		s.use(&c.held, 4*len(block))
		s.classes[n] = c
	}
	s.use(&c.held, 0)
	return c.of[int(doc)%s.man.FacetBlock]
}

// failed tells, for every class, which facets of a filter its documents do not
// pass, as bits by the facet's number. nil when there is no filter.
func (s *session) failed(filter map[string][]string) ([]uint8, error) {
	if len(filter) == 0 {
		return nil, nil
	}
	all := uint8(0)
	for name := range filter {
		i := slices.Index(facetNames, name)
		if i < 0 {
			return nil, fmt.Errorf("search: no facet %q; use one of %q", name, facetNames)
		}
		all |= 1 << i
	}
	t := s.facets()
	out := make([]uint8, len(t.classes))
	for i, class := range t.classes {
		out[i] = all
		for _, n := range class {
			if v := t.values[n]; slices.Contains(filter[v.facet], v.value) {
				out[i] &^= 1 << slices.Index(facetNames, v.facet)
			}
		}
	}
	return out, nil
}

// countFacets counts the hits per value. A value counts the hits that pass the
// filters of all other facets: what choosing it instead would show.
func (s *session) countFacets(hits []int32, failed []uint8) []FacetCount {
	t := s.facets()
	ofClass, ofValue := make([]int, len(t.classes)), make([]int, len(t.values))
	for _, d := range hits {
		ofClass[s.classOf(d)]++
	}
	for i, class := range t.classes {
		for _, n := range class {
			own := uint8(1) << slices.Index(facetNames, t.values[n].facet)
			if failed == nil || failed[i]&^own == 0 {
				ofValue[n] += ofClass[i]
			}
		}
	}
	out := []FacetCount{}
	for n, v := range t.values {
		if ofValue[n] > 0 {
			out = append(out, FacetCount{v.facet, v.value, ofValue[n]})
		}
	}
	return out
}
