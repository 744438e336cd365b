package exchange

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"shogo/corpus"
)

// weaviateClass is the collection in weaviate; a class name has a capital.
const weaviateClass = "Shogo"

// weaviateBatch is how many objects one request has: a request stays some
// hundred kilobytes long.
const weaviateBatch = 100

// weaviateObject is a requirement as POST /v1/batch/objects takes it. The id
// must be a UUID; named by the requirement's id it stays the same, so that
// loading twice replaces and does not double.
type weaviateObject struct {
	Class      string             `json:"class"`
	ID         string             `json:"id"`
	Properties weaviateProperties `json:"properties"`
}

// weaviateProperties is the document of a bulk request under the one name
// that weaviate keeps for itself changed: id is requirement.
type weaviateProperties struct {
	Requirement string `json:"requirement"`
	bulkDocument
	ID string `json:"id,omitempty"` // hides the id of bulkDocument, always empty
}

// WriteWeaviate writes the requirements for weaviate's REST interface: each
// line is the body of one POST /v1/batch/objects with at most a hundred
// objects.
func WriteWeaviate(c *corpus.Corpus, w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for some := range slices.Chunk(c.Requirements, weaviateBatch) {
		var batch struct {
			Objects []weaviateObject `json:"objects"`
		}
		for _, r := range some {
			batch.Objects = append(batch.Objects, weaviateObject{Class: weaviateClass, ID: uuid("requirement", r.ID),
				Properties: weaviateProperties{Requirement: r.ID, bulkDocument: newBulkDocument(c, r)}})
		}
		if err := e.Encode(batch); err != nil {
			return fmt.Errorf("export ndjson: %w", err)
		}
	}
	return nil
}

// weaviateProperty declares a property, or with nested ones a list of objects.
type weaviateProperty struct {
	Name         string             `json:"name"`
	DataType     []string           `json:"dataType"`
	Tokenization string             `json:"tokenization,omitempty"`
	Nested       []weaviateProperty `json:"nestedProperties,omitempty"`
}

// WriteWeaviateSettings writes the body of POST /v1/schema that makes the
// collection: no vectors, no stop words, Japanese text cut by kagome (the
// server wants ENABLE_TOKENIZER_KAGOME_JA=true), everything else whole.
func WriteWeaviateSettings(w io.Writer) error {
	properties := []weaviateProperty{{Name: "requirement", DataType: []string{"text"}, Tokenization: "field"}}
	for _, f := range textFields {
		properties = append(properties, weaviateProperty{Name: f, DataType: []string{"text"}, Tokenization: "kagome_ja"})
	}
	for _, f := range exactFields {
		if f == "id" {
			continue
		}
		kind := "text"
		if slices.Contains(listFields, f) {
			kind = "text[]"
		}
		properties = append(properties, weaviateProperty{Name: f, DataType: []string{kind}, Tokenization: "field"})
	}
	links := weaviateProperty{Name: "links", DataType: []string{"object[]"}}
	for _, f := range linkFields {
		links.Nested = append(links.Nested, weaviateProperty{Name: f, DataType: []string{"text"}, Tokenization: "field"})
	}
	properties = append(properties, links,
		weaviateProperty{Name: "page", DataType: []string{"int"}}, weaviateProperty{Name: "lines", DataType: []string{"int[]"}},
		weaviateProperty{Name: "stub", DataType: []string{"boolean"}})
	data, err := encode(map[string]any{
		"class": weaviateClass, "vectorizer": "none", "vectorIndexConfig": map[string]any{"skip": true},
		"invertedIndexConfig": map[string]any{"stopwords": map[string]string{"preset": "none"}},
		"properties":          properties,
	})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
