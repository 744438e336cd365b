package corpus

import (
	"fmt"
	"slices"
)

// A relation is a row of a table that holds no requirements of its own and says
// only which clauses belong together: the item migration table and the table of
// correspondence between the volumes. Its links are a set named for the table.
type relation struct {
	document   string // id of the table
	id         string // of the requirement it starts at, empty where from names it
	from       Reference
	to         []Reference
	quote      string // what the row prints at its start
	provenance Provenance
}

// relations binds both ends of every row.
func (rs *resolver) relations() {
	before := len(rs.c.Findings)
	defer func() { // a cell that meets several others is bound with each
		seen := map[string]bool{}
		rs.c.Findings = append(rs.c.Findings[:before], slices.DeleteFunc(rs.c.Findings[before:], func(f Finding) bool {
			key := fmt.Sprint(f.Source, f.Page, f.Lines, f.ID, f.Message)
			if f.ID != "" {
				key += f.Place
			}
			again := seen[key]
			seen[key] = true
			return again
		})...)
	}()
	for _, x := range rs.c.relations {
		if x.id == "" {
			rs.bind(&x.from, x.document, "", x.provenance)
		}
		for i := range x.to {
			rs.bind(&x.to[i], x.document, x.id, x.provenance)
		}
	}
}

// relation links each start of a row with each of its ends. A link is no surer
// than the weaker of the two.
func (l *linker) relation(x *relation) {
	starts := []string{x.id}
	if x.id == "" {
		starts = x.from.Targets
	}
	for _, id := range starts {
		if l.c.Requirement(id) == nil {
			continue
		}
		for _, to := range x.to {
			if x.id == "" && x.from.Certainty != to.Certainty && Weaker(x.from.Certainty, to.Certainty) == x.from.Certainty {
				to.Certainty, to.Reason = x.from.Certainty, x.from.Reason
			}
			l.reference(&to, end{id, x.document, x.quote, x.provenance})
		}
	}
}
