package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
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
			if err := download(ctx, dir, p); err != nil {
				return nil, err
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

// download asks apt-get. As root it renews apt's lists once, which a fresh
// container lacks.
func download(ctx context.Context, dir, pkg string) error {
	get := func() ([]byte, error) {
		cmd := exec.CommandContext(ctx, "apt-get", "download", "-q", pkg)
		cmd.Dir = dir
		return cmd.CombinedOutput()
	}
	out, err := get()
	if err != nil && os.Geteuid() == 0 && exec.CommandContext(ctx, "apt-get", "update", "-q").Run() == nil {
		out, err = get()
	}
	if err != nil {
		return fmt.Errorf("download package %s: %w; run apt-get update as root and try again:\n%s", pkg, err, out)
	}
	return nil
}
