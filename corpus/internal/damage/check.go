package damage

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shogo/corpus/block"
)

// What one file may cost.
const (
	maxTime = 5 * time.Second
	maxHeap = 256 << 20
)

// Read is a reader of documents, with its options set.
type Read func(data []byte) (*block.Document, error)

// Check reads every file: each is read or refused in words, soon and with
// little memory.
func Check(t *testing.T, files []File, read Read) {
	t.Helper()
	if len(files) != Count {
		t.Fatalf("%d files, want %d", len(files), Count)
	}
	refused := 0
	var slowest, largest Cost
	slow := ""
	for i, f := range files {
		var err error
		cost := Measure(func() { _, err = read(f.Data) })
		if cost.Time > slowest.Time {
			slow = f.Name
		}
		slowest.Time, largest.Heap = max(slowest.Time, cost.Time), max(largest.Heap, cost.Heap)
		if cost.Time > maxTime || cost.Heap > maxHeap {
			t.Errorf("%d %s: took %v and %d MiB", i, f.Name, cost.Time, cost.Heap>>20)
		}
		if err != nil {
			refused++
			InWords(t, f.Name, err)
		}
	}
	t.Logf("%d read, %d refused, slowest %v (%s), largest %d MiB", len(files)-refused, refused, slowest.Time, slow, largest.Heap>>20)
}

// InWords reports an error that does not say what is wrong and what to do, or
// that only says that the reader gave up.
func InWords(t testing.TB, name string, err error) {
	t.Helper()
	var e *block.Error
	if !errors.As(err, &e) || e.Msg == "" || e.Remedy == "" || strings.Contains(e.Msg, "unexpected structure") {
		t.Errorf("%s: not refused in words: %v", name, err)
	}
}

// Sound reads the sound files that a pattern names; there must be some.
func Sound(t testing.TB, pattern string) [][]byte {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no documents at %s: %v", pattern, err)
	}
	var out [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}
