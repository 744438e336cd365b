package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"shogo/corpus/pdf"
)

// A workspace is a folder with a file SettingsName and a folder SourcesFolder.
const (
	SettingsName  = "shogo.yaml"
	SourcesFolder = "sources"
)

// Workspace is what shogo.yaml says: which documents are published, and what a
// person has answered about them.
type Workspace struct {
	// Sources in the order of the file, each found and with the recorded hash.
	Sources []*Source
	// Embedded is true where the documents that come with shogo stand beside
	// these. It is the default, unless a manifest.yaml lists the sources.
	Embedded bool
	// Glyphs are the characters of PDF fonts that name none.
	Glyphs []GlyphText
	// Check is what shogo check fails on and lists.
	Check CheckSettings
	// Profiles explain tables of a kind that shogo does not know, by name.
	Profiles map[string]*Profile

	name  string // of the file, for messages
	files fs.FS  // the sources folder
	// embeddedSaid is true where the file says whether they are kept.
	embeddedSaid bool
}

// GlyphText says which character a glyph stands for, once for every document
// or for one file.
type GlyphText struct {
	Font string // with its subset prefix, as shogo check prints it
	Code int
	Text string
	File string // empty for every document
}

// settings are the keys of shogo.yaml. The sources are read last: an entry may
// name a profile.
var settings = map[string]func(*Workspace, yamlFile, *yaml.Node, *yaml.Node) error{
	"check":    (*Workspace).setCheck,
	"embedded": (*Workspace).setEmbedded,
	"glyphs":   (*Workspace).setGlyphs,
	"profiles": (*Workspace).setProfiles,
	"sources":  func(*Workspace, yamlFile, *yaml.Node, *yaml.Node) error { return nil },
}

// ReadWorkspace reads shogo.yaml at the root of fsys. An unknown key, a value
// that cannot be read, a file that is missing, changed or not listed is a
// *SyntaxError with line and remedy; name is what messages call the file, its
// path for a person. An error that wraps fs.ErrNotExist says that there is no
// such file.
func ReadWorkspace(fsys fs.FS, name string) (*Workspace, error) {
	raw, err := fs.ReadFile(fsys, SettingsName)
	if err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	w, list, err := parseSettings(raw, name)
	if err != nil {
		return nil, err
	}
	if w.files, err = fs.Sub(fsys, SourcesFolder); err != nil {
		return nil, fmt.Errorf("open workspace: %w", err)
	}
	if list == nil && !w.embeddedSaid {
		w.Embedded = !exists(w.files, manifestName)
	}
	if err := w.readSources(yamlFile{name}, list); err != nil {
		return nil, err
	}
	return w, w.complete()
}

// ParseSettings reads the bytes of shogo.yaml without looking at the sources:
// the workspace has none, and answers only how a file would be read.
func ParseSettings(raw []byte, name string) (*Workspace, error) {
	w, _, err := parseSettings(raw, name)
	return w, err
}

// parseSettings reads everything but the sources, whose list it returns; nil
// where there is none.
func parseSettings(raw []byte, name string) (w *Workspace, list *yaml.Node, err error) {
	w = &Workspace{Embedded: true, Check: CheckSettings{Quotation: DefaultQuotation}, Profiles: map[string]*Profile{}, name: name}
	y := yamlFile{name}
	top, err := y.mapping(raw)
	if err != nil || top == nil {
		return w, nil, err
	}
	for k, v := range pairs(top) {
		set := settings[k.Value]
		if set == nil {
			return nil, nil, y.unknown(k, slices.Sorted(maps.Keys(settings)))
		}
		if err := set(w, y, k, v); err != nil {
			return nil, nil, err
		}
		if k.Value == "sources" {
			if _, err := y.list(k, v); err != nil {
				return nil, nil, err
			}
			list = v
		}
	}
	return w, list, nil
}

// readSources reads the entries, from shogo.yaml or from a manifest.yaml in the
// folder of the sources where shogo.yaml has none.
func (w *Workspace) readSources(y yamlFile, list *yaml.Node) (err error) {
	switch manifest := exists(w.files, manifestName); {
	case list == nil && manifest:
		if w.Sources, err = readManifest(w.files); err != nil {
			return fmt.Errorf("in %s: %w", path.Join(path.Dir(w.name), SourcesFolder), err)
		}
		return nil
	case manifest:
		return &SyntaxError{Source: path.Join(path.Dir(w.name), SourcesFolder, manifestName), Msg: "the sources are listed here and in " + SettingsName,
			Remedy: "move the entries to " + SettingsName + ", whose keys are the same, and remove this file"}
	case list == nil || list.Kind != yaml.SequenceNode:
		list = &yaml.Node{Kind: yaml.SequenceNode}
	}
	e := entries{yamlFile: y, required: []string{"file", "sha256"}}
	w.Sources, err = e.read(list, w.files)
	if errors.Is(err, fs.ErrNotExist) && len(list.Content) == 0 {
		err = nil // no folder yet, and nothing that should lie in it
	}
	return err
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// complete checks what concerns several keys.
func (w *Workspace) complete() error {
	y := yamlFile{w.name}
	for _, s := range w.Sources {
		if s.Profile != "" && w.Profiles[s.Profile] == nil {
			return y.fault(&yaml.Node{Line: s.Line}, fmt.Sprintf("profile %q of %q is not defined", s.Profile, s.Name), `define it below "profiles:", or leave the key out`)
		}
		if s.Profile != "" && s.Dialect != "" && s.Dialect != profileDialect {
			return y.fault(&yaml.Node{Line: s.Line}, fmt.Sprintf("%q has a dialect and a profile", s.Name), "leave one of the two keys out")
		}
	}
	return nil
}

// holdsDocument reports a workspace with anything to read: a source, what
// comes with shogo, or a catalog that was imported. Without one it returns a
// *SyntaxError.
func (w *Workspace) holdsDocument() error {
	if len(w.Sources) > 0 || w.Embedded {
		return nil
	}
	if catalogs, err := imported(w.files, CatalogFolder, ".json"); err != nil || len(catalogs) > 0 {
		return err
	}
	return &SyntaxError{Source: w.name, Msg: "there is no document to read",
		Remedy: "add one with: shogo add FILE, or shogo import CATALOG, or write: embedded: keep"}
}

// setEmbedded reads whether the embedded documents are kept.
func (w *Workspace) setEmbedded(y yamlFile, k, v *yaml.Node) error {
	s, err := y.oneOf(k, v, "keep", "omit")
	w.Embedded, w.embeddedSaid = s != "omit", true
	return err
}

var glyphKeys = []string{"code", "file", "font", "text"}

// setGlyphs reads the characters of glyphs.
func (w *Workspace) setGlyphs(y yamlFile, k, v *yaml.Node) error {
	list, err := y.list(k, v)
	if err != nil {
		return err
	}
	for _, n := range list {
		if n.Kind != yaml.MappingNode {
			return y.fault(n, "an entry must be a list of keys", `write "- font: NAME", then "code:" and "text:" below it`)
		}
		g := GlyphText{Code: -1}
		for k, v := range pairs(n) {
			if !slices.Contains(glyphKeys, k.Value) {
				return y.unknown(k, glyphKeys)
			}
			s, err := y.scalar(k, v)
			if err != nil {
				return err
			}
			switch k.Value {
			case "font":
				g.Font = s
			case "file":
				g.File = s
			case "text":
				g.Text = v.Value
			case "code":
				if g.Code, err = strconv.Atoi(s); err != nil || g.Code < 0 {
					return y.fault(v, fmt.Sprintf("code %q is no number", s), "copy the number that shogo check prints")
				}
			}
		}
		if g.Font == "" || g.Code < 0 || g.Text == "" || utf8.RuneCountInString(g.Text) > 8 {
			return y.fault(n, "a glyph needs font, code and text of at most eight characters", "copy font and code from what shogo check prints")
		}
		w.Glyphs = append(w.Glyphs, g)
	}
	return nil
}

// glyphs are the characters for the reader of one file: what names the file
// stands above what names none.
func (w *Workspace) glyphs(file string) map[pdf.GlyphCode]string {
	if w == nil {
		return nil
	}
	out := map[pdf.GlyphCode]string{}
	for _, named := range []bool{false, true} {
		for _, g := range w.Glyphs {
			if (g.File != "") == named && (!named || g.File == file) {
				out[pdf.GlyphCode{Font: g.Font, Code: g.Code}] = g.Text
			}
		}
	}
	return out
}
