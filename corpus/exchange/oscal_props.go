package exchange

import (
	"encoding/json"
	"strconv"
	"strings"

	"shogo/corpus"
)

// props collects properties. A property may not be empty, may not begin or end
// with white space and holds one line; what does not fit goes to its remarks.
type props []oscalProp

// label is OSCAL's own property for the citation.
func (p *props) label(value string) {
	if value = oneLine(value); value != "" {
		*p = append(*p, oscalProp{Name: "label", Value: value})
	}
}

func (p *props) add(name, value string) {
	if value == "" {
		return
	}
	q := oscalProp{Name: name, NS: namespace, Value: value}
	if flat := oneLine(value); flat != value {
		q.Value, q.Remarks = firstNonEmpty(flat, "-"), value
	}
	*p = append(*p, q)
}

func (p *props) all(name string, values []string) {
	for _, v := range values {
		p.add(name, v)
	}
}

func (p *props) yes(name string, value bool) {
	if value {
		p.add(name, "true")
	}
}

// structured adds a value that is no string as JSON, nothing if it is empty.
func (p *props) structured(name string, value any) {
	raw, err := json.Marshal(value)
	if s := string(raw); err == nil && s != "null" && s != "[]" && s != "{}" {
		p.add(name, s)
	}
}

func (p *props) certainty(c corpus.Certainty, reason string) {
	p.add("certainty", string(c))
	p.add("certainty-reason", reason)
}

// provenance says where a text was read.
func (p *props) provenance(o corpus.Provenance) {
	p.add("source", o.Source)
	p.add("source-page", number(o.Page))
	p.add("source-lines", numbers(o.Lines))
	p.add("source-place", o.Place)
	p.add("source-block", number(o.Block))
	if o.Box != nil {
		p.structured("source-box", *o.Box)
	}
}

func firstNonEmpty(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// propReader reads properties back; ours by name, the rest is skipped.
type propReader map[string][]string

func readProps(list []oscalProp) propReader {
	out := propReader{}
	for _, p := range list {
		if p.NS == namespace || p.NS == "" && p.Name == "label" {
			out[p.Name] = append(out[p.Name], firstNonEmpty(p.Remarks, p.Value))
		}
	}
	return out
}

func (p propReader) one(name string) string {
	if v := p[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (p propReader) number(name string) int {
	n, err := strconv.Atoi(p.one(name))
	if err != nil {
		return 0
	}
	return n
}

func (p propReader) numbers(name string) []int {
	out := []int{}
	for _, f := range strings.Fields(p.one(name)) {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// structured reads what props.structured wrote; a value of another shape
// leaves to as it is.
func (p propReader) structured(name string, to any) {
	if v := p.one(name); v != "" {
		_ = json.Unmarshal([]byte(v), to)
	}
}

func (p propReader) list(name string) []string {
	if v := p[name]; v != nil {
		return v
	}
	return []string{}
}

func (p propReader) certainty() (corpus.Certainty, string) {
	switch c := corpus.Certainty(p.one("certainty")); c {
	case corpus.Certain, corpus.Likely, corpus.Ambiguous:
		return c, p.one("certainty-reason")
	}
	return "", ""
}

func (p propReader) provenance() corpus.Provenance {
	o := corpus.Provenance{Source: p.one("source"), Page: p.number("source-page"), Lines: p.numbers("source-lines"),
		Place: p.one("source-place"), Block: p.number("source-block")}
	if p.one("source-box") != "" {
		o.Box = &[4]float64{}
		p.structured("source-box", o.Box)
	}
	return o
}
