package exchange

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"shogo/corpus"
)

// workspace is a sources folder with one small text of its own.
func workspace() fstest.MapFS {
	const text = `{"id": "memo-1", "title": "覚え書き", "text": "受付で本人を確認する。"}` + "\n"
	return fstest.MapFS{"memo.jsonl": {Data: []byte(text)}, "manifest.yaml": {Data: fmt.Appendf(nil,
		"sources:\n  - file: memo.jsonl\n    title: 覚え書き\n    publisher: 総務課\n    terms: 院内用です。\n    sha256: %x\n", sha256.Sum256([]byte(text)))}}
}

func load(t *testing.T, fsys fs.FS) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// take imports a file and returns the workspace as it is read then.
func take(t *testing.T, c *corpus.Corpus, ws fstest.MapFS, name string, data []byte) *corpus.Corpus {
	t.Helper()
	in, err := Read(c, name, "", data)
	if err != nil {
		t.Fatal(err)
	}
	if in.Catalog != nil {
		var buf bytes.Buffer
		if err := corpus.WriteCatalog(&buf, in.Catalog); err != nil {
			t.Fatal(err)
		}
		ws["catalogs/"+in.Catalog.Document.ID+".json"] = &fstest.MapFile{Data: buf.Bytes()}
	} else if err := LinkFiles(c, in.Links.New, func(name string, data []byte) error {
		ws["links/"+name] = &fstest.MapFile{Data: data}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return load(t, ws)
}

// Everything that leaves as OSCAL comes back, and leaves again with the same
// bytes: texts, places, certainty, links and evidence.
func TestOSCALComesBack(t *testing.T) {
	before := oscalFiles(t, embedded(t))
	ws := workspace()
	c := load(t, ws)
	for _, kind := range []string{"catalog-", "mapping-"} {
		for name, data := range before {
			if strings.HasPrefix(name, kind) {
				c = take(t, c, ws, name, data)
			}
		}
	}
	after := oscalFiles(t, c)
	for name, data := range before {
		if !bytes.Equal(after[name], data) {
			t.Errorf("%s differs: %s", name, firstDifference(data, after[name]))
		}
	}
}

func firstDifference(a, b []byte) string {
	x, y := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range x {
		if i >= len(y) {
			return fmt.Sprintf("ends after line %d", i)
		}
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %q, was %q", i+1, y[i], x[i])
		}
	}
	return "more lines"
}

// A link table of a person, as CSV and as workbook, comes back the same.
func TestLinkTablesComeBack(t *testing.T) {
	ws := workspace()
	c := take(t, load(t, ws), ws, "rules.csv", []byte("from,関係,to,certainty,from_quote\nmemo-1,subset-of,企8.2.2,certain,本人を確認する\nmemo-1,no-relationship,mhlw-6.0-sys-8-i03,,\n"))
	links := c.LinksFrom("memo-1")
	if len(links) != 2 || links[0].To != "mhlw-6.0-mgt-8.2.2" || links[0].Relationship != "subset-of" || links[0].Method != corpus.MethodHuman ||
		links[0].Set != "rules" || links[1].Certainty != corpus.Likely || links[1].CertaintyReason == "" {
		t.Fatalf("links are %+v", links)
	}
	var table, book bytes.Buffer
	if err := WriteCSV(&table, LinkTable(c.Links, c)); err != nil {
		t.Fatal(err)
	}
	if err := WriteXLSX(&book, []*Table{LinkTable(c.Links, c)}); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"links.csv": table.Bytes(), "links.xlsx": book.Bytes()} {
		again := workspace()
		c := take(t, load(t, again), again, name, data)
		var out bytes.Buffer
		if err := WriteCSV(&out, LinkTable(c.Links, c)); err != nil {
			t.Fatal(err)
		}
		if out.String() != table.String() {
			t.Errorf("%s comes back as %s, was %s", name, out.String(), table.String())
		}
	}
}

// A broken id, an unknown relation, a citation of several clauses: refused with
// file, row and reason, every row at once.
func TestFaultyRowsAreRefused(t *testing.T) {
	c := embedded(t)
	const table = "from,relationship,to\n" +
		"clm-r7-2-i06,subset-of,mhlw-6.0-sys-8-i99\n" +
		"clm-r7-2-i06,complies-with,mhlw-6.0-sys-8-i03\n" +
		",subset-of,mhlw-6.0-sys-8-i03\n" +
		"clm-r7-2-i06,,mhlw-6.0-sys-8-i03\n" +
		"clm-r7-2-i06,subset-of,13⑪\n" +
		"clm-r7-2-i06,subset-of,clm-r7-2-i06\n" +
		"clm-r7-2-i07,subset-of,シス14⑤\n" +
		"clm-r7-2-i07,equal-to,mhlw-6.0-sys-14-i05\n"
	_, err := Read(c, "t.csv", "", []byte(table))
	if err == nil {
		t.Fatal("nothing is refused")
	}
	for _, want := range []string{
		`t.csv: row 2: to is "mhlw-6.0-sys-8-i99", which names nothing`,
		`t.csv: row 3: unknown relationship "complies-with"`,
		`t.csv: row 4: the row names no requirement`,
		`t.csv: row 5: the row names no relationship`,
		`t.csv: row 6: to is "13⑪", which fits 2 requirements`,
		`t.csv: row 7: "clm-r7-2-i06" is linked with itself`,
		`t.csv: row 9: link t_clm-r7-2-i07_mhlw-6.0-sys-14-i05 stands in row 8 already`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
	if _, err := Read(c, "t.csv", "", []byte("from,to\na,b\n")); err == nil || !strings.Contains(err.Error(), `no column is called "relationship"`) {
		t.Errorf("a table without relations: %v", err)
	}
	mapping := strings.ReplaceAll(string(oscalFiles(t, c)["mapping-clm-r7--mhlw-6.0.json"]), `"relationship": "intersects-with"`, `"relationship": "complies-with"`)
	if _, err := Read(c, "m.json", "", []byte(mapping)); err == nil || !strings.Contains(err.Error(), `m.json: map 1 (uuid`) || !strings.Contains(err.Error(), "complies-with") {
		t.Errorf("an OSCAL relation that does not exist: %v", err)
	}
	// What the documents print is no news, and no table changes it.
	in, err := Read(c, "links.json", "", oscalFiles(t, c)["mapping-clm-r7--mhlw-6.0.json"])
	if err != nil || len(in.Links.New) != 0 || in.Links.Known != 28 {
		t.Errorf("the links of the manual: %+v, %v", in, err)
	}
	const other = "set,from,relationship,to\nclm-r7--mhlw-6.0,clm-r7-2-i06,equal-to,mhlw-6.0-sys-8-i03\n"
	if _, err := Read(c, "o.csv", "", []byte(other)); err == nil || !strings.Contains(err.Error(), "a table cannot overrule it") {
		t.Errorf("a table changes a printed link: %v", err)
	}
}

// A catalog of another program: groups, nested controls, parts with labels.
func TestForeignCatalog(t *testing.T) {
	const catalog = `{"catalog": {"uuid": "11111111-1111-4111-8111-111111111111",
		"metadata": {"title": "Controls", "last-modified": "2024-02-03T00:00:00Z", "version": "5.1", "oscal-version": "1.1.3"},
		"groups": [{"id": "ac", "title": "Access", "controls": [{"id": "ac-1", "title": "Policy", "props": [{"name": "label", "value": "AC-1"}],
			"parts": [{"name": "statement", "parts": [{"name": "item", "props": [{"name": "label", "value": "a."}], "prose": "Write a \\*policy\\*."}]},
				{"name": "guidance", "prose": "Why."}],
			"controls": [{"id": "ac-1.1", "title": "More"}]}]}]}}`
	ws := workspace()
	c := take(t, load(t, ws), ws, "nist.json", []byte(catalog))
	r := c.Requirement("ac-1")
	if r == nil || r.Document != "nist" || r.Citation != "Controls AC-1" || r.Text != "a. Write a *policy*." || len(r.Parts) != 1 || r.Certainty != corpus.Likely {
		t.Errorf("ac-1 is %+v", r)
	}
	if c.Requirement("ac-1.1") == nil || c.Document("nist").Date != "2024-02-03" {
		t.Error("the nested control or the date is lost")
	}
	for name, data := range oscalFiles(t, c) {
		if strings.Contains(name, "nist") {
			validate(t, name, data)
			again := take(t, load(t, workspace()), workspace(), name, data)
			if got := oscalFiles(t, again)[name]; !bytes.Equal(got, data) {
				t.Errorf("%s differs: %s", name, firstDifference(data, got))
			}
		}
	}
	for _, fault := range CheckOSCAL(oscalFiles(t, c)) {
		t.Error(fault)
	}
}

// A valid file of another program may hold what shogo has no place for: that is
// told. A collection of one mapping may stand without a list.
func TestForeignOSCALLosesNothingInSilence(t *testing.T) {
	const metadata = `"uuid": "11111111-1111-4111-8111-111111111111", "metadata": {"title": "Controls", "last-modified": "2024-02-03T00:00:00Z", "version": "5.1", "oscal-version": "1.2.2"}`
	const catalog = `{"catalog": {` + metadata + `, "groups": [{"id": "ac", "title": "Access", "parts": [{"name": "overview", "prose": "About access."}],
		"controls": [{"id": "ac-1", "title": "Policy", "params": [{"id": "p1", "label": "period"}], "links": [{"href": "#ac-2", "rel": "related"}],
			"parts": [{"name": "statement", "prose": "Write a policy."}]}]}]}}`
	const mapping = `{"mapping-collection": {` + metadata + `, "provenance": {"method": "human", "matching-rationale": "semantic", "status": "complete", "mapping-description": "By hand."},
		"mappings": {"uuid": "22222222-2222-4222-8222-222222222222", "source-resource": {"type": "catalog", "href": "a.json"}, "target-resource": {"type": "catalog", "href": "b.json"},
			"maps": [{"uuid": "33333333-3333-4333-8333-333333333333", "relationship": "intersects-with", "coverage": {"target-coverage": 0.5},
				"sources": [{"type": "control", "id-ref": "clm-r7-2-i06"}], "targets": [{"type": "control", "id-ref": "mhlw-6.0-sys-8-i03"}]}]}}}`
	c := embedded(t)
	for _, f := range []struct {
		name, text string
		told       []string
	}{
		{"catalog.json", catalog, []string{"About access.", "params (1)", "links (1)"}},
		{"mapping.json", mapping, []string{"coverage (1)"}},
	} {
		validate(t, f.name, []byte(f.text))
		in, err := Read(c, f.name, "theirs", []byte(f.text))
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		for _, want := range f.told {
			if notes := strings.Join(in.Notes, "\n"); !strings.Contains(notes, want) {
				t.Errorf("%s: nothing is said of %q: %s", f.name, want, notes)
			}
		}
		if in.Links != nil && (len(in.Links.New) != 1 || in.Links.New[0].To != "mhlw-6.0-sys-8-i03") {
			t.Errorf("%s: the links are %+v", f.name, in.Links)
		}
	}
}
