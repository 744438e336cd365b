package site

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
)

// Writer receives the finished files of a site. Names are slash-separated,
// relative and clean ("doc/mhlw-6.0/sys-8.html"); each is written once, and
// always in the same order for the same corpus.
type Writer interface {
	WriteFile(name string, data []byte) error
}

// DirWriter writes below an existing or new folder. It never removes anything;
// the caller decides whether the folder may be written to.
type DirWriter string

// WriteFile creates the parent folders it needs. It refuses a name that would
// leave the folder.
func (d DirWriter) WriteFile(name string, data []byte) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("write site: file name %q leaves the output folder", name)
	}
	p := filepath.Join(string(d), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	if err := os.WriteFile(p, data, 0o644); err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	return nil
}

// Memory keeps a site as a map from name to content, for tests and for Check.
type Memory map[string][]byte

// WriteFile stores data under name. A name written twice is an error: two
// pages would have overwritten each other.
func (m Memory) WriteFile(name string, data []byte) error {
	if _, ok := m[name]; ok {
		return fmt.Errorf("write site: file %q written twice", name)
	}
	if !fs.ValidPath(name) {
		return fmt.Errorf("write site: file name %q leaves the output folder", name)
	}
	m[name] = data
	return nil
}

// Names returns the file names in byte order.
func (m Memory) Names() []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Pages returns the names of the HTML files in byte order.
func (m Memory) Pages() []string {
	var pages []string
	for _, n := range m.Names() {
		if path.Ext(n) == ".html" {
			pages = append(pages, n)
		}
	}
	return pages
}
