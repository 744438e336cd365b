package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shogo/corpus"
)

// workspaceDir returns the workspace to work in, "" for none.
func (a *app) workspaceDir() (string, error) {
	dir := a.workspace
	if dir == "" {
		dir = "."
	}
	_, err := os.Stat(filepath.Join(dir, corpus.SettingsName))
	switch {
	case errors.Is(err, fs.ErrNotExist) && a.workspace == "":
		return "", nil
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("open workspace: %q holds no %s; make one with: shogo init %s", a.workspace, corpus.SettingsName, a.workspace)
	case err != nil:
		return "", fmt.Errorf("open workspace: %w", err)
	}
	return dir, nil
}

// load reads the workspace's sources, or the embedded ones. A workspace without
// any document is an error.
func (a *app) load() (*corpus.Corpus, error) { return a.loadWorkspace(false) }

// loadWorkspace is load for who can do with a workspace without documents too.
func (a *app) loadWorkspace(empty bool) (*corpus.Corpus, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return nil, err
	}
	a.progress.step("reading the documents")
	if dir == "" {
		return corpus.Load(corpus.Embedded())
	}
	w, err := corpus.ReadWorkspace(os.DirFS(dir), filepath.Join(dir, corpus.SettingsName))
	if err != nil {
		return nil, err
	}
	opts, err := a.loadOptions()
	if err != nil {
		return nil, err
	}
	opts.Empty = empty
	return w.Load(opts)
}

// loadOptions keeps what was read of a document between runs, and shows how
// far the reading is.
func (a *app) loadOptions() (corpus.LoadOptions, error) {
	dir, err := a.cacheDir("blocks")
	if err != nil {
		return corpus.LoadOptions{}, err
	}
	a.read = corpus.NewCache(dir)
	return corpus.LoadOptions{Cache: a.read, Progress: a.progress.reading}, nil
}

// forgetGone removes what is kept of sources that are no longer in the
// workspace. A folder that several workspaces share stays as it is.
func (a *app) forgetGone() error {
	dir, err := a.workspaceDir()
	if err == nil && dir != "" && os.Getenv(cacheVariable) == "" && a.read != nil {
		a.read.Prune()
	}
	return err
}

// loadOrParse reads the given files of known dialects, or the whole corpus if
// there are none.
func (a *app) loadOrParse(paths []string) (*corpus.Corpus, error) {
	if len(paths) == 0 {
		return a.load()
	}
	in, err := readInputs(paths, a.stdin)
	if err != nil {
		return nil, err
	}
	a.progress.step("reading the documents")
	return corpus.ParseFiles(in, in.names)
}
