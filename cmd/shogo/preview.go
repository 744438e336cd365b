package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"shogo/corpus"
)

// preview shows what would be read from one file.
func (a *app) preview(paths []string, as *corpus.Source, asJSON bool) error {
	if len(paths) != 1 {
		return misuse("--preview shows one FILE")
	}
	name, raw, err := readInput(paths[0], a.stdin)
	if err != nil {
		return err
	}
	dir, err := a.workspaceDir()
	if err != nil {
		return err
	}
	var settings []byte
	path := filepath.Join(dir, corpus.SettingsName)
	if dir != "" {
		if settings, err = os.ReadFile(path); err != nil {
			return fmt.Errorf("open workspace: %w", err)
		}
	}
	listed, err := corpus.ListedSources(settings, path)
	if err != nil {
		return err
	}
	if at := slices.IndexFunc(listed, func(l corpus.ListedSource) bool { return l.Name == name }); at >= 0 && as.Dialect+as.Profile == "" {
		entry := listed[at].As()
		as = &entry
	}
	p, err := a.look(name, raw, as, settings, path)
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(p)
	}
	a.printPreview(p)
	return nil
}

// look reads a file as the workspace with these settings would.
func (a *app) look(name string, raw []byte, as *corpus.Source, settings []byte, path string) (*corpus.Preview, error) {
	w, err := corpus.ParseSettings(settings, path)
	if err != nil {
		return nil, err
	}
	if as.Profile != "" && w.Profiles[as.Profile] == nil {
		return nil, misuse("no profile %q in %s", as.Profile, path)
	}
	if known := corpus.Dialects(); as.Dialect != "" && !slices.Contains(known, as.Dialect) {
		return nil, misuse("unknown dialect %q; use one of %s", as.Dialect, strings.Join(known, ", "))
	}
	opts, err := a.loadOptions()
	if err != nil {
		return nil, err
	}
	a.progress.step("reading " + name)
	one := *as
	one.Name = name
	return w.Preview(&one, raw, opts)
}

func previewCounts(p *corpus.Preview) string {
	out := []string{plural(p.Requirements, "requirement")}
	if p.Groups > 0 {
		out = append(out, plural(p.Groups, "group"))
	}
	out = append(out, plural(p.References, "citation"), plural(p.Links, "link"))
	if u := p.Understood; u != nil && u.Total > 0 {
		out = append(out, fmt.Sprintf("%.1f%% understood, %.1f%% inferred, %.1f%% left over", u.DirectPercent, u.InferredPercent, u.LeftPercent))
	}
	return strings.Join(out, ", ")
}

func (a *app) printPreview(p *corpus.Preview) {
	fmt.Fprintf(a.stdout, "%s  %s, %s, %s\n", a.style(escBold, p.File), p.Format, plural(p.Blocks, map[bool]string{true: "line", false: "block"}[p.Format == string(corpus.FormatText)]), plural(len(p.Tables), "table"))
	if p.Problem != "" {
		fmt.Fprintf(a.stdout, "not recognised: %s\n", p.Problem)
	} else {
		a.printRecognised(p)
	}
	for _, t := range p.Tables {
		fmt.Fprintf(a.stdout, "\n%s  %s, %s\n", a.style(escBold, fmt.Sprintf("table %d", t.Number)), plural(t.Rows, "row"), plural(t.Columns, "column"))
		fmt.Fprintf(a.stdout, "  captions  %s\n", strings.Join(t.Captions, " | "))
		for _, row := range t.First {
			for i := range row {
				row[i] = short(row[i], 24)
			}
			fmt.Fprintf(a.stdout, "  row       %s\n", strings.Join(row, " | "))
		}
	}
}

// printRecognised prints what the dialect has made of the file.
func (a *app) printRecognised(p *corpus.Preview) {
	known := "a document of its own"
	if p.Registered {
		known = "a known edition"
	}
	fmt.Fprintf(a.stdout, "read as     %s (%s), document %s, %s, certainty %s\n", p.Dialect, p.Family, p.Document, known, p.Certainty)
	if p.CertaintyReason != "" {
		fmt.Fprintf(a.stdout, "because     %s\n", p.CertaintyReason)
	}
	for _, x := range [][2]string{{"title", p.Title}, {"publisher", p.Publisher}, {"edition", p.Edition}, {"date", p.Date}} {
		if x[1] == "" {
			x[1] = a.style(escFaint, "(not known; to be filled in)")
		}
		fmt.Fprintf(a.stdout, "%-11s %s\n", x[0], x[1])
	}
	fmt.Fprintf(a.stdout, "gives       %s\n", previewCounts(p))
	for _, r := range p.First {
		fmt.Fprintf(a.stdout, "  %s  %s", r.Citation, short(r.Text, 60))
		if len(r.Cites) > 0 {
			fmt.Fprintf(a.stdout, "  → %s", short(strings.Join(r.Cites, "、"), 40))
		}
		fmt.Fprintln(a.stdout)
	}
	if n := len(p.Unassigned); n > 0 {
		fmt.Fprintf(a.stdout, "left over   %s\n", plural(n, "piece"))
	}
	for i, l := range p.Unassigned {
		if i == 10 {
			fmt.Fprintf(a.stdout, "  …\n")
			break
		}
		fmt.Fprintf(a.stdout, "  %d: %s\n", l.Line, short(l.Text, 70))
	}
	for i, f := range p.Findings {
		if i == 10 {
			fmt.Fprintf(a.stdout, "  … %s more; --json prints all\n", plural(len(p.Findings)-i, "finding"))
			break
		}
		fmt.Fprintf(a.stdout, "  %s  %s  %s\n", f.Kind, blockPlace(f.Source, f.Page, f.Lines, f.Place), f.Message)
	}
}

// short is s on one line, cut after n characters.
func short(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
