package main

import (
	"context"
	"fmt"
	"os"
)

// build makes every contestant's site, in turn, and serves it.
func (b *bench) build(ctx context.Context, n int, file string, entrants []*entrant) error {
	times := 1
	if n <= 10000 {
		times = b.plan.Builds
	}
	for range times {
		for _, e := range entrants {
			if err := b.buildOne(ctx, file, e); err != nil {
				e.fail(ctx, fmt.Errorf("build: %w", err))
			}
			if e.row.Failed == "" {
				logf("%d: built %s", n, e.name())
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	for _, e := range entrants {
		if e.row.Failed != "" {
			continue
		}
		err := e.finish(e.dir)
		if err == nil {
			e.row.Files, e.row.Bytes, err = onDisk(e, e.dir)
		}
		if err == nil {
			e.site, err = serve(e, e.dir)
		}
		if err != nil {
			e.fail(ctx, fmt.Errorf("publish: %w", err))
		}
	}
	return nil
}

func (b *bench) buildOne(ctx context.Context, file string, e *entrant) error {
	if e.row.Failed != "" {
		return nil
	}
	if err := os.RemoveAll(e.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(e.dir, 0o755); err != nil {
		return err
	}
	if err := e.prepare(file, e.dir); err != nil {
		return err
	}
	u, err := measured(ctx, b.limit, b.tools.root, e.command(file, e.dir)...)
	if err != nil {
		return err
	}
	if f := u.failed(); f != "" {
		e.row.Failed = "build: " + f
		logf("  %s: %s %s", e.name(), f, u.Log)
	}
	u.Log = "" // it may name folders of this machine
	e.row.Builds = append(e.row.Builds, u)
	return nil
}
