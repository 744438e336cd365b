package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A tableStretch is the part of a page of a mapping table that belongs to one
// 大項目.
type tableStretch struct {
	document, source string
	page             int
	node             string      // id of its outline node
	major            *SectionRef // nil where the page does not print it
	from             int         // page that prints it
	first, last      rowKey      // of titles and labels; zero where there are only cited clauses
}

// rowKey orders titles and rows within a 大項目: ② is {2, 0}, ②-4 is {2, 4}.
type rowKey struct{ mark, row int }

func (k rowKey) less(o rowKey) bool { return k.mark < o.mark || k.mark == o.mark && k.row < o.row }

func (p *mappingPage) stretch(s *segment, node *Section) *tableStretch {
	out := &tableStretch{document: p.document, source: p.text.Name, page: p.page, node: node.ID, major: s.name.major, from: p.page}
	note := func(k rowKey) {
		if out.first == (rowKey{}) || k.less(out.first) {
			out.first = k
		}
		if out.last.less(k) {
			out.last = k
		}
	}
	for _, g := range s.groups {
		if g.head != nil {
			note(rowKey{g.mark, 0})
		}
		for _, r := range g.rows {
			note(rowKey{g.mark, r.label.num})
		}
	}
	return out
}

// goesOn reports whether s may be the continuation of the stretch that ends the
// page before: its first number comes behind the last one there, and leaves out
// no 小項目. A 大項目 begins with ①, so that a number that restarts is of one
// whose heading could not be read.
func (s *tableStretch) goesOn(before *tableStretch) bool {
	if s.first == (rowKey{}) {
		return before.last != (rowKey{}) // cited clauses alone
	}
	return before.last.less(s.first) && s.first.mark <= before.last.mark+1
}

// carryMajors gives the pages of a mapping table that print no 大項目 the one of
// the page before, where the numbers go on. It is an inference, and says so.
// The ids by page stay as aliases.
func (b *builder) carryMajors() {
	b.stretches = firstPrints(b.stretches)
	slices.SortStableFunc(b.stretches, func(x, y *tableStretch) int {
		if c := strings.Compare(x.document, y.document); c != 0 {
			return c
		}
		return x.page - y.page
	})
	var before *tableStretch // the last one of the page before
	for i, s := range b.stretches {
		if i > 0 {
			if before = b.stretches[i-1]; before.page == s.page && before.document == s.document {
				continue // not the first of its page
			}
		}
		if before != nil && before.document == s.document && before.page == s.page-1 && s.major == nil && before.major != nil && s.goesOn(before) {
			b.carry(s, before)
		}
	}
	b.orderTables()
}

// firstPrints leaves out the pages that another source has too: the one that was
// read first stands for them.
func firstPrints(stretches []*tableStretch) (out []*tableStretch) {
	source := map[string]string{}
	for _, s := range stretches {
		page := s.document + " " + pageID(s.page)
		if source[page] == "" {
			source[page] = s.source
		}
		if source[page] == s.source {
			out = append(out, s)
		}
	}
	return out
}

// carry moves what a stretch holds to the 大項目 it goes on with.
func (b *builder) carry(s, before *tableStretch) {
	node := b.section(s.document, s.node)
	into := s.document + "-" + before.major.Number
	if node == nil || b.section(s.document, into) == nil {
		return
	}
	reason := fmt.Sprintf("%dページには大項目が印字されていません。番号が前のページから続いているため、%dページの大項目「%s %s」の続きと推定しました。",
		s.page, before.from, before.major.Number, before.major.Title)
	major := &SectionRef{Number: before.major.Number, Title: before.major.Title, Certainty: Likely, CertaintyReason: reason}
	renamed := func(id string) string {
		rest, ok := strings.CutPrefix(id, s.node+"-")
		if !ok {
			return id
		}
		if mark, row, _ := strings.Cut(rest, "-"); mark == "0" { // clauses cited beside the rows of the last 小項目
			rest = strings.TrimSuffix(fmt.Sprintf("%d-%s", before.last.mark, row), "-")
		}
		return into + "-" + rest
	}
	for _, id := range node.Requirements {
		if b.c.Requirement(renamed(id)) != nil {
			return // the whole table is there too: joinPages
		}
	}
	if s.major, s.from = major, before.from; s.first == (rowKey{}) {
		s.last = before.last
	}
	b.c.Findings = append(b.c.Findings, Finding{Kind: FindingInference, Source: s.source, Page: s.page, Message: reason})
	b.move(s, node, renamed)
}

// section returns the node of the outline with the id, nil for none.
func (b *builder) section(document, id string) *Section {
	if d := b.c.Document(document); d != nil {
		for _, s := range d.Outline {
			if s.ID == id {
				return s
			}
		}
	}
	return nil
}

// move gives what stands in node its new ids and place.
func (b *builder) move(s *tableStretch, node *Section, renamed func(string) string) {
	c, into := b.c, b.section(s.document, s.document+"-"+s.major.Number)
	if into.Part == "" {
		into.Part = node.Part
	}
	for _, id := range node.Groups {
		g := c.Group(id)
		if g == nil {
			continue
		}
		old := c.Group(renamed(id))
		for i, m := range g.Members {
			g.Members[i] = renamed(m)
		}
		if g.ID, g.MajorItem = renamed(id), s.major; old == nil {
			g.Certainty, g.CertaintyReason = doubted(g.Certainty, g.CertaintyReason, s.major)
			into.Groups = append(into.Groups, g.ID)
			continue
		}
		old.goOn(g)
		if old.Title != "" { // it is known after all
			c.Findings = slices.DeleteFunc(c.Findings, func(f Finding) bool { return f.ID == id && f.Message == headless(g.Label) })
		}
		c.Groups = slices.DeleteFunc(c.Groups, func(x *Group) bool { return x == g })
	}
	for _, r := range c.Requirements {
		for i := range r.InternalRefs {
			r.InternalRefs[i].Target = renamed(r.InternalRefs[i].Target)
		}
		id := renamed(r.ID)
		if id == r.ID || r.Kind != KindMeasure {
			continue
		}
		into.Requirements = append(into.Requirements, id)
		r.Aliases = append(r.Aliases, r.ID)
		r.ID, r.MajorItem, r.Section = id, s.major, *s.major
		if at := strings.LastIndex(r.Citation, fmt.Sprintf(" %dページ ", s.page)); at >= 0 {
			r.Citation = fmt.Sprintf("%s %s %s", r.Citation[:at], s.major.Number, r.Label)
		}
		if g := c.Group(renamed(r.Group.ID)); g != nil {
			r.Title = g.Title
			r.Group = &GroupRef{ID: g.ID, Label: g.Label, Title: g.Title, Scenario: g.Scenario}
		}
		r.Certainty, r.CertaintyReason = doubted(r.Certainty, r.CertaintyReason, s.major)
	}
	for i := range c.Findings {
		c.Findings[i].ID = renamed(c.Findings[i].ID)
	}
	d := c.Document(s.document)
	d.Outline = slices.DeleteFunc(d.Outline, func(x *Section) bool { return x == node })
	c.byID = nil
}

// headless tells of a page that begins within a 小項目.
func headless(label string) string {
	return fmt.Sprintf("小項目%sの題名とリスクシナリオはこのページにありません。", label)
}

// doubted adds the doubt about a 大項目 to what is doubted already.
func doubted(certainty Certainty, reason string, major *SectionRef) (Certainty, string) {
	return Weaker(certainty, Likely), strings.TrimSpace(reason + major.CertaintyReason)
}

// goOn adds what a later page says of the group.
func (g *Group) goOn(more *Group) {
	if g.Title == "" {
		g.Title = more.Title
	}
	switch {
	case g.Scenario == "":
		g.Scenario = more.Scenario
	case more.Scenario != "" && squash(more.Scenario) != squash(g.Scenario):
		g.Scenario += "\n" + more.Scenario
	}
	for _, id := range more.Members {
		if !slices.Contains(g.Members, id) {
			g.Members = append(g.Members, id)
		}
	}
	for _, ref := range more.References {
		same := func(have Reference) bool {
			return have.Raw == ref.Raw && have.Quote == ref.Quote && slices.Equal(have.Targets, ref.Targets)
		}
		if !slices.ContainsFunc(g.References, same) {
			if p := more.Provenance; ref.Source == "" && (p.Source != g.Provenance.Source || p.Page != g.Provenance.Page) {
				ref.Source, ref.Page = p.Source, p.Page
			}
			g.References = append(g.References, ref)
		}
	}
}

// orderTables puts the outline of the tables that were read page by page in the
// order of the pages, whichever file was read first.
func (b *builder) orderTables() {
	page := map[string]int{} // of a node
	for _, s := range b.stretches {
		id := s.node
		if s.major != nil {
			id = s.document + "-" + s.major.Number
		}
		if _, ok := page[id]; !ok {
			page[id] = s.page
		}
	}
	done := map[string]bool{}
	for _, s := range b.stretches {
		d := b.c.Document(s.document)
		if done[s.document] || d == nil {
			continue
		}
		done[s.document] = true
		if slices.ContainsFunc(d.Outline, func(n *Section) bool { return page[n.ID] == 0 }) {
			continue // a part of it was read elsewhere
		}
		slices.SortStableFunc(d.Outline, func(x, y *Section) int { return page[x.ID] - page[y.ID] })
		for _, n := range d.Outline {
			byNumber := func(x, y string) int { return compareRows(n.ID, x, y) }
			slices.SortStableFunc(n.Requirements, byNumber)
			slices.SortStableFunc(n.Groups, byNumber)
		}
		b.orderGroups(d)
	}
}

// orderGroups puts the groups of a document, and their members, in the order of
// its outline.
func (b *builder) orderGroups(d *Document) {
	at := map[string]int{}
	for _, n := range d.Outline {
		for _, id := range n.Groups {
			at[id] = len(at)
		}
	}
	var mine []*Group
	for _, g := range b.c.Groups {
		if g.Document == d.ID {
			mine = append(mine, g)
			slices.SortStableFunc(g.Members, func(x, y string) int { return compareRows(g.ID, x, y) })
		}
	}
	slices.SortStableFunc(mine, func(x, y *Group) int { return at[x.ID] - at[y.ID] })
	for i, g := range b.c.Groups {
		if g.Document == d.ID {
			b.c.Groups[i], mine = mine[0], mine[1:]
		}
	}
}

// compareRows compares ids below a node by the numbers at their ends.
func compareRows(node, a, b string) int {
	numbers := func(id string) (out []int) {
		for s := range strings.SplitSeq(strings.TrimPrefix(id, node+"-"), "-") {
			n, _ := strconv.Atoi(s) // what is no number stands first
			out = append(out, n)
		}
		return out
	}
	return slices.Compare(numbers(a), numbers(b))
}
