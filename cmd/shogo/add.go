package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

func (a *app) addCommand() *cobra.Command {
	var preview, asJSON bool
	var add adding
	cmd := &cobra.Command{
		Use:   "add FILE…",
		Short: "Put documents into the workspace",
		Long: `Add recognises what each FILE is by its content (family, edition, year),
copies it to sources/ if it lies elsewhere, and writes its entry with its
SHA-256 into shogo.yaml. What the content does not tell is left empty and
marked 要記入 for a person to fill in: nothing is guessed. If one FILE cannot
be read, nothing is written.

--preview writes nothing and shows what would be read. It works without a
workspace too. A table of a kind that shogo does not know is read by a profile:
write one in shogo.yaml with the captions that the preview shows, and name it
with --profile.`,
		Example: `  shogo add ~/Downloads/guideline.pdf checklist.xlsx
  shogo add --preview unknown.xlsx
  shogo add --profile kakuninhyo unknown.xlsx
  shogo add --update sources/guideline.pdf`,
		Args: atLeast(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error {
			if preview {
				return a.preview(args, &add.as, asJSON)
			}
			return a.add(args, &add, asJSON)
		},
	}
	cmd.Flags().BoolVar(&preview, "preview", false, "show what would be read, write nothing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON: with --preview one object, else one object a file")
	cmd.Flags().BoolVar(&add.update, "update", false, "accept that a listed file has changed: record its new SHA-256")
	cmd.Flags().StringVar(&add.as.Profile, "profile", "", "profile of shogo.yaml that explains the tables")
	cmd.Flags().StringVar(&add.as.Dialect, "dialect", "", "read it as this family instead of recognising it (own: a document of your own)")
	return cmd
}

// adding is one run of add.
type adding struct {
	update   bool
	as       corpus.Source // profile and dialect from the flags
	settings string        // path of shogo.yaml
	raw      []byte        // its content, growing
	sources  string        // path of the folder
	copies   []copyJob
}

// copyJob is a file to be written into the folder of the sources.
type copyJob struct {
	path string
	raw  []byte
}

func (a *app) add(paths []string, d *adding, asJSON bool) error {
	dir, err := a.workspaceDir()
	if err != nil {
		return err
	}
	if dir == "" {
		return fmt.Errorf("add: the current folder is no workspace; make one with: shogo init")
	}
	d.settings, d.sources = filepath.Join(dir, corpus.SettingsName), filepath.Join(dir, corpus.SourcesFolder)
	if d.raw, err = os.ReadFile(d.settings); err != nil {
		return fmt.Errorf("add: %w", err)
	}
	var done []*corpus.Preview
	for _, path := range paths {
		p, err := a.addOne(path, d)
		if err != nil {
			return err
		}
		if p != nil {
			done = append(done, p)
		}
	}
	if err := a.writeAdded(d); err != nil {
		return err
	}
	for _, p := range done {
		if asJSON {
			err = a.printJSON(p)
		} else {
			err = a.printAdded(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addOne prepares one file; nil if it is in the workspace already.
func (a *app) addOne(path string, d *adding) (*corpus.Preview, error) {
	f, err := d.open(path, a.stdin)
	if err != nil {
		return nil, err
	}
	as, err := d.reading(f)
	if err != nil {
		return nil, err
	}
	same, err := d.compare(f)
	if err != nil {
		return nil, err
	}
	if same && f.entry != nil && f.entry.SHA256 == f.sum {
		a.note("%s is in the workspace already, unchanged", f.name)
		return nil, nil
	}
	p, err := a.look(f.name, f.raw, &as, d.raw, d.settings)
	if err != nil {
		return nil, err
	}
	if p.Problem != "" {
		return nil, fmt.Errorf("add: %s. See what was read with: shogo add --preview %s", strings.TrimSuffix(p.Problem, "."), f.path)
	}
	if !same {
		d.copies = append(d.copies, copyJob{f.target, f.raw})
	}
	if f.entry != nil {
		d.raw, err = corpus.UpdateSource(d.raw, d.settings, f.name, f.sum)
		return p, err
	}
	if !p.Registered {
		p.Document = f.freeDocument(p.Document, p.Format)
	}
	d.raw, err = corpus.AddSource(d.raw, d.settings, entryOf(p, &d.as))
	return p, err
}

// writeAdded writes the files, then the settings that name them.
func (a *app) writeAdded(d *adding) error {
	if err := os.MkdirAll(d.sources, 0o755); err != nil {
		return fmt.Errorf("add: %w", err)
	}
	for _, c := range d.copies {
		if err := a.writeOutput(c.path, writeText(string(c.raw))); err != nil {
			return err
		}
	}
	return a.writeOutput(d.settings, writeText(string(d.raw)))
}

// entryOf is the entry of a file. Only what the document or the registry says
// is filled in, with a remark where it comes from.
func entryOf(p *corpus.Preview, as *corpus.Source) []corpus.EntryLine {
	from, sure := "文書の記載から", true
	if p.Registered {
		from, sure = "内容から判断し、登録情報から記入。原本で確かめてください", p.Certainty == corpus.Certain
	}
	known := func(key, value, missing string) corpus.EntryLine {
		switch {
		case value == "":
			return corpus.EntryLine{Key: key, Comment: missing}
		case !sure:
			return corpus.EntryLine{Key: key, Comment: missing + "（推定: " + value + "）"}
		}
		return corpus.EntryLine{Key: key, Value: value, Comment: from}
	}
	out := []corpus.EntryLine{{Key: "file", Value: p.File}}
	if as.Profile != "" {
		out = append(out, corpus.EntryLine{Key: "profile", Value: as.Profile})
	} else {
		out = append(out, corpus.EntryLine{Key: "dialect", Value: p.Dialect})
	}
	if p.Document != "" {
		out = append(out, corpus.EntryLine{Key: "document", Value: p.Document})
	}
	out = append(out,
		known("title", p.Title, "要記入: 題名"),
		known("publisher", p.Publisher, "要記入: 発行者"),
		known("edition", p.Edition, "要記入（あれば）: 版"))
	if p.References > 0 && p.Cites == "" {
		out = append(out, corpus.EntryLine{Key: "cites", Comment: `要記入（分かれば）: 引用しているガイドラインの版。"6.0" のように`})
	}
	return append(out,
		known("date", p.Date, "要記入（分かれば）: 発行日。2023-05-31 のように"),
		corpus.EntryLine{Key: "address", Comment: "要記入（分かれば）: 入手したアドレス"},
		corpus.EntryLine{Key: "terms", Comment: "要記入: 利用条件を一文で"},
		corpus.EntryLine{Key: "sha256", Value: p.SHA256})
}

// printAdded says what was added and what a person has still to do.
func (a *app) printAdded(p *corpus.Preview) error {
	fmt.Fprintf(a.stdout, "%s  %s, %s: %s\n", a.style(escBold, p.File), p.Dialect, p.Document, previewCounts(p))
	if n := len(p.Unassigned); n > 0 {
		a.note("%s: %s could not be placed; see: shogo check", p.File, plural(n, "piece"))
	}
	return nil
}
