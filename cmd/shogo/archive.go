package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shogo/site"
)

// archiveRoot is the folder that an archive unpacks to, whatever the site's
// own folder is called: the same site gives the same bytes everywhere.
const archiveRoot = "shogo"

// archiveTime is the date of every entry, the earliest that ZIP can hold, for
// the clock has no place in an output.
var archiveTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// writeArchive writes the files of a site, in the order of names, as a ZIP.
func writeArchive(w io.Writer, names []string, read func(name string) ([]byte, error)) error {
	z := zip.NewWriter(w)
	for _, name := range names {
		data, err := read(name)
		if err != nil {
			return fmt.Errorf("write archive: %w", err)
		}
		h := &zip.FileHeader{Name: path.Join(archiveRoot, name), Method: zip.Deflate, Modified: archiveTime}
		h.SetMode(0o644)
		f, err := z.CreateHeader(h)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			return fmt.Errorf("write archive: %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return nil
}

// beside is a file that appears beside the folder once the folder has.
type beside struct{ temp, path string }

// besides writes the other editions of a finished site, still under other
// names. After an error none is left.
func (o *outputDir) besides(f buildFlags) (files []beside, err error) {
	names := slices.Sorted(slices.Values(o.written))
	read := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(o.temp, filepath.FromSlash(name))) }
	add := func(ext string, write func(io.Writer) error) {
		if err != nil {
			return
		}
		var temp string
		if temp, err = writeTemp(o.path+ext, write); err == nil {
			files = append(files, beside{temp, o.path + ext})
		}
	}
	if f.zip {
		add(".zip", func(w io.Writer) error { return writeArchive(w, names, read) })
	}
	if f.single {
		add(".html", func(w io.Writer) error {
			data, err := site.Single(names, read)
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		})
	}
	if err != nil {
		return nil, placeBeside(files, fmt.Errorf("write site: %w", err))
	}
	return files, nil
}

// namesOf returns the files as the user named the folder.
func (o *outputDir) namesOf(files []beside) []string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Clean(o.given)+strings.TrimPrefix(f.path, o.path))
	}
	return out
}

// placeBeside gives the files their names, or removes them if the folder could
// not be published.
func placeBeside(files []beside, err error) error {
	for _, f := range files {
		if err == nil {
			if err = os.Rename(f.temp, f.path); err != nil {
				err = fmt.Errorf("write site: the folder is in place, but not the file beside it: %w", err)
			}
		}
		if err != nil {
			os.Remove(f.temp)
		}
	}
	return err
}
