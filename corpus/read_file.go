package corpus

import (
	"fmt"
	"io"
	"io/fs"
)

// MaxFile is the size in bytes up to which a file is read. The ministries'
// documents have some megabytes each; a larger file is something else, and
// reading it would take the machine's memory before its content could tell.
const MaxFile = 256 << 20

// maxText is the same for a text that is read line by line. The longest of the
// documents has half a megabyte; a collection of JSON lines is held only to
// MaxFile.
const maxText = 16 << 20

// ReadAll reads r up to its end. name is what the error calls it; more than
// MaxFile is a *SyntaxError.
func ReadAll(name string, r io.Reader) ([]byte, error) {
	if f, ok := r.(fs.File); ok {
		if info, err := f.Stat(); err == nil && info.Size() > MaxFile {
			return nil, tooLarge(name, MaxFile)
		}
	}
	raw, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(raw) > MaxFile {
		return nil, tooLarge(name, MaxFile)
	}
	return raw, nil
}

// readFile reads the file called name.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	if info, err := fs.Stat(fsys, name); err == nil && info.Size() > MaxFile {
		return nil, tooLarge(name, MaxFile)
	}
	return fs.ReadFile(fsys, name)
}

// decodeSource is decode for a document that somebody put in.
func decodeSource(name string, raw []byte) (*Text, []Finding, error) {
	if len(raw) > maxText && !startsJSONLines(&Text{Name: name}) {
		return nil, nil, tooLarge(name, maxText)
	}
	return decode(name, raw)
}

func tooLarge(name string, limit int) error {
	return &SyntaxError{Source: name, Msg: fmt.Sprintf("the file is larger than %d MB, which no document of these families is", limit>>20),
		Remedy: "check that it is the right file, or split it"}
}
