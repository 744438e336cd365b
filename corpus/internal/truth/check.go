package truth

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shogo/corpus/block"
)

// Check reads the documents that a pattern names and compares every block and
// cell with the answer beside each, a JSON file of its name.
func Check(t *testing.T, pattern string, read func(data []byte) (*block.Document, error)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents at %s: %v", pattern, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := os.ReadFile(strings.TrimSuffix(name, filepath.Ext(name)) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := read(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		score, err := Compare(doc, answer)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d of %d, %d read, warnings %v", filepath.Base(name), score.Same, score.Want, score.Got, doc.Warnings)
		if !score.Exact() {
			t.Errorf("%s\n%s", name, strings.Join(score.Diff[:min(len(score.Diff), 20)], "\n"))
		}
	}
}
