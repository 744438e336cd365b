package corpus

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func parseLines(name, text string) (*Corpus, error) {
	return ParseFiles(fstest.MapFS{name: {Data: []byte(text)}}, []string{name})
}

func TestJSONLinesAreEntriesOfACollection(t *testing.T) {
	c, err := parseLines("窓口.jsonl", `{"id":"b12","title":"窓口の手順","text":"受付で本人を確認する。\n控えを渡す。"}

{"id":7,"text":"題名のない文","tags":["x"]}
{"id":"院内/3","title":"三","text":""}
`)
	if err != nil {
		t.Fatal(err)
	}
	type entry struct{ ID, Label, Title, Text, Citation string }
	var got []entry
	for _, r := range c.Requirements {
		if r.Kind != KindEntry || r.Stub || r.Certainty != Certain {
			t.Errorf("%s: kind %s, stub %v, certainty %s", r.ID, r.Kind, r.Stub, r.Certainty)
		}
		got = append(got, entry{r.ID, r.Label, r.Title, r.Text, r.Citation})
	}
	want := []entry{
		{"b12", "b12", "窓口の手順", "受付で本人を確認する。\n控えを渡す。", "窓口 b12"},
		{"7", "7", "", "題名のない文", "窓口 7"},
		{"_e9_99_a2_e5_86_85_2f3", "院内/3", "三", "", "窓口 院内/3"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if r := c.Requirement("院内/3"); r == nil || r.Provenance.Lines[0] != 4 {
		t.Errorf("an id that fits no address is not found by itself, or at another line: %+v", r)
	}
	if len(c.Findings) != 1 || !strings.Contains(c.Findings[0].Message, "tags") || c.Findings[0].Lines[0] != 3 {
		t.Errorf("a value that is not read must be told: %+v", c.Findings)
	}
}

func TestJSONLinesArePublishedInPages(t *testing.T) {
	var b strings.Builder
	for i := range 120 {
		fmt.Fprintf(&b, "{\"id\":\"d%03d\",\"title\":\"t\",\"text\":\"x\"}\n", i)
	}
	c, err := parseLines("a.jsonl", b.String())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range c.Documents[0].Outline {
		got = append(got, fmt.Sprint(s.ID, " ", s.Title, " ", len(s.Requirements)))
	}
	if diff := cmp.Diff([]string{"collection-a-p1 1～50件目 50", "collection-a-p2 51～100件目 50", "collection-a-p3 101～120件目 20"}, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestManifestDescribesACollection(t *testing.T) {
	data := `{"id":"b12","title":"t","text":"x"}`
	c, err := Load(fstest.MapFS{"a.jsonl": {Data: []byte(data)}, "manifest.yaml": {Data: []byte(`sources:
  - file: a.jsonl
    document: our-rules
    title: 院内の手順
    publisher: 当院
    sha256: ` + fmt.Sprintf("%x", sha256.Sum256([]byte(data))) + `
    terms: 院内限り
`)}})
	if err != nil {
		t.Fatal(err)
	}
	d, r := c.Document("our-rules"), c.Requirement("b12")
	if d == nil || d.Title != "院内の手順" || d.Publisher != "当院" || d.Outline[0].ID != "our-rules-p1" {
		t.Fatalf("document %+v", d)
	}
	if r.Document != "our-rules" || r.Citation != "院内の手順 b12" {
		t.Errorf("entry %+v", r)
	}
}

func TestBrokenJSONLinesNameThePlace(t *testing.T) {
	ok := `{"id":"a","text":"x"}` + "\n"
	for text, want := range map[string]string{
		ok + `{"id":"a","text":"y"}`:    `a.jsonl:2: id "a" stands in line 1 already`,
		ok + `{"text":"y"}`:             `a.jsonl:2: the entry has no "id"`,
		ok + `{"id":"b"}`:               `a.jsonl:2: entry "b" has neither title nor text`,
		ok + `{"id":"b","text":["y"]}`:  `a.jsonl:2: "text" is no string`,
		ok + `{"id":"b","text":"y"} {}`: `a.jsonl:2:23: something follows`,
		ok + `{"id":"b","text":"y`:      `a.jsonl:2:20: the object has no end`,
		ok + `{"id":"b",text:"y"}`:      `a.jsonl:2:11: no valid JSON`,
		ok + `[1]`:                      `a.jsonl:2: the line is no JSON object`,
	} {
		_, err := parseLines("a.jsonl", text)
		if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "; ") {
			t.Errorf("%s: got %v, want %s and a remedy", text, err, want)
		}
	}
}
