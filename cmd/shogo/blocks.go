package main

import (
	"io"

	"shogo/cmd/shogo/internal/blocks"
	"shogo/cmd/shogo/internal/early"
	"shogo/corpus"
	"shogo/corpus/block"
)

// exportBlocks writes what the reader of the file's format saw, one JSON
// object a line. Package early answers the plainest of these commands.
func (a *app) exportBlocks(args []string, path string, all bool) error {
	if len(args) != 1 {
		return misuse("export blocks needs exactly one FILE")
	}
	_, doc, err := a.readBlocks(args[0])
	if err != nil {
		return err
	}
	return a.writeOutput(path, func(w io.Writer) error { return blocks.Write(w, doc, all) })
}

// readBlocks reads a file of any format, prints what its reader warns of, and
// gives the name by which results call it.
func (a *app) readBlocks(path string) (name string, doc *block.Document, err error) {
	name, raw, err := readInput(path, a.stdin)
	if err != nil {
		return "", nil, err
	}
	a.progress.step("reading " + name)
	if err := early.Refusal(path); err != nil {
		return "", nil, corpus.ReadError(name, err)
	}
	if doc, err = corpus.ReadBlocks(name, raw); err != nil {
		return "", nil, err
	}
	for _, d := range blocks.Doubts(name, doc) {
		a.note("%s", d)
	}
	return name, doc, nil
}
