package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// publish makes a site of one page in dir.
func publish(t *testing.T, dir, text string) error {
	t.Helper()
	o, err := newOutputDir(dir)
	if err != nil {
		return err
	}
	if err := o.begin(); err != nil {
		return err
	}
	defer o.abort()
	if err := o.WriteFile("index.html", []byte(text)); err != nil {
		return err
	}
	return o.commit()
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestOutputReplacesItsOwn(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	for _, text := range []string{"one", "two"} {
		if err := publish(t, dir, text); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "index.html"))
		if err != nil || string(got) != text {
			t.Errorf("page is %q, %v, want %q", got, err, text)
		}
	}
	if got := names(t, root); got != "public" {
		t.Errorf("left beside the site: %s", got)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("folder has mode %v, a web server could not read it", info.Mode())
	}
}

// What a person has put into the folder while the site was being built is not
// swapped away.
func TestOutputNoticesLateGuests(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "public")
	if err := publish(t, dir, "one"); err != nil {
		t.Fatal(err)
	}
	o, err := newOutputDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.begin(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "letter.txt"), "mine")
	if err := o.commit(); err == nil || !strings.Contains(err.Error(), "letter.txt") {
		t.Errorf("got %v", err)
	}
	o.abort()
	if got := names(t, root) + ": " + names(t, dir); got != "public: .shogo-site index.html letter.txt" {
		t.Errorf("left %s", got)
	}
}

func TestOutputFollowsALink(t *testing.T) {
	root := t.TempDir()
	real := filepath.Join(root, "real")
	if err := publish(t, real, "one"); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "link")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	if err := publish(t, link, "two"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(real, "index.html")); string(got) != "two" {
		t.Errorf("the link's folder holds %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
}

func TestOutputLetsDesktopFilesBe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish(t, dir, "one"); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "Thumbs.db"), "x")
	if err := publish(t, dir, "two"); err != nil {
		t.Errorf("a file of the desktop stops the build: %v", err)
	}
}

func TestOutputRefusesParentOfCurrentFolder(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	for _, dir := range []string{".", "..", root, filepath.Dir(root)} {
		if _, err := newOutputDir(dir); err == nil {
			t.Errorf("%s accepted", dir)
		}
	}
}
