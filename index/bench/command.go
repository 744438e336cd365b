package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"shogo/index"
)

// measureCommand builds an index on disk and asks it, each in a process of its
// own.
func (b *bench) measureCommand(ctx context.Context, corpus, dir string) (*command, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	c := &command{}
	u, err := measured(ctx, b.limit, b.tools.root, b.tools.self, "create", corpus, dir)
	if err != nil {
		return nil, err
	}
	if u.failed() != "" {
		return nil, fmt.Errorf("build index on disk: %s: %s", u.failed(), u.Log)
	}
	cmd := exec.CommandContext(ctx, b.tools.self, "ask", dir, strconv.Itoa(b.plan.Latency), strconv.Itoa(b.plan.Rounds))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("ask index on disk: %w", err)
	}
	if err := json.Unmarshal(out, c); err != nil {
		return nil, err
	}
	c.Build = u
	return c, filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			c.Bytes += info.Size()
		}
		return err
	})
}

// create is the measured process that writes an index to disk.
func create(args []string) error {
	docs, err := readDocs(args[0])
	if err != nil {
		return err
	}
	return index.Create(args[1], docs, index.Options{})
}

// ask opens an index and prints the times of its answers.
func ask(args []string) error {
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	rounds, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	begin := time.Now()
	x, err := index.Open(args[0])
	if err != nil {
		return err
	}
	defer x.Close()
	if _, err := x.Search(openingQuery, 10, index.SearchOptions{}); err != nil {
		return err
	}
	c := command{Open: ms(begin)}
	var first, again []float64
	for round := range rounds {
		for _, q := range pick(latencyQueries, n) {
			t := time.Now()
			if _, err := x.Search(q, 10, index.SearchOptions{}); err != nil {
				return err
			}
			if round == 0 {
				first = append(first, ms(t))
			} else {
				again = append(again, ms(t))
			}
		}
	}
	c.FirstP50, c.FirstP95 = percentile(first, 0.5), percentile(first, 0.95)
	c.P50, c.P95 = percentile(again, 0.5), percentile(again, 0.95)
	return json.NewEncoder(os.Stdout).Encode(c)
}

func ms(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }
