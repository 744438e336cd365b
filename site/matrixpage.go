package site

import (
	"fmt"
	"strconv"
	"strings"

	"shogo/corpus"
)

// matrixIndexBody is the body of matrix.html: every link set with its coverage.
type matrixIndexBody struct {
	Sets []matrixEntry
	Via  []viaEntry
	// Omitted counts the transitive views of two documents that nobody has
	// published, which are left out where there would be too many.
	Omitted int
}

type matrixEntry struct {
	Name, URL string
	Links     int
	Rows      coverageView // of the document that cites
	Columns   coverageView // of the document that is cited
}

// matrixBody is the body of one matrix: the table, then every link of it.
type matrixBody struct {
	From, To  *corpus.Document
	RowName   string // what a row is: 項目, 小項目, 章
	Volumes   []matrixVolume
	Columns   []matrixHead
	Rows      []matrixRow
	Total     int
	Empty     int // rows without a link
	Coverages []coverageView
}

type matrixVolume struct {
	Name string
	Span int
}

type matrixHead struct {
	Short, Name, URL string
	Total            int
}

type matrixRow struct {
	Name, Title, URL, Anchor string
	Cells                    []matrixCell
	Total                    int
	Groups                   []matrixLinks
}

type matrixCell struct {
	N      int
	Heat   int // 0 to 4
	Anchor string
	Where  string // for people who hear the cell: the chapter
}

// matrixLinks are the links of one cell.
type matrixLinks struct {
	Anchor, Chapter string
	Ends            []endView
}

// maxViews is the number of transitive views up to which every pair of documents
// gets one. Their number grows by the square of the documents: 200 tables of an
// organisation's own made 20,000 pages of 1 GB.
const maxViews = 1000

// matrixPages are the index, a page per link set and pair of documents, and a
// page per transitive view.
func (b *builder) matrixPages() []page {
	var body matrixIndexBody
	var out []page
	pairs := map[string]int{}
	for i, m := range b.c.Matrices() {
		set := m.Set
		if pairs[m.Set]++; pairs[m.Set] > 1 {
			set += "-" + m.From.ID + "--" + m.To.ID // a set that joins more than two documents
		}
		name := numbered("matrix/", set, i)
		p, entry := b.matrixPage(m, name)
		out, body.Sets = append(out, p), append(body.Sets, entry)
	}
	views := b.c.Transitives()
	for i, s := range views {
		if len(views) > maxViews && s.From.Unofficial && s.To.Unofficial {
			body.Omitted++
			continue
		}
		name := numbered("matrix/via-", s.From.ID+"--"+s.Via.ID+"--"+s.To.ID, i)
		out = append(out, b.viaPage(s, name))
		body.Via = append(body.Via, viaEntry{Name: viaName(s), URL: name, Pairs: len(s.Pairs)})
	}
	p := b.newPage("matrix.html", "matrix-index.html", "対応の一覧表")
	p.Current = "crosswalk"
	p.home()
	p.crumb("対応一覧", p.Root+"crosswalk.html")
	p.crumb(p.Title, "")
	p.Body = body
	return append(out, p)
}

// numbered is a file name made of an id, or of its number where the id can
// stand in no file name.
func numbered(folder, id string, i int) string {
	if !safeName(id) {
		id = "set-" + strconv.Itoa(i+1)
	}
	return folder + id + ".html"
}

func (b *builder) matrixPage(m *corpus.Matrix, name string) (page, matrixEntry) {
	title := m.From.ShortName + " × " + m.To.ShortName
	p := b.newPage(name, "matrix.html", title)
	p.Current, p.Wide = "crosswalk", true
	p.home()
	p.crumb("対応一覧", p.Root+"crosswalk.html")
	p.crumb("対応の一覧表", p.Root+"matrix.html")
	p.crumb(title, "")
	body := matrixBody{From: m.From, To: m.To, Total: m.Total(), RowName: rowName(m.From.Family)}
	for j, u := range m.Columns {
		volume := ""
		if u.Volume != nil {
			volume = sectionTitle(u.Volume)
		}
		if n := len(body.Volumes); n == 0 || body.Volumes[n-1].Name != volume {
			body.Volumes = append(body.Volumes, matrixVolume{Name: volume})
		}
		body.Volumes[len(body.Volumes)-1].Span++
		h := matrixHead{Name: b.unitName(u), URL: b.unitURL(u, name), Total: m.ColumnTotal(j)}
		h.Short = h.Name
		if u.Section != nil && u.Section.Number != "" {
			h.Short = u.Section.Number
		}
		body.Columns = append(body.Columns, h)
	}
	for i, u := range m.Rows {
		row := b.matrixRow(m, i, u, name)
		if row.Total == 0 {
			body.Empty++
		}
		body.Rows = append(body.Rows, row)
	}
	entry := matrixEntry{Name: title, URL: name, Links: body.Total,
		Rows: b.coverage(m.Set, m.From, name), Columns: b.coverage(m.Set, m.To, name)}
	body.Coverages = []coverageView{entry.Rows}
	if m.From != m.To {
		body.Coverages = append(body.Coverages, entry.Columns)
	}
	p.Body = body
	return p, entry
}

func (b *builder) matrixRow(m *corpus.Matrix, i int, u corpus.MatrixUnit, from string) matrixRow {
	row := matrixRow{Name: b.unitName(u), URL: b.unitURL(u, from), Anchor: fmt.Sprintf("r%d", i+1), Total: m.RowTotal(i)}
	if r := b.c.Requirement(u.ID); r != nil {
		row.Title = r.Title
	} else if g := b.groups[u.ID]; g != nil {
		row.Title = g.Title
	}
	for j, links := range m.Cells[i] {
		cell := matrixCell{N: len(links), Heat: heat(len(links)), Anchor: fmt.Sprintf("r%d-c%d", i+1, j+1), Where: b.columnName(m.Columns[j])}
		row.Cells = append(row.Cells, cell)
		if cell.N == 0 {
			continue
		}
		g := matrixLinks{Anchor: cell.Anchor, Chapter: cell.Where}
		for _, l := range links {
			g.Ends = append(g.Ends, b.end(l, l.To, from, true))
		}
		row.Groups = append(row.Groups, g)
	}
	return row
}

// heat is the step of the scale a count is shown in.
func heat(n int) int {
	switch {
	case n >= 5:
		return 4
	case n >= 3:
		return 3
	}
	return n
}

func rowName(f corpus.Family) string {
	switch f {
	case corpus.FamilyGuideline:
		return "章"
	case corpus.FamilyMappingTable:
		return "小項目"
	}
	return "項目"
}

// unitName is what a row or column is called without its volume.
func (b *builder) unitName(u corpus.MatrixUnit) string {
	if r := b.c.Requirement(u.ID); r != nil && (u.Section == nil || u.Section.ID != u.ID) {
		// The document stands in the caption: チェックリスト（令和7年度） 2-⑥ is 2-⑥ here.
		return r.Citation[strings.LastIndex(r.Citation, " ")+1:]
	}
	if g := b.groups[u.ID]; g != nil {
		return b.groupPlace(g) + g.Label
	}
	if u.Section != nil {
		return sectionTitle(u.Section)
	}
	return "章立てに現れない項目"
}

// groupPlace names the 大項目 or page of a 小項目, whose label alone is one of many.
func (b *builder) groupPlace(g *corpus.Group) string {
	if s := b.addr.home[g.ID]; s != nil && s.Number != "" {
		return sectionName(s.Number, "") + " "
	}
	return ""
}

// columnName is a chapter with its volume.
func (b *builder) columnName(u corpus.MatrixUnit) string {
	if u.Volume == nil {
		return b.unitName(u)
	}
	return sectionTitle(u.Volume) + " " + b.unitName(u)
}

func (b *builder) unitURL(u corpus.MatrixUnit, from string) string { return b.addr.of(u.ID, from) }
