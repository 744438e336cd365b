package corpus

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// manifestOf makes a folder with a.txt and the given manifest; SUM stands for
// the hash of a.txt.
func manifestOf(manifest string) fs.FS {
	text := []byte("本文\n")
	manifest = strings.ReplaceAll(manifest, "SUM", fmt.Sprintf("%x", sha256.Sum256(text)))
	return fstest.MapFS{"a.txt": {Data: text}, manifestName: {Data: []byte(manifest)}}
}

const entry = `sources:
  - file: a.txt
    title: 題
    publisher: 省
    terms: 条件
    sha256: SUM
`

func TestReadManifest(t *testing.T) {
	got, err := readManifest(manifestOf(entry + "    edition: 6.0\n    date: 2023-07\n    uncertain: [版は推定です。]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 {
		t.Fatalf("%d sources, want 1", len(got))
	}
	s := got[0]
	if s.Name != "a.txt" || s.Title != "題" || s.Edition != "6.0" || s.Date != "2023-07" || s.Bytes != 7 || len(s.Uncertain) != 1 {
		t.Errorf("got %+v", s)
	}
}

func TestReadManifestNamesLineAndRemedy(t *testing.T) {
	zero := strings.Repeat("0", 64)
	for _, c := range []struct {
		name, manifest string
		want           []string
	}{
		{"hash of another text", strings.Replace(entry, "SUM", zero, 1),
			[]string{"manifest.yaml:6: ", `"a.txt"`, zero, fmt.Sprintf("%x", sha256.Sum256([]byte("本文\n")))}},
		{"hash cut short", strings.Replace(entry, "SUM", "abc", 1), []string{"manifest.yaml:6: ", "64"}},
		{"file that is not there", strings.Replace(entry, "a.txt", "b.txt", 1), []string{"manifest.yaml:6: ", `"b.txt" does not exist`}},
		{"file outside the folder", strings.Replace(entry, "a.txt", "../a.txt", 1), []string{"manifest.yaml:2: ", `"../a.txt"`}},
		{"unknown key", entry + "    titel: 題\n", []string{"manifest.yaml:7: ", `"titel"`, "landing_page"}},
		{"unknown key at the top", "documents: []\n" + entry, []string{"manifest.yaml:1: ", `"documents"`}},
		{"key twice", entry + "    title: 題\n", []string{"manifest.yaml:7: ", "twice"}},
		{"missing key", strings.Replace(entry, "    terms: 条件\n", "", 1), []string{"manifest.yaml:2: ", `"terms"`}},
		{"entry twice", entry + strings.TrimPrefix(entry, "sources:\n"), []string{"manifest.yaml:7: ", "line 2"}},
		{"unknown dialect", entry + "    dialect: fax\n", []string{"manifest.yaml:7: ", `"fax"`, dialects[0].name}},
		{"no day of the calendar", entry + "    date: 2023-13-45\n", []string{"manifest.yaml:7: ", "2023-07-07"}},
		{"date", entry + "    date: 令和5年\n", []string{"manifest.yaml:7: ", "2023-07-07"}},
		{"list where a word belongs", entry + "    edition: [6, 7]\n", []string{"manifest.yaml:7: ", "edition"}},
		{"word where a list belongs", entry + "    uncertain: 版\n", []string{"manifest.yaml:7: ", "uncertain"}},
		{"no YAML", entry + "   terms: x\n", []string{"manifest.yaml:", "YAML"}},
		{"empty", "", []string{"manifest.yaml:1: ", "sources"}},
		{"no entries", "sources: []\n", []string{"manifest.yaml:1: ", "no entries"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readManifest(manifestOf(c.manifest))
			wantSyntaxError(t, err, c.want...)
		})
	}
}

// A text that nobody listed must not be left out in silence.
func TestReadManifestNoticesUnlistedText(t *testing.T) {
	fsys := manifestOf(entry).(fstest.MapFS)
	fsys["b.txt"] = &fstest.MapFile{Data: []byte("もう一つ\n")}
	if _, err := readManifest(fsys); err == nil || !strings.Contains(err.Error(), `"b.txt"`) {
		t.Errorf("got %v", err)
	}
}

func TestReadManifestWithoutManifest(t *testing.T) {
	_, err := readManifest(fstest.MapFS{})
	if err == nil || !strings.Contains(err.Error(), "manifest.yaml: the file does not exist") {
		t.Errorf("got %v", err)
	}
}

// Everything embedded must be stated: who published it, under which terms, and
// what about that is not sure.
func TestEmbeddedManifest(t *testing.T) {
	got, err := readManifest(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d sources, want 2", len(got))
	}
	for _, s := range got {
		if s.Edition == "" || s.Date == "" || s.Address == "" || s.Document == "" || len(s.Uncertain) == 0 {
			t.Errorf("%s lacks a fact: %+v", s.Name, s)
		}
	}
}

// wantSyntaxError holds an error to what a person needs: the place, the words
// and a remedy.
func wantSyntaxError(t *testing.T, err error, words ...string) {
	t.Helper()
	var syntax *SyntaxError
	if !errors.As(err, &syntax) {
		t.Fatalf("got %v, want a SyntaxError", err)
	}
	if syntax.Remedy == "" {
		t.Error("no remedy")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q is not in %q", w, err)
		}
	}
}
