package htmldoc_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shogo/corpus/htmldoc"
	"shogo/corpus/internal/truth"
)

// TestTruth reads documents whose structure imitates the official ones and
// compares every block and cell with the answer that was written with them.
func TestTruth(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := os.ReadFile(strings.TrimSuffix(name, ".html") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := htmldoc.Read(data, htmldoc.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		score, err := truth.Compare(doc, answer)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d of %d, %d read, warnings %v", filepath.Base(name), score.Same, score.Want, score.Got, doc.Warnings)
		if !score.Exact() {
			t.Errorf("%s\n%s", name, strings.Join(score.Diff[:min(len(score.Diff), 20)], "\n"))
		}
	}
}
