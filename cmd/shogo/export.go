package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
	"shogo/corpus/exchange"
)

// exportFormat is a format that export writes.
type exportFormat struct {
	name  string
	write func(a *app, c *corpus.Corpus, f exportFlags) error
}

// exportFormats are the formats this version writes of a corpus; blocks, which
// are of one file, stand apart.
var exportFormats = []exportFormat{
	{"json", toFile(func(c *corpus.Corpus, w io.Writer) error { return c.WriteJSON(w) })},
	{"csv", (*app).exportCSV},
	{"xlsx", (*app).exportXLSX},
	{"oscal", (*app).exportOSCAL},
	{"jsonld", toFile(exchange.WriteJSONLD)},
	{"ndjson", (*app).exportNDJSON},
	{"ciso-assistant", (*app).exportCISO},
}

// exportFlags are the flags of export.
type exportFlags struct {
	path     string
	all      bool
	table    string
	settings bool
	shape    string
}

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export FORMAT [FILE…] [-o PATH]",
		Short: "Write the catalog for other programs",
		Long: `Export writes the corpus, or what the given files of known dialects say.

Formats:
  json    documents, requirements, groups, links and the audit in one object
  csv     one --table (requirements, links, matrix), or all three into the
          folder that -o names; UTF-8 for Excel, formulas made harmless
  xlsx    a workbook with the three tables as sheets; needs -o
  oscal   OSCAL 1.2.2 into the folder that -o names: a catalog per edition,
          profiles for roles and target patterns, a mapping collection per set
          of links
  jsonld  linked data: concepts, and links as SKOS mapping terms
  ndjson  lines for the bulk API of a search cluster; --settings prints the
          body that creates its index with the kuromoji analyser; with --shape
          weaviate, batches for weaviate and its collection
  ciso-assistant  libraries for CISO Assistant into the folder that -o names: a
          framework per document, a mapping set per set of links
  blocks  what was read from one FILE, before anything is made of it: headings,
          items, paragraphs, cells, each with page and box or place, one JSON
          object a line; what was doubtful goes to standard error

Without -o, or with -o -, the result goes to standard output. A file or folder
is complete or as it was.`,
		Example: `  shogo export json -o catalog.json
  shogo export csv --table links -o links.csv
  shogo export xlsx -o shogo.xlsx
  shogo export oscal -o oscal/
  shogo export blocks guideline.pdf | jq -r .text
  pdftotext manual.pdf - | shogo export json -`,
		ValidArgs: exportNames(),
		Args:      atLeast(1, "format"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.fit(args[0], cmd); err != nil {
				return err
			}
			if args[0] == "blocks" {
				return a.exportBlocks(args[1:], f.path, f.all)
			}
			i := slices.IndexFunc(exportFormats, func(e exportFormat) bool { return e.name == args[0] })
			if i < 0 {
				return misuse("unknown format %q; this version writes %s", args[0], strings.Join(exportNames(), ", "))
			}
			if f.settings {
				return a.writeOutput(f.path, clusterShapes[f.shape].settings)
			}
			c, err := a.loadOrParse(args[1:])
			if err != nil {
				return err
			}
			return exportFormats[i].write(a, c, f)
		},
	}
	cmd.Flags().BoolVar(&f.all, "all", false, "blocks: print page furniture and hidden content too")
	cmd.Flags().StringVar(&f.table, "table", "", "csv: requirements, links or matrix")
	cmd.Flags().BoolVar(&f.settings, "settings", false, "ndjson: print the settings of the index instead")
	cmd.Flags().StringVar(&f.shape, "shape", "bulk", "ndjson: bulk (OpenSearch, Elasticsearch) or weaviate")
	cmd.Flags().StringVarP(&f.path, "output", "o", "", "file or folder to write to (default: standard output)")
	return cmd
}

func exportNames() []string {
	var out []string
	for _, f := range exportFormats {
		out = append(out, f.name)
	}
	return append(out, "blocks")
}

// fit refuses a flag that the format does not have: it would be ignored.
func (f exportFlags) fit(format string, cmd *cobra.Command) error {
	for flag, of := range map[string]string{"all": "blocks", "table": "csv", "settings": "ndjson", "shape": "ndjson"} {
		if cmd.Flags().Changed(flag) && format != of {
			return misuse("--%s is for %s only", flag, of)
		}
	}
	if _, ok := clusterShapes[f.shape]; !ok {
		return misuse("unknown shape %q; there are bulk and weaviate", f.shape)
	}
	return nil
}

// toFile makes an export of a function that writes one stream.
func toFile(write func(*corpus.Corpus, io.Writer) error) func(*app, *corpus.Corpus, exportFlags) error {
	return func(a *app, c *corpus.Corpus, f exportFlags) error {
		return a.writeOutput(f.path, func(w io.Writer) error { return write(c, w) })
	}
}

func (a *app) exportCSV(c *corpus.Corpus, f exportFlags) error {
	tables := exchange.Tables(c)
	if f.table == "" {
		if f.path == "" || f.path == "-" {
			return misuse("csv has three tables; choose one with --table requirements, links or matrix, or name a folder with -o")
		}
		return a.writeFolder(f.path, func(write fileWriter) error {
			for _, t := range tables {
				if err := writeTo(write, t.Name+".csv", func(w io.Writer) error { return exchange.WriteCSV(w, t) }); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, t := range tables {
		if t.Name == f.table {
			return a.writeOutput(f.path, func(w io.Writer) error { return exchange.WriteCSV(w, t) })
		}
	}
	return misuse("unknown table %q; there are requirements, links and matrix", f.table)
}

func (a *app) exportXLSX(c *corpus.Corpus, f exportFlags) error {
	if f.path == "" {
		return misuse("a workbook is no text; name a file with -o, or write -o - for standard output")
	}
	return a.writeOutput(f.path, func(w io.Writer) error { return exchange.WriteXLSX(w, exchange.Tables(c)) })
}

func (a *app) exportOSCAL(c *corpus.Corpus, f exportFlags) error {
	if f.path == "" || f.path == "-" {
		return misuse("oscal has several files; name a folder with -o")
	}
	return a.writeFolder(f.path, func(write fileWriter) error { return exchange.WriteOSCAL(c, write) })
}

func (a *app) exportCISO(c *corpus.Corpus, f exportFlags) error {
	if f.path == "" || f.path == "-" {
		return misuse("ciso-assistant has several files; name a folder with -o")
	}
	return a.writeFolder(f.path, func(write fileWriter) error { return exchange.WriteCISO(c, write) })
}

// clusterShapes are the search engines that ndjson is written for: how the
// lines look, and what makes the index they go into.
var clusterShapes = map[string]struct {
	lines    func(*corpus.Corpus, io.Writer) error
	settings func(io.Writer) error
}{
	"bulk":     {exchange.WriteNDJSON, exchange.WriteNDJSONSettings},
	"weaviate": {exchange.WriteWeaviate, exchange.WriteWeaviateSettings},
}

func (a *app) exportNDJSON(c *corpus.Corpus, f exportFlags) error {
	return a.writeOutput(f.path, func(w io.Writer) error { return clusterShapes[f.shape].lines(c, w) })
}

// errOutput marks where an export could not be written.
func errOutput(err error) error { return fmt.Errorf("write output: %w", err) }
