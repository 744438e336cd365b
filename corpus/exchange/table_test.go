package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shogo/corpus"
)

// A cell that a spreadsheet would calculate arrives as text, and reads back as
// it was.
func TestFormulasAreHarmless(t *testing.T) {
	cells := []string{"=1+1", "+81", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "'quoted", "''", "plain", "", "3-①", "a=b", "\r=x", "\n=x", "　=x"}
	table := &Table{Name: "x", Columns: []Column{{"v", "値"}, {"n", "番号"}}}
	for _, c := range cells {
		table.Rows = append(table.Rows, []string{c, "1"})
	}
	var out bytes.Buffer
	if err := WriteCSV(&out, table); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), byteOrderMark))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		if got := row[0]; got != "" && strings.ContainsRune("=+-@\t\r＝", []rune(strings.TrimLeft(got, " \n　"))[0]) {
			t.Errorf("%q is written as %q, which a spreadsheet calculates", cells[i], got)
		}
	}
	read, err := corpus.ReadCSV("x.csv", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range read[1:] {
		if got := row.Cells[0]; got != strings.TrimSpace(cells[i]) && got != cells[i] {
			t.Errorf("%q reads back as %q", cells[i], got)
		}
	}
}

func TestWorkbookHoldsTheTables(t *testing.T) {
	c := embedded(t)
	tables := Tables(c)
	long := &Table{Name: "long", Title: "長い", Columns: []Column{{"text", "本文"}}, Rows: [][]string{{strings.Repeat("長", 40000)}, {"=1+1"}}}
	var a, b bytes.Buffer
	if err := WriteXLSX(&a, append(tables, long)); err != nil {
		t.Fatal(err)
	}
	if err := WriteXLSX(&b, append(Tables(embedded(t)), long)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two workbooks of one corpus differ")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil || z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the archive begins with %q, %v", z.File[0].Name, err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(a.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		rows, err := f.GetRows(table.Title)
		if err != nil || len(rows) != len(table.Rows)+1 || rows[0][0] != table.Columns[0].Heading {
			t.Errorf("sheet %s: %d rows, want %d; %v", table.Title, len(rows), len(table.Rows)+1, err)
		}
	}
	if v, _ := f.GetCellValue("長い", "A2"); !strings.HasSuffix(v, cutNote) || len([]rune(v)) > cellLimit {
		t.Errorf("a text too long for a cell is cut without a word: …%s", v[len(v)-60:])
	}
	if v, _ := f.GetCellFormula("長い", "A3"); v != "" {
		t.Errorf("a text became the formula %q", v)
	}
	if v, _ := f.GetCellValue("長い", "A3"); v != "=1+1" {
		t.Errorf("a text that looks like a formula became %q", v)
	}
}

// 2-⑥ cites システム運用編 8③: the row of the clause names the item.
func TestMatrixRowOfAClauseNamesTheItem(t *testing.T) {
	m := matrixTable(embedded(t))
	for _, row := range m.Rows {
		if row[0] == "mhlw-6.0-sys-8-i03" {
			if !strings.Contains(row[4], "2-⑥") {
				t.Errorf("row is %q", row)
			}
			return
		}
	}
	t.Error("no row for システム運用編 8③")
}

func TestLinkedDataStatesEverySoundLinkOnce(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSONLD(embedded(t), &out); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Context map[string]any   `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	stated, nodes := 0, 0
	for _, n := range doc.Graph {
		for key := range n {
			if doc.Context[key] == nil {
				t.Errorf("the context does not explain %q", key)
			}
		}
		if list, ok := n["relatedMatch"].([]any); ok {
			stated += len(list)
		}
		if n["type"] == "shogo:Link" {
			nodes++
		}
	}
	// 34 links, of which the two of the mapping table whose printed volume and
	// title disagree are no statement.
	if stated != 32 || nodes != 34 {
		t.Errorf("%d mappings and %d links, want 32 and 34", stated, nodes)
	}
}

func TestBulkLinesPairActionAndDocument(t *testing.T) {
	c := embedded(t)
	var out, settings bytes.Buffer
	if err := WriteNDJSON(c, &out); err != nil {
		t.Fatal(err)
	}
	if err := WriteNDJSONSettings(&settings); err != nil {
		t.Fatal(err)
	}
	var body struct {
		Mappings struct {
			Properties map[string]any `json:"properties"`
		} `json:"mappings"`
	}
	if err := json.Unmarshal(settings.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 2*len(c.Requirements) {
		t.Fatalf("%d lines for %d requirements", len(lines), len(c.Requirements))
	}
	for i := 0; i < len(lines); i += 2 {
		var action struct {
			Index struct {
				ID string `json:"_id"`
			} `json:"index"`
		}
		doc := map[string]any{}
		if json.Unmarshal([]byte(lines[i]), &action) != nil || json.Unmarshal([]byte(lines[i+1]), &doc) != nil || doc["id"] != action.Index.ID {
			t.Fatalf("lines %d and %d are no pair", i+1, i+2)
		}
		for key := range doc { // the index refuses a field it does not know
			if body.Mappings.Properties[key] == nil {
				t.Fatalf("the settings lack the field %q", key)
			}
		}
	}
}
