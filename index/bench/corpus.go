package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"shogo/index"
)

// seed makes corpora and queries the same on every machine that has the same
// packages.
const seed = 20261122

// textVersion is raised when the same packages come to give other sections.
const textVersion = 2

// texts are the corpora of one set of packages.
type texts struct {
	packages []string // name and version
	print    string   // names packages and textVersion
	files    map[int]string
}

// corpora writes one file of JSON lines per size below cache, unless it is
// there. Smaller corpora are parts of larger ones. Beyond the number of real
// sections, a corpus is filled with derived ones; see derive.
func corpora(ctx context.Context, cache string, sizes []int) (*texts, error) {
	debs, err := fetch(ctx, filepath.Join(cache, "debs"))
	if err != nil {
		return nil, err
	}
	t := &texts{files: map[int]string{}}
	for _, d := range debs {
		t.packages = append(t.packages, packageName(d))
	}
	sum := sha256.Sum256([]byte(fmt.Sprint(textVersion, t.packages)))
	t.print = hex.EncodeToString(sum[:4])
	missing := false
	for _, n := range sizes {
		t.files[n] = filepath.Join(cache, "corpora", t.print, strconv.Itoa(n)+".jsonl")
		if _, err := os.Stat(t.files[n]); err != nil {
			missing = true
		}
	}
	if !missing {
		return t, nil
	}
	docs, err := sample(debs)
	if err != nil {
		return nil, err
	}
	logf("%d real sections", len(docs))
	for _, n := range sizes {
		if err := writeDocs(t.files[n], derive(docs, n)[:n]); err != nil {
			return nil, fmt.Errorf("write corpus: %w", err)
		}
	}
	return t, nil
}

// packageName is name and version as in the name of a package file.
func packageName(file string) string {
	s, _, _ := strings.Cut(strings.Replace(filepath.Base(file), "_", " ", 1), "_")
	return strings.ReplaceAll(s, "%3a", ":")
}

// sample reads all packages and shuffles their sections. Their ids follow the
// packages, as ids made of file names would: sections of one manual are
// neighbours, in a corpus as well as in the order of ids.
func sample(debs []string) ([]index.Document, error) {
	c := newCollector()
	for _, f := range debs {
		before := len(c.docs)
		if err := readDeb(c, f); err != nil {
			return nil, err
		}
		logf("%6d sections from %s", len(c.docs)-before, filepath.Base(f))
	}
	for i := range c.docs {
		c.docs[i].ID = fmt.Sprintf("d%06d", i)
	}
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(c.docs), func(i, j int) { c.docs[i], c.docs[j] = c.docs[j], c.docs[i] })
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
