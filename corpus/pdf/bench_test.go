package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRead reads the documents of testdata, or of SHOGO_FACSIMILE.
func BenchmarkRead(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(facsimiles(), "pdf", "*.pdf"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
