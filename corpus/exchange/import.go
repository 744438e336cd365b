package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"shogo/corpus"
)

// Imported is what a file holds that can be imported: links or a catalog.
type Imported struct {
	Links   *corpus.LinksRead // nil for a catalog
	Catalog *corpus.Catalog   // nil for links
	// Notes say what of the file is not kept, for a person.
	Notes []string
}

// Read reads a link table (CSV, XLSX), a file of reviews (CSV), an OSCAL catalog
// or mapping collection, or a library of CISO Assistant, and binds its ends to c. Set names the set of links that name
// none, and the document of a catalog that does not say; empty for the name of
// the file. Faults of the file are *corpus.SyntaxErrors with file, row and
// reason, several joined.
func Read(c *corpus.Corpus, name, set string, raw []byte) (*Imported, error) {
	if set == "" {
		set = nameToken(name)
	}
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return readWorkbook(c, name, set, raw)
	case startsObject(raw):
		return readJSON(c, name, set, raw)
	case isCISO(raw):
		return readCISO(c, name, set, raw)
	}
	rows, err := corpus.ReadCSV(name, raw)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 && !namesEnds(rows[0].Cells) && corpus.IsReviewTable(rows[0].Cells) {
		decisions, err := corpus.ReadReviewTable(name, rows)
		return &Imported{Links: &corpus.LinksRead{Decisions: decisions}}, err
	}
	return readLinks(c, name, set, rows)
}

// nameToken makes a name of a file's name.
func nameToken(file string) string {
	s := strings.TrimSuffix(path.Base(file), path.Ext(file))
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && strings.ContainsRune("-.", r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if s == "" || strings.ContainsRune("0123456789-.", rune(s[0])) {
		s = "import-" + s
	}
	return strings.TrimRight(s, "-.")
}

func startsObject(raw []byte) bool {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte(byteOrderMark)), " \t\r\n")
	return len(raw) > 0 && raw[0] == '{'
}

// newImported says of links what is not kept of them.
func newImported(read *corpus.LinksRead) *Imported {
	out := &Imported{Links: read}
	if read.Undecided > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%d rows are called reviewed without a decision, reviewer and date; what they say of reviews is not kept", read.Undecided))
	}
	return out
}

func readLinks(c *corpus.Corpus, name, set string, rows []corpus.CSVRow) (*Imported, error) {
	names := map[string]string{}
	for key, heading := range linkHeadings {
		names[heading] = key
	}
	read, err := c.ReadLinks(name, set, rows, names)
	if err != nil {
		return nil, err
	}
	out := newImported(read)
	if len(read.Ignored) > 0 {
		out.Notes = append(out.Notes, "columns that are not read: "+strings.Join(read.Ignored, ", "))
	}
	return out, nil
}

// readWorkbook reads the first sheet that has the headings of a link table.
func readWorkbook(c *corpus.Corpus, name, set string, raw []byte) (*Imported, error) {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: 256 << 20, UnzipXMLSizeLimit: 64 << 20})
	if err != nil {
		return nil, &corpus.SyntaxError{Source: name, Msg: "no workbook: " + err.Error(), Remedy: "save it as .xlsx"}
	}
	defer f.Close()
	var fault error
	for _, sheet := range f.GetSheetList() {
		cells, err := f.GetRows(sheet)
		if err != nil {
			return nil, &corpus.SyntaxError{Source: name, Place: sheet, Msg: err.Error(), Remedy: "open the workbook, save it again and try once more"}
		}
		rows := sheetRows(cells)
		if len(rows) > 0 && namesEnds(rows[0].Cells) {
			return readLinks(c, name+" sheet "+sheet, set, rows)
		}
		if fault == nil {
			fault = &corpus.SyntaxError{Source: name, Msg: "no sheet begins with the headings from, relationship and to (引用元ID, 関係, 引用先ID)",
				Remedy: "name the columns as shogo export xlsx does"}
		}
	}
	return nil, fault
}

func sheetRows(cells [][]string) []corpus.CSVRow {
	var out []corpus.CSVRow
	for i, row := range cells {
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			out = append(out, corpus.CSVRow{No: i + 1, Cells: row})
		}
	}
	return out
}

// namesEnds reports headings of a link table.
func namesEnds(cells []string) bool {
	found := map[string]bool{}
	for _, h := range cells {
		found[strings.ToLower(strings.TrimSpace(h))] = true
	}
	for _, key := range []string{"from", "to", "relationship"} {
		if !found[key] && !found[linkHeadings[key]] && !found[strings.ToLower(linkHeadings[key])] {
			return false
		}
	}
	return true
}

func readJSON(c *corpus.Corpus, name, set string, raw []byte) (*Imported, error) {
	raw = bytes.TrimPrefix(raw, []byte(byteOrderMark))
	var f oscalFile
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, &corpus.SyntaxError{Source: name, Msg: "no OSCAL: " + err.Error(), Remedy: "check the file with a validator"}
	}
	in, err := oscalContent(c, name, set, &f)
	if err != nil {
		return nil, err
	}
	in.Notes = append(in.Notes, unread(json.NewDecoder(bytes.NewReader(raw)).Decode, f, "json")...)
	return in, nil
}

// oscalContent reads what the file is of.
func oscalContent(c *corpus.Corpus, name, set string, f *oscalFile) (*Imported, error) {
	switch {
	case f.Catalog != nil:
		return readCatalog(name, set, f.Catalog)
	case f.Mapping != nil:
		return readMapping(c, name, set, f.Mapping)
	case f.Profile != nil:
		return nil, &corpus.SyntaxError{Source: name, Msg: "a profile selects from a catalog and says nothing of its own", Remedy: "import the catalog; shogo export oscal makes the profiles"}
	}
	return nil, &corpus.SyntaxError{Source: name, Msg: "neither an OSCAL catalog nor a mapping-collection", Remedy: "import one of these, or a link table as CSV or XLSX"}
}

// LinkFiles are the link tables that keep links, by set: names and tables for
// the folder of links.
func LinkFiles(c *corpus.Corpus, links []*corpus.Link, write func(name string, data []byte) error) error {
	bySet := &corpus.Corpus{Links: links}
	for _, set := range linkSets(bySet) {
		var buf bytes.Buffer
		if err := WriteCSV(&buf, LinkTable(undecided(set.links), c)); err != nil {
			return err
		}
		if err := write(fmt.Sprintf("%s.csv", set.name), buf.Bytes()); err != nil {
			return err
		}
	}
	return nil
}
