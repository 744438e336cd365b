package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shogo/site"
)

// A build writes into a folder of its own beside the published one and then
// trades places with it. Where the system can exchange two names at once, the
// published name holds the old site or the new one at every moment, whatever
// kills the build. Elsewhere the old site is set aside for the moment between
// two renames; a build that dies there is made good by the next one.

const (
	newMark = ".new-"
	oldMark = ".old"
)

// errNoExchange tells that two names cannot be exchanged at once here.
var errNoExchange = errors.New("the system cannot exchange two folders")

// swap publishes the finished folder temp as path. Two builds may do so at
// once: each publishes a whole site, and the later one stays.
func swap(temp, path string) error {
	for range 20 {
		err := os.Rename(temp, path) // a new name, or an empty folder
		if err == nil {
			return nil
		}
		if _, missing := os.Lstat(path); errors.Is(missing, fs.ErrNotExist) {
			return fmt.Errorf("write site: put the new site in its place: %w", err)
		}
		old := temp
		if err = exchangeFolders(temp, path); errors.Is(err, errNoExchange) {
			old = temp + oldMark
			err = trade(temp, path, old)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist): // another build has just moved it
			continue
		case err != nil:
			return fmt.Errorf("write site: put the new site in its place: %w", err)
		}
		if err := os.RemoveAll(old); err != nil {
			return fmt.Errorf("write site: the new site is in place, but the earlier one could not be removed: %w", err)
		}
		return nil
	}
	return fmt.Errorf("write site: other builds keep replacing %q; try again", path)
}

// trade sets the published folder aside and moves the new one in. If that
// fails, the old one comes back. A folder somebody has open may not be moved
// on some systems, so it tries for a while.
func trade(temp, path, old string) error {
	if err := patiently(path, old); err != nil {
		return err
	}
	if err := patiently(temp, path); err != nil {
		return errors.Join(err, patiently(old, path))
	}
	return nil
}

func patiently(from, to string) (err error) {
	for wait := 10 * time.Millisecond; wait < time.Second; wait *= 2 {
		if err = os.Rename(from, to); err == nil || errors.Is(err, fs.ErrNotExist) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

// recoverSite gives back the site that a build had set aside when it was killed,
// and reports whether there was one.
func recoverSite(path string) (bool, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	asides, err := filepath.Glob(globQuote(path) + newMark + "*" + oldMark)
	if err != nil || len(asides) == 0 {
		return false, err
	}
	aside := asides[len(asides)-1]
	if _, err := os.Stat(filepath.Join(aside, site.MarkerName)); err != nil {
		return false, nil
	}
	if err := os.Rename(aside, path); err != nil {
		return false, fmt.Errorf("write site: give back the site that a build had set aside: %w", err)
	}
	return true, nil
}

// staleAge is how old an unlocked folder must be before it counts as left
// behind: a build that has just made it may not hold its lock yet.
const staleAge = 10 * time.Second

// sweep removes what killed builds have left beside path. A folder that a
// running build works in is locked and stays.
func sweep(path string) {
	left, err := filepath.Glob(globQuote(path) + newMark + "*")
	if err != nil {
		return
	}
	for _, dir := range left {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || time.Since(info.ModTime()) < staleAge {
			continue
		}
		if strings.HasSuffix(dir, oldMark) {
			if _, err := os.Lstat(path); err != nil {
				continue // it may be needed
			}
		}
		if unlock, ok := lock(dir); ok {
			os.RemoveAll(dir)
			unlock()
		}
	}
}

// globQuote makes a path match itself only.
func globQuote(path string) string {
	if filepath.Separator == '\\' {
		return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "*", `\*`, "?", `\?`).Replace(path)
}
