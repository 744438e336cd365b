package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
)

// Preview is what would be read from a file, before it is published.
type Preview struct {
	File     string `json:"file"`
	SHA256   string `json:"sha256"`
	Format   string `json:"format"`
	Dialect  string `json:"dialect,omitempty"`  // empty where the file is of no known family
	Problem  string `json:"problem,omitempty"`  // why it cannot be read as it is
	Document string `json:"document,omitempty"` // id
	Family   Family `json:"family,omitempty"`
	// Registered is true for an edition that the registry knows: publisher,
	// edition and date are then its facts. They are else what the document says
	// of itself.
	Registered  bool   `json:"registered"`
	Title       string `json:"title,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
	Edition     string `json:"edition,omitempty"`
	Date        string `json:"date,omitempty"`
	LandingPage string `json:"landing_page,omitempty"`
	// Cites is the edition of the guideline that its citations mean, where the
	// document or the registry says so.
	Cites string `json:"cites,omitempty"`

	Certainty       Certainty `json:"certainty,omitempty"`
	CertaintyReason string    `json:"certainty_reason,omitempty"`

	Blocks       int            `json:"blocks"` // lines of a text
	Tables       []PreviewTable `json:"tables"`
	Requirements int            `json:"requirements"`
	Groups       int            `json:"groups"`
	References   int            `json:"references"`
	Links        int            `json:"links"`
	First        []PreviewItem  `json:"first"` // the first requirements
	Understood   *Understood    `json:"understood,omitempty"`
	Unassigned   []LineText     `json:"unassigned"`
	Findings     []Finding      `json:"findings"`
}

// PreviewTable is a table as the reader of the format saw it.
type PreviewTable struct {
	Number   int        `json:"table"`
	Rows     int        `json:"rows"`
	Columns  int        `json:"columns"`
	Captions []string   `json:"captions"` // of every column, merged captions before it with a slash
	First    [][]string `json:"first"`    // the first rows below the captions
}

// PreviewItem is a requirement in one line.
type PreviewItem struct {
	ID       string   `json:"id"`
	Citation string   `json:"citation"`
	Text     string   `json:"text"`
	Cites    []string `json:"cites"` // as printed
}

const previewRows = 5

// Preview reads one file as the source s of the workspace would be read: s
// gives its name, and dialect, profile or document where they are not to be
// recognised. A file that no dialect knows is no error: Problem says so, and
// the tables show what a profile could explain. The error tells that the bytes
// cannot be read at all.
func (w *Workspace) Preview(s *Source, raw []byte, opts LoadOptions) (*Preview, error) {
	p := &Preview{File: s.Name, SHA256: HashBytes(raw), Tables: []PreviewTable{}, First: []PreviewItem{}, Unassigned: []LineText{}, Findings: []Finding{}}
	b := newBuilder(registry())
	b.w, b.opts, b.no, b.of = w, opts, 1, 1
	one := *s
	one.Line = 0
	var doc *block.Document
	if b.hasBlocks(&one, raw) {
		var err error
		if doc, err = b.blocks(&one, raw); err != nil {
			return nil, err
		}
		t := &blockText{source: &one, doc: doc, roles: make([]Role, len(doc.Blocks))}
		p.tables(t)
		p.Format, p.Blocks, p.Cites = doc.Format, len(doc.Blocks), t.citedEdition()
		b.opts.Cache = nil
	} else {
		t, _, err := decodeSource(one.Name, raw)
		if err != nil {
			return nil, err
		}
		p.Format, p.Blocks = string(FormatText), len(t.Lines)
	}
	b.seen = doc
	if err := b.readBytes(&one, raw); err != nil {
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			return nil, err
		}
		p.Problem = syntax.Error()
		return p, nil
	}
	p.describe(b.finish(), &one)
	return p, nil
}

// tables describes what tables there are.
func (p *Preview) tables(t *blockText) {
	for _, g := range t.tables() {
		captions, header := g.captions(func(string) bool { return false })
		out := PreviewTable{Number: g.table, Rows: len(g.at), Columns: g.columns(), Captions: []string{}, First: [][]string{}}
		if g.header == 0 { // the reader marked none: show the first row
			for c := range captions {
				captions[c] = squash(g.text(0, c))
			}
			header = 1
		}
		for _, c := range captions {
			out.Captions = append(out.Captions, strings.ReplaceAll(c, "\n", "/"))
		}
		rows := g.rows()
		for _, row := range rows[min(header, len(rows)):min(header+previewRows, len(rows))] {
			var cells []string
			for _, c := range row {
				cells = append(cells, unwrapCell(c))
			}
			out.First = append(out.First, cells)
		}
		p.Tables = append(p.Tables, out)
	}
}

// describe fills in what the dialect has made of the file.
func (p *Preview) describe(c *Corpus, s *Source) {
	if len(c.Audits) > 0 {
		a := c.Audits[0]
		p.Dialect, p.Unassigned, p.Understood = a.Dialect, a.Unassigned, c.Understood(a)
	}
	p.Findings = append(p.Findings, c.Findings...)
	for _, d := range c.Documents {
		if slices.Contains(d.Sources, s.Name) {
			p.Document, p.Family, p.Title, p.Publisher, p.Edition, p.Date = d.ID, d.Family, d.Title, d.Publisher, d.Edition, d.Date
			p.LandingPage, p.Certainty, p.CertaintyReason = d.LandingPage, d.Certainty, d.CertaintyReason
			p.Registered = registry().document(d.ID) != nil
			if edition, _ := registry().citedEdition(d.ID); p.Cites == "" {
				p.Cites = edition
			}
			if p.Title == s.Name {
				p.Title = "" // for want of one
			}
		}
	}
	volumes := map[string]bool{}
	for _, r := range c.Requirements {
		if r.Provenance.Source != s.Name {
			continue
		}
		p.Requirements++
		p.References += len(r.References)
		if r.isGuideline() && p.Family == FamilyGuideline && r.Volume != "" && !volumes[r.Volume] {
			volumes[r.Volume] = true
			if len(volumes) == 1 {
				p.Title = fmt.Sprintf("%s 第%s版 %s", p.Title, p.Edition, r.Volume)
			}
		}
		if len(p.First) < previewRows {
			p.First = append(p.First, previewItem(r))
		}
	}
	for _, g := range c.Groups {
		if g.Provenance.Source == s.Name {
			p.Groups++
			p.References += len(g.References)
		}
	}
	for _, l := range c.Links {
		if l.Evidence.From.Source == s.Name {
			p.Links++
		}
	}
}

func previewItem(r *Requirement) PreviewItem {
	out := PreviewItem{ID: r.ID, Citation: r.Citation, Text: r.Text, Cites: []string{}}
	if out.Text == "" {
		out.Text = r.Title
	}
	for _, ref := range r.References {
		out.Cites = append(out.Cites, ref.Raw)
	}
	return out
}
