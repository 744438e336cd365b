package index

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// exported returns the files of an index by name.
func exported(t *testing.T, x *Index) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	if err := x.Export(func(name string, data []byte) error {
		out[name] = bytes.Clone(data)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestIndexOnDiskEqualsIndexInMemory(t *testing.T) {
	docs := readDocuments(t, "testdata/seeds.jsonl")
	mem := fixture(t)
	cache := filepath.Join(t.TempDir(), "cache")
	disk, err := OpenOrCreate(cache, docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	queries, _ := judged(t, "testdata/queries/dev.json")
	for _, q := range queries {
		want, err := mem.Search(q.Query, 20, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := disk.Search(q.Query, 20, SearchOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-memory +disk):\n%s", q.Query, diff)
		}
	}
	if diff := cmp.Diff(exported(t, mem), exported(t, disk)); diff != "" {
		t.Errorf("exported files differ (-memory +disk):\n%.2000s", diff)
	}
}

func TestOrderOfInputChangesNothing(t *testing.T) {
	docs := readDocuments(t, "testdata/seeds.jsonl")
	for i, j := 0, len(docs)-1; i < j; i, j = i+1, j-1 {
		docs[i], docs[j] = docs[j], docs[i]
	}
	x, err := Build(docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(exported(t, fixture(t)), exported(t, x)); diff != "" {
		t.Errorf("exported files differ (-sorted +reversed):\n%.2000s", diff)
	}
}

func TestUnchangedDocumentsAreNotIndexedAgain(t *testing.T) {
	docs := readDocuments(t, "testdata/seeds.jsonl")
	cache := t.TempDir()
	open := func() string {
		x, err := OpenOrCreate(cache, docs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		x.Close()
		dirs, _ := filepath.Glob(filepath.Join(cache, "index-*"))
		if len(dirs) != 1 {
			t.Fatalf("want one index, got %v", dirs)
		}
		return dirs[0]
	}
	first := open()
	if second := open(); second != first {
		t.Errorf("same documents: %s, then %s", first, second)
	}
	docs[0].Body += "。"
	if third := open(); third == first {
		t.Errorf("changed document: index %s was reused", third)
	}
}

func TestOpenNamesTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nothing")
	if _, err := Open(dir); err == nil || !bytes.Contains([]byte(err.Error()), []byte(dir)) {
		t.Errorf("want an error that names %s, got %v", dir, err)
	}
}
