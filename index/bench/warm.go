package main

import (
	"context"
	"fmt"
	"time"
)

// openingQuery opens the page on which queries are then timed.
const openingQuery = "ヘルプ"

// openPage measures a contestant on an open page: times, memory, known items,
// everyday words, and whether the documented page works without a server.
func (b *bench) openPage(ctx context.Context, e *entrant, known []knownItem, words []string) error {
	c, err := launch(ctx)
	if err != nil {
		return err
	}
	defer c.stop()
	if err := b.documented(c, e); err != nil {
		return err
	}
	if e.http.failed != "" {
		return fmt.Errorf("page: %s", e.http.failed)
	}
	if e.perQuery() && e.file.failed == "" {
		t, w, err := b.warmUp(c, fileURL(e.dir, e.filePage()))
		if err != nil {
			return err
		}
		t.close()
		e.row.FileWarm = w
	}
	t, w, err := b.warmUp(c, e.site.url+e.page())
	if err != nil {
		return err
	}
	defer t.close()
	e.row.Warm = w
	if err := b.knownRound(t, e, known); err != nil {
		return err
	}
	got, err := t.run(words, b.roundLimit)
	if err != nil {
		return fmt.Errorf("%s: ask everyday words: %w", e.name(), err)
	}
	e.row.None = &none{N: len(got), Answered: []string{}}
	for i, a := range got {
		if a.Sure {
			e.row.None.Answered = append(e.row.None.Answered, words[i])
		}
	}
	w.EndHeap, _, err = t.heap()
	return err
}

// documented tries the page as the manual has it from file://.
func (b *bench) documented(c *chrome, e *entrant) error {
	t, err := c.tab()
	if err != nil {
		return err
	}
	defer t.close()
	e.row.Documented = "works"
	if _, err := t.firstResult(fileURL(e.dir, e.page()), openingQuery, b.patience); err != nil {
		e.row.Documented = err.Error()
	}
	return nil
}

// warmUp opens a page and asks every query in rounds.
func (b *bench) warmUp(c *chrome, page string) (*tab, *warm, error) {
	t, err := c.tab()
	if err != nil {
		return nil, nil, err
	}
	w := &warm{}
	var first, again []float64
	queries := pick(latencyQueries, b.plan.Latency)
	_, err = t.firstResult(page, openingQuery, b.patience)
	begin := time.Now()
	for round := 0; round < b.plan.Rounds && err == nil && (round < 2 || time.Since(begin) < b.roundLimit); round++ {
		var got []answer
		got, err = t.run(queries, b.roundLimit)
		for _, a := range got {
			if round == 0 {
				first = append(first, a.MS)
			} else {
				again = append(again, a.MS)
			}
		}
	}
	if err == nil {
		w.Heap, w.Process, err = t.heap()
	}
	if err != nil {
		t.close()
		return nil, nil, fmt.Errorf("ask %s: %w", page, err)
	}
	w.FirstP50, w.FirstP95 = percentile(first, 0.5), percentile(first, 0.95)
	w.P50, w.P95 = percentile(again, 0.5), percentile(again, 0.95)
	return t, w, nil
}

func (b *bench) knownRound(t *tab, e *entrant, known []knownItem) error {
	queries := make([]string, len(known))
	for i, k := range known {
		queries[i] = k.Query
	}
	// A contestant that runs out of time has been asked some of every kind.
	order := interleave(len(known), len(kinds))
	asked := make([]string, len(known))
	for i, at := range order {
		asked[i] = queries[at]
	}
	got, err := t.run(asked, b.knownLimit)
	if err != nil {
		return fmt.Errorf("%s: ask known items: %w", e.name(), err)
	}
	var items []knownItem
	var ranks []int
	for i, a := range got {
		items, ranks = append(items, known[order[i]]), append(ranks, rank(a.IDs, known[order[i]].Want))
	}
	e.row.Asked, e.row.Known = len(got), grade(items, ranks)
	return nil
}

// interleave orders n items that stand in k blocks of about equal size so that
// the blocks take turns.
func interleave(n, k int) []int {
	var out []int
	size := (n + k - 1) / k
	for i := range size {
		for at := i; at < n; at += size {
			out = append(out, at)
		}
	}
	return out
}
