package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"shogo/index"
	"shogo/site"
)

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build [-o DIR] [--zip] [--single-file]",
		Short: "Publish the static site",
		Long: `Build reads the documents, indexes them and writes the site. DIR and its
parents are created. A DIR that an earlier build has written is replaced as a
whole once the new site is complete; after any failure it stays as it was. A
DIR with anything else in it is refused. SHA256SUMS in it holds the hash of
every file; "shogo verify" compares them.

--zip writes the same site as DIR.zip too, to hand on; --single-file writes
DIR.html, one file that holds the pages and still searches (without the sheets to
fill in and the comparison). The same documents give the same bytes on every
machine.

In a workspace, synonyms.tsv (words of one meaning, a group a line) and
userdict.tsv (word, reading in kana), both beside shogo.yaml and separated by
tabs, teach the search words of your own.`,
		Example: `  shogo build
  shogo build -o /srv/www/shogo
  shogo build --zip`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error { return a.build(f) },
	}
	cmd.Flags().BoolVar(&f.zip, "zip", false, "write the site as an archive beside the folder too")
	cmd.Flags().BoolVar(&f.single, "single-file", false, "write the site as one HTML file beside the folder too")
	cmd.Flags().StringVarP(&f.dir, "output", "o", "public", "folder to write the site to")
	return cmd
}

// buildFlags are the flags of build.
type buildFlags struct {
	dir string
	zip bool
	// single asks for the edition in one file.
	single bool
}

func (a *app) build(f buildFlags) error {
	out, err := newOutputDir(f.dir)
	if err != nil {
		return err
	}
	if out.recovered {
		a.note("an earlier build was killed while it replaced %q; its site is back", f.dir)
	}
	c, err := a.load()
	if err != nil {
		return err
	}
	if err := out.begin(); err != nil {
		return err
	}
	defer out.abort()
	words, err := a.searchOptions()
	if err != nil {
		return err
	}
	a.progress.step("building the search")
	ix, err := index.Build(index.FromCorpus(c), words)
	if err != nil {
		return err
	}
	a.progress.step("building the site")
	if err := site.Build(c, site.Options{Index: ix}, out); err != nil {
		return err
	}
	files, err := out.besides(f)
	if err != nil {
		return err
	}
	// The folder first: a file beside it must not be newer than the folder.
	if err := placeBeside(files, out.commit()); err != nil {
		return err
	}
	if err := a.forgetGone(); err != nil {
		return err
	}
	a.progress.done()
	fmt.Fprintln(a.stdout, out.indexPage())
	for _, name := range out.namesOf(files) {
		fmt.Fprintln(a.stdout, name)
	}
	return nil
}
