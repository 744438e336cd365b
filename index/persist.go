package index

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// analysisVersion changes whenever the same documents are analysed otherwise,
// so that an index on disk is built again.
//
//	1  first version
const analysisVersion = 1

// Keys of bleve's internal values. Shards stand under their own names.
const (
	keyManifest    = "shogo/manifest"
	keyFingerprint = "shogo/fingerprint"
	keyLevels      = "shogo/levels"
	keyShard       = "shogo/shard/"
)

// Fingerprint names the documents, the options and the version of the
// analysis: an index on disk with the same fingerprint need not be built again.
func Fingerprint(docs []Document, opts Options) (string, error) {
	sorted := append([]Document(nil), docs...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].ID < sorted[j].ID })
	sum := sha256.New()
	fmt.Fprintln(sum, FormatVersion, analysisVersion, DefaultWeights(), functionWords, kyujitai, synonymFile)
	for _, v := range []any{opts, sorted} {
		b, err := marshal(v)
		if err != nil {
			return "", fmt.Errorf("fingerprint documents: %w", err)
		}
		sum.Write(b)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// OpenOrCreate returns the index of the documents from a cache folder, which
// it makes. An index with their fingerprint is opened as it is, without
// reading the dictionary; otherwise a new one is built beside it and older ones
// are removed. Several processes may do this at once.
func OpenOrCreate(cache string, docs []Document, opts Options) (*Index, error) {
	fp, err := Fingerprint(docs, opts)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(cache, "index-"+fp[:16])
	if x, err := Open(dir); err == nil {
		return x, nil
	}
	if err := Create(dir, docs, opts); err != nil {
		return nil, err
	}
	removeOthers(cache, dir)
	return Open(dir)
}

// removeOthers deletes indexes of other documents. One that is still in use
// elsewhere stays readable there; failing to delete is no failure.
func removeOthers(cache, keep string) {
	old, _ := filepath.Glob(filepath.Join(cache, "index-*"))
	for _, dir := range old {
		if dir != keep {
			os.RemoveAll(dir)
		}
	}
}

// Create analyses documents and writes the index into dir, whole or not at
// all. An index that stands there is replaced.
func Create(dir string, docs []Document, opts Options) error {
	m, err := buildModel(docs, opts)
	if err != nil {
		return err
	}
	fp, err := Fingerprint(docs, opts)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("create index: %w", err)
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-")
	if err != nil {
		return fmt.Errorf("create index: %w", err)
	}
	defer os.RemoveAll(tmp)
	if err := m.writeBleve(filepath.Join(tmp, "bleve"), fp); err != nil {
		return fmt.Errorf("create index in %s: %w", dir, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("create index: replace: %w", err)
	}
	err = os.Rename(filepath.Join(tmp, "bleve"), dir)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process made the same index meanwhile
	}
	return err
}

// Open opens an index that Create wrote, for reading only: other processes may
// have it open too. Errors: no index there, or one of another version.
func Open(dir string) (*Index, error) {
	bx, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("open index in %s: %w", dir, err)
	}
	x, err := openBleve(bx)
	if err != nil {
		bx.Close()
		return nil, fmt.Errorf("open index in %s: %w", dir, err)
	}
	return x, nil
}

func openBleve(bx bleve.Index) (*Index, error) {
	adv, err := bx.Advanced()
	if err != nil {
		return nil, err
	}
	r, err := adv.Reader()
	if err != nil {
		return nil, err
	}
	home := &bleveHome{reader: r}
	man, err := r.GetInternal([]byte(keyManifest))
	if err != nil {
		return nil, err
	}
	x, err := newIndex(man, home)
	if err != nil {
		return nil, err
	}
	home.per = x.man.PerShard
	x.lists, x.levels = home, sync.OnceValues(home.levels)
	x.closer = func() error { return errors.Join(r.Close(), bx.Close()) }
	return x, nil
}

// writeBleve stores the model: one bleve document per document with its terms
// and pairs of characters as postings, and the lexicon as internal values.
func (m *model) writeBleve(path, fingerprint string) error {
	bx, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return err
	}
	if err := m.fillBleve(bx, fingerprint); err != nil {
		bx.Close()
		return err
	}
	return bx.Close()
}

// batchSize is the number of documents written at once. It changes no result.
var batchSize = 1000

func (m *model) fillBleve(bx bleve.Index, fingerprint string) error {
	cursor := newCursors(m)
	for at := 0; at < len(m.docs); at += batchSize {
		batch := bx.NewBatch()
		end := min(at+batchSize, len(m.docs))
		postings := cursor.take(int32(at), int32(end))
		for i := at; i < end; i++ {
			d, err := bleveDocument(m.docs[i], postings[i-at])
			if err == nil {
				err = batch.IndexAdvanced(d)
			}
			if err != nil {
				return err
			}
		}
		if err := bx.Batch(batch); err != nil {
			return err
		}
	}
	batch := bx.NewBatch()
	man, err := marshal(m.man)
	if err != nil {
		return err
	}
	batch.SetInternal([]byte(keyManifest), man)
	batch.SetInternal([]byte(keyFingerprint), []byte(fingerprint))
	for f := range m.level {
		batch.SetInternal(fmt.Append(nil, keyLevels, f), m.level[f])
	}
	for _, name := range sortedStrings(m.shards) {
		if name[0] == 'd' {
			continue // stored with the documents
		}
		b, err := m.withoutLists(name)
		if err != nil {
			return err
		}
		batch.SetInternal([]byte(keyShard+name), b)
	}
	return bx.Batch(batch)
}
