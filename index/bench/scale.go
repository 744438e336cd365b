package main

import (
	"fmt"
)

const scaleExplained = `
- data scripts: raw bytes of the index files read until the first result, a fresh page per query; requests count page and
  script too.
- command: p50 / p95 of the Go search over a bleve index on disk, after it was opened and asked once; opening includes that.

That command and browser give the same order at 10,000 sections is tested by SHOGO_PARITY=full go test ./site/client.
`

var scaleColumns = []column{
	{head: "sections", text: func(r row) string { return thousands(r.Corpus) }},
	{head: "build CPU s", value: buildCPU, form: "%.1f"},
	{head: "peak MB", value: buildPeak, form: "%.0f"},
	{head: "files", value: func(r row) float64 { return float64(r.Files) }, form: "%.0f"},
	{head: "MB", value: func(r row) float64 { return float64(r.Bytes) / 1e6 }, form: "%.2f"},
	{head: "data scripts kB median / p95", text: func(r row) string {
		if r.HTTP == nil || r.HTTP.Failed != "" {
			return "–"
		}
		return fmt.Sprintf("%.0f / %.0f", float64(r.HTTP.Read.Data)/1e3, float64(r.HTTP.P95.Data)/1e3)
	}},
	{head: "requests median / p95", text: func(r row) string {
		if r.HTTP == nil || r.HTTP.Failed != "" {
			return "–"
		}
		return fmt.Sprintf("%d / %d", r.HTTP.Read.Requests, r.HTTP.P95.Requests)
	}},
	{head: "first result file:// ms median / p95", text: func(r row) string {
		if r.File == nil || r.File.Failed != "" {
			return "–"
		}
		return fmt.Sprintf("%.0f / %.0f", r.File.MS, r.File.MSP95)
	}},
	{head: "first sight file:// ms", text: pair(func(r row) *warm { return r.FileWarm }, func(w warm) (float64, float64) { return w.FirstP50, w.FirstP95 })},
	{head: "first sight HTTP ms", text: pair(func(r row) *warm { return r.Warm }, func(w warm) (float64, float64) { return w.FirstP50, w.FirstP95 })},
	{head: "again ms", text: pair(func(r row) *warm { return r.Warm }, func(w warm) (float64, float64) { return w.P50, w.P95 })},
	{head: "heap MB, after all queries", value: warmed(func(w warm) float64 { return w.EndHeap }), form: "%.0f"},
	{head: "command build CPU s", value: func(r row) float64 { return r.Command.Build.CPU }, form: "%.1f"},
	{head: "command index MB", value: func(r row) float64 { return float64(r.Command.Bytes) / 1e6 }, form: "%.1f"},
	{head: "command open ms", value: func(r row) float64 { return r.Command.Open }, form: "%.0f"},
	{head: "command first ms", text: func(r row) string { return fmt.Sprintf("%.1f / %.1f", r.Command.FirstP50, r.Command.FirstP95) }},
	{head: "command again ms", text: func(r row) string { return fmt.Sprintf("%.1f / %.1f", r.Command.P50, r.Command.P95) }},
}

func pair(of func(row) *warm, get func(warm) (float64, float64)) func(row) string {
	return func(r row) string {
		w := of(r)
		if w == nil {
			return "–"
		}
		a, b := get(*w)
		return fmt.Sprintf("%.1f / %.1f", a, b)
	}
}
