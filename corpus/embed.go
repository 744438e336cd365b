package corpus

import (
	"embed"
	"io/fs"
)

// The texts and their manifest; TERMS.md says under which terms they stand.
//
//go:embed sources
var sources embed.FS

// Embedded returns the sources that come with shogo: the manifest and the
// files it names, at the root. It is what Load reads where there is no
// workspace.
func Embedded() fs.FS {
	sub, err := fs.Sub(sources, "sources")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}
