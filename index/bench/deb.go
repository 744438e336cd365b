package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// readDeb adds the sections of every Japanese page of a package, in the order
// of the file names.
func readDeb(c *collector, file string) error {
	cmd := exec.Command("dpkg-deb", "--fsys-tarfile", file)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("read package %s: %w", file, err)
	}
	pkg, _, _ := strings.Cut(filepath.Base(file), "_")
	pages, err := tarPages(pkg, out)
	if err = errors.Join(err, cmd.Wait()); err != nil {
		return fmt.Errorf("read package %s: %w: %s", file, err, stderr.String())
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].name < pages[j].name })
	for _, p := range pages {
		p.read(c)
	}
	return nil
}

// docPage is a file of a package that holds Japanese text.
type docPage struct {
	pkg, name, text string
}

func tarPages(pkg string, r io.Reader) ([]docPage, error) {
	var out []docPage
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg || !wanted(pkg, h.Name) {
			continue
		}
		b, err := io.ReadAll(t)
		if err == nil {
			out, err = appendPages(out, pkg, h.Name, b)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// wanted tells pages in Japanese: some packages hold every language.
func wanted(pkg, name string) bool {
	switch path.Ext(name) {
	case ".gz":
		return strings.Contains(name, "/man/ja/")
	case ".jar":
		return true
	case ".page":
		return strings.Contains(name, "/help/ja/")
	case ".html", ".htm":
		switch pkg {
		case "debian-handbook":
			return strings.Contains(name, "/ja-JP/")
		case "installation-guide-amd64":
			return strings.Contains(name, "/ja/")
		}
		return !strings.HasSuffix(name, ".en.html")
	}
	return false
}

func appendPages(out []docPage, pkg, name string, b []byte) ([]docPage, error) {
	switch path.Ext(name) {
	case ".gz":
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err == nil {
			b, err = io.ReadAll(z)
		}
		return append(out, docPage{pkg, name, string(b)}), err
	case ".jar":
		return jarPages(out, pkg, name, b)
	}
	return append(out, docPage{pkg, name, string(b)}), nil
}

func jarPages(out []docPage, pkg, name string, b []byte) ([]docPage, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if path.Ext(f.Name) != ".html" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		out = append(out, docPage{pkg, name + "/" + f.Name, string(b)})
	}
	return out, nil
}

var manSuffix = regexp.MustCompile(`\.(\d\w*)\.gz$`)

// read adds the page's sections.
func (p docPage) read(c *collector) {
	text := strings.ToValidUTF8(p.text, "�")
	base := path.Base(p.name)
	if m := manSuffix.FindStringSubmatch(base); m != nil {
		roff(c, strings.TrimSuffix(base, m[0])+"("+m[1]+")", text)
		return
	}
	markup(c, p.pkg+"/"+strings.TrimSuffix(base, path.Ext(base)), text)
}
