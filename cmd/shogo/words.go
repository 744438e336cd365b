package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shogo/index"
)

// Files beside shogo.yaml with which a workspace teaches the search its words.
const (
	synonymFile  = "synonyms.tsv"
	userDictFile = "userdict.tsv"
)

// searchOptions reads the words of the workspace: groups of one meaning, beside
// the built-in ones, and words the dictionary lacks. Without a workspace or
// files it is the default.
func (a *app) searchOptions() (index.Options, error) {
	var opts index.Options
	dir, err := a.workspaceDir()
	if err != nil || dir == "" {
		return opts, err
	}
	err = readWords(filepath.Join(dir, synonymFile), func(name, text string) error {
		groups, err := index.ParseSynonyms(name, text)
		opts.Synonyms = append(index.DefaultSynonyms(), groups...)
		return err
	})
	if err != nil {
		return opts, err
	}
	return opts, readWords(filepath.Join(dir, userDictFile), func(name, text string) (err error) {
		opts.UserDict, err = index.ParseUserDict(name, text)
		return err
	})
}

// readWords gives the text of a file to parse, if there is such a file.
func readWords(path string, parse func(name, text string) error) error {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read words of the workspace: %w", err)
	}
	return parse(path, string(raw))
}
