package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folders of a sources folder that an import fills and Load reads: link tables
// as CSV, and catalogs that came from other programs.
const (
	LinkFolder    = "links"
	CatalogFolder = "catalogs"
)

// Catalog is one edition as a program hands it on: what WriteCatalog writes
// and the folder CatalogFolder holds.
type Catalog struct {
	Format       string         `json:"format"` // shogo-catalog
	Version      int            `json:"version"`
	Sources      []*Source      `json:"sources"` // the files the text was once read from
	Document     *Document      `json:"document"`
	Requirements []*Requirement `json:"requirements"`
	Groups       []*Group       `json:"groups"`
}

const catalogFormat, catalogVersion = "shogo-catalog", 1

// WriteCatalog writes a catalog as indented JSON.
func WriteCatalog(w io.Writer, c *Catalog) error {
	c.Format, c.Version = catalogFormat, catalogVersion
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(c)
}

// readCatalog reads a file of the catalog folder.
func readCatalog(name string, raw []byte) (*Catalog, error) {
	c := &Catalog{}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, &SyntaxError{Source: name, Msg: "no catalog: " + err.Error(), Remedy: "import it again"}
	}
	if c.Format != catalogFormat || c.Version != catalogVersion || c.Document == nil {
		return nil, &SyntaxError{Source: name, Msg: fmt.Sprintf("no catalog of version %d", catalogVersion), Remedy: "import it again with this version"}
	}
	if fault := c.Fault(); fault != "" {
		return nil, &SyntaxError{Source: name, Msg: fault, Remedy: "import it again"}
	}
	return c, nil
}

// Fault says what keeps the parts of a catalog from fitting together, "" if
// they do.
func (c *Catalog) Fault() string {
	if !isToken(c.Document.ID) {
		return fmt.Sprintf("document id %q is no name; begin with a letter and use letters, digits, '-', '_' and '.'", c.Document.ID)
	}
	ids := map[string]bool{}
	for _, r := range c.Requirements {
		switch {
		case r.ID == "" || entryID(r.ID) != r.ID:
			return fmt.Sprintf("requirement id %q cannot stand in an address", r.ID)
		case ids[r.ID]:
			return fmt.Sprintf("id %q stands twice", r.ID)
		case r.Document != c.Document.ID:
			return fmt.Sprintf("requirement %q belongs to %q", r.ID, r.Document)
		}
		ids[r.ID] = true
	}
	for _, g := range c.Groups {
		if ids[g.ID] || g.Document != c.Document.ID {
			return fmt.Sprintf("group %q is no group of this document or shares its id", g.ID)
		}
		ids[g.ID] = true
		for _, m := range g.Members {
			if !ids[m] {
				return fmt.Sprintf("group %q holds %q, which is missing", g.ID, m)
			}
		}
	}
	fault := ""
	for _, s := range c.Document.Outline {
		s.Walk(func(s *Section) {
			for _, id := range append(slices.Clone(s.Requirements), s.Groups...) {
				if !ids[id] {
					fault = fmt.Sprintf("section %q holds %q, which is missing", s.ID, id)
				}
			}
		})
	}
	return fault
}

// imported lists the files of a folder that an import fills, by name.
func imported(fsys fs.FS, folder, ext string) ([]string, error) {
	files, err := fs.ReadDir(fsys, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("read %s: %w", folder, err)
	}
	var out []string
	for _, f := range files {
		switch name := f.Name(); {
		case f.IsDir(), strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"):
		case path.Ext(name) != ext:
			return nil, &SyntaxError{Source: path.Join(folder, name), Msg: "this folder holds what shogo import has written, as " + ext,
				Remedy: "run shogo import on the file, and keep it elsewhere"}
		default:
			out = append(out, path.Join(folder, name))
		}
	}
	return out, nil
}

// readCatalogs adds the imported catalogs.
func (b *builder) readCatalogs(fsys fs.FS) error {
	names, err := imported(fsys, CatalogFolder, ".json")
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		c, err := readCatalog(name, raw)
		if err != nil {
			return err
		}
		for _, s := range c.Sources {
			if b.c.Source(s.Name) == nil {
				b.c.Sources = append(b.c.Sources, s)
			}
		}
		b.join(name, &parsed{document: c.Document, groups: c.Groups, requirements: slices.DeleteFunc(c.Requirements, func(r *Requirement) bool {
			return r.Stub && b.c.Requirement(r.ID) != nil // nothing to say beyond what is known
		})})
	}
	return nil
}

// readLinkTables adds the imported links. Every faulty row is reported.
func (c *Corpus) readLinkTables(fsys fs.FS) error {
	names, err := imported(fsys, LinkFolder, ".csv")
	if err != nil {
		return err
	}
	c.fromTables = map[string]bool{}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		rows, err := ReadCSV(name, raw)
		if err != nil {
			return err
		}
		t, err := c.ReadLinks(name, strings.TrimSuffix(path.Base(name), ".csv"), rows, nil)
		if err != nil {
			return err
		}
		for _, d := range t.Decisions {
			c.strayDecisions = append(c.strayDecisions, ReviewProblem{Kind: ProblemInvalid, File: name, Row: d.Row, Link: d.Link,
				Message: "対応表に書かれた判断は数えていません。判断は " + ReviewsName + " に書くか、この表を別の場所に移してから shogo import で取り込んでください。"})
		}
		for _, l := range t.New {
			c.fromTables[l.ID] = true
		}
		c.Links = append(c.Links, t.New...)
	}
	return nil
}

// ReadLinks reads a link table, its first row being the headings; heading maps
// further names of columns to their keys. A row that names no set belongs to
// set. The error joins a *SyntaxError per faulty row, of at most twenty.
func (c *Corpus) ReadLinks(name, set string, rows []CSVRow, heading map[string]string) (*LinksRead, error) {
	at, ignored, err := linkHead(name, rows, heading)
	if err != nil {
		return nil, err
	}
	t := NewLinkRows(c, name, set)
	t.out.Ignored = ignored
	for _, row := range rows[1:] {
		t.Add(row.No, fmt.Sprintf("row %d", row.No), func(key string) string {
			i, ok := at[key]
			if !ok || i >= len(row.Cells) {
				return ""
			}
			if v := strings.TrimSpace(row.Cells[i]); v == "" || !strings.HasSuffix(key, "_quote") {
				return v
			}
			return row.Cells[i] // as quoted, for the fingerprint
		})
	}
	return t.Links()
}

// linkHead finds the columns, and those that are not read.
func linkHead(name string, rows []CSVRow, heading map[string]string) (at map[string]int, ignored []string, err error) {
	if len(rows) == 0 {
		return nil, nil, &SyntaxError{Source: name, Msg: "the table is empty", Remedy: "give it a first row with the headings from, relationship and to"}
	}
	at = map[string]int{}
	for i, h := range rows[0].Cells {
		key := strings.ToLower(strings.TrimSpace(h))
		if k := heading[strings.TrimSpace(h)]; k != "" {
			key = k
		}
		if _, twice := at[key]; twice {
			return nil, nil, &SyntaxError{Source: name, Place: fmt.Sprintf("row %d", rows[0].No), Msg: fmt.Sprintf("two columns are called %q", h), Remedy: "rename or remove one of them"}
		}
		if !slices.Contains(LinkColumns(), key) {
			if key != "" {
				ignored = append(ignored, h)
			}
			continue
		}
		at[key] = i
	}
	for _, need := range []string{"from", "relationship", "to"} {
		if _, ok := at[need]; !ok {
			return nil, nil, &SyntaxError{Source: name, Place: fmt.Sprintf("row %d", rows[0].No), Msg: fmt.Sprintf("no column is called %q", need),
				Remedy: "name the columns as shogo export csv --table links does"}
		}
	}
	return at, ignored, nil
}
