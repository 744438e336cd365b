package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// packages are Debian's Japanese documentation: manuals of programs, of
// Debian itself and of its larger applications.
var packages = []string{
	"aptitude-doc-ja", "debian-edu-doc-ja", "debian-faq-ja", "debian-handbook", "debian-policy-ja", "debian-reference-ja",
	"developers-reference-ja", "gimp-help-ja", "gnome-user-docs", "installation-guide-amd64", "kicad-doc-ja",
	"libreoffice-help-ja", "lilypond-doc-html-ja", "maint-guide-ja", "manpages-ja", "manpages-ja-dev", "scilab-doc-ja",
}

// fetch downloads the packages that dir lacks. They are neither installed nor
// unpacked to disk.
func fetch(ctx context.Context, dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var files []string
	for _, p := range packages {
		have, err := filepath.Glob(filepath.Join(dir, p+"_*.deb"))
		if err != nil {
			return nil, err
		}
		if len(have) == 0 {
			logf("download %s", p)
			cmd := exec.CommandContext(ctx, "apt-get", "download", "-q", p)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				return nil, fmt.Errorf("download package %s: %w; run apt-get update as root and try again:\n%s", p, err, out)
			}
			if have, err = filepath.Glob(filepath.Join(dir, p+"_*.deb")); err != nil || len(have) == 0 {
				return nil, fmt.Errorf("download package %s: no file appeared in %s", p, dir)
			}
		}
		sort.Strings(have)
		files = append(files, have[len(have)-1])
	}
	return files, nil
}

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
