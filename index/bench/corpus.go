package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"shogo/index"
)

// seed makes corpora and queries the same on every machine that has the same
// packages.
const seed = 20261122

// corpora writes one file of JSON lines per size into dir and returns their
// names by size. Smaller corpora are parts of larger ones. Beyond the number of
// real sections, a corpus is filled with derived ones; see derive.
func corpora(ctx context.Context, cache string, sizes []int) (map[int]string, error) {
	files := map[int]string{}
	missing := false
	for _, n := range sizes {
		files[n] = filepath.Join(cache, "corpora", strconv.Itoa(n)+".jsonl")
		if _, err := os.Stat(files[n]); err != nil {
			missing = true
		}
	}
	if !missing {
		return files, nil
	}
	debs, err := fetch(ctx, filepath.Join(cache, "debs"))
	if err != nil {
		return nil, err
	}
	docs, err := sample(debs)
	if err != nil {
		return nil, err
	}
	logf("%d real sections", len(docs))
	for _, n := range sizes {
		if err := writeDocs(files[n], derive(docs, n)[:n]); err != nil {
			return nil, fmt.Errorf("write corpus: %w", err)
		}
	}
	return files, nil
}

// sample reads all packages and shuffles their sections.
func sample(debs []string) ([]index.Document, error) {
	c := newCollector()
	for _, f := range debs {
		before := len(c.docs)
		if err := readDeb(c, f); err != nil {
			return nil, err
		}
		logf("%6d sections from %s", len(c.docs)-before, filepath.Base(f))
	}
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(c.docs), func(i, j int) { c.docs[i], c.docs[j] = c.docs[j], c.docs[i] })
	for i := range c.docs {
		c.docs[i].ID = fmt.Sprintf("d%06d", i)
	}
	return c.docs, nil
}

// derive adds sections made of the halves of two real ones until there are n.
// Their ids begin with v. They serve scale only: real text of that amount is
// not at hand.
func derive(docs []index.Document, n int) []index.Document {
	out := append([]index.Document(nil), docs...)
	r := rand.New(rand.NewPCG(seed, 2))
	for i := 0; len(out) < n; i++ {
		a, b := docs[r.IntN(len(docs))], docs[r.IntN(len(docs))]
		x, y := []rune(a.Body), []rune(b.Body)
		out = append(out, index.Document{ID: fmt.Sprintf("v%06d", i), Title: a.Title + " 改訂",
			Body: string(x[:len(x)/2]) + " " + string(y[len(y)/2:])})
	}
	return out
}

// derived counts the sections that are not real ones.
func derived(docs []index.Document) (n int) {
	for _, d := range docs {
		if d.ID[0] == 'v' {
			n++
		}
	}
	return n
}

func writeDocs(name string, docs []index.Document) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name + ".part")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for e := json.NewEncoder(w); len(docs) > 0 && err == nil; docs = docs[1:] {
		e.SetEscapeHTML(false)
		err = e.Encode(docs[0])
	}
	if err = errors.Join(err, w.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}

// readDocs reads a file of JSON lines.
func readDocs(name string) ([]index.Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []index.Document
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		var d index.Document
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("read %s line %d: %w", name, n, err)
		}
		out = append(out, d)
	}
	return out, sc.Err()
}
