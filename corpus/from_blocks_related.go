package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// correspondenceBlocks reads the table that sets the volumes side by side.
var correspondenceBlocks = blockDialect{name: "correspondence-table", parse: parseCorrespondence, start: func(t *blockText) bool {
	return slices.ContainsFunc(t.tables(), func(g *blockGrid) bool { c, ok := newCitingTable(g); return ok && c.text < 0 })
}}

// citingRows is a citing table on its way to links.
type citingRows struct {
	*blockText
	reg     *Registry
	out     *parsed
	table   citingTable
	edition string              // of the columns that print none
	read    map[int][]Reference // by cell
	whole   int                 // cells that mark a volume and no clause of it
}

func (t *blockText) citingRows(reg *Registry, family Family) *citingRows {
	d := t.describe(reg, family)
	m := &citingRows{blockText: t, reg: reg, out: &parsed{document: d}, read: map[int][]Reference{}}
	m.edition, _ = reg.citedEdition(d.ID)
	return m
}

// citation reads the cell of a column in a row, once. It reports what it cannot
// read; a bare ○ says only that the volume has something, and is counted.
func (m *citingRows) citation(c citingColumn, row int) (i int, refs []Reference) {
	if i = m.table.g.cell(row, c.col); i < 0 {
		return i, nil
	}
	if refs, ok := m.read[i]; ok {
		return i, refs
	}
	refs, rest := c.cites(m.doc.Blocks[i].Text, m.edition)
	m.read[i] = refs
	switch {
	case strings.Trim(rest, "-－―ー–—−／/") == "":
	case strings.Trim(rest, "○◯〇●◎") == "":
		m.whole++
	default:
		m.find(FindingUnresolved, i, "", "%sの列の「%s」を、箇条への引用として読み取れませんでした。", c.volume, rest)
	}
	return i, refs
}

// finish says what was left out, and gives what stands around the tables a role.
func (m *citingRows) finish() *parsed {
	if m.whole > 0 {
		m.findings = append(m.findings, wholeMarks(m.source.Name, m.whole))
	}
	m.claimAround(RoleNote)
	return m.out
}

// wholeMarks tells of cells that hold a mark and no number.
func wholeMarks(source string, n int) Finding {
	return Finding{Kind: FindingLoss, Source: source,
		Message: fmt.Sprintf("番号がなく丸印だけの欄が%dか所あります。編のどの箇条かは印字されていないため、リンクにしていません。", n)}
}

// claimAround gives what stands outside of tables a role.
func (t *blockText) claimAround(role Role) {
	for i := range t.doc.Blocks {
		if b := &t.doc.Blocks[i]; t.isBody(i) && t.roles[i] == "" && b.Table == 0 && strings.TrimSpace(b.No+b.Text) != "" {
			t.roles[i] = role
		}
	}
}

func parseCorrespondence(t *blockText, reg *Registry) *parsed {
	m := t.citingRows(reg, FamilyCorrespondence)
	for _, g := range t.tables() {
		c, ok := newCitingTable(g)
		if m.table = c; !ok || c.text >= 0 {
			continue
		}
		met := map[[2]int]bool{}
		for _, row := range g.data(c.header) {
			m.correspond(row, met)
		}
		g.claim(c.header, func(int) Role { return RoleCitation })
	}
	return m.finish()
}

// correspond relates the cells of a row, each with those to its right. Cells
// that reach over several rows meet once.
func (m *citingRows) correspond(row int, met map[[2]int]bool) {
	for k, column := range m.table.volumes {
		i, starts := m.citation(column, row)
		for _, other := range m.table.volumes[k+1:] {
			j, ends := m.citation(other, row)
			if i < 0 || j < 0 || met[[2]int{i, j}] || len(ends) == 0 {
				continue
			}
			met[[2]int{i, j}] = true
			for _, start := range starts {
				m.out.relations = append(m.out.relations, &relation{document: m.out.document.ID, from: start, to: slices.Clone(ends),
					quote: cellText(m.doc.Blocks[i].Text), provenance: m.provenance(i)})
			}
		}
	}
}
