package main

import (
	"fmt"
	"strings"
)

const absent = -1 // no number

// named begin every table of contestants.
var named = []column{
	{head: "sections", text: func(r row) string { return thousands(r.Corpus) }},
	{head: "search", text: func(r row) string {
		if r.Failed != "" {
			return r.Contestant + ": " + firstRunes(r.Failed, 80)
		}
		return r.Contestant
	}},
}

// peerTables are the tables of contestants: what is built and shipped, how long
// people wait, what they find.
var peerTables = []struct {
	title   string
	columns []column
}{{"What is built, published and read", sizeColumns}, {"How long people wait", waitColumns}, {"What is found", findColumns}}

var sizeColumns = []column{
	{head: "build CPU s", value: buildCPU, form: "%.1f", ratio: true},
	{head: "peak MB", value: buildPeak, form: "%.0f", ratio: true},
	{head: "files", value: func(r row) float64 { return ifBuilt(r, float64(r.Files)) }, form: "%.0f"},
	{head: "MB", value: func(r row) float64 { return ifBuilt(r, float64(r.Bytes)/1e6) }, form: "%.2f", ratio: true},
	{head: "requests", value: read(func(t traffic) int64 { return int64(t.Requests) }), form: "%.0f"},
	{head: "kB raw", value: kB(func(t traffic) int64 { return t.Raw }), form: "%.0f", ratio: true},
	{head: "kB gzip", value: kB(func(t traffic) int64 { return t.Gzip }), form: "%.0f", ratio: true},
	{head: "file://, as its manual has it", text: documentedText},
}

var waitColumns = []column{
	{head: "first result HTTP ms", value: func(r row) float64 { return firstMS(r.HTTP) }, form: "%.0f", ratio: true},
	{head: "10 Mbit/s, 40 ms", value: func(r row) float64 { return firstMS(r.Slow) }, form: "%.0f", ratio: true},
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
}

var findColumns = []column{
	{head: "known items MRR@10 / recall@10", text: knownText("all")},
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
}

func documentedText(r row) string {
	switch r.Documented {
	case "":
		return "–"
	case "works":
		return "works"
	}
	return "fails: " + firstRunes(strings.Join(strings.Fields(r.Documented), " "), 60)
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
