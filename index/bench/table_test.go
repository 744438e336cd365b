package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTableShowsRatiosFailuresAndDerivedTexts(t *testing.T) {
	page := func(ms float64) *cold { return &cold{N: 1, MS: ms, Read: traffic{Requests: 2, Raw: 1000, Gzip: 500}} }
	rows := []row{
		{Corpus: 100000, Derived: 47220, Contestant: "shogo", Builds: []usage{{CPU: 10, PeakMB: 100}}, Files: 3, Bytes: 1e6, HTTP: page(50), File: page(40),
			Documented: "works", Warm: &warm{P95: 2}, Known: map[string]found{"all": {4, 1, 1}}, Asked: 4, None: &none{N: 4}, Command: &command{P95: 7.5}},
		{Corpus: 100000, Derived: 47220, Contestant: "slow", Builds: []usage{{CPU: 35, PeakMB: 50}}, Files: 9, Bytes: 2e6, HTTP: page(600), File: &cold{Failed: "blocked"},
			Documented: "Failed to | fetch", Warm: &warm{P95: 5}, None: &none{N: 4, Answered: []string{"畳"}}},
		{Corpus: 100000, Derived: 47220, Contestant: "endless", Builds: []usage{{TimedOut: true, Wall: 900}}, Failed: "build: over the limit of 900 s"},
	}
	got := tables(head{Cores: 2, MemoryGB: 8}, rows)
	for _, want := range []string{"Machine: 2 cores, 8 GB", "Of the 100,000, 47,220 are derived",
		"| 100,000 | slow | 35.0 (×3.5) | 50 (×0.50) |", "| 600 (×12) | – | – |", "| 5.0 (×2.5) |", "Command: make bench. ", "1 of 4", "fails: Failed to / fetch",
		"endless: build: over the limit of 900 s | – | – | – |", "| 0.0 / 7.5 |"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	columns := 0
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		if n := strings.Count(line, "|"); columns == 0 {
			columns = n
		} else if n != columns {
			t.Errorf("%d columns, the head has %d: %s", n-1, columns-1, line)
		}
	}
}

func TestResultsAreReadAsWritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out", "results.jsonl")
	r, err := createResults(name, head{Cores: 2, Versions: map[string]string{"go": "1"}})
	if err == nil {
		err = r.add(row{Corpus: 1000, Contestant: "shogo", Files: 2}, row{Corpus: 1000, Contestant: "lunr", Failed: "x"})
	}
	if err != nil {
		t.Fatal(err)
	}
	r.f.Close()
	got, err := readResults(name)
	if err != nil {
		t.Fatal(err)
	}
	if tables(got.head, got.rows) != tables(r.head, r.rows) {
		t.Error("the tables differ")
	}
}

func TestOptions(t *testing.T) {
	o, err := parse([]string{"-corpus", "500,20000", "-contestant", "lunr,shogo", "-limit", "2m"})
	if err != nil {
		t.Fatal(err)
	}
	if o.plan.Sizes[1] != 20000 || o.limit != 2*time.Minute || o.plan.Latency != 40 {
		t.Errorf("options %+v", o)
	}
	cs, err := selected(contestants(&tools{}), o.contestants)
	if err != nil || len(cs) != 2 || cs[0].name() != "lunr" {
		t.Errorf("contestants %v, %v", cs, err)
	}
	if _, err := selected(contestants(&tools{}), "pagefind,googol"); err == nil || !strings.Contains(err.Error(), "orama") {
		t.Errorf("an unknown name: %v", err)
	}
	for _, bad := range []string{"-corpus=1,2", "-corpus=x", "extra"} {
		if _, err := parse([]string{bad}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

func TestEveryPeerHasAModule(t *testing.T) {
	for _, c := range contestants(&tools{}) {
		if _, err := embedded.ReadFile("peers/" + c.name() + ".mjs"); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("package-lock.json"); err != nil {
		t.Error(err)
	}
	if got := scriptString("{\"a\":\"it's \\n\u2028\"}"); got != `'{"a":"it\'s \\n\u2028"}'` {
		t.Errorf("script string %s", got)
	}
}
