package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"shogo/site"
)

// marker lies in every folder that shogo has written and lists its files, so
// that the next build knows what it may replace and notices what a person has
// put there.
const marker = site.MarkerName

const markerHead = "# Written by shogo build, which replaces this folder as a whole. Its files:"

// outputDir is a folder that is written beside its place and swapped in when
// complete. It is a site.Writer.
type outputDir struct {
	given   string // as on the command line, for messages
	path    string // absolute, links resolved
	made    []string
	temp    string // "" when there is nothing to clean up
	written []string
	stop    func()
	release func() // the lock on temp
	// recovered is true where an earlier build had been killed between two
	// renames and its site has just been given back.
	recovered bool
	mu        sync.Mutex // temp, between abort and a signal
}

// newOutputDir checks that dir may be written to, before any work is done.
func newOutputDir(dir string) (*outputDir, error) {
	if strings.TrimSpace(dir) == "" {
		return nil, misuse("no output folder given")
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("write site: %w", err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	o := &outputDir{given: dir, path: path, stop: func() {}, release: func() {}}
	if o.recovered, err = recoverSite(path); err != nil {
		return nil, err
	}
	// Another build may exchange the folder while it is looked through; what is
	// wrong with it must be so at a second look, and at a third.
	err = o.check()
	for look := 1; err != nil && look < 3; look++ {
		time.Sleep(20 * time.Millisecond)
		err = o.check()
	}
	return o, err
}

// check refuses what is not ours to replace.
func (o *outputDir) check() error {
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(o.path, here); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return fmt.Errorf("write site: %q is the current folder or holds it, and a build replaces its folder as a whole; choose one of its own, such as -o public", o.given)
		}
	}
	info, err := os.Stat(o.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("write site: %w", err)
	} else if !info.IsDir() {
		return fmt.Errorf("write site: %q is a file, not a folder; choose another name with -o", o.given)
	}
	entries, err := os.ReadDir(o.path)
	if err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(o.path, marker))
	if err != nil || !strings.HasPrefix(string(raw), markerHead) {
		return fmt.Errorf("write site: folder %q is not empty and was not made by shogo (it has no %s); choose another with -o, or empty it yourself", o.given, marker)
	}
	return o.foreign(strings.Split(string(raw), "\n"))
}

// foreign refuses a folder of ours into which a person has put something: the
// swap would delete it.
func (o *outputDir) foreign(ours []string) error {
	known := map[string]bool{marker: true}
	for _, name := range ours {
		known[name] = true
	}
	return filepath.WalkDir(o.path, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("write site: %w", err)
		}
		rel, err := filepath.Rel(o.path, p)
		if err != nil || d.IsDir() || known[filepath.ToSlash(rel)] || site.IsStray(d.Name()) {
			return err
		}
		return fmt.Errorf("write site: folder %q holds %q, which shogo did not write and a build would delete; move it elsewhere or choose another folder with -o", o.given, filepath.ToSlash(rel))
	})
}

// begin creates the parents and the temporary folder. A signal from here on
// removes the temporary folder before the program ends.
func (o *outputDir) begin() error {
	parent := filepath.Dir(o.path)
	for p := parent; ; p = filepath.Dir(p) {
		if _, err := os.Stat(p); err == nil || p == filepath.Dir(p) {
			break
		}
		o.made = append(o.made, p)
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("write site: create folder: %w", err)
	}
	sweep(o.path)
	temp, err := os.MkdirTemp(parent, filepath.Base(o.path)+newMark+"*")
	if err != nil {
		return fmt.Errorf("write site: create folder: %w", err)
	}
	o.temp = temp
	if unlock, ok := lock(temp); ok {
		o.release = unlock
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	quit := make(chan struct{})
	o.stop = sync.OnceFunc(func() { signal.Stop(signals); close(quit) })
	go func() {
		select {
		case <-signals:
			o.discard()
			os.Exit(130) // what a shell reports for an interrupt
		case <-quit:
		}
	}()
	return os.Chmod(temp, 0o755) // MkdirTemp makes it private, a site is to be read
}

// WriteFile implements site.Writer.
func (o *outputDir) WriteFile(name string, data []byte) error {
	o.written = append(o.written, name)
	return site.DirWriter(o.temp).WriteFile(name, data)
}

// commit puts the complete site in its place.
func (o *outputDir) commit() error {
	slices.Sort(o.written)
	list := markerHead + "\n" + strings.Join(o.written, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(o.temp, marker), []byte(list), 0o644); err != nil {
		return fmt.Errorf("write site: %w", err)
	}
	if err := o.settled(); err != nil { // somebody may have been there meanwhile
		return err
	}
	o.stop()
	if err := swap(o.temp, o.path); err != nil {
		return err
	}
	o.release()
	o.temp, o.made = "", nil
	return nil
}

// settled is check while other builds may be replacing the folder: a file that
// vanishes meanwhile is no fault.
func (o *outputDir) settled() (err error) {
	for range 20 {
		if err = o.check(); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return err
}

// abort removes what begin has made, unless commit has succeeded.
func (o *outputDir) abort() {
	o.stop()
	o.discard()
}

func (o *outputDir) discard() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.temp != "" {
		os.RemoveAll(o.temp)
		o.release()
		o.temp = ""
	}
	for _, p := range o.made { // deepest first; a folder others use stays
		os.Remove(p)
	}
	o.made = nil
}

// indexPage returns the file to open, as the user named the folder.
func (o *outputDir) indexPage() string { return filepath.Join(o.given, "index.html") }
