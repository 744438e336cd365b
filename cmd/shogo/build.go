package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"shogo/index"
	"shogo/site"
)

func (a *app) buildCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "build [-o DIR]",
		Short: "Publish the static site",
		Long: `Build reads the documents, indexes them and writes the site. DIR and its
parents are created. A DIR that an earlier build has written is replaced as a
whole once the new site is complete; after any failure it stays as it was. A
DIR with anything else in it is refused.

In a workspace, synonyms.tsv (words of one meaning, a group a line) and
userdict.tsv (word, reading in kana), both beside shogo.yaml and separated by
tabs, teach the search words of your own.`,
		Example: `  shogo build
  shogo build -o /srv/www/shogo`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error { return a.build(dir) },
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "public", "folder to write the site to")
	return cmd
}

func (a *app) build(dir string) error {
	out, err := newOutputDir(dir)
	if err != nil {
		return err
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
	if err := out.commit(); err != nil {
		return err
	}
	a.progress.done()
	_, err = fmt.Fprintln(a.stdout, out.indexPage())
	return err
}
