package corpus

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// mappingTableDialect reads 別紙2 of the provider guideline 1.1, the table that
// maps measures (対策項目) to clauses of guideline 6.0, from scraped page text.
//
// A page's text is the text of two superimposed layers, read in an order that
// has little to do with the print. What remains reliable is where lines wrap:
// every column has a width of its own, and the two layers differ by one em. So
// the lines are put together again by width, by the words across each break,
// and by distance, and every join keeps its doubt.
var mappingTableDialect = dialect{
	name:   "mapping-table",
	family: FamilyMappingTable,
	start:  isMappingTable,
	parse:  parseMappingTable,
}

// annexEditionRead is the edition of the provider guideline whose 別紙2 this
// dialect knows, annexCites the guideline edition that its title names.
const (
	annexDocument = "annex2-1.1"
	annexCites    = "6.0"
)

// isMappingTable looks for the table's title and for one of its row labels or
// caption words: other documents cite the title, only the table prints both.
func isMappingTable(t *Text) bool {
	title, rows := false, 0
	for _, l := range t.Lines {
		s := foldWidth(strings.TrimSpace(l.Text))
		if edition, ok := annexNamed(s); ok || edition != "" {
			title = true
		}
		for _, piece := range columnGap.Split(s, -1) {
			if mapLabel.MatchString(piece) || piece == "リスクシナリオ例" || piece == "対策項目で対応できる" {
				rows++
			}
		}
	}
	return title && rows > 0 || rows > 2
}

// mappingPage is the state of one page while it is read.
type mappingPage struct {
	text     *Text
	reg      *Registry
	page     int
	lossy    bool // the old scrape, which drops every line of one character
	all      []*fragment
	cells    []*citedCell
	segments []*segment
	rows     []*measureRow
	orphans  []*chain // running text that found no place
	document string   // id
	name     string   // in citations: 別紙2
	cites    string   // edition of the guideline, empty if unknown
	official bool     // 別紙2 itself, whose quotations are the guideline's words
	role     map[*fragment]Role
	out      *parsed
	// majorLines are the further lines of the titles of 大項目, where plainMajors
	// has read them.
	majorLines []*fragment
}

func parseMappingTable(t *Text, reg *Registry) *parsed {
	d, cites, official := mappingDocument(t, reg)
	out := &parsed{document: d, roles: make([]Role, len(t.Lines))}
	major := 0 // of a table of another kind
	for _, sp := range tablePages(t) {
		copy(out.roles[sp.First:sp.End], sp.Roles)
		p := &mappingPage{text: t, reg: reg, page: sp.Page, out: out, role: map[*fragment]Role{}, lossy: losesMarks(t, sp),
			document: d.ID, cites: cites, official: official, name: "別紙2"}
		if !official {
			p.name = d.ShortName
		}
		p.all = fragments(t, sp.First, sp.End, func(i int) bool { return sp.Roles[i-sp.First] != "" })
		if !official {
			major = p.plainMajors(major)
		}
		p.read()
	}
	if !official {
		out.findings = append(out.findings, Finding{Kind: FindingInference, Source: t.Name, Message: "別紙2とは異なる表のテキストです。" + unknownColumns})
	}
	for i, l := range t.Lines {
		if out.roles[i] == "" && strings.TrimSpace(l.Text) == "" {
			out.roles[i] = RoleBlank
		}
	}
	return out
}

// losesMarks reports the old scrape, which drops every line of one character:
// it has empty lines in the body and no such line.
func losesMarks(t *Text, sp scrapePage) bool {
	empty := false
	for i := sp.Body[0]; i < sp.Body[1]; i++ {
		s := lineText(t, i)
		if utf8.RuneCountInString(s) == 1 {
			return false
		}
		empty = empty || s == ""
	}
	return empty
}

// read takes the page apart in the order of what is easiest to recognise:
// chapter cells, titles, then the running text between them.
func (p *mappingPage) read() {
	p.setRole(RoleHeading, p.majorLines...)
	p.readSegments()
	p.cells = knownCells(p.all, p.reg, annexCites)
	p.knownMajors()
	cs := p.readCells(p.readTitles(chains(p.all, p.knownTitles())))
	rows, scenarios, quotes := sortChains(cs)
	p.readRows(rows)
	p.readScenarios(scenarios)
	p.readQuotes(quotes)
	p.emit()
	p.setRoles()
}

// mappingWords are words of this field, one list for all documents: evidence
// for a line break inside one of them.
//
//go:embed mapping_words.txt
var mappingWords string

// knownTitles are words that may stand across a line break.
func (p *mappingPage) knownTitles() []string {
	out := append(p.reg.chapterTitles(annexCites, 0), strings.Fields(mappingWords)...)
	for _, a := range p.reg.Annexes {
		for _, m := range a.MajorItems {
			out = append(out, m.Title)
		}
	}
	return out
}

func (p *mappingPage) finding(kind FindingKind, id string, lines []int, format string, args ...any) {
	p.out.findings = append(p.out.findings, Finding{Kind: kind, Source: p.text.Name, Page: p.page, Lines: lines, ID: id,
		Message: fmt.Sprintf(format, args...)})
}

// setRoles writes the role of every fragment to its line. A line with two
// columns takes the role of the first, unless that is furniture.
func (p *mappingPage) setRoles() {
	for _, f := range p.all {
		r, ok := p.role[f]
		if !ok {
			r = map[fragmentKind]Role{fragCaption: RoleFurniture, fragPart: RoleHeading, fragMajor: RoleHeading, fragGroup: RoleHeading,
				fragLabel: RoleRequirement, fragMark: RoleRequirement, fragItem: RoleCitation, fragVolume: RoleCitation,
				fragRest: RoleCitation, fragCategory: RoleCitation, fragChapter: RoleCitation, fragText: RoleUnassigned}[f.kind]
		}
		for _, n := range f.numbers() {
			if at := &p.out.roles[n-1]; *at == "" || *at == RoleFurniture {
				*at = r
			}
		}
	}
}

func (p *mappingPage) setRole(r Role, frags ...*fragment) {
	for _, f := range frags {
		p.role[f] = r
	}
}

func (p *mappingPage) provenance(frags ...*fragment) Provenance {
	lines := []int{}
	for _, f := range frags {
		lines = append(lines, f.numbers()...)
	}
	return Provenance{Source: p.text.Name, Page: p.page, Lines: sortedUnique(lines)}
}

// chapterTitles returns the titles and title variants of the chapters with the
// number in every volume, or of all chapters for number 0.
func (r *Registry) chapterTitles(edition string, number int) []string {
	var out []string
	g := r.guideline(edition)
	if g == nil {
		return nil
	}
	for _, v := range g.Volumes {
		for _, c := range v.Chapters {
			if number == 0 || c.Number == fmt.Sprint(number) {
				out = append(append(out, c.Title), c.Variants...)
			}
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}
