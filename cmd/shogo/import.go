package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"shogo/corpus"
	"shogo/corpus/exchange"
)

func (a *app) importCommand() *cobra.Command {
	var set string
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take links or a catalog from another program into the workspace",
		Long: `Import reads a link table (CSV, XLSX), an OSCAL catalog or mapping
collection, or a library of CISO Assistant (YAML), and keeps it in the workspace: links in sources/links/SET.csv,
catalogs in sources/catalogs/ID.json, which every command reads from then on.

A link table needs the columns from, relationship and to; from and to are ids or
citations, relationship one of OSCAL's words. What it leaves out is a link made
by a person whose certainty is not stated. A row with an unknown id or relation
is refused with file, row and reason, and nothing is written then. Links that
the documents print already are not taken in twice, and a table cannot change
them. What people decided on a link (decision, reviewer, decided_on and the
columns beside them) goes to sources/reviews.csv; a decision that contradicts
one there is refused, with both rows.`,
		Example: `  shogo import links.csv
  shogo import --set hospital-rules mapping.xlsx
  shogo import catalog.json mapping-collection.json`,
		Args: atLeast(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, p := range args {
				if err := a.importFile(p, set); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&set, "set", "", "name for links of no set, or of a catalog without one (default: the name of the file)")
	return cmd
}

// importFile reads one file against the workspace as it is then, so that a
// catalog may come before the links that need it.
func (a *app) importFile(file, set string) error {
	dir, err := a.workspaceDir()
	if err != nil {
		return err
	}
	if dir == "" {
		return fmt.Errorf("import: there is no workspace here to keep the import; make one with: shogo init")
	}
	c, err := a.loadWorkspace(true) // the import may bring the first document
	if err != nil {
		return err
	}
	name, raw, err := readInput(file, a.stdin)
	if err != nil {
		return err
	}
	in, err := exchange.Read(c, name, set, raw)
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	a.progress.done()
	for _, n := range in.Notes {
		a.note("%s: %s", name, n)
	}
	sources := filepath.Join(dir, "sources")
	if in.Catalog != nil {
		return a.importCatalog(c, sources, in.Catalog)
	}
	return a.importLinks(c, name, sources, in.Links)
}

// importLinks keeps new links, a file a set. A set that was imported before is
// replaced by what the table says now.
//
// What people decided on them goes to the file of reviews, unless it contradicts
// what is decided here: then nothing is kept.
func (a *app) importLinks(c *corpus.Corpus, name, sources string, in *corpus.LinksRead) error {
	var made []keptFile
	taken := &corpus.Taken{}
	if len(in.Decisions) > 0 {
		var rows bytes.Buffer
		var err error
		if taken, err = c.TakeDecisions(&rows, os.DirFS(sources), in.New, in.Decisions); err != nil {
			return fmt.Errorf("import: %s: %w", name, err)
		}
		if taken.New > 0 {
			made = append(made, keptFile{corpus.ReviewsName, rows.Bytes()})
		}
	}
	err := exchange.LinkFiles(c, in.New, func(name string, data []byte) error {
		made = append(made, keptFile{path.Join(corpus.LinkFolder, name), data})
		return nil
	})
	if err != nil {
		return err
	}
	if err := a.keep(sources, made); err != nil {
		return err
	}
	if _, err = fmt.Fprintf(a.stdout, "%s, %d known already\n", plural(len(in.New), "new link"), in.Known); err != nil || len(in.Decisions) == 0 {
		return err
	}
	if taken.Stale > 0 {
		a.note("%s made on other words than these documents print; look again with: shogo review --state suspect", wereOne(taken.Stale, "decision"))
	}
	if taken.Unpinned > 0 {
		a.note("%s made on words nobody kept, so that later changes go unnoticed; keep the present ones with: shogo review --pin", wereOne(taken.Unpinned, "decision"))
	}
	_, err = fmt.Fprintf(a.stdout, "%s in %s, %d known already\n", plural(taken.New, "new decision"), corpus.ReviewsName, taken.Known)
	return err
}

// importCatalog keeps a catalog, unless the documents here say something else
// under its ids.
func (a *app) importCatalog(c *corpus.Corpus, sources string, in *corpus.Catalog) error {
	same := 0
	for _, r := range in.Requirements {
		old := c.Requirement(r.ID)
		if old == nil || old.Stub || r.Stub {
			continue
		}
		if old.Document != r.Document || old.Text != r.Text || old.Title != r.Title {
			return fmt.Errorf("import: %s is %q in %s here, and the catalog says something else; a catalog cannot overrule a document. Import it into a workspace without that document", r.ID, old.Citation, old.Provenance.Source)
		}
		same++
	}
	if same > 0 && same == len(in.Requirements) {
		_, err := fmt.Fprintf(a.stdout, "%s: all %s known already\n", in.Document.ID, plural(same, "requirement"))
		return err
	}
	if same > 0 {
		return fmt.Errorf("import: %d requirements of %s are in these documents already; import it into a workspace without them", same, in.Document.ID)
	}
	var buf bytes.Buffer
	if err := corpus.WriteCatalog(&buf, in); err != nil {
		return err
	}
	if err := a.keep(sources, []keptFile{{path.Join(corpus.CatalogFolder, in.Document.ID+".json"), buf.Bytes()}}); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.stdout, "%s: %s\n", in.Document.ID, plural(len(in.Requirements), "requirement"))
	return err
}

// keptFile is a file of the sources folder.
type keptFile struct {
	name string // with slashes
	data []byte
}

// keep writes the files and reads the workspace once more; if it can no longer
// be read, the files are as before.
func (a *app) keep(sources string, files []keptFile) error {
	undo := func() {}
	for _, f := range files {
		target := filepath.Join(sources, filepath.FromSlash(f.name))
		before, err := os.ReadFile(target)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("import: %w", err)
		}
		isNew, more := err != nil, undo
		undo = func() {
			more()
			if isNew {
				os.Remove(target)
			} else {
				_ = a.writeOutput(target, func(w io.Writer) error { _, err := w.Write(before); return err })
			}
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			undo()
			return fmt.Errorf("import: %w", err)
		}
		if err := a.writeOutput(target, func(w io.Writer) error { _, err := w.Write(f.data); return err }); err != nil {
			undo()
			return err
		}
	}
	if _, err := a.load(); err != nil {
		undo()
		return fmt.Errorf("import: the workspace could not be read with it, so nothing was kept: %w", err)
	}
	return nil
}

// wereOne is "1 decision was" or "2 decisions were".
func wereOne(n int, what string) string {
	if n == 1 {
		return plural(n, what) + " was"
	}
	return plural(n, what) + " were"
}
