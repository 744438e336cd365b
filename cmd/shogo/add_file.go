package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shogo/corpus"
)

// addedFile is a file on its way into the workspace.
type addedFile struct {
	path, name, sum string
	raw             []byte
	target          string                // its path in the folder of the sources
	listed          []corpus.ListedSource // the entries there are
	entry           *corpus.ListedSource  // its own, nil for none
}

// open reads a file and finds its entry. The same bytes under another name are
// no second document.
func (d *adding) open(path string, stdin io.Reader) (*addedFile, error) {
	if path == filepath.Base(path) && !exists(path) && exists(filepath.Join(d.sources, path)) {
		path = filepath.Join(d.sources, path) // as messages name it
	}
	name, raw, err := readInput(path, stdin)
	if err != nil {
		return nil, err
	}
	if name == stdinName {
		return nil, misuse("add needs files with names")
	}
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return nil, fmt.Errorf("add: the name %q holds a character that %s cannot record; rename the file", name, corpus.SettingsName)
	}
	f := &addedFile{path: path, name: name, raw: raw, sum: corpus.HashBytes(raw), target: filepath.Join(d.sources, name)}
	if f.listed, err = corpus.ListedSources(d.raw, d.settings); err != nil {
		return nil, err
	}
	for i, l := range f.listed {
		switch {
		case l.Name == name:
			f.entry = &f.listed[i]
		case l.SHA256 == f.sum && !exists(filepath.Join(d.sources, l.Name)) && !d.copied(l.Name):
			return nil, fmt.Errorf("add: %q is the document that %s lists as %q, a file that is no longer there; write the new name in its entry, or give the file its name back",
				path, d.settings, l.Name)
		case l.SHA256 == f.sum:
			return nil, fmt.Errorf("add: %q is the same document as %q, which is in the workspace already", path, l.Name)
		}
	}
	return f, nil
}

// copied reports whether a file of this name is about to be written.
func (d *adding) copied(name string) bool {
	return slices.ContainsFunc(d.copies, func(c copyJob) bool { return filepath.Base(c.path) == name })
}

// reading is how the file is to be read: as its entry says, else as the flags.
func (d *adding) reading(f *addedFile) (corpus.Source, error) {
	if f.entry == nil {
		return d.as, nil
	}
	as := f.entry.As()
	if d.as.Dialect != "" && d.as.Dialect != as.Dialect || d.as.Profile != "" && d.as.Profile != as.Profile {
		return as, misuse("%s says how to read %q; change dialect or profile in its entry there", d.settings, f.name)
	}
	return as, nil
}

// compare reports whether the folder of the sources holds these bytes under
// this name already, and refuses to replace others unless told to.
func (d *adding) compare(f *addedFile) (same bool, err error) {
	lying, err := os.ReadFile(f.target)
	if i := slices.IndexFunc(d.copies, func(c copyJob) bool { return c.path == f.target }); i >= 0 {
		lying, err = d.copies[i].raw, nil
	}
	missing := errors.Is(err, fs.ErrNotExist)
	switch same = !missing && bytes.Equal(lying, f.raw); {
	case err != nil && !missing:
		return false, fmt.Errorf("add: %w", err)
	case f.entry != nil && f.entry.SHA256 != f.sum && !d.update:
		return same, &corpus.SyntaxError{Source: f.path, Msg: fmt.Sprintf("the workspace has another file called %q", f.name), Remedy: "replace it with --update, or rename the file"}
	case f.entry == nil && !missing && !same:
		return same, &corpus.SyntaxError{Source: f.path, Msg: fmt.Sprintf("%s is another file of this name", f.target), Remedy: "rename one of the two"}
	}
	return same, nil
}

// freeDocument is the id where no other entry has it, else with the format and
// then a number behind it: the same document in another format, or another one
// of the same name.
func (f *addedFile) freeDocument(id, format string) string {
	taken := func(id string) bool {
		return slices.ContainsFunc(f.listed, func(l corpus.ListedSource) bool { return l.Document == id })
	}
	if !taken(id) {
		return id
	}
	id += "-" + format
	for n, base := 2, id; taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
