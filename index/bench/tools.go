package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed peers package.json package-lock.json .npmrc
var embedded embed.FS

// tools are the programs and folders contestants are made with.
type tools struct {
	self string // this program
	root string // of the module, for the client's source
	node string // package.json, node_modules and peers

	scripts map[string][]byte
}

// newTools installs the peers below cache, exactly as the lock file says,
// unless they are there.
func newTools(ctx context.Context, cache string) (*tools, error) {
	t := &tools{node: filepath.Join(cache, "node")}
	var err error
	if t.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if t.root, err = moduleRoot(); err != nil {
		return nil, err
	}
	fresh, err := t.unpack()
	if err != nil {
		return nil, fmt.Errorf("unpack the peers' pages: %w", err)
	}
	if _, err := os.Stat(filepath.Join(t.node, "node_modules", ".package-lock.json")); err == nil && !fresh {
		return t, nil
	}
	logf("install the peers")
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = t.node
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("install the peers in %s: %w; Node.js, npm and a package registry are needed:\n%s", t.node, err, out)
	}
	return t, nil
}

// unpack writes the embedded files and tells whether the lock file is new.
func (t *tools) unpack() (fresh bool, err error) {
	err = fs.WalkDir(embedded, ".", func(name string, d fs.DirEntry, err error) error {
		to := filepath.Join(t.node, filepath.FromSlash(name))
		if err != nil || d.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o755))
		}
		b, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		if old, err := os.ReadFile(to); name == "package-lock.json" && (err != nil || string(old) != string(b)) {
			fresh = true
		}
		return os.WriteFile(to, b, 0o644)
	})
	return fresh, err
}

// moduleRoot is the folder of go.mod, at or above the working directory.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			err = errors.New("find module: no go.mod here or above; start make bench in the repository")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}
