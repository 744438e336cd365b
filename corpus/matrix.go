package corpus

// Matrix counts the links of one link set between the units of the document
// that cites and the chapters of the one that is cited. It counts what the
// sources say and nothing that follows from it.
type Matrix struct {
	Set      string
	From, To *Document
	Rows     []MatrixUnit
	Columns  []MatrixUnit
	// Cells holds the links of a row and a column, in the order of the corpus:
	// Cells[row][column]. Every link of the set stands in exactly one cell.
	Cells [][][]*Link
}

// MatrixUnit is what a row or a column of a matrix stands for: an item or 小項目
// of a checklist or table, or a chapter of a guideline.
type MatrixUnit struct {
	ID     string   // of a requirement, group or section
	Volume *Section // the volume of a chapter, else nil
	// Section is the chapter or, for an item, the section it stands in. Nil for
	// units that no outline names.
	Section *Section
}

// Matrices returns one matrix per link set and pair of documents that the set
// joins, in the order of the links.
func (c *Corpus) Matrices() []*Matrix {
	var out []*Matrix
	at := map[[3]string]*Matrix{}
	units := map[string]unitIndex{}
	for _, l := range c.Links {
		from, to := c.documentOf(l.From), c.documentOf(l.To)
		if from == nil || to == nil || !l.Counts() {
			continue
		}
		key := [3]string{l.Set, from.ID, to.ID}
		m := at[key]
		if m == nil {
			for _, d := range []*Document{from, to} {
				if _, ok := units[d.ID]; !ok {
					units[d.ID] = c.indexUnits(d)
				}
			}
			m = newMatrix(l.Set, from, to, units)
			at[key], out = m, append(out, m)
		}
		m.add(l, c, units)
	}
	return out
}

// Counts reports whether a link says that its two ends have to do with each
// other: a link that a person has rejected, or one that records that there is
// no relationship, does not.
func (l *Link) Counts() bool {
	return l.Relationship != RelationshipNone && l.Review != ReviewRejected
}

// Total is the number of links in the matrix.
func (m *Matrix) Total() int {
	n := 0
	for i := range m.Rows {
		n += m.RowTotal(i)
	}
	return n
}

// RowTotal is the number of links that start in row i.
func (m *Matrix) RowTotal(i int) int {
	n := 0
	for _, links := range m.Cells[i] {
		n += len(links)
	}
	return n
}

// ColumnTotal is the number of links that end in column j.
func (m *Matrix) ColumnTotal(j int) int {
	n := 0
	for i := range m.Rows {
		n += len(m.Cells[i][j])
	}
	return n
}

func newMatrix(set string, from, to *Document, units map[string]unitIndex) *Matrix {
	m := &Matrix{Set: set, From: from, To: to, Columns: units[to.ID].chapters, Rows: units[from.ID].items}
	if from.Family == FamilyGuideline {
		m.Rows = units[from.ID].chapters
	}
	m.Cells = make([][][]*Link, len(m.Rows))
	for i := range m.Cells {
		m.Cells[i] = make([][]*Link, len(m.Columns))
	}
	return m
}

func (m *Matrix) add(l *Link, c *Corpus, units map[string]unitIndex) {
	row := units[m.From.ID].item[c.canonical(l.From)]
	if m.From.Family == FamilyGuideline {
		row = units[m.From.ID].chapter[c.canonical(l.From)]
	}
	column := units[m.To.ID].chapter[c.canonical(l.To)]
	m.Cells[row][column] = append(m.Cells[row][column], l)
}

// unitIndex finds the item and the chapter of every id of a document.
type unitIndex struct {
	items, chapters []MatrixUnit
	item, chapter   map[string]int
}

// indexUnits lists the units of a document in the order of its outline: the
// chapters of its volumes, else its top sections; and its items, where a 小項目
// stands for its rows, because the table cites for the group as a whole.
func (c *Corpus) indexUnits(d *Document) unitIndex {
	u := unitIndex{item: map[string]int{}, chapter: map[string]int{}}
	for _, s := range d.Outline {
		if s.Kind != SectionVolume {
			c.addChapter(&u, nil, s)
			continue
		}
		if len(s.Requirements)+len(s.Groups) > 0 || len(s.Sections) == 0 {
			c.addChapter(&u, nil, &Section{ID: s.ID, Kind: s.Kind, Number: s.Number, Title: s.Title, Requirements: s.Requirements, Groups: s.Groups})
		}
		for _, chapter := range s.Sections {
			c.addChapter(&u, s, chapter)
		}
	}
	var rest []string
	for _, r := range c.Requirements {
		if _, ok := u.chapter[r.ID]; !ok && r.Document == d.ID {
			rest = append(rest, r.ID)
		}
	}
	for _, g := range c.Groups {
		if _, ok := u.chapter[g.ID]; !ok && g.Document == d.ID {
			rest = append(rest, g.ID)
		}
	}
	if len(rest) > 0 {
		u.chapters = append(u.chapters, MatrixUnit{ID: d.ID})
		for _, id := range rest {
			c.addItem(&u, id, nil)
		}
	}
	return u
}

func (c *Corpus) addChapter(u *unitIndex, volume, chapter *Section) {
	u.chapters = append(u.chapters, MatrixUnit{ID: chapter.ID, Volume: volume, Section: chapter})
	chapter.Walk(func(s *Section) {
		for _, id := range s.Groups {
			c.addItem(u, id, s)
		}
		for _, id := range s.Requirements {
			c.addItem(u, id, s)
		}
	})
}

// addItem notes an id in the last chapter. The members of a group share its row.
func (c *Corpus) addItem(u *unitIndex, id string, s *Section) {
	if _, ok := u.item[id]; ok {
		return
	}
	u.item[id], u.chapter[id] = len(u.items), len(u.chapters)-1
	u.items = append(u.items, MatrixUnit{ID: id, Section: s})
	if g := c.Group(id); g != nil {
		for _, m := range g.Members {
			if _, ok := u.item[m]; !ok {
				u.item[m], u.chapter[m] = u.item[id], u.chapter[id]
			}
		}
	}
}

// documentOf returns the document a requirement or group stands in, or nil.
func (c *Corpus) documentOf(id string) *Document {
	if r := c.Requirement(id); r != nil {
		return c.Document(r.Document)
	}
	if g := c.Group(id); g != nil {
		return c.Document(g.Document)
	}
	return nil
}

// canonical follows an alias to the id a requirement has now.
func (c *Corpus) canonical(id string) string {
	if r := c.Requirement(id); r != nil {
		return r.ID
	}
	return id
}
