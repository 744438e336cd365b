package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// exportFormats are the formats this version writes.
var exportFormats = []string{"json", "blocks"}

func (a *app) exportCommand() *cobra.Command {
	var path string
	var all bool
	cmd := &cobra.Command{
		Use:   "export FORMAT [FILE…] [-o PATH]",
		Short: "Write the catalog for other programs",
		Long: `Export writes the corpus, or what the given files of known dialects say.

Formats:
  json    documents, requirements, groups, links and the audit in one object
  blocks  what was read from one FILE, before anything is made of it: headings,
          items, paragraphs, cells, each with page and box or place, one JSON
          object a line; what was doubtful goes to standard error`,
		Example: `  shogo export json -o catalog.json
  shogo export blocks guideline.pdf | jq -r .text
  shogo export json page.txt | jq '.requirements[].citation'
  pdftotext manual.pdf - | shogo export json -`,
		ValidArgs: exportFormats,
		Args:      atLeast(1, "format"),
		RunE: func(_ *cobra.Command, args []string) error {
			switch args[0] {
			case "blocks":
				return a.exportBlocks(args[1:], path, all)
			case "json":
			default:
				return misuse("unknown format %q; this version writes %s", args[0], strings.Join(exportFormats, ", "))
			}
			c, err := a.loadOrParse(args[1:])
			if err != nil {
				return err
			}
			return a.writeOutput(path, c.WriteJSON)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "blocks: print page furniture and hidden content too")
	cmd.Flags().StringVarP(&path, "output", "o", "", "file to write to (default: standard output)")
	return cmd
}

// writeOutput writes to the file at path, or to standard output if path is ""
// or "-". The file is complete or as it was before.
func (a *app) writeOutput(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(a.stdout)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return misuse("output %q is a folder; name a file", path)
		}
		return writeDevice(path, write) // a pipe or device cannot be swapped
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	defer os.Remove(f.Name()) // fails once the file has been renamed
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644) // CreateTemp makes it private
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

func writeDevice(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	err = write(f)
	return errors.Join(err, f.Close())
}
