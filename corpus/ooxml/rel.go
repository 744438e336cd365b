package ooxml

import (
	"path"
	"strings"
)

// Rel is a relationship: Kind is the last word of its type (worksheet,
// footnotes), Target the name of a part of the package.
type Rel struct {
	Kind, Target string
	External     bool // Target is an address outside the package
}

// Rels returns the relationships of a part by their id; empty if it has none.
func (p *Package) Rels(part string) map[string]Rel {
	part = clean(part)
	dir, file := path.Split(part)
	out := map[string]Rel{}
	root, err := p.Parse(path.Join(dir, "_rels", file+".rels"))
	if err != nil {
		return out
	}
	for _, n := range root.Kids {
		r := Rel{Kind: path.Base(n.Get("Type")), External: n.Get("TargetMode") == "External"}
		switch target := n.Get("Target"); {
		case r.External:
			r.Target = target
		case strings.HasPrefix(target, "/"):
			r.Target = clean(target)
		default:
			r.Target = clean(path.Join(dir, target))
		}
		out[n.Get("Id")] = r
	}
	return out
}

// Main returns the part that the package opens with, or other if the package
// does not say so and holds other.
func (p *Package) Main(other string) string {
	best := ""
	for _, r := range p.Rels("") {
		if r.Kind == "officeDocument" && !r.External && p.Has(r.Target) && (best == "" || r.Target < best) {
			best = r.Target
		}
	}
	if best == "" {
		return other
	}
	return best
}

// Related returns the first part of that kind among the relationships of a
// part, empty if there is none.
func (p *Package) Related(part, kind string) string {
	best := ""
	for _, r := range p.Rels(part) {
		if r.Kind == kind && !r.External && (best == "" || r.Target < best) {
			best = r.Target
		}
	}
	return best
}

// Title returns the title of the document's properties, empty if it has none.
func (p *Package) Title() string {
	for _, r := range []string{p.Related("", "core-properties"), "docProps/core.xml"} {
		if r == "" || !p.Has(r) {
			continue
		}
		if root, err := p.Parse(r); err == nil {
			if t := root.Kid("title"); t != nil {
				return strings.TrimSpace(t.Chars)
			}
		}
	}
	return ""
}
