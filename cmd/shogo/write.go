package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeOutput writes to the file at path, or to standard output if path is ""
// or "-". The file is complete or as it was before.
func (a *app) writeOutput(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(a.stdout)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return misuse("output %q is a folder; name a file", path)
		}
		return writeDevice(path, write) // a pipe or device cannot be swapped
	}
	temp, err := writeTemp(path, write)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once the file has been renamed
	if err := os.Rename(temp, path); err != nil {
		return errOutput(err)
	}
	return nil
}

// writeTemp writes a complete file beside path and returns its name.
func writeTemp(path string, write func(io.Writer) error) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", errOutput(err)
	}
	err = write(f)
	if err == nil {
		err = f.Chmod(0o644) // CreateTemp makes it private
	}
	if err == nil {
		err = f.Sync() // a name must not appear before its content
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(f.Name())
		return "", errOutput(err)
	}
	return f.Name(), nil
}

func writeDevice(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return errOutput(err)
	}
	err = write(f)
	return errors.Join(err, f.Close())
}

// fileWriter takes one finished file.
type fileWriter = func(name string, data []byte) error

func writeTo(write fileWriter, name string, fill func(io.Writer) error) error {
	var buf bytes.Buffer
	if err := fill(&buf); err != nil {
		return err
	}
	return write(name, buf.Bytes())
}

// writeFolder writes several files into a folder. A new or empty folder
// appears with all of them at once. In a folder that holds others every file
// is complete before the first is moved in; files of the same names are
// replaced and nothing else is touched.
func (a *app) writeFolder(dir string, fill func(write fileWriter) error) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return misuse("output %q is a file; name a folder", dir)
	}
	var names []string
	files := map[string][]byte{}
	err := fill(func(name string, data []byte) error {
		if _, twice := files[name]; twice {
			return fmt.Errorf("write output: two files would be called %q", name)
		}
		names, files[name] = append(names, name), data
		return nil
	})
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return errOutput(err)
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+".*")
	if err != nil {
		return errOutput(err)
	}
	defer os.RemoveAll(temp)
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(temp, name), files[name], 0o644); err != nil {
			return errOutput(err)
		}
	}
	return moveInto(dir, temp, names)
}

// moveInto gives the folder temp the name dir, or its files to the folder that
// has that name.
func moveInto(dir, temp string, names []string) error {
	entries, err := os.ReadDir(dir)
	if len(entries) == 0 && (err == nil || errors.Is(err, fs.ErrNotExist)) {
		if err == nil {
			err = os.Remove(dir) // some systems do not rename onto a folder
		} else {
			err = nil
		}
		if err == nil {
			err = os.Chmod(temp, 0o755)
		}
		if err == nil {
			err = os.Rename(temp, dir)
		}
	} else if err == nil {
		for _, name := range names {
			if err == nil {
				err = os.Rename(filepath.Join(temp, name), filepath.Join(dir, name))
			}
		}
	}
	if err != nil {
		return errOutput(err)
	}
	return nil
}
