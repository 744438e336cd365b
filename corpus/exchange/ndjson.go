package exchange

import (
	"encoding/json"
	"fmt"
	"io"

	"shogo/corpus"
)

// searchIndex is the name of the index in a search cluster.
const searchIndex = "shogo"

// bulkDocument is a requirement as a search cluster gets it.
type bulkDocument struct {
	ID              string     `json:"id"`
	Document        string     `json:"document"`
	DocumentName    string     `json:"document_name"`
	Edition         string     `json:"edition"`
	Kind            string     `json:"kind"`
	Citation        string     `json:"citation"`
	Label           string     `json:"label"`
	Title           string     `json:"title"`
	Text            string     `json:"text"`
	Parts           string     `json:"parts"`
	Group           string     `json:"group,omitempty"`
	Scenario        string     `json:"scenario,omitempty"`
	Volume          string     `json:"volume,omitempty"`
	Roles           []string   `json:"roles"`
	Systems         []string   `json:"systems"`
	Target          []string   `json:"target"`
	Source          string     `json:"source"`
	Page            int        `json:"page,omitempty"`
	Lines           []int      `json:"lines"`
	Place           string     `json:"place,omitempty"`
	Certainty       string     `json:"certainty"`
	CertaintyReason string     `json:"certainty_reason,omitempty"`
	Stub            bool       `json:"stub"`
	Links           []bulkLink `json:"links"`
}

type bulkLink struct {
	To           string `json:"to"`
	Relationship string `json:"relationship"`
	Method       string `json:"method"`
	Status       string `json:"status"`
	Certainty    string `json:"certainty"`
	Review       string `json:"review"`
}

// WriteNDJSON writes the lines of a bulk request: for each requirement the
// action and the document, a line each. A measure has the links of its group.
func WriteNDJSON(c *corpus.Corpus, w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range c.Requirements {
		action := map[string]any{"index": map[string]string{"_index": searchIndex, "_id": r.ID}}
		if err := e.Encode(action); err != nil {
			return fmt.Errorf("export ndjson: %w", err)
		}
		if err := e.Encode(newBulkDocument(c, r)); err != nil {
			return fmt.Errorf("export ndjson: %w", err)
		}
	}
	return nil
}

func newBulkDocument(c *corpus.Corpus, r *corpus.Requirement) bulkDocument {
	d := bulkDocument{ID: r.ID, Document: r.Document, DocumentName: documentName(c, r), Edition: documentEdition(c, r), Kind: string(r.Kind),
		Citation: r.Citation, Label: r.Label, Title: r.Title, Text: r.Text, Parts: partsText(r.Parts), Group: groupName(c, r), Scenario: groupScenario(c, r),
		Volume: r.Volume, Roles: list(r.Roles), Systems: list(r.Systems), Target: list(r.Target),
		Source: r.Provenance.Source, Page: r.Provenance.Page, Lines: list(r.Provenance.Lines), Place: r.Provenance.Place,
		Certainty: string(r.Certainty), CertaintyReason: r.CertaintyReason, Stub: r.Stub, Links: []bulkLink{}}
	links := c.LinksFrom(r.ID)
	if r.Group != nil {
		links = append(links, c.LinksFrom(r.Group.ID)...)
	}
	for _, l := range links {
		d.Links = append(d.Links, bulkLink{l.To, l.Relationship, string(l.Method), string(l.Status), string(l.Certainty), l.Review})
	}
	return d
}

// list makes an empty list of a nil one: a program reads [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// textFields are analysed as Japanese text.
var textFields = []string{"title", "text", "parts", "group", "scenario", "document_name"}

// exactFields are matched as they are.
var exactFields = []string{"id", "document", "edition", "kind", "citation", "label", "volume", "roles", "systems", "target",
	"source", "place", "certainty", "certainty_reason"}

// listFields are those of exactFields that hold several values.
var listFields = []string{"roles", "systems", "target"}

// linkFields are the fields of a link, in its order.
var linkFields = []string{"to", "relationship", "method", "status", "certainty", "review"}

// itemMarks are the marks of items, ① to ㊿, as a class of characters has
// them. Width normalisation would make 83 of 8③.
const itemMarks = "①-⑳㉑-㉟㊱-㊿"

// WriteNDJSONSettings writes the body that creates the index: a kuromoji
// analyser in search mode that keeps the base forms of content words after
// Unicode width normalisation, and the type of every field. OpenSearch and
// Elasticsearch take it with their analysis-kuromoji and analysis-icu plugins.
func WriteNDJSONSettings(w io.Writer) error {
	properties := map[string]any{"page": map[string]string{"type": "integer"}, "lines": map[string]string{"type": "integer"},
		"stub": map[string]string{"type": "boolean"}, "links": map[string]any{"type": "nested", "properties": linkProperties()}}
	for _, f := range textFields {
		properties[f] = map[string]any{"type": "text", "analyzer": "japanese"}
	}
	for _, f := range exactFields {
		properties[f] = map[string]any{"type": "keyword"}
	}
	data, err := encode(map[string]any{
		"settings": map[string]any{"analysis": map[string]any{
			"char_filter": map[string]any{
				"item_mark": map[string]any{"type": "pattern_replace", "pattern": "([" + itemMarks + "])", "replacement": " $1 "},
				"width":     map[string]any{"type": "icu_normalizer", "name": "nfkc_cf", "mode": "compose", "unicode_set_filter": "[^" + itemMarks + "]"},
			},
			"tokenizer": map[string]any{"japanese": map[string]any{"type": "kuromoji_tokenizer", "mode": "search", "discard_compound_token": false}},
			"analyzer": map[string]any{"japanese": map[string]any{"type": "custom", "char_filter": []string{"item_mark", "width", "kuromoji_iteration_mark"},
				"tokenizer": "japanese", "filter": []string{"kuromoji_baseform", "kuromoji_part_of_speech", "ja_stop", "kuromoji_stemmer", "lowercase"}}},
		}},
		"mappings": map[string]any{"dynamic": "strict", "properties": properties},
	})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func linkProperties() map[string]any {
	out := map[string]any{}
	for _, f := range linkFields {
		out[f] = map[string]string{"type": "keyword"}
	}
	return out
}
