package corpus

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// sized is a file that says it has n bytes and must not be read.
type sized struct {
	fs.File
	fs.FileInfo
	n int64
}

func (s sized) Stat() (fs.FileInfo, error) { return s, nil }
func (s sized) Size() int64                { return s.n }
func (s sized) Read([]byte) (int, error)   { return 0, errors.New("the file is read") }

// A file that is no document for its size alone is refused before it takes the
// memory of the machine.
func TestLargeFilesAreRefusedUnread(t *testing.T) {
	if _, err := ReadAll("disk.pdf", sized{n: MaxFile + 1}); err == nil || !strings.HasPrefix(err.Error(), "disk.pdf: the file is larger than 256 MB") {
		t.Errorf("a large file: %v", err)
	}
	if raw, err := ReadAll("stdin", io.LimitReader(strings.NewReader("本文"), 100)); err != nil || string(raw) != "本文" {
		t.Errorf("a small file: %q, %v", raw, err)
	}
	text := append([]byte("システム運用編\n"), bytes.Repeat([]byte("本文である。\n"), maxText/19+1)...)
	if _, err := ReadBlocks("long.txt", text); err == nil || !strings.Contains(err.Error(), "long.txt: the file is larger than 16 MB") {
		t.Errorf("a long text: %v", err)
	}
	fsys := workspaceOf("", map[string]string{"a.txt": string(text)}, nil)
	w, err := ReadWorkspace(fsys, SettingsName)
	if err != nil {
		t.Fatal(err)
	}
	var syntax *SyntaxError
	if _, err := w.Load(LoadOptions{}); !errors.As(err, &syntax) || syntax.Remedy == "" {
		t.Errorf("a long text in a workspace: %v", err)
	}
	if _, err := readFile(fstest.MapFS{"a": {Data: []byte("a")}}, "a"); err != nil {
		t.Error(err)
	}
}
