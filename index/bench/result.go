package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// head is the first line of a result file.
type head struct {
	Arguments string            `json:"arguments,omitempty"` // that change what is measured
	Cores     int               `json:"cores"`
	MemoryGB  int               `json:"memory_gb"`
	Versions  map[string]string `json:"versions"`
	Packages  []string          `json:"packages"` // that the texts come from
	Texts     string            `json:"texts"`    // fingerprint of packages and extraction: equal means equal corpora
	Plan      plan              `json:"plan"`
}

// plan says how much is asked.
type plan struct {
	Sizes   []int `json:"sizes"`
	Peers   int   `json:"peers"`   // largest corpus that others than shogo are measured on
	Builds  int   `json:"builds"`  // of corpora up to 10,000; larger ones are built once
	Latency int   `json:"latency"` // queries for bytes and time
	Cold    int   `json:"cold"`    // of them asked on a fresh page of contestants that read all at once
	Rounds  int   `json:"rounds"`  // on one page, the first being the first sight; slow contestants fewer
	Known   int   `json:"known"`   // known items per kind
}

// row is everything measured of one contestant on one corpus: one line.
type row struct {
	Corpus     int              `json:"corpus"`
	Derived    int              `json:"derived,omitempty"` // sections that are not real ones
	Contestant string           `json:"contestant"`
	Failed     string           `json:"failed,omitempty"` // why something below is missing
	Builds     []usage          `json:"builds"`
	Files      int              `json:"files"`
	Bytes      int64            `json:"bytes"`
	HTTP       *cold            `json:"http,omitempty"`
	File       *cold            `json:"file,omitempty"`
	Slow       *cold            `json:"slow,omitempty"`  // over 10 Mbit/s and 40 ms
	Documented string           `json:"documented_file"` // the documented page from file://: "works" or its error
	Warm       *warm            `json:"warm,omitempty"`
	FileWarm   *warm            `json:"file_warm,omitempty"`
	Asked      int              `json:"asked"` // known items asked before time was over
	Known      map[string]found `json:"known,omitempty"`
	None       *none            `json:"none,omitempty"`
	Command    *command         `json:"command,omitempty"`
}

// cold is the way to the first result, a fresh page per query.
type cold struct {
	Failed string  `json:"failed,omitempty"`
	N      int     `json:"n"`
	MS     float64 `json:"ms"` // median over the queries that all contestants were asked, of which a slow one was asked the first
	MSP95  float64 `json:"ms_p95"`
	Read   traffic `json:"read"`     // median
	P95    traffic `json:"read_p95"` // each number by itself
}

// warm is the time of queries on an open page, in milliseconds.
type warm struct {
	FirstP50 float64 `json:"first_p50"` // first sight of a query
	FirstP95 float64 `json:"first_p95"`
	P50      float64 `json:"p50"` // asked again
	P95      float64 `json:"p95"`
	Heap     float64 `json:"heap_mb"`     // after these queries
	Process  float64 `json:"process_mb"`  // the same, whole process
	EndHeap  float64 `json:"heap_end_mb"` // after known items and everyday words as well
}

// none counts everyday words that the corpus has no text for.
type none struct {
	N        int      `json:"n"`
	Answered []string `json:"answered"` // with hits the contestant does not call unsure
}

// command is the search of the command line: a bleve index on disk.
type command struct {
	Build    usage   `json:"build"`
	Bytes    int64   `json:"bytes"`
	Open     float64 `json:"open_ms"`
	FirstP50 float64 `json:"first_p50"`
	FirstP95 float64 `json:"first_p95"`
	P50      float64 `json:"p50"`
	P95      float64 `json:"p95"`
}

// results is the file of JSON lines, written as the run goes on.
type results struct {
	f    *os.File
	head head
	rows []row
}

func createResults(name string, h head) (*results, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	r := &results{f: f, head: h}
	return r, json.NewEncoder(f).Encode(h)
}

func (r *results) add(rows ...row) error {
	for _, x := range rows {
		r.rows = append(r.rows, x)
		if err := json.NewEncoder(r.f).Encode(x); err != nil {
			return fmt.Errorf("write results: %w", err)
		}
	}
	return nil
}

// readResults reads what an earlier run wrote.
func readResults(name string) (*results, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &results{}
	d := json.NewDecoder(bufio.NewReader(f))
	if err := d.Decode(&r.head); err != nil {
		return nil, fmt.Errorf("read results %s: %w", name, err)
	}
	for d.More() {
		var x row
		if err := d.Decode(&x); err != nil {
			return nil, errors.Join(fmt.Errorf("read results %s", name), err)
		}
		r.rows = append(r.rows, x)
	}
	return r, nil
}
