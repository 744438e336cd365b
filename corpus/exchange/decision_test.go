package exchange

import (
	"bytes"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"shogo/corpus"
)

const (
	accepted = "clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8-i03"
	refused  = "clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8.1"
	altered  = "annex2-1.1--mhlw-6.0_annex2-1.1-p25-2_mhlw-6.0-mgt-13-q1"
	outdated = "annex2-1.1--mhlw-6.0_annex2-1.1-p25-2_mhlw-6.0-sys-10-i03"
)

// sources are the embedded documents as the sources of a workspace.
func sources(t *testing.T, reviews string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, name := range []string{"manifest.yaml", "000_5d484f2c36e64992.txt", "003_e59f76427229c1db.txt"} {
		raw, err := fs.ReadFile(corpus.Embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: raw}
	}
	if reviews != "" {
		out[corpus.ReviewsName] = &fstest.MapFile{Data: []byte(reviews)}
	}
	return out
}

// decidedSources are the documents with a decision of every kind: on the present
// words, on words that have changed since, and on none that were kept.
func decidedSources(t *testing.T) (*corpus.Corpus, fstest.MapFS) {
	t.Helper()
	pins := map[string]*corpus.Link{}
	for _, l := range load(t, sources(t, "")).Links {
		pins[l.ID] = l
	}
	row := func(id, rest string) string {
		l := pins[id]
		if l == nil {
			t.Fatalf("no link %s", id)
		}
		return id + "," + rest + ",fp-" + l.Evidence.From.Pin + ",fp-" + l.Evidence.To.Pin + "\n"
	}
	ws := sources(t, "link,decision,relationship,reviewer,date,reason,from_fingerprint,to_fingerprint\n"+
		row(accepted, "accept,,山田,2026-04-01,")+row(refused, "reject,,佐藤,2026-04-02,\"別の話題。\n二行目。\"")+row(altered, "change,subset-of,山田,2026-04-03,=一部だけ")+
		outdated+",accept,,山田,2026-04-04,,fp-0123456789abcdef,fp-0123456789abcdef\n")
	return load(t, ws), ws
}

// taken imports a file with decisions and returns the workspace read anew.
func taken(t *testing.T, ws fstest.MapFS, name string, data []byte) (*corpus.Corpus, *corpus.Taken) {
	t.Helper()
	c := load(t, ws)
	in, err := Read(c, name, "", data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(in.Links.New) > 0 {
		t.Fatalf("%s brings %d links that the documents print already", name, len(in.Links.New))
	}
	var rows bytes.Buffer
	n, err := c.TakeDecisions(&rows, ws, in.Links.New, in.Links.Decisions)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	again := maps.Clone(ws)
	again[corpus.ReviewsName] = &fstest.MapFile{Data: rows.Bytes()}
	return load(t, again), n
}

func linkCSV(t *testing.T, c *corpus.Corpus) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCSV(&out, LinkTable(made(c), c)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// What people decided leaves with the links, who, when and why, in every format
// that has a place for it, comes back into another workspace of the same
// documents, and leaves again the same.
func TestDecisionsTravel(t *testing.T) {
	c, ws := decidedSources(t)
	if len(c.Rejected) != 1 || len(c.ReviewProblems) != 1 {
		t.Fatalf("%d rejected, problems %+v", len(c.Rejected), c.ReviewProblems)
	}
	want := linkCSV(t, c)
	for _, words := range []string{"accept,,,山田,2026-04-01,,fp-", "reject,,,佐藤,2026-04-02,", "change,subset-of,intersects-with,山田,2026-04-03,'=一部だけ,fp-", "accept,,,山田,2026-04-04,,fp-0123456789abcdef"} {
		if !strings.Contains(want, words) {
			t.Errorf("the table of links lacks %q", words)
		}
	}
	var book bytes.Buffer
	if err := WriteXLSX(&book, Tables(c)); err != nil {
		t.Fatal(err)
	}
	plain := sources(t, "")
	for name, data := range map[string][]byte{"links.csv": []byte(want), "all.xlsx": book.Bytes()} {
		back, n := taken(t, plain, name, data)
		if n.New != 4 || n.Known != 0 || n.Stale != 1 || n.Unpinned != 0 {
			t.Errorf("%s: taken %+v, want 4 new, one of them on other words", name, n)
		}
		if got := linkCSV(t, back); got != want {
			t.Errorf("%s comes back otherwise: %s", name, firstDifference([]byte(want), []byte(got)))
		}
	}
	if _, n := taken(t, ws, "links.csv", []byte(want)); n.New != 0 || n.Known != 4 {
		t.Errorf("decisions that are here already: %+v", n)
	}
	files, back := oscalFiles(t, c), plain
	for name, data := range files {
		if strings.HasPrefix(name, "mapping-") {
			validate(t, name, data)
			_, n := taken(t, back, name, data)
			if n.New == 0 {
				t.Errorf("%s brings no decision", name)
			}
			in := maps.Clone(back)
			cc := load(t, in)
			read, err := Read(cc, name, "", data)
			if err != nil {
				t.Fatal(err)
			}
			var rows bytes.Buffer
			if _, err := cc.TakeDecisions(&rows, in, nil, read.Links.Decisions); err != nil {
				t.Fatal(err)
			}
			in[corpus.ReviewsName] = &fstest.MapFile{Data: rows.Bytes()}
			back = in
		}
	}
	for name, data := range oscalFiles(t, load(t, back)) {
		if !bytes.Equal(data, files[name]) {
			t.Errorf("%s comes back otherwise: %s", name, firstDifference(files[name], data))
		}
	}
	for _, fault := range CheckOSCAL(files) {
		t.Error(fault)
	}
}

// CISO Assistant's format has a line for a decision; linked data states the
// state of every link and makes no statement of one that is rejected or suspect.
func TestDecisionsInOtherFormats(t *testing.T) {
	c, _ := decidedSources(t)
	libraries, _ := cisoFiles(t, c)
	in, err := Read(load(t, sources(t, "")), "m.yaml", "", libraries["mapping-clm-r7--mhlw-6.0.yaml"])
	if err != nil || len(in.Links.New) != 0 || len(in.Links.Decisions) != 1 || in.Links.Decisions[0].Reviewer != "山田" || in.Links.Decisions[0].FromPin == "" {
		t.Errorf("the library brings %+v, %v", in, err)
	}
	if bytes.Contains(libraries["mapping-clm-r7--mhlw-6.0.yaml"], []byte("佐藤")) {
		t.Error("the library states a link that was rejected")
	}
	var out bytes.Buffer
	if err := WriteJSONLD(c, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"reviewer": "佐藤"`, `"state": "suspect"`, `"decided": "2026-04-03"`, `"toFingerprint": "`, `"review": "rejected"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("linked data lacks %s", want)
		}
	}
	cell := ""
	for _, row := range matrixTable(c).Rows {
		cell += strings.Join(row, "|") + "\n"
	}
	if !strings.Contains(cell, "2-⑥ (accepted)") || !strings.Contains(cell, "suspect)") {
		t.Errorf("the matrix does not say what was decided:\n%s", cell)
	}
}

// A decision against one that is here, a decision nobody signed, a review
// without a decision, and a decision on nothing: refused or told, with the row.
func TestContradictingDecisionsAreRefused(t *testing.T) {
	_, ws := decidedSources(t)
	c := load(t, ws)
	in, err := Read(c, "t.csv", "", []byte("set,from,relationship,to,decision,reviewer,decided_on,decision_reason\n"+
		"clm-r7--mhlw-6.0,clm-r7-2-i06,intersects-with,mhlw-6.0-sys-8-i03,却下,佐藤,2026-05-01,違う\n"))
	if err != nil || in.Links.Known != 1 {
		t.Fatalf("%+v, %v", in, err)
	}
	var rows bytes.Buffer
	_, err = c.TakeDecisions(&rows, ws, in.Links.New, in.Links.Decisions)
	if err == nil || !strings.Contains(err.Error(), "row 2") || !strings.Contains(err.Error(), "reviews.csv:2 says 承認 by 山田") {
		t.Errorf("a contradiction: %v", err)
	}
	const head = "set,from,relationship,to,review,decision,reviewer,decided_on,decision_reason\nclm-r7--mhlw-6.0,clm-r7-2-i06,intersects-with,mhlw-6.0-sys-8-i03,"
	for row, want := range map[string]string{",perhaps,A,2026-05-01,": `unknown decision "perhaps"`, ",accept,,2026-05-01,": "確認者が書かれていません", ",,A,2026-05-01,": "no decision",
		",reject,A,2026-05-01,": "理由が要ります", ",accept,A,yesterday,": "yesterday"} {
		if _, err := Read(c, "t.csv", "", []byte(head+row+"\n")); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "t.csv: row 2") {
			t.Errorf("%q: want %q, got %v", row, want, err)
		}
	}
	in, err = Read(c, "t.csv", "", []byte(head+"accepted,,,,\n"))
	if err != nil || in.Links.Undecided != 1 || len(in.Notes) != 1 {
		t.Errorf("a review without a decision passes in silence: %+v, %v", in, err)
	}
}
