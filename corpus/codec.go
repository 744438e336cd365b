package corpus

import (
	"encoding/json"
	"io"
)

// JSONVersion is the version of the format that WriteJSON writes. It changes
// when a reader of the older one would misread the new one.
//
//	1  first version
const JSONVersion = 1

// export is the shape of the JSON: lists in document order, absent values as
// empty strings or empty lists unless the field is optional.
type export struct {
	Format       string         `json:"format"`
	Version      int            `json:"version"`
	Documents    []*Document    `json:"documents"`
	Requirements []*Requirement `json:"requirements"`
	Groups       []*Group       `json:"groups"`
	Links        []*Link        `json:"links"`
	// Rejected by a person, and orphaned: pinned or decided on, and no longer
	// made by the sources. Neither stands in links.
	Rejected []*Link `json:"rejected_links"`
	Orphaned []*Link `json:"orphaned_links"`
	// Nothing are the decisions that a requirement or group corresponds to
	// nothing; those on links stand in the links.
	Nothing  []*Decision `json:"nothing_corresponds"`
	Audit    []*Audit    `json:"audit"`
	Findings []Finding   `json:"findings"`
}

// WriteJSON writes the whole corpus, indented, with one trailing line end. The
// same corpus gives the same bytes.
func (c *Corpus) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(export{Format: "shogo-corpus", Version: JSONVersion,
		Documents: list(c.Documents), Requirements: list(c.Requirements), Groups: list(c.Groups),
		Links: list(c.Links), Rejected: list(c.Rejected), Orphaned: list(c.Orphaned), Nothing: list(c.Nothing), Audit: list(c.Audits), Findings: list(c.Findings)})
}

// list makes an empty list of a nil one: a program reads [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
