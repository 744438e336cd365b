package exchange

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"shogo/corpus"
)

// CheckOSCAL reads a set of OSCAL files that refer to each other and returns
// what the published JSON schema does not find, as "file: what", sorted:
// an id that no catalog has or that two parts share, a relationship outside of
// the six words, a resource that is not among the files or differs from its
// hash. An empty result means that every reference leads somewhere.
func CheckOSCAL(files map[string][]byte) []string {
	k := &oscalChecker{files: files, ids: map[string]map[string]bool{}}
	parsed := map[string]oscalFile{}
	for name, data := range files {
		var f oscalFile
		if err := json.Unmarshal(data, &f); err != nil {
			k.fault(name, "no OSCAL: %v", err)
			continue
		}
		parsed[name] = f
		if f.Catalog != nil {
			k.catalog(name, f.Catalog)
		}
	}
	for name, f := range parsed {
		switch {
		case f.Profile != nil:
			k.profile(name, f.Profile)
		case f.Mapping != nil:
			k.mapping(name, f.Mapping)
		case f.Catalog == nil:
			k.fault(name, "neither catalog nor profile nor mapping-collection")
		}
	}
	slices.Sort(k.faults)
	return k.faults
}

type oscalChecker struct {
	files  map[string][]byte
	ids    map[string]map[string]bool // of controls, by file
	faults []string
}

func (k *oscalChecker) fault(name, format string, args ...any) {
	k.faults = append(k.faults, name+": "+fmt.Sprintf(format, args...))
}

func (k *oscalChecker) catalog(name string, c *oscalCatalog) {
	all, controls := map[string]bool{}, map[string]bool{}
	note := func(id string) {
		if id != "" && all[id] {
			k.fault(name, "id %q stands twice", id)
		}
		if id != "" && token(id) != id {
			k.fault(name, "id %q is no token", id)
		}
		all[id] = true
	}
	var part func(oscalPart)
	part = func(p oscalPart) {
		note(p.ID)
		for _, sub := range p.Parts {
			part(sub)
		}
	}
	walkCatalog(c, func(g *oscalGroup) {
		note(g.ID)
		if len(g.Groups) > 0 && len(g.Controls) > 0 {
			k.fault(name, "group %q holds groups and controls", g.ID)
		}
	}, func(u *oscalUnit) {
		note(u.ID)
		controls[u.ID] = true
		for _, p := range u.Parts {
			part(p)
		}
	})
	k.ids[name] = controls
}

// walkCatalog visits every group and control, parents first.
func walkCatalog(c *oscalCatalog, group func(*oscalGroup), control func(*oscalUnit)) {
	var units func([]*oscalUnit)
	units = func(list []*oscalUnit) {
		for _, u := range list {
			control(u)
			units(u.Controls)
		}
	}
	var groups func([]*oscalGroup)
	groups = func(list []*oscalGroup) {
		for _, g := range list {
			group(g)
			groups(g.Groups)
			units(g.Controls)
		}
	}
	groups(c.Groups)
	units(c.Controls)
}

// resource finds the catalog that "#uuid" stands for, and checks its hash.
func (k *oscalChecker) resource(name, href string, back *oscalBack) string {
	if back != nil {
		for _, r := range back.Resources {
			if "#"+r.UUID != href || len(r.Rlinks) == 0 {
				continue
			}
			file := path.Base(r.Rlinks[0].Href)
			if _, ok := k.files[file]; !ok {
				k.fault(name, "resource %s is the file %q, which is not here", r.UUID, file)
			} else if h := r.Rlinks[0].Hashes; len(h) == 0 || h[0].Value != hashOf(k.files[file]) {
				k.fault(name, "file %q differs from its pinned hash", file)
			}
			return file
		}
	}
	k.fault(name, "%q names no resource", href)
	return ""
}

func (k *oscalChecker) selected(name, file string, ids []string) {
	for _, id := range ids {
		if !k.ids[file][id] {
			k.fault(name, "no control %q in %s", id, file)
		}
	}
}

func (k *oscalChecker) profile(name string, p *oscalProfile) {
	for _, i := range p.Imports {
		file := k.resource(name, i.Href, p.BackMatter)
		for _, s := range i.Include {
			k.selected(name, file, s.IDs)
		}
	}
}

func (k *oscalChecker) mapping(name string, m *oscalMapping) {
	for _, p := range m.Mappings {
		from, to := k.resource(name, p.Source.Href, m.BackMatter), k.resource(name, p.Target.Href, m.BackMatter)
		for _, one := range p.Maps {
			if !slices.Contains(corpus.Relationships, one.Relationship) {
				k.fault(name, "map %s: unknown relationship %q", one.UUID, one.Relationship)
			}
			k.subjects(name, from, one.Sources)
			k.subjects(name, to, one.Targets)
		}
		for file, g := range map[string]*oscalGap{from: p.SourceGap, to: p.TargetGap} {
			if g == nil {
				continue
			}
			for _, s := range g.Unmapped {
				k.selected(name, file, s.IDs)
			}
		}
	}
}

func (k *oscalChecker) subjects(name, file string, list []oscalSubject) {
	for _, s := range list {
		k.selected(name, file, []string{strings.TrimSuffix(s.ID, "_smt")})
	}
}
