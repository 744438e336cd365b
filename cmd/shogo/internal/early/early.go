// Package early answers "shogo export blocks FILE" for a PDF of ordinary size
// before the rest of the program is initialised.
//
// The libraries for search, spreadsheets and Markdown build tables when a
// program starts, needed or not: about half of the time that a small PDF
// takes. Go initialises packages in the order of their import paths, each as
// soon as what it imports is initialised ("Program initialization" in the
// language specification). This package imports little beside the reader of
// PDF, and so comes before those libraries. TestEarlyIsEarly holds that.
//
// It answers only what it can answer to the end; everything else (another
// command, a flag, a refusal) it leaves to the program, which starts as usual
// and need not try again to read what was refused here.
package early

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shogo/cmd/shogo/internal/blocks"
	"shogo/corpus/pdf"
)

// limit is the size in bytes up to which a file is read here. A larger one may
// take long enough that its reader wants to see the progress.
const limit = 1 << 20

// refused is the file that was read in vain.
var refused struct {
	path string
	err  error
}

// Refusal is why the file at path could not be read, as package pdf says it;
// nil if it was not tried here.
func Refusal(path string) error {
	if path != refused.path {
		return nil
	}
	return refused.err
}

func init() {
	if status, ok := answer(os.Args[1:], os.Stdout, os.Stderr); ok {
		os.Exit(status)
	}
}

// answer executes the command line and returns the exit status, or reports
// false and has written nothing.
func answer(args []string, stdout, stderr io.Writer) (status int, ok bool) {
	if len(args) != 3 || args[0] != "export" || args[1] != "blocks" || strings.HasPrefix(args[2], "-") {
		return 0, false
	}
	info, err := os.Stat(args[2])
	if err != nil || !info.Mode().IsRegular() || info.Size() > limit {
		return 0, false
	}
	raw, err := os.ReadFile(args[2])
	if err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		return 0, false
	}
	doc, err := pdf.Read(raw, pdf.Options{})
	if err != nil {
		refused.path, refused.err = args[2], err
		return 0, false
	}
	var out bytes.Buffer
	if err := blocks.Write(&out, doc, false); err != nil {
		return 0, false
	}
	for _, d := range blocks.Doubts(filepath.Base(args[2]), doc) {
		fmt.Fprintf(stderr, "shogo: %s\n", d)
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		fmt.Fprintf(stderr, "shogo: write output: %s\n", err)
		return 1, true
	}
	return 0, true
}
