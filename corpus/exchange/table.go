// Package exchange writes a corpus in the formats other programs read, and
// reads link tables and catalogs back: CSV and XLSX tables, OSCAL catalogs,
// profiles and mapping collections, JSON-LD with SKOS terms, and the bulk lines
// of a search cluster.
//
// Everything here is a function of the corpus alone: no clock, no random
// number, no order of a map. The same corpus gives the same bytes.
package exchange

import (
	"strconv"
	"strings"

	"shogo/corpus"
)

// Table is a named sheet. Every row has one cell per column.
type Table struct {
	Name    string // ASCII, a file name without its ending: requirements
	Title   string // Japanese, the name of a sheet
	Columns []Column
	Rows    [][]string
}

// Column is a column of a table. Programs know it by its key, people by its
// heading; tables in CSV print keys, workbooks headings, and an import takes
// either.
type Column struct {
	Key     string // ASCII
	Heading string // Japanese
}

// Tables returns the requirements, the links and the matrix, in this order.
func Tables(c *corpus.Corpus) []*Table {
	return []*Table{requirementTable(c), LinkTable(made(c), c), matrixTable(c)}
}

// requirementColumns pairs each column with its value.
var requirementColumns = []struct {
	Column
	value func(*corpus.Corpus, *corpus.Requirement) string
}{
	{Column{"id", "ID"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.ID }},
	{Column{"document", "資料"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Document }},
	{Column{"document_name", "資料名"}, documentName},
	{Column{"edition", "版"}, documentEdition},
	{Column{"kind", "種類"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return string(r.Kind) }},
	{Column{"label", "番号"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Label }},
	{Column{"citation", "引用の形"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Citation }},
	{Column{"title", "見出し"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Title }},
	{Column{"title_note", "見出しの注"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.TitleNote }},
	{Column{"text", "本文"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Text }},
	{Column{"parts", "解説など"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return partsText(r.Parts) }},
	{Column{"volume", "編"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Volume }},
	{Column{"section_number", "章・節の番号"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Section.Number }},
	{Column{"section_title", "章・節の見出し"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Section.Title }},
	{Column{"category", "区分"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Category }},
	{Column{"roles", "確認する人"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return strings.Join(r.Roles, "、") }},
	{Column{"systems", "対象システム"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return strings.Join(r.Systems, "、") }},
	{Column{"target", "対象の類型"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return strings.Join(r.Target, "、") }},
	{Column{"target_exceptions", "類型の例外"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.TargetExceptions }},
	{Column{"modality", "求め方"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Modality }},
	{Column{"group", "小項目"}, groupName},
	{Column{"scenario", "リスクシナリオ"}, groupScenario},
	{Column{"cites", "引用している条文"}, citesText},
	{Column{"source", "出典ファイル"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Provenance.Source }},
	{Column{"page", "ページ"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return number(r.Provenance.Page) }},
	{Column{"lines", "行"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return numbers(r.Provenance.Lines) }},
	{Column{"place", "位置"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.Provenance.Place }},
	{Column{"certainty", "確かさ"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return string(r.Certainty) }},
	{Column{"certainty_reason", "確かさの理由"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return r.CertaintyReason }},
	{Column{"stub", "本文未収録"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return strconv.FormatBool(r.Stub) }},
	{Column{"truncated", "本文が途中まで"}, func(_ *corpus.Corpus, r *corpus.Requirement) string { return strconv.FormatBool(r.Truncated) }},
}

func requirementTable(c *corpus.Corpus) *Table {
	t := &Table{Name: "requirements", Title: "要求事項"}
	for _, k := range requirementColumns {
		t.Columns = append(t.Columns, k.Column)
	}
	for _, r := range c.Requirements {
		var row []string
		for _, k := range requirementColumns {
			row = append(row, k.value(c, r))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func documentName(c *corpus.Corpus, r *corpus.Requirement) string {
	if d := c.Document(r.Document); d != nil {
		return d.Title
	}
	return ""
}

func documentEdition(c *corpus.Corpus, r *corpus.Requirement) string {
	if d := c.Document(r.Document); d != nil {
		return d.Edition
	}
	return ""
}

func groupName(_ *corpus.Corpus, r *corpus.Requirement) string {
	if r.Group == nil {
		return ""
	}
	return strings.TrimSpace(r.Group.Label + " " + r.Group.Title)
}

func groupScenario(_ *corpus.Corpus, r *corpus.Requirement) string {
	if r.Group == nil {
		return ""
	}
	return r.Group.Scenario
}

// citesText lists the citations as printed, a line each, with what became of
// those that did not simply resolve.
func citesText(_ *corpus.Corpus, r *corpus.Requirement) string {
	var out []string
	for _, ref := range r.References {
		s := strings.TrimSpace(ref.Volume + " " + ref.Raw)
		if ref.Status != corpus.Resolved {
			s += " (" + string(ref.Status) + ": " + ref.Reason + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

// partsText writes the parts as paragraphs, each with its kind and label.
func partsText(parts []corpus.Part) string {
	var out []string
	for _, p := range parts {
		s := "[" + strings.TrimSpace(string(p.Kind)+" "+p.Label) + "]"
		if p.Text != "" {
			s += "\n" + p.Text
		}
		for _, row := range p.Rows {
			s += "\n" + strings.Join(row, " | ")
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n\n")
}

// number prints n, nothing for 0.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// numbers joins numbers with a space, which no spreadsheet takes for a date or
// a thousands separator.
func numbers(n []int) string {
	var out []string
	for _, v := range n {
		out = append(out, strconv.Itoa(v))
	}
	return strings.Join(out, " ")
}
