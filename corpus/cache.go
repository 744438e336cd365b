package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/pdf"
)

// Cache keeps what the readers of formats gave, so that a file that has not
// changed is not read again. An entry is found by the bytes of the file, by
// what changes how they are read, and by the program that read them; what is
// damaged or cannot be written is as if it were not there.
type Cache struct {
	dir string
	// Reads counts the files that had to be read, Hits those that had not.
	Reads, Hits int

	found []string        // the files of dir when it was opened
	used  map[string]bool // keys of this run
}

// NewCache keeps its entries in dir, which is made when the first is written.
func NewCache(dir string) *Cache {
	c := &Cache{dir: dir, used: map[string]bool{}}
	files, _ := os.ReadDir(dir) // no folder yet: nothing to prune
	for _, f := range files {
		c.found = append(c.found, f.Name())
	}
	return c
}

// abandoned is how old a half-written entry is before it counts as left behind
// by a run that was killed: no document takes as long to write.
const abandoned = time.Hour

// Prune removes the entries that lay in the folder when the cache was opened
// and that this run had no use for: of sources that are gone or have changed,
// and of other versions of the program. What another run has written meanwhile
// stays, and a run that loses an entry to this one reads the document again.
func (c *Cache) Prune() {
	for _, name := range c.found {
		key, entry := strings.CutSuffix(name, entrySuffix)
		path := filepath.Join(c.dir, name)
		switch {
		case entry && entryKey.MatchString(key):
			if !c.used[key] {
				_ = os.Remove(path) // held open on Windows: the next build removes it
			}
		case strings.HasPrefix(name, partialPrefix):
			if f, err := os.Stat(path); err == nil && time.Since(f.ModTime()) > abandoned {
				_ = os.Remove(path)
			}
		}
	}
}

// The names of what this type writes; anything else in the folder is not its
// own.
const entrySuffix, partialPrefix = ".json", ".new-"

var entryKey = pattern.New(`^[0-9a-f]{64}$`)

// readerIdentity tells one build of the readers from another: size and
// checksum of the program. "" where it cannot be told.
var readerIdentity = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.Copy(sum, f)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d-%08x", n, sum.Sum32())
})

// key names the entry of a file, "" where none may be kept.
func (c *Cache) key(name string, raw []byte, glyphs map[pdf.GlyphCode]string) string {
	reader := readerIdentity()
	if c == nil || c.dir == "" || reader == "" {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", reader, SniffFormat(name, raw))
	codes := slices.SortedFunc(maps.Keys(glyphs), func(a, b pdf.GlyphCode) int {
		return bytes.Compare(fmt.Appendf(nil, "%s %d", a.Font, a.Code), fmt.Appendf(nil, "%s %d", b.Font, b.Code))
	})
	for _, g := range codes {
		fmt.Fprintf(h, "%q %d %q\n", g.Font, g.Code, glyphs[g])
	}
	h.Write(raw)
	return hex.EncodeToString(h.Sum(nil))
}

// get returns a kept document, nil for none.
func (c *Cache) get(key string) *block.Document {
	raw, err := os.ReadFile(filepath.Join(c.dir, key+entrySuffix))
	if err != nil {
		return nil
	}
	head, body, ok := bytes.Cut(raw, []byte("\n"))
	doc := &block.Document{}
	if !ok || string(head) != HashBytes(body) || json.Unmarshal(body, doc) != nil {
		return nil
	}
	return doc
}

// put keeps a document. A text that JSON would alter is not kept.
func (c *Cache) put(key string, doc *block.Document) {
	body, err := json.Marshal(doc)
	if err != nil || !validText(doc) || os.MkdirAll(c.dir, 0o755) != nil {
		return
	}
	f, err := os.CreateTemp(c.dir, partialPrefix+"*")
	if err != nil {
		return
	}
	defer os.Remove(f.Name()) // fails once the file has its name
	_, err = f.Write(append([]byte(HashBytes(body)+"\n"), body...))
	if closed := f.Close(); err == nil && closed == nil {
		_ = os.Rename(f.Name(), filepath.Join(c.dir, key+entrySuffix)) // else read again next time
	}
}

func validText(doc *block.Document) bool {
	return utf8.ValidString(doc.Title) && !slices.ContainsFunc(doc.Blocks, func(b block.Block) bool {
		return !utf8.ValidString(b.Text) || !utf8.ValidString(b.No+b.Scope+b.Xref)
	})
}

// blocks reads a source, or takes what an earlier run has read of it.
func (b *builder) blocks(s *Source, raw []byte) (*block.Document, error) {
	if b.seen != nil {
		return b.seen, nil
	}
	opts := ReadOptions{Glyphs: b.w.glyphs(s.Name)}
	if b.opts.Progress != nil {
		no := b.no
		opts.Progress = func(page, pages int) { b.opts.Progress(Progress{s.Name, no, b.of, page, pages}) }
	}
	cache := b.opts.Cache
	key := cache.key(s.Name, raw, opts.Glyphs)
	if key == "" {
		return ReadBlocksWith(s.Name, raw, opts)
	}
	cache.used[key] = true
	if doc := cache.get(key); doc != nil {
		cache.Hits++
		return doc, nil
	}
	cache.Reads++
	doc, err := ReadBlocksWith(s.Name, raw, opts)
	if err == nil {
		cache.put(key, doc)
	}
	return doc, err
}
