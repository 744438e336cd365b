package main

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchangeFolders gives two folders each other's names at once.
func exchangeFolders(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	for _, missing := range []error{unix.ENOSYS, unix.EINVAL, unix.ENOTSUP} { // old kernels, some network shares
		if errors.Is(err, missing) {
			return errNoExchange
		}
	}
	if err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}
