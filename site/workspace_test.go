package site

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"shogo/corpus"
)

// documents are the facsimiles of every reader, and small documents of the
// kinds that have none: own rules, a collection, a volume, a Q&A, a table that
// only a profile explains.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{
		"own-rules.md": []byte("---\nid: rules\ntitle: 情報セキュリティ規程\n---\n# 情報セキュリティ規程\n\n## 第1条 目的\n\nシステム運用編 14⑤ に基づき、企8.2.2 を踏まえて <b>定める</b>。\n"),
		"words.jsonl":  []byte(`{"id": "b12", "title": "窓口の手順", "text": "受付で本人を確認する。"}` + "\n"),
		"volume.html": []byte("<html><head><title>医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編</title></head><body>" +
			"<h1>８．利用機器・サービスに対する安全管理措置 [Ⅰ～Ⅳ]</h1><p>【遵守事項】</p><p>① 台帳を整備すること。</p><p>② 点検すること。</p></body></html>"),
		"drill.html": []byte("<html><body><table><tr><th>番号</th><th>事項</th><th>根拠</th></tr><tr><td>1</td><td>点検する。</td><td>企画管理編 9①</td></tr></table></body></html>"),
	}
	for _, dir := range []string{"pdf/testdata/facsimile/pdf", "sheet/testdata", "docx/testdata", "htmldoc/testdata"} {
		files, err := os.ReadDir(filepath.Join("../corpus", dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if ext := path.Ext(f.Name()); f.IsDir() || ext == ".json" {
				continue
			}
			data, err := os.ReadFile(filepath.Join("../corpus", dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out[f.Name()] = data
		}
	}
	return out
}

func workspaceFS(files map[string][]byte) fs.FS {
	out := fstest.MapFS{}
	settings := "profiles:\n  drill: {key: 番号, text: 事項, cites: 根拠, edition: \"6.0\"}\nsources:\n"
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		out["sources/"+name] = &fstest.MapFile{Data: files[name]}
		settings += fmt.Sprintf("  - file: %s\n    sha256: %s\n", name, corpus.HashBytes(files[name]))
		if name == "drill.html" {
			settings += "    profile: drill\n"
		}
		if id := strings.ReplaceAll(name, "_", "-"); path.Ext(name) != ".md" && path.Ext(name) != ".jsonl" && name != "volume.html" {
			settings += "    document: " + strings.ReplaceAll(id, ".", "-") + "\n" // the same form in two formats stays two documents
		}
	}
	out[corpus.SettingsName] = &fstest.MapFile{Data: []byte(settings)}
	return out
}

// workspaceOf is the corpus of a workspace with the files.
func workspaceOf(t *testing.T, files map[string][]byte) *corpus.Corpus {
	t.Helper()
	w, err := corpus.ReadWorkspace(workspaceFS(files), corpus.SettingsName)
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Load(corpus.LoadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A workspace with documents of every kind and format, beside the embedded
// ones, becomes one site in which no link leads nowhere.
func TestWorkspaceOfAllKindsHasNoDeadLink(t *testing.T) {
	files := documents(t)
	c := workspaceOf(t, files)
	m := buildWith(t, c, Options{})
	for i, problem := range Check(m) {
		if i == 20 {
			t.Fatal("…")
		}
		t.Error(problem)
	}
	read := map[string]bool{}
	formats := map[string]bool{}
	for _, a := range c.Audits {
		read[a.Source], formats[a.Encoding] = true, true
	}
	for name := range files {
		if !read[name] {
			t.Errorf("%s is in no page", name)
		}
	}
	for _, f := range []string{"pdf", "xlsx", "docx", "html", "md", "UTF-8"} {
		if !formats[f] {
			t.Errorf("no document in %s", f)
		}
	}
	for _, id := range []string{"rules", "drill-html", "mhlw-6.0", "clm-r7", "map-xlsx-hair-pdf", "map-xlsx-hair-xlsx"} {
		if _, ok := m["doc/"+id+"/index.html"]; !ok {
			t.Errorf("no pages of %s", id)
		}
	}
	everyLinkIsWhole(t, c, m)
	everyPlaceIsShown(t, c, m)
	// What shogo check counts is what the audit page shows.
	audit := text(parse(t, m, "audit.html"))
	for _, a := range c.Audits {
		if u := c.Understood(a); !strings.Contains(audit, fmt.Sprintf("%s%d%d（%.1f%%）", u.Source, u.Total, u.Direct, u.DirectPercent)) &&
			!strings.Contains(audit, fmt.Sprintf("%s %d %d（%.1f%%）", u.Source, u.Total, u.Direct, u.DirectPercent)) {
			t.Errorf("the audit page lacks the numbers of %+v", u)
		}
	}
}

// What was read from a page says where on the page it stands, the listing of
// the source parts its lines by pages and sheets and marks as many of them as
// inferred as the audit counts, and a table with more documents than columns
// have room names each document beside its items.
func everyPlaceIsShown(t *testing.T, c *corpus.Corpus, m Memory) {
	boxes := 0
	for _, r := range c.Requirements {
		if r.Provenance.Box == nil {
			continue
		}
		boxes++
		for _, page := range []string{"map-xlsx-hair-pdf"} {
			if r.Document == page && !strings.Contains(flat(text(parse(t, m, "doc/"+page+"/"+r.Section.Number+".html"))), boxName(r.Provenance.Box)) {
				t.Errorf("%s: the page does not say %s", r.ID, boxName(r.Provenance.Box))
			}
		}
	}
	if boxes == 0 {
		t.Error("no requirement has a place on a page")
	}
	for _, a := range c.Audits {
		listing := find(parse(t, m, listingPage(a.Source)), "table", "class", "lines")[0]
		joined, places := find(listing, "span", "class", "badge badge-likely"), find(listing, "tr", "class", "place")
		want := 0
		for i := range a.Text.Lines {
			if _, _, j := a.Place(i); j {
				want++
			}
		}
		if len(joined) != want {
			t.Errorf("%s: %d lines are marked as inferred, want %d", a.Source, len(joined), want)
		}
		if paged := a.Encoding == "pdf" || a.Encoding == "xlsx"; paged != (len(places) > 0) {
			t.Errorf("%s: %d headings of pages or sheets", a.Source, len(places))
		}
	}
	table := find(parse(t, m, "crosswalk.html"), "table", "class", "crosswalk")[0]
	if n := len(find(find(table, "thead", "", "")[0], "th", "", "")); n != 2 {
		t.Errorf("%d columns for %d documents", n, len(c.Documents))
	}
	if text(find(table, "p", "class", "citing")[0]) == "" {
		t.Error("the citing items stand without the name of their document")
	}
}

// A box is said in millimetres, to a person with a ruler.
func TestBoxName(t *testing.T) {
	if got := boxName(&[4]float64{72, 36, 144, 72}); got != "上から13～25mm、左から25～51mm" {
		t.Error(got)
	}
	if got := boxName(nil); got != "" {
		t.Error(got)
	}
}

// Every link says, wherever it is shown, what it is, how it came to be, how sure
// it is and why, what both ends read and where, their fingerprints, and what
// people made of it.
func everyLinkIsWhole(t *testing.T, c *corpus.Corpus, m Memory) {
	t.Helper()
	shown := map[string][]string{} // text of the evidence by id of link
	for name := range m {
		if path.Ext(name) != ".html" || !strings.HasPrefix(name, "doc/") {
			continue
		}
		for _, n := range find(parse(t, m, name), "div", "class", "end") {
			said := text(n)
			if _, after, ok := strings.Cut(said, "リンクの番号"); ok {
				id, _, _ := strings.Cut(after, "文言の指紋")
				shown[strings.TrimSpace(id)] = append(shown[strings.TrimSpace(id)], flat(said))
			}
		}
	}
	for _, l := range c.Links {
		from, to := l.Evidence.From, l.Evidence.To
		if l.ID == "" || l.Set == "" || l.Relationship == "" || l.Method == "" || l.Certainty == "" || l.CertaintyReason == "" || l.Review == "" || l.State == "" {
			t.Errorf("%s is not whole: %+v", l.ID, l)
		}
		cells := c.LinkRow(l)
		for i, key := range corpus.LinkColumns() {
			if slices.Contains([]string{"relationship", "method", "certainty", "certainty_reason", "review", "state", "from_quote", "from_fingerprint", "to_quote", "to_fingerprint"}, key) && cells[i] == "" {
				t.Errorf("%s: its row says nothing in the column %s", l.ID, key)
			}
		}
		for _, q := range []corpus.Quote{from, to} {
			place := q.Page > 0 || len(q.Lines) > 0 || q.Place != ""
			if q.Text == "" || q.Fingerprint == "" || q.Pin == "" || !place || q.Source == "" && q.Place != corpus.RegistryPlace {
				t.Errorf("%s: evidence %+v", l.ID, q)
			}
		}
		if len(shown[l.ID]) < 2 {
			t.Errorf("%s is shown %d times, want on the pages of both ends", l.ID, len(shown[l.ID]))
		}
		for _, said := range shown[l.ID] {
			for _, want := range []string{from.Text, to.Text, from.Fingerprint, to.Fingerprint, l.CertaintyReason, methodName(l.Method), relationshipName(l.Relationship),
				newBadge(l.Certainty, "").Label, "人による確認：", l.StateReason} {
				if !strings.Contains(said, flat(want)) {
					t.Errorf("%s: its page does not say %q: %s", l.ID, want, said)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// flat is a text without white space.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }
