package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

// SumsName is the manifest of a site: the SHA-256 of every other file, in the
// form that sha256sum -c reads.
const SumsName = "SHA256SUMS"

// MarkerName is the file by which "shogo build" knows a folder of its own; it
// is no part of the site.
const MarkerName = ".shogo-site"

// strays are files that desktops leave in any folder they show.
var strays = []string{".DS_Store", "Thumbs.db", "desktop.ini"}

// IsStray reports a file that a desktop has left behind and nobody has put
// there: it is neither missed nor kept. Name is the last part of a path.
func IsStray(name string) bool { return slices.Contains(strays, name) }

// summing passes files on and keeps their hashes.
type summing struct {
	w    Writer
	sums map[string]string
}

func (s *summing) WriteFile(name string, data []byte) error {
	sum := sha256.Sum256(data)
	s.sums[name] = hex.EncodeToString(sum[:])
	return s.w.WriteFile(name, data)
}

// finish writes the manifest.
func (s *summing) finish() error {
	names := make([]string, 0, len(s.sums))
	for n := range s.sums {
		names = append(names, n)
	}
	sort.Strings(names)
	var b bytes.Buffer
	for _, n := range names {
		fmt.Fprintf(&b, "%s  %s\n", s.sums[n], n)
	}
	return s.w.WriteFile(SumsName, b.Bytes())
}

// Change is a difference between a site and its manifest.
type Change struct {
	Kind ChangeKind
	Name string // of the file, with slashes
}

// ChangeKind says what is different.
type ChangeKind string

// The kinds of changes.
const (
	ChangedFile ChangeKind = "changed"
	MissingFile ChangeKind = "missing"
	ExtraFile   ChangeKind = "extra"
)

// Verify compares the files of a published site with its manifest and returns
// the differences in the order of their names, and the SHA-256 of the manifest
// itself, which tells two sites apart. An error means that there is no
// manifest, or that a file could not be read.
func Verify(fsys fs.FS) (changes []Change, sum string, err error) {
	raw, err := fs.ReadFile(fsys, SumsName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", fmt.Errorf("verify: there is no %s; only a folder that shogo build has written holds one", SumsName)
	} else if err != nil {
		return nil, "", fmt.Errorf("verify: %w", err)
	}
	want, err := readSums(raw)
	if err != nil {
		return nil, "", err
	}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == SumsName || name == MarkerName || IsStray(path.Base(name)) {
			return err
		}
		sum, listed := want[name]
		delete(want, name)
		if !listed {
			changes = append(changes, Change{ExtraFile, name})
			return nil
		}
		if !d.Type().IsRegular() { // a link would show what lies elsewhere
			changes = append(changes, Change{ChangedFile, name})
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
			changes = append(changes, Change{ChangedFile, name})
		}
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("verify: %w", err)
	}
	for name := range want {
		changes = append(changes, Change{MissingFile, name})
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Name, b.Name) })
	own := sha256.Sum256(raw)
	return changes, hex.EncodeToString(own[:]), nil
}

// readSums reads the lines "hash  name".
func readSums(raw []byte) (map[string]string, error) {
	out := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\r"), "  ")
		if _, err := hex.DecodeString(sum); !ok || err != nil || len(sum) != 2*sha256.Size || !fs.ValidPath(name) {
			return nil, fmt.Errorf("verify: %s:%d: this is no line of a manifest; build the site again", SumsName, i+1)
		}
		out[name] = sum
	}
	return out, nil
}
