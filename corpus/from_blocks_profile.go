package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

const profileDialect = "profile"

// profileBlocks reads the tables that a profile of shogo.yaml explains: a
// requirement a row, its citations as links.
var profileBlocks = blockDialect{name: profileDialect, parse: parseProfileBlocks}

// profileRows is a document with such tables on its way to requirements.
type profileRows struct {
	*blockText
	into    *Document
	out     *parsed
	columns map[int]string // what a column holds: a key of the profile
	g       *blockGrid
	node    *Section
	used    map[string]int // rows by key, to tell equal ones apart
}

func parseProfileBlocks(t *blockText, _ *Registry) *parsed {
	d := t.ownDocument(FamilyOwn)
	p := &profileRows{blockText: t, into: d, out: &parsed{document: d}, used: map[string]int{}}
	var seen []string
	for _, g := range t.tables() {
		columns, captions, header := t.profile.columns(g)
		if missing := t.profile.missing(columns); len(missing) > 0 {
			seen = append(seen, fmt.Sprintf("table %d lacks %q of %q", g.table, missing, captions))
			continue
		}
		p.g, p.columns = g, columns
		p.read(header)
		g.claim(header, p.role)
	}
	if len(p.out.requirements)+len(p.out.relations) == 0 {
		msg := fmt.Sprintf("profile %q fits no table of %q", t.profile.Name, t.source.Name)
		if len(seen) > 0 {
			msg += ": " + strings.Join(seen[:min(len(seen), 3)], "; ")
		}
		p.out.err = &SyntaxError{Source: t.settings, Line: t.profile.Line, Msg: msg, Remedy: "write the captions as the table prints them; shogo add --preview FILE shows them"}
	}
	return p.out
}

// columns tells what the columns of a table hold, by their captions.
func (p *Profile) columns(g *blockGrid) (columns map[int]string, captions []string, header int) {
	wanted := map[string]string{}
	for _, x := range p.named() {
		wanted[squash(x[1])] = x[0]
	}
	captions, header = g.captions(func(s string) bool { return wanted[s] != "" })
	columns = map[int]string{}
	for c, whole := range captions {
		lines := strings.Split(whole, "\n")
		for i := len(lines) - 1; i >= 0 && columns[c] == ""; i-- { // the lowest caption is the closest
			columns[c] = wanted[lines[i]]
		}
		if all := strings.ReplaceAll(whole, "\n", ""); columns[c] == "" {
			columns[c] = wanted[all]
		}
		captions[c] = strings.ReplaceAll(whole, "\n", "/")
	}
	return columns, captions, header
}

// named are the captions with the key of the profile each stands for.
func (p *Profile) named() [][2]string {
	out := [][2]string{{"key", p.Key}}
	for _, x := range [][2]string{{"text", p.Text}, {"section", p.Section}, {"title", p.Title}, {"volume", p.Volume}} {
		if x[1] != "" {
			out = append(out, x)
		}
	}
	for _, s := range p.Cites {
		out = append(out, [2]string{"cites " + s, s})
	}
	for _, s := range p.Notes {
		out = append(out, [2]string{"note " + s, s})
	}
	return out
}

// missing are the captions that stand over no column.
func (p *Profile) missing(columns map[int]string) []string {
	var out []string
	for _, x := range p.named() {
		found := false
		for _, c := range columns {
			found = found || c == x[0]
		}
		if !found {
			out = append(out, x[1])
		}
	}
	return out
}

func (p *profileRows) role(col int) Role {
	switch key := p.columns[col]; {
	case key == "section", key == "title", key == "key":
		return RoleHeading
	case key == "text":
		return RoleRequirement
	case strings.HasPrefix(key, "cites "), key == "volume":
		return RoleCitation
	case strings.HasPrefix(key, "note "):
		return RoleNote
	}
	return RoleUnassigned
}

// at returns the blocks of a row that stand in columns of a kind, each once.
func (p *profileRows) at(row int, key string) []int {
	var out []int
	for c := range p.g.columns() {
		if i := p.g.cell(row, c); i >= 0 && p.columns[c] == key && !slices.Contains(out, i) && strings.TrimSpace(p.text(i)) != "" {
			out = append(out, i)
		}
	}
	return out
}

func (p *profileRows) text(i int) string { return cellText(p.doc.Blocks[i].Text) }

// first is the text of the first such block of a row.
func (p *profileRows) first(row int, key string) (int, string) {
	if at := p.at(row, key); len(at) > 0 {
		return at[0], p.text(at[0])
	}
	return -1, ""
}

func (p *profileRows) read(header int) {
	if p.profile.KeyCites != "" {
		p.links(header)
		return
	}
	last, section := -1, -1
	var r *Requirement
	for _, row := range p.g.data(header) {
		if i, s := p.first(row, "section"); i >= 0 && i != section {
			section = i
			p.open(unwrapCell(s))
		}
		i, key := p.first(row, "key")
		switch {
		case i >= 0 && i != last:
			r, last = p.row(row, i, unwrapCell(key)), i
		case r == nil || i < 0 && len(p.at(row, "text")) > 0 && p.newRow(row):
			r = nil
			if at := p.at(row, "text"); len(at) > 0 {
				p.find(FindingLoss, at[0], "", "番号の欄が空のため、この行を収録していません。")
				p.roles[at[0]] = RoleUnassigned
			}
		}
		if r != nil {
			p.fill(r, row)
		}
	}
}

// newRow reports whether no cell of the row goes on from the row above.
func (p *profileRows) newRow(row int) bool {
	for c := range p.g.columns() {
		if i := p.g.cell(row, c); i >= 0 && p.columns[c] != "" && p.columns[c] != "section" && i == p.g.cell(row-1, c) {
			return false
		}
	}
	return true
}

// open begins a section; the same one, printed again, goes on.
func (p *profileRows) open(title string) {
	for _, s := range p.into.Outline {
		if s.Title == title {
			p.node = s
			return
		}
	}
	id := fmt.Sprintf("%s-s%d", p.into.ID, len(p.into.Outline)+1)
	p.node = &Section{ID: id, Kind: SectionChapter, Title: title, Certainty: Certain}
	p.into.Outline = append(p.into.Outline, p.node)
}

// unsafeKey matches what cannot stand in an id.
var unsafeKey = pattern.New(`[^a-z0-9.]+`)

// row makes the requirement of a row. Its id comes from the key: ①-2 is 1-2.
func (p *profileRows) row(row, i int, key string) *Requirement {
	if p.node == nil {
		p.open("")
		p.node.Title = p.into.Title
	}
	var s strings.Builder
	for _, r := range foldWidth(key) {
		if n := CircledValue(r); n > 0 {
			fmt.Fprintf(&s, "%d", n)
		} else {
			s.WriteRune(r)
		}
	}
	id := strings.Trim(unsafeKey.ReplaceAllString(strings.ToLower(s.String()), "-"), "-.")
	if id == "" {
		id = "x" + fingerprint(key)[:6]
	}
	id = p.into.ID + "-r" + id
	if p.used[id]++; p.used[id] > 1 {
		p.find(FindingConflict, i, id, "番号「%s」がもう一度現れます。別の識別子で載せました。", key)
		id += fmt.Sprintf("-t%d", p.used[id])
	}
	title := ""
	if _, t := p.first(row, "title"); t != "" {
		title = unwrapCell(t)
	}
	r := &Requirement{ID: id, Document: p.into.ID, Kind: KindChecklistItem, Label: key, Citation: p.into.ShortName + " " + key, Title: title,
		Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{}, Section: SectionRef{Title: p.node.Title, Certainty: Certain},
		Certainty: p.profile.Certainty, Provenance: p.provenance(i)}
	if r.Certainty != Certain {
		r.CertaintyReason = profileReason
	}
	p.node.Requirements = append(p.node.Requirements, r.ID)
	p.out.requirements = append(p.out.requirements, r)
	return r
}

// fill adds what a row says; a row that goes on over several adds its parts.
func (p *profileRows) fill(r *Requirement, row int) {
	fresh := func(i int) bool { return p.doc.Blocks[i].Row == row }
	for _, i := range p.at(row, "text") {
		if fresh(i) {
			r.Text = joinParagraphs(r.Text, p.text(i))
			r.Modality = modality(r.Text)
		}
	}
	_, volume := p.first(row, "volume")
	for _, cites := range p.profile.Cites {
		for _, i := range p.at(row, "cites "+cites) {
			if fresh(i) {
				r.References = append(r.References, p.refs(r.ID, i, unwrapCell(volume), p.profile.Edition)...)
			}
		}
	}
	for _, note := range p.profile.Notes {
		for _, i := range p.at(row, "note "+note) {
			if fresh(i) {
				r.Parts = append(r.Parts, Part{Kind: PartNote, Label: note, Text: p.text(i)})
			}
		}
	}
}

// refs reads the citations of a cell. A cell with none is reported: nothing
// that looks like a link is lost without a word.
func (p *profileRows) refs(id string, i int, volume, edition string) []Reference {
	s := p.doc.Blocks[i].Text
	cited := s
	if _, _, named := parseVolume(strings.TrimSpace(s)); !named && volume != "" {
		cited = volume + "：" + s
	}
	refs := parseInlineRefs(cited, 0)
	if len(refs) == 0 && strings.Trim(s, " 　\n-－―—・なし") != "" {
		p.find(FindingUnresolved, i, id, "引用の欄の「%s」から条項を読み取れませんでした。", unwrapCell(s))
	}
	for k := range refs {
		ref := &refs[k]
		ref.Lines, ref.Certainty = nil, p.profile.Certainty
		if ref.Edition == "" {
			ref.Edition = edition
		}
		if ref.Certainty != Certain {
			ref.Reason = profileReason
		}
	}
	return refs
}

// profileReason explains a certainty that a profile sets.
const profileReason = "shogo.yaml の指定による読み取りです。"

// links reads a table whose rows only say which clauses belong together.
func (p *profileRows) links(header int) {
	from, last := []Reference(nil), -1
	for _, row := range p.g.data(header) {
		i, key := p.first(row, "key")
		if i < 0 {
			continue
		}
		_, volume := p.first(row, "volume")
		if i != last {
			from, last = p.refs("", i, unwrapCell(volume), p.profile.KeyCites), i
		}
		quote := unwrapCell(key)
		if _, text := p.first(row, "text"); text != "" {
			quote += " " + text
		}
		for k := range from {
			x := &relation{document: p.into.ID, from: from[k], quote: quote, provenance: p.provenance(i)}
			for _, cites := range p.profile.Cites {
				for _, at := range p.at(row, "cites "+cites) {
					if p.doc.Blocks[at].Row == row || i >= 0 && p.doc.Blocks[i].Row == row {
						x.to = append(x.to, p.refs("", at, unwrapCell(volume), p.profile.Edition)...)
					}
				}
			}
			p.out.relations = append(p.out.relations, x)
		}
	}
}
