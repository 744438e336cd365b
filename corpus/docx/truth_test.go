package docx_test

import (
	"testing"

	"shogo/corpus/block"
	"shogo/corpus/docx"
	"shogo/corpus/internal/truth"
)

// readFile is the reader as every test here uses it.
func readFile(data []byte) (*block.Document, error) { return docx.Read(data, docx.Options{}) }

// TestEveryBlockOfTheFacsimilesIsRead reads documents whose structure imitates the official ones and
// compares every block and cell with the answer that was written with them.
func TestEveryBlockOfTheFacsimilesIsRead(t *testing.T) { truth.Check(t, "testdata/*.docx", readFile) }
