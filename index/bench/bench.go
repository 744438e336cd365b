package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"shogo/index"
)

// bench is one run.
type bench struct {
	*options
	tools *tools
	out   *results
}

func (o *options) bench(ctx context.Context) error {
	t, err := newTools(ctx, o.cache)
	if err != nil {
		return err
	}
	all, err := selected(contestants(t), o.contestants)
	if err != nil {
		return err
	}
	if err := t.bundle(all); err != nil {
		return err
	}
	texts, err := corpora(ctx, o.cache, o.plan.Sizes)
	if err != nil {
		return err
	}
	h, err := o.describe(ctx, texts)
	if err != nil {
		return err
	}
	b := &bench{options: o, tools: t}
	if b.out, err = createResults(filepath.Join(o.out, "results.jsonl"), h); err != nil {
		return err
	}
	defer b.out.f.Close()
	for _, n := range o.plan.Sizes {
		if err := b.corpus(ctx, n, texts.files[n], all); err != nil {
			return fmt.Errorf("corpus of %d: %w", n, err)
		}
	}
	text := tables(b.out.head, b.out.rows)
	fmt.Print(text)
	return os.WriteFile(filepath.Join(o.out, "tables.md"), []byte(text), 0o644)
}

// describe says what was run on what, and nothing of the machine but cores and
// memory.
func (o *options) describe(ctx context.Context, t *texts) (head, error) {
	h := head{Arguments: strings.Join(o.arguments, " "), Cores: runtime.NumCPU(), MemoryGB: memoryGB(), Packages: t.packages, Texts: t.print, Plan: o.plan,
		Versions: map[string]string{"go": runtime.Version()}}
	if out, err := exec.CommandContext(ctx, "node", "--version").Output(); err == nil {
		h.Versions["node"] = strings.TrimSpace(string(out))
	}
	c, err := launch(ctx)
	if err != nil {
		return h, err
	}
	defer c.stop()
	h.Versions["browser"] = c.version()
	return h, peerVersions(h.Versions)
}

// corpus measures all contestants on one corpus.
func (b *bench) corpus(ctx context.Context, n int, file string, all []contestant) error {
	docs, err := readDocs(file)
	if err != nil {
		return err
	}
	var entrants []*entrant
	for _, c := range all {
		if _, own := c.(shogo); !own && n > b.plan.Peers {
			continue
		}
		entrants = append(entrants, &entrant{contestant: c, dir: filepath.Join(b.cache, "sites", c.name(), itoa(n)),
			row: row{Corpus: n, Derived: derived(docs), Contestant: c.name()}})
	}
	if err := b.build(ctx, n, file, entrants); err != nil {
		return err
	}
	logf("%d: first results", n)
	if err := b.coldRounds(ctx, entrants); err != nil {
		return err
	}
	if err := b.openPages(ctx, n, docs, entrants); err != nil {
		return err
	}
	for _, e := range entrants {
		if _, ok := e.contestant.(shogo); ok {
			logf("%d: command", n)
			if e.row.Command, err = b.measureCommand(ctx, file, filepath.Join(b.cache, "command", itoa(n))); err != nil {
				e.fail(ctx, err)
			}
		}
		if e.site != nil {
			e.site.server.Close()
		}
		if err := b.out.add(e.row); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) openPages(ctx context.Context, n int, docs []index.Document, entrants []*entrant) error {
	known, words := knownItems(docs, b.plan.Known), unanswerable(docs)
	for _, e := range entrants {
		if e.site == nil {
			continue
		}
		logf("%d: queries for %s", n, e.name())
		if err := b.openPage(ctx, e, known, words); err != nil {
			e.fail(ctx, err)
		}
	}
	return ctx.Err()
}

// fail notes why a contestant has no figures; the others go on.
func (e *entrant) fail(ctx context.Context, err error) {
	if ctx.Err() == nil {
		e.row.Failed = err.Error()
		logf("  %s: %v", e.name(), err)
	}
}
