package site

import "shogo/corpus"

// crosswalkBody is the body of crosswalk.html: every clause that something
// cites, with what cites it. It joins nothing that the sources do not join: an
// item and a row that cite the same clause stand in one line, no more.
type crosswalkBody struct {
	Columns []string // short names of the citing documents
	// Grouped is true where they are too many for a column each: the citing items
	// then stand below the names of their documents.
	Grouped bool
	Volumes []crosswalkVolume
}

type crosswalkVolume struct {
	Name, Document string
	Rows           []crosswalkRow
}

type crosswalkRow struct {
	Clause endView
	Cells  [][]endView // one per column
}

// maxColumns is the number of documents that find room beside each other on a
// page of 960 px; ten columns broke the lines after every character.
const maxColumns = 4

func (b *builder) crosswalkPage() page {
	p := b.newPage("crosswalk.html", "crosswalk.html", "対応一覧")
	p.Current = "crosswalk"
	p.home()
	p.crumb(p.Title, "")
	var body crosswalkBody
	columns := map[string]int{}
	for _, d := range b.c.Documents {
		if b.cites(d) {
			columns[d.ID] = len(body.Columns)
			body.Columns = append(body.Columns, d.ShortName)
		}
	}
	body.Grouped = len(body.Columns) > maxColumns
	for _, sp := range b.addr.order {
		for _, id := range sp.requirements {
			if len(b.linksTo[id]) == 0 {
				continue
			}
			name, document := sectionTitle(sp.section), sp.doc.ShortName
			if len(sp.parents) > 0 {
				name = sectionTitle(sp.parents[0])
			}
			if n := len(body.Volumes); n == 0 || body.Volumes[n-1].Name != name || body.Volumes[n-1].Document != document {
				body.Volumes = append(body.Volumes, crosswalkVolume{Name: name, Document: document})
			}
			last := &body.Volumes[len(body.Volumes)-1]
			last.Rows = append(last.Rows, b.crosswalkRow(id, columns, p.Name))
		}
	}
	p.Body = body
	return p
}

func (b *builder) crosswalkRow(id string, columns map[string]int, from string) crosswalkRow {
	row := crosswalkRow{Clause: b.name(id, from), Cells: make([][]endView, len(columns))}
	for _, l := range b.linksTo[id] {
		end := b.end(l, l.From, from, false)
		i := columns[b.documentOf(l.From)]
		row.Cells[i] = append(row.Cells[i], end)
	}
	return row
}

// cites reports whether a link starts in the document.
func (b *builder) cites(d *corpus.Document) bool {
	for _, l := range b.c.Links {
		if b.documentOf(l.From) == d.ID {
			return true
		}
	}
	return false
}

// documentOf is the id of the document a requirement or group stands in.
func (b *builder) documentOf(id string) string {
	if r := b.c.Requirement(id); r != nil {
		return r.Document
	}
	if g := b.groups[id]; g != nil {
		return g.Document
	}
	return ""
}
