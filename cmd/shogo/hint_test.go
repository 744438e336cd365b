package main

import (
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

// What the system refuses is followed by a remedy, however deep its words stand.
func TestSystemHint(t *testing.T) {
	for err, want := range map[error]string{
		fmt.Errorf("write site: %w", &fs.PathError{Op: "mkdir", Path: "public", Err: syscall.EACCES}): "folder of your own",
		fmt.Errorf("add: %w", &fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}):             "make room",
	} {
		if got := systemHint(err); !strings.Contains(got, want) {
			t.Errorf("%v: %q", err, got)
		}
	}
	if got := systemHint(fmt.Errorf("other")); got != "" {
		t.Errorf("a hint for anything: %q", got)
	}
}
