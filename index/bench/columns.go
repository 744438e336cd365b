package main

import (
	"fmt"
	"strings"
)

const absent = -1 // no number

var peerColumns = []column{
	{head: "sections", text: func(r row) string { return thousands(r.Corpus) }},
	{head: "search", text: func(r row) string {
		if r.Failed != "" {
			return r.Contestant + ": " + firstRunes(r.Failed, 80)
		}
		return r.Contestant
	}},
	{head: "build CPU s", value: buildCPU, form: "%.1f", ratio: true},
	{head: "peak MB", value: buildPeak, form: "%.0f", ratio: true},
	{head: "files", value: func(r row) float64 { return ifBuilt(r, float64(r.Files)) }, form: "%.0f"},
	{head: "MB", value: func(r row) float64 { return ifBuilt(r, float64(r.Bytes)/1e6) }, form: "%.2f", ratio: true},
	{head: "requests", value: read(func(t traffic) int64 { return int64(t.Requests) }), form: "%.0f"},
	{head: "kB raw", value: kB(func(t traffic) int64 { return t.Raw }), form: "%.0f", ratio: true},
	{head: "kB gzip", value: kB(func(t traffic) int64 { return t.Gzip }), form: "%.0f", ratio: true},
	{head: "first result HTTP ms", value: func(r row) float64 { return firstMS(r.HTTP) }, form: "%.0f", ratio: true},
	{head: "first result file:// ms", value: func(r row) float64 { return firstMS(r.File) }, form: "%.0f", ratio: true},
	{head: "first sight p95 ms", value: warmed(func(w warm) float64 { return w.FirstP95 }), form: "%.1f", ratio: true},
	{head: "again p50 ms", value: warmed(func(w warm) float64 { return w.P50 }), form: "%.1f", ratio: true},
	{head: "again p95 ms", value: warmed(func(w warm) float64 { return w.P95 }), form: "%.1f", ratio: true},
	{head: "heap / process MB", text: func(r row) string {
		if r.Warm == nil {
			return "–"
		}
		return fmt.Sprintf("%.0f / %.0f", r.Warm.Heap, r.Warm.Process)
	}},
	{head: "known items", text: knownText("all")},
	{head: "title", text: knownText("title")},
	{head: "phrase", text: knownText("phrase")},
	{head: "words", text: knownText("words")},
	{head: "cut", text: knownText("cut")},
	{head: "asked", value: func(r row) float64 { return ifBuilt(r, float64(r.Asked)) }, form: "%.0f"},
	{head: "everyday", text: func(r row) string {
		if r.None == nil {
			return "–"
		}
		return fmt.Sprintf("%d of %d", len(r.None.Answered), r.None.N)
	}},
	{head: "manual's page from file://", text: func(r row) string {
		switch r.Documented {
		case "":
			return "–"
		case "works":
			return "works"
		}
		return "fails: " + firstRunes(strings.Join(strings.Fields(r.Documented), " "), 60)
	}},
}

const scaleExplained = `
- data scripts: raw bytes of the index files read from file:// until the first result, a fresh page per query.
- command: p50 / p95 of the Go search over a bleve index on disk, after it was opened and asked once; opening includes that.
`

var scaleColumns = []column{
	{head: "sections", text: func(r row) string { return thousands(r.Corpus) }},
	{head: "build CPU s", value: buildCPU, form: "%.1f"},
	{head: "peak MB", value: buildPeak, form: "%.0f"},
	{head: "files", value: func(r row) float64 { return float64(r.Files) }, form: "%.0f"},
	{head: "MB", value: func(r row) float64 { return float64(r.Bytes) / 1e6 }, form: "%.2f"},
	{head: "data scripts kB median / p95", text: func(r row) string {
		if r.File == nil || r.File.Failed != "" {
			return "–"
		}
		return fmt.Sprintf("%.0f / %.0f", float64(r.File.Read.Data)/1e3, float64(r.File.P95.Data)/1e3)
	}},
	{head: "requests median / p95", text: func(r row) string {
		if r.File == nil || r.File.Failed != "" {
			return "–"
		}
		return fmt.Sprintf("%d / %d", r.File.Read.Requests, r.File.P95.Requests)
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

func ifBuilt(r row, v float64) float64 {
	if r.Files == 0 {
		return absent
	}
	return v
}

func buildCPU(r row) float64 {
	return built(r, func(u usage) float64 { return u.CPU })
}

func buildPeak(r row) float64 {
	return built(r, func(u usage) float64 { return u.PeakMB })
}

func built(r row, get func(usage) float64) float64 {
	var v []float64
	for _, u := range r.Builds {
		if u.failed() == "" {
			v = append(v, get(u))
		}
	}
	if len(v) == 0 {
		return absent
	}
	return percentile(v, 0.5)
}

func read(get func(traffic) int64) func(row) float64 {
	return func(r row) float64 {
		if r.HTTP == nil || r.HTTP.Failed != "" {
			return absent
		}
		return float64(get(r.HTTP.Read))
	}
}

func kB(get func(traffic) int64) func(row) float64 {
	return func(r row) float64 {
		if v := read(get)(r); v >= 0 {
			return v / 1e3
		}
		return absent
	}
}

func firstMS(c *cold) float64 {
	if c == nil || c.Failed != "" {
		return absent
	}
	return c.MS
}

func warmed(get func(warm) float64) func(row) float64 {
	return func(r row) float64 {
		if r.Warm == nil {
			return absent
		}
		return get(*r.Warm)
	}
}

func knownText(kind string) func(row) string {
	return func(r row) string {
		f, ok := r.Known[kind]
		if !ok {
			return "–"
		}
		return fmt.Sprintf("%.2f / %.2f", f.MRR, f.Recall)
	}
}
