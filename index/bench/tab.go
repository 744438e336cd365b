package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// tab is a fresh page without cache, cookies or code from earlier ones.
type tab struct {
	ctx   context.Context
	close func()
}

func (c *chrome) tab() (*tab, error) {
	ctx, cancel := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	// The network is not watched from here: every request would be told to this
	// process, on the same cores. The server counts.
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return nil, fmt.Errorf("open tab: %w", err)
	}
	return &tab{ctx: ctx, close: cancel}, nil
}

// slowDown makes the network one of 10 Mbit/s and 40 ms, an office's way to its
// server on an ordinary day.
func (t *tab) slowDown() error {
	if _, err := chromedp.Call(t.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(t.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 40, DownloadThroughput: 10e6 / 8, UploadThroughput: 10e6 / 8}}})
	return err
}

// firstResult opens a page with a query and waits until its list is painted.
func (t *tab) firstResult(page, query string, limit time.Duration) (ms float64, err error) {
	ctx, cancel := context.WithTimeout(t.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(page+"?q="+url.QueryEscape(query))); err != nil {
		return 0, fmt.Errorf("open: %w", err)
	}
	r, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
		First *struct{ MS float64 }
		Error string
	}](`new Promise((done) => { const look = () => bench.first || bench.error ? done({first: bench.first, error: bench.error ?? ""}) : setTimeout(look, 5); look(); })`,
		chromedp.EvalAwaitPromise))
	switch {
	case err != nil:
		return 0, fmt.Errorf("wait for the first result: %w", err)
	case r.First == nil:
		return 0, fmt.Errorf("%s", r.Error)
	}
	return r.First.MS, nil
}

// answer is what a page returned for one query.
type answer struct {
	MS   float64
	IDs  []string
	Sure bool
}

// run asks queries one after the other, those that limit leaves time for.
func (t *tab) run(queries []string, limit time.Duration) ([]answer, error) {
	b, err := json.Marshal(queries)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(t.ctx, 2*limit+time.Minute)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[[]answer](fmt.Sprintf("bench.run(%s, %d)", b, limit.Milliseconds()), chromedp.EvalAwaitPromise))
}

// heap returns, after a collection, the JavaScript heap of the page with its
// array buffers, and the private memory of its process, which holds workers
// and WebAssembly as well; both in MB.
func (t *tab) heap() (js, process float64, err error) {
	if _, err = chromedp.Call(t.ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
		return 0, 0, err
	}
	u, err := chromedp.Call(t.ctx, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		return 0, 0, err
	}
	p, err := chromedp.CallBrowser(t.ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		return 0, 0, err
	}
	for _, i := range p.ProcessInfo {
		if i.Type == "renderer" {
			process = max(process, privateMB(i.ID))
		}
	}
	return (u.UsedSize + u.BackingStorageSize) / (1 << 20), process, nil
}

// privateMB reads the anonymous memory of a process from Linux, 0 elsewhere.
func privateMB(pid int64) float64 {
	b, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(pid), "status"))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		kb := 0.0
		if n, _ := fmt.Sscanf(line, "RssAnon: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
