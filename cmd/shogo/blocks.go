package main

import (
	"io"

	"shogo/cmd/shogo/internal/blocks"
	"shogo/corpus"
	"shogo/corpus/block"
)

// exportBlocks writes what the reader of the file's format saw, one JSON
// object a line. Package early answers the plainest of these commands.
func (a *app) exportBlocks(args []string, path string, all bool) error {
	if len(args) != 1 {
		return misuse("export blocks needs exactly one FILE")
	}
	name, raw, err := readInput(args[0], a.stdin)
	if err != nil {
		return err
	}
	a.progress.step("reading " + name)
	doc, err := corpus.ReadBlocks(name, raw)
	if err != nil {
		return err
	}
	a.noteDoubts(name, doc)
	return a.writeOutput(path, func(w io.Writer) error { return blocks.Write(w, doc, all) })
}

// noteDoubts prints what the reader warns of.
func (a *app) noteDoubts(name string, doc *block.Document) {
	for _, d := range blocks.Doubts(name, doc) {
		a.note("%s", d)
	}
}
