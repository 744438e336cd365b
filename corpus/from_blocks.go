package corpus

import (
	"fmt"
	"path"
	"strings"

	"shogo/corpus/block"
)

// A blockDialect reads one document family from the blocks of a reader.
type blockDialect struct {
	name string
	// start reports whether the document is of this family, by its structure:
	// captions of its tables, 【遵守事項】 below numbered chapters.
	start func(*blockText) bool
	parse func(*blockText, *Registry) *parsed
}

// blockDialects in the order they are asked: a volume of the guideline before
// the manual, which has margin citations too but no 【遵守事項】. The last takes
// only Markdown, and whatever the manifest gives it.
var blockDialects = []blockDialect{mappingBlocks, migrationBlocks, correspondenceBlocks, rolesBlocks, qaBlocks, checklistBlocks, providerBlocks,
	guidelineBlocks, manualBlocks, ownBlocks}

// blockText is a document on its way from blocks to requirements.
type blockText struct {
	source   *Source
	doc      *block.Document
	roles    []Role // one per block of doc; "" is not yet known
	findings []Finding
	grids    []*blockGrid // the tables as the reader saw them, once they are asked for
	joined   []*blockGrid // the tables as they are read
	profile  *Profile     // explains the tables, nil for none
	settings string       // what messages call the file of the profile
}

// readBlocks parses a source that is no text.
func (b *builder) readBlocks(s *Source, raw []byte) error {
	doc, err := b.blocks(s, raw)
	if err != nil {
		return err
	}
	t := &blockText{source: s, doc: doc, roles: make([]Role, len(doc.Blocks))}
	if b.w != nil {
		t.profile = b.w.Profiles[s.Profile]
		t.settings = b.w.name
	}
	d, err := t.recognise()
	if err != nil {
		return err
	}
	t.report()
	p := d.parse(t, b.reg.citing(s.Cites))
	if p.err != nil {
		return p.err
	}
	t.finishRoles()
	b.c.Sources = append(b.c.Sources, s)
	a := newAudit(t.listing(), d.name, t.roles)
	a.Format, a.places = doc.Format, piecePlaces(doc)
	b.c.Audits = append(b.c.Audits, a)
	b.c.Findings = append(b.c.Findings, t.findings...)
	b.add(s, p)
	return nil
}

// piecePlaces tells for every block its page or sheet, and whether it was
// joined by inference.
func piecePlaces(doc *block.Document) []piecePlace {
	out := make([]piecePlace, len(doc.Blocks))
	for i, b := range doc.Blocks {
		out[i] = piecePlace{page: b.Page, joined: b.Joined != ""}
		if sheet, _, ok := strings.Cut(b.Place, "!"); ok && b.Page == 0 {
			out[i].sheet = sheet
		}
	}
	return out
}

// recognise finds the dialect: the one the manifest names, else the first
// whose start rule holds.
func (t *blockText) recognise() (blockDialect, error) {
	if t.profile != nil {
		return profileBlocks, nil
	}
	var names []string
	for _, d := range blockDialects {
		if d.name == t.source.Dialect || t.source.Dialect == "" && d.start(t) {
			return d, nil
		}
		names = append(names, d.name)
	}
	msg := "this is no document of a known family"
	if t.source.Dialect != "" {
		msg = fmt.Sprintf("dialect %q reads text, and this file is %s", t.source.Dialect, strings.ToUpper(t.doc.Format))
	}
	return blockDialect{}, &SyntaxError{Source: t.source.Name, Msg: msg,
		Remedy: "known are " + strings.Join(names, ", ") + "; name its dialect or a profile of its tables in shogo.yaml, or look at what was read with: shogo export blocks FILE"}
}

// report turns the doubts of the reader into findings.
func (t *blockText) report() {
	for _, w := range t.doc.Warnings {
		t.findings = append(t.findings, Finding{Kind: FindingFault, Source: t.source.Name, Page: w.Page, Place: w.Place, Message: w.Message})
	}
	for _, g := range t.doc.Glyphs {
		f := Finding{Kind: FindingLoss, Source: t.source.Name, Message: fmt.Sprintf("フォント %s の文字コード %d には対応する文字がないため、置換文字（U+FFFD）にしました（%d か所）。"+
			"どの文字か分かれば、shogo.yaml の glyphs に書くと表示できます。", g.Font, g.Code, g.Count)}
		if g.Text != "" {
			f.Kind = FindingInference
			f.Message = fmt.Sprintf("フォント %s の文字コード %d には対応する文字がないため、shogo.yaml の指定により「%s」としました（%d か所）。", g.Font, g.Code, g.Text, g.Count)
		}
		if len(g.Pages) > 0 {
			f.Page = g.Pages[0]
		}
		t.findings = append(t.findings, f)
	}
}

// find reports something about block i.
func (t *blockText) find(kind FindingKind, i int, id, format string, args ...any) {
	p := t.provenance(i)
	t.findings = append(t.findings, Finding{Kind: kind, Source: p.Source, Page: p.Page, Place: p.Place, Block: p.Block, ID: id, Message: fmt.Sprintf(format, args...)})
}

// provenance is the place of block i.
func (t *blockText) provenance(i int) Provenance {
	b := &t.doc.Blocks[i]
	return Provenance{Source: t.source.Name, Page: b.Page, Lines: []int{}, Box: b.Box, Place: b.Place, Block: i + 1}
}

// isBody reports whether block i is part of what a reader of the document
// sees as its text.
func (t *blockText) isBody(i int) bool {
	b := &t.doc.Blocks[i]
	return b.Type != block.Header && b.Type != block.Footer && !b.Hidden
}

// finishRoles gives every block that nothing claimed its role.
func (t *blockText) finishRoles() {
	for i := range t.roles {
		b := &t.doc.Blocks[i]
		switch {
		case t.roles[i] != "":
		case strings.TrimSpace(b.Text+b.No) == "":
			t.roles[i] = RoleBlank
		case !t.isBody(i) || b.Type == block.TOC:
			t.roles[i] = RoleFurniture
		default:
			t.roles[i] = RoleUnassigned
		}
	}
}

// listing makes a line of every block, so that a source of any format can be
// shown beside its roles and audited as a text is.
func (t *blockText) listing() *Text {
	out := &Text{Name: t.source.Name, Encoding: t.doc.Format, Lines: make([]Line, len(t.doc.Blocks))}
	for i, b := range t.doc.Blocks {
		text := b.Text
		if b.No != "" {
			text = b.No + "　" + text
		}
		for _, behind := range []string{b.Scope, b.Xref} {
			if behind != "" {
				text += " " + behind
			}
		}
		out.Lines[i] = Line{No: i + 1, Text: text}
	}
	return out
}

// titles are the texts that may name the document, the surest first: the
// manifest, the title of the file, running heads, and the short lines before
// the first chapter.
func (t *blockText) titles() []string {
	out := []string{t.source.Title}
	named := t.doc.Title
	if _, file := extensions[strings.ToLower(path.Ext(named))]; file { // printers write the name of the file they print
		named = ""
	}
	if t.doc.Format != string(FormatXLSX) { // a workbook often has the title of the one it was made from
		out, named = append(out, named), ""
	}
	var front []string
	heads, open := 0, true
	for i := range t.doc.Blocks {
		b := &t.doc.Blocks[i]
		switch {
		case b.Type == block.Header && heads < 4:
			heads++
			out = append(out, b.Text)
		case !t.isBody(i) || b.Type == block.TOC || !open:
		case b.Type == block.Cell && !b.Hidden:
			front, open = append(front, t.grid(b.Table).linesOnTop()...), false
		case b.Type == block.Cell, b.Type == block.ClauseHead, b.Type == block.Item, b.No != "", len(front) > 12:
			open = false
		case len([]rune(b.Text)) <= 80:
			front = append(front, b.Text)
		}
	}
	return append(append(out, front...), named)
}
