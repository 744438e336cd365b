// Command licenses collects the licences of everything that is compiled into
// shogo, from the module cache, into the file site/licenses.json that a page of
// the site is made of:
//
//	go run ./site/internal/licenses > site/licenses.json
//
// The same versions give the same bytes.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// systems are those that shogo is compiled for; some modules serve one only.
var systems = []string{"darwin", "linux", "windows"}

// Module is a module with its licence files.
type Module struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Files   []File `json:"files"`
}

// File is a file of a module: its name and the number of its text.
type File struct {
	Name string `json:"name"`
	Text int    `json:"text"`
}

// List is the whole file. Texts that several modules share stand once.
type List struct {
	Modules []*Module `json:"modules"`
	Texts   []string  `json:"texts"`
}

func main() {
	list, err := collect()
	if err == nil {
		e := json.NewEncoder(os.Stdout)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		err = e.Encode(list)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

// collect finds the packages that each system's command is made of.
func collect() (*List, error) {
	dirs := map[string][]string{} // module and version -> root and package folders
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", "./cmd/shogo")
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("list modules for %s: %w", system, err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
			if f := strings.Split(line, "\t"); len(f) == 3 {
				dirs[f[0]] = append(dirs[f[0]], f[1], f[2])
			}
		}
	}
	goroot, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	env := strings.Fields(string(goroot))
	dirs["Go (runtime and standard library) "+strings.TrimPrefix(env[1], "go")] = []string{env[0]}
	list, known := &List{}, map[string]int{}
	names := make([]string, 0, len(dirs))
	for n := range dirs {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		at := strings.LastIndex(n, " ")
		m := &Module{Path: n[:at], Version: n[at+1:]}
		if err := m.read(list, known, dirs[n]); err != nil {
			return nil, err
		}
		list.Modules = append(list.Modules, m)
	}
	return list, nil
}

// notice matches the names of files that a licence asks to be handed on.
var notice = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|authors|copyright)([.-].*)?$`)

// read takes the notices in the root of a module and beside its packages that
// are used.
func (m *Module) read(list *List, known map[string]int, dirs []string) error {
	root := dirs[0]
	slices.Sort(dirs)
	for _, dir := range slices.Compact(dirs) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !notice.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Join(dir, e.Name()))
			if err != nil {
				return err
			}
			text := string(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")))
			if _, ok := known[text]; !ok {
				known[text] = len(list.Texts)
				list.Texts = append(list.Texts, text)
			}
			m.Files = append(m.Files, File{filepath.ToSlash(rel), known[text]})
		}
	}
	if len(m.Files) == 0 {
		return fmt.Errorf("%s %s has no licence file; look at it before it is used", m.Path, m.Version)
	}
	return nil
}
