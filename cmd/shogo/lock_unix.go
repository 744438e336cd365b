//go:build unix && !solaris && !aix && !illumos

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock marks a folder as in use until unlock or the end of the program; ok is
// false if another program has marked it.
func lock(dir string) (unlock func(), ok bool) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, false
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, false
	}
	return func() { f.Close() }, true
}
