package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"

	"shogo/corpus"
)

// WriteOSCAL writes OSCAL 1.2.2 as JSON, a file at a time: a catalog per
// edition, profiles for the roles and target patterns it prints, and a mapping
// collection per link set. The same corpus gives the same names and bytes.
func WriteOSCAL(c *corpus.Corpus, write func(name string, data []byte) error) error {
	pins := map[string]oscalResource{}
	for _, d := range c.Documents {
		cat, err := catalog(c, d)
		if err != nil {
			return err
		}
		name := catalogFile(d.ID)
		data, err := encode(oscalFile{Catalog: cat})
		if err != nil {
			return err
		}
		if err := write(name, data); err != nil {
			return err
		}
		pins[d.ID] = pin(d, name, data)
		for _, p := range profiles(c, d, pins[d.ID]) {
			data, err := encode(oscalFile{Profile: p.profile})
			if err == nil {
				err = write(p.name, data)
			}
			if err != nil {
				return err
			}
		}
	}
	for _, set := range linkSets(c) {
		m, err := mappingCollection(c, set, pins)
		if err != nil {
			return err
		}
		if m == nil {
			continue
		}
		data, err := encode(oscalFile{Mapping: m})
		if err == nil {
			err = write("mapping-"+token(set.name)+".json", data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func catalogFile(document string) string { return "catalog-" + token(document) + ".json" }

// encode writes indented JSON with letters as they are and one line end.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return buf.Bytes(), nil
}

// contentUUID names a file by what it says, for OSCAL wants a new UUID for a
// revised file; v has none yet.
func contentUUID(kind, name string, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types always encode
	}
	return uuid(kind, name, hashOf(data))
}

// hashOf is the SHA-256 in hexadecimal digits.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// pin names a catalog by file and hash.
func pin(d *corpus.Document, name string, data []byte) oscalResource {
	sum := hashOf(data)
	return oscalResource{UUID: uuid("pin", name, sum), Title: title(d.Title, d.ID),
		Rlinks: []oscalRlink{{Href: fileHref(name), Media: "application/json", Hashes: []oscalHash{{"SHA-256", sum}}}}}
}

// fileHref is the reference to a file beside this one.
func fileHref(name string) string { return (&url.URL{Path: name}).String() }
