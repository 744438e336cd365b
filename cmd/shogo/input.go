package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"shogo/corpus"
)

// inputs is a file system of the files named on a command line. Each goes by
// its base name, so that no output depends on where a file lies.
type inputs struct {
	names []string
	data  map[string][]byte
}

// stdinName is what standard input ("-") is called in results.
const stdinName = "stdin"

func readInputs(paths []string, stdin io.Reader) (*inputs, error) {
	in := &inputs{data: map[string][]byte{}}
	for _, p := range paths {
		name, raw, err := readInput(p, stdin)
		if err != nil {
			return nil, err
		}
		if _, ok := in.data[name]; ok {
			return nil, misuse("two files are called %q; results name a file by this, so give them different names", name)
		}
		in.names = append(in.names, name)
		in.data[name] = raw
	}
	return in, nil
}

func readInput(path string, stdin io.Reader) (name string, raw []byte, err error) {
	if path == "-" {
		raw, err = corpus.ReadAll(stdinName, stdin)
		return stdinName, raw, err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", nil, &corpus.SyntaxError{Source: path, Msg: "this is a folder", Remedy: "name the files in it"}
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, &corpus.SyntaxError{Source: path, Msg: "the file does not exist", Remedy: "check the name and the folder"}
	} else if err != nil {
		return "", nil, fmt.Errorf("read: %w", err)
	}
	defer f.Close()
	raw, err = corpus.ReadAll(path, f)
	return filepath.Base(path), raw, err
}

// Open implements fs.FS.
func (in *inputs) Open(name string) (fs.File, error) {
	raw, ok := in.data[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &inputFile{Reader: bytes.NewReader(raw), name: name}, nil
}

// inputFile is an open file of inputs and its own description.
type inputFile struct {
	*bytes.Reader
	name string
}

func (f *inputFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *inputFile) Close() error               { return nil }
func (f *inputFile) Name() string               { return f.name }
func (f *inputFile) Mode() fs.FileMode          { return 0o444 }
func (f *inputFile) ModTime() time.Time         { return time.Time{} }
func (f *inputFile) IsDir() bool                { return false }
func (f *inputFile) Sys() any                   { return nil }
