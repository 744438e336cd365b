package htmldoc_test

import (
	"testing"

	"shogo/corpus/block"
	"shogo/corpus/htmldoc"
	"shogo/corpus/internal/truth"
)

// readFile is the reader as every test here uses it.
func readFile(data []byte) (*block.Document, error) { return htmldoc.Read(data, htmldoc.Options{}) }

// TestEveryBlockOfTheFacsimilesIsRead reads documents whose structure imitates the official ones and
// compares every block and cell with the answer that was written with them.
func TestEveryBlockOfTheFacsimilesIsRead(t *testing.T) { truth.Check(t, "testdata/*.html", readFile) }
