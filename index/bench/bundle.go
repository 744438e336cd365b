package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle makes the script of every contestant, before anything is measured:
// whoever edits the client meanwhile must not mix two versions of it.
func (t *tools) bundle(all []contestant) error {
	t.scripts = map[string][]byte{}
	for _, c := range all {
		var err error
		switch c.(type) {
		case shogo:
			t.scripts[c.name()], err = t.script(c.name(), filepath.Join(t.root, "site", "client"), api.FormatIIFE)
		case pagefind:
			t.scripts[c.name()], err = t.script(c.name(), filepath.Join(t.node, "peers"), api.FormatESModule)
		default:
			t.scripts[c.name()], err = t.script(c.name(), filepath.Join(t.node, "peers"), api.FormatIIFE)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeScript writes app.js.
func (t *tools) writeScript(name, dir string) error {
	return os.WriteFile(filepath.Join(dir, "app.js"), t.scripts[name], 0o644)
}

// script bundles a contestant's module and the page around it. Imports of the
// module are resolved from base.
func (t *tools) script(name, base string, format api.Format) ([]byte, error) {
	peers := filepath.Join(t.node, "peers")
	source, err := embedded.ReadFile("peers/" + name + ".mjs")
	if err != nil {
		return nil, err
	}
	res := api.Build(api.BuildOptions{
		Stdin: &api.StdinOptions{ResolveDir: peers, Contents: `import { open } from "contestant"; import { start } from "./page.mjs"; start(open);`},
		Plugins: []api.Plugin{{Name: "contestant", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: "^contestant$"}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
				return api.OnResolveResult{Path: name, Namespace: "contestant"}, nil
			})
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "contestant"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
				text := string(source)
				return api.OnLoadResult{Contents: &text, ResolveDir: base, Loader: api.LoaderJS}, nil
			})
		}}},
		External: []string{"./pagefind/pagefind.js"}, Define: map[string]string{"global": "window", "process.env.NODE_ENV": `"production"`},
		Bundle: true, Format: format, Target: api.ES2022, LegalComments: api.LegalCommentsNone,
		MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true,
	})
	if len(res.Errors) > 0 {
		return nil, fmt.Errorf("bundle %s: %s", name, res.Errors[0].Text)
	}
	return res.OutputFiles[0].Contents, nil
}
