package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

//go:embed static/*.css static/icon.svg
var staticFS embed.FS

//go:embed content/img/guide-*.png
var pictureFS embed.FS

//go:embed client/*.ts client/search/*.ts client/sheet/*.ts client/contract/*.ts
var clientFS embed.FS

// assets are the addresses of the stylesheet, the script and the icon,
// relative to the root. Each name carries a hash of the content, so that a
// browser never mixes the files of two builds.
type assets struct {
	Style, Script, Icon string
	// Desks are the scripts that only some pages load, by name.
	Desks map[string]string
}

// desks are the parts of the client that a script of their own holds, each
// from client/NAME/main.ts: most pages need none of them.
var desks = []string{"sheet", "contract"}

func writeAssets(w Writer) (assets, error) {
	style, err := minifyStyle()
	if err != nil {
		return assets{}, err
	}
	script, err := bundle("client/main.ts")
	if err != nil {
		return assets{}, err
	}
	icon, err := staticFS.ReadFile("static/icon.svg")
	if err != nil {
		return assets{}, err
	}
	a := assets{Style: hashed("site", ".css", style), Script: hashed("shogo", ".js", script), Icon: hashed("icon", ".svg", icon), Desks: map[string]string{}}
	type file struct {
		name string
		data []byte
	}
	files := []file{{a.Icon, icon}, {a.Script, script}, {a.Style, style}}
	for _, name := range desks {
		data, err := bundle("client/" + name + "/main.ts")
		if err != nil {
			return assets{}, err
		}
		a.Desks[name] = hashed(name, ".js", data)
		files = append(files, file{a.Desks[name], data})
	}
	for _, f := range files {
		if err := w.WriteFile(f.name, f.data); err != nil {
			return assets{}, err
		}
	}
	return a, writePictures(w)
}

// writePictures copies the pictures of the guide, under their own names: a
// picture of an older build beside a newer text does no harm.
func writePictures(w Writer) error {
	names, err := fs.Glob(pictureFS, "content/img/guide-*.png")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := pictureFS.ReadFile(name)
		if err != nil {
			return err
		}
		if err := w.WriteFile("assets/"+path.Base(name), data); err != nil {
			return err
		}
	}
	return nil
}

func hashed(name, ext string, data []byte) string {
	sum := sha256.Sum256(data)
	return "assets/" + name + "-" + hex.EncodeToString(sum[:])[:10] + ext
}

// minifyStyle joins the stylesheets: site.css, which holds what every page has,
// then one per desk in the order of their names.
func minifyStyle() ([]byte, error) {
	names, err := fs.Glob(staticFS, "static/*.css")
	if err != nil {
		return nil, err
	}
	const base = "static/site.css"
	var src strings.Builder
	for _, name := range append([]string{base}, slices.DeleteFunc(names, func(n string) bool { return n == base })...) {
		data, err := staticFS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		src.Write(data)
	}
	res := api.Transform(src.String(), api.TransformOptions{Loader: api.LoaderCSS, MinifyWhitespace: true, LegalComments: api.LegalCommentsInline})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("build stylesheet: %s", res.Errors[0].Text)
	}
	return res.Code, nil
}

// bundle makes one classic script of a module and those it imports: pages opened from
// file:// may not load modules. The modules come from the embedded files, so a
// build needs neither Node nor a source tree.
func bundle(entry string) ([]byte, error) {
	res := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Target:            api.ES2019,
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Write:             false,
		AbsWorkingDir:     workingDir(),
		TsconfigRaw:       "{}",
		Plugins:           []api.Plugin{embedded},
		LogLevel:          api.LogLevelSilent,
	})
	if len(res.Errors) > 0 {
		e := res.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("build script: %s:%d: %s", e.Location.File, e.Location.Line, e.Text)
		}
		return nil, fmt.Errorf("build script: %s", e.Text)
	}
	if len(res.OutputFiles) != 1 {
		return nil, fmt.Errorf("build script: got %d files, want 1", len(res.OutputFiles))
	}
	return res.OutputFiles[0].Contents, nil
}

// workingDir is a folder that esbuild wants to hear of, absolute as the system
// takes it, though no module lies in one.
func workingDir() string {
	if runtime.GOOS == "windows" {
		return `C:\`
	}
	return "/"
}

// embedded resolves and loads modules from clientFS.
var embedded = api.Plugin{Name: "embedded", Setup: func(b api.PluginBuild) {
	b.OnResolve(api.OnResolveOptions{Filter: `.*`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		name := path.Clean(a.Path)
		if a.Importer != "" {
			name = path.Join(path.Dir(a.Importer), a.Path)
		}
		for _, try := range []string{name, name + ".ts"} {
			if st, err := fs.Stat(clientFS, try); err == nil && !st.IsDir() {
				return api.OnResolveResult{Path: try, Namespace: "client"}, nil
			}
		}
		return api.OnResolveResult{}, fmt.Errorf("no module %q beside %q", a.Path, a.Importer)
	})
	b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "client"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		src, err := clientFS.ReadFile(a.Path)
		code := string(src)
		loader := api.LoaderTS
		if strings.HasSuffix(a.Path, ".json") {
			loader = api.LoaderJSON
		}
		return api.OnLoadResult{Contents: &code, Loader: loader}, err
	})
}}
