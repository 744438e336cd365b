package main

import (
	"os"
	"path/filepath"

	"shogo/corpus"
	"shogo/index"
)

// cacheVariable overrides the folder that keeps the index between runs.
const cacheVariable = "SHOGO_CACHE"

// loadIndexed reads the documents and opens their index, which the caller
// closes.
func (a *app) loadIndexed() (*corpus.Corpus, *index.Index, error) {
	c, err := a.load()
	if err != nil {
		return nil, nil, err
	}
	ix, err := a.openIndex(c)
	if err != nil {
		return nil, nil, err
	}
	return c, ix, nil
}

// openIndex returns the index of c. It is kept between runs, so that a second
// search neither analyses the documents again nor loads the dictionary; where
// nothing can be written it is built in memory.
func (a *app) openIndex(c *corpus.Corpus) (*index.Index, error) {
	docs := index.FromCorpus(c)
	opts, err := a.searchOptions()
	if err != nil {
		return nil, err
	}
	dir, err := a.cacheDir("search")
	if err != nil {
		return nil, err
	}
	a.progress.step("opening the index")
	if dir != "" {
		ix, err := index.OpenOrCreate(dir, docs, opts)
		if err == nil {
			return ix, nil
		}
		a.note("cannot keep the index in %s (%v); building it in memory. Set %s to a folder that can be written to", dir, err, cacheVariable)
	}
	return index.Build(docs, opts)
}

// cacheDir is a folder of its own for one purpose in $SHOGO_CACHE, in the
// .shogo folder of a workspace, or in the user's cache; "" if the system has
// none. What lies in it may be deleted at any time.
func (a *app) cacheDir(purpose string) (string, error) {
	if dir := os.Getenv(cacheVariable); dir != "" {
		return filepath.Join(dir, purpose), nil
	}
	workspace, err := a.workspaceDir()
	if err != nil {
		return "", err
	}
	if workspace != "" {
		return filepath.Join(workspace, ".shogo", purpose), nil
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return "", nil
	}
	return filepath.Join(user, "shogo", purpose), nil
}
