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
	spent  float64   // ms of all pages
	ms     []float64 // of the queries all contestants are asked
	read   []traffic // over HTTP, where the server counts
}

// Pages of contestants that read the same files for every query are opened this
// often at least, and then as long as their pages took no more than this
// together: twenty pages that take ten seconds tell no more than three.
const (
	fewestVisits = 3
	visitsMS     = 20_000
)

func (v *visits) enough() bool { return len(v.ms) >= fewestVisits && v.spent > visitsMS }

func (v *visits) cold() *cold {
	if v.failed != "" {
		return &cold{Failed: v.failed, N: len(v.ms)}
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
	return &cold{N: len(v.ms), MS: percentile(v.ms, 0.5), MSP95: percentile(v.ms, 0.95), Read: at(0.5), P95: at(0.95)}
}

// coldRounds opens fresh pages: query by query, the contestants in turn, so
// that whatever else the machine does meets all alike. Contestants that read
// the same files for every query are asked a part of the queries only, and the
// times of that part are compared; of those, the first of contestants that take
// seconds. With every query compared another contestant begins: the first page
// of a browser waits for the browser.
func (b *bench) coldRounds(ctx context.Context, all []*entrant) error {
	queries := pick(latencyQueries, b.plan.Latency)
	shared := pick(queries, b.plan.Cold)
	if err := b.round(ctx, all, queries[0], nil); err != nil { // fills the system's file cache; forgotten
		return err
	}
	for _, e := range all {
		e.http, e.file = visits{failed: e.http.failed}, visits{failed: e.file.failed}
		e.slow.over = true
	}
	for _, q := range queries {
		if err := b.round(ctx, all, q, shared); err != nil {
			return err
		}
		if slices.Contains(shared, q) {
			all = slices.Concat(all[1:], all[:1])
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
		everybody := shared != nil && slices.Contains(shared, query)
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
	if v.failed != "" || !e.perQuery() && v.enough() {
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
	v.spent += ms
	if timed {
		v.ms = append(v.ms, ms)
	}
	if v != &e.file {
		v.read = append(v.read, e.site.take())
	}
	return nil
}

func fileURL(dir, page string) string { return "file://" + filepath.ToSlash(filepath.Join(dir, page)) }
