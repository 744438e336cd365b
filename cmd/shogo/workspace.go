package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"

	"shogo/corpus"
)

// workspaceFile marks a folder as a workspace. It may be empty: this version
// knows no settings.
const workspaceFile = "shogo.yaml"

// workspaceDir returns the workspace to work in, "" for none.
func (a *app) workspaceDir() (string, error) {
	dir := a.workspace
	if dir == "" {
		dir = "."
	}
	raw, err := os.ReadFile(filepath.Join(dir, workspaceFile))
	if errors.Is(err, fs.ErrNotExist) && a.workspace == "" {
		return "", nil
	} else if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("open workspace: %q holds no %s; create one (it may be empty) beside a folder sources/", a.workspace, workspaceFile)
	} else if err != nil {
		return "", fmt.Errorf("open workspace: %w", err)
	}
	var settings yaml.Node
	if err := yaml.Unmarshal(raw, &settings); err != nil {
		return "", fmt.Errorf("open workspace: %s: %w", filepath.Join(dir, workspaceFile), err)
	}
	if len(settings.Content) > 0 && (settings.Content[0].Kind != yaml.ScalarNode || settings.Content[0].Value != "") {
		return "", &corpus.SyntaxError{Source: filepath.Join(dir, workspaceFile), Line: settings.Content[0].Line,
			Msg: "this version knows no settings", Remedy: "empty the file; it only marks the folder as a workspace"}
	}
	return dir, nil
}

// load reads the workspace's sources, or the embedded ones.
func (a *app) load() (*corpus.Corpus, error) {
	dir, err := a.workspaceDir()
	if err != nil {
		return nil, err
	}
	a.progress.step("reading the documents")
	if dir == "" {
		return corpus.Load(corpus.Embedded())
	}
	sources := filepath.Join(dir, "sources")
	if info, err := os.Stat(sources); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("open workspace: no folder %s; put the documents and their manifest.yaml there", sources)
	}
	c, err := corpus.Load(os.DirFS(sources))
	if err != nil {
		return nil, fmt.Errorf("in %s: %w", sources, err)
	}
	return c, nil
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
