package corpus

import (
	"fmt"
	"strings"
)

// requirement makes the item as a requirement of d, without text. Its id is
// built from section, part and marks: mhlw-5.2-main-7.3-c-i02-p1 for 7.3C2(1).
func (o *oldItem) requirement(d *Document, p Provenance) *Requirement {
	volume, base := migratedVolume, d.ID+"-"+volumeCode(migratedVolume)+"-"
	if d.Unofficial {
		volume, base = "", d.ID+"-"
	}
	r := &Requirement{ID: base + o.section.Number + o.code(), Document: d.ID, Kind: KindClause, Label: o.label(), Title: o.section.Title, Volume: volume,
		Section: o.section, Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{}, Certainty: Certain, Provenance: p}
	r.Citation = strings.TrimSpace(volume + " " + r.Label)
	if d.Unofficial {
		r.Citation = d.ShortName + " " + r.Label
	}
	if o.part != "" {
		r.Category = strings.TrimRight(o.part+"."+o.title, ".")
	}
	return r
}

// code is the end of the id. The item of the first level is numbered as in a
// volume, so that the volume's own text comes to the same id.
func (o *oldItem) code() string {
	out := ""
	if o.part != "" {
		out += "-" + strings.ToLower(o.part)
	}
	if o.context != "" {
		out += "-x" + fingerprint(o.context)[:6]
	}
	if n := atoi(o.marks[0]); n > 0 {
		out += fmt.Sprintf("-i%02d", n)
	}
	if o.marks[1] != "" {
		out += "-p" + o.marks[1]
	}
	if o.marks[2] != "" {
		out += fmt.Sprintf("-c%d", CircledValue([]rune(o.marks[2])[0]))
	}
	if o.marks[3] != "" {
		out += "-" + o.marks[3]
	}
	return out
}

// label is the item as people cite it: 7.3C2(1)②, with the case in 【】 where
// the numbers restart under one.
func (o *oldItem) label() string {
	out := o.section.Number + o.part
	if o.context != "" {
		out += "【" + o.context + "】"
	}
	out += o.marks[0]
	if o.marks[1] != "" {
		out += "(" + o.marks[1] + ")"
	}
	out += o.marks[2]
	if m := o.marks[3]; len(m) == 1 {
		out += "(" + m + ")"
	}
	return out
}
