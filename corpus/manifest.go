package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v3"
)

// manifestName is the file beside the sources that says what each of them is.
const manifestName = "manifest.yaml"

// readManifest reads manifest.yaml at the root of fsys and checks every file
// it names against its SHA-256, so that a text which someone has edited by
// accident never passes as the published one. The sources come in the order of
// the manifest. Every error is a *SyntaxError that names the line.
func readManifest(fsys fs.FS) ([]*Source, error) {
	raw, err := fs.ReadFile(fsys, manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &SyntaxError{Source: manifestName, Msg: "the file does not exist in the sources folder",
			Remedy: "write one that lists every source with file, title, publisher, sha256 and terms"}
	} else if err != nil {
		return nil, err
	}
	y := yamlFile{manifestName}
	top, err := y.mapping(raw)
	if err != nil {
		return nil, err
	}
	if top == nil {
		return nil, &SyntaxError{Source: manifestName, Line: 1, Msg: "no list of sources", Remedy: `begin with "sources:" and one "- file:" entry per source`}
	}
	var list *yaml.Node
	for k, v := range pairs(top) {
		if k.Value != "sources" {
			return nil, y.fault(k, fmt.Sprintf("unknown key %q", k.Value), `the only key at this level is "sources"`)
		}
		list = v
	}
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		return nil, y.fault(top, `"sources" holds no entries`, `write one "- file:" entry per source`)
	}
	e := entries{yamlFile: y, required: []string{"file", "publisher", "sha256", "terms", "title"}}
	return e.read(list, fsys)
}

func dialectNamed(name string) (dialect, bool) {
	for _, d := range dialects {
		if d.name == name {
			return d, true
		}
	}
	return dialect{}, false
}

// Dialects are the names that the key dialect of a source may have.
func Dialects() []string {
	var names []string
	for _, d := range dialects {
		names = append(names, d.name)
	}
	for _, d := range blockDialects {
		if !slices.Contains(names, d.name) {
			names = append(names, d.name)
		}
	}
	return names
}

func blockDialectNamed(name string) (blockDialect, bool) {
	for _, d := range blockDialects {
		if d.name == name {
			return d, true
		}
	}
	return blockDialect{}, false
}
