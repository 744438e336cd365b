package main

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"shogo/site"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [DIR | FILE.zip]",
		Short: "Compare a published site with its manifest of hashes",
		Long: `Verify reads a folder or archive that shogo build has written and compares every
file with SHA256SUMS in it. It prints the files that were changed, are missing
or were added, and exits 1 if there are any. The last line is the SHA-256 of
the manifest: two sites with the same one are the same.`,
		Example: `  shogo verify public
  shogo verify public.zip`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"public"}
			}
			return a.verify(args[0])
		},
	}
}

func (a *app) verify(path string) error {
	fsys, done, err := openSite(path)
	if err != nil {
		return err
	}
	defer done()
	changes, sum, err := site.Verify(fsys)
	if err != nil {
		return fmt.Errorf("%w (in %q)", err, path)
	}
	for _, c := range changes {
		fmt.Fprintf(a.stdout, "%-7s  %s\n", c.Kind, c.Name)
	}
	if len(changes) > 0 {
		return fmt.Errorf("verify: %s of %q not as built; build it again, or fetch it again from where you have it", plural(len(changes), "file"), path)
	}
	_, err = fmt.Fprintf(a.stdout, "ok       %s\n", sum)
	return err
}

// openSite opens a folder, or an archive of build --zip.
func openSite(path string) (fsys fs.FS, done func(), err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, fmt.Errorf("verify: %w", err)
	}
	if info.IsDir() {
		return os.DirFS(path), func() {}, nil
	}
	r, err := zip.OpenReader(path)
	if err != nil {
		return nil, nil, fmt.Errorf("verify: %q is neither a folder nor an archive: %w", path, err)
	}
	sub, err := fs.Sub(r, archiveRoot)
	if err != nil {
		r.Close()
		return nil, nil, fmt.Errorf("verify: %w", err)
	}
	return sub, func() { r.Close() }, nil
}
