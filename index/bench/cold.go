package main

import (
	"context"
	"path/filepath"
	"slices"
)

// entrant is a contestant on one corpus while it is measured.
type entrant struct {
	contestant
	dir              string
	site             *site
	row              row
	http, file, slow visits
}

// visits are the fresh pages of one kind.
type visits struct {
	over   bool // the slow network
	failed string
	ms     []float64 // of the queries all contestants are asked
	read   []traffic
}

func (v *visits) cold() *cold {
	if v.failed != "" {
		return &cold{Failed: v.failed, N: len(v.read)}
	}
	at := func(p float64) traffic {
		get := func(f func(traffic) int64) int64 {
			var list []float64
			for _, t := range v.read {
				list = append(list, float64(f(t)))
			}
			return int64(percentile(list, p))
		}
		return traffic{int(get(func(t traffic) int64 { return int64(t.Requests) })), get(func(t traffic) int64 { return t.Raw }),
			get(func(t traffic) int64 { return t.Gzip }), get(func(t traffic) int64 { return t.Data })}
	}
	return &cold{N: len(v.read), MS: percentile(v.ms, 0.5), MSP95: percentile(v.ms, 0.95), Read: at(0.5), P95: at(0.95)}
}

// coldRounds opens fresh pages: query by query, the contestants in turn, so
// that whatever else the machine does meets all alike. Contestants that read
// the same files for every query are asked a part of the queries only, and the
// times of that part are compared.
func (b *bench) coldRounds(ctx context.Context, all []*entrant) error {
	queries := pick(latencyQueries, b.plan.Latency)
	shared := pick(queries, b.plan.Cold)
	if err := b.round(ctx, all, queries[0], nil); err != nil { // fills the system's file cache; forgotten
		return err
	}
	for _, e := range all {
		e.http.ms, e.http.read, e.file.ms, e.file.read = nil, nil, nil, nil
		e.slow.over = true
	}
	for _, q := range queries {
		if err := b.round(ctx, all, q, shared); err != nil {
			return err
		}
	}
	for _, e := range all {
		if e.site != nil {
			e.row.HTTP, e.row.File, e.row.Slow = e.http.cold(), e.file.cold(), e.slow.cold()
		}
	}
	return nil
}

func (b *bench) round(ctx context.Context, all []*entrant, query string, shared []string) error {
	c, err := launch(ctx)
	if err != nil {
		return err
	}
	defer c.stop()
	for _, e := range all {
		everybody := shared == nil || slices.Contains(shared, query)
		if e.site == nil || !everybody && !e.perQuery() {
			continue
		}
		if err := b.visit(c, e, &e.http, e.site.url+e.page(), query, everybody); err != nil {
			return err
		}
		if err := b.visit(c, e, &e.file, fileURL(e.dir, e.filePage()), query, everybody); err != nil {
			return err
		}
		// Over the slow network, what always reads the same is asked once: the
		// bytes decide.
		if len(shared) > 0 && everybody && (e.perQuery() || query == shared[0]) {
			if err := b.visit(c, e, &e.slow, e.site.url+e.page(), query, true); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) visit(c *chrome, e *entrant, v *visits, page, query string, timed bool) error {
	if v.failed != "" {
		return nil
	}
	t, err := c.tab()
	if err != nil {
		return err
	}
	defer t.close()
	e.site.take()
	patience := b.patience
	if v.over {
		patience *= 4
		if err := t.slowDown(); err != nil {
			return err
		}
	}
	ms, err := t.firstResult(page, query, patience)
	if err != nil {
		v.failed = err.Error()
		logf("  %s: %s: %v", e.name(), page, err)
		return nil
	}
	if timed {
		v.ms = append(v.ms, ms)
	}
	if v == &e.file {
		v.read = append(v.read, t.read())
	} else {
		v.read = append(v.read, e.site.take())
	}
	return nil
}

func fileURL(dir, page string) string { return "file://" + filepath.ToSlash(filepath.Join(dir, page)) }
