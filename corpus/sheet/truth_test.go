package sheet_test

import (
	"testing"

	"shogo/corpus/block"
	"shogo/corpus/internal/truth"
	"shogo/corpus/sheet"
)

// readFile is the reader as every test here uses it.
func readFile(data []byte) (*block.Document, error) { return sheet.Read(data, sheet.Options{}) }

// TestEveryCellOfTheFacsimilesIsRead reads documents whose structure imitates the official ones and
// compares every block and cell with the answer that was written with them.
func TestEveryCellOfTheFacsimilesIsRead(t *testing.T) { truth.Check(t, "testdata/*.xlsx", readFile) }
